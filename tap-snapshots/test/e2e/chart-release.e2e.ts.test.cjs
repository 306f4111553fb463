/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/e2e/chart-release.e2e.ts > TAP > installed, upgraded, rolled back, uninstalled > a rollback does the same > a bad Deployment under mode enforce again 1`] = `
$ kubectl apply -f object.yaml
Error from server (Forbidden): error when creating "object.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/chart-release.e2e.ts > TAP > installed, upgraded, rolled back, uninstalled > an upgrade keeps certificate and trust, and changes the verdict without a restart > a bad Deployment under mode warn 1`] = `
$ kubectl apply -f object.yaml
deployment.apps/bad created
Warning: Pullgate: would be denied when enforced: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0"). Fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]
(exit status 0)

`

exports[`test/e2e/chart-release.e2e.ts > TAP > installed, upgraded, rolled back, uninstalled > it denies and admits through the webhooks of the chart > a bad Deployment 1`] = `
$ kubectl apply -f object.yaml
Error from server (Forbidden): error when creating "object.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/chart-release.e2e.ts > TAP > installed, upgraded, rolled back, uninstalled > it denies and admits through the webhooks of the chart > a bad Pod 1`] = `
$ kubectl apply -f object.yaml
Error from server (Forbidden): error when creating "object.yaml": admission webhook "check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n team patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/chart-release.e2e.ts > TAP > installed, upgraded, rolled back, uninstalled > it denies and admits through the webhooks of the chart > a Deployment that needs no secret 1`] = `
$ kubectl apply -f object.yaml
deployment.apps/good created
(exit status 0)

`

exports[`test/e2e/chart-release.e2e.ts > TAP > installed, upgraded, rolled back, uninstalled > it denies and admits through the webhooks of the chart > a namespace labelled warn 1`] = `
$ kubectl apply -f object.yaml
deployment.apps/bad created
Warning: Pullgate: would be denied when enforced: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount lenient/default names it (container "app", image "registry.example.com/team/app:1.0"). Fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]
(exit status 0)

`

exports[`test/e2e/chart-release.e2e.ts > TAP > installed, upgraded, rolled back, uninstalled > it denies and admits through the webhooks of the chart > one with its secret 1`] = `
$ kubectl apply -f object.yaml
deployment.apps/with created
(exit status 0)

`
