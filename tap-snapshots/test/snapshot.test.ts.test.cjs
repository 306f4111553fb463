/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/snapshot.test.ts > TAP > a file that was damaged is refused, with the line and what would be right > what is said 1`] = `
empty: it is empty
a manifest: it is no snapshot of Pullgate, which begins with "apiVersion: pullgate.dev/v1" and "kind: Snapshot"
a list: it must be a map with "apiVersion", "kind: Snapshot" and what follows
a newer format: apiVersion: its format has version 2, and this Pullgate reads version 1: take it with this Pullgate, or check with the one that took it
no version: it is no snapshot of Pullgate, which begins with "apiVersion: pullgate.dev/v1" and "kind: Snapshot"
cut off behind a line: it is cut off: its last line must be "..."
cut off within a line: it is cut off: its last line must be "..."
cut off in quotes: it is cut off: its last line must be "..."
a merge conflict: it is not valid YAML: implicit keys need to be on a single line
a section that is missing: "imagesInUse" is missing
a name twice: a name stands here a second time
a field that nobody knows: secrets."shop/ecr".madeFrom: there is no such field; there are type, changedAt, labels, madeBy, managedBy, immutable, saidExpiry, saidExpiryFault, form, usesHelper, slip, entries
a section that nobody knows: passwords: there is no such field; there are apiVersion, kind, source, provider, only, policy, namespaces, unknown, partial, serviceAccounts, secrets, imagesInUse
a word that is none: secrets."shop/ecr".entries[0].login: it must be one of ecr, acr-token, google-oauth, google-json-key, github-token, github-app-token, github-fine-grained, gitlab-job-token, docker-hub-token, jwt, other
a number for a text: secrets."shop/ecr".madeBy: it must be a text, so it needs quotes
a text for a map: namespaces.shop.labels: it must be a map
no time: secrets."shop/regcred".entries[1].expiresAt: it must be a time such as "2026-01-31T12:00:00Z"
a namespace that is not listed: secrets."shed/database": its namespace is not among "namespaces"
a name without its namespace: secrets.database: its name must be NAMESPACE/NAME
unknown of nothing: unknown."nodes/shop": its name must be PART/NAMESPACE, with namespaces or serviceAccounts, secrets, imagesInUse for the part
an alias: a snapshot holds no alias ("*name")
a second document: a snapshot is one document, and something follows it here
nested without end: it is not valid YAML: it is nested too deeply
another form of secret: secrets."shop/broken".form: it must be one of dockerconfigjson, dockercfg, oversized, malformed, unusable
a control character: it is not valid YAML: control characters are not allowed
a login in a field name: it is not valid YAML: control characters are not allowed
`

exports[`test/snapshot.test.ts > TAP > it reads as a list of facts > a file 1`] = `
# What the verdicts of Pullgate on a cluster rest on, for: pullgate check --snapshot FILE
# It holds no password, no token and no user name, nor anything made of one. One fact a line, sorted: a diff shows what changed.
# When it was taken stands in a file beside it, whose name ends in ".taken".
apiVersion: pullgate.dev/v1
kind: Snapshot
source: manifests
provider: eks
only:
  - gone
  - shop
policy:
  from: a test
  settings:
    mode: enforce
    registries:
      public:
        - docker.io
        - quay.io/acme/
      private: []
namespaces:
  gone: absent
  shop:
    labels:
      empty: ""
      "on": "yes"
      pullgate.dev/mode: warn
serviceAccounts:
  gone/default: {}
  shop/default: {}
  shop/deployer:
    imagePullSecrets:
      - regcred
      - ""
    mountable:
      - mounted
    annotationKeys:
      - kubernetes.io/enforce-mountable-secrets
    enforceMountable: true
secrets:
  shop/broken:
    type: kubernetes.io/dockerconfigjson
    form: malformed
    fault:
      code: type
      path: auths
      why: "\\"auths\\" is an array, not an object of hosts"
  shop/database: Opaque
  shop/ecr:
    type: kubernetes.io/dockercfg
    changedAt: "2026-11-20T06:00:00Z"
    madeBy: External Secrets
    entries:
      - key: "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
        login: ecr
        lifetime: "12h"
  shop/regcred:
    type: kubernetes.io/dockerconfigjson
    labels:
      team: web
    entries:
      - ghcr.io/acme
      - key: reg.example.com:5000
        login: jwt
        expiresAt: "2026-12-01T08:00:00Z"
      - key: https://index.docker.io/v1/
        normalized: index.docker.io
        hasUser: false
      - key: a key with a blank in front
        described:
          slips:
            - kind: blank-in-key
              place: front
              dropped: its host holds a character that no host name has
          rest: blank.example.com
        normalized: null
        dropped: its host holds a character that no host name has
  shop/typed:
    type: Opaque
    holds:
      dataKey: ".dockerconfigjson"
      entries:
        - ghcr.io
imagesInUse:
  shop:
    - runs:
        - ghcr.io/acme/web
      imagePullSecrets:
        - regcred
...

`
