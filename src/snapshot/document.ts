/**
 * A snapshot as the one document of its file: four sections, each sorted, with the namespace in every name, so that a line
 * of a diff says what it is about. What could not be read stands in a section of its own, with the reason.
 */
import { isObject } from '../core/fields.js';
import type { Provider } from '../core/settings.js';
import type { Lookup } from '../core/types.js';
import type { Holdings, Inventory, ListPart } from '../facts/inventory.js';
import { Damage, entriesOf, list, type Path, type Plain, sorted, text, word } from './codec.js';
import { imagesInUse, namespaces, serviceAccounts } from './facts.js';
import { secrets } from './secrets.js';
import { type Snapshot, type SnapshotPolicy, VERSION } from './snapshot.js';

export const KIND = 'Snapshot';
const GROUP = 'pullgate.dev';

type Row = readonly [string, Plain];
type Sections = { readonly [section: string]: Plain };

/** How the list of a part stands in its section: under names of its own, or under that of the namespace. */
interface Part<T> {
  readonly write: (namespace: string, values: readonly T[]) => readonly Row[];
  /** Adds what stands under one name to the list of its namespace. */
  readonly read: (
    key: string,
    plain: unknown,
    path: Path,
  ) => { readonly namespace: string; readonly values: readonly T[] };
}

type ItemOf<P extends ListPart> = Holdings[P] extends Lookup<readonly (infer T)[]> ? T : never;

const PARTS: { readonly [P in ListPart]: Part<ItemOf<P>> } = {
  serviceAccounts: named(serviceAccounts),
  secrets: named(secrets),
  imagesInUse: {
    // Many Pods of one workload are one fact, and they have no order.
    write: (namespace, values) => {
      const facts = new Map(values.map(imagesInUse.write).map((plain) => [JSON.stringify(plain), plain]));
      return facts.size === 0 ? [] : [[namespace, sorted(facts.keys()).map((key) => facts.get(key) ?? null)]];
    },
    read: (namespace, plain, path) => ({ namespace, values: list(imagesInUse).read(plain, path) }),
  },
};

function named<T extends { readonly name: string }>({
  write,
  read,
}: {
  readonly write: (value: T) => Plain;
  readonly read: (plain: unknown, path: Path, key: { readonly namespace: string; readonly name: string }) => T;
}): Part<T> {
  return {
    write: (namespace, values) => values.map((value) => [`${namespace}/${value.name}`, write(value)]),
    read: (key, plain, path) => {
      const slash = key.indexOf('/');
      if (slash === -1) throw new Damage(path, 'its name must be NAMESPACE/NAME');
      const namespace = key.slice(0, slash);
      return { namespace, values: [read(plain, path, { namespace, name: key.slice(slash + 1) })] };
    },
  };
}

/** The compiler does not follow that a part is written and read by the row of its own name. */
const ANY_PARTS = PARTS as unknown as Readonly<Record<ListPart, Part<unknown>>>;
const PART_NAMES = Object.keys(PARTS) as readonly ListPart[];

// -------------------------------------------------------------------------------------------------------------- writing

export function documentOf({ provider, policy, inventory }: Snapshot): { readonly [key: string]: Plain } {
  const { source, only } = inventory;
  return {
    apiVersion: `${GROUP}/v${VERSION}`,
    kind: KIND,
    source,
    ...(provider === undefined ? {} : { provider }),
    ...(only === undefined ? {} : { only: sorted(only) }),
    policy: { from: policy.from, settings: policy.settings },
    ...sectionsOf(inventory),
  };
}

const ABSENT = 'absent';

