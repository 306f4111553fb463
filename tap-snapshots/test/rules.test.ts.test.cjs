/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/rules.test.ts > TAP > PG101: the tag is :latest > debug-container: an ephemeral container, too 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.ephemeralContainers[0].image",
      "message": "tag \\"latest\\" can mean another image tomorrow",
      "reason": "PG101",
    },
  ],
  "message": Array [
    "[PG101] tag \\"latest\\" can mean another image tomorrow (container \\"debugger\\" (ephemeral), image \\"busybox:latest\\"). Fix: set the image to \\"busybox:TAG\\" (a version, or a digest)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG101: the tag is :latest > pod: the tag latest is written 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "tag \\"latest\\" can mean another image tomorrow",
      "reason": "PG101",
    },
  ],
  "message": Array [
    "[PG101] tag \\"latest\\" can mean another image tomorrow (container \\"web\\", image \\"nginx:latest\\"). Fix: set the image to \\"nginx:TAG\\" (a version, or a digest)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG101: the tag is :latest > two-containers: the same finding is merged over containers, and another image has its own 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "tag \\"latest\\" can mean another image tomorrow",
      "reason": "PG101",
    },
    Object {
      "field": "spec.template.spec.containers[1].image",
      "message": "tag \\"latest\\" can mean another image tomorrow",
      "reason": "PG101",
    },
    Object {
      "field": "spec.template.spec.containers[2].image",
      "message": "tag \\"latest\\" can mean another image tomorrow",
      "reason": "PG101",
    },
  ],
  "message": Array [
    "2 image problems in Deployment shop/web, first: [PG101] tag \\"latest\\" can mean another image tomorrow (container \\"web\\").",
    "(1) [PG101] tag \\"latest\\" can mean another image tomorrow (containers \\"web\\", \\"api\\", image \\"nginx:latest\\"). Fix: set the image to \\"nginx:TAG\\" (a version, or a digest)",
    "(2) [PG101] tag \\"latest\\" can mean another image tomorrow (container \\"worker\\", image \\"registry.k8s.io/pause:latest\\"). Fix: set the image to \\"registry.k8s.io/pause:TAG\\" (a version, or a digest)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG102: no tag and no digest > image-volume: an image volume, too 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.volumes[0].image.reference",
      "message": "no tag and no digest, which means \\":latest\\"",
      "reason": "PG102",
    },
  ],
  "message": Array [
    "[PG102] no tag and no digest, which means \\":latest\\" (image volume \\"models\\", image \\"registry.k8s.io/models\\"). Fix: set the image to \\"registry.k8s.io/models:TAG\\" (a version, or a digest)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG102: no tag and no digest > nothing: a template without a value 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no tag and no digest, which means \\":latest\\": its name is what a template prints for a value that is not set",
      "reason": "PG102",
    },
  ],
  "message": Array [
    "[PG102] no tag and no digest, which means \\":latest\\" (container \\"web\\", image \\"null\\"): its name is what a template prints for a value that is not set. Fix: set the image to \\"null:TAG\\" (a version, or a digest)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG102: no tag and no digest > pod: neither tag nor digest 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no tag and no digest, which means \\":latest\\"",
      "reason": "PG102",
    },
  ],
  "message": Array [
    "[PG102] no tag and no digest, which means \\":latest\\" (container \\"web\\", image \\"nginx\\"). Fix: set the image to \\"nginx:TAG\\" (a version, or a digest)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG102: no tag and no digest > port: a port is no tag 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no tag and no digest, which means \\":latest\\"",
      "reason": "PG102",
    },
  ],
  "message": Array [
    "[PG102] no tag and no digest, which means \\":latest\\" (container \\"web\\", image \\"registry.example.com:5000/team/web\\"). Fix: set the image to \\"registry.example.com:5000/team/web:TAG\\" (a version, or a digest)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > blank: blanks around it pass the API server in a template 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "not a valid image reference: it has blanks or line breaks around it",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it has blanks or line breaks around it (container \\"web\\", image \\"nginx:1.27 \\"). Fix: set the image to \\"nginx:1.27\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > constant: a constant that something should have replaced 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "not a valid image reference: it holds the placeholder \\"IMAGE_PLACEHOLDER\\", which nobody filled in",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it holds the placeholder \\"IMAGE_PLACEHOLDER\\", which nobody filled in (container \\"web\\", image \\"IMAGE_PLACEHOLDER\\"). Fix: set the image to \\"REGISTRY/REPOSITORY:TAG\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > digest-cut: a digest that was cut when it was copied 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "not a valid image reference: a sha256 digest has 64 hexadecimal characters, this one 6",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: a sha256 digest has 64 hexadecimal characters, this one 6 (container \\"web\\", image \\"registry.k8s.io/pause@sha256:abc123\\"). Fix: set the image to \\"registry.k8s.io/pause@sha256:DIGEST\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > digest-length: a digest that is too short 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "not a valid image reference: a sha256 digest has 64 hexadecimal characters, this one 40",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: a sha256 digest has 64 hexadecimal characters, this one 40 (container \\"web\\", image \\"nginx@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\"). Fix: set the image to \\"nginx@sha256:DIGEST\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > empty-reference: an image volume without a reference in a template is a warning: something may fill it in 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG103] not a valid image reference: it is empty (image volume \\"data\\", image \\"\\"). Fix: set the image to \\"REGISTRY/REPOSITORY:TAG\\"",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > escape-codes: control and bidi characters are escaped 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "not a valid image reference: it has a character that is not ASCII",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it has a character that is not ASCII (container \\"web\\", image \\"nginx:1.27\\\\u{1b}[31m\\\\u{202e}\\"). Fix: set the image to \\"REGISTRY/REPOSITORY:TAG\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > none: a Python template without a value 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "not a valid image reference: it holds the placeholder \\"None\\", which nobody filled in",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it holds the placeholder \\"None\\", which nobody filled in (container \\"web\\", image \\"registry.k8s.io/None/app:2.1\\"). Fix: set the image to \\"registry.k8s.io/REPOSITORY/app:2.1\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > part-of-the-name: what is known of the image is kept 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "not a valid image reference: it holds the placeholder \\"\${TEAM}\\", which nobody filled in",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it holds the placeholder \\"\${TEAM}\\", which nobody filled in (container \\"web\\", image \\"registry.k8s.io/\${TEAM}/app:2.1\\"). Fix: set the image to \\"registry.k8s.io/REPOSITORY/app:2.1\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > quotes: quotes inside the value 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "not a valid image reference: the quotes are part of the value",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: the quotes are part of the value (container \\"web\\", image \\"\\\\\\"nginx:1.27\\\\\\"\\"). Fix: set the image to \\"nginx:1.27\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > scheme: a scheme 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "not a valid image reference: it starts with a scheme, \\"docker://\\"",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it starts with a scheme, \\"docker://\\" (container \\"web\\", image \\"docker://nginx:1.27\\"). Fix: set the image to \\"nginx:1.27\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > scientific-tag: a number of a template became a tag in scientific notation 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "not a valid image reference: \\"5.8467965e+07\\" is a number in scientific notation: quote the number in the template",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: \\"5.8467965e+07\\" is a number in scientific notation: quote the number in the template (container \\"web\\", image \\"docker.io/library/nginx:5.8467965e+07\\"). Fix: set the image to \\"docker.io/library/nginx:58467965\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > second-registry: a chart put Docker Hub in front of a registry with a port 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "not a valid image reference: it names two registries: \\"docker.io/\\" stands in front of \\"harbor.example.net:5000\\"",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it names two registries: \\"docker.io/\\" stands in front of \\"harbor.example.net:5000\\" (container \\"web\\", image \\"docker.io/harbor.example.net:5000/team/app:2.1\\"). Fix: set the image to \\"harbor.example.net:5000/team/app:2.1\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > template: an unrendered template 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "not a valid image reference: it holds the placeholder \\"{{ .Values.tag }}\\", which nobody filled in",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it holds the placeholder \\"{{ .Values.tag }}\\", which nobody filled in (container \\"web\\", image \\"registry.example.com/team/web:{{ .Values.tag }}\\"). Fix: set the image to \\"registry.example.com/team/web:TAG\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > trailing-colon: a colon without a tag 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "not a valid image reference: it ends in a colon, with no tag after it",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it ends in a colon, with no tag after it (container \\"web\\", image \\"nginx:\\"). Fix: set the image to \\"nginx:TAG\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > two-tags: two tags 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "not a valid image reference: it has two tags",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it has two tags (container \\"web\\", image \\"nginx:1.27:2\\"). Fix: set the image to \\"REGISTRY/REPOSITORY:TAG\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > upper-case: upper case in the repository 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "not a valid image reference: the repository has upper-case letters",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: the repository has upper-case letters (container \\"web\\", image \\"registry.k8s.io/Team/Web:1.4\\"). Fix: set the image to \\"registry.k8s.io/team/web:1.4\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG103: the image reference does not parse > variable: an unexpanded variable 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "not a valid image reference: it holds the placeholder \\"\${TAG}\\", which nobody filled in",
      "reason": "PG103",
    },
  ],
  "message": Array [
    "[PG103] not a valid image reference: it holds the placeholder \\"\${TAG}\\", which nobody filled in (container \\"web\\", image \\"registry.example.com/team/web:\${TAG}\\"). Fix: set the image to \\"registry.example.com/team/web:TAG\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG104: no digest > tag: switched on, a tag is not enough 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no digest: images must be pinned by digest here",
      "reason": "PG104",
    },
  ],
  "message": Array [
    "[PG104] no digest (container \\"web\\", image \\"nginx:1.27\\"): images must be pinned by digest here. Fix: set the image to \\"nginx:1.27@sha256:DIGEST\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG105: the registry was probably forgotten > short-name: a short name beside credentials for a private registry 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG105] \\"team/web\\" means Docker Hub (container \\"web\\", image \\"team/web:1.4.2\\"). Fix: set the image to \\"registry.example.com/team/web:1.4.2\\" (or write \\"docker.io/\\" in front if Docker Hub is meant)",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > cron-job: a CronJob 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.jobTemplate.spec.template.spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the pod template names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the pod template names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.jobTemplate.spec.template.spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > deployment: a template, two containers of one registry 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the pod template names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
    Object {
      "field": "spec.template.spec.containers[1].image",
      "message": "no pull secret for registry.example.com: the pod template names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for registry.example.com (containers \\"web\\", \\"api\\", images \\"registry.example.com/team/web:1.4.2\\", \\"registry.example.com/team/api:2.0\\"): the pod template names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > docker-hub: Docker Hub, which the built-in list only holds in part 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret for docker.io (Docker Hub): the pod names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for docker.io (Docker Hub) (container \\"web\\", image \\"acme/web:1.4.2\\"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}] (the user is a Docker ID, not an e-mail address; the password is an access token that may read). If the image is public, an operator can list docker.io/acme/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > ecr: ECR, with its own login 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret for 123456789012.dkr.ecr.eu-west-1.amazonaws.com: the pod names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for 123456789012.dkr.ecr.eu-west-1.amazonaws.com (container \\"web\\", image \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2\\"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=123456789012.dkr.ecr.eu-west-1.amazonaws.com --docker-username=AWS --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}] (the password comes from \`aws ecr get-login-password\` and lasts 12 hours)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > empty-name: an entry without a name 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the list of the pod holds only an entry without a name",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the list of the pod holds only an entry without a name. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > existing-pod: the list of an existing Pod cannot be changed 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the pod names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}], then delete the Pod and create it anew (imagePullSecrets of an existing Pod cannot be changed). If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > hub-website: the web site of Docker Hub in place of the registry 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret for hub.docker.com: images of Docker Hub are named \\"docker.io/...\\", and to the kubelet \\"hub.docker.com\\" is another registry",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for hub.docker.com (container \\"web\\", image \\"hub.docker.com/acme/app:2.1\\"): images of Docker Hub are named \\"docker.io/...\\", and to the kubelet \\"hub.docker.com\\" is another registry. Fix: set the image to \\"docker.io/acme/app:2.1\\", then kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred-2}] (the user is a Docker ID, not an e-mail address; the password is an access token that may read)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > idle-image-volume: an image volume that nobody mounts is a warning 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG201] no pull secret for registry.example.com (image volume \\"models\\"): the pod names none and ServiceAccount shop/default lists none",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > image-volume: an image volume that a container mounts 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.volumes[0].image.reference",
      "message": "no pull secret for registry.example.com: the pod names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for registry.example.com (image volume \\"models\\", image \\"registry.example.com/team/models:7\\"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > ipv6: an IPv6 host without port matches no key but * 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret for [fd00::1]: the pod names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for [fd00::1] (container \\"web\\", image \\"[fd00::1]/team/web:1.4.2\\"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server='*' --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > names-empty: a list of entries without a name hides the list of the ServiceAccount 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the list of the pod template holds only entries without a name, which hides that of ServiceAccount shop/default",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the list of the pod template holds only entries without a name, which hides that of ServiceAccount shop/default. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > pod: nobody names a secret 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the pod names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "[PG201] no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG201: no pull secret > two-registries: two registries need two secrets and one list 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the pod template names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
    Object {
      "field": "spec.template.spec.containers[1].image",
      "message": "no pull secret for ghcr.io: the pod template names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "message": Array [
    "2 image problems in Deployment shop/web, first: [PG201] no pull secret for registry.example.com (container \\"web\\").",
    "(1) [PG201] no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the pod template names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
    "(2) [PG201] no pull secret for ghcr.io (container \\"api\\", image \\"ghcr.io/acme/sidecar:v1\\"): the pod template names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}] (the password is a classic personal access token with read:packages; fine-grained ones are refused). If the image is public, an operator can list ghcr.io/acme/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > absent: it is not there 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"regcred\\" does not exist in namespace \\"shop\\": nothing else in the list matches registry.example.com",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"regcred\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): nothing else in the list matches registry.example.com. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > capitals: capitals, which no name has 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"RegCred\\" does not exist in namespace \\"shop\\": no secret can have this name: it takes small letters, digits, \\"-\\" and \\".\\"; nothing else in the list matches registry.example.com",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"RegCred\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): no secret can have this name: it takes small letters, digits, \\"-\\" and \\".\\"; nothing else in the list matches registry.example.com. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > doubtful: the one that would match may not work 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"gone\\" does not exist in namespace \\"shop\\": nothing else in the list matches registry.example.com; secret \\"regcred\\" of this namespace does, but may not work: the password holds a line break (echo without -n)",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"gone\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): nothing else in the list matches registry.example.com; secret \\"regcred\\" of this namespace does, but may not work: the password holds a line break (echo without -n). Fix: set spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > impossible-name: a name that no object can have 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"Reg_Cred\\" does not exist in namespace \\"shop\\": no secret can have this name: it takes small letters, digits, \\"-\\" and \\".\\"; nothing else in the list matches registry.example.com",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"Reg_Cred\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): no secret can have this name: it takes small letters, digits, \\"-\\" and \\".\\"; nothing else in the list matches registry.example.com. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > namespace-dot: a namespace and a dot in front of the name 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"kube-system.regcred\\" does not exist in namespace \\"shop\\": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches registry.example.com",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"kube-system.regcred\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches registry.example.com. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > near-name: a typo: another secret matches 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"regcerd\\" does not exist in namespace \\"shop\\": nothing else in the list matches registry.example.com; secret \\"regcred\\" of this namespace does",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"regcerd\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): nothing else in the list matches registry.example.com; secret \\"regcred\\" of this namespace does. Fix: set spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > other-namespace: the hint is given where the operator allows it 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"regcred\\" does not exist in namespace \\"shop\\": nothing else in the list matches registry.example.com; it exists in namespace \\"ci\\"",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"regcred\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): nothing else in the list matches registry.example.com; it exists in namespace \\"ci\\". Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > placeholder: a variable that nobody filled in 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"\${PULL_SECRET}\\" does not exist in namespace \\"shop\\": its name holds the placeholder \\"\${PULL_SECRET}\\", which nobody filled in; nothing else in the list matches registry.example.com",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"\${PULL_SECRET}\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): its name holds the placeholder \\"\${PULL_SECRET}\\", which nobody filled in; nothing else in the list matches registry.example.com. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > slash: a namespace and a slash in front of the name 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"infra/regcred\\" does not exist in namespace \\"shop\\": a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches registry.example.com",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"infra/regcred\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): a name cannot hold a namespace: only secrets of the namespace of the pod are looked for; nothing else in the list matches registry.example.com. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > slip: a slip, and the secret that is meant matches 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"regcrd\\" does not exist in namespace \\"shop\\": nothing else in the list matches registry.example.com; secret \\"regcred\\" of this namespace does",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"regcrd\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): nothing else in the list matches registry.example.com; secret \\"regcred\\" of this namespace does. Fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > template: a template: it may come in the same apply 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"regcred\\" does not exist in namespace \\"shop\\": nothing else in the list matches registry.example.com",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "[PG202] secret \\"regcred\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): nothing else in the list matches registry.example.com. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN (if it is part of this apply, create it first or apply again)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG202: the named pull secret does not exist > two-registries: one absent secret, two registries 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"regcred\\" does not exist in namespace \\"shop\\": nothing else in the list matches registry.example.com",
      "reason": "PG202",
    },
    Object {
      "field": "spec.containers[1].image",
      "message": "secret \\"regcred\\" does not exist in namespace \\"shop\\": nothing else in the list matches ghcr.io",
      "reason": "PG202",
    },
  ],
  "message": Array [
    "2 image problems in Pod shop/web, first: [PG202] secret \\"regcred\\" does not exist in namespace \\"shop\\" (container \\"web\\").",
    "(1) [PG202] secret \\"regcred\\" does not exist in namespace \\"shop\\" (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): nothing else in the list matches registry.example.com. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN",
    "(2) [PG202] secret \\"regcred\\" does not exist in namespace \\"shop\\" (container \\"api\\", image \\"ghcr.io/acme/sidecar:v1\\"): nothing else in the list matches ghcr.io. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}] (the password is a classic personal access token with read:packages; fine-grained ones are refused)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG203: a named pull secret does not exist, and is not needed > beside-a-good-one: another one matches 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG203] secret \\"old\\" does not exist in namespace \\"shop\\": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event. Fix: set spec.imagePullSecrets to [{name: regcred}]",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG203: a named pull secret does not exist, and is not needed > from-account: the ServiceAccount lists it 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG203] secret \\"old\\" does not exist in namespace \\"shop\\": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event. Fix: kubectl -n shop patch serviceaccount default --type=merge -p '{\\"imagePullSecrets\\":[]}'",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG203: a named pull secret does not exist, and is not needed > public-image: no image needs it 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG203] secret \\"old\\" does not exist in namespace \\"shop\\": no image needs it, but every pod gets a FailedToRetrieveImagePullSecret event. Fix: set spec.imagePullSecrets to []",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG204: the named secret is no pull secret > basic-auth: user and password in fields of their own 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"regcred\\" is no pull secret for registry.example.com: its type is \\"kubernetes.io/basic-auth\\", so the kubelet skips it",
      "reason": "PG204",
    },
  ],
  "message": Array [
    "[PG204] secret \\"regcred\\" is no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): its type is \\"kubernetes.io/basic-auth\\", so the kubelet skips it. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG204: the named secret is no pull secret > config-json: made with --from-file=config.json 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"regcred\\" is no pull secret for registry.example.com: its type is \\"Opaque\\", so the kubelet skips it, although its data key \\"config.json\\" holds a matching credential",
      "reason": "PG204",
    },
  ],
  "message": Array [
    "[PG204] secret \\"regcred\\" is no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): its type is \\"Opaque\\", so the kubelet skips it, although its data key \\"config.json\\" holds a matching credential. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG204: the named secret is no pull secret > encoded-twice: kubeseal --raw of text that was base64 already 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"regcred\\" is no pull secret for registry.example.com: its type is \\"Opaque\\", so the kubelet skips it, although its data key \\".dockerconfigjson\\" holds a matching credential, encoded twice",
      "reason": "PG204",
    },
  ],
  "message": Array [
    "[PG204] secret \\"regcred\\" is no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): its type is \\"Opaque\\", so the kubelet skips it, although its data key \\".dockerconfigjson\\" holds a matching credential, encoded twice. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG204: the named secret is no pull secret > opaque: Opaque, and the right data 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"regcred\\" is no pull secret for registry.example.com: its type is \\"Opaque\\", so the kubelet skips it, although its data key \\".dockerconfigjson\\" holds a matching credential",
      "reason": "PG204",
    },
  ],
  "message": Array [
    "[PG204] secret \\"regcred\\" is no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): its type is \\"Opaque\\", so the kubelet skips it, although its data key \\".dockerconfigjson\\" holds a matching credential. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG204: the named secret is no pull secret > other-registry: Opaque, and for another registry 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"regcred\\" is no pull secret for registry.example.com: its type is \\"Opaque\\", so the kubelet skips it; its data key \\".dockerconfigjson\\" holds other registries",
      "reason": "PG204",
    },
  ],
  "message": Array [
    "[PG204] secret \\"regcred\\" is no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): its type is \\"Opaque\\", so the kubelet skips it; its data key \\".dockerconfigjson\\" holds other registries. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > desktop: Docker Desktop: no registry inside 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret matches registry.example.com: secret \\"regcred\\": a credential helper is named and no registry (Docker Desktop keeps the passwords elsewhere)",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\": a credential helper is named and no registry (Docker Desktop keeps the passwords elsewhere). Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > docker-hub-alias: registry-1.docker.io is not Docker Hub to the kubelet 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret matches docker.io (Docker Hub): secret \\"regcred\\" has key \\"https://registry-1.docker.io\\" for another of Docker's addresses than the image's \\"docker.io\\"; use \\"https://index.docker.io/v1/\\"",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches docker.io (Docker Hub) (container \\"web\\", image \\"acme/web:1.4.2\\"): secret \\"regcred\\" has key \\"https://registry-1.docker.io\\" for another of Docker's addresses than the image's \\"docker.io\\"; use \\"https://index.docker.io/v1/\\". Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=https://index.docker.io/v1/ --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}] (the user is a Docker ID, not an e-mail address; the password is an access token that may read)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > from-account: the secrets of the ServiceAccount 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches registry.example.com: secret \\"regcred\\" has key \\"quay.io\\" for another registry than the image's \\"registry.example.com\\"",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" has key \\"quay.io\\" for another registry than the image's \\"registry.example.com\\". Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > google-project: a login for one project of Artifact Registry 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches europe-docker.pkg.dev: secret \\"regcred\\" has key \\"europe-docker.pkg.dev/acme-dev\\" for the Google project \\"acme-dev\\", but the image is in \\"acme-prod\\"; use \\"europe-docker.pkg.dev/acme-prod/\\"",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches europe-docker.pkg.dev (container \\"web\\"): secret \\"regcred\\" has key \\"europe-docker.pkg.dev/acme-dev\\" for the Google project \\"acme-dev\\", but the image is in \\"acme-prod\\"; use \\"europe-docker.pkg.dev/acme-prod/\\". Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=europe-docker.pkg.dev --docker-username=_json_key --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}] (the password is the whole JSON key of a service account; the user oauth2accesstoken lasts an hour only)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > host-capitals: the host of the image is written with capitals 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches AcmeReg.azurecr.io: its host is written with capitals, and the kubelet compares letter case",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches AcmeReg.azurecr.io (container \\"web\\", image \\"AcmeReg.azurecr.io/app:2.1\\"): its host is written with capitals, and the kubelet compares letter case. Fix: set the image to \\"acmereg.azurecr.io/app:2.1\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > hub-alias: Docker Hub by an address behind it 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches registry-1.docker.io: images of Docker Hub are named \\"docker.io/...\\", and to the kubelet \\"registry-1.docker.io\\" is another registry",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches registry-1.docker.io (container \\"web\\", image \\"registry-1.docker.io/acme/app:2.1\\"): images of Docker Hub are named \\"docker.io/...\\", and to the kubelet \\"registry-1.docker.io\\" is another registry. Fix: set the image to \\"docker.io/acme/app:2.1\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > look-alike: a look-alike of a registry, which asks for a login 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches ghrc.io: its host \\"ghrc.io\\" looks like a slip of \\"ghcr.io\\"",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches ghrc.io (container \\"web\\", image \\"ghrc.io/acme/app:2.1\\"): its host \\"ghrc.io\\" looks like a slip of \\"ghcr.io\\". Fix: set the image to \\"ghcr.io/acme/app:2.1\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > nested: a config inside another key 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches registry.example.com: secret \\"regcred\\": its config stands inside another key, and the kubelet looks for \\"auths\\" at the top only",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\": its config stands inside another key, and the kubelet looks for \\"auths\\" at the top only. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > no-auths: Terraform wrote the hosts without auths around them 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches registry.example.com: secret \\"regcred\\": its hosts stand at the top, without the \\"auths\\" around them that its type has, so the kubelet finds none",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\": its hosts stand at the top, without the \\"auths\\" around them that its type has, so the kubelet finds none. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > other-registry: for another registry altogether 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches registry.example.com: secret \\"regcred\\" has key \\"quay.io\\" for another registry than the image's \\"registry.example.com\\"",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" has key \\"quay.io\\" for another registry than the image's \\"registry.example.com\\". Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > port: the port is missing in the key 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret matches registry.example.com:5000: secret \\"regcred\\" has key \\"registry.example.com\\" without a port, but the image names port 5000; use \\"registry.example.com:5000\\"",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches registry.example.com:5000 (container \\"web\\", image \\"registry.example.com:5000/team/web:1.4.2\\"): secret \\"regcred\\" has key \\"registry.example.com\\" without a port, but the image names port 5000; use \\"registry.example.com:5000\\". Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com:5000 --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]. If the image is public, an operator can list registry.example.com:5000/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > slip: a slip of the host that the login is for 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no tag and no digest, which means \\":latest\\"",
      "reason": "PG102",
    },
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches regstry.example.com: its host \\"regstry.example.com\\" looks like a slip of \\"registry.example.com\\"",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "2 image problems in Deployment shop/web, first: [PG102] no tag and no digest, which means \\":latest\\" (container \\"web\\").",
    "(1) [PG102] no tag and no digest, which means \\":latest\\" (container \\"web\\", image \\"regstry.example.com/team/app\\"). Fix: set the image to \\"registry.example.com/team/app:TAG\\" (a version, or a digest)",
    "(2) [PG205] no pull secret matches regstry.example.com (container \\"web\\", image \\"regstry.example.com/team/app\\"): its host \\"regstry.example.com\\" looks like a slip of \\"registry.example.com\\". Fix: set the image to \\"registry.example.com/team/app:TAG\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > two-registries: a chart put Docker Hub in front of another registry 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches docker.io (Docker Hub): it names two registries: \\"docker.io/\\" stands in front of \\"harbor.example.net\\"",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches docker.io (Docker Hub) (container \\"web\\", image \\"docker.io/harbor.example.net/team/app:2.1\\"): it names two registries: \\"docker.io/\\" stands in front of \\"harbor.example.net\\". Fix: set the image to \\"harbor.example.net/team/app:2.1\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > user-info: a password in the key is not shown 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret matches registry.example.com: secret \\"regcred\\" has key \\"https://quay.io\\" for another registry than the image's \\"registry.example.com\\"",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" has key \\"https://quay.io\\" for another registry than the image's \\"registry.example.com\\". Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG205: the pull secrets are for other registries > wrapper: a whole config.json in a secret of the old type 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret matches registry.example.com: secret \\"regcred\\": it holds a whole config.json, and its type kubernetes.io/dockercfg has no \\"auths\\" wrapper: use kubernetes.io/dockerconfigjson instead",
      "reason": "PG205",
    },
  ],
  "message": Array [
    "[PG205] no pull secret matches registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\": it holds a whole config.json, and its type kubernetes.io/dockercfg has no \\"auths\\" wrapper: use kubernetes.io/dockerconfigjson instead. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [
    "[PG208] secret \\"regcred\\" has the legacy type kubernetes.io/dockercfg: it works, but new tools neither write nor read it; replace it by kubernetes.io/dockerconfigjson",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > beside-another: the list names another one 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret is named for registry.example.com: secret \\"regcred\\" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it. Fix: set spec.template.spec.imagePullSecrets to [{name: other}, {name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > doubtful: the only one that matches has a line break in its password, and the fix says so 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret is named for registry.example.com: secret \\"regcred\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n)",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n). Fix: set spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > good-before-stale: a good secret is named before a stale one with a longer key 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret is named for ghcr.io: secret \\"late\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for ghcr.io (container \\"web\\", image \\"ghcr.io/acme/web:1.4.2\\"): secret \\"late\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it. Fix: set spec.imagePullSecrets to [{name: late}]. If the image is public, an operator can list ghcr.io/acme/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > injected: injection is on: the template is admitted, and told what its pods get 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG206] the pods will get secret \\"regcred\\" for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): injection adds it, because neither the pod template nor ServiceAccount shop/default names one that works",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > injection-forbidden: injection is on, and the ServiceAccount forbids it 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret is named for registry.example.com: secret \\"regcred\\" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret \\"regcred\\" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it; injecting secret \\"regcred\\" is forbidden by kubernetes.io/enforce-mountable-secrets on ServiceAccount shop/default. Fix: kubectl -n shop patch serviceaccount default --type=merge -p '{\\"imagePullSecrets\\":[{\\"name\\":\\"other\\"},{\\"name\\":\\"regcred\\"}]}'. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > injection-leaves-doubtful: injection is on, and leaves out what may not work 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret is named for registry.example.com: secret \\"regcred\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n), so injection leaves it out. Fix: set spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > injection-needs-label: the namespace has no label: a sentence for the operator 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret is named for registry.example.com: secret \\"regcred\\" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" of this namespace matches, but neither the pod template nor ServiceAccount shop/default names it. Fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public, or label the namespace pullgate.dev/inject=true, and its pods get the secret",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > mountable: the ServiceAccount lists it for mounting 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret is named for registry.example.com: secret \\"regcred\\" of this namespace matches, but the pod template does not name it, and ServiceAccount shop/default lists it under \\"secrets\\", which is for mounting and not for pulling",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" of this namespace matches, but the pod template does not name it, and ServiceAccount shop/default lists it under \\"secrets\\", which is for mounting and not for pulling. Fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > names-empty: a list of entries without a name 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret is named for registry.example.com: secret \\"regcred\\" of this namespace matches, but the list of the pod template holds only entries without a name",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" of this namespace matches, but the list of the pod template holds only entries without a name. Fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > pod: it is there, and nobody names it 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret is named for registry.example.com: secret \\"regcred\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it. Fix: set spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list registry.example.com/team/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > stale: the only one that matches holds a token that is too old 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret is named for ghcr.io: secret \\"regcred\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for ghcr.io (container \\"web\\", image \\"ghcr.io/acme/web:1.4.2\\"): secret \\"regcred\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: it holds a GitHub App or Actions token (1 hour) and was last changed longer ago than such a token lives. Fix: set spec.imagePullSecrets to [{name: regcred}]. If the image is public, an operator can list ghcr.io/acme/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG206: a matching secret is not named > suspect-before-stale: a suspect secret is named before a stale one with a longer key 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret is named for ghcr.io: secret \\"late\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n)",
      "reason": "PG206",
    },
  ],
  "message": Array [
    "[PG206] no pull secret is named for ghcr.io (container \\"web\\", image \\"ghcr.io/acme/web:1.4.2\\"): secret \\"late\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it; it may not work: the password holds a line break (echo without -n). Fix: set spec.imagePullSecrets to [{name: late}]. If the image is public, an operator can list ghcr.io/acme/ under registries.public",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG207: a bad credential is tried beside a good one > stale-beside-good: an expired one beside a good one 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG207] several credentials match 123456789012.dkr.ecr.eu-west-1.amazonaws.com, and one of them is expired (container \\"web\\", image \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web:1.4.2\\"). Fix: set spec.imagePullSecrets to [{name: regcred}]",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG208: a pull secret of the legacy type > dockercfg: the legacy type 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG208] secret \\"regcred\\" has the legacy type kubernetes.io/dockercfg: it works, but new tools neither write nor read it; replace it by kubernetes.io/dockerconfigjson",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG301: a malformed pull secret stops every pull of the pod > another-is-doubtful: an unnamed secret of the namespace matches, and may not work 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"broken\\" cannot be parsed, and that stops every pull of the pod: \\"auth\\" is not valid base64: it holds other characters (at auths[\\"quay.io\\"].auth)",
      "reason": "PG301",
    },
  ],
  "message": Array [
    "[PG301] secret \\"broken\\" cannot be parsed, and that stops every pull of the pod (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): \\"auth\\" is not valid base64: it holds other characters (at auths[\\"quay.io\\"].auth). Fix: set spec.imagePullSecrets to [{name: regcred}] (secret \\"regcred\\" may not work: the password holds a line break (echo without -n))",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG301: a malformed pull secret stops every pull of the pod > another-matches: an unnamed secret of the namespace matches 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"broken\\" cannot be parsed, and that stops every pull of the pod: \\"auth\\" is not valid base64: it holds other characters (at auths[\\"quay.io\\"].auth)",
      "reason": "PG301",
    },
  ],
  "message": Array [
    "[PG301] secret \\"broken\\" cannot be parsed, and that stops every pull of the pod (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): \\"auth\\" is not valid base64: it holds other characters (at auths[\\"quay.io\\"].auth). Fix: set spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG301: a malformed pull secret stops every pull of the pod > bad-auth: auth is no base64; a public image is stopped, too 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"broken\\" cannot be parsed, and that stops every pull of the pod: \\"auth\\" is not valid base64: it holds other characters (at auths[\\"quay.io\\"].auth)",
      "reason": "PG301",
    },
  ],
  "message": Array [
    "[PG301] secret \\"broken\\" cannot be parsed, and that stops every pull of the pod (container \\"web\\", image \\"nginx:1.27\\"): \\"auth\\" is not valid base64: it holds other characters (at auths[\\"quay.io\\"].auth). Fix: set spec.imagePullSecrets to []",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG301: a malformed pull secret stops every pull of the pod > beside-a-good-one: the good one does not help 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"broken\\" cannot be parsed, and that stops every pull of the pod: \\"auth\\" is not valid base64: it holds other characters (at auths[\\"quay.io\\"].auth)",
      "reason": "PG301",
    },
    Object {
      "field": "spec.template.spec.containers[1].image",
      "message": "secret \\"broken\\" cannot be parsed, and that stops every pull of the pod: \\"auth\\" is not valid base64: it holds other characters (at auths[\\"quay.io\\"].auth)",
      "reason": "PG301",
    },
  ],
  "message": Array [
    "[PG301] secret \\"broken\\" cannot be parsed, and that stops every pull of the pod (containers \\"web\\", \\"api\\", images \\"registry.example.com/team/web:1.4.2\\", \\"nginx:1.27\\"): \\"auth\\" is not valid base64: it holds other characters (at auths[\\"quay.io\\"].auth). Fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG301: a malformed pull secret stops every pull of the pod > encoded-twice: the auth was encoded twice 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"regcred\\" cannot be parsed, and that stops every pull of the pod: \\"auth\\" does not decode to user:password, there is no colon; what it decodes to is base64 again, so it was encoded twice (at auths[\\"registry.example.com\\"].auth)",
      "reason": "PG301",
    },
  ],
  "message": Array [
    "[PG301] secret \\"regcred\\" cannot be parsed, and that stops every pull of the pod (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): \\"auth\\" does not decode to user:password, there is no colon; what it decodes to is base64 again, so it was encoded twice (at auths[\\"registry.example.com\\"].auth). Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG301: a malformed pull secret stops every pull of the pod > from-account: the ServiceAccount brings it 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"broken\\" cannot be parsed, and that stops every pull of the pod: \\"username\\" is a number, not a string (at auths[\\"quay.io\\"].username)",
      "reason": "PG301",
    },
  ],
  "message": Array [
    "[PG301] secret \\"broken\\" cannot be parsed, and that stops every pull of the pod (container \\"web\\", image \\"nginx:1.27\\"): \\"username\\" is a number, not a string (at auths[\\"quay.io\\"].username). Fix: kubectl -n shop patch serviceaccount default --type=merge -p '{\\"imagePullSecrets\\":[]}'",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG301: a malformed pull secret stops every pull of the pod > laptop-dockercfg: the config.json of a laptop in a secret of the old type 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "secret \\"regcred\\" cannot be parsed, and that stops every pull of the pod: the entry is a string, not an object; it is a whole config.json, which only the type kubernetes.io/dockerconfigjson takes (at [\\"credsStore\\"])",
      "reason": "PG301",
    },
  ],
  "message": Array [
    "[PG301] secret \\"regcred\\" cannot be parsed, and that stops every pull of the pod (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the entry is a string, not an object; it is a whole config.json, which only the type kubernetes.io/dockerconfigjson takes (at [\\"credsStore\\"]). Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG301: a malformed pull secret stops every pull of the pod > only-secret: the registry still needs one 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "secret \\"broken\\" cannot be parsed, and that stops every pull of the pod: \\"auth\\" does not decode to user:password, there is no colon (at auths[\\"registry.example.com\\"].auth)",
      "reason": "PG301",
    },
  ],
  "message": Array [
    "[PG301] secret \\"broken\\" cannot be parsed, and that stops every pull of the pod (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): \\"auth\\" does not decode to user:password, there is no colon (at auths[\\"registry.example.com\\"].auth). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG302: the credential is empty > desktop: credsStore beside an empty entry 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "the credential for registry.example.com has no user name, so the pull is anonymous: secret \\"regcred\\", key \\"registry.example.com\\": the password is in a credential helper (Docker Desktop), not in the secret",
      "reason": "PG302",
    },
  ],
  "message": Array [
    "[PG302] the credential for registry.example.com has no user name, so the pull is anonymous (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\", key \\"registry.example.com\\": the password is in a credential helper (Docker Desktop), not in the secret. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG302: the credential is empty > identity-token: only an identitytoken 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "the credential for registry.example.com has no user name, so the pull is anonymous: secret \\"regcred\\", key \\"registry.example.com\\": it holds only a token that the kubelet ignores",
      "reason": "PG302",
    },
  ],
  "message": Array [
    "[PG302] the credential for registry.example.com has no user name, so the pull is anonymous (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\", key \\"registry.example.com\\": it holds only a token that the kubelet ignores. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG302: the credential is empty > more-keys: the secret holds another key, so it stays 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "the credential for registry.example.com has no user name, so the pull is anonymous: secret \\"regcred\\", key \\"registry.example.com\\": user name and \\"auth\\" are empty",
      "reason": "PG302",
    },
  ],
  "message": Array [
    "[PG302] the credential for registry.example.com has no user name, so the pull is anonymous (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\", key \\"registry.example.com\\": user name and \\"auth\\" are empty. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred}, {name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG302: the credential is empty > user-without-password: a user without a password: nothing is sent, and the registry is private 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "the credential for registry.example.com has no password, so the pull is anonymous: secret \\"regcred\\", key \\"registry.example.com\\": a user name alone is not sent to the registry",
      "reason": "PG302",
    },
  ],
  "message": Array [
    "[PG302] the credential for registry.example.com has no password, so the pull is anonymous (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\", key \\"registry.example.com\\": a user name alone is not sent to the registry. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG303: the credential has expired > ecr: an ECR token of yesterday 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret \\"ecr\\", key \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\\", holds a token that says so itself",
      "reason": "PG303",
    },
  ],
  "message": Array [
    "[PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired (container \\"web\\", image \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2\\"): secret \\"ecr\\", key \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\\", holds a token that says so itself. Fix: kubectl -n shop create secret docker-registry regcred --docker-server=123456789012.dkr.ecr.eu-west-1.amazonaws.com --docker-username=AWS --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}] (the password comes from \`aws ecr get-login-password\` and lasts 12 hours)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG303: the credential has expired > public-image: a stale credential breaks a public image, too 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret \\"ecr\\", key \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\\", holds a token that says so itself",
      "reason": "PG303",
    },
  ],
  "message": Array [
    "[PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired (container \\"web\\", image \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2\\"): secret \\"ecr\\", key \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\\", holds a token that says so itself. Fix: set spec.template.spec.imagePullSecrets to [] (123456789012.dkr.ecr.eu-west-1.amazonaws.com needs no login for this image: it is listed as public)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG303: the credential has expired > renewed-elsewhere: External Secrets writes it, and has stopped 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired: secret \\"ecr\\", key \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\\", holds a token that says so itself; External Secrets writes this secret, so look why it no longer does",
      "reason": "PG303",
    },
  ],
  "message": Array [
    "[PG303] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com has expired (container \\"web\\", image \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2\\"): secret \\"ecr\\", key \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\\", holds a token that says so itself; External Secrets writes this secret, so look why it no longer does",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG304: the credential expires soon > configured: the bound is a setting 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG304] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com expires soon (container \\"web\\"): secret \\"ecr\\", key \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\\", holds a token that is valid for less than 2 hours",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG304: the credential expires soon > ecr: half an hour left 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG304] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com expires soon (container \\"web\\"): secret \\"ecr\\", key \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\\", holds a token that is valid for less than 1 hour",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG305: the credential looks wrong > byte-order-mark: a Windows pipeline put a byte order mark in front 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG305] the credential for registry.example.com looks wrong (container \\"web\\"): secret \\"regcred\\", key \\"registry.example.com\\": the password holds an invisible character (a byte order mark, a zero-width or a no-break space)",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG305: the credential looks wrong > command: the command line, and not what it prints 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG305] the credential for 123456789012.dkr.ecr.eu-west-1.amazonaws.com looks wrong (container \\"web\\"): secret \\"regcred\\", key \\"123456789012.dkr.ecr.eu-west-1.amazonaws.com\\": the password is a command line and not its output",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG305: the credential looks wrong > configured: the operator chose a warning: certainty does not raise it 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG305] the credential for acme.azurecr.io cannot work (container \\"web\\"): secret \\"acr\\", key \\"acme.azurecr.io\\": a user without a password (after \\"az acr login\\" the secret holds only a token that the kubelet ignores)",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG305: the credential looks wrong > doubled-dollar: a robot name escaped for Compose 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG305] the credential for harbor.example.com looks wrong (container \\"web\\"): secret \\"regcred\\", key \\"harbor.example.com\\": the user name has a doubled dollar sign: \\"$$\\" stands for \\"$\\" in Compose files only",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG305: the credential looks wrong > fine-grained: a fine-grained token on ghcr.io 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "the credential for ghcr.io cannot work: secret \\"regcred\\", key \\"ghcr.io\\": a fine-grained GitHub token (github_pat_...), which GitHub Packages does not accept",
      "reason": "PG305",
    },
  ],
  "message": Array [
    "[PG305] the credential for ghcr.io cannot work (container \\"web\\", image \\"ghcr.io/acme/web:1.4.2\\"): secret \\"regcred\\", key \\"ghcr.io\\": a fine-grained GitHub token (github_pat_...), which GitHub Packages does not accept. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}] (the password is a classic personal access token with read:packages; fine-grained ones are refused)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG305: the credential looks wrong > no-password: after az acr login: a user without a password, certain to fail 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "the credential for acme.azurecr.io cannot work: secret \\"acr\\", key \\"acme.azurecr.io\\": a user without a password (after \\"az acr login\\" the secret holds only a token that the kubelet ignores)",
      "reason": "PG305",
    },
  ],
  "message": Array [
    "[PG305] the credential for acme.azurecr.io cannot work (container \\"web\\", image \\"acme.azurecr.io/web:1.4.2\\"): secret \\"acr\\", key \\"acme.azurecr.io\\": a user without a password (after \\"az acr login\\" the secret holds only a token that the kubelet ignores). Fix: kubectl -n shop create secret docker-registry regcred --docker-server=acme.azurecr.io --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}] (the login is a repository token or a service principal; what \`az acr login\` writes does not work in a cluster)",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG305: the credential looks wrong > not-utf8: bytes that are not UTF-8 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "the credential for registry.example.com cannot work: secret \\"regcred\\", key \\"registry.example.com\\": user or password is not UTF-8 text, which the kubelet cannot send",
      "reason": "PG305",
    },
  ],
  "message": Array [
    "[PG305] the credential for registry.example.com cannot work (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): secret \\"regcred\\", key \\"registry.example.com\\": user or password is not UTF-8 text, which the kubelet cannot send. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred-2}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG305: the credential looks wrong > placeholder: the command was copied with its placeholders 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG305] the credential for registry.example.com looks wrong (container \\"web\\"): secret \\"regcred\\", key \\"registry.example.com\\": the user name is a placeholder that nobody filled in",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG305: the credential looks wrong > trailing-newline: echo without -n 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG305] the credential for registry.example.com looks wrong (container \\"web\\"): secret \\"regcred\\", key \\"registry.example.com\\": the password holds a line break (echo without -n)",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG305: the credential looks wrong > user-not-of-registry: NGC has one user name only 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG305] the credential for nvcr.io looks wrong (container \\"web\\"): secret \\"regcred\\", key \\"nvcr.io\\": the user name is none that NVIDIA NGC has; it is $oauthtoken",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG306: the credential is probably stale > google: a Google access token of yesterday 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG306] the credential for europe-docker.pkg.dev is probably stale (container \\"web\\"): secret \\"gar\\", key \\"europe-docker.pkg.dev\\", holds a Google access token (1 hour) and was last changed longer ago than such a token lives",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG401: the ServiceAccount does not exist > deployment: the template names one that is not there 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG401] ServiceAccount shop/builder does not exist: no Pod will be created until it does. Fix: kubectl -n shop create serviceaccount builder",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG401: the ServiceAccount does not exist > private-image: its list is not known yet, so nothing is said of credentials 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG401] ServiceAccount shop/builder does not exist: no Pod will be created until it does. Fix: kubectl -n shop create serviceaccount builder",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG402: the pod's list hides the ServiceAccount's > doubtful: what the list hides may not work either 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "the list of the pod hides the pull secret for registry.example.com: ServiceAccount shop/default lists secret \\"regcred\\", which matches, but it is used only where the pod has no imagePullSecrets; it may not work: the password is in quotes",
      "reason": "PG402",
    },
  ],
  "message": Array [
    "[PG402] the list of the pod hides the pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): ServiceAccount shop/default lists secret \\"regcred\\", which matches, but it is used only where the pod has no imagePullSecrets; it may not work: the password is in quotes. Fix: set spec.imagePullSecrets to [{name: other}, {name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG402: the pod's list hides the ServiceAccount's > empty-name: an entry without a name is enough 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "the list of the pod template hides the pull secret for registry.example.com: ServiceAccount shop/default lists secret \\"regcred\\", which matches, but it is used only where the pod template has no imagePullSecrets, and an entry without a name is one, too",
      "reason": "PG402",
    },
  ],
  "message": Array [
    "[PG402] the list of the pod template hides the pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): ServiceAccount shop/default lists secret \\"regcred\\", which matches, but it is used only where the pod template has no imagePullSecrets, and an entry without a name is one, too. Fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG402: the pod's list hides the ServiceAccount's > names-empty: an entry without a name hides the list of the ServiceAccount 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "the list of the pod template hides the pull secret for registry.example.com: ServiceAccount shop/default lists secret \\"regcred\\", which matches, but it is used only where the pod template has no imagePullSecrets, and an entry without a name is one, too",
      "reason": "PG402",
    },
  ],
  "message": Array [
    "[PG402] the list of the pod template hides the pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): ServiceAccount shop/default lists secret \\"regcred\\", which matches, but it is used only where the pod template has no imagePullSecrets, and an entry without a name is one, too. Fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG402: the pod's list hides the ServiceAccount's > own-list: an unrelated secret in the pod 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "the list of the pod hides the pull secret for registry.example.com: ServiceAccount shop/default lists secret \\"regcred\\", which matches, but it is used only where the pod has no imagePullSecrets",
      "reason": "PG402",
    },
  ],
  "message": Array [
    "[PG402] the list of the pod hides the pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): ServiceAccount shop/default lists secret \\"regcred\\", which matches, but it is used only where the pod has no imagePullSecrets. Fix: set spec.imagePullSecrets to [{name: other}, {name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG403: another ServiceAccount has the secret > deployment: builder has it, the template runs as default 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the pod template runs as ServiceAccount shop/default, which lists none; ServiceAccount builder lists secret \\"regcred\\", which matches",
      "reason": "PG403",
    },
  ],
  "message": Array [
    "[PG403] no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the pod template runs as ServiceAccount shop/default, which lists none; ServiceAccount builder lists secret \\"regcred\\", which matches. Fix: set spec.template.spec.serviceAccountName to \\"builder\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG403: another ServiceAccount has the secret > doubtful: what the other account has may not work either 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount builder lists secret \\"regcred\\", which matches; it may not work: the password holds a line break (echo without -n)",
      "reason": "PG403",
    },
  ],
  "message": Array [
    "[PG403] no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount builder lists secret \\"regcred\\", which matches; it may not work: the password holds a line break (echo without -n). Fix: set spec.serviceAccountName to \\"builder\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG403: another ServiceAccount has the secret > pod: a Pod 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount builder lists secret \\"regcred\\", which matches",
      "reason": "PG403",
    },
  ],
  "message": Array [
    "[PG403] no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount builder lists secret \\"regcred\\", which matches. Fix: set spec.serviceAccountName to \\"builder\\"",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG403: another ServiceAccount has the secret > with-another-registry: another image needs a list, so the secret is named there 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.containers[1].image",
      "message": "no pull secret for quay.io: the pod names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount builder lists secret \\"regcred\\", which matches",
      "reason": "PG403",
    },
  ],
  "message": Array [
    "2 image problems in Pod shop/web, first: [PG201] no pull secret for quay.io (container \\"api\\").",
    "(1) [PG201] no pull secret for quay.io (container \\"api\\", image \\"quay.io/acme/api:2.0\\"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=quay.io --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred}] (the user is a robot account, ORGANIZATION+NAME, that may read the repository; the password is its token). If the image is public, an operator can list quay.io/acme/ under registries.public",
    "(2) [PG403] no pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the pod runs as ServiceAccount shop/default, which lists none; ServiceAccount builder lists secret \\"regcred\\", which matches. Fix: set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred}]",
  ],
  "warnings": Array [],
}
`

exports[`test/rules.test.ts > TAP > PG601: a static pod needs a credential > private: a static pod with a private image 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG601] a static pod cannot use pull secrets, and registry.example.com needs a credential (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): only credentials of the node can help",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG901: Pullgate could not find out > account: offline: the ServiceAccount is not among the files 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG901] could not find out whether there is a pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the files hold no ServiceAccount shop/default",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG901: Pullgate could not find out > secret: offline: the secret is not among the files 1`] = `
Object {
  "allowed": true,
  "causes": Array [],
  "message": Array [
    "",
  ],
  "warnings": Array [
    "[PG901] could not find out whether there is a pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the files hold no Secret shop/regcred",
  ],
}
`

exports[`test/rules.test.ts > TAP > PG901: Pullgate could not find out > strict: onUnknown: deny 1`] = `
Object {
  "allowed": false,
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "could not find out whether there is a pull secret for registry.example.com: the files hold no Secret shop/regcred",
      "reason": "PG901",
    },
  ],
  "message": Array [
    "[PG901] could not find out whether there is a pull secret for registry.example.com (container \\"web\\", image \\"registry.example.com/team/web:1.4.2\\"): the files hold no Secret shop/regcred",
  ],
  "warnings": Array [],
}
`
