/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/probing.test.ts > TAP > check of files alone: what is refused, what is not there, what everybody may pull > must match snapshot 1`] = `
warn   pods.yaml:5:124  Pod shop/wrong  container web  REGISTRY/team/app:1.0  PG501  REGISTRY refuses the credential: secret "wrong", key "REGISTRY": 401, the login is wrong or has run out, or may not read "team/app", or there is no such repository
       fix: set spec.imagePullSecrets to [{name: regcred}]
            Note: the token must be allowed to read "team/app"
warn   pods.yaml:9:125  Pod shop/absent  container web  REGISTRY/team/app:absent  PG502  REGISTRY has no tag "absent" of "team/app": the registry says so itself; the nearest tag is "absend"
       fix: set the image to "REGISTRY/team/app:absend" (a tag that is there)
undecided: the files hold no ServiceAccount shop/default (1 object)
to settle it: add it, or say what the cluster holds with --cluster-dir, --snapshot or --kubeconfig
Summary: 6 objects with images in 2 files: 0 denied, 2 with warnings, 1 undecided; 2 findings: 2 warnings; 2 other objects

`

exports[`test/probing.test.ts > TAP > explain tells who was asked, when, and what came of each login > must match snapshot 1`] = `
REGISTRY/team/app:1.0 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     REGISTRY
  repository   team/app
  tag          1.0
  pulled as    REGISTRY/team/app:1.0
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: "REGISTRY" is listed by registries.private.

Pull secrets
  The list of the Pod counts:
   1 wrong: found, 1 key
   2 regcred: found, 1 key

Keys, in the order in which the kubelet tries them
   1 "REGISTRY" of secret "wrong", a login
   2 "REGISTRY" of secret "regcred", a login

What the registry says
   - without a credential: it refuses it (401); asked just now
   - with secret "wrong", key "REGISTRY": it refuses it (401): the login is wrong or has run out, or may not read "team/app", or there is no such repository; asked just now
   - with secret "regcred", key "REGISTRY": it gives it (sha256:abababababababababababababababababababababababababababababababab); asked just now

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).

`
