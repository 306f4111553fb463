/**
 * From what the API server answers to what is kept. Of a Secret its data is decoded, reduced and dropped here: no byte
 * of it outlives the call (design 7.8), but for `rawSecretOf`, of which nothing is kept. An object without uid, name or
 * resourceVersion is no object.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { isObject, own, textOf } from '../core/fields.js';
import type { ImagesInUse } from '../core/in-use.js';
import { type InParts, wholly } from '../core/parts.js';
import { marksOf, type SecretMarks } from '../core/secret/marks.js';
import { fitsLabels, MOST_ENTRIES } from '../core/secret/oversized.js';
import { type Extent, pullDataKey, pullSecretSteps } from '../core/secret/parse.js';
import type { AuthEntry, NamespaceFacts, PullSecret, RawSecret, ServiceAccountFacts } from '../core/types.js';
import type { WorkloadUse } from '../core/workload-use.js';
import { WORKLOADS } from '../core/workloads.js';
import { imagesInUse } from '../facts/in-use.js';
import { dataChangedAt, labelsOf, namespaceFacts, serviceAccountFacts } from '../facts/objects.js';
import { workloadUse } from '../facts/written/workload.js';

export interface Kept<T> {
  readonly namespace: string;
  readonly name: string;
  /** As `packed` has it: compared for equality only. */
  readonly uid: string;
  /** Opaque, as `packedVersion` has it: compared for equality only (design 7.6); `String` gives what the API server wrote. */
  readonly version: string | number;
  /** Absent: it is larger than what is held. Whoever needs it asks the API server. */
  readonly value?: T;
  /** Less than the API server tells: the namespace holds more than is held of one. */
  readonly isThin?: true;
  /** Of a Secret: what tells whether its data is still the same. */
  readonly digest?: number;
}

export function valuesOf<T>(items: readonly Kept<T>[]): readonly T[] {
  return items.flatMap(({ value }) => (value === undefined ? [] : [value]));
}

type Fields = Readonly<Record<string, unknown>>;
type Labels = Readonly<Record<string, string>>;
/** What is held of an object. */
export type FindHeld<T> = (namespace: string, name: string) => Kept<T> | undefined;

/** What is held of the very object that the API server tells. */
export function stillHeld<T>(object: unknown, findHeld: FindHeld<T>): Kept<T> | undefined {
  const found = identify(object);
  if (found === undefined) return undefined;
  const { namespace, name, uid, version } = found.identity;
  const held = findHeld(namespace, name);
  const isIt = held?.uid === uid && held.version === version;
  return isIt && held.value !== undefined ? held : undefined;
}

export function convertSecret(object: unknown): Kept<PullSecret> | undefined {
  return wholly(secretSteps(object));
}

/**
 * A Secret of 1 MiB takes a while, so it is read in steps. Data that equals what is held is not read again: an annotation
 * that somebody touches five times a second costs a hash.
 */
export function* secretSteps(
  object: unknown,
  findHeld: FindHeld<PullSecret> = () => undefined,
  extent: Extent = 'bounded',
): InParts<Kept<PullSecret> | undefined> {
  const found = identify(object);
  if (found === undefined) return undefined;
  const { fields, identity } = found;
  const held = findHeld(identity.namespace, identity.name);
  if (held?.uid === identity.uid && held.version === identity.version) return held;
  yield;
  const type = textOf(fields, 'type') || 'Opaque';
  const data = dataOf(fields, type);
  const marks = marksOf(fields);
  const { madeBy } = marks;
  const digest = digestOf(madeBy === undefined ? type : `${type}\0${madeBy}`, data);
  const changedAt = dataChangedAt(fields);
  const labels = labelsOf(fields);
  if (held?.value !== undefined && held.digest === digest && isStill(held.value, labels)) {
    return keep(identity, withMetadata(held.value, changedAt, labels, marks), digest);
  }
  const raw = {
    namespace: identity.namespace,
    name: identity.name,
    type,
    data: decodeData(data),
    ...(changedAt === undefined ? {} : { changedAt }),
    ...(labels === undefined ? {} : { labels }),
    ...marks,
  };
  yield;
  const secret = yield* pullSecretSteps(raw, extent);
  return keep(identity, copyOf(secret), digest);
}

/**
 * A Secret with what the kubelet reads of it, for one question to a registry: whoever asks for it drops it (`registry/`).
 * Undefined where it is no object.
 */
