/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/review.test.ts > TAP > what is no review is refused with a sentence that says what would be right > must match snapshot 1`] = `
 -> The request has no body. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
hello -> The body is not valid JSON. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
[] -> The body is JSON, but an array, not an object. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
null -> The body is JSON, but null, not an object. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
7 -> The body is JSON, but a number, not an object. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
"x" -> The body is JSON, but a string, not an object. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
{} -> The body has no "request" object. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
{"request":[]} -> The body has no "request" object. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
{"request":{}} -> The body has no "request.uid" that is a non-empty string. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
{"request":{"uid":""}} -> The body has no "request.uid" that is a non-empty string. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
{"request":{"uid":7}} -> The body has no "request.uid" that is a non-empty string. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
{"__proto__":{"request":{"uid":"u"}}} -> The body has no "request" object. Post an AdmissionReview of admission.k8s.io/v1 as JSON, with a request.uid, as the Kubernetes API server sends it.
`
