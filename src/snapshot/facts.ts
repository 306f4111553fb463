/**
 * How each fact of a cluster stands in a snapshot file. The tables name every field and every word of the types in
 * `src/core`: a new one does not compile until it has its row here.
 *
 * Nothing here could hold a credential, because none of the types does (core/secret/parse.ts). What is usual is not
 * written, so that most entries of a secret are one line.
 */
import type { ImagesInUse } from '../core/in-use.js';
import type { CredentialFlaw, DescribedKey, KeySlip, KeySlipKind, SlipPlace } from '../core/secret/auth-entry.js';
import type {
  AuthEntry,
  ConfigSlip,
  LoginClass,
  NamespaceFacts,
  PullSecret,
  SecretFault,
  ServiceAccountFacts,
} from '../core/types.js';
import {
  BY_KEY,
  type Codec,
  carried,
  count,
  duration,
  entriesOf,
  type Fields,
  flag,
  list,
  mapOf,
  mark,
  NEVER_THERE,
  orNull,
  type Path,
  type Plain,
  readFields,
  sortedTexts,
  text,
  time,
  usually,
  word,
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
};

export const namespaces: NamedCodec<NamespaceFacts> = {
  write: ({ name, labels }) => {
    const { [NAME_LABEL]: label, ...others } = labels;
    return writeFields(NAMESPACE, { name, labels: label === name ? others : labels });
  },
  read: (plain, path, { namespace: name }) => {
    const { labels } = readFields(NAMESPACE, plain, { path, known: { name }, needed: [] });
    return { name, labels: { [NAME_LABEL]: name, ...labels } };
  },
};

// ----------------------------------------------------------------------------------------------------- ServiceAccounts

