/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > cluster > a Pod with the secret 1`] = `
201

`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > cluster > a Pod without the secret 1`] = `
201

Pullgate: would be denied: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0"). Fix: set spec.imagePullSecrets to [{name: regcred}]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > cluster > what it may do in namespace default 1`] = `
namespaces [] [] [get list watch]
pods [] [] [list]
secrets [] [] [get list watch]
serviceaccounts [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > cluster > what it may do in namespace pullgate-cluster 1`] = `
namespaces [] [] [get list watch]
pods [] [] [list]
secrets [] [NAME-tls] [get list watch update]
secrets [] [] [get list watch]
serviceaccounts [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > cluster > what it may do in namespace team 1`] = `
namespaces [] [] [get list watch]
pods [] [] [list]
secrets [] [] [get list watch]
serviceaccounts [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > named > a Pod with the secret 1`] = `
201

`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > named > a Pod without the secret 1`] = `
201

Pullgate: would be denied: [PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0"). Fix: (1) kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > named > what it may do in namespace default 1`] = `
namespaces [] [] [get list watch]
pods [] [] [list]
secrets [] [regcred] [get]
serviceaccounts [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > named > what it may do in namespace pullgate-named 1`] = `
namespaces [] [] [get list watch]
pods [] [] [list]
secrets [] [NAME-tls] [get list watch update]
secrets [] [regcred] [get]
serviceaccounts [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > named > what it may do in namespace team 1`] = `
namespaces [] [] [get list watch]
pods [] [] [list]
secrets [] [regcred] [get]
serviceaccounts [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > namespaces > a Pod with the secret 1`] = `
201

`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > namespaces > a Pod without the secret 1`] = `
201

Pullgate: would be denied: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0"). Fix: set spec.imagePullSecrets to [{name: regcred}]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > namespaces > what it may do in namespace default 1`] = `
namespaces [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > namespaces > what it may do in namespace pullgate-namespaces 1`] = `
namespaces [] [] [get list watch]
secrets [] [NAME-tls] [get list watch update]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > namespaces > what it may do in namespace team 1`] = `
namespaces [] [] [get list watch]
pods [] [] [list]
secrets [] [] [get list watch]
serviceaccounts [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > none > a Pod with the secret 1`] = `
201

Pullgate: [PG901] could not find out whether there is a pull secret for registry.example.com: Pullgate is not given the right to read Secrets (cluster.secrets is "none") (container "app", image "registry.example.com/team/app:1.0")
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > none > a Pod without the secret 1`] = `
201

Pullgate: would be denied: [PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount team/default lists none (container "app", image "registry.example.com/team/app:1.0"). Fix: (1) kubectl -n team create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > none > what it may do in namespace default 1`] = `
namespaces [] [] [get list watch]
serviceaccounts [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > none > what it may do in namespace pullgate-none 1`] = `
namespaces [] [] [get list watch]
secrets [] [NAME-tls] [get list watch update]
serviceaccounts [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > each rbac.secrets > none > what it may do in namespace team 1`] = `
namespaces [] [] [get list watch]
serviceaccounts [] [] [get list watch]
validatingwebhookconfigurations.admissionregistration.k8s.io [] [NAME] [get list watch patch]
`

exports[`test/e2e/chart-rights.e2e.ts > TAP > labelGuard > pullgate.dev/inject=true 1`] = `
Error from server (Forbidden): namespaces "team" is forbidden: ValidatingAdmissionPolicy 'pullgate-labels' with binding 'pullgate-labels' denied request: labels pullgate.dev/* of namespaces may be changed only by those whom the operator of Pullgate names, and tenant is not among them

`

exports[`test/e2e/chart-rights.e2e.ts > TAP > labelGuard > pullgate.dev/mode- 1`] = `
Error from server (Forbidden): namespaces "team" is forbidden: ValidatingAdmissionPolicy 'pullgate-labels' with binding 'pullgate-labels' denied request: labels pullgate.dev/* of namespaces may be changed only by those whom the operator of Pullgate names, and tenant is not among them

`

exports[`test/e2e/chart-rights.e2e.ts > TAP > labelGuard > pullgate.dev/mode=off 1`] = `
Error from server (Forbidden): namespaces "team" is forbidden: ValidatingAdmissionPolicy 'pullgate-labels' with binding 'pullgate-labels' denied request: labels pullgate.dev/* of namespaces may be changed only by those whom the operator of Pullgate names, and tenant is not among them

`
