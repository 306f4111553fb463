/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/drawn-plans.test.ts > TAP > objects 0 to 4 > must match snapshot 1`] = `
Pod GHCR.io/acme/app:1 ghcr.io/acme/app quay.example.com/acme/tool:2; regcred {"https://index.docker.io/v1/":"expired","quay.example.com":"good","quay.example.com:443":"good"} c {"ghcr.io":"suspect"}; names -; account -; settings 1
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG201] no pull secret for GHCR.io: the host of the image is written with capitals, and the kubelet compares letter case (container "c0", image "GHCR.io/acme/app:1")
  [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c1", image "ghcr.io/acme/app")
  [PG206] no pull secret is named for quay.example.com: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c2", image "quay.example.com/acme/tool:2")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  set the image to "ghcr.io/acme/app:1" in container "c0"
  set spec.imagePullSecrets to [{name: c}, {name: regcred}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"},{"name":"regcred"}]}'
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list quay.example.com/acme/ under registries.public.
Pod quay.example.com/acme/tool:2 acme/app:3; regcred malformed b {"quay.example.com":"anonymous","quay.example.com:443":"good"} c {"ghcr.io":"stale","ghcr.io/acme":"hopeless","https://index.docker.io/v1/":"suspect","quay.example.com":"suspect"}; names gone; account -; settings 3
  denied
  [PG104] no digest: images must be pinned by digest here (container "c0", image "quay.example.com/acme/tool:2")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "acme/app:3")
  [PG202] secret "gone" does not exist in namespace "shop": nothing else in the list matches quay.example.com; secret "c" of this namespace does, but may not work: the password holds a line break (echo without -n) (container "c0", image "quay.example.com/acme/tool:2")
  [PG202] secret "gone" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub); secret "c" of this namespace does, but may not work: the password holds a line break (echo without -n) (container "c1", image "acme/app:3")
  Fix:
  set the image to "quay.example.com/acme/tool:2@sha256:DIGEST" in container "c0"
  set the image to "acme/app:3@sha256:DIGEST" in container "c1"
  set spec.imagePullSecrets to [{name: c}]
Pod acme/app:3 ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2; regcred malformed c {"https://index.docker.io/v1/":"good","quay.example.com":"anonymous"}; names b,gone; account -; settings 1
  denied
  [PG202] secret "b" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub); secret "c" of this namespace does (container "c0", image "acme/app:3")
  [PG202] secret "b" does not exist in namespace "shop": nothing else in the list matches ghcr.io; a similar name there is "c" (container "c1", image "ghcr.io/acme/app:1.4")
  [PG202] secret "b" does not exist in namespace "shop": nothing else in the list matches quay.example.com; a similar name there is "c" (container "c2", image "quay.example.com/acme/tool:2")
  Fix:
  kubectl -n shop create secret docker-registry b --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: gone}, {name: c}, {name: b}, {name: regcred-2}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
Pod ghcr.io/acme/app acme/app:3 app; regcred {"https://index.docker.io/v1/":"suspect","quay.example.com:443":"expired"} b {} c {"*.io":"good"}; names -; account [b,c]; settings 2
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (containers "c0", "c2", images "ghcr.io/acme/app", "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); another image here is of "ghcr.io/acme/app" (container "c2", image "app")
  [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created (container "c0", image "ghcr.io/acme/app")
  [PG206] no pull secret is named for docker.io (Docker Hub): secret "c" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created (container "c1", image "acme/app:3")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in containers "c0", "c2" (a version, or a digest)
  set spec.imagePullSecrets to [{name: c}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"c"}]}'
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list docker.io/acme/ under registries.public.
Pod gchr.io/acme/app:1 quay.example.com/acme/TOOL:2 GHCR.io/acme/app:1; regcred {"https://index.docker.io/v1/":"hopeless","quay.example.com:443":"good"} c {"quay.example.com:443":"good"}; names -; account [regcred]; settings 4
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c1", image "quay.example.com/acme/TOOL:2")
  [PG201] no pull secret for gchr.io: the host "gchr.io" looks like a slip of "ghcr.io" (container "c0", image "gchr.io/acme/app:1")
  [PG201] no pull secret for GHCR.io: the host of the image is written with capitals, and the kubelet compares letter case (container "c2", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c1"
  set the image to "ghcr.io/acme/app:1" in containers "c0", "c2"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"}]}'
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/drawn-plans.test.ts > TAP > objects 10 to 14 > must match snapshot 1`] = `
Deployment quay.example.com/acme/tool:2 ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2; regcred {"quay.example.com:443":"stale"} b {"quay.example.com":"expired"} c {"ghcr.io":"stale"}; names -; account [c]; settings 1
  denied
  [PG205] no pull secret matches quay.example.com: secret "c" has key "ghcr.io" for another registry than the image's "quay.example.com" (containers "c0", "c2", image "quay.example.com/acme/tool:2")
  Fix:
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: c}, {name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"},{"name":"regcred-2"}]}'
  If the image is public, an operator can list quay.example.com/acme/ under registries.public.
  warning: Pullgate: [PG306] the credential for ghcr.io is probably stale: secret "c", key "ghcr.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c1", image "ghcr.io/acme/app:1.4")
Pod acme/app:3 gchr.io/acme/app:1 docker://quay.io/x:1; regcred {} b {"ghcr.io":"good","quay.example.com":"expired"} c malformed; names regcred; account []; settings 3
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c2", image "docker://quay.io/x:1")
  [PG104] no digest: images must be pinned by digest here (container "c0", image "acme/app:3")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "gchr.io/acme/app:1")
  [PG205] no pull secret matches docker.io (Docker Hub): the image has no registry in front, which means Docker Hub; another image here is of "gchr.io/acme/app" (container "c0", image "acme/app:3")
  [PG205] no pull secret matches gchr.io: the host "gchr.io" looks like a slip of "ghcr.io" (container "c1", image "gchr.io/acme/app:1")
  Fix:
  set the image to "quay.io/x:1" in container "c2"
  set the image to "acme/app:3@sha256:DIGEST" in container "c0"
  set the image to "gchr.io/acme/app:1@sha256:DIGEST" in container "c1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-4 --docker-server=gchr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token; the user is a Docker ID, not an e-mail address; the password is an access token that may read; if Docker Hub is meant, write "docker.io/" in front
  warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of this namespace are for "ghcr.io" and "quay.example.com", none for Docker Hub; another image here is of "gchr.io/acme/app" (container "c0", image "acme/app:3"). Fix: set the image to "gchr.io/acme/app:3"
Pod ghcr.io/acme/app acme/app:3; regcred {"ghcr.io":"hopeless","quay.example.com:443":"hopeless"} b {"quay.example.com":"stale","quay.example.com:443":"suspect"}; names regcred,c; account []; settings 2
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "ghcr.io/acme/app")
  [PG202] secret "c" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub); a similar name there is "b" (container "c1", image "acme/app:3")
  [PG305] the credential for ghcr.io cannot work: secret "regcred", key "ghcr.io": the user says _json_key, but the password is no service account key (container "c0", image "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c0" (a version, or a digest)
  kubectl -n shop create secret docker-registry c --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred}, {name: c}, {name: regcred-2}]
  Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read; the password is a classic personal access token with read:packages; fine-grained ones are refused
Deployment docker://quay.io/x:1 ghcr.io/other/x:latest quay.example.com/acme/tool:2; regcred malformed b {"ghcr.io/acme":"suspect"} c {"ghcr.io/acme":"suspect","https://index.docker.io/v1/":"expired"}; names regcred,gone; account [c]; settings 5
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c1", "c2", images "ghcr.io/other/x:latest", "quay.example.com/acme/tool:2")
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "quay.io/x:1" in container "c0"
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: gone}, {name: regcred-2}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Deployment quay.example.com/acme/TOOL:2; regcred malformed b {"https://index.docker.io/v1/":"hopeless","quay.example.com:443":"hopeless","*.io":"good"} c {"ghcr.io":"good"}; names -; account []; settings 3
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c0", image "quay.example.com/acme/TOOL:2")
  Fix:
  set the image to "quay.example.com/acme/tool:2"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
`

exports[`test/drawn-plans.test.ts > TAP > objects 100 to 104 > must match snapshot 1`] = `
Deployment GHCR.io/acme/app:1 ghcr.io/acme/app:1.4 acme/app:3; regcred malformed b {} c malformed; names b; account [b,c]; settings 3
  denied
  [PG104] no digest: images must be pinned by digest here (container "c0", image "GHCR.io/acme/app:1")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "ghcr.io/acme/app:1.4")
  [PG104] no digest: images must be pinned by digest here (container "c2", image "acme/app:3")
  [PG205] no pull secret matches GHCR.io: the host of the image is written with capitals, and the kubelet compares letter case (container "c0", image "GHCR.io/acme/app:1")
  [PG205] no pull secret matches ghcr.io: secret "b": no registry inside (container "c1", image "ghcr.io/acme/app:1.4")
  [PG205] no pull secret matches docker.io (Docker Hub): secret "b": no registry inside (container "c2", image "acme/app:3")
  Fix:
  set the image to "GHCR.io/acme/app:1@sha256:DIGEST" in container "c0"
  set the image to "ghcr.io/acme/app:1.4@sha256:DIGEST" in container "c1"
  set the image to "acme/app:3@sha256:DIGEST" in container "c2"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-4 --docker-server=GHCR.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: b}, {name: regcred-2}, {name: regcred-3}, {name: regcred-4}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list docker.io/acme/ under registries.public.
