/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/webhook.test.ts > TAP > a fault in the decision is PG901 by onUnknown and mode, and one line in the log > audit deny 1`] = `
silent
`

exports[`test/webhook.test.ts > TAP > a fault in the decision is PG901 by onUnknown and mode, and one line in the log > enforce allow 1`] = `
Pullgate: [PG901] could not find out whether these images can be pulled: a fault of Pullgate, see its log
`

exports[`test/webhook.test.ts > TAP > a fault in the decision is PG901 by onUnknown and mode, and one line in the log > enforce deny 1`] = `
[PG901] could not find out whether these images can be pulled: a fault of Pullgate, see its log
`

exports[`test/webhook.test.ts > TAP > a fault in the decision is PG901 by onUnknown and mode, and one line in the log > off deny 1`] = `
silent
`

exports[`test/webhook.test.ts > TAP > a fault in the decision is PG901 by onUnknown and mode, and one line in the log > warn deny 1`] = `
Pullgate: [PG901] could not find out whether these images can be pulled: a fault of Pullgate, see its log
`

exports[`test/webhook.test.ts > TAP > one flat line per review: what was asked, what was decided, how long it took > must match snapshot 1`] = `
Object {
  "action": "deny",
  "codes": Array [
    "PG101",
    "PG201",
  ],
  "decision": "deny",
  "dry_run": false,
  "event": "admission",
  "findings": Array [
    Object {
      "action": "warn",
      "code": "PG101",
      "images": 0,
      "secrets": Array [],
    },
    Object {
      "action": "deny",
      "code": "PG201",
      "images": 0,
      "secrets": Array [],
    },
  ],
  "generate_name": "",
  "group": "",
  "kind": "Pod",
  "level": "info",
  "mode": "enforce",
  "msg": "deny CREATE pods",
  "name": "plain",
  "namespace": "shop",
  "operation": "CREATE",
  "registries": Array [],
  "resource": "pods",
  "subresource": "",
  "timeout_ms": 10000,
  "uid": "e86e29c8-7331-4212-a96f-c76c1661a941",
  "user": "admin",
  "version": "v1",
  "webhook": "validate",
}
`

exports[`test/webhook.test.ts > TAP > what is no review gets a sentence > must match snapshot 1`] = `
no body -> 400 The request has no body. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
no JSON -> 400 The body is not valid JSON. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
an array -> 400 The body is JSON, but an array, not an object. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
no uid -> 400 The body has no "request.uid" that is a non-empty string. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
more than 8 MiB -> 413 The body is too large. The largest AdmissionReview that is read has 8388608 bytes; the API server sends none larger.
compressed -> 415 The body has a content encoding. Send the AdmissionReview as plain JSON, without Content-Encoding.
another path -> 404 There is nothing at this path. Post an AdmissionReview as JSON to /validate or /mutate or /validate-secrets.
the root -> 404 There is nothing at this path. Post an AdmissionReview as JSON to /validate or /mutate or /validate-secrets.
another method -> 405 Only POST is answered here. Post an AdmissionReview as JSON to /validate.
PUT -> 405 Only POST is answered here. Post an AdmissionReview as JSON to /validate.
a path that cannot be read -> 400 The path of the request cannot be read. Post an AdmissionReview to a plain path such as /validate.
`
