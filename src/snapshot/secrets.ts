/** A secret in a snapshot file. One that is nothing to pull with is one line: its name and its type. */
import type { SecretMarks } from '../core/secret/marks.js';
import type { AuthEntry, ConfigSlip, PullSecret, SecretFault } from '../core/types.js';
import {
  BY_KEY,
  type Codec,
  carried,
  count,
  entriesOf,
  type Fields,
  flag,
  list,
  mapOf,
  mark,
  NEVER_THERE,
  type Plain,
  readFields,
  text,
  time,
  usually,
  word,
  writeFields,
} from './codec.js';
import { entries } from './entries.js';
import type { NamedCodec } from './facts.js';

type Parsed = Extract<PullSecret, { readonly entries: unknown }>;
type Unusable = Extract<PullSecret, { readonly form: 'unusable' }>;
type Common = 'namespace' | 'name' | 'type' | 'changedAt' | 'labels' | 'arrival' | keyof SecretMarks;

const COMMON: Pick<Fields<PullSecret>, Common> = {
  namespace: BY_KEY,
  name: BY_KEY,
  type: carried(text),
  changedAt: carried(time),
  labels: carried(mapOf(text)),
  madeBy: carried(text),
  managedBy: carried(text),
  immutable: carried(mark),
  saidExpiry: carried(time),
  saidExpiryFault: carried(mark),
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