Pod nginx:1 ghcr.io/acme/app:1.4 acme/app:3; regcred {"ghcr.io":"expired","quay.example.com:443":"good","*.io":"suspect"} b {"ghcr.io":"anonymous","https://index.docker.io/v1/":"anonymous"} c malformed; names -; account []; settings 6
  denied
  [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c1", image "ghcr.io/acme/app:1.4")
  [PG206] no pull secret is named for docker.io (Docker Hub): secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c2", image "acme/app:3")
  Fix:
  set spec.imagePullSecrets to [{name: regcred}]
  or, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list docker.io/acme/ under registries.public.
Pod acme/app:3 ghcr.io/acme/app nginx:1; regcred malformed b opaque c {"quay.example.com":"suspect","quay.example.com:443":"anonymous"}; names -; account [b,c]; settings 5
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG201] no pull secret for ghcr.io: the pod names none (container "c1", image "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"c"},{"name":"regcred-2"}]}'
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  warning: Pullgate: [PG105] "acme/app" has no registry in front, which means Docker Hub: the pull secrets of this namespace are for "quay.example.com", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c0", image "acme/app:3"). Fix: set the image to "ghcr.io/acme/app:3"
Pod ghcr.io/acme/app:1.4 ghcr.io/acme/app quay.example.com/acme/tool:2; regcred malformed b {"ghcr.io/acme":"expired"}; names ; account [b]; settings 2
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG201] no pull secret for ghcr.io: the pod names none (containers "c0", "c1", images "ghcr.io/acme/app:1.4", "ghcr.io/acme/app")
  [PG201] no pull secret for quay.example.com: the pod names none (container "c2", image "quay.example.com/acme/tool:2")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"regcred-2"},{"name":"regcred-3"}]}'
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list quay.example.com/acme/ under registries.public.
Deployment gchr.io/acme/app:1 GHCR.io/acme/app:1; b {"https://index.docker.io/v1/":"stale","quay.example.com:443":"good"}; names regcred,c,gone; account [regcred]; settings 4
  denied
  [PG202] secret "regcred" does not exist in namespace "shop": the host "gchr.io" looks like a slip of "ghcr.io" (container "c0", image "gchr.io/acme/app:1")
  [PG202] secret "regcred" does not exist in namespace "shop": the host of the image is written with capitals, and the kubelet compares letter case (container "c1", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "ghcr.io/acme/app:1" in containers "c0", "c1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: c}, {name: gone}, {name: regcred-2}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/drawn-plans.test.ts > TAP > objects 105 to 109 > must match snapshot 1`] = `
Pod quay.example.com/acme/tool:2; regcred {"ghcr.io":"expired","https://index.docker.io/v1/":"suspect","quay.example.com":"anonymous"} b {"ghcr.io":"good","*.io":"suspect"} c {"ghcr.io":"hopeless","https://index.docker.io/v1/":"expired","quay.example.com":"good"}; names regcred,b,c,gone; account [regcred,b,c]; settings 3
  denied
  [PG104] no digest: images must be pinned by digest here (container "c0", image "quay.example.com/acme/tool:2")
  [PG207] several credentials match quay.example.com, and one of them is empty: secret "regcred", key "quay.example.com", is tried before secret "c" (container "c0", image "quay.example.com/acme/tool:2")
  Fix:
  set the image to "quay.example.com/acme/tool:2@sha256:DIGEST" in container "c0"
  set spec.imagePullSecrets to [{name: b}, {name: c}, {name: gone}]
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Pod app acme/app:3 quay.example.com/acme/TOOL:2; regcred {"ghcr.io":"suspect","ghcr.io/acme":"good","https://index.docker.io/v1/":"anonymous","quay.example.com":"suspect"} b {"ghcr.io":"hopeless","quay.example.com":"good","*.io":"suspect"} c malformed; names -; account []; settings 2
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c2", image "quay.example.com/acme/TOOL:2")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21) (container "c0", image "app")
  [PG206] no pull secret is named for docker.io (Docker Hub): secret "b" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c1", image "acme/app:3")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c2"
  set the image to "REGISTRY/app:TAG" in container "c0" (a version, or a digest)
  set spec.imagePullSecrets to [{name: b}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"}]}'
  Note: on Docker Hub the name begins with its organisation, "docker.io/ORGANISATION/"
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
  If the image is public, an operator can list docker.io/acme/ under registries.public.
Pod ghcr.io/other/x:latest ghcr.io/acme/app app; regcred malformed b {"ghcr.io":"anonymous","https://index.docker.io/v1/":"hopeless"} c {"ghcr.io/acme":"stale","quay.example.com":"hopeless"}; names b,gone; account [regcred,b,c]; settings 3
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (containers "c1", "c2", images "ghcr.io/acme/app", "app")
  [PG104] no digest: images must be pinned by digest here (container "c0", image "ghcr.io/other/x:latest")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "ghcr.io/acme/app")
  [PG104] no digest: images must be pinned by digest here (container "c2", image "app")
  [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "b", key "ghcr.io": user name and "auth" are empty (containers "c0", "c1", images "ghcr.io/other/x:latest", "ghcr.io/acme/app")
  [PG305] the credential for docker.io (Docker Hub) cannot work: secret "b", key "https://index.docker.io/v1/": the user says _json_key, but the password is no service account key (container "c2", image "app")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c0" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in containers "c1", "c2" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: gone}, {name: regcred-2}, {name: regcred-3}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); another image here is of "ghcr.io/acme/app" (container "c2", image "app"). Fix: set the image to "ghcr.io/acme/app:TAG"
Pod docker://quay.io/x:1 ghcr.io/acme/app:1.4 ghcr.io/other/x:latest; regcred {"quay.example.com":"hopeless","quay.example.com:443":"expired"}; names regcred,c; account [regcred,b]; settings 6
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  [PG101] the tag is "latest": tomorrow it can be another image (container "c2", image "ghcr.io/other/x:latest")
  [PG202] secret "c" does not exist in namespace "shop": nothing else in the list matches ghcr.io (containers "c1", "c2", images "ghcr.io/acme/app:1.4", "ghcr.io/other/x:latest")
  Fix:
  set the image to "quay.io/x:1" in container "c0"
  set the image to "ghcr.io/other/x:TAG" in container "c2" (a version, or a digest)
  kubectl -n shop create secret docker-registry c --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred}, {name: c}, {name: regcred-2}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token
Deployment GHCR.io/acme/app:1 GHCR.io/acme/app:1 docker://quay.io/x:1; regcred {"https://index.docker.io/v1/":"good","quay.example.com":"good"} b {"quay.example.com:443":"suspect"} c {"https://index.docker.io/v1/":"suspect","*.io":"good"}; names b; account []; settings 6
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c2", image "docker://quay.io/x:1")
  [PG206] no pull secret is named for GHCR.io: secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it (containers "c0", "c1", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "quay.io/x:1" in container "c2"
  set spec.template.spec.imagePullSecrets to [{name: b}, {name: c}]
  If the image is public, an operator can list GHCR.io/acme/ under registries.public.
`

exports[`test/drawn-plans.test.ts > TAP > objects 110 to 114 > must match snapshot 1`] = `
Pod nginx:1 ghcr.io/acme/app ghcr.io/other/x:latest; regcred {"quay.example.com:443":"hopeless","*.io":"anonymous"} b {"ghcr.io/acme":"expired","*.io":"expired"} c malformed; names regcred,gone; account [b]; settings 2
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c2", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "regcred", key "*.io": user name and "auth" are empty (containers "c1", "c2", images "ghcr.io/acme/app", "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c2" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred}, {name: gone}, {name: regcred-2}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
Pod acme/app:3 app nginx:1; regcred {"ghcr.io":"anonymous","ghcr.io/acme":"good","https://index.docker.io/v1/":"expired"} b {"https://index.docker.io/v1/":"good","*.io":"good"} c {"ghcr.io/acme":"stale","quay.example.com":"good","*.io":"good"}; names regcred,c; account []; settings 2
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21) (container "c1", image "app")
  Fix:
  set the image to "REGISTRY/app:TAG" in container "c1" (a version, or a digest)
  Note: on Docker Hub the name begins with its organisation, "docker.io/ORGANISATION/"
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
Pod ghcr.io/acme/app:1.4 ghcr.io/acme/app nginx:1; regcred {"ghcr.io":"hopeless","quay.example.com":"stale"} b {} c {"https://index.docker.io/v1/":"good"}; names ; account [b,c]; settings 2
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG201] no pull secret for ghcr.io: the pod names none (containers "c0", "c1", images "ghcr.io/acme/app:1.4", "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"c"},{"name":"regcred-2"}]}'
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
Pod gchr.io/acme/app:1; regcred {"quay.example.com":"hopeless","quay.example.com:443":"good"} b {"ghcr.io/acme":"anonymous","*.io":"good"} c {"ghcr.io":"expired","ghcr.io/acme":"suspect","quay.example.com:443":"hopeless"}; names regcred,b,c; account [regcred]; settings 0
  admitted
Deployment quay.example.com/acme/TOOL:2 acme/app:3; regcred malformed b {"ghcr.io/acme":"anonymous","quay.example.com":"expired","quay.example.com:443":"good"} c malformed; names regcred,b,c,gone; account [b,c]; settings 6
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c0", image "quay.example.com/acme/TOOL:2")
  [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (container "c1", image "acme/app:3")
  [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c0"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: b}, {name: regcred-2}, {name: regcred-3}]
  Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
`

exports[`test/drawn-plans.test.ts > TAP > objects 115 to 119 > must match snapshot 1`] = `
Pod app ghcr.io/acme/app; regcred {"ghcr.io/acme":"expired","https://index.docker.io/v1/":"good","quay.example.com":"good","*.io":"suspect"} c {}; names regcred,gone; account [regcred]; settings 2
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (containers "c0", "c1", images "app", "ghcr.io/acme/app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); another image here is of "ghcr.io/acme/app" (container "c0", image "app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in containers "c0", "c1" (a version, or a digest)
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warning: Pullgate: [PG305] the credential for docker.io (Docker Hub) looks wrong: secret "regcred", key "*.io": the password holds a line break (echo without -n) (container "c0", image "app")
  warning: Pullgate: [PG305] the credential for ghcr.io looks wrong: secret "regcred", key "*.io": the password holds a line break (echo without -n) (container "c1", image "ghcr.io/acme/app")
Pod ghcr.io/other/x:latest ghcr.io/acme/app:1.4 app; regcred {"ghcr.io/acme":"hopeless","quay.example.com":"anonymous","*.io":"suspect"} b {"*.io":"expired"}; names regcred; account [regcred,b]; settings 5
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c2", image "app")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c0" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in container "c2" (a version, or a digest)
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); another image here is of "ghcr.io/acme/app" (container "c2", image "app"). Fix: set the image to "ghcr.io/acme/app:TAG"
  warning: Pullgate: [PG305] the credential for ghcr.io looks wrong: secret "regcred", key "*.io": the password holds a line break (echo without -n) (containers "c0", "c1", images "ghcr.io/other/x:latest", "ghcr.io/acme/app:1.4")
  warning: Pullgate: [PG305] the credential for docker.io (Docker Hub) looks wrong: secret "regcred", key "*.io": the password holds a line break (echo without -n) (container "c2", image "app")
Pod docker://quay.io/x:1; regcred {"quay.example.com:443":"expired"} b {} c {"ghcr.io":"good","quay.example.com:443":"good","*.io":"suspect"}; names -; account [regcred]; settings 0
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  Fix:
  set the image to "quay.io/x:1"
  set spec.imagePullSecrets to [{name: c}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"c"}]}'
  Note: secret "c" matches quay.io; it may not work: the password holds a line break (echo without -n)
Deployment GHCR.io/acme/app:1 ghcr.io/other/x:latest acme/app:3; regcred malformed b {"https://index.docker.io/v1/":"expired","quay.example.com:443":"expired","*.io":"good"} c {"https://index.docker.io/v1/":"anonymous"}; names c; account []; settings 0
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  [PG206] no pull secret is named for GHCR.io: secret "b" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it (container "c0", image "GHCR.io/acme/app:1")
  [PG206] no pull secret is named for ghcr.io: secret "b" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it (container "c1", image "ghcr.io/other/x:latest")
  [PG302] the credential for docker.io (Docker Hub) has no user name, so the pull is anonymous: secret "c", key "https://index.docker.io/v1/": user name and "auth" are empty (container "c2", image "acme/app:3")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: b}, {name: regcred-2}]
  Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
  If the image is public, an operator can list GHCR.io/acme/ under registries.public.
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
Deployment nginx:1; b malformed c {"ghcr.io":"suspect","ghcr.io/acme":"good","https://index.docker.io/v1/":"good","*.io":"stale"}; names -; account []; settings 1
  admitted
