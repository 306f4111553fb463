/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/written-reviews.test.ts > TAP > recorded reviews, with workloads that use the Secret > what is said of each 1`] = `
1-create-secret.json: false [PG301] secret "broken" cannot be parsed, and that stops every pull of the pod: "auths" is an array, not an object of hosts (at auths); used by Deployment web
Fix:
kubectl -n team create secret docker-registry broken --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n team apply -f -
2-create-secret.json: true 
3-update-secret.json: false [PG205] secret "regcred" no longer serves Deployment web for registry.example.com: nothing else in the list matches, so the next Pod cannot pull. Delete what needs it first, or name another secret
4-create-serviceaccount.json: true Pullgate: [PG202] secret "regcred" does not exist in namespace "team": unless it comes with the same apply, Pods that get this list do without it
5-update-serviceaccount.json: true 
6-delete-secret.json: true 
7-delete-secret.json: true 
`
