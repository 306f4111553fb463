/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/small-parts.test.ts > TAP > a secret that comes with its pods, and after them > must match snapshot 1`] = `
secret "s" does not exist yet when this hook runs: Helm runs pre-install hooks before it creates the other objects of the chart, and the secret is no hook | [{"do":"annotate","secret":"s","annotations":[["helm.sh/hook","pre-install"],["helm.sh/hook-weight","-1"]]}] warn 1
`