`

exports[`test/drawn-plans.test.ts > TAP > objects 15 to 19 > must match snapshot 1`] = `
Deployment nginx:1 quay.example.com/acme/TOOL:2 docker://quay.io/x:1; regcred {} b opaque c {"quay.example.com:443":"good","*.io":"expired"}; names c,gone; account [b]; settings 5
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c1", image "quay.example.com/acme/TOOL:2")
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c2", image "docker://quay.io/x:1")
  [PG303] the credential for docker.io (Docker Hub) has expired: secret "c", key "*.io", holds a token that says so itself (container "c0", image "nginx:1")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c1"
  set the image to "quay.io/x:1" in container "c2"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: gone}, {name: regcred-2}]
  Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
Pod ghcr.io/other/x:latest docker://quay.io/x:1; regcred {} b {"ghcr.io":"suspect","quay.example.com:443":"suspect"} c {"ghcr.io":"suspect","quay.example.com":"suspect","*.io":"hopeless"}; names ; account [regcred]; settings 0
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c1", image "docker://quay.io/x:1")
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  [PG206] no pull secret is named for ghcr.io: secret "b" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c0", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "quay.io/x:1" in container "c1"
  set the image to "ghcr.io/other/x:TAG" in container "c0" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"b"},{"name":"regcred-2"}]}'
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
Deployment ghcr.io/acme/app:1.4 ghcr.io/acme/app:1.4 gchr.io/acme/app:1; regcred {} b {}; names regcred,b,c,gone; account [regcred,b,c]; settings 5
  denied
  [PG202] secret "c" does not exist in namespace "shop": nothing else in the list matches ghcr.io; a similar name there is "b" (containers "c0", "c1", image "ghcr.io/acme/app:1.4")
  Fix:
  if secret "c" is part of this apply, apply again; else:
  kubectl -n shop create secret docker-registry c --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
Deployment GHCR.io/acme/app:1 ghcr.io/acme/app ghcr.io/other/x:latest; regcred {"ghcr.io":"good","https://index.docker.io/v1/":"expired"} b {"ghcr.io/acme":"anonymous","https://index.docker.io/v1/":"good","quay.example.com":"suspect","quay.example.com:443":"good"} c {"ghcr.io":"stale","https://index.docker.io/v1/":"good"}; names regcred; account [b]; settings 2
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c2", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG205] no pull secret matches GHCR.io: the host of the image is written with capitals, and the kubelet compares letter case (container "c0", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c2" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  set the image to "ghcr.io/acme/app:1" in container "c0"
Deployment quay.example.com/acme/tool:2; regcred {} b {"ghcr.io/acme":"good","https://index.docker.io/v1/":"stale","quay.example.com:443":"expired","*.io":"expired"}; names -; account [b]; settings 5
  admitted
`

exports[`test/drawn-plans.test.ts > TAP > objects 20 to 24 > must match snapshot 1`] = `
Pod app; regcred {} b opaque c malformed; names regcred,b; account [regcred]; settings 4
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "app")
  Fix:
  set the image to "REGISTRY/app:TAG" (a version, or a digest)
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21) (container "c0", image "app"). Fix: set the image to "REGISTRY/app:TAG"
Pod ghcr.io/acme/app app quay.example.com/acme/tool:2; regcred {"ghcr.io/acme":"good","https://index.docker.io/v1/":"good"}; names -; account [c]; settings 4
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (containers "c0", "c1", images "ghcr.io/acme/app", "app")
  [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in containers "c0", "c1" (a version, or a digest)
  set spec.imagePullSecrets to [{name: regcred}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"},{"name":"regcred"}]}'
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); another image here is of "ghcr.io/acme/app" (container "c1", image "app"). Fix: set the image to "ghcr.io/acme/app:TAG"
Pod docker://quay.io/x:1 app quay.example.com/acme/tool:2; regcred {"https://index.docker.io/v1/":"hopeless","quay.example.com:443":"good"}; names regcred; account [regcred,b]; settings 2
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); another image here is of "quay.example.com/acme/" (container "c1", image "app")
  [PG205] no pull secret matches quay.example.com: secret "regcred" has key "quay.example.com:443" with port 443 written out; the image names no port, and the kubelet compares text; use "quay.example.com" (container "c2", image "quay.example.com/acme/tool:2")
  [PG305] the credential for docker.io (Docker Hub) cannot work: secret "regcred", key "https://index.docker.io/v1/": the user says _json_key, but the password is no service account key (container "c1", image "app")
  Fix:
  set the image to "quay.io/x:1" in container "c0"
  set the image to "quay.example.com/acme/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
  If the image is public, an operator can list quay.example.com/acme/ under registries.public.
Pod quay.example.com/acme/TOOL:2; regcred {"https://index.docker.io/v1/":"suspect"} b {"ghcr.io":"expired","quay.example.com:443":"hopeless"} c {"ghcr.io/acme":"stale","https://index.docker.io/v1/":"suspect","quay.example.com:443":"stale"}; names -; account []; settings 4
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c0", image "quay.example.com/acme/TOOL:2")
  Fix:
  set the image to "quay.example.com/acme/tool:2"
Deployment nginx:1 acme/app:3; regcred {"ghcr.io/acme":"good","quay.example.com:443":"good","*.io":"stale"}; names regcred,c; account []; settings 3
  denied
  [PG104] no digest: images must be pinned by digest here (container "c0", image "nginx:1")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "acme/app:3")
  Fix:
  set the image to "nginx:1@sha256:DIGEST" in container "c0"
  set the image to "acme/app:3@sha256:DIGEST" in container "c1"
  warning: Pullgate: [PG203] secret "c" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warning: Pullgate: [PG306] the credential for docker.io (Docker Hub) is probably stale: secret "regcred", key "*.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (containers "c0", "c1")
`

exports[`test/drawn-plans.test.ts > TAP > objects 25 to 29 > must match snapshot 1`] = `
Pod ghcr.io/other/x:latest ghcr.io/acme/app:1.4 quay.example.com/acme/TOOL:2; b {"https://index.docker.io/v1/":"expired","quay.example.com:443":"good","*.io":"good"} c {"ghcr.io":"good","https://index.docker.io/v1/":"suspect","quay.example.com:443":"good"}; names gone; account [b,c]; settings 3
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c2", image "quay.example.com/acme/TOOL:2")
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  [PG104] no digest: images must be pinned by digest here (container "c0", image "ghcr.io/other/x:latest")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "ghcr.io/acme/app:1.4")
  [PG402] the list of the pod hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "c", which matches, but it is used only where the pod has no imagePullSecrets (containers "c0", "c1", images "ghcr.io/other/x:latest", "ghcr.io/acme/app:1.4")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c2"
  set the image to "ghcr.io/other/x:TAG" in container "c0" (a version, or a digest)
  set the image to "ghcr.io/acme/app:1.4@sha256:DIGEST" in container "c1"
  kubectl -n shop create secret docker-registry regcred --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: gone}, {name: c}, {name: regcred}]
Pod ghcr.io/acme/app:1.4 ghcr.io/other/x:latest nginx:1; regcred {"ghcr.io/acme":"anonymous","https://index.docker.io/v1/":"expired","quay.example.com":"expired"} b {"ghcr.io":"suspect"} c {"ghcr.io":"anonymous","https://index.docker.io/v1/":"good","quay.example.com":"good"}; names -; account [c]; settings 6
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  [PG206] no pull secret is named for ghcr.io: secret "b" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c0", image "ghcr.io/acme/app:1.4")
  [PG206] no pull secret is named for ghcr.io: secret "b" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c1", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  set spec.imagePullSecrets to [{name: b}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"},{"name":"b"}]}'
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
Pod gchr.io/acme/app:1 nginx:1; regcred {"quay.example.com":"good","quay.example.com:443":"anonymous","*.io":"good"} b {"ghcr.io":"stale","quay.example.com":"hopeless"} c malformed; names -; account [c]; settings 3
  denied
  [PG104] no digest: images must be pinned by digest here (container "c0", image "gchr.io/acme/app:1")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "nginx:1")
  [PG206] no pull secret is named for gchr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c0", image "gchr.io/acme/app:1")
  Fix:
  set the image to "gchr.io/acme/app:1@sha256:DIGEST" in container "c0"
  set the image to "nginx:1@sha256:DIGEST" in container "c1"
  set spec.imagePullSecrets to [{name: regcred}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"},{"name":"regcred"}]}'
  If the image is public, an operator can list gchr.io/acme/ under registries.public.
Pod quay.example.com/acme/tool:2 ghcr.io/acme/app; regcred {"https://index.docker.io/v1/":"hopeless","quay.example.com:443":"hopeless","*.io":"stale"} b {"quay.example.com":"stale","*.io":"expired"}; names -; account []; settings 3
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG104] no digest: images must be pinned by digest here (container "c0", image "quay.example.com/acme/tool:2")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "ghcr.io/acme/app")
  [PG206] no pull secret is named for quay.example.com: secret "b" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "quay.example.com/acme/tool:2")
  [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c1", image "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  set the image to "quay.example.com/acme/tool:2@sha256:DIGEST" in container "c0"
  set spec.imagePullSecrets to [{name: b}, {name: regcred}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"regcred"}]}'
  If the image is public, an operator can list quay.example.com/acme/ under registries.public.
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
Deployment app ghcr.io/other/x:latest quay.example.com/acme/tool:2; b {"quay.example.com":"stale","quay.example.com:443":"stale","*.io":"suspect"} c {"*.io":"anonymous"}; names -; account [b]; settings 2
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21) (container "c0", image "app")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  set the image to "REGISTRY/app:TAG" in container "c0" (a version, or a digest)
  Note: on Docker Hub the name begins with its organisation, "docker.io/ORGANISATION/"
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
  warning: Pullgate: [PG305] the credential for docker.io (Docker Hub) looks wrong: secret "b", key "*.io": the password holds a line break (echo without -n) (container "c0", image "app")
  warning: Pullgate: [PG305] the credential for ghcr.io looks wrong: secret "b", key "*.io": the password holds a line break (echo without -n) (container "c1", image "ghcr.io/other/x:latest")
  warning: Pullgate: [PG306] the credential for quay.example.com is probably stale: secret "b", key "quay.example.com", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c2")
