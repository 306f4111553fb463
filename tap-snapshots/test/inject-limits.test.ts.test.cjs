/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/inject-limits.test.ts > TAP > annotations that would become too long get no note, and the Pod its secret all the same > the audit log 1`] = `
Object {
  "injected": "a",
  "injected-note": "the annotation pullgate.dev/injected was left out: the API server takes annotations of 262144 bytes together, and the pod has nearly as many",
  "injected-why": "\\"ghcr.io/acme/app:1.4\\": secret \\"a\\", key \\"ghcr.io\\"",
}
`
