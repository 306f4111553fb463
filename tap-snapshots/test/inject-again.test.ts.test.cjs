/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/inject-again.test.ts > TAP > what the audit log keeps of two calls is true, and names every secret that was added > the audit log 1`] = `
Object {
  "both calls add": Object {
    "injected": "a",
    "injected-again": "b",
    "injected-why": "\\"ghcr.io/acme/app:1.4\\": secret \\"a\\", key \\"ghcr.io\\"",
    "injected-why-again": "\\"quay.example.com/acme/tool:2\\": secret \\"b\\", key \\"quay.example.com\\"",
  },
  "neither adds": Object {},
  "only the first adds": Object {
    "injected": "a",
    "injected-why": "\\"ghcr.io/acme/app:1.4\\": secret \\"a\\", key \\"ghcr.io\\"",
  },
  "only the second adds": Object {
    "injected": "b",
    "injected-why": "\\"quay.example.com/acme/tool:2\\": secret \\"b\\", key \\"quay.example.com\\"",
  },
  "the first cannot help": Object {
    "injection": "no-help",
    "injection-why": "\\"ghcr.io/acme/app:1.4\\": no other secret of the namespace matches",
  },
  "the second cannot help": Object {
    "injected": "a",
    "injected-why": "\\"ghcr.io/acme/app:1.4\\": secret \\"a\\", key \\"ghcr.io\\"",
    "injection-again": "no-help",
    "injection-why-again": "\\"quay.example.com/acme/tool:2\\": no other secret of the namespace matches",
  },
}
`
