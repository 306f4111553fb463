/**
 * A Secret as the kubelet's keyring sees it (semantics 2.2, 2.5; pkg/credentialprovider/secrets/secrets.go
 * secretsToTrackedDockerConfigs). The one place where credentials are read: what it returns holds none, so whatever
 * comes after cannot print one. It never throws, and its words never quote the data.
 */
import type { AuthEntry, PullSecret, RawSecret } from '../types.js';
import { classifyCredential } from './credential.js';
import { type ConfigForm, decodeDockerConfig, looksLikeDockerConfig, type RawEntry } from './docker-config.js';
import { createKeyReader, type KeyReading } from './key-reading.js';

/** 2.2: type and data key belong together; nothing else is ever read. */
const FORMS: ReadonlyMap<string, { readonly form: ConfigForm; readonly dataKey: string }> = new Map([
  ['kubernetes.io/dockerconfigjson', { form: 'dockerconfigjson', dataKey: '.dockerconfigjson' }],
  ['kubernetes.io/dockercfg', { form: 'dockercfg', dataKey: '.dockercfg' }],
]);

export function parsePullSecret(raw: RawSecret): PullSecret {
  const common = {
    namespace: raw.namespace,
    name: raw.name,
    type: raw.type,
    ...(raw.changedAt === undefined ? {} : { changedAt: raw.changedAt }),
    ...(raw.labels === undefined ? {} : { labels: raw.labels }),
  };
  const usable = FORMS.get(raw.type);
  if (usable === undefined) return { ...common, form: 'unusable', why: 'type', ...holding(raw) };
  const data = dataAt(raw, usable.dataKey);
  if (data === undefined) return { ...common, form: 'unusable', why: 'key-missing', ...holding(raw) };
  if (data.length === 0) return { ...common, form: 'unusable', why: 'key-empty', ...holding(raw) };
  const config = decodeDockerConfig(usable.form, data);
  if (!config.ok) return { ...common, form: 'malformed', fault: config.fault };
  return { ...common, form: usable.form, entries: reduceAll(config.entries), usesHelper: config.usesHelper };
}

/** Own properties only: a data key may be called `constructor`. */
function dataAt(raw: RawSecret, dataKey: string): Uint8Array | undefined {
  return Object.hasOwn(raw.data, dataKey) ? raw.data[dataKey] : undefined;
}

function reduceAll(entries: readonly RawEntry[]): readonly AuthEntry[] {
  const read = createKeyReader();
  return entries.map((entry) => reduce(entry, read(entry.key)));
}

function reduce({ username, password, ignoredToken }: RawEntry, reading: KeyReading): AuthEntry {
  const credential = classifyCredential({ username, password, key: reading.normalized ?? '' });
  return { ...reading, hasUser: username !== '', ...credential, ignoredToken };
}

/** Names that people give to the same thing, likeliest first; other keys follow in their order. */
const USUAL_KEYS = ['.dockerconfigjson', 'config.json', 'dockerconfigjson', '.dockercfg', 'dockercfg'];
/** Only under these names a bare map of hosts is taken for one. */
const HOST_MAP_KEYS: ReadonlySet<string> = new Set(['.dockercfg', 'dockercfg']);

type Holding = { readonly holds?: { readonly dataKey: string; readonly entries: readonly AuthEntry[] } };

/** The docker config that an unusable secret holds after all: for the hint, never for the verdict. */
function holding(raw: RawSecret): Holding {
  const names = Object.keys(raw.data);
  const usual = USUAL_KEYS.filter((name) => Object.hasOwn(raw.data, name));
  for (const dataKey of [...usual, ...names.filter((name) => !usual.includes(name))]) {
    const data = dataAt(raw, dataKey);
    const form = data === undefined ? undefined : guessForm(dataKey, data);
    if (data === undefined || form === undefined) continue;
    const config = decodeDockerConfig(form, data);
    if (config.ok && config.entries.length > 0) return { holds: { dataKey, entries: reduceAll(config.entries) } };
  }
  return {};
}

function guessForm(dataKey: string, data: Uint8Array): ConfigForm | undefined {
  // Cheap first: most data of other secrets is no JSON object, and some of it is large.
  if (!startsObject(data)) return undefined;
  if (looksLikeDockerConfig(data)) return 'dockerconfigjson';
  return HOST_MAP_KEYS.has(dataKey) ? 'dockercfg' : undefined;
}

/** White space of JSON: tab, line feed, carriage return, blank. */
const BLANKS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);
const OPEN_BRACE = 0x7b;

function startsObject(data: Uint8Array): boolean {
  return data.find((byte) => !BLANKS.has(byte)) === OPEN_BRACE;
}
