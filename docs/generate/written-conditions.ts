/**
 * The conditions (CEL) under which the API server asks about a Secret or a ServiceAccount at all: a cluster writes Secrets
 * all the time, of which a handful are for pulling images. An expression that fails would let the object through unseen, so
 * each field is asked for before it is read. It reads nothing.
 */
import { USUAL_KEYS } from '../../src/core/secret/parse.js';
import { SWEEPERS } from '../../src/core/written/sweepers.js';

interface Condition {
  readonly name: string;
  readonly expression: string;
}

const DOCKER_TYPES = ['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'];
/** Of Kubernetes and of Helm: nobody keeps a docker config in one (K pkg/apis/core/types.go, helm pkg/storage/driver). */
const OTHER_TYPES = [
  'kubernetes.io/service-account-token',
  'kubernetes.io/basic-auth',
  'kubernetes.io/ssh-auth',
  'kubernetes.io/tls',
  'bootstrap.kubernetes.io/token',
  'helm.sh/release.v1',
];

const list = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`;

const IS_DOCKER = (object: string): string => `${object}.?type.orValue('') in ${list(DOCKER_TYPES)}`;

/** Under the keys that PG204 knows; what they hold, Pullgate looks at. */
const HOLDS_CONFIG = `!(object.?type.orValue('') in ${list(OTHER_TYPES)}) && has(object.data) && ${list(USUAL_KEYS)}.exists(key, key in object.data)`;

/** An update that changes no data is a label or a finalizer. */
const SECRET = `(${IS_DOCKER('object')} || ${HOLDS_CONFIG}) && (request.operation == 'CREATE' || object.?data != oldObject.?data)`;

const ACCOUNT =
  "request.operation == 'CREATE' ? (has(object.imagePullSecrets) && size(object.imagePullSecrets) > 0) : object.?imagePullSecrets != oldObject.?imagePullSecrets";

export const WRITTEN_CONDITIONS: readonly Condition[] = [
  { name: 'not-sweeping', expression: `!(request.userInfo.username in ${list(SWEEPERS)})` },
  {
    name: 'not-deleting',
    expression: "request.operation in ['CREATE', 'DELETE'] || !has(object.metadata.deletionTimestamp)",
  },
  {
    name: 'pulls-images',
    expression: `request.resource.resource == 'serviceaccounts' ? (${ACCOUNT}) : (request.operation == 'DELETE' ? ${IS_DOCKER('oldObject')} : (${SECRET}))`,
  },
];
