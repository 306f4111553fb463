/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/e2e/written.e2e.ts > TAP > what is in use is not deleted, and nothing that takes an application away is held up > a dry run 1`] = `
Warning: Pullgate: would be denied: [PG202] secret "regcred" is still needed by Deployment web for registry.example.com: nothing else in the list matches, so the next Pod cannot pull. Delete what needs it first, or name another secret
secret "regcred" deleted from team namespace (server dry run)

`

exports[`test/e2e/written.e2e.ts > TAP > what is in use is not deleted, and nothing that takes an application away is held up > denied 1`] = `
Error from server (Forbidden): admission webhook "secrets.check.pullgate.dev" denied the request: [PG202] secret "regcred" is still needed by Deployment web for registry.example.com: nothing else in the list matches, so the next Pod cannot pull. Delete what needs it first, or name another secret

`

exports[`test/e2e/written.e2e.ts > TAP > what is said, as kubectl prints it > a dry run 1`] = `
Warning: Pullgate: would be denied: [PG301] secret "broken" cannot be parsed, and that stops every pull of the pod: "auths" is an array, not an object of hosts (at auths). Fix: kubectl -n team create secret docker-registry broken --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n team apply -f -
secret/broken created (server dry run)

`

exports[`test/e2e/written.e2e.ts > TAP > what is said, as kubectl prints it > a good one 1`] = `
secret/regcred created

`

exports[`test/e2e/written.e2e.ts > TAP > what is said, as kubectl prints it > a ServiceAccount before its Secret 1`] = `
Warning: Pullgate: [PG202] secret "regcred" does not exist in namespace "team": unless it comes with the same apply, Pods that get this list do without it
serviceaccount/build created

`

exports[`test/e2e/written.e2e.ts > TAP > what is said, as kubectl prints it > denied 1`] = `
Error from server (Forbidden): error when creating "x.yaml": admission webhook "secrets.check.pullgate.dev" denied the request: [PG301] secret "broken" cannot be parsed, and that stops every pull of the pod: "auths" is an array, not an object of hosts (at auths)
Fix:
kubectl -n team create secret docker-registry broken --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n team apply -f -

`

exports[`test/e2e/written.e2e.ts > TAP > what is said, as kubectl prints it > Opaque 1`] = `
Warning: Pullgate: [PG204] secret "kaniko" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it, although its data key "config.json" holds a matching credential. Fix: kubectl -n team create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
secret/kaniko created

`
