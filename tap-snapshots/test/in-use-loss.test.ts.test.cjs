/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/in-use-loss.test.ts > TAP > what is said > a key is dropped 1`] = `
warn
Pullgate: [PG205] secret "regcred" no longer serves Deployment api for ghcr.io: nothing else in the list matches, so the next Pod cannot pull. Delete what needs it first, or name another secret
`

exports[`test/in-use-loss.test.ts > TAP > what is said > a Secret is deleted 1`] = `
warn
Pullgate: [PG202] secret "regcred" is still needed by Deployment api and 2 others for ghcr.io and registry.example.com: nothing else in the list matches, so the next Pod cannot pull. Delete what needs it first, or name another secret
`

exports[`test/in-use-loss.test.ts > TAP > what is said > denied 1`] = `
deny
[PG202] secret "regcred" is still needed by Deployment api and 2 others for ghcr.io and registry.example.com: nothing else in the list matches, so the next Pod cannot pull. Delete what needs it first, or name another secret
`

exports[`test/in-use-loss.test.ts > TAP > what is said > in a dry run 1`] = `
warn
Pullgate: would be denied: [PG202] secret "regcred" is still needed by Deployment api and 2 others for ghcr.io and registry.example.com: nothing else in the list matches, so the next Pod cannot pull. Delete what needs it first, or name another secret
`

exports[`test/in-use-loss.test.ts > TAP > what is said > of one workload 1`] = `
warn
Pullgate: [PG202] secret "regcred" is still needed by Deployment web for registry.example.com: nothing else in the list matches, so the next Pod cannot pull. Delete what needs it first, or name another secret
`

exports[`test/in-use-loss.test.ts > TAP > what is said > the list of a ServiceAccount loses it 1`] = `
warn
Pullgate: [PG202] secret "other" does not exist in namespace "shop": unless it comes with the same apply, Pods that get this list do without it; used by Deployment batch
Pullgate: [PG206] ServiceAccount shop/build no longer serves Deployment batch for registry.example.com: nothing else in the list matches, so the next Pod cannot pull. Delete what needs it first, or name another secret
`
