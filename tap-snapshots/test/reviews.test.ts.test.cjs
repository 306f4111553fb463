/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 001-validate-create-deployment.json 1`] = `
Object {
  "allowed": false,
  "auditAnnotations": Object {
    "codes": "PG101:deny",
    "decision": "deny",
    "mode": "enforce",
  },
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "tag \\"latest\\" can mean another image tomorrow",
      "reason": "PG101",
    },
  ],
  "decision": "deny",
  "findings": Array [
    "PG101 deny spec.template.spec.containers[0].image",
  ],
  "images": 1,
  "message": "[PG101] tag \\"latest\\" can mean another image tomorrow (container \\"my-app-container\\", image \\"private.registry.com/my-org/my-app:latest\\"). Fix: set the image to \\"private.registry.com/my-org/my-app:TAG\\" (a version, or a digest)",
  "mode": "enforce",
  "subject": "Deployment shop/my-app-deployment",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 002-validate-create-replicaset.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "skip",
    "skipped": "controller",
  },
  "causes": Array [],
  "decision": "skip",
  "findings": Array [],
  "images": 0,
  "message": "",
  "mode": "enforce",
  "skipped": "controller",
  "subject": "none",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 003-validate-create-pod.json 1`] = `
Object {
  "allowed": false,
  "auditAnnotations": Object {
    "codes": "PG102:deny,PG201:deny,PG206:deny,PG201:warn",
    "decision": "deny",
    "mode": "enforce",
  },
  "causes": Array [
    Object {
      "field": "spec.initContainers[0].image",
      "message": "no tag and no digest, which means \\":latest\\"",
      "reason": "PG102",
    },
    Object {
      "field": "spec.initContainers[1].image",
      "message": "no pull secret for ghcr.io: the pod names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret is named for registry.example.com:5000: secret \\"regcred\\" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it",
      "reason": "PG206",
    },
  ],
  "decision": "deny",
  "findings": Array [
    "PG102 deny spec.initContainers[0].image",
    "PG201 deny spec.initContainers[1].image",
    "PG206 deny spec.containers[0].image",
    "PG201 warn spec.volumes[0].image.reference",
  ],
  "images": 4,
  "message": String(
    3 image problems in Pod shop/plain, first: [PG102] no tag and no digest, which means ":latest" (container "init" (init)).
    (1) [PG102] no tag and no digest, which means ":latest" (container "init" (init), image "busybox"). Fix: set the image to "busybox:TAG" (a version, or a digest)
    (2) [PG201] no pull secret for ghcr.io (container "side" (sidecar), image "ghcr.io/acme/sidecar:v1"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred}] (the password is a classic personal access token with read:packages; fine-grained ones are refused). If the image is public, an operator can list ghcr.io/acme/ under registries.public
    (3) [PG206] no pull secret is named for registry.example.com:5000 (container "main", image "registry.example.com:5000/team/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"): secret "regcred" of this namespace matches, but neither the pod nor ServiceAccount shop/default names it. Fix: set spec.imagePullSecrets to [{name: regcred-2}, {name: regcred}]. If the image is public, an operator can list registry.example.com:5000/team/ under registries.public
  ),
  "mode": "enforce",
  "subject": "Pod shop/plain",
  "warnings": Array [
    "[PG201] no pull secret for quay.io (image volume \\"model\\"): the pod names none and ServiceAccount shop/default lists none",
  ],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 004-validate-create-pod.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "codes": "PG101:warn<deny",
    "decision": "warn",
    "mode": "warn",
  },
  "causes": Array [],
  "decision": "warn",
  "findings": Array [
    "PG101 warn spec.containers[0].image",
  ],
  "images": 1,
  "message": "",
  "mode": "warn",
  "subject": "Pod shop/my-app-deployment-6c7cc7bbdf-m6v68",
  "warnings": Array [
    "[PG101] tag \\"latest\\" can mean another image tomorrow (container \\"my-app-container\\", image \\"private.registry.com/my-org/my-app:latest\\"). Fix: set the image to \\"private.registry.com/my-org/my-app:TAG\\" (a version, or a digest)",
  ],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 005-validate-create-cronjob.json 1`] = `
