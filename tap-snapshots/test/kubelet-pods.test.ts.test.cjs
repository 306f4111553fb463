/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/kubelet-pods.test.ts > TAP > whole pods: no pod that ran is denied, and every failure that the objects decide gets its code > every verdict 1`] = `
none/docker-private-organisation web: PG201 deny
none/two-containers-one-private web: PG201 deny
none/registry-port-private web: PG201 deny
none/unknown-registry-host web: PG201 deny
pod/secret-matches web: nothing
pod/secret-matches-two-containers web: nothing
pod/stale-credential-private-image web: nothing
pod/stale-credential-public-image web: nothing
pod/stale-docker-credential-official-image web: nothing
pod/good-docker-credential-official-image web: nothing
pod/two-containers-only-one-registry-covered web: PG205 deny
pod/one-secret-two-registries web: nothing
pod/string-data-secret web: nothing
list/empty-name-only web: PG201 deny
list/empty-object-only web: PG201 deny
list/empty-name-and-match web: nothing
list/empty-list web: PG201 deny
list/name-300-characters web: PG202 deny
list/name-upper-case web: PG202 deny
list/name-with-namespace-prefix web: PG202 deny
list/name-with-dots web: nothing
list/twelve-secrets-last-matches web: nothing
absent/private-image web: PG202 deny
absent/public-image web: PG203 warn
absent/first-other-matches web: PG203 warn
absent/last-other-matches web: PG203 warn
absent/first-other-does-not-match web: PG202 deny
absent/same-name-twice web: PG202 deny
absent/named-by-service-account-public-image web: PG203 warn
absent/near-name web: PG202 deny
account/named-has-secret web: nothing
account/default-has-it-but-pod-names-other web: PG403 deny
account/shadowed-by-unrelated-pod-secret web: PG402 deny
account/shadowed-by-empty-name web: PG402 deny
account/shadowed-by-empty-object web: PG402 deny
account/empty-list-in-pod-does-not-shadow web: nothing
account/null-list-in-pod-does-not-shadow web: nothing
account/stale-in-pod-good-in-account web: nothing
account/two-secrets web: nothing
account/stale-then-good web: nothing
account/empty-name-in-account web: PG201 deny
account/enforce-mountable-pod-secret-listed web: nothing
account/automount-off-in-pod web: nothing
account/automount-off-in-account web: nothing
account/host-network-pod web: nothing
account/same-account-name-in-other-namespace web: PG206 deny
type/none-given web: PG204 deny
type/opaque-public-image web: nothing
type/opaque-and-good-one web: nothing
type/custom-type web: PG204 deny
type/wrong-case web: PG204 deny
type/dockercfg-legacy web: PG208 warn
type/dockerconfigjson-without-auths-wrapper web: PG205 deny
type/dockerconfigjson-data-in-dockercfg-type web: PG202 deny
type/key-without-dot web: PG202 deny
type/extra-keys-are-ignored web: nothing
type/both-keys-only-the-types-one-counts web: nothing
type/no-data web: PG202 deny
type/dockercfg-empty-value web: PG202 deny
refused-content/truncated web: PG202 deny
refused-content/string web: PG202 deny
refused-content/number web: PG202 deny
refused-content/yaml web: PG202 deny
refused-content/trailing-comma web: PG202 deny
refused-content/byte-order-mark web: PG202 deny
refused-content/comment web: PG202 deny
refused-content/two-documents web: PG202 deny
refused-content/dockercfg-truncated web: PG202 deny
refused-content/data-is-not-base64 web: PG202 deny
malformed/auths-array-with-entry web: PG301 deny
malformed/auths-number web: PG301 deny
malformed/auths-true web: PG301 deny
malformed/username-number web: PG301 deny
malformed/password-number web: PG301 deny
malformed/password-object web: PG301 deny
malformed/auth-clear-text web: PG301 deny
malformed/auth-without-colon web: PG301 deny
malformed/auth-bad-length web: PG301 deny
malformed/auth-over-padded web: PG301 deny
malformed/auth-space-inside web: PG301 deny
malformed/auth-base64-twice web: PG301 deny
malformed/good-fields-but-broken-auth web: PG301 deny
malformed/http-headers-array web: PG301 deny
malformed/http-headers-value-number web: PG301 deny
malformed/dockercfg-scalar-sibling web: PG301 deny
malformed/first-secret-good-second-broken web: PG301 deny
malformed/in-service-account-but-shadowed web: nothing
malformed/and-absent-secret web: PG301 deny, PG203 warn
malformed/policy-never-preloaded web: nothing
malformed/if-not-present-preloaded web: PG301 deny
malformed/always-preloaded web: PG301 deny
malformed/init-container web: PG301 deny
malformed/auth-decodes-to-bytes-that-are-no-utf8 web: PG305 deny
malformed/no-utf8-then-good-secret web: PG207 warn
malformed/no-utf8-for-other-registry web: nothing
odd/entry-empty web: PG302 deny
odd/field-null web: nothing
odd/auth-key-instead-of-auths web: PG205 deny
odd/auths-nested-deeper web: PG205 deny
odd/auths-upper-case web: nothing
odd/fields-upper-case web: nothing
odd/unknown-fields web: nothing
odd/registry-twice-good-first web: nothing
odd/auths-twice-good-first-other-last web: nothing
odd/auths-and-AUTHS web: nothing
odd/trailing-newline web: nothing
odd/indented web: nothing
odd/http-headers web: nothing
odd/http-headers-null web: nothing
odd/credentials-helpers-only web: PG205 deny
odd/credentials-store-beside-good-entry web: nothing
odd/empty-entry-first-good-secret-second web: PG207 warn
credential/username-and-password-only web: nothing
credential/auth-wins-over-username web: nothing
credential/username-loses-to-auth web: nothing
credential/auth-empty-string web: nothing
credential/identity-token-only web: PG302 deny
credential/registry-token-only web: PG302 deny
credential/identity-token-beside-good-user web: nothing
credential/password-without-username web: PG302 deny
credential/auth-empty-user web: PG302 deny
credential/auth-field-ends-in-newline web: nothing
credential/auth-without-padding web: nothing
credential/auth-decodes-with-trailing-newline web: PG305 warn
credential/auth-decodes-with-trailing-nul web: PG305 warn
credential/username-with-trailing-newline web: PG305 warn
credential/password-with-leading-space web: PG305 warn
credential/password-utf8 web: nothing
credential/auth-of-non-zero-trailing-bits web: nothing
credential/empty-user-on-public-registry web: nothing
credential/username-without-password-on-public-registry web: nothing
key/exact-host web: nothing
key/https-scheme web: nothing
key/http-scheme web: nothing
key/oci-scheme web: PG205 deny
key/v1-without-slash web: PG205 deny
key/v3-with-slash web: PG205 deny
key/trailing-slash web: nothing
key/two-trailing-slashes web: PG205 deny
key/path-matches web: nothing
key/path-with-trailing-slash web: nothing
key/path-differs web: PG205 deny
key/path-full-repository web: nothing
key/path-full-repository-and-tag web: PG205 deny
key/path-longer-than-image web: PG205 deny
key/path-wildcard web: PG205 deny
key/path-percent-encoded web: nothing
key/host-upper-case web: PG205 deny
key/host-trailing-dot web: PG205 deny
key/host-space-before web: PG205 deny
key/host-newline-after web: PG205 deny
key/host-user-info web: nothing
key/host-fragment web: nothing
key/empty-key web: PG205 deny
key/wildcard-first-label web: nothing
key/wildcard-middle-label web: nothing
key/wildcard-too-shallow web: PG205 deny
key/wildcard-too-deep web: PG205 deny
key/wildcard-single-star web: PG205 deny
key/wildcard-character-class web: PG205 deny
key/wildcard-with-path web: nothing
key/port-missing-in-key web: PG205 deny
key/port-differs web: PG205 deny
key/port-empty web: nothing
key/port-and-path web: nothing
key/ipv4 web: nothing
key/ipv4-without-port web: nothing
key/ipv6-with-port web: nothing
key/ipv6-without-port web: PG205 deny
key/ipv6-star web: nothing
key/localhost web: nothing
key/localhost-other-port web: PG205 deny
key/image-host-upper-case-key-lower web: PG205 deny
key/underscore-host web: nothing
key/ecr-other-region web: PG205 deny
key/ecr-wildcard web: PG305 warn
key/ecr-wildcard-too-shallow web: PG205 deny
key/artifact-registry-other-repository web: PG205 deny
key/ghcr-organisation web: nothing
key/ghcr-organisation-prefix-trap web: nothing
key/azure-exact web: nothing
hub/index-v1 web: nothing
hub/index-plain web: nothing
hub/index-http web: nothing
hub/docker-io web: nothing
hub/docker-io-https web: nothing
hub/registry-1 web: PG205 deny
hub/hub-host web: PG205 deny
hub/registry-hub web: PG205 deny
hub/star-docker-io web: PG205 deny
hub/star-io web: nothing
hub/index-organisation-path web: PG205 deny
hub/official-image-short web: nothing
hub/official-image-key-full web: nothing
hub/short-name-digest web: nothing
hub/key-is-short-organisation web: PG205 deny
hub/registry-1-image web: PG205 deny
hub/direct-match-switches-fallback-off web: nothing
hub/direct-match-in-other-secret-switches-fallback-off web: nothing
hub/wildcard-io-switches-fallback-off web: nothing
hub/direct-match-of-other-organisation-keeps-fallback web: nothing
hub/fallback-two-secrets-stale-first web: nothing
hub/credential-also-sent-to-upper-case-host web: nothing
hub/credential-also-sent-to-localhost web: nothing
hub/stale-credential-breaks-localhost-public web: nothing
hub/localhost-port-gets-no-fallback web: PG205 deny
order/stale-then-good web: nothing
order/good-then-stale web: nothing
order/pod-order-not-name-order web: nothing
order/public-registry-stale-then-good web: nothing
order/public-registry-two-stale web: nothing
order/public-registry-stale-then-empty-user web: nothing
order/longer-path-stale-first web: nothing
order/path-and-host-in-one-secret web: nothing
order/wildcard-after-exact web: nothing
order/wildcard-with-path-against-exact-host web: nothing
order/same-key-twice-after-normalising web: nothing
order/same-key-four-times-after-normalising web: nothing
order/hub-index-v1-and-index-plain-in-one-secret web: nothing
order/two-paths-one-secret-one-stale web: nothing
order/two-different-refusals web: nothing
image/no-tag web: nothing
image/tag-upper-case-latest web: nothing
image/tag-and-digest web: nothing
image/latest-and-digest web: nothing
image/digest-only web: nothing
image/digest-sha384 web: nothing
image/host-and-name-only web: nothing
image/bad-upper-case-path web: PG103 deny
image/bad-docker-scheme web: PG103 deny
image/bad-unexpanded-variable web: PG103 deny
image/bad-template-braces web: PG103 deny
image/bad-no-value web: PG103 deny
image/bad-double-slash web: PG103 deny
image/bad-trailing-slash web: PG103 deny
image/bad-two-tags web: PG103 deny
image/bad-tag-leading-dot web: PG103 deny
image/bad-digest-upper-case web: PG103 deny
image/bad-digest-empty web: PG103 deny
image/bad-digest-before-tag web: PG103 deny
image/bad-64-hex-name web: PG103 deny
image/bad-path-256-characters web: PG103 deny
image/bad-short-upper-case web: PG103 deny
image/bad-dash-host web: PG103 deny
image/odd-name-null web: nothing
image/odd-host-without-slash web: nothing
image/odd-localhost-without-slash web: nothing
image/bad-name-and-good-sibling web: PG103 deny
image/bad-name-policy-never web: PG103 deny
image/bad-name-in-init-container web: PG103 deny
policy/never-absent-secret-absent web: PG203 warn
policy/never-preloaded-without-secret web: nothing
policy/never-preloaded-secret-absent web: PG203 warn
policy/if-not-present-preloaded-stale-secret web: nothing
policy/always-preloaded-without-secret web: PG201 deny
policy/default-for-latest-preloaded-without-secret web: PG201 deny
policy/default-for-digest-preloaded-without-secret web: PG201 deny
cached/second-pod-same-secret first: nothing
cached/second-pod-same-secret second: nothing
cached/second-pod-secret-absent first: nothing
cached/second-pod-secret-absent second: PG202 deny
cached/second-pod-never-same-secret first: nothing
cached/second-pod-never-same-secret second: nothing
cached/second-pod-always-same-secret first: nothing
cached/second-pod-always-same-secret second: nothing
cached/public-image-pulled-anonymously first: nothing
cached/public-image-pulled-anonymously second: nothing
cached/public-image-pulled-anonymously-then-stale-secret first: nothing
cached/public-image-pulled-anonymously-then-stale-secret second: nothing
cached/public-image-pulled-with-secret-then-without first: nothing
cached/public-image-pulled-with-secret-then-without second: nothing
cached/secret-rotated-same-name first: nothing
cached/secret-rotated-same-name second: nothing
cached/secret-recreated-same-credential first: nothing
cached/secret-recreated-same-credential second: nothing
cached/second-pod-never-broken-secret first: nothing
cached/second-pod-never-broken-secret second: nothing
cached/second-pod-never-other-secret-same-credential first: nothing
cached/second-pod-never-other-secret-same-credential second: nothing
cached/second-pod-service-account-secret first: nothing
cached/second-pod-service-account-secret second: nothing
cached/public-image-pulled-anonymously-then-broken-secret first: nothing
cached/public-image-pulled-anonymously-then-broken-secret second: PG301 deny
cached/preloaded-then-pulled-with-secret-then-without first: nothing
cached/preloaded-then-pulled-with-secret-then-without second: PG206 deny
cached/preloaded-then-pulled-with-secret-then-never-without first: nothing
cached/preloaded-then-pulled-with-secret-then-never-without second: nothing
cached/preloaded-then-failed-always-then-without first: PG201 deny
cached/preloaded-then-failed-always-then-without second: PG201 deny
containers/init-private-no-secret web: PG201 deny
containers/init-ok-main-private-no-secret web: PG201 deny
containers/sidecar-private-with-secret web: nothing
containers/three-registries web: PG205 deny
containers/all-fail-each-its-own-reason web: PG103 deny, PG201 deny
containers/config-error-after-pull web: nothing
containers/volume-secret-absent-stops-before-pull web: nothing
containers/restart-policy-never web: PG201 deny
containers/ephemeral-private-pod-has-secret web: nothing
containers/ephemeral-private-pod-has-secret web (ephemeral): nothing
containers/ephemeral-secret-created-since web: PG203 warn
containers/ephemeral-secret-created-since web (ephemeral): nothing
containers/ephemeral-bad-name web: nothing
containers/ephemeral-bad-name web (ephemeral): PG103 deny
containers/ephemeral-while-main-fails web: PG201 deny
containers/ephemeral-while-main-fails web (ephemeral): PG201 warn
containers/image-changed-to-private web: nothing
containers/image-changed-to-private web (set-image): PG201 deny
containers/same-image-twice-if-not-present web: nothing
containers/same-image-twice-always web: nothing
containers/ephemeral-secret-broken-since web: nothing
containers/ephemeral-secret-broken-since web (ephemeral): PG301 deny, PG301 warn
image-volume/private-no-secret web: PG201 deny
image-volume/private-with-secret web: nothing
image-volume/public web: nothing
image-volume/private-not-mounted-no-secret web: PG201 warn
image-volume/private-mounted-by-one-of-two web: PG201 deny
image-volume/bad-name web: PG103 deny
image-volume/broken-secret web: PG301 deny
image-volume/private-mounted-by-init-container web: PG201 deny
later/secret-created-after-first-failure web: PG202 deny
later/immutable-secret-update web: nothing
later/stale-secret-refreshed web: nothing
later/account-gets-secret web: PG206 deny
later/account-gets-secret-new-pod web: PG206 deny
later/account-gets-secret-new-pod second: nothing
later/pod-secrets-patched web: PG206 deny
later/opaque-deleted-and-created-with-type web: PG204 deny
later/secret-broken-after-the-pull web: nothing
later/image-corrected web: PG103 deny
later/image-corrected web (set-image): nothing
workload/deployment-template-secret web: nothing
workload/deployment-account-secret web: nothing
workload/deployment-account-shadowed web: PG402 deny
workload/deployment-account-missing web: PG401 warn
workload/deployment-image-volume-empty-reference web: PG103 warn
workload/job-account-secret web: nothing
workload/replica-set-account-secret web: nothing
static/public-image web: nothing
static/private-image web: PG601 warn
static/default-account-secret-does-not-help web: PG601 warn
static/names-an-empty-secret web: nothing
node/private-image-no-secret web: nothing
node/stale-pod-secret-then-node web: nothing
node/good-pod-secret-first web: nothing
node/stale-node-credential-good-pod-secret web: nothing
node/plugin-covers-registry web: nothing
node/plugin-after-stale-pod-secret web: nothing
node/plugin-wildcard-subdomain web: nothing
node/plugin-fails web: nothing
node/plugin-answers-for-other-registry web: nothing
node/cached-node-pull-then-other-pod first: nothing
node/cached-node-pull-then-other-pod second: nothing
`