`

exports[`test/drawn-plans.test.ts > TAP > objects 30 to 34 > must match snapshot 1`] = `
Pod ghcr.io/acme/app; regcred {"ghcr.io/acme":"suspect","quay.example.com":"anonymous","*.io":"suspect"} b opaque c {"ghcr.io/acme":"good","https://index.docker.io/v1/":"hopeless"}; names gone; account [b]; settings 2
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "ghcr.io/acme/app")
  [PG202] secret "gone" does not exist in namespace "shop": nothing else in the list matches ghcr.io; secret "c" of this namespace does (container "c0", image "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c0" (a version, or a digest)
  set spec.imagePullSecrets to [{name: c}]
Deployment docker://quay.io/x:1; regcred {"ghcr.io":"anonymous"} b {"ghcr.io":"suspect","quay.example.com:443":"stale"} c malformed; names b,gone; account []; settings 2
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  Fix:
  set the image to "quay.io/x:1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: b}, {name: gone}, {name: regcred-2}]
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Pod quay.example.com/acme/TOOL:2 ghcr.io/acme/app:1.4 ghcr.io/other/x:latest; regcred {"quay.example.com:443":"stale"} b {"ghcr.io/acme":"stale"} c {"quay.example.com:443":"good","*.io":"stale"}; names -; account []; settings 3
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c0", image "quay.example.com/acme/TOOL:2")
  [PG101] the tag is "latest": tomorrow it can be another image (container "c2", image "ghcr.io/other/x:latest")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "ghcr.io/acme/app:1.4")
  [PG104] no digest: images must be pinned by digest here (container "c2", image "ghcr.io/other/x:latest")
  [PG206] no pull secret is named for ghcr.io: secret "b" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c1", image "ghcr.io/acme/app:1.4")
  [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c2", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c0"
  set the image to "ghcr.io/other/x:TAG" in container "c2" (a version, or a digest)
  set the image to "ghcr.io/acme/app:1.4@sha256:DIGEST" in container "c1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: c}, {name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"c"},{"name":"regcred-2"}]}'
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
Deployment nginx:1 ghcr.io/acme/app:1.4 nginx:1; regcred {"quay.example.com":"stale","quay.example.com:443":"anonymous","*.io":"stale"} b {} c {"ghcr.io":"stale","ghcr.io/acme":"suspect","quay.example.com:443":"expired","*.io":"good"}; names regcred,gone; account [c]; settings 5
  admitted
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event. Fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]
  warning: Pullgate: [PG306] the credential for docker.io (Docker Hub) is probably stale: secret "regcred", key "*.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (containers "c0", "c2", image "nginx:1"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN (2) set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: gone}, {name: regcred-2}]
  warning: Pullgate: [PG306] the credential for ghcr.io is probably stale: secret "regcred", key "*.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c1", image "ghcr.io/acme/app:1.4"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN (2) set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: gone}, {name: regcred-2}]
Pod acme/app:3 app gchr.io/acme/app:1; regcred {"quay.example.com":"suspect","*.io":"anonymous"} c {"ghcr.io":"suspect"}; names b,c; account [b,c]; settings 4
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "ghcr.io", none for Docker Hub; another image here is of "gchr.io/acme/app" (container "c1", image "app")
  [PG202] secret "b" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub); a similar name there is "c" (container "c0", image "acme/app:3")
  [PG202] secret "b" does not exist in namespace "shop": the host "gchr.io" looks like a slip of "ghcr.io"; a similar name there is "c" (container "c2", image "gchr.io/acme/app:1")
  Fix:
  set the image to "gchr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  set the image to "ghcr.io/acme/app:1" in container "c2"
  kubectl -n shop create secret docker-registry b --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=gchr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: c}, {name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"c"},{"name":"regcred-2"}]}'
  Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
`

exports[`test/drawn-plans.test.ts > TAP > objects 35 to 39 > must match snapshot 1`] = `
Deployment ghcr.io/acme/app:1.4 ghcr.io/acme/app GHCR.io/acme/app:1; c {"ghcr.io/acme":"hopeless","quay.example.com:443":"good"}; names c,gone; account [b]; settings 1
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG202] secret "gone" does not exist in namespace "shop": the host of the image is written with capitals, and the kubelet compares letter case (container "c2", image "GHCR.io/acme/app:1")
  [PG305] the credential for ghcr.io cannot work: secret "c", key "ghcr.io/acme": the user says _json_key, but the password is no service account key (containers "c0", "c1", images "ghcr.io/acme/app:1.4", "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  set the image to "ghcr.io/acme/app:1" in container "c2"
  kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: c}, {name: gone}, {name: regcred}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
Pod gchr.io/acme/app:1 acme/app:3; regcred {"ghcr.io/acme":"suspect","https://index.docker.io/v1/":"good","quay.example.com:443":"good"} b {"https://index.docker.io/v1/":"suspect","quay.example.com:443":"suspect","*.io":"suspect"} c {"quay.example.com":"stale","quay.example.com:443":"good","*.io":"good"}; names regcred,b; account [c]; settings 0
  admitted
  warning: Pullgate: [PG305] the credential for gchr.io looks wrong: secret "b", key "*.io": the password holds a line break (echo without -n) (container "c0", image "gchr.io/acme/app:1"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=gchr.io --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: b}, {name: regcred-2}]
  warning: Pullgate: [PG305] the credential for docker.io (Docker Hub) looks wrong: secret "b", key "*.io": the password holds a line break (echo without -n) (container "c1", image "acme/app:3"). Fix: (1) kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}, {name: b}, {name: regcred-2}]
Pod quay.example.com/acme/tool:2 ghcr.io/acme/app app; regcred {"quay.example.com:443":"good","*.io":"anonymous"} b {"ghcr.io/acme":"good","quay.example.com:443":"anonymous"}; names -; account [regcred]; settings 3
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (containers "c1", "c2", images "ghcr.io/acme/app", "app")
  [PG104] no digest: images must be pinned by digest here (container "c0", image "quay.example.com/acme/tool:2")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "ghcr.io/acme/app")
  [PG104] no digest: images must be pinned by digest here (container "c2", image "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of this namespace are for "ghcr.io" and "quay.example.com:443", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "app")
  [PG201] no pull secret for quay.example.com: the pod names none (container "c0", image "quay.example.com/acme/tool:2")
  [PG206] no pull secret is named for ghcr.io: secret "b" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c1", image "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in containers "c1", "c2" (a version, or a digest)
  set the image to "quay.example.com/acme/tool:2@sha256:DIGEST" in container "c0"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"b"},{"name":"regcred-2"}]}'
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
  If the image is public, an operator can list quay.example.com/acme/ under registries.public.
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
Pod app gchr.io/acme/app:1; regcred {"ghcr.io":"good","quay.example.com":"hopeless","*.io":"suspect"} b {} c malformed; names c; account []; settings 4
  denied
  [PG301] secret "c" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c0", "c1", images "app", "gchr.io/acme/app:1")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of this namespace are for "*.io", "ghcr.io" and "quay.example.com", none for Docker Hub; another image here is of "gchr.io/acme/app" (container "c0", image "app")
  Fix:
  set the image to "gchr.io/acme/app:TAG" in container "c0" (a version, or a digest)
  set spec.imagePullSecrets to [{name: regcred}]
  Note: secret "regcred" matches gchr.io; it may not work: the password holds a line break (echo without -n)
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
Pod ghcr.io/acme/app ghcr.io/acme/app; regcred {"ghcr.io/acme":"suspect"} b opaque c malformed; names ; account [regcred]; settings 5
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (containers "c0", "c1", image "ghcr.io/acme/app")
  [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created; it may not work: the password holds a line break (echo without -n) (containers "c0", "c1", image "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in containers "c0", "c1" (a version, or a digest)
  set spec.imagePullSecrets to [{name: regcred}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
`

exports[`test/drawn-plans.test.ts > TAP > objects 40 to 44 > must match snapshot 1`] = `
Pod docker://quay.io/x:1 ghcr.io/acme/app:1.4 gchr.io/acme/app:1; regcred {"quay.example.com":"suspect","quay.example.com:443":"expired","*.io":"good"} b opaque c malformed; names regcred,b,c,gone; account []; settings 4
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  [PG301] secret "c" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c1", "c2", images "ghcr.io/acme/app:1.4", "gchr.io/acme/app:1")
  Fix:
  set the image to "quay.io/x:1" in container "c0"
  set spec.imagePullSecrets to [{name: regcred}, {name: b}, {name: gone}]
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Pod GHCR.io/acme/app:1; b {"ghcr.io":"suspect","ghcr.io/acme":"good","*.io":"suspect"} c {"ghcr.io":"hopeless","ghcr.io/acme":"good","https://index.docker.io/v1/":"stale"}; names c; account [b]; settings 3
  denied
  [PG104] no digest: images must be pinned by digest here (container "c0", image "GHCR.io/acme/app:1")
  [PG402] the list of the pod hides the pull secret for GHCR.io: ServiceAccount shop/default lists secret "b", which matches, but it is used only where the pod has no imagePullSecrets; it may not work: the password holds a line break (echo without -n) (container "c0", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "GHCR.io/acme/app:1@sha256:DIGEST" in container "c0"
  set spec.imagePullSecrets to [{name: c}, {name: b}]
Deployment nginx:1 nginx:1 GHCR.io/acme/app:1; regcred {"https://index.docker.io/v1/":"expired"} b {"*.io":"suspect"} c {"https://index.docker.io/v1/":"expired","quay.example.com":"anonymous"}; names ; account [c]; settings 0
  denied
  [PG206] no pull secret is named for GHCR.io: secret "b" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c2", image "GHCR.io/acme/app:1")
  [PG303] the credential for docker.io (Docker Hub) has expired: secret "c", key "https://index.docker.io/v1/", holds a token that says so itself (containers "c0", "c1", image "nginx:1")
  Fix:
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: c}, {name: b}, {name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"},{"name":"b"},{"name":"regcred-2"}]}'
  Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
  If the image is public, an operator can list GHCR.io/acme/ under registries.public.
Pod acme/app:3 ghcr.io/other/x:latest quay.example.com/acme/TOOL:2; regcred {"quay.example.com:443":"stale"} b opaque c {"https://index.docker.io/v1/":"expired","quay.example.com":"suspect","*.io":"stale"}; names -; account [b,c]; settings 5
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c2", image "quay.example.com/acme/TOOL:2")
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c1", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c2"
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  set spec.imagePullSecrets to [{name: c}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"c"}]}'
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
Deployment ghcr.io/acme/app:1.4 ghcr.io/acme/app acme/app:3; b malformed c opaque; names c; account [c]; settings 4
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG204] secret "c" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it, although its data key ".dockerconfigjson" holds a matching credential (containers "c0", "c1", images "ghcr.io/acme/app:1.4", "ghcr.io/acme/app")
  [PG204] secret "c" is no pull secret for docker.io (Docker Hub): its type is "Opaque", so the kubelet skips it; its data key ".dockerconfigjson" holds other registries (container "c2", image "acme/app:3")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
`

exports[`test/drawn-plans.test.ts > TAP > objects 45 to 49 > must match snapshot 1`] = `
Deployment gchr.io/acme/app:1 ghcr.io/acme/app GHCR.io/acme/app:1; regcred {"ghcr.io":"stale","ghcr.io/acme":"hopeless"} b opaque; names -; account []; settings 5
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c1", image "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  set spec.template.spec.imagePullSecrets to [{name: regcred}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"}]}'
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
Deployment quay.example.com/acme/tool:2 quay.example.com/acme/TOOL:2 GHCR.io/acme/app:1; regcred {"ghcr.io":"suspect"} c opaque; names c,gone; account [regcred]; settings 4
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c1", image "quay.example.com/acme/TOOL:2")
  [PG204] secret "c" is no pull secret for GHCR.io: its type is "Opaque", so the kubelet skips it; its data key ".dockerconfigjson" holds other registries (container "c2", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=GHCR.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: gone}, {name: regcred-2}]
Pod app ghcr.io/acme/app:1.4 ghcr.io/acme/app; regcred {"https://index.docker.io/v1/":"good","quay.example.com":"good","*.io":"hopeless"} b {"quay.example.com:443":"stale","*.io":"hopeless"} c {"ghcr.io/acme":"suspect","quay.example.com":"hopeless"}; names gone; account -; settings 6
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (containers "c0", "c2", images "app", "ghcr.io/acme/app")
  [PG202] secret "gone" does not exist in namespace "shop": nothing else in the list matches ghcr.io; secret "c" of this namespace does, but may not work: the password holds a line break (echo without -n) (containers "c1", "c2", images "ghcr.io/acme/app:1.4", "ghcr.io/acme/app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in containers "c0", "c2" (a version, or a digest)
  set spec.imagePullSecrets to [{name: c}]
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); another image here is of "ghcr.io/acme/app" (container "c0", image "app"). Fix: set the image to "ghcr.io/acme/app:TAG"
Deployment ghcr.io/other/x:latest ghcr.io/acme/app:1.4; regcred malformed b {"ghcr.io":"good","ghcr.io/acme":"good"} c {"ghcr.io/acme":"anonymous","https://index.docker.io/v1/":"stale","quay.example.com":"stale"}; names b,gone; account []; settings 0
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" (a version, or a digest)
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Deployment docker://quay.io/x:1 app; regcred {"ghcr.io":"anonymous","quay.example.com:443":"anonymous"} b {"ghcr.io/acme":"good"} c {"ghcr.io":"stale","ghcr.io/acme":"suspect","https://index.docker.io/v1/":"good"}; names regcred,b,c; account [regcred,b]; settings 0
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "app")
  Fix:
  set the image to "quay.io/x:1" in container "c0"
  set the image to "REGISTRY/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: b}, {name: c}, {name: regcred-2}]
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21) (container "c1", image "app"). Fix: set the image to "REGISTRY/app:TAG"
`

exports[`test/drawn-plans.test.ts > TAP > objects 5 to 9 > must match snapshot 1`] = `
Pod quay.example.com/acme/TOOL:2 ghcr.io/other/x:latest GHCR.io/acme/app:1; regcred {"ghcr.io":"good"} c {}; names regcred,b; account [b]; settings 5
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c0", image "quay.example.com/acme/TOOL:2")
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c0"
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  warning: Pullgate: [PG203] secret "b" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Pod nginx:1; regcred {"ghcr.io/acme":"stale","*.io":"suspect"} b opaque c {"ghcr.io":"suspect","ghcr.io/acme":"suspect","quay.example.com":"hopeless","*.io":"stale"}; names -; account [b,c]; settings 2
  admitted
