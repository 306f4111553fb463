/**
 * The words of the kubelet, of containerd, CRI-O and cri-dockerd, and of the registries that they pass on. Lower case;
 * all parts of a row must be there, and the first row that holds decides: what the node itself says before what a registry
 * says, what is specific before what is general. Every part has a blank in it, which no image reference can have, so the
 * name of an image never decides. Each row is needed by a message of test/fixtures/pull-messages.tsv.
 */
import type { PullCauseSlug } from './cause.js';

type Pattern = readonly [cause: PullCauseSlug, ...parts: readonly [string, ...string[]]];

export const PATTERNS: readonly Pattern[] = [
  // The kubelet, before anybody is asked (K pkg/kubelet/images, pkg/credentialprovider).
  ['image-invalid', ": couldn't parse image "],
  ['never-pulled', 'is not present with pull policy of never'],
  ['pull-throttled', 'pull qps exceeded'],
  ['secret-not-found', 'unable to retrieve some image pull secrets '],
  ['secret-malformed', 'illegal base64 data at input byte'],
  ['secret-malformed', 'unable to parse auth field, must be formatted as'],
  ['secret-malformed', 'json: cannot unmarshal ', ' dockerconfig'],
  ['secret-malformed', 'json: cannot unmarshal ', ' credentialprovider.'],
  ['runtime-unreachable', 'dial unix /'],

  // The node.
  ['disk-full', 'no space left on device'],
  ['exec-format', 'exec format error'],
  ['registry-missing', ' did not resolve to an alias and no '],
  ['registry-missing', 'no registries configured while trying to pull an unqualified image'],
  ['registry-missing', 'short-name resolution enforced but cannot prompt'],
  ['signature-refused', 'source image rejected: '],
  ['signature-refused', 'the signature validation failed'],
  ['image-volume', 'imagevolumemountfailed: '],
  ['image-volume', ' image volume: '],
  ['image-volume', 'pushing signatures for oci images is not supported'],

  // What came.
  ['platform-missing', 'no match for platform in manifest'],
  ['platform-missing', 'no matching manifest for '],
  ['platform-missing', 'no image found in manifest list for architecture '],
  ['platform-missing', 'no image found in image index for architecture '],
  ['platform-missing', 'image architecture mismatch: '],
  ['image-format', ' is no longer supported since containerd '],
  ['image-format', 'manifest.v1+prettyjws not supported'],
  ['image-format', 'encountered unknown type '],
  ['image-corrupt', 'wrong diff id calculated on extraction'],
  ['image-corrupt', 'unexpected commit digest'],
  ['image-corrupt', 'failed to get reader from content store: '],
  ['image-corrupt', "digest of source image's manifest would not match"],
  ['image-corrupt', 'manifest does not match provided manifest digest'],

  // The way to the registry.
  ['proxy-failed', 'proxyconnect tcp: '],
  ['plain-http', 'server gave http response to https client'],
  ['certificate-refused', ' x509: '],
  ['name-unresolved', 'dial tcp: lookup '],
  ['connection-timeout', ': i/o timeout'],
  ['connection-timeout', ': tls handshake timeout'],
  ['connection-timeout', 'context deadline exceeded'],
  ['connection-timeout', 'client.timeout exceeded while '],
  ['connection-timeout', ': connection timed out'],
  ['connection-failed', ': connection refused'],
  ['connection-failed', ': connection reset by peer'],
  ['connection-failed', ': eof'],
  ['connection-failed', ': unexpected eof'],

  // The registry.
  ['registry-rate-limited', '429 too many requests'],
  ['registry-rate-limited', 'toomanyrequests: '],
  ['registry-rate-limited', '429 (too many requests)'],
  ['credential-expired', 'authorization token has expired'],
  ['registry-error', 'internal server error'],
  ['registry-error', ' 502 bad gateway'],
  ['registry-error', ' 503 service unavailable'],
  ['registry-error', ' 504 gateway time'],
  ['registry-error', ' 400 bad request'],
  ['registry-error', 'the registry is unavailable'],
  // With a credential first: of several attempts, the one that was made with one tells more.
  ['registry-refused', 'failed to fetch oauth token: ', ' 401'],
  ['registry-refused', 'failed to fetch oauth token: ', ' 403'],
  ['no-credential', 'no basic auth credentials'],
  ['no-credential', 'no user/password was provided for basic authentication'],
  ['no-credential', 'basic auth because missing username or secret'],
  ['no-credential', 'failed to fetch anonymous token: ', ' 401'],
  ['no-credential', 'failed to fetch anonymous token: ', ' 403'],
  ['no-credential', 'unauthenticated requests do not have permission '],
  ['refused-or-absent', 'pull access denied'],
  ['refused-or-absent', 'does not exist or no pull access'],
  ['refused-or-absent', '(or it may not exist)'],
  // Docker Hub says this of what is private, and of what is not there.
  ['refused-or-absent', 'requested access to the resource is denied'],
  ['registry-refused', 'invalid username/password: '],
  ['registry-refused', 'incorrect username or password'],
  ['registry-refused', ' 401 unauthorized'],
  ['registry-refused', ' 403 forbidden'],
  ['registry-refused', ' 403 (forbidden)'],
  ['registry-refused', 'unauthorized: '],
  ['registry-refused', 'denied: '],
  ['registry-refused', 'authentication is required'],
  ['image-not-found', 'manifest unknown'],
  ['image-not-found', 'name unknown: '],
  ['image-not-found', ': not found'],
  ['image-not-found', ' not found)'],
];
