/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/mutate.test.ts > TAP > every recorded review is allowed; only a Pod that is created gets a patch, and only what it lacks > must match snapshot 1`] = `
Object {
  "001-validate-create-deployment.json": Object {
    "injection": "skipped",
    "injection-why": "kind",
    "patch": Array [],
  },
  "002-validate-create-replicaset.json": Object {
    "injection": "skipped",
    "injection-why": "kind",
    "patch": Array [],
  },
  "003-validate-create-pod.json": Object {
    "injected": "team,models",
    "injected-why": "\\"ghcr.io/acme/sidecar:v1\\": secret \\"team\\", key \\"ghcr.io\\"; \\"registry.example.com:5000/team/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\\": secret \\"team\\", key \\"registry.example.com:5000\\"; \\"quay.io/acme/model:1.2\\": secret \\"models\\", key \\"quay.io\\"",
    "patch": Array [
      Object {
        "op": "add",
        "path": "/spec/imagePullSecrets",
        "value": Array [
          Object {
            "name": "team",
          },
          Object {
            "name": "models",
          },
        ],
      },
      Object {
        "op": "add",
        "path": "/metadata/annotations/pullgate.dev~1injected",
        "value": "team,models",
      },
    ],
  },
  "004-validate-create-pod.json": Object {
    "injected": "found",
    "injected-why": "\\"private.registry.com/my-org/my-app:latest\\": secret \\"found\\", key \\"private.registry.com\\"",
    "patch": Array [
      Object {
        "op": "add",
        "path": "/spec/imagePullSecrets/-",
        "value": Object {
          "name": "found",
        },
      },
      Object {
        "op": "add",
        "path": "/metadata/annotations",
        "value": Object {
          "pullgate.dev/injected": "found",
        },
      },
    ],
  },
  "005-validate-create-cronjob.json": Object {
    "injection": "skipped",
    "injection-why": "kind",
    "patch": Array [],
  },
  "006-validate-create-pod.json": Object {
    "injected": "found",
    "injected-why": "\\"private.registry.com/my-org/my-app:latest\\": secret \\"found\\", key \\"private.registry.com\\"",
    "patch": Array [
      Object {
        "op": "add",
        "path": "/spec/imagePullSecrets/-",
        "value": Object {
          "name": "found",
        },
      },
      Object {
        "op": "add",
        "path": "/metadata/annotations",
        "value": Object {
          "pullgate.dev/injected": "found",
        },
      },
    ],
  },
  "007-validate-create-job.json": Object {
    "injection": "skipped",
    "injection-why": "kind",
    "patch": Array [],
  },
  "008-validate-create-statefulset.json": Object {
    "injection": "skipped",
    "injection-why": "kind",
    "patch": Array [],
  },
  "009-validate-create-pod.json": Object {
    "injection": "no-help",
    "injection-why": "\\"123456789.dkr.ecr.ap-south-1.amazonaws.com/postgres:15.4\\": no other secret of the namespace matches",
    "patch": Array [],
  },
  "010-validate-create-daemonset.json": Object {
    "injection": "skipped",
    "injection-why": "kind",
    "patch": Array [],
  },
  "011-validate-create-pod.json": Object {
    "patch": Array [],
  },
  "012-validate-create-replicationcontroller.json": Object {
    "injection": "skipped",
    "injection-why": "kind",
    "patch": Array [],
  },
  "013-validate-create-podtemplate.json": Object {
    "injection": "skipped",
    "injection-why": "kind",
    "patch": Array [],
  },
  "014-validate-update-pod.json": Object {
    "injection": "skipped",
    "injection-why": "operation",
    "patch": Array [],
  },
  "015-validate-update-pod.json": Object {
    "injection": "skipped",
    "injection-why": "operation",
    "patch": Array [],
  },
  "016-validate-update-deployment.json": Object {
    "injection": "skipped",
    "injection-why": "operation",
    "patch": Array [],
  },
  "017-validate-create-replicaset.json": Object {
    "injection": "skipped",
    "injection-why": "kind",
    "patch": Array [],
  },
  "018-validate-create-pod.json": Object {
    "injected": "found",
    "injected-why": "\\"private.registry.com/my-org/my-app:v2\\": secret \\"found\\", key \\"private.registry.com\\"",
    "patch": Array [
      Object {
        "op": "add",
        "path": "/spec/imagePullSecrets/-",
        "value": Object {
          "name": "found",
        },
      },
      Object {
        "op": "add",
        "path": "/metadata/annotations",
        "value": Object {
          "pullgate.dev/injected": "found",
        },
      },
    ],
  },
  "019-validate-update-scale-scale.json": Object {
    "injection": "skipped",
    "injection-why": "operation",
    "patch": Array [],
  },
  "020-validate-update-replicaset.json": Object {
    "injection": "skipped",
    "injection-why": "operation",
    "patch": Array [],
  },
  "021-validate-create-pod.json": Object {
    "injected": "found",
    "injected-why": "\\"private.registry.com/my-org/my-app:latest\\": secret \\"found\\", key \\"private.registry.com\\"",
    "patch": Array [
      Object {
        "op": "add",
        "path": "/spec/imagePullSecrets/-",
        "value": Object {
          "name": "found",
        },
      },
      Object {
        "op": "add",
        "path": "/metadata/annotations",
        "value": Object {
          "pullgate.dev/injected": "found",
        },
      },
    ],
  },
  "022-validate-update-replicaset.json": Object {
    "injection": "skipped",
    "injection-why": "operation",
    "patch": Array [],
  },
  "023-validate-create-job.json": Object {
    "injection": "skipped",
    "injection-why": "kind",
    "patch": Array [],
  },
  "024-validate-create-pod.json": Object {
    "patch": Array [],
  },
  "025-validate-create-pod.json": Object {
    "patch": Array [],
  },
  "026-validate-update-pod-ephemeralcontainers.json": Object {
    "injection": "skipped",
    "injection-why": "operation",
    "patch": Array [],
  },
  "027-validate-delete-pod.json": Object {
    "injection": "skipped",
    "injection-why": "operation",
    "patch": Array [],
  },
  "028-validate-delete-pod.json": Object {
    "injection": "skipped",
    "injection-why": "operation",
    "patch": Array [],
  },
}
`

exports[`test/mutate.test.ts > TAP > whatever is in a review, it is allowed, and a patch applies to what was sent > must match snapshot 1`] = `
Object {
  "a list of another type": "skipped shape",
  "a note of another type": "team /spec/imagePullSecrets /metadata/annotations/pullgate.dev~1injected",
  "a number": "",
  "a thousand containers": "team /spec/imagePullSecrets /metadata/annotations",
  "an object that is a list": "",
  "annotations of another type": "skipped shape",
  "another group": "skipped kind",
  "another version of the kind": "team /spec/imagePullSecrets /metadata/annotations",
  "entries of another type": "team /spec/imagePullSecrets/- /metadata/annotations",
  "images of another type": "",
  "metadata of another type": "skipped shape",
  "no metadata": "skipped shape",
  "no object": "",
  "no spec": "",
  "nothing but a uid": "skipped operation",
  "prototype keys": "",
  "wrong types everywhere": "skipped operation",
}
`