Pod ghcr.io/other/x:latest gchr.io/acme/app:1; b malformed c {"ghcr.io":"expired","ghcr.io/acme":"stale","https://index.docker.io/v1/":"stale","quay.example.com":"anonymous","quay.example.com:443":"expired"}; names -; account [b]; settings 5
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  [PG201] no pull secret for ghcr.io: the pod names none (container "c0", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c0" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"regcred"}]}'
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
Deployment ghcr.io/acme/app:1.4 nginx:1 GHCR.io/acme/app:1; regcred {"ghcr.io":"suspect","quay.example.com":"suspect","quay.example.com:443":"good"} b {"quay.example.com":"good","quay.example.com:443":"good"}; names b,gone; account [regcred]; settings 3
  denied
  [PG104] no digest: images must be pinned by digest here (container "c0", image "ghcr.io/acme/app:1.4")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "nginx:1")
  [PG104] no digest: images must be pinned by digest here (container "c2", image "GHCR.io/acme/app:1")
  [PG202] secret "gone" does not exist in namespace "shop": the host of the image is written with capitals, and the kubelet compares letter case (container "c2", image "GHCR.io/acme/app:1")
  [PG402] the list of the pod template hides the pull secret for ghcr.io: ServiceAccount shop/default lists secret "regcred", which matches, but it is used only where the pod template has no imagePullSecrets; it may not work: the password holds a line break (echo without -n) (container "c0", image "ghcr.io/acme/app:1.4")
  Fix:
  set the image to "ghcr.io/acme/app:1.4@sha256:DIGEST" in container "c0"
  set the image to "nginx:1@sha256:DIGEST" in container "c1"
  set the image to "GHCR.io/acme/app:1@sha256:DIGEST" in container "c2"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=GHCR.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: b}, {name: gone}, {name: regcred}, {name: regcred-2}]
Deployment GHCR.io/acme/app:1; regcred malformed c {"ghcr.io":"stale","https://index.docker.io/v1/":"good","quay.example.com":"hopeless","*.io":"good"}; names regcred,c,gone; account [b,c]; settings 6
  denied
  [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (container "c0", image "GHCR.io/acme/app:1")
  [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  Fix:
  set spec.template.spec.imagePullSecrets to [{name: c}]
`

exports[`test/drawn-plans.test.ts > TAP > objects 50 to 54 > must match snapshot 1`] = `
Pod GHCR.io/acme/app:1 quay.example.com/acme/TOOL:2 docker://quay.io/x:1; regcred {"quay.example.com":"good","quay.example.com:443":"suspect"} b opaque c {"https://index.docker.io/v1/":"good","quay.example.com:443":"good"}; names regcred,b; account -; settings 6
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c1", image "quay.example.com/acme/TOOL:2")
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c2", image "docker://quay.io/x:1")
  [PG205] no pull secret matches GHCR.io: the host of the image is written with capitals, and the kubelet compares letter case (container "c0", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c1"
  set the image to "quay.io/x:1" in container "c2"
  set the image to "ghcr.io/acme/app:1" in container "c0"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred}, {name: b}, {name: regcred-2}, {name: regcred-3}]
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token; the password is a classic personal access token with read:packages; fine-grained ones are refused
Deployment nginx:1 nginx:1 gchr.io/acme/app:1; regcred malformed b {"ghcr.io":"anonymous","ghcr.io/acme":"anonymous","*.io":"good"} c {"quay.example.com:443":"stale"}; names b; account [b]; settings 4
  admitted
Pod acme/app:3 quay.example.com/acme/tool:2 gchr.io/acme/app:1; regcred malformed b opaque c {"ghcr.io/acme":"hopeless"}; names b,c,gone; account [regcred]; settings 2
  denied
  [PG202] secret "gone" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c0", image "acme/app:3")
  [PG202] secret "gone" does not exist in namespace "shop": nothing else in the list matches quay.example.com (container "c1", image "quay.example.com/acme/tool:2")
  [PG202] secret "gone" does not exist in namespace "shop": the host "gchr.io" looks like a slip of "ghcr.io" (container "c2", image "gchr.io/acme/app:1")
  Fix:
  set the image to "ghcr.io/acme/app:1" in container "c2"
  kubectl -n shop create secret docker-registry gone --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: c}, {name: gone}, {name: regcred-2}, {name: regcred-3}]
  Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read; the password is a classic personal access token with read:packages; fine-grained ones are refused
Pod ghcr.io/acme/app quay.example.com/acme/TOOL:2 GHCR.io/acme/app:1; regcred {"https://index.docker.io/v1/":"stale","quay.example.com:443":"anonymous"} b {} c {"https://index.docker.io/v1/":"suspect"}; names b,c,gone; account []; settings 2
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c1", image "quay.example.com/acme/TOOL:2")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "ghcr.io/acme/app")
  [PG202] secret "gone" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/acme/app")
  [PG202] secret "gone" does not exist in namespace "shop": the host of the image is written with capitals, and the kubelet compares letter case (container "c2", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c1"
  set the image to "ghcr.io/acme/app:TAG" in container "c0" (a version, or a digest)
  set the image to "ghcr.io/acme/app:1" in container "c2"
  kubectl -n shop create secret docker-registry gone --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: c}, {name: gone}, {name: regcred-2}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
