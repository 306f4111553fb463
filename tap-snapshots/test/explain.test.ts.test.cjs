/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image >  --cluster-dir DIR 1`] = `
pullgate: the image is empty

`

exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image > --cluster-dir DIR 1`] = `
pullgate: no image is named; usage: pullgate explain IMAGE [OPTION]...

`

exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image > nginx --cluster-dir nowhere-at-all 1`] = `
pullgate: the cluster's manifests cannot be read:
  nowhere-at-all: There is no such file or directory.

`

exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image > nginx --context dev --cluster-dir DIR 1`] = `
pullgate: --cluster-dir is the whole cluster; --kubeconfig and --context name another one

`

exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image > nginx -o yaml --cluster-dir DIR 1`] = `
pullgate: -o cannot be "yaml"; it must be one of text, json
Run pullgate explain --help for what it takes.

`

exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image > nginx 1`] = `
pullgate: no cluster to read: there is no kubeconfig (/.kube/config), and Pullgate does not run in a pod with a ServiceAccount token; to ask manifests instead, name their directory with --cluster-dir

`

exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image > pg25 1`] = `
pullgate: there is no rule "pg25"; did you mean PG205? An image of that name is docker.io/library/pg25.

`

exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image > PG999 --cluster-dir DIR 1`] = `
pullgate: there is no rule "PG999"; did you mean PG901? An image of that name is docker.io/library/pg999.

`

exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image > PG999 1`] = `
pullgate: there is no rule "PG999"; did you mean PG901? An image of that name is docker.io/library/pg999.

`

exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image > registry-missmatch 1`] = `
pullgate: there is no rule "registry-missmatch"; did you mean registry-mismatch? An image of that name is docker.io/library/registry-missmatch.

`