function sectionsOf({ namespaces: all }: Inventory): Sections {
  const names = sorted(all.keys());
  const unknown: Row[] = [];
  const partial: string[] = [];
  const facts: Row[] = [];
  const parts = new Map<ListPart, Row[]>(PART_NAMES.map((part) => [part, []]));
  for (const namespace of names) {
    const holdings = all.get(namespace);
    if (holdings === undefined) continue;
    if (holdings.facts.state === 'unknown') unknown.push([`namespaces/${namespace}`, holdings.facts.reason]);
    else {
      const { facts: given } = holdings;
      facts.push([namespace, given.state === 'absent' ? ABSENT : namespaces.write(given.value)]);
    }
    for (const part of PART_NAMES) {
      const lookup: Lookup<readonly unknown[]> = holdings[part];
      if (lookup.state === 'unknown') unknown.push([`${part}/${namespace}`, lookup.reason]);
      if (lookup.state !== 'found') continue;
      parts.get(part)?.push(...ANY_PARTS[part].write(namespace, lookup.value));
      if (lookup.partial === true) partial.push(`${part}/${namespace}`);
    }
  }
  return {
    namespaces: Object.fromEntries(facts),
    ...Object.fromEntries([...parts].map(([part, rows]) => [part, mapOfRows(rows)])),
    ...(unknown.length === 0 ? {} : { unknown: mapOfRows(unknown) }),
    ...(partial.length === 0 ? {} : { partial: sorted(partial) }),
  };
}

