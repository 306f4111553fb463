/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/message.test.ts > TAP > many problems: the first line stands alone, ten at most, the rest is counted > thirty registries 1`] = `
[PG201] no pull secret for registry-0.example.com: the pod names none and ServiceAccount shop/default lists none (container "c0", image "registry-0.example.com/team/app:1")
[PG201] no pull secret for registry-10.example.com: the pod names none and ServiceAccount shop/default lists none (container "c10")
[PG201] no pull secret for registry-11.example.com: the pod names none and ServiceAccount shop/default lists none (container "c11")
[PG201] no pull secret for registry-12.example.com: the pod names none and ServiceAccount shop/default lists none (container "c12")
[PG201] no pull secret for registry-13.example.com: the pod names none and ServiceAccount shop/default lists none (container "c13")
(+25 more problems, told once these are mended)
Fix:
kubectl -n shop create secret docker-registry regcred --docker-server=registry-0.example.com --docker-username=USER --docker-password=TOKEN
kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry-10.example.com --docker-username=USER --docker-password=TOKEN
kubectl -n shop create secret docker-registry regcred-3 --docker-server=registry-11.example.com --docker-username=USER --docker-password=TOKEN
kubectl -n shop create secret docker-registry regcred-4 --docker-server=registry-12.example.com --docker-username=USER --docker-password=TOKEN
kubectl -n shop create secret docker-registry regcred-5 --docker-server=registry-13.example.com --docker-username=USER --docker-password=TOKEN
set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}, {name: regcred-5}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"},{"name":"regcred-3"},{"name":"regcred-4"},{"name":"regcred-5"}]}'
If the image is public, an operator can list registry-0.example.com/team/ under registries.public.
`

exports[`test/message.test.ts > TAP > one problem is one line, several can be one line by configuration > lines 1`] = `
[PG101] the tag is "latest": tomorrow it can be another image (container "a", image "nginx:latest")
[PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount shop/default lists none (container "b", image "registry.example.com/team/app:1")
Fix:
set the image to "nginx:TAG" in container "a" (a version, or a digest)
kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN
set spec.imagePullSecrets to [{name: regcred}]
in place of the last line, for all pods of ServiceAccount "default":
kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
If the image is public, an operator can list registry.example.com/team/ under registries.public.
`

exports[`test/message.test.ts > TAP > one problem is one line, several can be one line by configuration > singleLine 1`] = `
[PG101] the tag is "latest": tomorrow it can be another image (container "a", image "nginx:latest") (+1 more). Fix: (1) set the image to "nginx:TAG" in container "a" (a version, or a digest) (2) kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (3) set spec.imagePullSecrets to [{name: regcred}]
`
