/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/saying.test.ts > TAP > a finding in a line > must match snapshot 1`] = `
[PG201] no secret: none is named (container "web", image "ghcr.io/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
[PG201] no secret: none is named (container "web", image "ghcr.io/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
[PG201] no secret: none is named (container "web", image "ghcr.io/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
[PG201] no secret: none is named (container "web", image "ghcr.io/aaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaa")
[PG201] no secret: none is named (container "web")
`

exports[`test/saying.test.ts > TAP > a secret that comes after its pods > must match snapshot 1`] = `
no hook, no hook: in time
a hook, and pods that are none: in time
no hook, pods before: this hook runs; Helm runs pre-install hooks before it creates the other objects of the chart, and the secret is no hook; helm.sh/hook=pre-install helm.sh/hook-weight=2
no hook, pods before an upgrade: this hook runs; Helm runs pre-upgrade hooks before it creates what an upgrade brings, and the secret is no hook; helm.sh/hook=pre-upgrade helm.sh/hook-weight=-1
no hook, pods before both: this hook runs; Helm runs pre-install hooks before it creates the other objects of the chart, and the secret is no hook; helm.sh/hook=pre-install,pre-upgrade helm.sh/hook-weight=-1
no hook, pods after: in time
no hook, pods after and before an upgrade: this hook runs; Helm runs pre-upgrade hooks before it creates what an upgrade brings, and the secret is no hook; helm.sh/hook=pre-upgrade helm.sh/hook-weight=1
the same weight, by name: this hook runs; Helm runs pre-install hooks of one weight by name, and the secret comes after this one; helm.sh/hook=pre-install helm.sh/hook-weight=-1
the same weight and name: in time
the same weight, an earlier name: in time
less weight: in time
more weight: this hook runs; Helm runs pre-install hooks by weight: the secret has 1, this one 0; helm.sh/hook=pre-install helm.sh/hook-weight=-1
another hook: this hook runs; it is a pre-install hook of Helm, and the secret a hook of post-install; helm.sh/hook=post-install,pre-install helm.sh/hook-weight=-1
a hook of the installation, pods of an upgrade: in time
a hook after the installation, pods of an upgrade: in time
a hook of deletion, pods of an upgrade: this hook runs; it is a pre-upgrade hook of Helm, and the secret a hook of post-delete, test; helm.sh/hook=post-delete,test,pre-upgrade helm.sh/hook-weight=4
of both, pods of both: this hook runs; Helm runs pre-install hooks by weight: the secret has 2, this one 1; helm.sh/hook=pre-install,pre-upgrade helm.sh/hook-weight=0
Argo, the same: in time
Argo, a later wave: this is synced; Argo CD syncs it in wave 1, and waits until it is healthy before wave 2 of the secret; argocd.argoproj.io/sync-wave=0
Argo, an earlier wave: in time
Argo, an earlier phase and a later wave: in time
Argo, a later phase: this is synced; it is a Sync hook of Argo CD, and the secret comes in PostSync; argocd.argoproj.io/hook=Sync argocd.argoproj.io/sync-wave=0
Argo, before: this is synced; it is a PreSync hook of Argo CD, and the secret comes in Sync; argocd.argoproj.io/hook=PreSync argocd.argoproj.io/sync-wave=-2
Argo, a secret that it does not create: in time
Argo, pods that it does not create: in time
Argo by the pods alone: this is synced; it is a PreSync hook of Argo CD, and the secret comes in Sync; argocd.argoproj.io/hook=PreSync argocd.argoproj.io/sync-wave=-1
Argo by the secret alone: this is synced; Argo CD syncs it in wave 0, and waits until it is healthy before wave 1 of the secret; argocd.argoproj.io/sync-wave=-1
`

exports[`test/saying.test.ts > TAP > warnings > must match snapshot 1`] = `
Pullgate: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: [PG201] no secret: none is named (container "web", image "a:1"). Fix: set spec.serviceAccountName to "x"
Pullgate: [PG201] no secret: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.... Fix: set spec.serviceAccountName to "x"
Pullgate: [PG201] no secret: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb...
Pullgate: would be denied: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: would be denied when enforced: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: would be denied when enforced: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: namespace "shop": label pullgate.dev/mode="loud\\u{a}" is none of enforce, warn, audit, off and is ignored
Pullgate: [PG201] no secret: none is named (container "web", image "a:1")
Pullgate: namespace "shop": label pullgate.dev/mode="" is none of enforce, warn, audit, off and is ignored
`

exports[`test/saying.test.ts > TAP > warnings > must match snapshot 2`] = `
307 307 307 307 307 307 307 307 307 307
307 307 307 307 307 307 307 307 307 307
307 307 307 307 307
274 274 274 274 274 274 274 274 274
307 307 307 307 307 307 307 307 307 307
`
