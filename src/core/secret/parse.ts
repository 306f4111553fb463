/**
 * A Secret as the kubelet's keyring sees it (semantics 2.2, 2.5; pkg/credentialprovider/secrets/secrets.go
 * secretsToTrackedDockerConfigs). The one place where credentials are read: what it returns holds none, so whatever
 * comes after cannot print one. It never throws, and its words never quote the data.
 */
import { type InParts, wholly } from '../parts.js';
import type { AuthEntry, PullSecret, RawSecret, SecretFault } from '../types.js';
import { BLANK, LINE_FEED, OPEN_BRACE, RETURN, TAB } from './ascii.js';
import { decodeBase64 } from './base64.js';
import { asText, fromData, toData } from './byte-string.js';
import { configSlip } from './config-slip.js';
import { classifyCredential } from './credential.js';
import {
  type ConfigForm,
  decodeDockerConfig,
  decodeSteps,
  type Keeping,
  looksLikeDockerConfig,
  type RawEntry,
} from './docker-config.js';
import { normalizeKey } from './key.js';
import { createKeyReader, type KeyReading } from './key-reading.js';
import { GITLAB_RUNNER, isOpenShiftName, isOpenShiftRegistry, OPENSHIFT } from './makers.js';
import { marksIn } from './marks.js';
import { chooseKeys, fitsLabels, MOST_ENTRIES, MOST_KEY_BYTES } from './oversized.js';

/** semantics 2.2: type and data key belong together; nothing else is ever read. */
const FORMS: ReadonlyMap<string, { readonly form: ConfigForm; readonly dataKey: string }> = new Map([
  ['kubernetes.io/dockerconfigjson', { form: 'dockerconfigjson', dataKey: '.dockerconfigjson' }],
  ['kubernetes.io/dockercfg', { form: 'dockercfg', dataKey: '.dockercfg' }],
]);

/** The data key that the kubelet reads in a Secret of this type; undefined for every other type. */
export function pullDataKey(type: string): string | undefined {
  return FORMS.get(type)?.dataKey;
}

/**
 * How much of a secret is returned: what a memory has room for, and `oversized` for what is larger; all of it; or what
 * the kubelet could use for these repositories (full names without tag and digest).
 */
export type Extent = 'bounded' | 'whole' | { readonly repositories: readonly string[] };

export function parsePullSecret(raw: RawSecret, extent: Extent = 'bounded'): PullSecret {
  return wholly(pullSecretSteps(raw, extent));
}

/** The same in steps of less than a millisecond each, reading and checking the syntax aside (1 MiB: 10 ms). */
export function* pullSecretSteps(raw: RawSecret, extent: Extent): InParts<PullSecret> {
  const { namespace, name, type, changedAt } = raw;
  const labels = fitsLabels(raw.labels) || extent === 'whole' ? raw.labels : undefined;
  const common = {
    namespace,
    name,
    type,
    ...(changedAt === undefined ? {} : { changedAt }),
    ...(labels === undefined ? {} : { labels }),
    ...marksIn(raw),
  };
  const usable = FORMS.get(type);
  if (usable === undefined) return { ...common, form: 'unusable', why: 'type', ...holding(raw) };
  const data = dataAt(raw, usable.dataKey);
  if (data === undefined) return { ...common, form: 'unusable', why: 'key-missing', ...holding(raw) };
  if (data.length === 0) return { ...common, form: 'unusable', why: 'key-empty', ...holding(raw) };
  const config = yield* decodeSteps(usable.form, data, yield* keepingFor(extent, usable.form, data));
  if (!config.ok) return { ...common, form: 'malformed', fault: faultOf(config.fault, usable.form, data) };
  const { count, over, usesHelper } = config;
  // Labels choose what may be injected, so without them all it is not held either.
  if (over || (extent === 'bounded' && labels !== raw.labels)) return { ...common, form: 'oversized', count };
  const entries: AuthEntry[] = [];
  const read = createKeyReader();
  for (const entry of config.entries) {
    yield;
    entries.push(reduce(entry, read(entry.key)));
  }
  const omitted = typeof extent === 'string' ? 0 : count - entries.length;
  const slip = count === 0 || usable.form === 'dockercfg' ? configSlip(usable.form, data) : undefined;
  const parsed = {
    ...common,
    form: usable.form,
    entries,
    usesHelper,
    ...(slip === undefined ? {} : { slip }),
    ...(omitted === 0 ? {} : { omitted }),
  };
  if (raw.madeBy !== undefined) return parsed;
  const maker = makerByContent(parsed);
  return maker === undefined ? parsed : { ...parsed, madeBy: maker };
}

/** What stops the kubelet is a scalar beside the entries; what is wrong is the whole file. */
function faultOf(fault: SecretFault, form: ConfigForm, data: Uint8Array): SecretFault {
  if (form !== 'dockercfg' || fault.code === 'syntax' || configSlip(form, data) !== 'wrapper') return fault;
  const why = `it is a whole config.json, which only the type kubernetes.io/dockerconfigjson takes; here ${fault.why}`;
  return { ...fault, why };
}

