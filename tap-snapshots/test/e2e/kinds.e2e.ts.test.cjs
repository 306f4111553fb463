/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/e2e/kinds.e2e.ts > TAP > every kind is refused with the cause, and admitted once that is mended > CronJob: refused 1`] = `
$ kubectl create -f cronjob.yaml
Error from server (Forbidden): error when creating "cronjob.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.jobTemplate.spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/kinds.e2e.ts > TAP > every kind is refused with the cause, and admitted once that is mended > DaemonSet: refused 1`] = `
$ kubectl create -f daemonset.yaml
Error from server (Forbidden): error when creating "daemonset.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/kinds.e2e.ts > TAP > every kind is refused with the cause, and admitted once that is mended > Deployment: refused 1`] = `
$ kubectl create -f deployment.yaml
Error from server (Forbidden): error when creating "deployment.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/kinds.e2e.ts > TAP > every kind is refused with the cause, and admitted once that is mended > Job: refused 1`] = `
$ kubectl create -f job.yaml
Error from server (Forbidden): error when creating "job.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/kinds.e2e.ts > TAP > every kind is refused with the cause, and admitted once that is mended > Pod: refused 1`] = `
$ kubectl create -f pod.yaml
Error from server (Forbidden): error when creating "pod.yaml": admission webhook "check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/kinds.e2e.ts > TAP > every kind is refused with the cause, and admitted once that is mended > PodTemplate: refused 1`] = `
$ kubectl create -f podtemplate.yaml
Error from server (Forbidden): error when creating "podtemplate.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/kinds.e2e.ts > TAP > every kind is refused with the cause, and admitted once that is mended > ReplicaSet: refused 1`] = `
$ kubectl create -f replicaset.yaml
Error from server (Forbidden): error when creating "replicaset.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/kinds.e2e.ts > TAP > every kind is refused with the cause, and admitted once that is mended > ReplicationController: refused 1`] = `
$ kubectl create -f replicationcontroller.yaml
Error from server (Forbidden): error when creating "replicationcontroller.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/kinds.e2e.ts > TAP > every kind is refused with the cause, and admitted once that is mended > StatefulSet: refused 1`] = `
$ kubectl create -f statefulset.yaml
Error from server (Forbidden): error when creating "statefulset.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`