Object {
  "allowed": false,
  "auditAnnotations": Object {
    "codes": "PG101:deny",
    "decision": "deny",
    "mode": "enforce",
  },
  "causes": Array [
    Object {
      "field": "spec.jobTemplate.spec.template.spec.containers[0].image",
      "message": "tag \\"latest\\" can mean another image tomorrow",
      "reason": "PG101",
    },
  ],
  "decision": "deny",
  "findings": Array [
    "PG101 deny spec.jobTemplate.spec.template.spec.containers[0].image",
  ],
  "images": 1,
  "message": "[PG101] tag \\"latest\\" can mean another image tomorrow (container \\"ecr-refresher\\", image \\"amazon/aws-cli:latest\\"). Fix: set the image to \\"amazon/aws-cli:TAG\\" (a version, or a digest)",
  "mode": "enforce",
  "subject": "CronJob shop/ecr-token-refresher",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 006-validate-create-pod.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "codes": "PG101:warn<deny",
    "decision": "warn",
    "mode": "warn",
  },
  "causes": Array [],
  "decision": "warn",
  "findings": Array [
    "PG101 warn spec.containers[0].image",
  ],
  "images": 1,
  "message": "",
  "mode": "warn",
  "subject": "Pod shop/my-app-deployment-6c7cc7bbdf-ggr6r",
  "warnings": Array [
    "[PG101] tag \\"latest\\" can mean another image tomorrow (container \\"my-app-container\\", image \\"private.registry.com/my-org/my-app:latest\\"). Fix: set the image to \\"private.registry.com/my-org/my-app:TAG\\" (a version, or a digest)",
  ],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 007-validate-create-job.json 1`] = `
Object {
  "allowed": false,
  "auditAnnotations": Object {
    "codes": "PG201:deny",
    "decision": "deny",
    "mode": "enforce",
  },
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "no pull secret for 123456789.dkr.ecr.ap-south-1.amazonaws.com: the pod template names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "decision": "deny",
  "findings": Array [
    "PG201 deny spec.template.spec.containers[0].image",
  ],
  "images": 1,
  "message": "[PG201] no pull secret for 123456789.dkr.ecr.ap-south-1.amazonaws.com (container \\"c\\", image \\"123456789.dkr.ecr.ap-south-1.amazonaws.com/postgres:15.4\\"): the pod template names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=123456789.dkr.ecr.ap-south-1.amazonaws.com --docker-username=USER --docker-password=TOKEN, then set spec.template.spec.imagePullSecrets to [{name: regcred-2}]. If the image is public, an operator can list 123456789.dkr.ecr.ap-south-1.amazonaws.com/postgres under registries.public",
  "mode": "enforce",
  "subject": "Job shop/one",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 008-validate-create-statefulset.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "allow",
    "mode": "enforce",
  },
  "causes": Array [],
  "decision": "allow",
  "findings": Array [],
  "images": 1,
  "message": "",
  "mode": "enforce",
  "subject": "StatefulSet shop/db",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 009-validate-create-pod.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "codes": "PG201:warn<deny",
    "decision": "warn",
    "mode": "warn",
  },
  "causes": Array [],
  "decision": "warn",
  "findings": Array [
    "PG201 warn spec.containers[0].image",
  ],
  "images": 1,
  "message": "",
  "mode": "warn",
  "subject": "Pod shop/one-qxcrp",
  "warnings": Array [
    "[PG201] no pull secret for 123456789.dkr.ecr.ap-south-1.amazonaws.com (container \\"c\\"): the pod names none and ServiceAccount shop/default lists none",
  ],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 010-validate-create-daemonset.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "allow",
    "mode": "enforce",
  },
  "causes": Array [],
  "decision": "allow",
  "findings": Array [],
  "images": 1,
  "message": "",
  "mode": "enforce",
  "subject": "DaemonSet shop/ds",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 011-validate-create-pod.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "allow",
    "mode": "warn",
  },
  "causes": Array [],
  "decision": "allow",
  "findings": Array [],
  "images": 1,
  "message": "",
  "mode": "warn",
  "subject": "Pod shop/db-0",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 012-validate-create-replicationcontroller.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "allow",
    "mode": "enforce",
  },
  "causes": Array [],
  "decision": "allow",
  "findings": Array [],
  "images": 1,
  "message": "",
  "mode": "enforce",
  "subject": "ReplicationController shop/rc",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 013-validate-create-podtemplate.json 1`] = `
