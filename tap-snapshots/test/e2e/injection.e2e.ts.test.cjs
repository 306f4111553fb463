/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/e2e/injection.e2e.ts > TAP > a doubtful login is not injected: the image may be public > a Deployment 1`] = `
$ kubectl apply -f it.yaml
Error from server (Forbidden): error when creating "it.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount doubt/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n doubt patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/injection.e2e.ts > TAP > a dry run shows the same, and nothing is stored > the audit log 1`] = `
Object {
  "inject.pullgate.dev/injected": "regcred",
  "inject.pullgate.dev/injected-why": "\\"registry.example.com/team/app:1.0\\": secret \\"regcred\\", key \\"registry.example.com\\"",
}
`

exports[`test/e2e/injection.e2e.ts > TAP > a second webhook adds a sidecar from another private registry > called after Pullgate > the audit log of Pod one 1`] = `
Object {
  "inject.pullgate.dev/injected": "regcred",
  "inject.pullgate.dev/injected-again": "mesh-cred",
  "inject.pullgate.dev/injected-why": "\\"registry.example.com/team/app:1.0\\": secret \\"regcred\\", key \\"registry.example.com\\"",
  "inject.pullgate.dev/injected-why-again": "\\"mesh.example.net/proxy:1.0\\": secret \\"mesh-cred\\", key \\"mesh.example.net\\"",
}
`

exports[`test/e2e/injection.e2e.ts > TAP > a second webhook adds a sidecar from another private registry > called after Pullgate > the audit log of Pod only 1`] = `
Object {
  "inject.pullgate.dev/injected": "mesh-cred",
  "inject.pullgate.dev/injected-why": "\\"mesh.example.net/proxy:1.0\\": secret \\"mesh-cred\\", key \\"mesh.example.net\\"",
}
`

exports[`test/e2e/injection.e2e.ts > TAP > a second webhook adds a sidecar from another private registry > called after Pullgate > the audit log of Pod own 1`] = `
Object {
  "inject.pullgate.dev/injected": "regcred",
  "inject.pullgate.dev/injected-why": "\\"registry.example.com/team/app:1.0\\": secret \\"regcred\\", key \\"registry.example.com\\"",
}
`

exports[`test/e2e/injection.e2e.ts > TAP > a second webhook adds a sidecar from another private registry > called before Pullgate > the audit log of Pod one 1`] = `
Object {
  "inject.pullgate.dev/injected": "regcred,mesh-cred",
  "inject.pullgate.dev/injected-why": "\\"registry.example.com/team/app:1.0\\": secret \\"regcred\\", key \\"registry.example.com\\"; \\"mesh.example.net/proxy:1.0\\": secret \\"mesh-cred\\", key \\"mesh.example.net\\"",
}
`

exports[`test/e2e/injection.e2e.ts > TAP > a second webhook adds a sidecar from another private registry > called before Pullgate > the audit log of Pod only 1`] = `
Object {
  "inject.pullgate.dev/injected": "mesh-cred",
  "inject.pullgate.dev/injected-why": "\\"mesh.example.net/proxy:1.0\\": secret \\"mesh-cred\\", key \\"mesh.example.net\\"",
}
`

exports[`test/e2e/injection.e2e.ts > TAP > a second webhook adds a sidecar from another private registry > called before Pullgate > the audit log of Pod own 1`] = `
Object {
  "inject.pullgate.dev/injected": "regcred",
  "inject.pullgate.dev/injected-why": "\\"registry.example.com/team/app:1.0\\": secret \\"regcred\\", key \\"registry.example.com\\"",
}
`

exports[`test/e2e/injection.e2e.ts > TAP > a workload that cannot be helped is denied at once > no secret matches 1`] = `
$ kubectl apply -f it.yaml
Error from server (Forbidden): error when creating "it.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for other.example.org: the pod template names none and ServiceAccount beyond/default lists none (container "app", image "other.example.org/app:1.0")
Fix:
kubectl -n beyond create secret docker-registry regcred-2 --docker-server=other.example.org --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred-2}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n beyond patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
If the image is public, an operator can list other.example.org/app under registries.public.
(exit status 1)

