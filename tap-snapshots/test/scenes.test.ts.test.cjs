/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/scenes.test.ts > TAP > a good one and a stale one > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is stale: secret "a", key "ghcr.io", is tried before secret "b" (container "c0", image "ghcr.io/acme/app:1.4"). Fix: set spec.imagePullSecrets to [{name: b}]
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "a" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: a}, {name: b}, {name: regcred}]
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
    warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is stale: secret "a", key "ghcr.io", is tried before secret "b" (container "c0", image "ghcr.io/acme/app:1.4")
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a good one and a suspect one in one secret > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is suspect: secret "a", key "https://ghcr.io/acme", is tried before secret "a" (container "c0", image "ghcr.io/acme/app:1.4")
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "a" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: a}, {name: regcred}]
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
    warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is suspect: secret "a", key "https://ghcr.io/acme", is tried before secret "a" (container "c0", image "ghcr.io/acme/app:1.4")
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a good one before an anonymous one > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is empty: secret "b", key "ghcr.io", is tried after secret "a" (container "c0", image "ghcr.io/acme/app:1.4"). Fix: set spec.imagePullSecrets to [{name: a}]
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "a" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: a}, {name: b}, {name: regcred}]
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
    warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is empty: secret "b", key "ghcr.io", is tried after secret "a" (container "c0", image "ghcr.io/acme/app:1.4")
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a good one behind an expired one > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is expired: secret "a", key "ghcr.io", is tried before secret "b" (container "c0", image "ghcr.io/acme/app:1.4"). Fix: set spec.imagePullSecrets to [{name: b}]
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "a" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: a}, {name: b}, {name: regcred}]
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
    warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is expired: secret "a", key "ghcr.io", is tried before secret "b" (container "c0", image "ghcr.io/acme/app:1.4")
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a help and a contact > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    More: https://help.example.com/PG201, #platform
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"},{"name":"regcred-3"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
    More: https://help.example.com/PG201, #platform