Pod gchr.io/acme/app:1 gchr.io/acme/app:1 docker://quay.io/x:1; regcred {"ghcr.io/acme":"expired","https://index.docker.io/v1/":"good","quay.example.com":"good","quay.example.com:443":"hopeless"} b opaque c malformed; names regcred,c,gone; account []; settings 6
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c2", image "docker://quay.io/x:1")
  [PG301] secret "c" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c0", "c1", image "gchr.io/acme/app:1")
  [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  Fix:
  set the image to "quay.io/x:1" in container "c2"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=gchr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}, {name: regcred-3}]
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token
`

exports[`test/drawn-plans.test.ts > TAP > objects 55 to 59 > must match snapshot 1`] = `
Pod quay.example.com/acme/TOOL:2 ghcr.io/acme/app:1.4 ghcr.io/acme/app; regcred {"https://index.docker.io/v1/":"stale"} b {} c {"https://index.docker.io/v1/":"hopeless"}; names -; account [b]; settings 0
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c0", image "quay.example.com/acme/TOOL:2")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c2", image "ghcr.io/acme/app")
  [PG201] no pull secret for ghcr.io: the pod names none (containers "c1", "c2", images "ghcr.io/acme/app:1.4", "ghcr.io/acme/app")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c0"
  set the image to "ghcr.io/acme/app:TAG" in container "c2" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"regcred-2"},{"name":"regcred-3"}]}'
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
Pod app; regcred malformed b {"ghcr.io/acme":"good"} c {"ghcr.io":"anonymous","https://index.docker.io/v1/":"suspect","quay.example.com:443":"suspect"}; names -; account []; settings 5
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "app")
  Fix:
  set the image to "REGISTRY/app:TAG" (a version, or a digest)
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21) (container "c0", image "app"). Fix: set the image to "REGISTRY/app:TAG"
Pod ghcr.io/other/x:latest nginx:1; regcred {"https://index.docker.io/v1/":"anonymous","*.io":"anonymous"} c {}; names -; account [b]; settings 3
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  [PG104] no digest: images must be pinned by digest here (container "c0", image "ghcr.io/other/x:latest")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "nginx:1")
  [PG201] no pull secret for ghcr.io: the pod names none (container "c0", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c0" (a version, or a digest)
  set the image to "nginx:1@sha256:DIGEST" in container "c1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"regcred-2"}]}'
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
Pod docker://quay.io/x:1 GHCR.io/acme/app:1; regcred {"ghcr.io/acme":"good","quay.example.com:443":"good"} c {}; names gone; account [regcred]; settings 0
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  [PG202] secret "gone" does not exist in namespace "shop": the host of the image is written with capitals, and the kubelet compares letter case (container "c1", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "quay.io/x:1" in container "c0"
  set the image to "ghcr.io/acme/app:1" in container "c1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: gone}, {name: regcred}, {name: regcred-2}]
  Note: secret "regcred" matches ghcr.io; the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token
Deployment GHCR.io/acme/app:1 docker://quay.io/x:1; b {"ghcr.io":"hopeless","quay.example.com":"good","*.io":"good"} c {"ghcr.io":"stale","quay.example.com":"suspect","*.io":"good"}; names c,gone; account [c]; settings 4
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c1", image "docker://quay.io/x:1")
  Fix:
  set the image to "quay.io/x:1"
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
`

exports[`test/drawn-plans.test.ts > TAP > objects 60 to 64 > must match snapshot 1`] = `
Pod quay.example.com/acme/tool:2 GHCR.io/acme/app:1 docker://quay.io/x:1; b {"ghcr.io":"anonymous","ghcr.io/acme":"anonymous","quay.example.com":"good"} c {"quay.example.com":"expired"}; names b,gone; account [regcred,b,c]; settings 2
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c2", image "docker://quay.io/x:1")
  [PG202] secret "gone" does not exist in namespace "shop": the host of the image is written with capitals, and the kubelet compares letter case (container "c1", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "quay.io/x:1" in container "c2"
  set the image to "ghcr.io/acme/app:1" in container "c1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: gone}, {name: regcred-2}, {name: regcred-3}]
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token; the password is a classic personal access token with read:packages; fine-grained ones are refused
Pod acme/app:3 docker://quay.io/x:1; regcred malformed b opaque c malformed; names b,c; account [regcred,c]; settings 6
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c1", image "docker://quay.io/x:1")
  [PG301] secret "c" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (container "c0", image "acme/app:3")
  Fix:
  set the image to "quay.io/x:1" in container "c1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: regcred-2}, {name: regcred-3}]
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token; the user is a Docker ID, not an e-mail address; the password is an access token that may read
Pod ghcr.io/acme/app ghcr.io/other/x:latest quay.example.com/acme/tool:2; regcred {"ghcr.io":"good"} c {"ghcr.io":"good","https://index.docker.io/v1/":"hopeless"}; names b; account []; settings 4
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "ghcr.io/acme/app")
  [PG202] secret "b" does not exist in namespace "shop": nothing else in the list matches ghcr.io; secret "c" of this namespace does (containers "c0", "c1", images "ghcr.io/acme/app", "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in container "c0" (a version, or a digest)
  set spec.imagePullSecrets to [{name: c}]
Deployment gchr.io/acme/app:1 ghcr.io/acme/app:1.4 ghcr.io/acme/app; regcred {"ghcr.io":"expired","ghcr.io/acme":"suspect","https://index.docker.io/v1/":"hopeless","quay.example.com":"good"} b {"quay.example.com:443":"good"} c {"ghcr.io/acme":"expired","quay.example.com:443":"anonymous","*.io":"suspect"}; names regcred; account [regcred,b]; settings 2
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c2", image "ghcr.io/acme/app")
  [PG206] no pull secret is named for gchr.io: secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c0", image "gchr.io/acme/app:1")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c2" (a version, or a digest)
  set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: c}]
  If the image is public, an operator can list gchr.io/acme/ under registries.public.
  warning: Pullgate: [PG305] the credential for ghcr.io looks wrong: secret "regcred", key "ghcr.io/acme": the password holds a line break (echo without -n) (containers "c1", "c2", images "ghcr.io/acme/app:1.4", "ghcr.io/acme/app")
Pod quay.example.com/acme/TOOL:2 quay.example.com/acme/TOOL:2; regcred {"ghcr.io":"expired","quay.example.com":"good","quay.example.com:443":"expired","*.io":"good"} b opaque c {"ghcr.io/acme":"hopeless","https://index.docker.io/v1/":"stale","quay.example.com":"expired","*.io":"expired"}; names regcred; account [c]; settings 5
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (containers "c0", "c1", image "quay.example.com/acme/TOOL:2")
  Fix:
  set the image to "quay.example.com/acme/tool:2"
`

exports[`test/drawn-plans.test.ts > TAP > objects 65 to 69 > must match snapshot 1`] = `
Pod app ghcr.io/acme/app docker://quay.io/x:1; regcred {"quay.example.com":"anonymous","quay.example.com:443":"anonymous","*.io":"suspect"} b {"ghcr.io":"hopeless","ghcr.io/acme":"anonymous","*.io":"hopeless"}; names b; account [c]; settings 2
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c2", image "docker://quay.io/x:1")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (containers "c0", "c1", images "app", "ghcr.io/acme/app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); another image here is of "ghcr.io/acme/app" (container "c0", image "app")
  [PG305] the credential for docker.io (Docker Hub) cannot work: secret "b", key "*.io": the user says _json_key, but the password is no service account key (container "c0", image "app")
  [PG305] the credential for ghcr.io cannot work: secret "b", key "ghcr.io": the user says _json_key, but the password is no service account key (container "c1", image "ghcr.io/acme/app")
  Fix:
  set the image to "quay.io/x:1" in container "c2"
  set the image to "ghcr.io/acme/app:TAG" in containers "c0", "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: regcred}, {name: regcred-2}]
  Note: secret "regcred" matches quay.io; it may not work: the password holds a line break (echo without -n); the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
Deployment ghcr.io/other/x:latest nginx:1; regcred {"ghcr.io":"good","https://index.docker.io/v1/":"hopeless","quay.example.com:443":"expired","*.io":"anonymous"} b {} c {"https://index.docker.io/v1/":"suspect"}; names regcred,b; account []; settings 6
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" (a version, or a digest)
  warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is empty: secret "regcred", key "*.io", is tried after secret "regcred" (container "c0", image "ghcr.io/other/x:latest")
Pod ghcr.io/acme/app:1.4 ghcr.io/other/x:latest; regcred {"ghcr.io/acme":"good"} b opaque c {"quay.example.com":"good","*.io":"suspect"}; names -; account [regcred]; settings 5
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created (container "c0", image "ghcr.io/acme/app:1.4")
  [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n) (container "c1", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  set spec.imagePullSecrets to [{name: regcred}, {name: c}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"c"}]}'
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
Deployment GHCR.io/acme/app:1 quay.example.com/acme/tool:2; regcred {"ghcr.io/acme":"suspect"} b opaque c {"ghcr.io":"stale","ghcr.io/acme":"expired","https://index.docker.io/v1/":"suspect","*.io":"suspect"}; names regcred,gone; account [c]; settings 6
  denied
  [PG202] secret "gone" does not exist in namespace "shop": nothing else in the list matches quay.example.com (container "c1", image "quay.example.com/acme/tool:2")
  [PG402] the list of the pod template hides the pull secret for GHCR.io: ServiceAccount shop/default lists secret "c", which matches, but it is used only where the pod template has no imagePullSecrets; it may not work: the password holds a line break (echo without -n) (container "c0", image "GHCR.io/acme/app:1")
  Fix:
  if secret "gone" is part of this apply, apply again; else:
  kubectl -n shop create secret docker-registry gone --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: gone}, {name: c}]
Pod quay.example.com/acme/tool:2 quay.example.com/acme/TOOL:2 docker://quay.io/x:1; regcred {"quay.example.com":"stale"} b {"https://index.docker.io/v1/":"good"} c {"ghcr.io":"stale","*.io":"expired"}; names -; account [regcred,b]; settings 5
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c1", image "quay.example.com/acme/TOOL:2")
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c2", image "docker://quay.io/x:1")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c1"
  set the image to "quay.io/x:1" in container "c2"
`

exports[`test/drawn-plans.test.ts > TAP > objects 70 to 74 > must match snapshot 1`] = `
Deployment acme/app:3 ghcr.io/acme/app:1.4 docker://quay.io/x:1; regcred {"https://index.docker.io/v1/":"good"} b {"ghcr.io/acme":"expired","https://index.docker.io/v1/":"good","quay.example.com:443":"good","*.io":"anonymous"} c {"ghcr.io/acme":"hopeless","quay.example.com":"good"}; names regcred,c,gone; account []; settings 4
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c2", image "docker://quay.io/x:1")
  [PG305] the credential for ghcr.io cannot work: secret "c", key "ghcr.io/acme": the user says _json_key, but the password is no service account key (container "c1", image "ghcr.io/acme/app:1.4")
  Fix:
  set the image to "quay.io/x:1" in container "c2"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: c}, {name: gone}, {name: regcred-2}, {name: regcred-3}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token
Deployment ghcr.io/acme/app quay.example.com/acme/TOOL:2 GHCR.io/acme/app:1; regcred malformed b {"quay.example.com:443":"stale","*.io":"anonymous"} c malformed; names -; account []; settings 2
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c1", image "quay.example.com/acme/TOOL:2")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "ghcr.io/acme/app")
  [PG201] no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none (container "c0", image "ghcr.io/acme/app")
  [PG201] no pull secret for GHCR.io: the host of the image is written with capitals, and the kubelet compares letter case (container "c2", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c1"
  set the image to "ghcr.io/acme/app:TAG" in container "c0" (a version, or a digest)
  set the image to "ghcr.io/acme/app:1" in container "c2"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"},{"name":"regcred-3"}]}'
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
Deployment gchr.io/acme/app:1 app nginx:1; regcred malformed c {"https://index.docker.io/v1/":"suspect","quay.example.com:443":"stale"}; names regcred,b,c,gone; account [b]; settings 0
  denied
  [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c0", "c1", "c2", images "gchr.io/acme/app:1", "app", "nginx:1")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "app")
  Fix:
  set the image to "gchr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=gchr.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: b}, {name: c}, {name: gone}, {name: regcred-2}]
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); another image here is of "gchr.io/acme/app" (container "c1", image "app"). Fix: set the image to "gchr.io/acme/app:TAG"
  warning: Pullgate: [PG203] secret "b" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Pod quay.example.com/acme/TOOL:2 ghcr.io/acme/app ghcr.io/other/x:latest; b {"ghcr.io":"suspect","https://index.docker.io/v1/":"good"} c {"ghcr.io":"good","ghcr.io/acme":"anonymous","https://index.docker.io/v1/":"good","quay.example.com:443":"expired","*.io":"suspect"}; names regcred,b,c,gone; account []; settings 0
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c0", image "quay.example.com/acme/TOOL:2")
  [PG101] the tag is "latest": tomorrow it can be another image (container "c2", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c0"
  set the image to "ghcr.io/other/x:TAG" in container "c2" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred}, {name: b}, {name: c}, {name: gone}, {name: regcred-2}]
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warning: Pullgate: [PG203] secret "regcred" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is empty: secret "c", key "ghcr.io/acme", is tried before secret "c" (container "c1", image "ghcr.io/acme/app")
  warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is suspect: secret "b", key "ghcr.io", is tried before secret "c" (container "c2", image "ghcr.io/other/x:latest")
