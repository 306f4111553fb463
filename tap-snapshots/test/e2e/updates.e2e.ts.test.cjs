/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/e2e/updates.e2e.ts > TAP > a new image of a running Pod is judged; what was there before only warns > an image that cannot be pulled 1`] = `
$ kubectl set image pod/web app=registry.example.com/team/app:1.0
error: failed to patch image update to pod template: admission webhook "check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount team/default names it (container "app", image "registry.example.com/team/app:1.0")
Fix:
create a new Pod with spec.imagePullSecrets [{name: regcred}] (that of a Pod which exists cannot be changed)
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/updates.e2e.ts > TAP > a new image of a running Pod is judged; what was there before only warns > an image without a tag 1`] = `
$ kubectl set image pod/web app=nginx
error: failed to patch image update to pod template: admission webhook "check.pullgate.dev" denied the request: [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "app", image "nginx")
Fix:
set the image to "nginx:TAG" (a version, or a digest)
(exit status 1)

`

exports[`test/e2e/updates.e2e.ts > TAP > a new image of a running Pod is judged; what was there before only warns > one of two is mended 1`] = `
pod/two image updated
Warning: Pullgate: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount team/default names it (container "side", image "registry.example.com/team/side:1.0"). Fix: create a new Pod with spec.imagePullSecrets [{name: regcred}] (that of a Pod which exists cannot be changed)

`

exports[`test/e2e/updates.e2e.ts > TAP > ephemeral containers by kubectl debug > an image that cannot be pulled 1`] = `
$ kubectl debug web --image=registry.example.com/team/app:1.0 --container=tool --profile=general
Error from server (Forbidden): admission webhook "check.pullgate.dev" denied the request: [PG206] no pull secret is named for registry.example.com: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount team/default names it (container "tool" (ephemeral), image "registry.example.com/team/app:1.0")
Fix:
in container "tool" (ephemeral) use an image that the pull secrets of the Pod match, or a public one (the list of a Pod that exists cannot be changed)
If the image is public, an operator can list registry.example.com/team/ under registries.public.
(exit status 1)

`

exports[`test/e2e/updates.e2e.ts > TAP > ephemeral containers by kubectl debug > an image without a tag 1`] = `
$ kubectl debug web --image=busybox --container=tool --profile=general
Error from server (Forbidden): admission webhook "check.pullgate.dev" denied the request: [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "tool" (ephemeral), image "busybox")
Fix:
set the image to "busybox:TAG" (a version, or a digest)
(exit status 1)

`
