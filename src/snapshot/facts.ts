/**
 * How the facts of a namespace and of a ServiceAccount, and what runs, stand in a snapshot file. The tables here, in
 * entries.ts and in secrets.ts name every field and every word of the types in `src/core`: a new one does not compile until
 * it has its row.
 */
import type { ImagesInUse } from '../core/in-use.js';
import type { NamespaceFacts, ServiceAccountFacts } from '../core/types.js';
import {
  BY_KEY,
  type Codec,
  carried,
  type Fields,
  flag,
  list,
  mapOf,
  mark,
  NEVER_THERE,
  type Path,
  type Plain,
  readFields,
  sortedTexts,
  text,
  usually,
  writeFields,
} from './codec.js';

/** Of what stands under a name in the file. */
export interface NamedCodec<T> {
  readonly write: (value: T) => Plain;
  readonly read: (plain: unknown, path: Path, key: Key) => T;
}

export interface Key {
  readonly namespace: string;
  readonly name: string;
}

// ---------------------------------------------------------------------------------------------------------- namespaces

/** The API server puts it on every namespace (facts/objects.ts). */
const NAME_LABEL = 'kubernetes.io/metadata.name';

const NAMESPACE: Fields<NamespaceFacts> = {
  name: BY_KEY,
  labels: usually(mapOf(text), {}),
  unconfirmed: NEVER_THERE,
  terminating: carried(mark),
};

export const namespaces: NamedCodec<NamespaceFacts> = {
  write: ({ name, labels, ...rest }) => {
    const { [NAME_LABEL]: label, ...others } = labels;
    return writeFields(NAMESPACE, { ...rest, name, labels: label === name ? others : labels });
  },
  read: (plain, path, { namespace: name }) => {
    const { labels, ...rest } = readFields(NAMESPACE, plain, { path, known: { name }, needed: [] });
    return { ...rest, name, labels: { [NAME_LABEL]: name, ...labels } };
  },
};

// ----------------------------------------------------------------------------------------------------- ServiceAccounts

const ACCOUNT: Fields<ServiceAccountFacts> = {
  namespace: BY_KEY,
  name: BY_KEY,
  imagePullSecrets: usually(list(text), []),
  mountable: carried(list(text)),
  annotationKeys: carried(sortedTexts()),
  enforceMountable: usually(flag, false),
};

export const serviceAccounts: NamedCodec<ServiceAccountFacts> = {
  write: (account) => writeFields(ACCOUNT, account),
  read: (plain, path, { namespace, name }) =>
    readFields(ACCOUNT, plain, { path, known: { namespace, name }, needed: [] }),
};

// ------------------------------------------------------------------------------------------------------ images in use

const IN_USE: Fields<ImagesInUse> = {
  runs: usually(sortedTexts(), []),
  // Of most Pods they are the same: each image is written out, and each runs.
  named: carried(sortedTexts(), ({ runs }) => runs as readonly string[]),
  imagePullSecrets: usually(list(text), []),
  more: carried(mark),
};

export const imagesInUse: Codec<ImagesInUse> = {
  write: ({ named, runs, ...others }) =>
    writeFields(IN_USE, { named: [...named].sort(), runs: [...runs].sort(), ...others }),
  read: (plain, path) => readFields(IN_USE, plain, { path, known: {}, needed: [] }),
};