Pod nginx:1 app nginx:1; regcred {"ghcr.io":"suspect","ghcr.io/acme":"hopeless","https://index.docker.io/v1/":"hopeless","quay.example.com":"suspect","quay.example.com:443":"expired"} b {"https://index.docker.io/v1/":"expired","quay.example.com:443":"stale"} c {"ghcr.io/acme":"good","https://index.docker.io/v1/":"suspect","quay.example.com":"good","*.io":"hopeless"}; names b; account [regcred]; settings 1
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "app")
  [PG303] the credential for docker.io (Docker Hub) has expired: secret "b", key "https://index.docker.io/v1/", holds a token that says so itself (containers "c0", "c1", "c2", images "nginx:1", "app")
  Fix:
  set the image to "REGISTRY/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: regcred-2}]
  Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21) (container "c1", image "app"). Fix: set the image to "REGISTRY/app:TAG"
`

exports[`test/drawn-plans.test.ts > TAP > objects 75 to 79 > must match snapshot 1`] = `
Pod ghcr.io/other/x:latest acme/app:3 app; b {"ghcr.io":"anonymous","*.io":"expired"} c {"quay.example.com":"hopeless"}; names regcred,c,gone; account [regcred,c]; settings 0
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c2", image "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "quay.example.com", none for Docker Hub; another image here is of "ghcr.io/other/" (container "c2", image "app")
  [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches ghcr.io (container "c0", image "ghcr.io/other/x:latest")
  [PG202] secret "regcred" does not exist in namespace "shop": nothing else in the list matches docker.io (Docker Hub) (container "c1", image "acme/app:3")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c0" (a version, or a digest)
  set the image to "ghcr.io/other/app:TAG" in container "c2" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred}, {name: c}, {name: gone}, {name: regcred-2}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
Pod ghcr.io/acme/app:1.4 acme/app:3; regcred {"ghcr.io":"good","https://index.docker.io/v1/":"good"} b {"ghcr.io":"stale","quay.example.com":"anonymous","*.io":"anonymous"} c malformed; names -; account [c]; settings 1
  denied
  [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app:1.4")
  [PG206] no pull secret is named for docker.io (Docker Hub): secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c1", image "acme/app:3")
  Fix:
  set spec.imagePullSecrets to [{name: regcred}]
  or, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"},{"name":"regcred"}]}'
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list docker.io/acme/ under registries.public.
Deployment GHCR.io/acme/app:1 nginx:1 GHCR.io/acme/app:1; regcred {"quay.example.com":"stale","quay.example.com:443":"expired"} b {} c malformed; names regcred,gone; account -; settings 6
  denied
  [PG202] secret "gone" does not exist in namespace "shop": the host of the image is written with capitals, and the kubelet compares letter case (containers "c0", "c2", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "ghcr.io/acme/app:1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: gone}, {name: regcred-2}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
Pod quay.example.com/acme/tool:2 ghcr.io/acme/app:1.4 nginx:1; regcred {"quay.example.com:443":"good"} b {"ghcr.io/acme":"good","https://index.docker.io/v1/":"anonymous","quay.example.com":"expired","*.io":"good"} c {"ghcr.io/acme":"suspect","https://index.docker.io/v1/":"stale","quay.example.com":"good"}; names -; account [regcred,c]; settings 2
  denied
  [PG206] no pull secret is named for quay.example.com: secret "c" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created (container "c0", image "quay.example.com/acme/tool:2")
  [PG206] no pull secret is named for ghcr.io: secret "b" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c1", image "ghcr.io/acme/app:1.4")
  Fix:
  set spec.imagePullSecrets to [{name: c}, {name: b}]
  or, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"c"},{"name":"b"}]}'
  If the image is public, an operator can list quay.example.com/acme/ under registries.public.
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
Deployment acme/app:3 ghcr.io/other/x:latest GHCR.io/acme/app:1; regcred {"ghcr.io":"expired","https://index.docker.io/v1/":"stale","quay.example.com:443":"stale"}; names regcred,b,c; account -; settings 6
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  [PG202] secret "b" does not exist in namespace "shop": the host of the image is written with capitals, and the kubelet compares letter case (container "c2", image "GHCR.io/acme/app:1")
  [PG303] the credential for ghcr.io has expired: secret "regcred", key "ghcr.io", holds a token that says so itself (container "c1", image "ghcr.io/other/x:latest")
  [PG306] the credential for docker.io (Docker Hub) is probably stale: secret "regcred", key "https://index.docker.io/v1/", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c0", image "acme/app:3")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  set the image to "ghcr.io/acme/app:1" in container "c2"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: b}, {name: c}, {name: regcred-2}, {name: regcred-3}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused; the user is a Docker ID, not an e-mail address; the password is an access token that may read
  warning: Pullgate: [PG305] the credential for docker.io (Docker Hub) looks wrong: secret "regcred", key "https://index.docker.io/v1/": the token was issued for another registry (container "c0", image "acme/app:3")
`

exports[`test/drawn-plans.test.ts > TAP > objects 80 to 84 > must match snapshot 1`] = `
Deployment ghcr.io/acme/app app quay.example.com/acme/TOOL:2; regcred malformed b {"ghcr.io/acme":"good","quay.example.com":"suspect","*.io":"hopeless"} c malformed; names b,c,gone; account -; settings 5
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c2", image "quay.example.com/acme/TOOL:2")
  [PG301] secret "c" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c0", "c1", images "ghcr.io/acme/app", "app")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (containers "c0", "c1", images "ghcr.io/acme/app", "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod template are for "*.io", "ghcr.io" and "quay.example.com", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c1", image "app")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c2"
  set the image to "ghcr.io/acme/app:TAG" in containers "c0", "c1" (a version, or a digest)
  set spec.template.spec.imagePullSecrets to [{name: b}, {name: gone}]
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Pod docker://quay.io/x:1 ghcr.io/other/x:latest gchr.io/acme/app:1; regcred {"ghcr.io":"good","quay.example.com:443":"stale"} b {} c {"ghcr.io/acme":"good","quay.example.com:443":"good","*.io":"good"}; names ; account [regcred,b]; settings 2
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  [PG206] no pull secret is named for ghcr.io: secret "regcred" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created (container "c1", image "ghcr.io/other/x:latest")
  [PG206] no pull secret is named for gchr.io: secret "c" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c2", image "gchr.io/acme/app:1")
  Fix:
  set the image to "quay.io/x:1" in container "c0"
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  set spec.imagePullSecrets to [{name: regcred}, {name: c}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"b"},{"name":"c"}]}'
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
  If the image is public, an operator can list gchr.io/acme/ under registries.public.
Pod quay.example.com/acme/TOOL:2 quay.example.com/acme/TOOL:2 GHCR.io/acme/app:1; regcred {"ghcr.io":"good","*.io":"hopeless"} c {"ghcr.io/acme":"good","quay.example.com":"stale","quay.example.com:443":"suspect","*.io":"stale"}; names -; account [b,c]; settings 3
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (containers "c0", "c1", image "quay.example.com/acme/TOOL:2")
  [PG104] no digest: images must be pinned by digest here (container "c2", image "GHCR.io/acme/app:1")
  [PG206] no pull secret is named for GHCR.io: secret "c" of this namespace matches, but the pod does not name it; ServiceAccount shop/default lists it, but its list is only copied when a Pod is created; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c2", image "GHCR.io/acme/app:1")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in containers "c0", "c1"
  set the image to "GHCR.io/acme/app:1@sha256:DIGEST" in container "c2"
  set spec.imagePullSecrets to [{name: c}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"c"}]}'
  If the image is public, an operator can list GHCR.io/acme/ under registries.public.
Pod nginx:1 ghcr.io/other/x:latest nginx:1; regcred {"quay.example.com":"good","*.io":"good"} b {"ghcr.io":"suspect","https://index.docker.io/v1/":"expired","quay.example.com:443":"good","*.io":"good"} c {"quay.example.com:443":"hopeless"}; names b,c; account -; settings 2
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" (a version, or a digest)
  warning: Pullgate: [PG207] several credentials match ghcr.io, and one of them is suspect: secret "b", key "ghcr.io", is tried before secret "b" (container "c1", image "ghcr.io/other/x:latest")
Pod ghcr.io/other/x:latest; regcred {"ghcr.io":"expired","ghcr.io/acme":"suspect"} b opaque c malformed; names b,gone; account [b]; settings 2
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  [PG204] secret "b" is no pull secret for ghcr.io: its type is "Opaque", so the kubelet skips it, although its data key ".dockerconfigjson" holds a matching credential (container "c0", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c0" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: gone}, {name: regcred-2}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
`

exports[`test/drawn-plans.test.ts > TAP > objects 85 to 89 > must match snapshot 1`] = `
Pod ghcr.io/acme/app:1.4 ghcr.io/acme/app:1.4 app; regcred {"https://index.docker.io/v1/":"hopeless","quay.example.com":"anonymous","*.io":"suspect"} b {"ghcr.io":"expired","*.io":"good"} c {"ghcr.io":"suspect","quay.example.com":"good"}; names c; account [c]; settings 0
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c2", image "app")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of the pod are for "ghcr.io" and "quay.example.com", none for Docker Hub; another image here is of "ghcr.io/acme/app" (container "c2", image "app")
  Fix:
  set the image to "ghcr.io/acme/app:TAG" in container "c2" (a version, or a digest)
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
  warning: Pullgate: [PG305] the credential for ghcr.io looks wrong: secret "c", key "ghcr.io": the password holds a line break (echo without -n) (containers "c0", "c1", image "ghcr.io/acme/app:1.4")
Pod GHCR.io/acme/app:1 ghcr.io/acme/app:1.4 quay.example.com/acme/tool:2; c {"ghcr.io/acme":"anonymous"}; names c; account [regcred,b,c]; settings 6
  denied
  [PG205] no pull secret matches GHCR.io: the host of the image is written with capitals, and the kubelet compares letter case (container "c0", image "GHCR.io/acme/app:1")
  [PG205] no pull secret matches quay.example.com: secret "c" has key "ghcr.io/acme" for another registry than the image's "quay.example.com" (container "c2", image "quay.example.com/acme/tool:2")
  [PG302] the credential for ghcr.io has no user name, so the pull is anonymous: secret "c", key "ghcr.io/acme": user name and "auth" are empty (container "c1", image "ghcr.io/acme/app:1.4")
  Fix:
  set the image to "ghcr.io/acme/app:1" in container "c0"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred-3}]
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the image is public, an operator can list quay.example.com/acme/ under registries.public.
Pod quay.example.com/acme/tool:2 acme/app:3 nginx:1; regcred {"https://index.docker.io/v1/":"anonymous","quay.example.com":"hopeless","quay.example.com:443":"expired"} b {"ghcr.io/acme":"hopeless","https://index.docker.io/v1/":"anonymous"} c {"ghcr.io":"hopeless","https://index.docker.io/v1/":"anonymous","quay.example.com":"anonymous"}; names b,c; account [b,c]; settings 4
  denied
  [PG302] the credential for docker.io (Docker Hub) has no user name, so the pull is anonymous: secret "b", key "https://index.docker.io/v1/": user name and "auth" are empty (container "c1", image "acme/app:3")
  Fix:
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: c}, {name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"c"},{"name":"regcred-2"}]}'
  Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