Object {
  "allowed": false,
  "auditAnnotations": Object {
    "codes": "PG102:deny",
    "decision": "deny",
    "mode": "enforce",
  },
  "causes": Array [
    Object {
      "field": "template.spec.containers[0].image",
      "message": "no tag and no digest, which means \\":latest\\"",
      "reason": "PG102",
    },
  ],
  "decision": "deny",
  "findings": Array [
    "PG102 deny template.spec.containers[0].image",
  ],
  "images": 1,
  "message": "[PG102] no tag and no digest, which means \\":latest\\" (container \\"c\\", image \\"nginx\\"). Fix: set the image to \\"nginx:TAG\\" (a version, or a digest)",
  "mode": "enforce",
  "subject": "PodTemplate shop/pt",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 014-validate-update-pod.json 1`] = `
Object {
  "allowed": false,
  "auditAnnotations": Object {
    "codes": "PG201:deny,PG102:warn<deny,PG201:warn<deny,PG201:warn",
    "decision": "deny",
    "mode": "enforce",
  },
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no pull secret for registry.example.com: the pod names none and ServiceAccount shop/default lists none",
      "reason": "PG201",
    },
  ],
  "decision": "deny",
  "findings": Array [
    "PG201 deny spec.containers[0].image",
    "PG102 warn spec.initContainers[0].image",
    "PG201 warn spec.initContainers[1].image",
    "PG201 warn spec.volumes[0].image.reference",
  ],
  "images": 4,
  "message": "[PG201] no pull secret for registry.example.com (container \\"main\\", image \\"registry.example.com/team/app:v2\\"): the pod names none and ServiceAccount shop/default lists none. Fix: kubectl -n shop create secret docker-registry regcred-2 --docker-server=registry.example.com --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred-2}], then delete the Pod and create it anew (imagePullSecrets of an existing Pod cannot be changed). If the image is public, an operator can list registry.example.com/team/ under registries.public",
  "mode": "enforce",
  "subject": "Pod shop/plain",
  "warnings": Array [
    "[PG102] no tag and no digest, which means \\":latest\\" (container \\"init\\" (init), image \\"busybox\\"). Fix: set the image to \\"busybox:TAG\\" (a version, or a digest)",
    "[PG201] no pull secret for ghcr.io (container \\"side\\" (sidecar)): the pod names none and ServiceAccount shop/default lists none",
    "[PG201] no pull secret for quay.io (image volume \\"model\\"): the pod names none and ServiceAccount shop/default lists none",
  ],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 015-validate-update-pod.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "skip",
    "skipped": "unchanged",
  },
  "causes": Array [],
  "decision": "skip",
  "findings": Array [],
  "images": 4,
  "message": "",
  "mode": "enforce",
  "skipped": "unchanged",
  "subject": "Pod shop/plain",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 016-validate-update-deployment.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "allow",
    "mode": "enforce",
  },
  "causes": Array [],
  "decision": "allow",
  "findings": Array [],
  "images": 1,
  "message": "",
  "mode": "enforce",
  "subject": "Deployment shop/my-app-deployment",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 017-validate-create-replicaset.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "skip",
    "skipped": "controller",
  },
  "causes": Array [],
  "decision": "skip",
  "findings": Array [],
  "images": 0,
  "message": "",
  "mode": "enforce",
  "skipped": "controller",
  "subject": "none",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 018-validate-create-pod.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "allow",
    "mode": "warn",
  },
  "causes": Array [],
  "decision": "allow",
  "findings": Array [],
  "images": 1,
  "message": "",
  "mode": "warn",
  "subject": "Pod shop/my-app-deployment-78c7cfd58d-x52sh",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 019-validate-update-scale-scale.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "skip",
    "skipped": "kind",
  },
  "causes": Array [],
  "decision": "skip",
  "findings": Array [],
  "images": 0,
  "message": "",
  "mode": "enforce",
  "skipped": "kind",
  "subject": "none",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 020-validate-update-replicaset.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "skip",
    "skipped": "controller",
  },
  "causes": Array [],
  "decision": "skip",
  "findings": Array [],
  "images": 0,
  "message": "",
  "mode": "enforce",
  "skipped": "controller",
  "subject": "none",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 021-validate-create-pod.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "codes": "PG101:warn<deny",
    "decision": "warn",
    "mode": "warn",
  },
  "causes": Array [],
  "decision": "warn",
  "findings": Array [
    "PG101 warn spec.containers[0].image",
  ],
  "images": 1,
  "message": "",
  "mode": "warn",
  "subject": "Pod shop/my-app-deployment-6c7cc7bbdf-xngdn",
  "warnings": Array [
    "[PG101] tag \\"latest\\" can mean another image tomorrow (container \\"my-app-container\\", image \\"private.registry.com/my-org/my-app:latest\\"). Fix: set the image to \\"private.registry.com/my-org/my-app:TAG\\" (a version, or a digest)",
  ],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 022-validate-update-replicaset.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "skip",
    "skipped": "controller",
  },
  "causes": Array [],
  "decision": "skip",
  "findings": Array [],
  "images": 0,
  "message": "",
  "mode": "enforce",
  "skipped": "controller",
  "subject": "none",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 023-validate-create-job.json 1`] = `