the first in a Deployment
    denied
    [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    More: https://help.example.com/PG201, #platform
`

exports[`test/scenes.test.ts > TAP > a helper > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred": a credential helper is named and no registry (Docker Desktop keeps the passwords elsewhere) (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred": a credential helper is named and no registry (Docker Desktop keeps the passwords elsewhere) (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred": a credential helper is named and no registry (Docker Desktop keeps the passwords elsewhere) (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred": a credential helper is named and no registry (Docker Desktop keeps the passwords elsewhere) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a helper, and an empty entry > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": the password is in a credential helper (Docker Desktop), not in the secret (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred" has key "ghcr.io" for another registry; the image names none, which means Docker Hub (container "c2", image "acme/app:3")
    [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": the password is in a credential helper (Docker Desktop), not in the secret (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read; the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a key for another image of the namespace > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred" has key "harbor.example.com/acme" for another registry than the image's "ghcr.io" (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred" has key "harbor.example.com/acme" for another registry than the image's "ghcr.io" (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "harbor.example.com/acme" for "harbor" under "example.com", but the image is on "quay" there; use "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "harbor.example.com", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a key of two secrets > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "a" has key "ghcr.io/x" for the path "/x" only, but the image's path is "/acme/app"; use "ghcr.io/acme/" (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: a}, {name: b}, {name: regcred}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "a" has key "ghcr.io/x" for the path "/x" only, but the image's path is "/acme/app"; use "ghcr.io/acme/" (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "a" has key "ghcr.io/x" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: a}, {name: b}, {name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io" and "x.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a key that nearly matches, not named > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"},{"name":"regcred-3"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of this namespace are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    denied
    [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > a list with an empty entry > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the list of the pod holds only an entry without a name (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the list of the pod holds only an entry without a name (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the list of the pod holds only an entry without a name (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the list of the pod holds only an entry without a name (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG201] no pull secret for ghcr.io: the list of the pod template holds only an entry without a name (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > a name for no value > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "null" does not exist in namespace "shop": its name is what a template prints for a value that is not set; nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "null" does not exist in namespace "shop": its name is what a template prints for a value that is not set; nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "null" does not exist in namespace "shop": its name is what a template prints for a value that is not set; nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "null" does not exist in namespace "shop": its name is what a template prints for a value that is not set; nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a name that is in another namespace > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io; it exists in namespace "other" (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io; it exists in namespace "other" (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000; it exists in namespace "other" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub); it exists in namespace "other" (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io; it exists in namespace "other" (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    if secret "regcred" is part of this apply, apply again; else:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/scenes.test.ts > TAP > a name that is not there > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
"quay.example.com:5000/team/tool:2"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000 (container "c0", image "quay.example.com:5000/team/tool:2")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
"acme/app:3"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c0", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
"registry.k8s.io/pause:3.10"
    admitted
    warning: Pullgate: [PG203] secret "regcred" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event. Fix: set spec.imagePullSecrets to []
"gcr.io/proj/app:1"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches gcr.io (container "c0", image "gcr.io/proj/app:1")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=gcr.io --docker-username=_json_key --docker-password=TOKEN
    Note: the password is the whole JSON key of a service account; the user oauth2accesstoken lasts an hour only
"ghrc.io/acme/app:1"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": the host "ghrc.io" looks like a slip of "ghcr.io" (container "c0", image "ghrc.io/acme/app:1")
    Fix:
    set the image to "ghcr.io/acme/app:1"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    if secret "regcred" is part of this apply, apply again; else:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/scenes.test.ts > TAP > a name that is not there, and another secret that matches > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io; secret "mine" of this namespace does (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: mine}]
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io; secret "mine" of this namespace does (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000; secret "mine" of this namespace does (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub); secret "mine" of this namespace does (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: mine}]
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a name that is not there, and another secret that may match > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io; secret "mine" of this namespace does, but may not work: the password holds a line break (echo without -n) (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: mine}]
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io; secret "mine" of this namespace does, but may not work: the password holds a line break (echo without -n) (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000; secret "mine" of this namespace does, but may not work: the password holds a line break (echo without -n) (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub); secret "mine" of this namespace does, but may not work: the password holds a line break (echo without -n) (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: mine}]
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a name that is not there, and one like it > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io; a similar name there is "regcerd" (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io; a similar name there is "regcerd" (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000; a similar name there is "regcerd" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub); a similar name there is "regcerd" (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io; a similar name there is "regcerd" (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    if secret "regcred" is part of this apply, apply again; else:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/scenes.test.ts > TAP > a name that no object can have > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "My_Secret" does not exist in namespace "shop": no secret can have this name: it takes small letters, digits, "-" and "."; nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "My_Secret" does not exist in namespace "shop": no secret can have this name: it takes small letters, digits, "-" and "."; nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "My_Secret" does not exist in namespace "shop": no secret can have this name: it takes small letters, digits, "-" and "."; nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "My_Secret" does not exist in namespace "shop": no secret can have this name: it takes small letters, digits, "-" and "."; nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a name with a namespace > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "other/regcred" does not exist in namespace "shop": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "other/regcred" does not exist in namespace "shop": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "other/regcred" does not exist in namespace "shop": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "other/regcred" does not exist in namespace "shop": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a name with a namespace and a dot > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "kube-system.regcred" does not exist in namespace "shop": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "kube-system.regcred" does not exist in namespace "shop": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "kube-system.regcred" does not exist in namespace "shop": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "kube-system.regcred" does not exist in namespace "shop": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a name with a placeholder > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "\${SECRET}" does not exist in namespace "shop": its name holds the placeholder "\${SECRET}", which nobody filled in; nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "\${SECRET}" does not exist in namespace "shop": its name holds the placeholder "\${SECRET}", which nobody filled in; nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "\${SECRET}" does not exist in namespace "shop": its name holds the placeholder "\${SECRET}", which nobody filled in; nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "\${SECRET}" does not exist in namespace "shop": its name holds the placeholder "\${SECRET}", which nobody filled in; nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a slip of a registry that is used > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred" has key "quay.exmaple.com:5000" for another registry than the image's "ghcr.io" (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred" has key "quay.exmaple.com:5000" for another registry than the image's "ghcr.io" (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: the host "quay.example.com:5000" looks like a slip of "quay.exmaple.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "quay.exmaple.com:5000/team/tool:2" in container "c1"
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "quay.exmaple.com:5000", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a token that is ignored > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": it holds only a token that the kubelet ignores (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred" has key "ghcr.io" for another registry; the image names none, which means Docker Hub (container "c2", image "acme/app:3")
    [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": it holds only a token that the kubelet ignores (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read; the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > a user without a password > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG302] the credential for ghcr.io has no password, so the pull is anonymous: secret "regcred", key "ghcr.io": a user name alone is not sent to the registry (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    [PG302] the credential for ghcr.io has no password, so the pull is anonymous: secret "regcred", key "ghcr.io": a user name alone is not sent to the registry (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > all that can be demanded > must match snapshot 1`] = `
"nginx"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "nginx")
    [PG104] no digest: images must be pinned by digest here (container "c0", image "nginx")
    Fix:
    set the image to "nginx:TAG" in container "c0" (a version, or a digest)
"nginx:latest"
    denied
    [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "nginx:latest")
    [PG104] no digest: images must be pinned by digest here (container "c0", image "nginx:latest")
    Fix:
    set the image to "nginx:TAG" in container "c0" (a version, or a digest)
"acme/app"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "acme/app")
    [PG104] no digest: images must be pinned by digest here (container "c0", image "acme/app")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c0", image "acme/app")
    Fix:
    set the image to "acme/app:TAG" in container "c0" (a version, or a digest)
    kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list docker.io/acme/ under registries.public.
"ghcr.io/acme/app:1"
    denied
    [PG104] no digest: images must be pinned by digest here (container "c0", image "ghcr.io/acme/app:1")
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1")
    Fix:
    set the image to "ghcr.io/acme/app:1@sha256:DIGEST" in container "c0"
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
"acme/app:latest"
    denied
    [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "acme/app:latest")
    [PG104] no digest: images must be pinned by digest here (container "c0", image "acme/app:latest")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c0", image "acme/app:latest")
    Fix:
    set the image to "acme/app:TAG" in container "c0" (a version, or a digest)
    kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list docker.io/acme/ under registries.public.
"team/tool:2"
    denied
    [PG104] no digest: images must be pinned by digest here (container "c0", image "team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c0", image "team/tool:2")
    Fix:
    set the image to "team/tool:2@sha256:DIGEST" in container "c0"
    kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list docker.io/team/ under registries.public.
"nginx@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    admitted
the first three in a Pod
    denied
    [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "nginx:latest")
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "nginx")
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c2", image "acme/app")
    [PG104] no digest: images must be pinned by digest here (container "c0", image "nginx")
    [PG104] no digest: images must be pinned by digest here (container "c1", image "nginx:latest")
    [PG104] no digest: images must be pinned by digest here (container "c2", image "acme/app")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c2", image "acme/app")
    Fix:
    set the image to "nginx:TAG" in containers "c1", "c0" (a version, or a digest)
    set the image to "acme/app:TAG" in container "c2" (a version, or a digest)
    kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > an empty data key > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    if secret "regcred" is part of this apply, apply again; else:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/scenes.test.ts > TAP > an image volume that nothing mounts, and other kinds of containers > must match snapshot 1`] = `
admitted
    warning: Pullgate: [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (image volume "data", image "ghcr.io/acme/data:1"). Fix: (1) kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}]
denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (image volume "used", image "ghcr.io/acme/data:1")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    warning: Pullgate: [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (image volume "data", image "ghcr.io/acme/data:1")
denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (image volume "used", image "ghcr.io/acme/data:1")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (containers "i" (init), "s" (sidecar), image "ghcr.io/a/b:1")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/a/ under registries.public.
denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "e" (ephemeral), image "ghcr.io/a/b:1")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/a/ under registries.public.
admitted
`

exports[`test/scenes.test.ts > TAP > auth for auths > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred": it says "auth" where "auths" belongs, so the kubelet finds no host (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred": it says "auth" where "auths" belongs, so the kubelet finds no host (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred": it says "auth" where "auths" belongs, so the kubelet finds no host (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred": it says "auth" where "auths" belongs, so the kubelet finds no host (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > expired and hopeless > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG303] the credential for ghcr.io has expired: secret "b", key "ghcr.io", holds a token that says so itself (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: a}, {name: regcred}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "a" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    [PG303] the credential for ghcr.io has expired: secret "b", key "ghcr.io", holds a token that says so itself (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: a}, {name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > hosts at the top > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred": its hosts stand at the top, without the "auths" around them that its type has, so the kubelet finds none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred": its hosts stand at the top, without the "auths" around them that its type has, so the kubelet finds none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred": its hosts stand at the top, without the "auths" around them that its type has, so the kubelet finds none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred": its hosts stand at the top, without the "auths" around them that its type has, so the kubelet finds none (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > in one line > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4"). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4") (+2 more). Fix: (1) kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN (2) kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN (3) kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN (4) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
the first in a Deployment
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4"). Fix: (1) if secret "regcred" is part of this apply, apply again; else: (2) kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
`

exports[`test/scenes.test.ts > TAP > injection is on > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection did not reach the pod (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection did not reach the pod (container "c0", image "ghcr.io/acme/app:1.4")
    [PG206] no pull secret is named for quay.example.com:5000: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection did not reach the pod (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG206] no pull secret is named for docker.io (Docker Hub): secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection did not reach the pod (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    admitted
    warning: Pullgate: [PG206] the pods will get secret "regcred" for ghcr.io: injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works (container "c0", image "ghcr.io/acme/app:1.4")
`

exports[`test/scenes.test.ts > TAP > injection is on for labels that nothing has > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection.selector leaves secret "regcred" out (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection.selector leaves secret "regcred" out (container "c0", image "ghcr.io/acme/app:1.4")
    [PG206] no pull secret is named for quay.example.com:5000: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection.selector leaves secret "regcred" out (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG206] no pull secret is named for docker.io (Docker Hub): secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection.selector leaves secret "regcred" out (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injection.selector leaves secret "regcred" out (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > injection is on for other registries > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection.registries leaves this registry out (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection.registries leaves this registry out (container "c0", image "ghcr.io/acme/app:1.4")
    [PG206] no pull secret is named for quay.example.com:5000: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection.registries leaves this registry out (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG206] no pull secret is named for docker.io (Docker Hub): secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; injection.registries leaves this registry out (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injection.registries leaves this registry out (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > injection is on, and the login has expired > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none; secret "regcred" matches, but has expired (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none; secret "regcred" matches, but has expired (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none; secret "regcred" matches, but has expired (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none; secret "regcred" matches, but has expired (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"},{"name":"regcred-3"},{"name":"regcred-4"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none; secret "regcred" matches, but has expired (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > keys for others > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred" has key "a.io" for another registry than the image's "ghcr.io" (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred" has key "a.io" for another registry than the image's "ghcr.io" (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "a.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "a.io", "b.io", "c.io" and 4 more, none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > keys that nearly match > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred" has key "ghcr.io/other" for the path "/other" only, but the image's path is "/acme/app"; use "ghcr.io/acme/" (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
"quay.example.com:5000/team/tool:2"
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "quay.example.com" without a port, but the image names port 5000; use "quay.example.com:5000" (container "c0", image "quay.example.com:5000/team/tool:2")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
"acme/app:3"
    denied
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred" has key "https://index.docker.io/v1" without a final slash, so the kubelet reads "/v1" as a path and not as the version of an API; use "https://index.docker.io/v1/" (container "c0", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list docker.io/acme/ under registries.public.
"registry.k8s.io/pause:3.10"
    admitted
"gcr.io/proj/app:1"
    denied
    [PG205] no pull secret matches gcr.io: secret "regcred" has key "https://gcr.io/v2/p/" for the path "/p/" only, but the image's path is "/proj/app"; use "gcr.io/proj/" (container "c0", image "gcr.io/proj/app:1")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=gcr.io --docker-username=_json_key --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is the whole JSON key of a service account; the user oauth2accesstoken lasts an hour only
    If the nodes bring the credential, an operator can set cluster.provider to gke or list gcr.io under registries.nodeCredentials.
"ghrc.io/acme/app:1"
    denied
    [PG205] no pull secret matches ghrc.io: the host "ghrc.io" looks like a slip of "ghcr.io" (container "c0", image "ghrc.io/acme/app:1")
    Fix:
    set the image to "ghcr.io/acme/app:1"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred" has key "ghcr.io/other" for the path "/other" only, but the image's path is "/acme/app"; use "ghcr.io/acme/" (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "quay.example.com" without a port, but the image names port 5000; use "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred" has key "https://index.docker.io/v1" without a final slash, so the kubelet reads "/v1" as a path and not as the version of an API; use "https://index.docker.io/v1/" (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > local registries > must match snapshot 1`] = `
"localhost:5000/a:1"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": secret "mine" of this namespace is for localhost:5000 (container "c0", image "localhost:5000/a:1")
    Fix:
    set spec.imagePullSecrets to [{name: mine}]
"registry.kube-system.svc:5000/a:1"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": secret "mine" of this namespace is for registry.kube-system.svc:5000 (container "c0", image "registry.kube-system.svc:5000/a:1")
    Fix:
    set spec.imagePullSecrets to [{name: mine}]
"127.0.0.1:5000/a:1"
    admitted
    warning: Pullgate: [PG203] secret "regcred" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event. Fix: set spec.imagePullSecrets to []
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": secret "mine" of this namespace is for localhost:5000 (container "c0", image "localhost:5000/a:1")
    [PG202] secret "regcred" does not exist in namespace "shop": secret "mine" of this namespace is for registry.kube-system.svc:5000 (container "c1", image "registry.kube-system.svc:5000/a:1")
    Fix:
    set spec.imagePullSecrets to [{name: mine}]
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > malformed > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c0", "c1", "c2", images "ghcr.io/acme/app:1.4", "quay.example.com:5000/team/tool:2", "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > malformed beside a good one > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG301] secret "a" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: b}]
the first three in a Pod
    denied
    [PG301] secret "a" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c0", "c1", "c2", images "ghcr.io/acme/app:1.4", "quay.example.com:5000/team/tool:2", "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: b}]
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > malformed, of the account > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"},{"name":"regcred-3"},{"name":"regcred-4"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/scenes.test.ts > TAP > malformed, renewed by a controller > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c0", "c1", "c2", images "ghcr.io/acme/app:1.4", "quay.example.com:5000/team/tool:2", "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > malformed: base64 twice > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: "auth" does not decode to user:password, there is no colon; what it decodes to is base64 again, so it was encoded twice (at auths["ghcr.io"].auth) (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: "auth" does not decode to user:password, there is no colon; what it decodes to is base64 again, so it was encoded twice (at auths["ghcr.io"].auth) (containers "c0", "c1", "c2", images "ghcr.io/acme/app:1.4", "quay.example.com:5000/team/tool:2", "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > malformed: no JSON > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    if secret "regcred" is part of this apply, apply again; else:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/scenes.test.ts > TAP > more images than are told one by one > must match snapshot 1`] = `
100 images, denied, 100 findings, 50 causes
  PG201 1: no pull secret for r0.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: no pull secret for r10.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: no pull secret for r11.example.com: the pod names none and ServiceAccount shop/default lists none
  (94 more)
  PG201 1: no pull secret for r98.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: no pull secret for r99.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: no pull secret for r9.example.com: the pod names none and ServiceAccount shop/default lists none
  in place of the last line, for all pods of ServiceAccount "default": | kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"},{"name":"regcred-3"},{"name":"regcred-4"},{"name":"regcred-5"}]}' | If the image is public, an operator can list r0.example.com/app under registries.public.
101 images, denied, 101 findings, 50 causes
  PG201 1: no pull secret for r0.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: the same of more images: no pull secret: they are too many to be told one by one
  PG201 1: no pull secret for r10.example.com: the pod names none and ServiceAccount shop/default lists none
  (95 more)
  PG201 1: no pull secret for r98.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: no pull secret for r99.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: no pull secret for r9.example.com: the pod names none and ServiceAccount shop/default lists none
  in place of the last line, for all pods of ServiceAccount "default": | kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"},{"name":"regcred-3"},{"name":"regcred-4"},{"name":"regcred-5"}]}' | If the image is public, an operator can list r0.example.com/app under registries.public.
230 images, denied, 202 findings, 50 causes
  PG102 1: no tag and no digest: that means ":latest", and tomorrow it can be another image
  PG102 130: the same of more images: no tag and no digest: they are too many to be told one by one
  PG102 1: no tag and no digest: that means ":latest", and tomorrow it can be another image
  (196 more)
  PG201 1: no pull secret for r98.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: no pull secret for r99.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: no pull secret for r9.example.com: the pod names none and ServiceAccount shop/default lists none
  set spec.imagePullSecrets to [{name: regcred}] | in place of the last line, for all pods of ServiceAccount "default": | kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
230 images, denied, 101 findings, 50 causes
  PG202 1: secret "gone" does not exist in namespace "shop": nothing else in the list matches r0.example.com
  PG202 130: the same of more images: the named pull secret does not exist: they are too many to be told one by one
  PG202 1: secret "gone" does not exist in namespace "shop": nothing else in the list matches r10.example.com
  (95 more)
  PG202 1: secret "gone" does not exist in namespace "shop": nothing else in the list matches r98.example.com
  PG202 1: secret "gone" does not exist in namespace "shop": nothing else in the list matches r99.example.com
  PG202 1: secret "gone" does not exist in namespace "shop": nothing else in the list matches r9.example.com
  (+100 more problems, told once these are mended) | Fix: | kubectl -n shop create secret docker-registry gone --docker-server=r0.example.com --docker-username=USER --docker-password=TOKEN
230 images, denied, 1 findings, 50 causes
  PG201 230: no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}' | Note: the password is a classic personal access token with read:packages; fine-grained ones are refused | If the image is public, an operator can list ghcr.io/acme/ under registries.public.
230 images, denied, 303 findings, 50 causes
  PG103 1: not a valid image reference: the repository has upper-case letters: 
  PG103 1: not a valid image reference: the repository has upper-case letters: 
  PG103 1: not a valid image reference: the repository has upper-case letters: 
  (297 more)
  PG201 1: no pull secret for r98.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: no pull secret for r99.example.com: the pod names none and ServiceAccount shop/default lists none
  PG201 1: no pull secret for r9.example.com: the pod names none and ServiceAccount shop/default lists none
  set the image to "bad9:TAG" in container "c129" | set the image to "bad10:TAG" in container "c130" | set the image to "bad11:TAG" in container "c131"
150 images, denied, 202 findings, 50 causes
  PG102 1: no tag and no digest: that means ":latest", and tomorrow it can be another image
  PG102 50: the same of more images: no tag and no digest: they are too many to be told one by one
  PG102 1: no tag and no digest: that means ":latest", and tomorrow it can be another image
  (196 more)
  PG105 1: "app98" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "x.io", none for Docker Hub
  PG105 1: "app99" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "x.io", none for Docker Hub
  PG105 1: "app9" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "x.io", none for Docker Hub
  set the image to "REGISTRY/app15:TAG" in container "c15" (a version, or a digest) | set the image to "REGISTRY/app16:TAG" in container "c16" (a version, or a digest) | set the image to "REGISTRY/app17:TAG" in container "c17" (a version, or a digest)
130 images, denied, 101 findings, 50 causes
  PG303 1: the credential for r0.example.com has expired: secret "regcred", key "*.example.com", holds a token that says so itself
  PG303 30: the same of more images: the credential has expired: they are too many to be told one by one
  PG303 1: the credential for r10.example.com has expired: secret "regcred", key "*.example.com", holds a token that says so itself
  (95 more)
  PG303 1: the credential for r98.example.com has expired: secret "regcred", key "*.example.com", holds a token that says so itself
  PG303 1: the credential for r99.example.com has expired: secret "regcred", key "*.example.com", holds a token that says so itself
  PG303 1: the credential for r9.example.com has expired: secret "regcred", key "*.example.com", holds a token that says so itself
  Fix: | kubectl -n shop create secret docker-registry regcred-2 --docker-server=r0.example.com --docker-username=USER --docker-password=TOKEN | set spec.imagePullSecrets to [{name: regcred-2}]
130 images, admitted, 101 findings, 0 causes
  PG305 1: the credential for r0.example.com looks wrong: secret "regcred", key "*.example.com": the password holds a line break (echo without -n)
  PG305 30: the same of more images: the credential looks wrong: they are too many to be told one by one
  PG305 1: the credential for r10.example.com looks wrong: secret "regcred", key "*.example.com": the password holds a line break (echo without -n)
  (95 more)
  PG305 1: the credential for r98.example.com looks wrong: secret "regcred", key "*.example.com": the password holds a line break (echo without -n)
  PG305 1: the credential for r99.example.com looks wrong: secret "regcred", key "*.example.com": the password holds a line break (echo without -n)
  PG305 1: the credential for r9.example.com looks wrong: secret "regcred", key "*.example.com": the password holds a line break (echo without -n)
  
`

exports[`test/scenes.test.ts > TAP > named: anonymous > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": user name and "auth" are empty (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": user name and "auth" are empty (container "c0", image "ghcr.io/acme/app:1.4")
    [PG302] the credential for quay.example.com:5000 has no user name, so the pull is anonymous: secret "regcred", key "quay.example.com:5000": user name and "auth" are empty (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG302] the credential for docker.io (Docker Hub) has no user name, so the pull is anonymous: secret "regcred", key "https://index.docker.io/v1/": user name and "auth" are empty (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > named: expired > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself (container "c0", image "ghcr.io/acme/app:1.4")
    [PG303] the credential for quay.example.com:5000 has expired: secret "regcred", key "quay.example.com:5000", holds a token that says so itself (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG303] the credential for docker.io (Docker Hub) has expired: secret "regcred", key "https://index.docker.io/v1/", holds a token that says so itself (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > named: good > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
the first three in a Pod
    admitted
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > named: hopeless > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG305] the credential for ghcr.io cannot work: secret "regcred", key "ghcr.io": the user says _json_key, but the password is no service account key (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG305] the credential for ghcr.io cannot work: secret "regcred", key "ghcr.io": the user says _json_key, but the password is no service account key (container "c0", image "ghcr.io/acme/app:1.4")
    [PG305] the credential for quay.example.com:5000 cannot work: secret "regcred", key "quay.example.com:5000": the user says _json_key, but the password is no service account key (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG305] the credential for docker.io (Docker Hub) cannot work: secret "regcred", key "https://index.docker.io/v1/": the user says _json_key, but the password is no service account key (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > named: stale > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    warning: Pullgate: [PG306] the credential for ghcr.io is probably stale: secret "regcred", key "ghcr.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "ghcr.io/acme/app:1.4"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
the first three in a Pod
    admitted
    warning: Pullgate: [PG305] the credential for docker.io (Docker Hub) looks wrong: secret "regcred", key "https://index.docker.io/v1/": the token was issued for another registry (container "c2", image "acme/app:3"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    warning: Pullgate: [PG306] the credential for ghcr.io is probably stale: secret "regcred", key "ghcr.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "ghcr.io/acme/app:1.4"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    warning: Pullgate: [PG306] the credential for quay.example.com:5000 is probably stale: secret "regcred", key "quay.example.com:5000", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c1"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    warning: Pullgate: [PG306] the credential for docker.io (Docker Hub) is probably stale: secret "regcred", key "https://index.docker.io/v1/", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c2"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > named: suspect > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    warning: Pullgate: [PG305] the credential for ghcr.io looks wrong: secret "regcred", key "ghcr.io": the password holds a line break (echo without -n) (container "c0", image "ghcr.io/acme/app:1.4"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
the first three in a Pod
    admitted
    warning: Pullgate: [PG305] the credential for ghcr.io looks wrong: secret "regcred", key "ghcr.io": the password holds a line break (echo without -n) (container "c0", image "ghcr.io/acme/app:1.4"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    warning: Pullgate: [PG305] the credential for quay.example.com:5000 looks wrong: secret "regcred", key "quay.example.com:5000": the password holds a line break (echo without -n) (container "c1", image "quay.example.com:5000/team/tool:2"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    warning: Pullgate: [PG305] the credential for docker.io (Docker Hub) looks wrong: secret "regcred", key "https://index.docker.io/v1/": the password holds a line break (echo without -n) (container "c2", image "acme/app:3"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > nested > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred": its config stands inside another key, and the kubelet looks for "auths" at the top only (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred": its config stands inside another key, and the kubelet looks for "auths" at the top only (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred": its config stands inside another key, and the kubelet looks for "auths" at the top only (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred": its config stands inside another key, and the kubelet looks for "auths" at the top only (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > no account > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"},{"name":"regcred-3"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > no data key > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    if secret "regcred" is part of this apply, apply again; else:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/scenes.test.ts > TAP > no data key of the old type > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    if secret "regcred" is part of this apply, apply again; else:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/scenes.test.ts > TAP > no images > must match snapshot 1`] = `
""
    admitted
" nginx"
    denied
    [PG103] not a valid image reference: it has blanks or line breaks around it (container "c0", image " nginx")
    Fix:
    set the image to "nginx:TAG"
"Nginx:1"
    denied
    [PG103] not a valid image reference: the repository has upper-case letters (container "c0", image "Nginx:1")
    Fix:
    set the image to "nginx:1"
"nginx:"
    denied
    [PG103] not a valid image reference: it ends in a colon, with no tag after it (container "c0", image "nginx:")
    Fix:
    set the image to "nginx:TAG"
"docker://nginx:1"
    denied
    [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://nginx:1")
    Fix:
    set the image to "nginx:1"
"\${IMAGE}"
    denied
    [PG103] not a valid image reference: it holds the placeholder "\${IMAGE}", which nobody filled in (container "c0", image "\${IMAGE}")
    Fix:
    set the image to "REGISTRY/REPOSITORY:TAG"
"a:1.2e+07"
    denied
    [PG103] not a valid image reference: "1.2e+07" is a number in scientific notation: quote the number in the template (container "c0", image "a:1.2e+07")
    Fix:
    set the image to "a:12000000"
"docker.io/h.example.com:5000/a:1"
    denied
    [PG103] not a valid image reference: it names two registries: "docker.io/" stands in front of "h.example.com:5000" (container "c0", image "docker.io/h.example.com:5000/a:1")
    Fix:
    set the image to "h.example.com:5000/a:1"
    kubectl -n shop create secret docker-registry regcred --docker-server=h.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
the first three in a Pod
    denied
    [PG103] not a valid image reference: it has blanks or line breaks around it (container "c1", image " nginx")
    [PG103] not a valid image reference: the repository has upper-case letters (container "c2", image "Nginx:1")
    Fix:
    set the image to "nginx:TAG" in container "c1"
    set the image to "nginx:1" in container "c2"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > no registry inside > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred" and secret "more": no registry inside (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: more}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred" and secret "more": no registry inside (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" and secret "more": no registry inside (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred" and secret "more": no registry inside (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: more}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > no versions > must match snapshot 1`] = `
"ghcr.io/acme/app"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "ghcr.io/acme/app")
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app")
    Fix:
    set the image to "ghcr.io/acme/app:TAG" in container "c0" (a version, or a digest)
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
"ghcr.io/acme/app:latest"
    denied
    [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/acme/app:latest")
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:latest")
    Fix:
    set the image to "ghcr.io/acme/app:TAG" in container "c0" (a version, or a digest)
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
"quay.example.com:5000/team/tool"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "quay.example.com:5000/team/tool")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c0", image "quay.example.com:5000/team/tool")
    Fix:
    set the image to "quay.example.com:5000/team/tool:TAG" in container "c0" (a version, or a digest)
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
"acme/app"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "acme/app")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c0", image "acme/app")
    Fix:
    set the image to "acme/app:TAG" in container "c0" (a version, or a digest)
    kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list docker.io/acme/ under registries.public.
"acme/app:latest"
    denied
    [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "acme/app:latest")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c0", image "acme/app:latest")
    Fix:
    set the image to "acme/app:TAG" in container "c0" (a version, or a digest)
    kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list docker.io/acme/ under registries.public.
"nginx"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "nginx")
    Fix:
    set the image to "nginx:TAG" (a version, or a digest)
"nginx:latest"
    denied
    [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "nginx:latest")
    Fix:
    set the image to "nginx:TAG" (a version, or a digest)
the first three in a Pod
    denied
    [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/acme/app:latest")
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "ghcr.io/acme/app")
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c2", image "quay.example.com:5000/team/tool")
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (containers "c0", "c1", images "ghcr.io/acme/app", "ghcr.io/acme/app:latest")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c2", image "quay.example.com:5000/team/tool")
    Fix:
    set the image to "ghcr.io/acme/app:TAG" in containers "c1", "c0" (a version, or a digest)
    set the image to "quay.example.com:5000/team/tool:TAG" in container "c2" (a version, or a digest)
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
the first in a Deployment
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "ghcr.io/acme/app")
    [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app")
    Fix:
    set the image to "ghcr.io/acme/app:TAG" in container "c0" (a version, or a digest)
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > no versions, and a secret > must match snapshot 1`] = `
"acme/app"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "acme/app")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; secret "regcred" has a key that fits "harbor.example.com/acme/app" (container "c0", image "acme/app")
    Fix:
    set the image to "harbor.example.com/acme/app:TAG" in container "c0" (a version, or a digest)
    Note: if Docker Hub is meant, write "docker.io/" in front
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "harbor.example.com", none for Docker Hub; secret "regcred" has a key that fits "harbor.example.com/acme/app" (container "c0", image "acme/app"). Fix: set the image to "harbor.example.com/acme/app:TAG"
"app"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "app")
    [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "harbor.example.com", none for Docker Hub; secret "regcred" is for "harbor.example.com", and no other image here uses it (container "c0", image "app")
    Fix:
    set the image to "harbor.example.com/acme/app:TAG" in container "c0" (a version, or a digest)
    If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
"acme/other:latest"
    denied
    [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "acme/other:latest")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; secret "regcred" has a key that fits "harbor.example.com/acme/other" (container "c0", image "acme/other:latest")
    Fix:
    set the image to "harbor.example.com/acme/other:TAG" in container "c0" (a version, or a digest)
    Note: if Docker Hub is meant, write "docker.io/" in front
    warning: Pullgate: [PG105] "acme/other" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "harbor.example.com", none for Docker Hub; secret "regcred" has a key that fits "harbor.example.com/acme/other" (container "c0"). Fix: set the image to "harbor.example.com/acme/other:TAG"
"tool:1"
    denied
    [PG105] "tool" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "harbor.example.com", none for Docker Hub; secret "regcred" is for "harbor.example.com", and no other image here uses it (container "c0", image "tool:1")
    Fix:
    set the image to "harbor.example.com/acme/tool:1"
    If the nodes can pull it under this name, an operator can list docker.io/library/tool under registries.public.
"harbor.example.com/x/y:1"
    denied
    [PG205] no pull secret matches harbor.example.com: secret "regcred" has key "harbor.example.com/acme" for the path "/acme" only, but the image's path is "/x/y"; use "harbor.example.com/x/" (container "c0", image "harbor.example.com/x/y:1")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=harbor.example.com --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: a robot account is called robot$NAME: in single quotes, or the shell eats the rest
    If the image is public, an operator can list harbor.example.com/x/ under registries.public.
"harbor.example.com"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "harbor.example.com")
    [PG105] "harbor.example.com" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "harbor.example.com", none for Docker Hub; "harbor.example.com" is a registry (container "c0", image "harbor.example.com")
    Fix:
    set the image to "harbor.example.com/REPOSITORY:TAG" in container "c0" (a version, or a digest)
    If the nodes can pull it under this name, an operator can list docker.io/library/harbor.example.com under registries.public.
the first three in a Pod
    denied
    [PG101] the tag is "latest": tomorrow it can be another image (container "c2", image "acme/other:latest")
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (containers "c0", "c1", images "acme/app", "app")
    [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "harbor.example.com", none for Docker Hub; secret "regcred" is for "harbor.example.com", and no other image here uses it (container "c1", image "app")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; secret "regcred" has a key that fits "harbor.example.com/acme/app" (container "c0", image "acme/app")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; secret "regcred" has a key that fits "harbor.example.com/acme/other" (container "c2", image "acme/other:latest")
    Fix:
    set the image to "harbor.example.com/acme/other:TAG" in container "c2" (a version, or a digest)
    set the image to "harbor.example.com/acme/app:TAG" in containers "c0", "c1" (a version, or a digest)
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "harbor.example.com", none for Docker Hub; secret "regcred" has a key that fits "harbor.example.com/acme/app" (container "c0", image "acme/app"). Fix: set the image to "harbor.example.com/acme/app:TAG"
    warning: Pullgate: [PG105] "acme/other" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "harbor.example.com", none for Docker Hub; secret "regcred" has a key that fits "harbor.example.com/acme/other" (container "c2"). Fix: set the image to "harbor.example.com/acme/other:TAG"
the first in a Deployment
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "acme/app")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; secret "regcred" has a key that fits "harbor.example.com/acme/app" (container "c0", image "acme/app")
    Fix:
    set the image to "harbor.example.com/acme/app:TAG" in container "c0" (a version, or a digest)
    Note: if Docker Hub is meant, write "docker.io/" in front
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod template are for "harbor.example.com", none for Docker Hub; secret "regcred" has a key that fits "harbor.example.com/acme/app" (container "c0"). Fix: set the image to "harbor.example.com/acme/app:TAG"
`

exports[`test/scenes.test.ts > TAP > nothing at all > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
"quay.example.com:5000/team/tool:2"
    denied
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c0", image "quay.example.com:5000/team/tool:2")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
"acme/app:3"
    denied
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c0", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list docker.io/acme/ under registries.public.
"registry.k8s.io/pause:3.10"
    admitted
"gcr.io/proj/app:1"
    denied
    [PG201] no pull secret for gcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "gcr.io/proj/app:1")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=gcr.io --docker-username=_json_key --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is the whole JSON key of a service account; the user oauth2accesstoken lasts an hour only
    If the nodes bring the credential, an operator can set cluster.provider to gke or list gcr.io under registries.nodeCredentials.
"ghrc.io/acme/app:1"
    denied
    [PG201] no pull secret for ghrc.io: the host "ghrc.io" looks like a slip of "ghcr.io" (container "c0", image "ghrc.io/acme/app:1")
    Fix:
    set the image to "ghcr.io/acme/app:1"
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"},{"name":"regcred-3"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > of another account > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG403] no pull secret for ghcr.io: the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount deployer lists secret "regcred", which matches (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
the first three in a Pod
    denied
    [PG403] no pull secret for ghcr.io: the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount deployer lists secret "regcred", which matches (container "c0", image "ghcr.io/acme/app:1.4")
    [PG403] no pull secret for quay.example.com:5000: the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount deployer lists secret "regcred", which matches (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG403] no pull secret for docker.io (Docker Hub): the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount deployer lists secret "regcred", which matches (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
the first in a Deployment
    denied
    [PG403] no pull secret for ghcr.io: the pod template runs as ServiceAccount shop/default, which lists none; ServiceAccount deployer lists secret "regcred", which matches (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
`

exports[`test/scenes.test.ts > TAP > of another account than the one that is named > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG403] no pull secret for ghcr.io: the pod runs as ServiceAccount shop/deployr, which lists none; ServiceAccount deployer lists secret "regcred", which matches (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
the first three in a Pod
    denied
    [PG403] no pull secret for ghcr.io: the pod runs as ServiceAccount shop/deployr, which lists none; ServiceAccount deployer lists secret "regcred", which matches (container "c0", image "ghcr.io/acme/app:1.4")
    [PG403] no pull secret for quay.example.com:5000: the pod runs as ServiceAccount shop/deployr, which lists none; ServiceAccount deployer lists secret "regcred", which matches (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG403] no pull secret for docker.io (Docker Hub): the pod runs as ServiceAccount shop/deployr, which lists none; ServiceAccount deployer lists secret "regcred", which matches (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
the first in a Deployment
    denied
    [PG403] no pull secret for ghcr.io: the pod template runs as ServiceAccount shop/default, which lists none; ServiceAccount deployer lists secret "regcred", which matches (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
`

exports[`test/scenes.test.ts > TAP > of the account > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created (container "c0", image "ghcr.io/acme/app:1.4")
    [PG206] no pull secret is named for quay.example.com:5000: secret "regcred" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG206] no pull secret is named for docker.io (Docker Hub): secret "regcred" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    admitted
`

exports[`test/scenes.test.ts > TAP > of the account, and not there > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"},{"name":"regcred-3"},{"name":"regcred-4"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    if secret "regcred" is part of this apply, apply again; else:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/scenes.test.ts > TAP > of the account, for mounting only > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but the pod does not name it, and ServiceAccount shop/default lists it under "secrets", which is for mounting and not for pulling (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but the pod does not name it, and ServiceAccount shop/default lists it under "secrets", which is for mounting and not for pulling (container "c0", image "ghcr.io/acme/app:1.4")
    [PG206] no pull secret is named for quay.example.com:5000: secret "regcred" of this namespace matches, but the pod does not name it, and ServiceAccount shop/default lists it under "secrets", which is for mounting and not for pulling (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG206] no pull secret is named for docker.io (Docker Hub): secret "regcred" of this namespace matches, but the pod does not name it, and ServiceAccount shop/default lists it under "secrets", which is for mounting and not for pulling (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but the pod template does not name it, and ServiceAccount shop/default lists it under "secrets", which is for mounting and not for pulling (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > of the account, hidden by a list > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG402] the list of the pod hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: mine}, {name: regcred}]
the first three in a Pod
    denied
    [PG402] the list of the pod hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets (container "c0", image "ghcr.io/acme/app:1.4")
    [PG402] the list of the pod hides the pull secret for quay.example.com:5000: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG402] the list of the pod hides the pull secret for docker.io (Docker Hub): ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: mine}, {name: regcred}]
the first in a Deployment
    denied
    [PG402] the list of the pod template hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod template has no imagePullSecrets (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: mine}, {name: regcred}]
`

exports[`test/scenes.test.ts > TAP > of the account, hidden by an empty entry > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG402] the list of the pod hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets, and an entry without a name is one, too (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
the first three in a Pod
    denied
    [PG402] the list of the pod hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets, and an entry without a name is one, too (container "c0", image "ghcr.io/acme/app:1.4")
    [PG402] the list of the pod hides the pull secret for quay.example.com:5000: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets, and an entry without a name is one, too (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG402] the list of the pod hides the pull secret for docker.io (Docker Hub): ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets, and an entry without a name is one, too (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
the first in a Deployment
    denied
    [PG402] the list of the pod template hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod template has no imagePullSecrets, and an entry without a name is one, too (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
`

exports[`test/scenes.test.ts > TAP > of the account, hidden, and doubtful > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG402] the list of the pod hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: mine}, {name: regcred}]
the first three in a Pod
    denied
    [PG402] the list of the pod hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "ghcr.io/acme/app:1.4")
    [PG402] the list of the pod hides the pull secret for quay.example.com:5000: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG402] the list of the pod hides the pull secret for docker.io (Docker Hub): ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: mine}, {name: regcred}]
the first in a Deployment
    denied
    [PG402] the list of the pod template hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod template has no imagePullSecrets; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: mine}, {name: regcred}]
`

exports[`test/scenes.test.ts > TAP > of two other accounts > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG403] no pull secret for ghcr.io: the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount a-builder lists secret "regcred", which matches (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
the first three in a Pod
    denied
    [PG403] no pull secret for ghcr.io: the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount a-builder lists secret "regcred", which matches (container "c0", image "ghcr.io/acme/app:1.4")
    [PG403] no pull secret for quay.example.com:5000: the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount a-builder lists secret "regcred", which matches (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG403] no pull secret for docker.io (Docker Hub): the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount a-builder lists secret "regcred", which matches (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
the first in a Deployment
    denied
    [PG403] no pull secret for ghcr.io: the pod template runs as ServiceAccount shop/default, which lists none; ServiceAccount a-builder lists secret "regcred", which matches (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
`

exports[`test/scenes.test.ts > TAP > one key, anonymous > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": user name and "auth" are empty (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred" has key "ghcr.io" for another registry; the image names none, which means Docker Hub (container "c2", image "acme/app:3")
    [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "ghcr.io": user name and "auth" are empty (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read; the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > one key, expired > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > one key, expired, and renewed by a controller > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    see why External Secrets does not renew secret "regcred"
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    see why External Secrets does not renew secret "regcred"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > one key, stale, and renewed by a controller > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    warning: Pullgate: [PG306] the credential for ghcr.io is probably stale: secret "regcred", key "ghcr.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "ghcr.io/acme/app:1.4"). Fix: see why External Secrets does not renew secret "regcred"
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
    warning: Pullgate: [PG306] the credential for ghcr.io is probably stale: secret "regcred", key "ghcr.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "ghcr.io/acme/app:1.4")
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > one key, suspect, and made by a controller > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > only audited > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    audit PG202: secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io
the first three in a Pod
    admitted
    audit PG202: secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io
    audit PG202: secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000
    audit PG202: secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub)
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > only warned of > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    warning: Pullgate: would be denied when enforced: [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4"). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
the first three in a Pod
    admitted
    warning: Pullgate: would be denied when enforced: [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4"). Fix: (1) kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    warning: Pullgate: would be denied when enforced: [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    warning: Pullgate: would be denied when enforced: [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3"). Fix: (1) kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
the first in a Deployment
    admitted
    warning: Pullgate: would be denied when enforced: [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4"). Fix: (1) if secret "regcred" is part of this apply, apply again; else: (2) kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
`

exports[`test/scenes.test.ts > TAP > opaque beside a pull secret for others > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG204] secret "a" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it, although its data key "x" holds a matching credential (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: b}, {name: regcred}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG204] secret "a" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it, although its data key "x" holds a matching credential (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "b" has key "x.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: b}, {name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "x.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > opaque, encoded twice > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG204] secret "regcred" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG204] secret "regcred" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it, although its data key "config.json" holds a matching credential, encoded twice (container "c0", image "ghcr.io/acme/app:1.4")
    [PG204] secret "regcred" is no pull secret for quay.example.com:5000: its type is "Opaque", so the kubelet skips it; its data key "config.json" holds other registries, encoded twice (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG204] secret "regcred" is no pull secret for docker.io (Docker Hub): its type is "Opaque", so the kubelet skips it; its data key "config.json" holds other registries, encoded twice (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > opaque, with a config > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG204] secret "regcred" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it, although its data key ".dockerconfigjson" holds a matching credential (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG204] secret "regcred" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it, although its data key ".dockerconfigjson" holds a matching credential (container "c0", image "ghcr.io/acme/app:1.4")
    [PG204] secret "regcred" is no pull secret for quay.example.com:5000: its type is "Opaque", so the kubelet skips it; its data key ".dockerconfigjson" holds other registries (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG204] secret "regcred" is no pull secret for docker.io (Docker Hub): its type is "Opaque", so the kubelet skips it; its data key ".dockerconfigjson" holds other registries (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > opaque, with a config for others > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG204] secret "regcred" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it; its data key "config.json" holds other registries (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG204] secret "regcred" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it; its data key "config.json" holds other registries (container "c0", image "ghcr.io/acme/app:1.4")
    [PG204] secret "regcred" is no pull secret for quay.example.com:5000: its type is "Opaque", so the kubelet skips it; its data key "config.json" holds other registries (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG204] secret "regcred" is no pull secret for docker.io (Docker Hub): its type is "Opaque", so the kubelet skips it; its data key "config.json" holds other registries (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > opaque, without a config > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG204] secret "regcred" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG204] secret "regcred" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it (container "c0", image "ghcr.io/acme/app:1.4")
    [PG204] secret "regcred" is no pull secret for quay.example.com:5000: its type is "Opaque", so the kubelet skips it (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG204] secret "regcred" is no pull secret for docker.io (Docker Hub): its type is "Opaque", so the kubelet skips it (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > rules that are off > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    warning: Pullgate: [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4"). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
the first three in a Pod
    admitted
    warning: Pullgate: [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4"). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    warning: Pullgate: [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2"). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    warning: Pullgate: [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3"). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
the first in a Deployment
    admitted
    warning: Pullgate: [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4"). Fix: (1) if secret "regcred" is part of this apply, apply again; else: (2) kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
`

exports[`test/scenes.test.ts > TAP > short names > must match snapshot 1`] = `
"team/tool:2"
    denied
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0", image "team/tool:2")
    Fix:
    set the image to "quay.example.com:5000/team/tool:2"
    Note: if Docker Hub is meant, write "docker.io/" in front
    warning: Pullgate: [PG105] "team/tool" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "quay.example.com:5000", none for Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0"). Fix: set the image to "quay.example.com:5000/team/tool:2"
"tool:2"
    denied
    [PG105] "tool" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "quay.example.com:5000", none for Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0", image "tool:2")
    Fix:
    set the image to "quay.example.com:5000/tool:2"
    If the nodes can pull it under this name, an operator can list docker.io/library/tool under registries.public.
"tool"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "tool")
    [PG105] "tool" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "quay.example.com:5000", none for Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0", image "tool")
    Fix:
    set the image to "quay.example.com:5000/tool:TAG" in container "c0" (a version, or a digest)
    If the nodes can pull it under this name, an operator can list docker.io/library/tool under registries.public.
"quay.example.com"
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "quay.example.com")
    [PG105] "quay.example.com" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "quay.example.com:5000", none for Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0", image "quay.example.com")
    Fix:
    set the image to "quay.example.com:5000/quay.example.com:TAG" in container "c0" (a version, or a digest)
    If the nodes can pull it under this name, an operator can list docker.io/library/quay.example.com under registries.public.
"localhost:5000/tool:1", "nginx:1"
    admitted
"library/tool:1"
    denied
    [PG105] "tool" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "quay.example.com:5000", none for Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0", image "library/tool:1")
    Fix:
    set the image to "quay.example.com:5000/tool:1"
    If the nodes can pull it under this name, an operator can list docker.io/library/tool under registries.public.
"none"
    denied
    [PG102] no tag and no digest: "none" is what a template prints for a value that is not set (container "c0", image "none")
    [PG105] "none" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "quay.example.com:5000", none for Docker Hub (container "c0", image "none")
    Fix:
    set the image to "REGISTRY/REPOSITORY:TAG" in container "c0" (a version, or a digest)
    Note: on Docker Hub the name begins with its organisation, "docker.io/ORGANISATION/"
    If the nodes can pull it under this name, an operator can list docker.io/library/none under registries.public.
"team/tool@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    denied
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0", image "team/tool@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
    Fix:
    set the image to "quay.example.com:5000/team/tool@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    Note: if Docker Hub is meant, write "docker.io/" in front
    warning: Pullgate: [PG105] "team/tool" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "quay.example.com:5000", none for Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0"). Fix: set the image to "quay.example.com:5000/team/tool@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
the first three in a Pod
    denied
    [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c2", image "tool")
    [PG105] "tool" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "quay.example.com:5000", none for Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c1", image "tool:2")
    [PG105] "tool" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "quay.example.com:5000", none for Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c2", image "tool")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0", image "team/tool:2")
    Fix:
    set the image to "quay.example.com:5000/tool:TAG" in container "c2" (a version, or a digest)
    set the image to "quay.example.com:5000/tool:2" in container "c1"
    set the image to "quay.example.com:5000/team/tool:2" in container "c0"
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the nodes can pull it under this name, an operator can list docker.io/library/tool under registries.public.
    warning: Pullgate: [PG105] "team/tool" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "quay.example.com:5000", none for Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0"). Fix: set the image to "quay.example.com:5000/team/tool:2"
the first in a Deployment
    denied
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container "c0", image "team/tool:2")
    Fix:
    set the image to "quay.example.com:5000/team/tool:2"
    Note: if Docker Hub is meant, write "docker.io/" in front
    warning: Pullgate: [PG105] "team/tool" has no registry in front, which means Docker Hub: the pull secrets of the pod template are for "quay.example.com:5000", none for Docker Hub; secret "regcred" is for "quay.example.com:5000", and no other image here uses it (container .... Fix: set the image to "quay.example.com:5000/team/tool:2"
`

exports[`test/scenes.test.ts > TAP > the nodes bring it > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
"quay.example.com:5000/team/tool:2"
    denied
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c0", image "quay.example.com:5000/team/tool:2")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
"acme/app:3"
    denied
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c0", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list docker.io/acme/ under registries.public.
"registry.k8s.io/pause:3.10", "gcr.io/proj/app:1"
    admitted
"ghrc.io/acme/app:1"
    denied
    [PG201] no pull secret for ghrc.io: the host "ghrc.io" looks like a slip of "ghcr.io" (container "c0", image "ghrc.io/acme/app:1")
    Fix:
    set the image to "ghcr.io/acme/app:1"
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"},{"name":"regcred-3"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > the old type > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    admitted
    warning: Pullgate: [PG208] secret "regcred" has the legacy type kubernetes.io/dockercfg: it works, but new tools neither write nor read it; \`kubectl create secret docker-registry\` makes the type that they know, kubernetes.io/dockerconfigjson
the first three in a Pod
    denied
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred" has key "ghcr.io" for another registry than the image's "quay.example.com:5000" (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
    warning: Pullgate: [PG208] secret "regcred" has the legacy type kubernetes.io/dockercfg: it works, but new tools neither write nor read it; \`kubectl create secret docker-registry\` makes the type that they know, kubernetes.io/dockerconfigjson
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > the old type with the wrapper of the new one > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred": it holds a whole config.json, and its type kubernetes.io/dockercfg has no "auths" wrapper: use kubernetes.io/dockerconfigjson instead (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    warning: Pullgate: [PG208] secret "regcred" has the legacy type kubernetes.io/dockercfg: it works, but new tools neither write nor read it; \`kubectl create secret docker-registry\` makes the type that they know, kubernetes.io/dockerconfigjson
the first three in a Pod
    denied
    [PG205] no pull secret matches ghcr.io: secret "regcred": it holds a whole config.json, and its type kubernetes.io/dockercfg has no "auths" wrapper: use kubernetes.io/dockerconfigjson instead (container "c0", image "ghcr.io/acme/app:1.4")
    [PG205] no pull secret matches quay.example.com:5000: secret "regcred": it holds a whole config.json, and its type kubernetes.io/dockercfg has no "auths" wrapper: use kubernetes.io/dockerconfigjson instead (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG205] no pull secret matches docker.io (Docker Hub): secret "regcred": it holds a whole config.json, and its type kubernetes.io/dockercfg has no "auths" wrapper: use kubernetes.io/dockerconfigjson instead (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
    warning: Pullgate: [PG208] secret "regcred" has the legacy type kubernetes.io/dockercfg: it works, but new tools neither write nor read it; \`kubectl create secret docker-registry\` makes the type that they know, kubernetes.io/dockerconfigjson
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > there and not named: anonymous > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"},{"name":"regcred-3"},{"name":"regcred-4"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > there and not named: expired > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"},{"name":"regcred-3"},{"name":"regcred-4"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > there and not named: good > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app:1.4")
    [PG206] no pull secret is named for quay.example.com:5000: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG206] no pull secret is named for docker.io (Docker Hub): secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > there and not named: hopeless > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"},{"name":"regcred-3"},{"name":"regcred-4"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.template.spec.imagePullSecrets to [{name: regcred-2}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > there and not named: stale > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "ghcr.io/acme/app:1.4")
    [PG206] no pull secret is named for quay.example.com:5000: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG206] no pull secret is named for docker.io (Docker Hub): secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > there and not named: suspect > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c0", image "ghcr.io/acme/app:1.4")
    [PG206] no pull secret is named for quay.example.com:5000: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG206] no pull secret is named for docker.io (Docker Hub): secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list docker.io/acme/ under registries.public.
the first in a Deployment
    denied
    [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > two empty entries, and an account with a secret > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG402] the list of the pod hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets, and an entry without a name is one, too (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
the first three in a Pod
    denied
    [PG402] the list of the pod hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets, and an entry without a name is one, too (container "c0", image "ghcr.io/acme/app:1.4")
    [PG402] the list of the pod hides the pull secret for quay.example.com:5000: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets, and an entry without a name is one, too (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG402] the list of the pod hides the pull secret for docker.io (Docker Hub): ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod has no imagePullSecrets, and an entry without a name is one, too (container "c2", image "acme/app:3")
    Fix:
    set spec.imagePullSecrets to [{name: regcred}]
the first in a Deployment
    denied
    [PG402] the list of the pod template hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod template has no imagePullSecrets, and an entry without a name is one, too (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: regcred}]
`

exports[`test/scenes.test.ts > TAP > two names that are not there > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG202] secret "a" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry a --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG202] secret "a" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    [PG202] secret "a" does not exist in namespace "shop": nothing else in the list matches quay.example.com:5000 (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG202] secret "a" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry a --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: a}, {name: b}, {name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    denied
    [PG202] secret "a" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    if secret "a" is part of this apply, apply again; else:
    kubectl -n shop create secret docker-registry a --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/scenes.test.ts > TAP > two that could be named > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.imagePullSecrets to [{name: c}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
the first three in a Pod
    denied
    [PG201] no pull secret for quay.example.com:5000: the pod names none and ServiceAccount shop/default lists none (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG201] no pull secret for docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3")
    [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set the image to "ghcr.io/acme/app:3" in container "c2"
    kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: c}, {name: regcred}]
    in place of the last line, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"},{"name":"regcred"}]}'
    Note: if Docker Hub is meant, write "docker.io/" in front
    If the image is public, an operator can list quay.example.com:5000/team/ under registries.public.
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
    warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of this namespace are for "ghcr.io", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
the first in a Deployment
    denied
    [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    set spec.template.spec.imagePullSecrets to [{name: c}]
    or, for all pods of ServiceAccount "default":
    kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"}]}'
    If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/scenes.test.ts > TAP > unlisted registries are public > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4", "quay.example.com:5000/team/tool:2", "acme/app:3", "registry.k8s.io/pause:3.10", "gcr.io/proj/app:1", "ghrc.io/acme/app:1"
    admitted
the first three in a Pod
    admitted
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > unlisted registries are public, and the login has expired > must match snapshot 1`] = `
"ghcr.io/acme/app:1.4"
    denied
    [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself (container "c0", image "ghcr.io/acme/app:1.4")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
the first three in a Pod
    denied
    [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself (container "c0", image "ghcr.io/acme/app:1.4")
    [PG303] the credential for quay.example.com:5000 has expired: secret "regcred", key "quay.example.com:5000", holds a token that says so itself (container "c1", image "quay.example.com:5000/team/tool:2")
    [PG303] the credential for docker.io (Docker Hub) has expired: secret "regcred", key "https://index.docker.io/v1/", holds a token that says so itself (container "c2", image "acme/app:3")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com:5000 --docker-username=USER --docker-password=TOKEN
    kubectl -n shop create secret docker-registry regcred-4 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
    Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
the first in a Deployment
    - the same
`

exports[`test/scenes.test.ts > TAP > wrong hosts > must match snapshot 1`] = `
"GHCR.io/acme/app:1"
    denied
    [PG205] no pull secret matches GHCR.io: the host of the image is written with capitals, and the kubelet compares letter case (container "c0", image "GHCR.io/acme/app:1")
    Fix:
    set the image to "ghcr.io/acme/app:1"
"docker.com/acme/app:1"
    denied
    [PG205] no pull secret matches docker.com: images of Docker Hub are named "docker.io/...", and to the kubelet "docker.com" is another registry (container "c0", image "docker.com/acme/app:1")
    Fix:
    set the image to "docker.io/acme/app:1"
"docker.io/ghcr.io/acme/app:1"
    admitted
"gchr.io/acme/app:1"
    denied
    [PG205] no pull secret matches gchr.io: the host "gchr.io" looks like a slip of "ghcr.io" (container "c0", image "gchr.io/acme/app:1")
    Fix:
    set the image to "ghcr.io/acme/app:1"
"quay.example.com/team/tool:2"
    denied
    [PG205] no pull secret matches quay.example.com: secret "regcred" has key "quay.example.com:5000" with port 5000, but the image names no port; use "quay.example.com" (container "c0", image "quay.example.com/team/tool:2")
    Fix:
    kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
    set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
    If the image is public, an operator can list quay.example.com/team/ under registries.public.
"registry-1.docker.io/acme/app:1"
    denied
    [PG205] no pull secret matches registry-1.docker.io: images of Docker Hub are named "docker.io/...", and to the kubelet "registry-1.docker.io" is another registry (container "c0", image "registry-1.docker.io/acme/app:1")
    Fix:
    set the image to "docker.io/acme/app:1"
the first three in a Pod
    denied
    [PG205] no pull secret matches GHCR.io: the host of the image is written with capitals, and the kubelet compares letter case (container "c0", image "GHCR.io/acme/app:1")
    [PG205] no pull secret matches docker.com: images of Docker Hub are named "docker.io/...", and to the kubelet "docker.com" is another registry (container "c1", image "docker.com/acme/app:1")
    Fix:
    set the image to "ghcr.io/acme/app:1" in container "c0"
    set the image to "docker.io/acme/app:1" in container "c1"
the first in a Deployment
    - the same
`