function mapOfRows(rows: readonly Row[]): Plain {
  return Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

// -------------------------------------------------------------------------------------------------------------- reading

const FIELDS = ['apiVersion', 'kind', 'source', 'provider', 'only', 'policy', 'namespaces', 'unknown', 'partial'];
const PROVIDERS: Readonly<Record<Exclude<Provider, 'auto'>, true>> = {
  eks: true,
  gke: true,
  aks: true,
  openshift: true,
  none: true,
};

/** Throws `Damage` for what is no snapshot that this version can read. */
export function snapshotOf(plain: unknown): Snapshot {
  if (!isObject(plain)) throw new Damage([], `it must be a map with "apiVersion", "kind: ${KIND}" and what follows`);
  checkVersion(plain);
  for (const field of Object.keys(plain)) {
    if (FIELDS.includes(field) || PART_NAMES.some((part) => part === field)) continue;
    throw new Damage([field], `there is no such field; there are ${[...FIELDS, ...PART_NAMES].join(', ')}`);
  }
  const source = needed(plain, 'source', word<Inventory['source']>({ 'api-server': true, manifests: true }).read);
  const provider = 'provider' in plain ? word(PROVIDERS).read(plain['provider'], ['provider']) : undefined;
  const only = 'only' in plain ? list(text).read(plain['only'], ['only']) : undefined;
  return {
    ...(provider === undefined ? {} : { provider }),
    policy: needed(plain, 'policy', readPolicy),
    inventory: { source, only, namespaces: readNamespaces(plain) },
  };
}

function needed<T>(
  plain: Readonly<Record<string, unknown>>,
  field: string,
  read: (value: unknown, path: Path) => T,
): T {
  if (!Object.hasOwn(plain, field)) throw new Damage([], `"${field}" is missing`);
  return read(plain[field], [field]);
}

function checkVersion(plain: Readonly<Record<string, unknown>>): void {
  const { apiVersion, kind } = plain;
  const version = typeof apiVersion === 'string' ? /^pullgate\.dev\/v([1-9]\d{0,8})$/.exec(apiVersion)?.[1] : undefined;
  if (kind !== KIND || version === undefined) {
    const found = 'it is no snapshot of Pullgate';
    throw new Damage([], `${found}, which begins with "apiVersion: ${GROUP}/v${VERSION}" and "kind: ${KIND}"`);
  }
  if (Number(version) === VERSION) return;
  throw new Damage(
    ['apiVersion'],
    `its format has version ${version}, and this Pullgate reads version ${VERSION}: take it with this Pullgate, or check with the one that took it`,
  );
}

function readPolicy(plain: unknown, path: Path): SnapshotPolicy {
  const given = new Map(entriesOf(plain, path));
  const settings = given.get('settings');
  if (given.size !== 2 || !isObject(settings)) throw new Damage(path, 'it must be a map with "from" and "settings"');
  // It came out of YAML, which makes nothing but plain values.
  return { from: text.read(given.get('from'), [...path, 'from']), settings: settings as SnapshotPolicy['settings'] };
}

type Lists = { -readonly [P in ListPart]: Lookup<readonly unknown[]> };

function readNamespaces(plain: Readonly<Record<string, unknown>>): ReadonlyMap<string, Holdings> {
  const all = new Map<string, { facts: Holdings['facts']; lists: Lists }>();
  for (const [namespace, given] of needed(plain, 'namespaces', entriesOf)) {
    const path = ['namespaces', namespace];
    const facts: Holdings['facts'] =
      given === ABSENT
        ? { state: 'absent' }
        : { state: 'found', value: namespaces.read(given, path, { namespace, name: namespace }) };
    all.set(namespace, { facts, lists: noLists() });
  }
  const unknown = entriesOf(plain['unknown'] ?? {}, ['unknown']);
  const reasonOf = (key: string, reason: unknown): string => text.read(reason, ['unknown', key]);
  for (const [key, reason] of unknown) {
    const [part, namespace] = splitKey(key, ['unknown', key]);
    if (part === 'namespaces') all.set(namespace, { facts: notKnown(reasonOf(key, reason)), lists: noLists() });
  }
  const listsOf = (namespace: string, path: Path): Lists => {
    const holdings = all.get(namespace);
    if (holdings === undefined) throw new Damage(path, 'its namespace is not among "namespaces"');
    return holdings.lists;
  };
  for (const part of PART_NAMES) readPart(part, needed(plain, part, entriesOf), listsOf);
  for (const [key, reason] of unknown) {
    const [part, namespace] = splitKey(key, ['unknown', key]);
    if (part !== 'namespaces') listsOf(namespace, ['unknown', key])[part] = notKnown(reasonOf(key, reason));
  }
  for (const [index, key] of list(text)
    .read(plain['partial'] ?? [], ['partial'])
    .entries()) {
    const path = ['partial', index];
    const [part, namespace] = splitKey(key, path);
    if (part === 'namespaces') throw new Damage(path, 'a namespace is there or not');
    const lists = listsOf(namespace, path);
    const lookup = lists[part];
    if (lookup.state === 'found') lists[part] = { ...lookup, partial: true };
  }
  // Each list was read by the row of its part.
  return new Map([...all].map(([namespace, { facts, lists }]) => [namespace, { facts, ...lists } as Holdings]));
}

function readPart(
  part: ListPart,
  rows: readonly (readonly [string, unknown])[],
  listsOf: (namespace: string, path: Path) => Lists,
): void {
  const read = new Map<string, unknown[]>();
  for (const [key, given] of rows) {
    const path = [part, key];
    const { namespace, values } = ANY_PARTS[part].read(key, given, path);
    listsOf(namespace, path);
    const before = read.get(namespace);
    if (before === undefined) read.set(namespace, [...values]);
    else before.push(...values);
  }
  for (const [namespace, value] of read) listsOf(namespace, [part])[part] = { state: 'found', value };
}

function noLists(): Lists {
  return Object.fromEntries(PART_NAMES.map((part) => [part, { state: 'found', value: [] }])) as unknown as Lists;
}

function notKnown(reason: string): Lookup<never> {
  return { state: 'unknown', reason };
}

function splitKey(key: string, path: Path): readonly ['namespaces' | ListPart, string] {
  const slash = key.indexOf('/');
  const name = key.slice(0, Math.max(0, slash));
  const part = ['namespaces' as const, ...PART_NAMES].find((each) => each === name);
  if (part === undefined)
    throw new Damage(path, `its name must be PART/NAMESPACE, with namespaces or ${PART_NAMES.join(', ')} for the part`);
  return [part, key.slice(slash + 1)];
}
