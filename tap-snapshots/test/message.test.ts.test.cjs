/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/message.test.ts > TAP > many problems: the first line stands alone, ten at most, the rest is counted > thirty registries 1`] = `
30 image problems in Pod shop/web, first: [PG201] no pull secret for registry-0.example.com (container "c0").
(1) [PG201] no pull secret for registry-0.example.com (container "c0"): the pod names none and ServiceAccount shop/default lists none
(2) [PG201] no pull secret for registry-10.example.com (container "c10"): the pod names none and ServiceAccount shop/default lists none
(3) [PG201] no pull secret for registry-11.example.com (container "c11"): the pod names none and ServiceAccount shop/default lists none
(4) [PG201] no pull secret for registry-12.example.com (container "c12"): the pod names none and ServiceAccount shop/default lists none
(5) [PG201] no pull secret for registry-13.example.com (container "c13"): the pod names none and ServiceAccount shop/default lists none
(6) [PG201] no pull secret for registry-14.example.com (container "c14"): the pod names none and ServiceAccount shop/default lists none
(7) [PG201] no pull secret for registry-15.example.com (container "c15"): the pod names none and ServiceAccount shop/default lists none
(8) [PG201] no pull secret for registry-16.example.com (container "c16"): the pod names none and ServiceAccount shop/default lists none
(9) [PG201] no pull secret for registry-17.example.com (container "c17"): the pod names none and ServiceAccount shop/default lists none
(10) [PG201] no pull secret for registry-18.example.com (container "c18"): the pod names none and ServiceAccount shop/default lists none
(+20 more: run pullgate check)
`

exports[`test/message.test.ts > TAP > one problem is one line, several can be one line by configuration > lines 1`] = `
2 image problems in Pod shop/web, first: [PG101] tag "latest" can mean another image tomorrow (container "a").
(1) [PG101] tag "latest" can mean another image tomorrow (container "a", image "nginx:latest"). Fix: set the image to "nginx:TAG" (a version, or a digest)
(2) [PG201] no pull secret for registry.example.com (container "b", image "registry.example.com/team/app:1"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public
`

exports[`test/message.test.ts > TAP > one problem is one line, several can be one line by configuration > singleLine 1`] = `
2 image problems in Pod shop/web, first: [PG101] tag "latest" can mean another image tomorrow (container "a"). (1) [PG101] tag "latest" can mean another image tomorrow (container "a", image "nginx:latest"). Fix: set the image to "nginx:TAG" (a version, or a digest) (2) [PG201] no pull secret for registry.example.com (container "b", image "registry.example.com/team/app:1"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public
`