const ACCOUNT: Fields<ServiceAccountFacts> = {
  namespace: BY_KEY,
  name: BY_KEY,
  imagePullSecrets: usually(list(text), []),
  mountable: carried(list(text)),
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

// ------------------------------------------------------------------------------------------------------------- entries

const LOGINS: Readonly<Record<LoginClass, true>> = {
  ecr: true,
  'acr-token': true,
  'google-oauth': true,
  'google-json-key': true,
  'github-token': true,
  'github-app-token': true,
  'github-fine-grained': true,
  'gitlab-job-token': true,
  'docker-hub-token': true,
  jwt: true,
  other: true,
};

const FLAWS: Readonly<Record<CredentialFlaw, true>> = {
  'not-utf8': true,
  'no-password': true,
  'user-command': true,
  'user-placeholder': true,
  'user-invisible': true,
  'user-newline': true,
  'user-control': true,
  'user-blank': true,
  'user-quoted': true,
  'user-inner-blank': true,
  'password-command': true,
  'password-placeholder': true,
  'password-invisible': true,
  'password-newline': true,
  'password-control': true,
  'password-blank': true,
  'password-quoted': true,
  'password-inner-blank': true,
  'user-doubled-dollar': true,
  'user-not-of-registry': true,
  'docker-hub-email-user': true,
  'robot-user-shell': true,
  'github-fine-grained-on-ghcr': true,
  'github-token-truncated': true,
  'google-key-broken': true,
  'token-for-other-registry': true,
};

const SLIP_KINDS: Readonly<Record<KeySlipKind, true>> = {
  'unexpanded-variable': true,
  'control-character': true,
  'blank-in-key': true,
  'quotes-in-key': true,
  'non-ascii': true,
  'question-mark': true,
  'character-class': true,
  'port-not-a-number': true,
  'other-scheme': true,
  'tag-in-key': true,
  'token-in-key': true,
  'login-in-key': true,
  'key-too-long': true,
  'odd-character': true,
};

const PLACES: Readonly<Record<SlipPlace, true>> = { front: true, end: true, inside: true };

const SLIP: Fields<KeySlip> = {
  kind: carried(word(SLIP_KINDS)),
  place: carried(word(PLACES)),
  dropped: carried(text),
};

const slips: Codec<KeySlip> = {
  write: (slip) => writeFields(SLIP, slip),
  read: (plain, path) => readFields(SLIP, plain, { path, known: {}, needed: ['kind'] }),
};

const DESCRIBED: Fields<DescribedKey> = {
  slips: usually(list(slips), []),
  rest: carried(text),
};

const described: Codec<DescribedKey> = {
  write: (key) => writeFields(DESCRIBED, key),
  read: (plain, path) => readFields(DESCRIBED, plain, { path, known: {}, needed: [] }),
};

const ENTRY: Fields<AuthEntry> = {
  key: carried(text),
  described: carried(described),
  // The kubelet compares most keys as they are written.
  normalized: carried(orNull(text), ({ key }) => key as string),
  dropped: carried(text),
  hasUser: usually(flag, true),
  login: usually(word(LOGINS), 'other'),
  expiresAt: carried(time),
  lifetime: carried(duration),
  flaws: usually(list(word(FLAWS)), []),
  ignoredToken: usually(flag, false),
};

/** One that says nothing but its key is a text. */
const entries: Codec<AuthEntry> = {
  write: (entry) => {
    const { key, ...others } = writeFields(ENTRY, entry);
    return Object.keys(others).length === 0 ? entry.key : { key: entry.key, ...others };
  },
  read: (plain, path) =>
    readFields(ENTRY, typeof plain === 'string' ? { key: plain } : plain, { path, known: {}, needed: ['key'] }),
};

// ------------------------------------------------------------------------------------------------------------- secrets

type Parsed = Extract<PullSecret, { readonly entries: unknown }>;
type Unusable = Extract<PullSecret, { readonly form: 'unusable' }>;
type Common = 'namespace' | 'name' | 'type' | 'changedAt' | 'labels' | 'madeBy' | 'arrival';

const COMMON: Pick<Fields<PullSecret>, Common> = {
  namespace: BY_KEY,
  name: BY_KEY,
  type: carried(text),
  changedAt: carried(time),
  labels: carried(mapOf(text)),
  madeBy: carried(text),
  arrival: NEVER_THERE,
};

/** What the type makes of it (core/secret/parse.ts FORMS). */
function usualForm({ type }: Readonly<Record<string, unknown>>): 'dockerconfigjson' | 'dockercfg' | 'unusable' {
  if (type === 'kubernetes.io/dockerconfigjson') return 'dockerconfigjson';
  return type === 'kubernetes.io/dockercfg' ? 'dockercfg' : 'unusable';
}

const SLIPS_OF_CONFIG: Readonly<Record<ConfigSlip, true>> = {
  'no-auths': true,
  'auth-for-auths': true,
  nested: true,
  wrapper: true,
};

function parsedForm(before: Readonly<Record<string, unknown>>): Parsed['form'] {
  return usualForm(before) === 'dockercfg' ? 'dockercfg' : 'dockerconfigjson';
}

const PARSED: Fields<Parsed> = {
  ...COMMON,
  form: carried(word({ dockerconfigjson: true, dockercfg: true }), parsedForm),
  usesHelper: usually(flag, false),
  slip: carried(word(SLIPS_OF_CONFIG)),
  entries: usually(list(entries), []),
  // What is left out of one that was asked about; a snapshot has all of it, or `oversized`.
  omitted: NEVER_THERE,
};

const OVERSIZED: Fields<Extract<PullSecret, { readonly form: 'oversized' }>> = {
  ...COMMON,
  form: carried(word({ oversized: true })),
  count: carried(count),
};

const FAULT: Fields<SecretFault> = {
  code: carried(word({ syntax: true, type: true, base64: true, 'no-colon': true })),
  path: usually(text, ''),
  why: carried(text),
};

const faults: Codec<SecretFault> = {
  write: (fault) => writeFields(FAULT, fault),
  read: (plain, path) => readFields(FAULT, plain, { path, known: {}, needed: ['code', 'why'] }),
};

const MALFORMED: Fields<Extract<PullSecret, { readonly form: 'malformed' }>> = {
  ...COMMON,
  form: carried(word({ malformed: true })),
  fault: carried(faults),
};

type Holding = NonNullable<Unusable['holds']>;

const HOLDING: Fields<Holding> = {
  dataKey: carried(text),
  entries: usually(list(entries), []),
  encodedTwice: carried(mark),
};

const holdings: Codec<Holding> = {
  write: (holds) => writeFields(HOLDING, holds),
  read: (plain, path) => readFields(HOLDING, plain, { path, known: {}, needed: ['dataKey'] }),
};

/** One of the two types is `unusable` only by its data, and says so. */
function unusableForm(before: Readonly<Record<string, unknown>>): 'unusable' {
  return usualForm(before) as 'unusable';
}

function usualWhy(before: Readonly<Record<string, unknown>>): Unusable['why'] {
  return usualForm(before) === 'unusable' ? 'type' : 'key-missing';
}

const UNUSABLE: Fields<Unusable> = {
  ...COMMON,
  form: carried(word({ unusable: true }), unusableForm),
  why: carried(word({ type: true, 'key-missing': true, 'key-empty': true }), usualWhy),
  holds: carried(holdings),
};

const FORMS: Readonly<Record<PullSecret['form'], true>> = {
  dockerconfigjson: true,
  dockercfg: true,
  oversized: true,
  malformed: true,
  unusable: true,
};

export const secrets: NamedCodec<PullSecret> = {
  /** A secret that is nothing to pull with is its type. */
  write: (secret) => {
    const written = writeSecret(thinned(secret));
    const { type, ...others } = written;
    return Object.keys(others).length === 0 && type !== undefined ? type : written;
  },
  read: (plain, path, key) => {
    const given = typeof plain === 'string' ? { type: plain } : Object.fromEntries(entriesOf(plain, path));
    const type = text.read(given['type'] ?? 'Opaque', [...path, 'type']);
    const form = 'form' in given ? word(FORMS).read(given['form'], [...path, 'form']) : usualForm({ type });
    const place = { path, known: key };
    switch (form) {
      case 'dockerconfigjson':
      case 'dockercfg':
        return readFields(PARSED, given, { ...place, needed: ['type'] });
      case 'oversized':
        return readFields(OVERSIZED, given, { ...place, needed: ['type', 'count'] });
      case 'malformed':
        return readFields(MALFORMED, given, { ...place, needed: ['type', 'fault'] });
      case 'unusable':
        return readFields(UNUSABLE, given, { ...place, needed: ['type'] });
      default:
        return form satisfies never;
    }
  },
};

function writeSecret(secret: PullSecret): { readonly [key: string]: Plain } {
  switch (secret.form) {
    case 'dockerconfigjson':
    case 'dockercfg':
      return writeFields(PARSED, secret);
    case 'oversized':
      return writeFields(OVERSIZED, secret);
    case 'malformed':
      return writeFields(MALFORMED, secret);
    case 'unusable':
      return writeFields(UNUSABLE, secret);
    default:
      return secret satisfies never;
  }
}

/**
 * Without what no verdict rests on and what changes often: how old the data is matters for a login of a limited life
 * (core/outlook.ts isStale), and labels where it could be injected (core/inject/offer.ts).
 */
function thinned(secret: PullSecret): PullSecret {
  const { changedAt: _, labels: __, ...rest } = secret;
  const ages = 'entries' in secret && secret.entries.some(isOfUnreadLife);
  return {
    ...rest,
    ...(ages && secret.changedAt !== undefined ? { changedAt: secret.changedAt } : {}),
    ...(secret.form !== 'unusable' && secret.labels !== undefined ? { labels: secret.labels } : {}),
  };
}

function isOfUnreadLife({ lifetime, expiresAt }: AuthEntry): boolean {
  return lifetime !== undefined && expiresAt === undefined;
}
