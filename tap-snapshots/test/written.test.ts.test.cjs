/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/written.test.ts > TAP > what is denied > Docker Hub 1`] = `
deny
[PG302] the credential for docker.io (Docker Hub) has no user name, so the pull is anonymous: secret "regcred", key "https://index.docker.io/v1/": user name and "auth" are empty
Fix:
kubectl -n shop create secret docker-registry regcred --docker-server=docker.io --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is denied > PG204, which a ServiceAccount lists 1`] = `
deny
[PG204] secret "regcred" is no pull secret for registry.example.com: its type is "Opaque", so the kubelet skips it, although its data key ".dockerconfigjson" holds a matching credential; listed by ServiceAccount build
Fix:
kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
`

exports[`test/written.test.ts > TAP > what is denied > PG301: auths is no object 1`] = `
deny
[PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: "auths" is an array, not an object of hosts (at auths)
Fix:
kubectl -n shop create secret docker-registry regcred --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is denied > PG301: no base64, with its place 1`] = `
deny
[PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: "auth" is not valid base64: it holds white space (at auths["registry.example.com"].auth)
Fix:
kubectl -n shop create secret docker-registry regcred --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is denied > PG302: Docker Desktop 1`] = `
deny
[PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": the password is in a credential helper (Docker Desktop), not in the secret
Fix:
kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is denied > PG303 of one that cannot be changed 1`] = `
deny
[PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself
Fix:
kubectl -n shop create secret docker-registry regcred-2 --docker-server=123456789012.dkr.ecr.eu-west-1.amazonaws.com --docker-username=AWS --docker-password=TOKEN
`

exports[`test/written.test.ts > TAP > what is denied > PG303 of two registries 1`] = `
deny
[PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself
[PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself
Fix:
in secret "regcred", replace the login for 123456789012.dkr.ecr.eu-west-1.amazonaws.com
in secret "regcred", replace the login for ghcr.io
`

exports[`test/written.test.ts > TAP > what is denied > PG303, which Flux applies 1`] = `
deny
[PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself
Fix:
secret "regcred" is kept by Flux: change it in its source, the repository that Flux applies
`

exports[`test/written.test.ts > TAP > what is denied > PG303: a token that has run out 1`] = `
deny
[PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself
Fix:
kubectl -n shop create secret docker-registry regcred --docker-server=123456789012.dkr.ecr.eu-west-1.amazonaws.com --docker-username=AWS --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is denied > PG305: certain to fail 1`] = `
deny
[PG305] the credential for ghcr.io cannot work: secret "regcred", key "ghcr.io": a fine-grained GitHub token (github_pat_...), which GitHub Packages does not accept
Fix:
kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is said > a good one 1`] = `
allow
`

exports[`test/written.test.ts > TAP > what is said > a key that cannot be shown 1`] = `
allow
`

exports[`test/written.test.ts > TAP > what is said > a ServiceAccount whose list is good 1`] = `
allow
`

exports[`test/written.test.ts > TAP > what is said > a token that is fresh, however old the kind 1`] = `
warn
Pullgate: [PG305] the credential for gcr.io looks wrong: secret "regcred", key "gcr.io": the token was issued for another registry. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=gcr.io --docker-username=_json_key --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is said > Docker Hub 1`] = `
warn
Pullgate: would be denied when enforced: [PG302] the credential for docker.io (Docker Hub) has no user name, so the pull is anonymous: secret "regcred", key "https://index.docker.io/v1/": user name and "auth" are empty. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=docker.io --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is said > PG202: a name that none can have 1`] = `
warn
Pullgate: [PG202] secret "team/regcred" does not exist in namespace "shop": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for
`

exports[`test/written.test.ts > TAP > what is said > PG202: a ServiceAccount that lists what is not there 1`] = `
warn
Pullgate: [PG202] secret "regcred" does not exist in namespace "shop": unless it comes with the same apply, Pods that get this list do without it; a similar name there is "regcreds"
Pullgate: [PG202] secret "team" does not exist in namespace "shop": unless it comes with the same apply, Pods that get this list do without it
`

exports[`test/written.test.ts > TAP > what is said > PG204, which a ServiceAccount lists 1`] = `
warn
Pullgate: would be denied when enforced: [PG204] secret "regcred" is no pull secret for registry.example.com: its type is "Opaque", so the kubelet skips it, although its data key ".dockerconfigjson" holds a matching credential; listed by ServiceAccount build. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
`

exports[`test/written.test.ts > TAP > what is said > PG204: an own type, encoded twice 1`] = `
warn
Pullgate: [PG204] secret "regcred" is no pull secret for registry.example.com: its type is "example.com/pull", so the kubelet skips it, although its data key ".dockerconfigjson" holds a matching credential, encoded twice. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
`

exports[`test/written.test.ts > TAP > what is said > PG204: Opaque with a config.json 1`] = `
warn
Pullgate: [PG204] secret "regcred" is no pull secret for registry.example.com: its type is "Opaque", so the kubelet skips it, although its data key "config.json" holds a matching credential. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
`

exports[`test/written.test.ts > TAP > what is said > PG207: two keys of one registry, one expired 1`] = `
warn
Pullgate: [PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself. Fix: in secret "regcred", replace the login for 123456789012.dkr.ecr.eu-west-1.amazonaws.com
`

exports[`test/written.test.ts > TAP > what is said > PG208: the legacy type 1`] = `
warn
Pullgate: [PG208] secret "regcred" has the legacy type kubernetes.io/dockercfg: it works, but new tools neither write nor read it; \`kubectl create secret docker-registry\` makes the type that they know, kubernetes.io/dockerconfigjson
`

exports[`test/written.test.ts > TAP > what is said > PG301 of what a ServiceAccount lists 1`] = `
warn
Pullgate: [PG301] secret "broken" cannot be parsed, and that stops every pull of the pod: "auths" is an array, not an object of hosts (at auths)
`

exports[`test/written.test.ts > TAP > what is said > PG301: auths is no object 1`] = `
warn
Pullgate: would be denied when enforced: [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: "auths" is an array, not an object of hosts (at auths). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is said > PG301: no base64, with its place 1`] = `
warn
Pullgate: would be denied when enforced: [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: "auth" is not valid base64: it holds white space (at auths["registry.example.com"].auth). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is said > PG302, beside one that works 1`] = `
warn
Pullgate: [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": user name and "auth" are empty. Fix: in secret "regcred", replace the login for ghcr.io
`

exports[`test/written.test.ts > TAP > what is said > PG302: Docker Desktop 1`] = `
warn
Pullgate: would be denied when enforced: [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": the password is in a credential helper (Docker Desktop), not in the secret. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is said > PG303 by its annotation 1`] = `
warn
Pullgate: [PG303] the credential for ghcr.io has probably expired: secret "regcred", key "ghcr.io", is annotated so (pullgate.dev/expires-at). Fix: (1) kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f - (2) kubectl -n shop annotate secret regcred --overwrite pullgate.dev/expires-at=TIME
`

exports[`test/written.test.ts > TAP > what is said > PG303 of one that cannot be changed 1`] = `
warn
Pullgate: would be denied when enforced: [PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=123456789012.dkr.ecr.eu-west-1.amazonaws.com --docker-username=AWS --docker-password=TOKEN
`

exports[`test/written.test.ts > TAP > what is said > PG303 of two registries 1`] = `
warn
Pullgate: would be denied when enforced: [PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself. Fix: in secret "regcred", replace the login for 123456789012.dkr.ecr.eu-west-1.amazonaws.com
Pullgate: would be denied when enforced: [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself. Fix: in secret "regcred", replace the login for ghcr.io
`

exports[`test/written.test.ts > TAP > what is said > PG303 of what a ServiceAccount lists 1`] = `
warn
Pullgate: [PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "old", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself
`

exports[`test/written.test.ts > TAP > what is said > PG303, which External Secrets makes 1`] = `
warn
Pullgate: [PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself. Fix: see why External Secrets does not renew secret "regcred", or change it in its source, the store that its ExternalSecret reads
`

exports[`test/written.test.ts > TAP > what is said > PG303, which Flux applies 1`] = `
warn
Pullgate: would be denied when enforced: [PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself. Fix: secret "regcred" is kept by Flux: change it in its source, the repository that Flux applies
`

exports[`test/written.test.ts > TAP > what is said > PG303: a token that has run out 1`] = `
warn
Pullgate: would be denied when enforced: [PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that says so itself. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=123456789012.dkr.ecr.eu-west-1.amazonaws.com --docker-username=AWS --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is said > PG304: a token that runs out 1`] = `
warn
Pullgate: [PG304] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com expires soon: secret "regcred", key "123456789012.dkr.ecr.eu-west-1.amazonaws.com", holds a token that is valid for less than 1 hour. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=123456789012.dkr.ecr.eu-west-1.amazonaws.com --docker-username=AWS --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is said > PG304: an annotation that is no time 1`] = `
warn
Pullgate: [PG304] the annotation pullgate.dev/expires-at of secret "regcred" cannot be read: it has to be a time such as 2027-01-31T00:00:00Z, and counts as absent. Fix: kubectl -n shop annotate secret regcred --overwrite pullgate.dev/expires-at=TIME
`

exports[`test/written.test.ts > TAP > what is said > PG305 of a secret that has an owner 1`] = `
allow
`

exports[`test/written.test.ts > TAP > what is said > PG305: a newline 1`] = `
warn
Pullgate: [PG305] the credential for registry.example.com looks wrong: secret "regcred", key "registry.example.com": the password holds a line break (echo without -n). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > what is said > PG305: certain to fail 1`] = `
warn
Pullgate: would be denied when enforced: [PG305] the credential for ghcr.io cannot work: secret "regcred", key "ghcr.io": a fine-grained GitHub token (github_pat_...), which GitHub Packages does not accept. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > who uses it > of a ServiceAccount 1`] = `
warn
Pullgate: [PG202] secret "gone" does not exist in namespace "shop": unless it comes with the same apply, Pods that get this list do without it; used by Deployment batch
`

exports[`test/written.test.ts > TAP > who uses it > one that cannot be parsed 1`] = `
warn
Pullgate: would be denied when enforced: [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: "auths" is an array, not an object of hosts (at auths); used by Deployment api and 2 others. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > who uses it > one workload 1`] = `
warn
Pullgate: would be denied when enforced: [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself; used by Deployment web for registry.example.com. Fix: in secret "regcred", replace the login for ghcr.io
Pullgate: would be denied when enforced: [PG303] the credential for registry.example.com has expired: secret "regcred", key "registry.example.com", holds a token that says so itself. Fix: in secret "regcred", replace the login for registry.example.com
`

exports[`test/written.test.ts > TAP > who uses it > thousands, and as many registries 1`] = `
warn
Pullgate: would be denied when enforced: [PG303] the credential for *.example.com has expired: secret "regcred", key "*.example.com", holds a token that says so itself; used by Deployment w-0 and 1999 others for r-0.example.com, r-1.example.com, r-10.example.com and 1997 more. Fix: kubectl -n shop create secret docker-registry regcred --docker-server='*.example.com' --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -
`

exports[`test/written.test.ts > TAP > who uses it > workloads are not watched 1`] = `
warn
Pullgate: would be denied when enforced: [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself; listed by ServiceAccount build. Fix: in secret "regcred", replace the login for ghcr.io
Pullgate: would be denied when enforced: [PG303] the credential for registry.example.com has expired: secret "regcred", key "registry.example.com", holds a token that says so itself. Fix: in secret "regcred", replace the login for registry.example.com
`

exports[`test/written.test.ts > TAP > who uses it > workloads, by their list and by that of their ServiceAccount 1`] = `
warn
Pullgate: would be denied when enforced: [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself; used by Deployment api and 2 others for ghcr.io and registry.example.com. Fix: in secret "regcred", replace the login for ghcr.io
Pullgate: would be denied when enforced: [PG303] the credential for registry.example.com has expired: secret "regcred", key "registry.example.com", holds a token that says so itself. Fix: in secret "regcred", replace the login for registry.example.com
`
