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

exports[`test/saying.test.ts > TAP > what of a denial has room > must match snapshot 1`] = `
{"count":0}: 0 in 1; ; ; 
{"count":1}: 271 in 5; Fix:,Note:; 67,F,k,s,N; Note: the password is a token
{"count":2}: 478 in 7; Fix:,Note:; 67,67,F,k,k,s,N; Note: the password is a token
{"count":3}: 685 in 9; Fix:,Note:; 67,67,67,F,k,k,k,s,N; Note: the password is a token
{"count":5}: 1099 in 13; Fix:,Note:; 67,67,67,67,67,F,k,k,k,k,k,s,N; Note: the password is a token
{"count":8}: 1720 in 19; Fix:,Note:; 67,67,67,67,67,67,67,67,F,k,k,k,k,k,k,k,k,s,N; Note: the password is a token
{"count":11}: 1991 in 24; Fix:,Note:,more problem,+; 67,46,46,46,46,46,46,46,46,46,(,F,k,k,k,k,k,k,k,k,k,k,s,N; Note: the password is a token
{"count":12}: 1992 in 24; Fix:,Note:,more problem,+; 67,46,46,46,46,46,46,46,46,46,(,F,k,k,k,k,k,k,k,k,k,k,s,N; Note: the password is a token
{"count":13}: 1992 in 24; Fix:,Note:,more problem,+; 67,46,46,46,46,46,46,46,46,46,(,F,k,k,k,k,k,k,k,k,k,k,s,N; Note: the password is a token
{"count":30}: 1993 in 24; Fix:,Note:,more problem,+; 67,46,46,46,46,46,46,46,46,46,(,F,k,k,k,k,k,k,k,k,k,k,s,N; Note: the password is a token
{"count":1,"image":80}: 341 in 5; Fix:,Note:; 137,F,k,s,N; Note: the password is a token
{"count":3,"image":80}: 895 in 9; Fix:,Note:; 137,137,137,F,k,k,k,s,N; Note: the password is a token
{"count":5,"image":80}: 1449 in 13; Fix:,Note:; 137,137,137,137,137,F,k,k,k,k,k,s,N; Note: the password is a token
{"count":1,"image":90}: 351 in 5; Fix:,Note:; 147,F,k,s,N; Note: the password is a token
{"count":3,"image":90}: 925 in 9; Fix:,Note:; 147,147,147,F,k,k,k,s,N; Note: the password is a token
{"count":5,"image":90}: 1499 in 13; Fix:,Note:; 147,147,147,147,147,F,k,k,k,k,k,s,N; Note: the password is a token
{"count":1,"image":96}: 357 in 5; Fix:,Note:; 153,F,k,s,N; Note: the password is a token
{"count":3,"image":96}: 943 in 9; Fix:,Note:; 153,153,153,F,k,k,k,s,N; Note: the password is a token
{"count":5,"image":96}: 1529 in 13; Fix:,Note:; 153,153,153,153,153,F,k,k,k,k,k,s,N; Note: the password is a token
{"count":1,"image":97}: 358 in 5; Fix:,Note:; 154,F,k,s,N; Note: the password is a token
{"count":3,"image":97}: 946 in 9; Fix:,Note:; 154,154,154,F,k,k,k,s,N; Note: the password is a token
{"count":5,"image":97}: 1534 in 13; Fix:,Note:; 154,154,154,154,154,F,k,k,k,k,k,s,N; Note: the password is a token
{"count":1,"image":120}: 381 in 5; Fix:,Note:; 177,F,k,s,N; Note: the password is a token
{"count":3,"image":120}: 1015 in 9; Fix:,Note:; 177,177,177,F,k,k,k,s,N; Note: the password is a token
{"count":5,"image":120}: 1649 in 13; Fix:,Note:; 177,177,177,177,177,F,k,k,k,k,k,s,N; Note: the password is a token
{"count":1,"image":200}: 461 in 5; Fix:,Note:; 257,F,k,s,N; Note: the password is a token
{"count":3,"image":200}: 1255 in 9; Fix:,Note:; 257,257,257,F,k,k,k,s,N; Note: the password is a token
{"count":5,"image":200}: 1629 in 13; Fix:,Note:; 257,152,152,152,152,F,k,k,k,k,k,s,N; Note: the password is a token
{"count":1,"image":256}: 516 in 5; Fix:,Note:; 312,F,k,s,N; Note: the password is a token
{"count":3,"image":256}: 1420 in 9; Fix:,Note:; 312,312,312,F,k,k,k,s,N; Note: the password is a token
{"count":5,"image":256}: 1684 in 13; Fix:,Note:; 312,152,152,152,152,F,k,k,k,k,k,s,N; Note: the password is a token
{"count":1,"image":257}: 516 in 5; Fix:,Note:; 312,F,k,s,N; Note: the password is a token
{"count":3,"image":257}: 1420 in 9; Fix:,Note:; 312,312,312,F,k,k,k,s,N; Note: the password is a token
{"count":5,"image":257}: 1684 in 13; Fix:,Note:; 312,152,152,152,152,F,k,k,k,k,k,s,N; Note: the password is a token
{"count":1,"because":500}: 761 in 5; Fix:,Note:; 557,F,k,s,N; Note: the password is a token
{"count":2,"because":500}: 1458 in 7; Fix:,Note:; 557,557,F,k,k,s,N; Note: the password is a token
{"count":1,"because":640}: 901 in 5; Fix:,Note:; 697,F,k,s,N; Note: the password is a token
{"count":2,"because":640}: 1738 in 7; Fix:,Note:; 697,697,F,k,k,s,N; Note: the password is a token
{"count":1,"because":660}: 904 in 5; Fix:,Note:; 700,F,k,s,N; Note: the password is a token
{"count":2,"because":660}: 1744 in 7; Fix:,Note:; 700,700,F,k,k,s,N; Note: the password is a token
{"count":1,"because":700}: 904 in 5; Fix:,Note:; 700,F,k,s,N; Note: the password is a token
{"count":2,"because":700}: 1744 in 7; Fix:,Note:; 700,700,F,k,k,s,N; Note: the password is a token
{"count":1,"because":1000}: 904 in 5; Fix:,Note:; 700,F,k,s,N; Note: the password is a token
{"count":2,"because":1000}: 1744 in 7; Fix:,Note:; 700,700,F,k,k,s,N; Note: the password is a token
{"count":1,"because":1990}: 904 in 5; Fix:,Note:; 700,F,k,s,N; Note: the password is a token
{"count":2,"because":1990}: 1744 in 7; Fix:,Note:; 700,700,F,k,k,s,N; Note: the password is a token
{"count":4,"operator":1}: 904 in 12; Fix:,Note:,operator 0; 67,67,67,67,F,k,k,k,k,s,N,o; operator 0.
{"count":8,"operator":1}: 1732 in 20; Fix:,Note:,operator 0; 67,67,67,67,67,67,67,67,F,k,k,k,k,k,k,k,k,s,N,o; operator 0.
{"count":4,"operator":2}: 916 in 13; Fix:,Note:,operator 0,operator 1; 67,67,67,67,F,k,k,k,k,s,N,o,o; operator 1.
{"count":8,"operator":2}: 1744 in 21; Fix:,Note:,operator 0,operator 1; 67,67,67,67,67,67,67,67,F,k,k,k,k,k,k,k,k,s,N,o,o; operator 1.
{"count":4,"operator":3}: 928 in 14; Fix:,Note:,operator 0,operator 1,operator 2; 67,67,67,67,F,k,k,k,k,s,N,o,o,o; operator 2.
{"count":8,"operator":3}: 1756 in 22; Fix:,Note:,operator 0,operator 1,operator 2; 67,67,67,67,67,67,67,67,F,k,k,k,k,k,k,k,k,s,N,o,o,o; operator 2.
{"count":4,"operator":4}: 928 in 14; Fix:,Note:,operator 0,operator 1,operator 2; 67,67,67,67,F,k,k,k,k,s,N,o,o,o; operator 2.
{"count":8,"operator":4}: 1756 in 22; Fix:,Note:,operator 0,operator 1,operator 2; 67,67,67,67,67,67,67,67,F,k,k,k,k,k,k,k,k,s,N,o,o,o; operator 2.
{"count":1,"because":10,"kind":"owned","operator":1}: 262 in 1; Fix:,operator 0; 262; et spec.imagePullSecrets to [{name: s0}]
{"count":1,"because":150,"kind":"owned","operator":1}: 402 in 1; Fix:,operator 0; 402; et spec.imagePullSecrets to [{name: s0}]
{"count":1,"because":700,"kind":"owned","operator":1}: 769 in 1; operator 0; 769; r "c0", image "iiiiiiiiii0"). operator 0
{"count":2,"because":10,"kind":"owned","operator":1}: 415 in 1; Fix:,operator 0,+; 415; ePullSecrets to [{name: s0}, {name: s1}]
{"count":2,"because":150,"kind":"owned","operator":1}: 555 in 1; Fix:,operator 0,+; 555; ePullSecrets to [{name: s0}, {name: s1}]
{"count":2,"because":700,"kind":"owned","operator":1}: 779 in 1; operator 0,+; 779; age "iiiiiiiiii0") (+1 more). operator 0
{"count":6,"because":10,"kind":"owned","operator":1}: 298 in 1; Fix:,operator 0,+; 298; et spec.imagePullSecrets to [{name: s0}]
{"count":6,"because":150,"kind":"owned","operator":1}: 438 in 1; Fix:,operator 0,+; 438; et spec.imagePullSecrets to [{name: s0}]
{"count":6,"because":700,"kind":"owned","operator":1}: 779 in 1; operator 0,+; 779; age "iiiiiiiiii0") (+5 more). operator 0
{"count":1,"because":10,"kind":"template","operator":1}: 283 in 6; Fix:,Note:,operator 0; 67,F,k,s,N,o; operator 0.
{"count":1,"because":150,"kind":"template","operator":1}: 423 in 6; Fix:,Note:,operator 0; 207,F,k,s,N,o; operator 0.
{"count":1,"because":700,"kind":"template","operator":1}: 916 in 6; Fix:,Note:,operator 0; 700,F,k,s,N,o; operator 0.
{"count":2,"because":10,"kind":"template","operator":1}: 490 in 8; Fix:,Note:,operator 0; 67,67,F,k,k,s,N,o; operator 0.
{"count":2,"because":150,"kind":"template","operator":1}: 770 in 8; Fix:,Note:,operator 0; 207,207,F,k,k,s,N,o; operator 0.
{"count":2,"because":700,"kind":"template","operator":1}: 1756 in 8; Fix:,Note:,operator 0; 700,700,F,k,k,s,N,o; operator 0.
{"count":6,"because":10,"kind":"template","operator":1}: 1318 in 16; Fix:,Note:,operator 0; 67,67,67,67,67,67,F,k,k,k,k,k,k,s,N,o; operator 0.
{"count":6,"because":150,"kind":"template","operator":1}: 1990 in 14; Fix:; 186,186,186,186,186,186,F,k,k,k,k,k,k,s; s2}, {name: s3}, {name: s4}, {name: s5}]
{"count":6,"because":700,"kind":"template","operator":1}: 1803 in 9; Fix:,Note:,operator 0,more problem,+; 700,700,(,F,k,k,s,N,o; operator 0.
{"count":1,"image":10,"operator":1,"settings":{"format":"singleLine","help":"https://h/{code}/{code}","contact":"#c"}}: 295 in 1; Fix:,operator 0,More:; 295; et spec.imagePullSecrets to [{name: s0}]
{"count":1,"image":90,"operator":1,"settings":{"format":"singleLine","help":"https://h/{code}/{code}","contact":"#c"}}: 375 in 1; Fix:,operator 0,More:; 375; et spec.imagePullSecrets to [{name: s0}]
{"count":4,"image":10,"operator":1,"settings":{"format":"singleLine","help":"https://h/{code}/{code}","contact":"#c"}}: 734 in 1; Fix:,operator 0,More:,+; 734; s0}, {name: s1}, {name: s2}, {name: s3}]
{"count":4,"image":90,"operator":1,"settings":{"format":"singleLine","help":"https://h/{code}/{code}","contact":"#c"}}: 814 in 1; Fix:,operator 0,More:,+; 814; s0}, {name: s1}, {name: s2}, {name: s3}]
{"count":9,"image":10,"operator":1,"settings":{"format":"singleLine","help":"https://h/{code}/{code}","contact":"#c"}}: 1450 in 1; Fix:,operator 0,More:,+; 1450; s5}, {name: s6}, {name: s7}, {name: s8}]
{"count":9,"image":90,"operator":1,"settings":{"format":"singleLine","help":"https://h/{code}/{code}","contact":"#c"}}: 1530 in 1; Fix:,operator 0,More:,+; 1530; s5}, {name: s6}, {name: s7}, {name: s8}]
{"count":1,"settings":{"help":"h"}}: 279 in 6; Fix:,Note:,More:; 67,F,k,s,N,M; More: h
{"count":12,"settings":{"help":"h"}}: 2000 in 25; Fix:,Note:,More:,more problem,+; 67,46,46,46,46,46,46,46,46,46,(,F,k,k,k,k,k,k,k,k,k,k,s,N,M; More: h
{"count":1,"settings":{"contact":"c\\n"}}: 284 in 6; Fix:,Note:,More:; 67,F,k,s,N,M; More: c\\u{a}
{"count":12,"settings":{"contact":"c\\n"}}: 1975 in 24; Fix:,More:,more problem,+; 67,46,46,46,46,46,46,46,46,46,(,F,k,k,k,k,k,k,k,k,k,k,s,M; More: c\\u{a}
{"count":1,"settings":{"help":"h","contact":"c"}}: 282 in 6; Fix:,Note:,More:; 67,F,k,s,N,M; More: h, c
{"count":12,"settings":{"help":"h","contact":"c"}}: 1973 in 24; Fix:,More:,more problem,+; 67,46,46,46,46,46,46,46,46,46,(,F,k,k,k,k,k,k,k,k,k,k,s,M; More: h, c
{"count":1,"settings":{"help":"x..."}}: 534 in 6; Fix:,Note:,More:; 67,F,k,s,N,M; xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
{"count":12,"settings":{"help":"x..."}}: 1883 in 21; Fix:,Note:,More:,more problem,+; 67,46,46,46,46,46,46,46,(,F,k,k,k,k,k,k,k,k,s,N,M; xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
`
