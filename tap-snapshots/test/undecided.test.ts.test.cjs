/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/undecided.test.ts > TAP > the words are those of every other verdict, help of the operator included > must match snapshot 1`] = `
[PG901] could not find out whether there is a pull secret for ghcr.io: the cluster did not answer in time (container "web", image "ghcr.io/acme/app:1")
More: https://wiki.example.com/pullgate/PG901, #platform
[PG901] could not find out whether there is a pull secret for ghcr.io: a fault of Pullgate, see its log (container "web", image "ghcr.io/acme/app:1")
More: https://wiki.example.com/pullgate/PG901, #platform
[PG901] could not find out whether these images can be pulled: a fault of Pullgate, see its log
More: https://wiki.example.com/pullgate/PG901, #platform
`
