/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/inject-verdict.test.ts > TAP > a template whose pods will be helped is admitted with a warning; any other is denied at once > must match snapshot 1`] = `
Object {
  "a mirror pod gets nothing": Object {
    "decision": "warn PG601:warn",
    "message": "",
    "warnings": Array [
      "Pullgate: [PG601] a static pod cannot use pull secrets, and ghcr.io needs a credential: only credentials of the node can help (container \\"c0\\", image \\"ghcr.io/acme/app:1.4\\")",
    ],
  },
  "a Pod from a file will go through it": Object {
    "decision": "warn PG206:warn",
    "message": "",
    "warnings": Array [
      "Pullgate: [PG206] the pod will get secret \\"a\\" for ghcr.io: injection adds it, because neither the pod nor ServiceAccount shop/default names one that works (container \\"c0\\", image \\"ghcr.io/acme/app:1.4\\")",
    ],
  },
  "a Pod that slipped past is judged as it is": Object {
    "decision": "deny PG206:deny",
    "message": String(
      [PG206] no pull secret is named for ghcr.io: secret "a" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection did not reach the pod (container "c0", image "ghcr.io/acme/app:1.4")
      Fix:
      set spec.imagePullSecrets to [{name: a}]
      or, for all pods of ServiceAccount "default":
      kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"a"}]}'
      If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    ),
    "warnings": Array [],
  },
  "an UPDATE is judged alike": Object {
    "decision": "warn PG206:warn",
    "message": "",
    "warnings": Array [
      "Pullgate: [PG206] the pods will get secret \\"a\\" for ghcr.io: injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works (container \\"c0\\", image \\"ghcr.io/acme/app:1.4\\")",
    ],
  },
  "forbidden by the ServiceAccount": Object {
    "decision": "deny PG206:deny",
    "message": String(
      [PG206] no pull secret is named for ghcr.io: secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default (container "c0", image "ghcr.io/acme/app:1.4")
      Fix:
      kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"a"}]}'
      If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    ),
    "warnings": Array [],
  },
  "helped": Object {
    "decision": "warn PG206:warn",
    "message": "",
    "warnings": Array [
      "Pullgate: [PG206] the pods will get secret \\"a\\" for ghcr.io: injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works (container \\"c0\\", image \\"ghcr.io/acme/app:1.4\\")",
    ],
  },
  "helped beside a list of its own": Object {
    "decision": "warn PG206:warn",
    "message": "",
    "warnings": Array [
      "Pullgate: [PG206] the pods will get secret \\"a\\" for ghcr.io: injection adds it, because the pod template names none that works (container \\"c0\\", image \\"ghcr.io/acme/app:1.4\\")",
    ],
  },
  "helped beside an expired one": Object {
    "decision": "warn PG206:warn PG207:warn",
    "message": "",
    "warnings": Array [
      "Pullgate: [PG206] the pods will get secret \\"a\\" for ghcr.io: injection adds it, because the pod template names none that works (container \\"c0\\", image \\"ghcr.io/acme/app:1.4\\")",
      "Pullgate: [PG207] several credentials match ghcr.io, and one of them is expired: secret \\"old\\", key \\"ghcr.io\\", is tried before secret \\"a\\" (container \\"c0\\", image \\"ghcr.io/acme/app:1.4\\")",
    ],
  },
  "helped beside the list of the ServiceAccount": Object {
    "decision": "warn PG206:warn",
    "message": "",
    "warnings": Array [
      "Pullgate: [PG206] the pods will get secret \\"a\\" for ghcr.io: injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works (container \\"c0\\", image \\"ghcr.io/acme/app:1.4\\")",
    ],
  },
  "helped where a name is not there": Object {
    "decision": "warn PG203:warn PG206:warn",
    "message": "",
    "warnings": Array [
      "Pullgate: [PG203] secret \\"gone\\" does not exist in namespace \\"shop\\": no image needs it, but up to Kubernetes 1.36 every pod gets a FailedToRetrieveImagePullSecret event",
      "Pullgate: [PG206] the pods will get secret \\"a\\" for ghcr.io: injection adds it, because the pod template names none that works (container \\"c0\\", image \\"ghcr.io/acme/app:1.4\\")",
    ],
  },
  "helped, and something is told": Object {
    "decision": "warn PG206:warn",
    "message": "",
    "warnings": Array [
      "Pullgate: [PG206] the pods will get secret \\"a\\" for ghcr.io: injection adds it; nothing else serves, so it is also tried before an anonymous pull for \\"registry.k8s.io/pause:3.10\\" (container \\"c1\\", image \\"ghcr.io/acme/app:1.4\\")",
    ],
  },
  "injection is off": Object {
    "decision": "deny PG206:deny",
    "message": String(
      [PG206] no pull secret is named for ghcr.io: secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app:1.4")
      Fix:
      set spec.template.spec.imagePullSecrets to [{name: a}]
      or, for all pods of ServiceAccount "default":
      kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"a"}]}'
      If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    ),
    "warnings": Array [],
  },
  "it would do harm": Object {
    "decision": "deny PG206:deny",
    "message": String(
      [PG206] no pull secret is named for ghcr.io: secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret "a" would take from image "docker.io/acme/app:3" what it is pulled with (container "c1", image "ghcr.io/acme/app:1.4")
      Fix:
      set spec.template.spec.imagePullSecrets to [{name: hub}, {name: a}]
      If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    ),
    "warnings": Array [],
  },
  "left out by the selector": Object {
    "decision": "deny PG206:deny",
    "message": String(
      [PG206] no pull secret is named for ghcr.io: secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injection.selector leaves secret "a" out (container "c0", image "ghcr.io/acme/app:1.4")
      Fix:
      set spec.template.spec.imagePullSecrets to [{name: a}]
      or, for all pods of ServiceAccount "default":
      kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"a"}]}'
      If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    ),
    "warnings": Array [],
  },
  "none matches": Object {
    "decision": "deny PG205:deny",
    "message": String(
      [PG205] no pull secret matches ghcr.io: secret "other" has key "quay.io" for another registry than the image's "ghcr.io" (container "c0", image "ghcr.io/acme/app:1.4")
      Fix:
      kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
      set spec.template.spec.imagePullSecrets to [{name: other}, {name: regcred}]
      Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
      If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    ),
    "warnings": Array [],
  },
  "one of two images": Object {
    "decision": "deny PG201:deny PG206:deny",
    "message": String(
      [PG201] no pull secret for quay.example.com: the pod template names none and ServiceAccount shop/default lists none (container "c1", image "quay.example.com/acme/tool:2")
      [PG206] no pull secret is named for ghcr.io: secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; secret "a" would serve it, but nothing serves image "quay.example.com/acme/tool:2", and injection helps all images of a pod or none (container "c0", image "ghcr.io/acme/app:1.4")
      Fix:
      kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
      set spec.template.spec.imagePullSecrets to [{name: a}, {name: regcred}]
      in place of the last line, for all pods of ServiceAccount "default":
      kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"a"},{"name":"regcred"}]}'
      If the image is public, an operator can list quay.example.com/acme/ under registries.public.
      If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    ),
    "warnings": Array [],
  },
  "the namespace has no label": Object {
    "decision": "deny PG206:deny",
    "message": String(
      [PG206] no pull secret is named for ghcr.io: secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app:1.4")
      Fix:
      set spec.template.spec.imagePullSecrets to [{name: a}]
      or, for all pods of ServiceAccount "default":
      kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"a"}]}'
      An operator can label the namespace pullgate.dev/inject=true, and its pods get the secret. If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    ),
    "warnings": Array [],
  },
  "the namespace has the label": Object {
    "decision": "warn PG206:warn",
    "message": "",
    "warnings": Array [
      "Pullgate: [PG206] the pods will get secret \\"a\\" for ghcr.io: injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works (container \\"c0\\", image \\"ghcr.io/acme/app:1.4\\")",
    ],
  },
  "the namespace is left out": Object {
    "decision": "deny PG206:deny",
    "message": String(
      [PG206] no pull secret is named for ghcr.io: secret "a" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app:1.4")
      Fix:
      set spec.template.spec.imagePullSecrets to [{name: a}]
      or, for all pods of ServiceAccount "default":
      kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"a"}]}'
      If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    ),
    "warnings": Array [],
  },
  "the rule is off, so nothing is said": Object {
    "decision": "allow",
    "message": "",
    "warnings": Array [],
  },
}
`
