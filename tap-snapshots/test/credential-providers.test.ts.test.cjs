/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/credential-providers.test.ts > TAP > what is imported keeps conditions, and says what it leaves out > must match snapshot 1`] = `
registries:
  nodeCredentials:
    - both.example.com
    - plain.example.com
    - name: any-account
      matchImages:
        - any.example.com
      tokenAttributes:
        requireServiceAccount: true
    - name: no-account
      matchImages:
        - static.example.com
        - "*.wild.example.com"
      tokenAttributes:
        requireServiceAccount: false
    - name: one-key
      matchImages:
        - one.example.com
        - both.example.com
        - pair.example.com
        - path.example.com/team/
      tokenAttributes:
        requireServiceAccount: true
        requiredServiceAccountAnnotationKeys:
          - example.com/role
    - name: two-keys
      matchImages:
        - two.example.com
        - pair.example.com
      tokenAttributes:
        requireServiceAccount: true
        requiredServiceAccountAnnotationKeys:
          - example.com/role
          - tenant
    - name: optional
      matchImages:
        - optional.example.com
      tokenAttributes:
        requireServiceAccount: true
---
providers[0] ("plain"): left out defaultCacheDuration, apiVersion: no verdict rests on it
providers[1] ("any-account"): left out defaultCacheDuration, apiVersion, tokenAttributes.serviceAccountTokenAudience, tokenAttributes.cacheType: no verdict rests on it
providers[2] ("no-account"): left out defaultCacheDuration, apiVersion, tokenAttributes.serviceAccountTokenAudience, tokenAttributes.cacheType: no verdict rests on it
providers[3] ("one-key"): left out defaultCacheDuration, apiVersion, tokenAttributes.serviceAccountTokenAudience, tokenAttributes.cacheType: no verdict rests on it
providers[4] ("two-keys"): left out defaultCacheDuration, apiVersion, tokenAttributes.serviceAccountTokenAudience, tokenAttributes.cacheType, tokenAttributes.optionalServiceAccountAnnotationKeys: no verdict rests on it
providers[5] ("optional"): left out defaultCacheDuration, apiVersion, tokenAttributes.serviceAccountTokenAudience, tokenAttributes.cacheType, tokenAttributes.optionalServiceAccountAnnotationKeys: no verdict rests on it
`

exports[`test/credential-providers.test.ts > TAP > what is imported keeps conditions, and says what it leaves out > must match snapshot 2`] = `
providers[0] ("x-no-duration"): defaultCacheDuration must be a duration such as "12h"; the kubelet would not start
providers[0] ("x-a-duration-without-a-unit"): defaultCacheDuration must be a duration such as "12h"; the kubelet would not start
providers[0] ("x-a-negative-duration"): defaultCacheDuration must be a duration such as "12h"; the kubelet would not start
providers[0] ("x-a-duration-that-is-a-number"): defaultCacheDuration must be a duration such as "12h"; the kubelet would not start
providers[0] ("x-no-version"): apiVersion must be credentialprovider.kubelet.k8s.io/v1, v1beta1 or v1alpha1; the kubelet would not start
providers[0] ("x-another-version"): apiVersion must be credentialprovider.kubelet.k8s.io/v1, v1beta1 or v1alpha1; the kubelet would not start
providers[0] ("x-no-patterns"): matchImages is empty; the kubelet would not start
providers[0] ("x-a-bad-pattern"): matchImages "reg:port": its port is not a number; the kubelet would not start
providers[0] ("x-an-unknown-field"): it knows no field timeout; the kubelet would not start
providers[0] ("a/b"): name is no name of a file; the kubelet would not start
providers[0] ("a b"): name is no name of a file; the kubelet would not start
providers[0] (".."): name is no name of a file; the kubelet would not start
two providers have the name "same"; the kubelet would not start
it has no providers; at least one is required
providers[0] ("beta-tok"): tokenAttributes needs a file of kubelet.config.k8s.io/v1; the kubelet would not start
it is no CredentialProviderConfig of kubelet.config.k8s.io/v1
providers[0] ("t-tokens-no-audience"): serviceAccountTokenAudience is missing; the kubelet would not start
providers[0] ("t-tokens-no-word-about-the-account"): requireServiceAccount must be true or false; the kubelet would not start
providers[0] ("t-tokens-no-cache-type"): cacheType must be ServiceAccount or Token; the kubelet would not start
providers[0] ("t-tokens-another-cache-type"): cacheType must be ServiceAccount or Token; the kubelet would not start
providers[0] ("t-tokens-of-an-old-version"): tokenAttributes needs apiVersion credentialprovider.kubelet.k8s.io/v1; the kubelet would not start
providers[0] ("t-tokens-an-unknown-field"): it knows no field tokenAttributes.audiences; the kubelet would not start
providers[0] ("t-tokens-annotations-without-an-account"): requireServiceAccount cannot be false where annotations are required; the kubelet would not start
providers[0] ("t-tokens-no-key-of-an-annotation"): requiredServiceAccountAnnotationKeys: "a b" is no key of an annotation; the kubelet would not start
providers[0] ("t-tokens-a-key-with-two-slashes"): requiredServiceAccountAnnotationKeys: "a/b/c" is no key of an annotation; the kubelet would not start
providers[0] ("t-tokens-a-long-key"): requiredServiceAccountAnnotationKeys: what looks like a token is no key of an annotation; the kubelet would not start
providers[0] ("t-tokens-a-key-twice"): requiredServiceAccountAnnotationKeys names "a" twice; the kubelet would not start
providers[0] ("t-tokens-a-key-of-both-kinds"): annotation "a" cannot be both required and optional; the kubelet would not start
`