exports[`test/explain.test.ts > TAP > a word is a rule, a slip of one, or an image > tag-latest --cluster-dir DIR 1`] = `
pullgate: tag-latest is a rule, for which there are no options; an image of that name is docker.io/library/tag-latest

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > a label that is no mode 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  Note: label pullgate.dev/mode="of" of the namespace is no mode and is ignored
  deny  PG201 no pull secret for registry.example.com:5000: the pod names none and ServiceAccount shop/default lists none
        fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com:5000 --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]
        or:  If the image is public, an operator can list registry.example.com:5000/team/ under registries.public

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > a malformed secret stops every pull 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The list of the Pod counts:
   1 right: found, 1 key
   2 broken: malformed: "auth" is not valid base64: it uses the URL-safe alphabet with "-" and "_" (at auths["x"].auth); the kubelet then refuses every pull of the pod

Keys, in the order in which the kubelet tries them
  none: a malformed secret stops every pull of the pod; without it, these would be tried:
   1 "registry.example.com:5000" of secret "right", a login

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG301 secret "broken" cannot be parsed, and that stops every pull of the pod: "auth" is not valid base64: it uses the URL-safe alphabet with "-" and "_" (at auths["x"].auth)
        fix: set spec.imagePullSecrets to [{name: right}]

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > a registry of a cloud, and it is not known whose nodes these are 1`] = `
123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     123456789012.dkr.ecr.eu-west-1.amazonaws.com
  repository   web
  tag          1
  pulled as    123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".
  The nodes of EKS bring a credential for it: set cluster.provider to "eks" if these are such.

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG201 no pull secret for 123456789012.dkr.ecr.eu-west-1.amazonaws.com: the pod names none and ServiceAccount shop/default lists none
        fix: kubectl -n shop create secret docker-registry regcred --docker-server=123456789012.dkr.ecr.eu-west-1.amazonaws.com --docker-username=AWS --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}] (the password comes from \`aws ecr get-login-password\` and lasts 12 hours)
        or:  If the nodes bring the credential, an operator can set cluster.provider to eks or list 123456789012.dkr.ecr.eu-west-1.amazonaws.com under registries.nodeCredentials

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > a secret of the ServiceAccount matches 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts:
   1 right: found, 1 key

Keys, in the order in which the kubelet tries them
   1 "registry.example.com:5000" of secret "right", a login

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > a secret that nobody names would match 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
   - right: key "registry.example.com:5000", a login

Injection
  Pullgate adds nothing:
   - injection.mode is "off"
   - otherwise it would add "right"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG206 no pull secret is named for registry.example.com:5000: secret "right" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it
        fix: set spec.imagePullSecrets to [{name: right}]
        or:  If the image is public, an operator can list registry.example.com:5000/team/ under registries.public

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > all that matches has expired 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts:
   1 old: found, 1 key

Keys, in the order in which the kubelet tries them
   1 "registry.example.com:5000" of secret "old", a login that has expired: at 2026-11-21T11:00:00Z

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG303 the credential for registry.example.com:5000 has expired: secret "old", key "registry.example.com:5000", holds a token that says so itself
        fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com:5000 --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > an exemption 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted without being judged (exempt). Mode enforce (from the setting mode).
  Note: an exemption applies: migration (until 2027-01-01)

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > another ServiceAccount would do 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
   - right: key "registry.example.com:5000", a login

Injection
  Pullgate adds nothing:
   - injection.mode is "off"
   - otherwise it would add "right"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG403 no pull secret for registry.example.com:5000: the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount puller lists secret "right", which matches
        fix: set spec.serviceAccountName to "puller"

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > by digest 1`] = `
nginx:1.27@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     docker.io (the text names none, so Docker Hub is meant)
  repository   library/nginx
  tag          1.27
  digest       sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  pulled as    nginx:1.27@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs no credential: "docker.io/library/" is in the built-in list of public registries.

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > Docker Hub by a key of its own, which switches the fallback off 1`] = `
acme/web:2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     docker.io (the text names none, so Docker Hub is meant)
  repository   acme/web
  tag          2
  pulled as    acme/web:2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts:
   1 hub: found, 2 keys

Keys, in the order in which the kubelet tries them
   1 "docker.io/acme" of secret "hub", a login
  Not used:
   - secret "hub": key "https://index.docker.io/v1/" is kept for the case that no other key matches (Docker Hub)

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > Docker Hub by the fallback 1`] = `
acme/web:2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     docker.io (the text names none, so Docker Hub is meant)
  repository   acme/web
  tag          2
  pulled as    acme/web:2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts:
   1 hub: found, 1 key

Keys, in the order in which the kubelet tries them
   1 "https://index.docker.io/v1/" of secret "hub", a login: it is used for Docker Hub because no other key matches

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > expired, about to expire, suspect, hopeless and empty 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts:
   1 mixed: found, 5 keys

Keys, in the order in which the kubelet tries them
   1 "registry.example.com:5000/team/web" of secret "mixed", a login that looks wrong: the password holds a line break (echo without -n)
   2 "registry.example.com:5000/team" of secret "mixed", a login: valid until 2026-11-21T12:30:00Z; it expires soon
   3 "https://registry.example.com:5000/te" of secret "mixed", a login that cannot work: the user says _json_key, but the password is no service account key
   4 "https://registry.example.com:5000/t" of secret "mixed", no user name or no password, so the pull is anonymous: it also holds a token of a kind that the kubelet ignores
   5 "registry.example.com:5000" of secret "mixed", a login that has expired: at 2026-11-21T11:00:00Z

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).
  warn  PG207 several credentials match registry.example.com:5000, and one of them is suspect: secret "mixed", key "registry.example.com:5000/team/web", is tried before secret "mixed"

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > injection adds the secret that matches 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
   - right: key "registry.example.com:5000", a login

Injection
  Pullgate adds "right":
   - secret "right" matches with key "registry.example.com:5000", and nothing in the list can work

Verdict
  It would be admitted. Mode enforce (from the setting mode).
  warn  PG206 the pod will get secret "right" for registry.example.com:5000: injection adds it, because neither the pod nor ServiceAccount shop/default names one that works

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > injection finds nothing that matches 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - no secret of the namespace matches the image

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG201 no pull secret for registry.example.com:5000: the pod names none and ServiceAccount shop/default lists none
        fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com:5000 --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]
        or:  If the image is public, an operator can list registry.example.com:5000/team/ under registries.public

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > injection is forbidden by the ServiceAccount 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
   - right: key "registry.example.com:5000", a login

Injection
  Pullgate adds nothing:
   - injecting secret "right" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG206 no pull secret is named for registry.example.com:5000: secret "right" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injecting secret "right" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default
        fix: kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"right"}]}'
        or:  If the image is public, an operator can list registry.example.com:5000/team/ under registries.public

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > injection is limited to other registries 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
   - right: key "registry.example.com:5000", a login

Injection
  Pullgate adds nothing:
   - injection.registries leaves this registry out

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG206 no pull secret is named for registry.example.com:5000: secret "right" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection.registries leaves this registry out
        fix: set spec.imagePullSecrets to [{name: right}]
        or:  If the image is public, an operator can list registry.example.com:5000/team/ under registries.public

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > injection is not asked for by the namespace 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
   - right: key "registry.example.com:5000", a login

Injection
  Pullgate adds nothing:
   - injection.mode is "namespaces", and the namespace has no label pullgate.dev/inject="true"
   - otherwise it would add "right"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG206 no pull secret is named for registry.example.com:5000: secret "right" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it
        fix: set spec.imagePullSecrets to [{name: right}]
        or:  If the image is public, an operator can list registry.example.com:5000/team/ under registries.public, or label the namespace pullgate.dev/inject=true, and its pods get the secret

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > injection is on, and nothing is lacking 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts:
   1 right: found, 1 key

Keys, in the order in which the kubelet tries them
   1 "registry.example.com:5000" of secret "right", a login

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - the image lacks no credential

Verdict
  It would be admitted. Mode enforce (from the setting mode).

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > injection refuses each secret for a reason 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
   - right: key "registry.example.com:5000", a login
   - selected: key "registry.example.com:5000", no user name or no password, so the pull is anonymous
   - stale: key "registry.example.com:5000", a login that has expired

Injection
  Pullgate adds nothing:
   - injection.selector leaves secret "right" out
   - secret "selected" matches, but has no user name or no password
   - secret "stale" matches, but has expired

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG206 no pull secret is named for registry.example.com:5000: secret "right" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection.selector leaves secret "right" out
        fix: set spec.imagePullSecrets to [{name: right}]
        or:  If the image is public, an operator can list registry.example.com:5000/team/ under registries.public

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > injection would switch the fallback of Docker Hub off 1`] = `
acme/web:2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     docker.io (the text names none, so Docker Hub is meant)
  repository   acme/web
  tag          2
  pulled as    acme/web:2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts:
   1 hub: found, 1 key

Keys, in the order in which the kubelet tries them
   1 "https://index.docker.io/v1/" of secret "hub", a login that has expired: at 2026-11-21T11:00:00Z; it is used for Docker Hub because no other key matches

Other secrets of the namespace that match
   - direct: key "docker.io", a login

Injection
  Pullgate adds nothing:
   - injecting secret "direct" would take from image "acme/web:2" what it is pulled with

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG303 the credential for docker.io (Docker Hub) has expired: secret "hub", key "https://index.docker.io/v1/", holds a token that says so itself; injecting secret "direct" would take from image "acme/web:2" what it is pulled with
        fix: kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}] (the user is a Docker ID, not an e-mail address; the password is an access token that may read)

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > listed as private 1`] = `
docker.io/library/nginx:1.27 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     docker.io
  repository   library/nginx
  tag          1.27
  pulled as    docker.io/library/nginx:1.27
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: "docker.io/library/nginx" is listed by registries.private.

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG201 no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none
        fix: kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}] (the user is a Docker ID, not an e-mail address; the password is an access token that may read)
        or:  If the image is public, an operator can list docker.io/library/ under registries.public

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > named secrets that are absent, skipped and without a name 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The list of the Pod counts:
   1 gone: absent: it is not there, and the kubelet goes on without it
   2 typed: skipped: its type is "Opaque", so the kubelet skips it, although its data key ".dockerconfigjson" holds a matching credential
   3 (no name): skipped: an entry without a name, which the kubelet skips

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
   - right: key "registry.example.com:5000", a login

Injection
  Pullgate adds nothing:
   - injection.mode is "off"
   - otherwise it would add "right"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG204 secret "typed" is no pull secret for registry.example.com:5000: its type is "Opaque", so the kubelet skips it, although its data key ".dockerconfigjson" holds a matching credential
        fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com:5000 --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: gone}, {name: regcred}]

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > near misses, the nearest first 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts:
   1 near: found, 4 keys

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential
  Not used:
   - secret "near": key "registry.example.com" without a port, but the image names port 5000; use "registry.example.com:5000"
   - secret "near": key "https://registry.example.com:5001/" with port 5001, but the image names port 5000; use "registry.example.com:5000"
   - secret "near": key "ghcr.io" for another registry than the image's "registry.example.com:5000"
   - secret "near": key "quay.io" for another registry than the image's "registry.example.com:5000"

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG205 no pull secret matches registry.example.com:5000: secret "near" has key "registry.example.com" without a port, but the image names port 5000; use "registry.example.com:5000"
        fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com:5000 --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: near}, {name: regcred}]
        or:  If the image is public, an operator can list registry.example.com:5000/team/ under registries.public

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > no reference at all 1`] = `
https://Registry/x y in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  not a valid reference: the kubelet reports InvalidImageName and asks no registry

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts:
   1 typed: skipped: its type or its data key is not that of a pull secret, so the kubelet skips it

Keys, in the order in which the kubelet tries them
  none: the image is not a valid reference

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG103 not a valid image reference: it starts with a scheme, "https://"
        fix: set the image to "REGISTRY/REPOSITORY:TAG"

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > no tag 1`] = `
quay.io/acme/web in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     quay.io
  repository   acme/web
  tag          latest (none is given)
  pulled as    quay.io/acme/web:latest
  pull policy  Always, unless the container sets one

Registry
  It needs no credential: "quay.io" is listed by registries.public.

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG102 no tag and no digest, which means ":latest"
        fix: set the image to "quay.io/acme/web:TAG" (a version, or a digest)

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > on every node already 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none: images.preloaded lists the image, and with IfNotPresent it is not pulled

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > public by the built-in list, with a short name 1`] = `
nginx:1.27 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     docker.io (the text names none, so Docker Hub is meant)
  repository   library/nginx
  tag          1.27
  pulled as    nginx:1.27
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs no credential: "docker.io/library/" is in the built-in list of public registries.

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > public, because the operator says so of what nobody lists 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs no credential: no list names it, and registries.unlisted is "public".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > the mode is off 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted without being judged (mode). Mode off (from the setting mode).

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > the namespace only warns 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode warn (from the label pullgate.dev/mode of the namespace).
  warn  PG201 (otherwise deny) no pull secret for registry.example.com:5000: the pod names none and ServiceAccount shop/default lists none
        fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com:5000 --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]
        or:  If the image is public, an operator can list registry.example.com:5000/team/ under registries.public

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > the nodes of a cloud bring the credential 1`] = `
123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     123456789012.dkr.ecr.eu-west-1.amazonaws.com
  repository   web
  tag          1
  pulled as    123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1
  pull policy  IfNotPresent, unless the container sets one

Registry
  The nodes bring a credential of their own: "*.dkr.ecr.*.amazonaws.com" is listed by cluster.provider (eks).

Pull secrets
  The Pod has no list, so that of ServiceAccount shop/default counts: it is empty.

Keys, in the order in which the kubelet tries them
  none matches
  and then the node's own credential

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > the Pod has a list of its own that hides the right one 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The list of the Pod counts:
   1 other: found, 1 key
  That of ServiceAccount shop/default is not used, because the Pod has one:
     right: found, 1 key

Keys, in the order in which the kubelet tries them
  none matches
  so there is one attempt without a credential
  Not used:
   - secret "other": key "quay.io" for another registry than the image's "registry.example.com:5000"

Other secrets of the namespace that match
   - right: key "registry.example.com:5000", a login

Injection
  Pullgate adds nothing:
   - injection.mode is "off"
   - otherwise it would add "right"

Verdict
  It would be denied. Mode enforce (from the setting mode).
  deny  PG402 the list of the pod hides the pull secret for registry.example.com:5000: ServiceAccount shop/default lists secret "right", which matches, but it is used only where the pod has no imagePullSecrets
        fix: set spec.imagePullSecrets to [{name: other}, {name: right}]

`

exports[`test/explain.test.ts > TAP > the words for every class of image, secret and reason > the ServiceAccount does not exist 1`] = `
registry.example.com:5000/team/web:1.4.2 in a new Pod of namespace shop
Cluster: the manifests in cluster

Image
  registry     registry.example.com:5000
  repository   team/web
  tag          1.4.2
  pulled as    registry.example.com:5000/team/web:1.4.2
  pull policy  IfNotPresent, unless the container sets one

Registry
  It needs a pull secret: no list names it, and registries.unlisted is "private".

Pull secrets
  The Pod has no list, and ServiceAccount shop/nobody does not exist.

Keys, in the order in which the kubelet tries them
  not known, as long as the list is not

Other secrets of the namespace that match
  none

Injection
  Pullgate adds nothing:
   - injection.mode is "off"

Verdict
  It would be admitted. Mode enforce (from the setting mode).
  warn  PG401 ServiceAccount shop/nobody does not exist: the API server refuses the Pod until it does
        fix: kubectl -n shop create serviceaccount nobody

`
