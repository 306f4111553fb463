/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/limits.test.ts > TAP > what is refused: a status, a reason that clients know, and a sentence > must match snapshot 1`] = `
404 NotFound: There is nothing at this path. Post an AdmissionReview as JSON to /validate or /mutate.
405 MethodNotAllowed: Only POST is answered here. Post an AdmissionReview as JSON to /validate. | POST
413 RequestEntityTooLarge: The body is too large. The largest AdmissionReview that is read has 8 bytes; the API server sends none larger.
415 UnsupportedMediaType: The body has a content encoding. Send the AdmissionReview as plain JSON, without Content-Encoding.
429 TooManyRequests: Too many AdmissionReviews at once. Send this one again in a second. | again in 1 s
408 Timeout: The request did not arrive in time. Send headers and body without a pause.
401 Unauthorized: Only the API server is answered here: call with a client certificate. Its authority is that of tls.clientCaFile; the API server gets the certificate from the kubeconfig of its AdmissionConfiguration.
401 Unauthorized: The client certificate is not trusted: it is expired, for another use, or not of an authority in tls.clientCaFile.
403 Forbidden: The client certificate is good, but its common name (CN) is not one of tls.clientNames.
400 BadRequest: The body did not arrive as announced. Send as many bytes as Content-Length says.
400 BadRequest: The path of the request cannot be read. Post an AdmissionReview to a plain path such as /validate.
503 ServiceUnavailable: Pullgate has just started: the cluster has not been read. Send this review again in a second. | again in 1 s
431 RequestHeaderFieldsTooLarge: The headers are too large. An AdmissionReview goes into the body.
408 Timeout: The request did not arrive in time. Send headers and body without a pause.
400 BadRequest: This is not an HTTP/1.1 request that can be read. Post an AdmissionReview as JSON.
500 InternalError: a fault
`
