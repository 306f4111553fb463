/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/probing-cluster.test.ts > TAP > why: a bad login for what everybody may pull > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate, changed by --probe-allowed-networks, --probe-ca-file, --probe-registries, --registries-private; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Pod shop/web: it cannot get REGISTRY/open/app:1.0 (container web; ImagePullBackOff)
  [PG501] REGISTRY refuses secret "wrong", key "REGISTRY": the login is wrong, was withdrawn or has run out.
    fix: kubectl -n shop create secret docker-registry regcred --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN
         create a new Pod with spec.imagePullSecrets [{name: regcred}] (that of a Pod which exists cannot be changed)
  Asked from here just now: with secret "wrong", key "REGISTRY", REGISTRY refuses it (401): the login is wrong, was withdrawn or has run out; the node was told the same; without a login REGISTRY gives it to everybody.
  The node said: Back-off pulling image "REGISTRY/open/app:1.0": ErrImagePull: failed to resolve reference "REGISTRY/open/app:1.0": pull access denied, repository does not exist or may require authorization: authorization failed

`

exports[`test/probing-cluster.test.ts > TAP > why: a right login that may not read it, if it is there at all > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate, changed by --probe-allowed-networks, --probe-ca-file, --probe-registries, --registries-private; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Pod shop/web: it cannot get REGISTRY/team/app:1.0 (container web; ImagePullBackOff)
  [PG501] REGISTRY refuses the login of secret "regcred", key "REGISTRY": it is wrong, was withdrawn or has run out, or may not read "team/app", or there is no such repository.
    fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN
         create a new Pod with spec.imagePullSecrets [{name: regcred-2}] (that of a Pod which exists cannot be changed)
  Asked from here just now: with secret "regcred", key "REGISTRY", REGISTRY refuses it (401): the login is right, and may not read "team/app", or there is no such repository; the node was told the same.
  The node said: Back-off pulling image "REGISTRY/team/app:1.0": ErrImagePull: failed to resolve reference "REGISTRY/team/app:1.0": pull access denied, repository does not exist or may require authorization: authorization failed

`

exports[`test/probing-cluster.test.ts > TAP > why: it can be pulled by now > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate, changed by --probe-allowed-networks, --probe-ca-file, --probe-registries, --registries-private; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Pod shop/web: it cannot get REGISTRY/team/app:1.0 (container web; ImagePullBackOff)
  [PG502] REGISTRY has no tag "1.0" of "team/app", or does not show it to this credential.
    fix: push it, or use one that is there: kubectl -n shop set image pod/web web=REGISTRY/team/app:TAG
  Asked from here just now: with secret "regcred", key "REGISTRY", REGISTRY gives it; what the node said is older than that, or the node goes another way (a mirror, a proxy, a login of its own).
  The node said: Back-off pulling image "REGISTRY/team/app:1.0": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "REGISTRY/team/app:1.0": failed to resolve reference "REGISTRY/team/app:1.0": REGISTRY/team/app:1.0: not found

`

exports[`test/probing-cluster.test.ts > TAP > why: no login, as the node said > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate, changed by --probe-allowed-networks, --probe-ca-file, --probe-registries, --registries-private; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Pod shop/web: it cannot get REGISTRY/team/app:1.0 (container web; ImagePullBackOff)
  [PG201] no pull secret for REGISTRY: the pod names none and ServiceAccount shop/default lists none.
    fix: kubectl -n shop create secret docker-registry regcred --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN
         create a new Pod with spec.imagePullSecrets [{name: regcred}] (that of a Pod which exists cannot be changed)
  Asked from here just now: without a login REGISTRY refuses it (401); the node was told the same.
  The node said: Back-off pulling image "REGISTRY/team/app:1.0": ErrImagePull: failed to resolve reference "REGISTRY/team/app:1.0": pull access denied, repository does not exist or may require authorization: authorization failed

`

exports[`test/probing-cluster.test.ts > TAP > why: nothing is there that the login may not see > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate, changed by --probe-allowed-networks, --probe-ca-file, --probe-registries, --registries-private; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Pod shop/web: it cannot get REGISTRY/team/app:absent (container web; ImagePullBackOff)
  [PG502] REGISTRY has no tag "absent" of "team/app".
    fix: push it, or use one that is there: kubectl -n shop set image pod/web web=REGISTRY/team/app:TAG
  Asked from here just now: with secret "regcred", key "REGISTRY", REGISTRY has no such tag; the nearest tag is "absend"; the node was told the same.
  The node said: Back-off pulling image "REGISTRY/team/app:absent": ErrImagePull: failed to resolve reference "REGISTRY/team/app:absent": pull access denied, repository does not exist or may require authorization: authorization failed

`

exports[`test/probing-cluster.test.ts > TAP > why: the login has run out, and the node passes on less > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate, changed by --probe-allowed-networks, --probe-ca-file, --probe-registries, --registries-private; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Pod shop/web: it cannot get REGISTRY/team/app:1.0 (container web; ImagePullBackOff)
  [PG303] REGISTRY refuses secret "regcred", key "REGISTRY": the login has expired.
    fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN
         create a new Pod with spec.imagePullSecrets [{name: regcred-2}] (that of a Pod which exists cannot be changed)
  Asked from here just now: with secret "regcred", key "REGISTRY", REGISTRY refuses it (403): the login has expired; the node was told the same.
  The node said: Back-off pulling image "REGISTRY/team/app:1.0": ErrImagePull: failed to resolve reference "REGISTRY/team/app:1.0": pull access denied, repository does not exist or may require authorization: authorization failed

`

exports[`test/probing-cluster.test.ts > TAP > why: the registry does not tell either > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate, changed by --probe-allowed-networks, --probe-ca-file, --probe-registries, --registries-private; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Pod shop/web: it cannot get REGISTRY/team/app:1.0 (container web; ImagePullBackOff)
  [PG501] REGISTRY refuses the login of secret "wrong", key "REGISTRY": it is wrong, was withdrawn or has run out, or may not read "team/app", or there is no such repository.
    fix: kubectl -n shop create secret docker-registry regcred --docker-server=REGISTRY --docker-username=USER --docker-password=TOKEN
         create a new Pod with spec.imagePullSecrets [{name: regcred}] (that of a Pod which exists cannot be changed)
  Asked from here just now: with secret "wrong", key "REGISTRY", REGISTRY refuses it (401): the login is wrong or has run out, or may not read "team/app", or there is no such repository; the node was told the same.
  The node said: Back-off pulling image "REGISTRY/team/app:1.0": ErrImagePull: failed to resolve reference "REGISTRY/team/app:1.0": pull access denied, repository does not exist or may require authorization: authorization failed

`