export function rawSecretOf(object: unknown): RawSecret | undefined {
  const found = identify(object);
  if (found === undefined) return undefined;
  const { fields, identity } = found;
  const type = textOf(fields, 'type') || 'Opaque';
  return { namespace: identity.namespace, name: identity.name, type, data: decodeData(dataOf(fields, type)) };
}

/** Of a secret that nobody needs more of than its name. */
export function convertIdentity(object: unknown): Kept<never> | undefined {
  const found = identify(object);
  return found?.identity;
}

export function convertServiceAccount(object: unknown): Kept<ServiceAccountFacts> | undefined {
  return convert(object, (fields, namespace, name) => serviceAccountFacts(namespace, name, fields));
}

/** Kept under its own name, so that it is found like everything else of a namespace. */
export function convertNamespace(object: unknown): Kept<NamespaceFacts> | undefined {
  const kept = convert(object, (fields, _, name) => namespaceFacts(name, fields));
  return kept === undefined ? undefined : { ...kept, namespace: kept.name };
}

/** Its images and how they fare; never its environment, its arguments or its annotations. */
export function convertPod(object: unknown): Kept<ImagesInUse> | undefined {
  return convert(object, (fields) => imagesInUse(own(fields, 'spec'), own(fields, 'status') ?? {}));
}

/** Of what needs no secret any more, only that it is there. */
export function convertWorkload(kind: string): (object: unknown) => Kept<WorkloadUse> | undefined {
  const podSpec: readonly string[] = WORKLOADS.find((each) => each.kind === kind)?.podSpec ?? [];
  return (object) => {
    const found = identify(object);
    if (found === undefined) return undefined;
    const value = workloadUse(kind, object, podSpec.reduce<unknown>(own, object));
    return value === undefined ? found.identity : { ...found.identity, value };
  };
}

function convert<T>(
  object: unknown,
  read: (fields: Fields, namespace: string, name: string) => T,
): Kept<T> | undefined {
  const found = identify(object);
  if (found === undefined) return undefined;
  const { fields, identity } = found;
  return { ...identity, value: read(fields, identity.namespace, identity.name) };
}

interface Identified {
  readonly identity: Kept<never>;
  readonly fields: Fields;
}

