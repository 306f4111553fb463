/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/inject-answer.test.ts > TAP > audit annotations say what was added and why, or why nothing > must match snapshot 1`] = `
Object {
  "added": Object {
    "injected": "a",
    "injected-why": "\\"ghcr.io/acme/app:1.4\\": secret \\"a\\", key \\"ghcr.io\\"",
  },
  "ahead of a listed one": Object {
    "injected": "a",
    "injected-why": "\\"quay.example.com/acme/tool:2\\": secret \\"a\\", key \\"quay.example.com\\", and tried before secret \\"z\\" for \\"ghcr.io/acme/app:1.4\\"",
  },
  "ahead of an anonymous pull": Object {
    "injected": "a",
    "injected-why": "\\"ghcr.io/acme/app:1.4\\": secret \\"a\\", key \\"ghcr.io\\", and tried before an anonymous pull for \\"registry.k8s.io/pause:3.10\\"",
  },
  "ahead of the nodes": Object {
    "injected": "a",
    "injected-why": "\\"ghcr.io/acme/app:1.4\\": secret \\"a\\", key \\"ghcr.io\\", and tried before the node's credentials for \\"quay.example.com/acme/tool:2\\"",
  },
  "all or none": Object {
    "injection": "no-help",
    "injection-why": "\\"ghcr.io/acme/app:1.4\\": secret \\"a\\" would serve it, but nothing serves image \\"quay.example.com/acme/tool:2\\", and injection helps all images of a pod or none; \\"quay.example.com/acme/tool:2\\": secret \\"b\\" matches, but has expired",
  },
  "cannot work": Object {
    "injection": "no-help",
    "injection-why": "\\"ghcr.io/acme/app:1.4\\": secret \\"a\\" matches, but cannot work",
  },
  "forbidden": Object {
    "injection": "forbidden",
    "injection-why": "\\"ghcr.io/acme/app:1.4\\": injecting secret \\"a\\" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default",
  },
  "harm": Object {
    "injection": "no-help",
    "injection-why": "\\"ghcr.io/acme/app:1.4\\": injecting secret \\"a\\" would take from image \\"docker.io/acme/app:3\\" what it is pulled with",
  },
  "hostile and long": Object {
    "injected": "a",
    "injected-why": "\\"ghcr.io/acme/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0\\": secret \\"a\\", key \\"ghcr.io\\"; \\"ghcr.io/acme/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1\\": secret \\"a\\", key \\"ghcr.io\\"; \\"ghcr.io/acme/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2\\": secret \\"a\\", key \\"ghcr.io\\"; \\"ghcr.io/acme/aaaaaaaaaaaaaaaaaaaa...aaa36\\": secret \\"a\\", key \\"ghcr.io\\"; \\"ghcr.io/acme/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa37\\": secret \\"a\\", key \\"ghcr.io\\"; \\"ghcr.io/acme/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa38\\": secret \\"a\\", key \\"ghcr.io\\"; \\"ghcr.io/acme/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa39\\": secret \\"a\\", key \\"ghcr.io\\"",
  },
  "malformed": Object {
    "injection": "no-help",
    "injection-why": "secret \\"bad\\" is malformed, so no image of the pod is pulled",
  },
  "mirror": Object {
    "injection": "skipped",
    "injection-why": "mirror",
  },
  "no user": Object {
    "injection": "no-help",
    "injection-why": "\\"ghcr.io/acme/app:1.4\\": secret \\"a\\" matches, but has no user name or no password",
  },
  "nothing lacks": Object {},
  "nothing matches": Object {
    "injection": "no-help",
    "injection-why": "\\"ghcr.io/acme/app:1.4\\": no other secret of the namespace matches",
  },
  "registries": Object {
    "injection": "no-help",
    "injection-why": "\\"ghcr.io/acme/app:1.4\\": injection.registries leaves this registry out",
  },
  "selector": Object {
    "injection": "no-help",
    "injection-why": "\\"ghcr.io/acme/app:1.4\\": injection.selector leaves secret \\"a\\" out",
  },
  "spoils": Object {
    "injection": "no-help",
    "injection-why": "\\"ghcr.io/acme/app:1.4\\": injecting secret \\"a\\" would take from image \\"quay.example.com/acme/tool:2\\" what it is pulled with; \\"quay.example.com/acme/tool:2\\": secret \\"a\\" matches, but has expired",
  },
}
`
