/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/e2e/outcome-injected.e2e.ts > TAP > the recorded pods, with injection > Pods that pull by what injection added, and would not without 1`] = `
absent/near-name web
account/default-has-it-but-pod-names-other web
account/same-account-name-in-other-namespace web
account/shadowed-by-empty-name web
account/shadowed-by-empty-object web
account/shadowed-by-unrelated-pod-secret web
list/name-upper-case web
list/name-with-namespace-prefix web
`
