/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/e2e/controllers.e2e.ts > TAP > forged ownerReferences decide nothing > a ReplicaSet 1`] = `
$ kubectl create -f set.yaml
Error from server (Forbidden): error when creating "set.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/controllers.e2e.ts > TAP > workloads.mode warn with ownedPods.mode enforce: the Deployment is made, its Pods are not > the condition of the ReplicaSet 1`] = `
admission webhook "check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0"). If the image is public, an operator can list registry.example.com/team/ under registries.public. Fix: (1) kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (2) set spec.template.spec.imagePullSecrets of its owner to [{name: regcred}]
`

exports[`test/e2e/controllers.e2e.ts > TAP > workloads.mode warn with ownedPods.mode enforce: the Deployment is made, its Pods are not > the event of the ReplicaSet 1`] = `
Warning FailedCreate: Error creating: admission webhook "check.pullgate.dev" denied the request: [PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0"). If the image is public, an operator can list registry.example.com/team/ under registries.public. Fix: (1) kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (2) set spec.template.spec.imagePullSecrets of its owner to [{name: regcred}]
`

exports[`test/e2e/controllers.e2e.ts > TAP > workloads.mode warn with ownedPods.mode enforce: the Deployment is made, its Pods are not > the person is warned 1`] = `
$ kubectl apply -f web.yaml
deployment.apps/web created
Warning: Pullgate: would be denied when enforced: [PG201] no pull secret for registry.example.com: the pod template names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0"). Fix: (1) kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (2) set spec.template.spec.imagePullSecrets to [{name: regcred}]
(exit status 0)

`
