/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/why.test.ts > TAP > a login that matches and is refused > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Pod shop/web: it cannot get registry.example.com/team/web:2 (container web; ImagePullBackOff)
  [PG501] registry.example.com refuses the login of secret "regcred", key "registry.example.com": it is wrong, was withdrawn or has run out, or may not read "team/web".
    fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
         create a new Pod with spec.imagePullSecrets [{name: regcred-2}] (that of a Pod which exists cannot be changed)
  The node said: Back-off pulling image "registry.example.com/team/web:2": ErrImagePull: failed to resolve reference "registry.example.com/team/web:2": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://registry.example.com/token?(hidden): 401 Unauthorized

`

exports[`test/why.test.ts > TAP > a rollout whose old Pods hide it: what is edited is the Deployment > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Deployment shop/web: 2 Pods (web-new-d, web-new-e) cannot get registry.example.com/team/web:2 (container web; ImagePullBackOff)
  [PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount shop/default lists none.
    fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
         set spec.template.spec.imagePullSecrets to [{name: regcred}]
         in place of the last line, for all pods of ServiceAccount "default":
         kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
  3 old Pods still run; 2 new ones cannot pull: what answers is the version before.
  The node said: Back-off pulling image "registry.example.com/team/web:2": ErrImagePull: failed to resolve reference "registry.example.com/team/web:2": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials

5 Pods of Deployment shop/web: 2 cannot get an image.

`

exports[`test/why.test.ts > TAP > what is not there > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Pod shop/web: it cannot get registry.example.com/team/web:2 (container web; ImagePullBackOff)
  [PG502] registry.example.com has no tag "2" of "team/web", or does not show it to this credential.
    fix: push it, or use one that is there: kubectl -n shop set image pod/web web=registry.example.com/team/web:TAG
  The node said: Back-off pulling image "registry.example.com/team/web:2": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "registry.example.com/team/web:2": failed to resolve reference "registry.example.com/team/web:2": registry.example.com/team/web:2: not found

`

exports[`test/why.test.ts > TAP > words that say no credential, and a verdict that says which > must match snapshot 1`] = `
Policy: assumed, the defaults of Pullgate; mode enforce: no Pullgate is installed with its chart
Cluster: ...

Pod shop/web: it cannot get registry.example.com/team/web:2 (container web; ImagePullBackOff)
  [PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount shop/default lists none.
    fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
         create a new Pod with spec.imagePullSecrets [{name: regcred}] (that of a Pod which exists cannot be changed)
  The node said: Back-off pulling image "registry.example.com/team/web:2": ErrImagePull: failed to resolve reference "registry.example.com/team/web:2": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials

`