Object {
  "allowed": false,
  "auditAnnotations": Object {
    "codes": "PG101:deny",
    "decision": "deny",
    "mode": "enforce",
  },
  "causes": Array [
    Object {
      "field": "spec.template.spec.containers[0].image",
      "message": "tag \\"latest\\" can mean another image tomorrow",
      "reason": "PG101",
    },
  ],
  "decision": "deny",
  "findings": Array [
    "PG101 deny spec.template.spec.containers[0].image",
  ],
  "images": 1,
  "message": "[PG101] tag \\"latest\\" can mean another image tomorrow (container \\"ecr-refresher\\", image \\"amazon/aws-cli:latest\\"). Fix: set the image to \\"amazon/aws-cli:TAG\\" (a version, or a digest)",
  "mode": "enforce",
  "subject": "Job shop/manual",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 024-validate-create-pod.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "codes": "PG101:warn<deny",
    "decision": "warn",
    "mode": "warn",
  },
  "causes": Array [],
  "decision": "warn",
  "findings": Array [
    "PG101 warn spec.containers[0].image",
  ],
  "images": 1,
  "message": "",
  "mode": "warn",
  "subject": "Pod shop/manual-rgndx",
  "warnings": Array [
    "[PG101] tag \\"latest\\" can mean another image tomorrow (container \\"ecr-refresher\\", image \\"amazon/aws-cli:latest\\"). Fix: set the image to \\"amazon/aws-cli:TAG\\" (a version, or a digest)",
  ],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 025-validate-create-pod.json 1`] = `
Object {
  "allowed": false,
  "auditAnnotations": Object {
    "codes": "PG102:deny",
    "decision": "deny",
    "mode": "enforce",
  },
  "causes": Array [
    Object {
      "field": "spec.containers[0].image",
      "message": "no tag and no digest, which means \\":latest\\"",
      "reason": "PG102",
    },
  ],
  "decision": "deny",
  "findings": Array [
    "PG102 deny spec.containers[0].image",
  ],
  "images": 1,
  "message": "[PG102] no tag and no digest, which means \\":latest\\" (container \\"gen\\", image \\"nginx\\"). Fix: set the image to \\"nginx:TAG\\" (a version, or a digest)",
  "mode": "enforce",
  "subject": "Pod shop/gen",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 026-validate-update-pod-ephemeralcontainers.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "codes": "PG102:warn<deny,PG201:warn<deny,PG201:warn",
    "decision": "warn",
    "mode": "enforce",
  },
  "causes": Array [],
  "decision": "warn",
  "findings": Array [
    "PG102 warn spec.initContainers[0].image",
    "PG201 warn spec.containers[0].image",
    "PG201 warn spec.initContainers[1].image",
    "PG201 warn spec.volumes[0].image.reference",
  ],
  "images": 5,
  "message": "",
  "mode": "enforce",
  "subject": "Pod shop/plain",
  "warnings": Array [
    "[PG102] no tag and no digest, which means \\":latest\\" (container \\"init\\" (init), image \\"busybox\\"). Fix: set the image to \\"busybox:TAG\\" (a version, or a digest)",
    "[PG201] no pull secret for registry.example.com (container \\"main\\"): the pod names none and ServiceAccount shop/default lists none",
    "[PG201] no pull secret for ghcr.io (container \\"side\\" (sidecar)): the pod names none and ServiceAccount shop/default lists none",
    "[PG201] no pull secret for quay.io (image volume \\"model\\"): the pod names none and ServiceAccount shop/default lists none",
  ],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 027-validate-delete-pod.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "skip",
    "skipped": "operation",
  },
  "causes": Array [],
  "decision": "skip",
  "findings": Array [],
  "images": 0,
  "message": "",
  "mode": "enforce",
  "skipped": "operation",
  "subject": "none",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > the reviews recorded from Kubernetes 1.36 get their full decision, by default > 028-validate-delete-pod.json 1`] = `