function identify(object: unknown): Identified | undefined {
  const metadata = own(object, 'metadata');
  const name = textOf(metadata, 'name');
  const uid = textOf(metadata, 'uid');
  const version = textOf(metadata, 'resourceVersion');
  if (!isObject(object) || name === '' || uid === '' || version === '') return undefined;
  const namespace = once(textOf(metadata, 'namespace'));
  return { identity: { namespace, name, uid: packed(uid), version: packedVersion(version) }, fields: object };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID as its 16 bytes, a character each. Whatever else somebody writes, as it is. */
function packed(uid: string): string {
  return UUID.test(uid) ? Buffer.from(uid.replaceAll('-', ''), 'hex').toString('latin1') : uid;
}

const DECIMAL = /^[1-9]\d{0,9}$/;
/** V8 holds whole numbers below it in the object itself. */
const SMALL = 2 ** 31;

/**
 * The versions of etcd as numbers, which take no room of their own, a twentieth of what a pull secret does
 * (`npm run bench:growth`); what is larger, or no such number, as it is.
 */
function packedVersion(version: string): string | number {
  const number = DECIMAL.test(version) ? Number(version) : SMALL;
  return number < SMALL ? number : version;
}

// -------------------------------------------------------------------------------------------------------------- memory

/** Written out: of an object that is spread and added to, V8 makes a shape of its own for each, twice the size of the object. */
function keep<T>({ namespace, name, uid, version }: Kept<never>, value: T, digest: number): Kept<T> {
  return { namespace, name, uid, version, value, digest };
}

/**
 * A copy, because a text cut out of another keeps the whole of it in memory, and with it every password in it. JSON, because
 * of what it makes the shape is shared by all, as it is not with structuredClone. Texts that are many times the same are
 * held once: a hundred thousand secrets have one type.
 */
function copyOf(secret: PullSecret): PullSecret {
  const copy: PullSecret = JSON.parse(JSON.stringify(secret));
  const { namespace, name } = secret;
  if (copy.labels !== undefined) shareValues(copy.labels);
  const common = { namespace, name, type: once(copy.type) };
  if (copy.form !== 'dockerconfigjson' && copy.form !== 'dockercfg') return { ...copy, ...common };
  return { ...copy, ...common, form: FORMS[copy.form], entries: copy.entries.map(entryOf) };
}

const FORMS = { dockerconfigjson: 'dockerconfigjson', dockercfg: 'dockercfg' } as const;
const NO_FLAWS: AuthEntry['flaws'] = [];

/** Namespaces of a large cluster, registries, and values of labels. */
const MOST_COMMON = 20_000;
/** In letters; longer ones are of somebody who would fill the room. */
const LONGEST_COMMON = 128;
const common = new Map<string, string>();

/**
 * The text as it was met first, so that what many objects say is held once: a sixth of what a pull secret takes, with
 * `packed` (`npm run bench:growth`). With too many of them it begins anew.
 */
function once(text: string): string {
  if (text.length > LONGEST_COMMON) return text;
  const known = common.get(text);
  if (known !== undefined) return known;
  if (common.size === MOST_COMMON) common.clear();
  common.set(text, text);
  return text;
}

/** In place, so that the shape stays: nobody else has the copy yet. */
function shareValues(labels: Record<string, string>): void {
  for (const [key, value] of Object.entries(labels)) labels[key] = once(value);
}

function entryOf(entry: AuthEntry): AuthEntry {
  const { normalized, login, flaws } = entry;
  const key = once(entry.key);
  return {
    ...entry,
    key,
    normalized: normalized === entry.key ? key : normalized === null ? null : once(normalized),
    login: login === 'other' ? 'other' : login,
    flaws: flaws.length === 0 ? NO_FLAWS : flaws,
  };
}

// --------------------------------------------------------------------------------------------------------------- data

type Texts = readonly (readonly [key: string, text: string])[];

/** Of a pull secret the one key that the kubelet reads, where it is there; of others everything. */
function dataOf(fields: Fields, type: string): Texts {
  const given = own(fields, 'data');
  if (!isObject(given)) return [];
  const key = pullDataKey(type);
  const text = key === undefined ? undefined : own(given, key);
  if (key !== undefined && typeof text === 'string' && text !== '') return [[key, text]];
  return Object.entries(given).flatMap(([each, value]) => (typeof value === 'string' ? [[each, value] as const] : []));
}

/** The API server writes base64 with padding, and nothing else. */
function decodeData(texts: Texts): Readonly<Record<string, Uint8Array>> {
  const data: Record<string, Uint8Array> = Object.create(null);
  for (const [key, text] of texts) data[key] = Buffer.from(text, 'base64');
  return data;
}

/** Known to this process alone, so that nobody can look for two texts with one digest, or for a text to a digest. */
const DIGEST_KEY = randomBytes(32);
/** What a number holds exactly. */
const DIGEST_BYTES = 6;

/** @param kind whatever the reading depends on besides the data */
function digestOf(kind: string, texts: Texts): number {
  const hash = createHmac('sha256', DIGEST_KEY).update(kind);
  for (const [key, text] of texts) hash.update(`\0${key}\0`).update(text);
  return hash.digest().readUIntBE(0, DIGEST_BYTES);
}

/** Where the data is the same: is the form? It depends on the labels, and on what else the namespace held. */
function isStill(secret: PullSecret, labels: Labels | undefined): boolean {
  return fitsLabels(labels) && (secret.form !== 'oversized' || secret.count > MOST_ENTRIES);
}

function sameLabels(held: Labels | undefined, given: Labels | undefined): boolean {
  const names = Object.keys(given ?? {});
  return names.length === Object.keys(held ?? {}).length && names.every((name) => own(held, name) === own(given, name));
}

/** @param marks but for `madeBy`, which the reading depends on */
function withMetadata(
  secret: PullSecret,
  changedAt: number | undefined,
  labels: Labels | undefined,
  { madeBy: _madeBy, ...marks }: SecretMarks,
): PullSecret {
  const isSame = secret.changedAt === changedAt && sameLabels(secret.labels, labels) && sameMarks(secret, marks);
  if (isSame) return secret;
  const { changedAt: _, labels: __, managedBy, immutable, saidExpiry, saidExpiryFault, ...rest } = secret;
  return {
    ...rest,
    ...(changedAt === undefined ? {} : { changedAt }),
    ...(labels === undefined ? {} : { labels }),
    ...marks,
  };
}

function sameMarks(held: SecretMarks, given: SecretMarks): boolean {
  return (
    held.managedBy === given.managedBy &&
    held.immutable === given.immutable &&
    held.saidExpiry === given.saidExpiry &&
    held.saidExpiryFault === given.saidExpiryFault
  );
}