`

exports[`test/e2e/injection.e2e.ts > TAP > a workload that cannot be helped is denied at once > one of two images could be helped, and all or none are 1`] = `
$ kubectl apply -f it.yaml
Error from server (Forbidden): error when creating "it.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG201] no pull secret for other.example.org: the pod template names none and ServiceAccount beyond/default lists none (container "c1", image "other.example.org/app:1.0")
[PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount beyond/default names it; secret "regcred" would serve it, but nothing serves image "other.example.org/app:1.0", and injection helps all images of a pod or none (container "c0", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n beyond create secret docker-registry regcred-2 --docker-server=other.example.org --docker-username=USER --docker-password=TOKEN
set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n beyond patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"}]}'
If the image is public, an operator can list other.example.org/app under registries.public.
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/injection.e2e.ts > TAP > mode all: a Deployment rolls out, and nobody sees a difference in it > a dry run 1`] = `
$ kubectl apply --dry-run=server -f it.yaml
deployment.apps/web created (server dry run)
Warning: Pullgate: [PG206] the pods will get secret "regcred" for registry.example.com: injection adds it, because neither the pod template nor ServiceAccount rollout-all/default names one that works (container "app", image "registry.example.com/team/app:1.0")
(exit status 0)

`

exports[`test/e2e/injection.e2e.ts > TAP > mode namespaces: a Deployment rolls out, and nobody sees a difference in it > a dry run 1`] = `
$ kubectl apply --dry-run=server -f it.yaml
deployment.apps/web created (server dry run)
Warning: Pullgate: [PG206] the pods will get secret "regcred" for registry.example.com: injection adds it, because neither the pod template nor ServiceAccount rollout-namespaces/default names one that works (container "app")
(exit status 0)

`

exports[`test/e2e/injection.e2e.ts > TAP > what is left alone > a Deployment in a namespace that is declined 1`] = `
$ kubectl apply -f it.yaml
Error from server (Forbidden): error when creating "it.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount declined/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n declined patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/injection.e2e.ts > TAP > what is left alone > a Deployment in a namespace that is unlabelled 1`] = `
$ kubectl apply -f it.yaml
Error from server (Forbidden): error when creating "it.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount unlabelled/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
set spec.template.spec.imagePullSecrets to [{name: regcred}]
or, for all pods of ServiceAccount "default":
kubectl -n unlabelled patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
An operator can label the namespace pullgate.dev/inject=true, and its pods get the secret. If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/injection.e2e.ts > TAP > what is left alone > a Deployment of it 1`] = `
$ kubectl apply -f it.yaml
Error from server (Forbidden): error when creating "it.yaml": admission webhook "workloads.check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount limits/strict names it; injecting secret "regcred" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount limits/strict (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n limits patch serviceaccount strict --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/injection.e2e.ts > TAP > what is left alone > a Pod of a strict ServiceAccount 1`] = `
$ kubectl apply -f it.yaml
Error from server (Forbidden): error when creating "it.yaml": admission webhook "check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount limits/strict names it; injecting secret "regcred" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount limits/strict (container "app", image "registry.example.com/team/app:1.0")
Fix:
kubectl -n limits patch serviceaccount strict --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/injection.e2e.ts > TAP > what was in the list stays first and in its order > a Deployment with a ServiceAccount 1`] = `
$ kubectl apply -f it.yaml
deployment.apps/web created
Warning: Pullgate: [PG206] the pods will get secret "regcred" for registry.example.com: injection adds it, because neither the pod template nor ServiceAccount lists/builder names one that works (container "app", image "registry.example.com/team/app:1.0")
(exit status 0)

`