Pod app; regcred {"ghcr.io/acme":"good","https://index.docker.io/v1/":"good","quay.example.com":"expired"}; names regcred,gone; account [regcred]; settings 3
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "app")
  [PG104] no digest: images must be pinned by digest here (container "c0", image "app")
  Fix:
  set the image to "REGISTRY/app:TAG" in container "c0" (a version, or a digest)
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21) (container "c0", image "app"). Fix: set the image to "REGISTRY/app:TAG"
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Deployment ghcr.io/acme/app ghcr.io/other/x:latest nginx:1; b {"ghcr.io/acme":"suspect"} c {"ghcr.io":"hopeless","https://index.docker.io/v1/":"hopeless","*.io":"good"}; names -; account []; settings 4
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "ghcr.io/acme/app")
  [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it (container "c0", image "ghcr.io/acme/app")
  [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it (container "c1", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in container "c0" (a version, or a digest)
  set spec.template.spec.imagePullSecrets to [{name: c}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"c"}]}'
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
`

exports[`test/drawn-plans.test.ts > TAP > objects 90 to 94 > must match snapshot 1`] = `
Deployment docker://quay.io/x:1 quay.example.com/acme/TOOL:2 gchr.io/acme/app:1; regcred {"ghcr.io":"suspect","quay.example.com":"stale"} b {"ghcr.io/acme":"hopeless","https://index.docker.io/v1/":"hopeless"} c {"ghcr.io":"expired","ghcr.io/acme":"expired","quay.example.com":"anonymous","quay.example.com:443":"hopeless","*.io":"expired"}; names regcred; account [regcred]; settings 2
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  [PG103] not a valid image reference: the repository has upper-case letters (container "c1", image "quay.example.com/acme/TOOL:2")
  [PG205] no pull secret matches gchr.io: the host "gchr.io" looks like a slip of "ghcr.io" (container "c2", image "gchr.io/acme/app:1")
  Fix:
  set the image to "quay.io/x:1" in container "c0"
  set the image to "quay.example.com/acme/tool:2" in container "c1"
  set the image to "ghcr.io/acme/app:1" in container "c2"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token
Deployment quay.example.com/acme/TOOL:2 acme/app:3; regcred malformed b {"ghcr.io/acme":"hopeless","https://index.docker.io/v1/":"stale","quay.example.com:443":"anonymous","*.io":"good"} c {"quay.example.com:443":"expired"}; names -; account [regcred]; settings 3
  denied
  [PG103] not a valid image reference: the repository has upper-case letters (container "c0", image "quay.example.com/acme/TOOL:2")
  [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (container "c1", image "acme/app:3")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "acme/app:3")
  Fix:
  set the image to "quay.example.com/acme/tool:2" in container "c0"
  set the image to "acme/app:3@sha256:DIGEST" in container "c1"
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.example.com --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: b}, {name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"regcred-2"}]}'
  Note: secret "b" matches docker.io (Docker Hub)
Pod nginx:1 ghcr.io/acme/app ghcr.io/other/x:latest; regcred {"ghcr.io":"anonymous"} b opaque c malformed; names -; account []; settings 1
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c2", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c1", image "ghcr.io/acme/app")
  [PG201] no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none (container "c2", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c2" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred-2"}]}'
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
Deployment ghcr.io/other/x:latest ghcr.io/acme/app:1.4 acme/app:3; regcred malformed b {"*.io":"suspect"}; names -; account [regcred,c]; settings 6
  denied
  [PG301] secret "regcred" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c0", "c1", "c2", images "ghcr.io/other/x:latest", "ghcr.io/acme/app:1.4", "acme/app:3")
  [PG101] the tag is "latest": tomorrow it can be another image (container "c0", image "ghcr.io/other/x:latest")
  [PG203] secret "c" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c0" (a version, or a digest)
  set spec.template.spec.imagePullSecrets to [{name: b}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"}]}'
  Note: secret "b" matches ghcr.io; it may not work: the password holds a line break (echo without -n)
Deployment ghcr.io/acme/app:1.4 ghcr.io/acme/app ghcr.io/other/x:latest; regcred {"quay.example.com":"good","quay.example.com:443":"expired"} b {"ghcr.io":"stale","quay.example.com:443":"expired","*.io":"suspect"} c {"ghcr.io":"stale","https://index.docker.io/v1/":"expired","quay.example.com:443":"hopeless"}; names regcred,c; account [b]; settings 3
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c2", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "ghcr.io/acme/app")
  [PG104] no digest: images must be pinned by digest here (container "c0", image "ghcr.io/acme/app:1.4")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "ghcr.io/acme/app")
  [PG104] no digest: images must be pinned by digest here (container "c2", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c2" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  set the image to "ghcr.io/acme/app:1.4@sha256:DIGEST" in container "c0"
  warning: Pullgate: [PG306] the credential for ghcr.io is probably stale: secret "c", key "ghcr.io", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (containers "c0", "c1", "c2")
`

exports[`test/drawn-plans.test.ts > TAP > objects 95 to 99 > must match snapshot 1`] = `
Pod gchr.io/acme/app:1 acme/app:3 app; regcred malformed b {"ghcr.io":"good","https://index.docker.io/v1/":"expired","quay.example.com":"expired"} c malformed; names b,c,gone; account []; settings 1
  denied
  [PG301] secret "c" cannot be parsed, and that stops every pull of the pod: the entry is an array, not an object (at auths["quay.io"]) (containers "c0", "c1", "c2", images "gchr.io/acme/app:1", "acme/app:3", "app")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c2", image "app")
  Fix:
  set the image to "gchr.io/acme/app:TAG" in container "c2" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=gchr.io --docker-username=USER --docker-password=TOKEN
  kubectl -n shop create secret docker-registry regcred-3 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: b}, {name: gone}, {name: regcred-2}, {name: regcred-3}]
  Note: the user is a Docker ID, not an e-mail address; the password is an access token that may read
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); another image here is of "gchr.io/acme/app" (container "c2", image "app"). Fix: set the image to "gchr.io/acme/app:TAG"
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Pod quay.example.com/acme/tool:2 nginx:1 docker://quay.io/x:1; regcred {"ghcr.io":"stale","https://index.docker.io/v1/":"good","quay.example.com":"good"} b opaque c {"ghcr.io":"suspect","ghcr.io/acme":"expired","quay.example.com":"stale","quay.example.com:443":"hopeless"}; names regcred,gone; account []; settings 5
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c2", image "docker://quay.io/x:1")
  Fix:
  set the image to "quay.io/x:1"
  warning: Pullgate: [PG203] secret "gone" does not exist in namespace "shop": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event
Pod app ghcr.io/acme/app gchr.io/acme/app:1; b {"*.io":"hopeless"} c {"ghcr.io":"good","ghcr.io/acme":"good","*.io":"expired"}; names -; account [b]; settings 3
  denied
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "app")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1")
  [PG104] no digest: images must be pinned by digest here (container "c0")
  [PG104] no digest: images must be pinned by digest here (container "c1")
  [PG104] no digest: images must be pinned by digest here (container "c2")
  [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21); the pull secrets of this namespace are for "*.io" and "ghcr.io", none for Docker Hub (container "c0")
  [PG201] no pull secret for gchr.io: the host "gchr.io" looks like a slip of "ghcr.io" (container "c2")
  [PG206] no pull secret is named for ghcr.io: secret "c" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it (container "c1")
  Fix:
  set the image to "REGISTRY/app:TAG" in container "c0" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in container "c1" (a version, or a digest)
  set the image to "gchr.io/acme/app:1@sha256:DIGEST" in container "c2"
  kubectl -n shop create secret docker-registry regcred --docker-server=gchr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: c}, {name: regcred}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"b"},{"name":"c"},{"name":"regcred"}]}'
  Note: on Docker Hub the name begins with its organisation, "docker.io/ORGANISATION/"
  If the nodes can pull it under this name, an operator can list docker.io/library/app under registries.public.
Pod ghcr.io/acme/app ghcr.io/other/x:latest; b malformed; names -; account [regcred,c]; settings 3
  denied
  [PG101] the tag is "latest": tomorrow it can be another image (container "c1", image "ghcr.io/other/x:latest")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c0", image "ghcr.io/acme/app")
  [PG104] no digest: images must be pinned by digest here (container "c0", image "ghcr.io/acme/app")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "ghcr.io/other/x:latest")
  [PG201] no pull secret for ghcr.io: the pod names none (container "c0", image "ghcr.io/acme/app")
  [PG201] no pull secret for ghcr.io: the pod names none (container "c1", image "ghcr.io/other/x:latest")
  Fix:
  set the image to "ghcr.io/other/x:TAG" in container "c1" (a version, or a digest)
  set the image to "ghcr.io/acme/app:TAG" in container "c0" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN
  set spec.imagePullSecrets to [{name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"c"},{"name":"regcred-2"}]}'
  Note: the password is a classic personal access token with read:packages; fine-grained ones are refused
  If the image is public, an operator can list ghcr.io/acme/ under registries.public.
  If the image is public, an operator can list ghcr.io/other/ under registries.public.
Deployment docker://quay.io/x:1 app; regcred {"quay.example.com":"hopeless","quay.example.com:443":"suspect"} b opaque c {"https://index.docker.io/v1/":"stale"}; names -; account [regcred,c]; settings 3
  denied
  [PG103] not a valid image reference: it starts with a scheme, "docker://" (container "c0", image "docker://quay.io/x:1")
  [PG102] no tag and no digest: that means ":latest", and tomorrow it can be another image (container "c1", image "app")
  [PG104] no digest: images must be pinned by digest here (container "c1", image "app")
  [PG305] the credential for docker.io (Docker Hub) looks wrong: secret "c", key "https://index.docker.io/v1/": the token was issued for another registry (container "c1", image "app")
  Fix:
  set the image to "quay.io/x:1" in container "c0"
  set the image to "REGISTRY/app:TAG" in container "c1" (a version, or a digest)
  kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN
  set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]
  in place of the last line, for all pods of ServiceAccount "default":
  kubectl -n shop patch serviceaccount default --type=merge -p '{"imagePullSecrets":[{"name":"regcred"},{"name":"regcred-2"}]}'
  Note: the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token; the image is public and needs no login; a bad one stops the pull
  warning: Pullgate: [PG105] "app" has no registry in front, and is no Docker Official Image: only those have no organisation on Docker Hub (list of 2026-08-21) (container "c1", image "app"). Fix: set the image to "REGISTRY/app:TAG"
  warning: Pullgate: [PG306] the credential for docker.io (Docker Hub) is probably stale: secret "c", key "https://index.docker.io/v1/", holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives (container "c1", image "app")
`