Object {
  "allowed": true,
  "auditAnnotations": Object {
    "decision": "skip",
    "skipped": "operation",
  },
  "causes": Array [],
  "decision": "skip",
  "findings": Array [],
  "images": 0,
  "message": "",
  "mode": "enforce",
  "skipped": "operation",
  "subject": "none",
  "warnings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 001-validate-create-deployment.json 1`] = `
Object {
  "decision": "warn",
  "findings": Array [
    "PG101 warn spec.template.spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 002-validate-create-replicaset.json 1`] = `
Object {
  "decision": "skip",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 003-validate-create-pod.json 1`] = `
Object {
  "decision": "deny",
  "findings": Array [
    "PG102 deny spec.initContainers[0].image",
    "PG201 deny spec.initContainers[1].image",
    "PG206 deny spec.containers[0].image",
    "PG201 warn spec.volumes[0].image.reference",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 004-validate-create-pod.json 1`] = `
Object {
  "decision": "deny",
  "findings": Array [
    "PG101 deny spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 005-validate-create-cronjob.json 1`] = `
Object {
  "decision": "warn",
  "findings": Array [
    "PG101 warn spec.jobTemplate.spec.template.spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 006-validate-create-pod.json 1`] = `
Object {
  "decision": "deny",
  "findings": Array [
    "PG101 deny spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 007-validate-create-job.json 1`] = `
Object {
  "decision": "warn",
  "findings": Array [
    "PG201 warn spec.template.spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 008-validate-create-statefulset.json 1`] = `
Object {
  "decision": "allow",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 009-validate-create-pod.json 1`] = `
Object {
  "decision": "deny",
  "findings": Array [
    "PG201 deny spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 010-validate-create-daemonset.json 1`] = `
Object {
  "decision": "allow",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 011-validate-create-pod.json 1`] = `
Object {
  "decision": "allow",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 012-validate-create-replicationcontroller.json 1`] = `
Object {
  "decision": "allow",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 013-validate-create-podtemplate.json 1`] = `
Object {
  "decision": "warn",
  "findings": Array [
    "PG102 warn template.spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 014-validate-update-pod.json 1`] = `
Object {
  "decision": "deny",
  "findings": Array [
    "PG201 deny spec.containers[0].image",
    "PG102 warn spec.initContainers[0].image",
    "PG201 warn spec.initContainers[1].image",
    "PG201 warn spec.volumes[0].image.reference",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 015-validate-update-pod.json 1`] = `
Object {
  "decision": "skip",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 016-validate-update-deployment.json 1`] = `
Object {
  "decision": "allow",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 017-validate-create-replicaset.json 1`] = `
Object {
  "decision": "skip",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 018-validate-create-pod.json 1`] = `
Object {
  "decision": "allow",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 019-validate-update-scale-scale.json 1`] = `
Object {
  "decision": "skip",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 020-validate-update-replicaset.json 1`] = `
Object {
  "decision": "skip",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 021-validate-create-pod.json 1`] = `
Object {
  "decision": "deny",
  "findings": Array [
    "PG101 deny spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 022-validate-update-replicaset.json 1`] = `
Object {
  "decision": "skip",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 023-validate-create-job.json 1`] = `
Object {
  "decision": "warn",
  "findings": Array [
    "PG101 warn spec.template.spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 024-validate-create-pod.json 1`] = `
Object {
  "decision": "deny",
  "findings": Array [
    "PG101 deny spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 025-validate-create-pod.json 1`] = `
Object {
  "decision": "deny",
  "findings": Array [
    "PG102 deny spec.containers[0].image",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 026-validate-update-pod-ephemeralcontainers.json 1`] = `
Object {
  "decision": "warn",
  "findings": Array [
    "PG102 warn spec.initContainers[0].image",
    "PG201 warn spec.containers[0].image",
    "PG201 warn spec.initContainers[1].image",
    "PG201 warn spec.volumes[0].image.reference",
  ],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 027-validate-delete-pod.json 1`] = `
Object {
  "decision": "skip",
  "findings": Array [],
}
`

exports[`test/reviews.test.ts > TAP > with workloads on warn and owned Pods enforced, the Pods of controllers are denied > 028-validate-delete-pod.json 1`] = `
Object {
  "decision": "skip",
  "findings": Array [],
}
`