interface Parsed {
  readonly name: string;
  readonly form: ConfigForm;
  readonly entries: readonly AuthEntry[];
}

/** Of a secret without a mark. */
function makerByContent(secret: Parsed): string | undefined {
  if (isForOneJob(secret)) return GITLAB_RUNNER;
  if (secret.form !== 'dockercfg' || !isOpenShiftName(secret.name)) return undefined;
  const isInside = secret.entries.some(({ normalized }) => normalized !== null && isOpenShiftRegistry(normalized));
  return isInside ? OPENSHIFT : undefined;
}

/** The runner writes no mark into it, but nobody else makes a secret of the old type out of a job's token. */
function isForOneJob({ form, entries }: Parsed): boolean {
  return form === 'dockercfg' && entries.length > 0 && entries.every(({ login }) => login === 'gitlab-job-token');
}

const BOUNDED: Keeping = { mostEntries: MOST_ENTRIES, mostKeyBytes: MOST_KEY_BYTES };

/** Which keys are wanted is known once all have been seen, so what is picked out for repositories is read twice. */
function* keepingFor(extent: Extent, form: ConfigForm, data: Uint8Array): InParts<Keeping> {
  if (extent === 'bounded') return BOUNDED;
  if (extent === 'whole') return { mostEntries: Number.POSITIVE_INFINITY, mostKeyBytes: Number.POSITIVE_INFINITY };
  const keys: { readonly key: string; readonly normalized: string | null }[] = [];
  const look = (key: string): boolean => {
    const result = normalizeKey(key);
    keys.push({ key, normalized: result.ok ? result.key : null });
    return false;
  };
  yield* decodeSteps(form, data, { ...BOUNDED, wanted: look });
  const chosen = yield* chooseKeys(keys, extent.repositories, { steps: 0 });
  const wanted = new Set([...chosen].map((index) => keys[index]?.key));
  return { ...BOUNDED, wanted: (key) => wanted.has(key) };
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
export const USUAL_KEYS = ['.dockerconfigjson', 'config.json', 'dockerconfigjson', '.dockercfg', 'dockercfg'];
/** Only under these names a bare map of hosts is taken for one. */
const HOST_MAP_KEYS: ReadonlySet<string> = new Set(['.dockercfg', 'dockercfg']);

type Holding = Pick<Extract<PullSecret, { form: 'unusable' }>, 'holds'>;

/** The docker config that an unusable secret holds after all: for the hint, never for the verdict. */
function holding(raw: RawSecret): Holding {
  const names = Object.keys(raw.data);
  const usual = USUAL_KEYS.filter((name) => Object.hasOwn(raw.data, name));
  for (const dataKey of [...usual, ...names.filter((name) => !usual.includes(name))]) {
    const stored = dataAt(raw, dataKey);
    const inner = stored === undefined ? undefined : decodedOnce(stored);
    const data = inner ?? stored;
    const form = data === undefined ? undefined : guessForm(dataKey, data);
    if (data === undefined || form === undefined) continue;
    const config = decodeDockerConfig(form, data, BOUNDED);
    if (!config.ok || config.entries.length === 0) continue;
    const entries = reduceAll(config.entries);
    return { holds: { dataKey, entries, ...(inner === undefined ? {} : { encodedTwice: true }) } };
  }
  return {};
}

/** Nobody pastes more than this in base64. */
const MOST_ENCODED = 64 * 1024;
/** `{` and what may follow it, in base64: `ey`, `ew`. */
const ENCODED_OBJECT = [0x65, 0x77, 0x79] as const;

/** What base64 within base64 holds; undefined for what is none, by its first two letters in most cases. */
function decodedOnce(data: Uint8Array): Uint8Array | undefined {
  const [e, w, y] = ENCODED_OBJECT;
  if (data.length > MOST_ENCODED || data[0] !== e || (data[1] !== w && data[1] !== y)) return undefined;
  const decoded = decodeBase64(asText(fromData(data)).trim());
  return decoded.ok ? toData(decoded.bytes) : undefined;
}

function guessForm(dataKey: string, data: Uint8Array): ConfigForm | undefined {
  // Cheap first: most data of other secrets is no JSON object, and some of it is large.
  if (!startsObject(data)) return undefined;
  if (looksLikeDockerConfig(data)) return 'dockerconfigjson';
  return HOST_MAP_KEYS.has(dataKey) ? 'dockercfg' : undefined;
}

const BLANKS: ReadonlySet<number> = new Set([TAB, LINE_FEED, RETURN, BLANK]);

function startsObject(data: Uint8Array): boolean {
  return data.find((byte) => !BLANKS.has(byte)) === OPEN_BRACE;
}
