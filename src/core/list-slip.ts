/**
 * Fields that the API server drops with a warning, and kubectl refuses for it (semantics 5.10),
 * and that say where the list of secrets went: one that stands at the wrong level, one whose key is misspelt, and fields
 * of an entry that no entry has (k8s.io/api/core/v1 LocalObjectReference has `name` alone). Looked for only once an image
 * is found without a credential, and in a bounded part of the object. In a review these fields are gone already; files,
 * and custom kinds that keep what they do not know, still have them.
 */
import type { Budget } from './budget.js';
import { editDistance } from './edit-distance.js';
import { isObject, listOf, own, textOf } from './fields.js';
import { createPool } from './memory.js';
import { nameIn, pullSecretsFaults, rightList } from './shape.js';
import type { Subject } from './types.js';
import { quoted, shown } from './words/escape.js';
import type { DroppedField } from './words/structure.js';
import { findWorkload } from './workloads.js';

export interface Slip extends DroppedField {
  /** Of the field, for whoever knows the lines. */
  readonly path: string;
}

/** What explains that secrets are not used. */
export interface ListSlips {
  /** Of the list as a whole, or of the ServiceAccount that would bring one. */
  readonly list: Slip | undefined;
  /** Of an entry, by the name that it has; '' for entries without one. */
  readonly entry: (name: string) => Slip | undefined;
  /** There are entries, and none has a name. */
  readonly isNameless: boolean;
}

/** A field that people put elsewhere, or write otherwise. */
interface Sought {
  readonly field: string;
  /** Of a key of ordinary length: may it be meant to be the field? */
  readonly meaning: (key: string) => Meaning;
  readonly isGiven: (value: unknown) => boolean;
  /** What to write in its place. */
  readonly right: (value: unknown) => string;
}

/** Keys that are the same to a person, in small letters without separators. */
const LIKE_LIST: ReadonlySet<string> = new Set([
  'pullsecret',
  'pullsecrets',
  'imagesecret',
  'imagesecrets',
  'imagepullsecretname',
  'imagepullsecretnames',
  'imagepullsecretref',
  'imagepullsecretrefs',
  'imagepullcredentials',
  'registrysecret',
  'registrysecrets',
]);

const LIST: Sought = {
  field: 'imagePullSecrets',
  meaning: meaningOf('imagePullSecrets', LIKE_LIST),
  isGiven: (value) => isText(value) || (Array.isArray(value) ? value.length > 0 : isFilled(value)),
  right: rightList,
};

const ACCOUNT: Sought = {
  field: 'serviceAccountName',
  meaning: meaningOf('serviceAccountName', new Set(['serviceaccount'])),
  isGiven: isText,
  right: (value) => `write "serviceAccountName: ${nameIn(value)}"`,
};

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isFilled(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}

/** Keys that are looked at; a Deployment of ten containers has about two hundred. */
const MOST_KEYS = 1000;
/** A key, in steps. */
const KEY_STEPS = 5;
const KEY_SHOWN = 80;
const PATH_SHOWN = 160;

export function listSlips(object: unknown, subject: Subject, budget: Budget): ListSlips {
  const { podSpec, podPath, entries, stray, mistyped } = searchOf(object, subject, budget);
  const hasAccount = ['serviceAccountName', 'serviceAccount'].some((field) => textOf(podSpec, field) !== '');
  return {
    list: mistyped ?? stray(LIST) ?? (hasAccount || entries.length > 0 ? undefined : stray(ACCOUNT)),
    entry: rememberedByName((name) => entrySlip(entries, podPath, name)),
    isNameless: isNameless(subject.imagePullSecrets),
  };
}

/** Everything of a pod or a template that the API server, or the kubelet, drops without a word, whether it is missed or not. */
export function allSlips(object: unknown, holder: Holder, budget: Budget): readonly Slip[] {
  const { podSpec, podPath, entries, stray } = searchOf(object, holder, budget);
  const hasAccount = ['serviceAccountName', 'serviceAccount'].some((field) => textOf(podSpec, field) !== '');
  const account = hasAccount ? undefined : stray(ACCOUNT);
  return [stray(LIST), account, ...entriesSlips(entries, podPath)].flatMap((slip) => slip ?? []);
}

/** What holds a pod spec, and where. */
export type Holder = Pick<Subject, 'group' | 'version' | 'kind' | 'podPath'>;

interface Search {
  readonly podSpec: unknown;
  readonly podPath: string;
  readonly entries: readonly unknown[];
  readonly stray: (sought: Sought) => Slip | undefined;
  /** A custom kind may keep what the API would refuse. */
  readonly mistyped: Slip | undefined;
}

function searchOf(object: unknown, holder: Holder, budget: Budget): Search {
  const podSteps = holder.podPath.split('.');
  const podSpec = podSteps.reduce(own, object);
  const start = whereTypesAreKnown(holder, podSteps);
  const from = { value: start.reduce(own, object), path: start.join('.') };
  const [fault] = pullSecretsFaults(own(podSpec, LIST.field), `${holder.podPath}.${LIST.field}`, MOST_ENTRIES);
  return {
    podSpec,
    podPath: holder.podPath,
    entries: listOf(podSpec, LIST.field),
    stray: (sought) => strayField(from, sought, holder.podPath, budget),
    mistyped: fault === undefined ? undefined : { ...fault, right: '' },
  };
}

/** The same of a ServiceAccount as somebody wrote it. */
export function accountSlips(account: unknown, budget: Budget): readonly Slip[] {
  const entries = listOf(account, LIST.field);
  const list = strayField({ value: account, path: '' }, LIST, '', budget);
  return [...(list === undefined ? [] : [list]), ...entriesSlips(entries, '')];
}

function isNameless(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => name === '');
}

/** Each image may ask for the same name, and an entry may have as many keys as a tenant likes. */
function rememberedByName(find: (name: string) => Slip | undefined): (name: string) => Slip | undefined {
  const known = new Map<string, Slip | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, find(name));
    return known.get(name);
  };
}

/** A custom kind may have a list of its own outside the template, which its controller copies into it. */
function whereTypesAreKnown({ group, version, kind }: Holder, podSteps: readonly string[]): readonly string[] {
  return findWorkload({ group, version, kind }, []) === undefined ? podSteps.slice(0, -1) : [];
}

interface Place {
  readonly value: unknown;
  readonly path: string;
}

/** The first by depth. @param home the path where it belongs; '' for the object itself */
function strayField(from: Place, sought: Sought, home: string, budget: Budget): Slip | undefined {
  if (!budget.spare(MOST_KEYS * KEY_STEPS)) return undefined;
  const places: Place[] = [from];
  let keys = 0;
  for (const { value, path } of places) {
    if (!isObject(value)) continue;
    for (const key of Object.keys(value)) {
      keys += 1;
      if (keys > MOST_KEYS) return undefined;
      if (path === home && key === sought.field) continue;
      if (isMeant(key, sought) && sought.isGiven(value[key])) {
        const here = placeOf(path, key);
        const right = `${sought.right(value[key])}${path === home ? '' : ' there'}`;
        return { path: here, why: strayWords(path, key, here, sought, home), right };
      }
      if (!FREE_FORM.has(key)) addPlaces(places, value[key], key, path);
    }
  }
  return undefined;
}

const CONTAINERS: ReadonlySet<string> = new Set(['initContainers', 'containers', 'ephemeralContainers']);

/** Maps whose keys are anybody's: nothing of them is dropped. */
const FREE_FORM: ReadonlySet<string> = new Set([
  ...['labels', 'annotations', 'matchLabels', 'nodeSelector', 'limits', 'requests', 'overhead'],
  ...['managedFields', 'status'],
]);

/** @param above the path of what holds the key */
function addPlaces(places: Place[], value: unknown, key: string, above: string): void {
  if (isObject(value)) places.push({ value, path: placeOf(above, key) });
  else if (Array.isArray(value) && CONTAINERS.has(key)) {
    const path = placeOf(above, key);
    for (const [index, item] of value.slice(0, MOST_KEYS).entries()) {
      places.push({ value: item, path: `${path}[${index}]` });
    }
  }
}

function strayWords(path: string, key: string, here: string, { field }: Sought, home: string): string {
  if (path === home) {
    const of = home === '' ? '' : ` of ${home}`;
    return `${quoted(key, KEY_SHOWN)}${of} is no field and is ignored: ${quoted(field)} is meant`;
  }
  const where = home === '' ? 'the top of the object' : home;
  const name = key === field ? '' : `, as ${quoted(field)}`;
  return `${shown(here, PATH_SHOWN)} stands at the wrong level and is ignored: it belongs to ${where}${name}`;
}

function placeOf(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${quoted(key, KEY_SHOWN)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** `pullsecret` */
const SHORTEST = 10;

function isMeant(key: string, { field, meaning }: Sought): boolean {
  // Most keys are far shorter than any that is meant.
  return key === field || (key.length >= SHORTEST && key.length <= KEY_SHOWN && meaning(key).isMeant);
}

interface Meaning {
  readonly isMeant: boolean;
}

/** Letter case, separators and blanks weigh nothing. Objects have the same keys over and over. */
function meaningOf(field: string, same: ReadonlySet<string>): Sought['meaning'] {
  return createPool(2000).remembering((key): Meaning => ({ isMeant: isLike(key, field, same) }));
}

function isLike(key: string, field: string, same: ReadonlySet<string>): boolean {
  const folded = key.toLowerCase().replace(/[^a-z]/g, '');
  return same.has(folded) || editDistance(folded, field.toLowerCase(), 2) <= 2;
}

/** Entries that are looked at; no honest list is longer. */
const MOST_ENTRIES = 200;

function entrySlip(entries: readonly unknown[], home: string, name: string): Slip | undefined {
  const index = entries.slice(0, MOST_ENTRIES).findIndex((entry) => {
    if (!isObject(entry) || textOf(entry, 'name') !== name) return name === '' && entry === null;
    return name === '' || Object.keys(entry).some(isNamespace);
  });
  return index < 0 ? undefined : slipOfEntry(entries[index], entryPath(home, index), name);
}

/** An entry without a name in the list of a pod or a template that somebody applies; the API server says nothing of it but that. */
export function namelessEntry(object: unknown, { podPath, imagePullSecrets }: Subject): Slip | undefined {
  if (!imagePullSecrets.includes('')) return undefined;
  const entries = listOf(podPath.split('.').reduce(own, object), LIST.field);
  return entrySlip(entries, podPath, '');
}

/** More of one list nobody mends at once. */
const MOST_TOLD = 5;

function entriesSlips(entries: readonly unknown[], home: string): readonly Slip[] {
  const slips: Slip[] = [];
  for (const [index, entry] of entries.slice(0, MOST_ENTRIES).entries()) {
    // One of another type is what the API server refuses (shape.ts).
    if (entry !== null && !isObject(entry)) continue;
    const slip = slipOfEntry(entry, entryPath(home, index), textOf(entry, 'name'));
    if (slip !== undefined) slips.push(slip);
    if (slips.length >= MOST_TOLD) break;
  }
  return slips;
}

/** @param name the name that it has */
function slipOfEntry(entry: unknown, path: string, name: string): Slip | undefined {
  const others = isObject(entry) ? Object.keys(entry).filter((key) => key !== 'name') : [];
  const [first] = others;
  const at = (key: string): string => placeOf(path, key);
  if (name === '') {
    const right = `write "- name: ${nameIn(first === undefined ? undefined : own(entry, first))}"`;
    if (first === undefined)
      return { path, isEntry: true, why: `${path} has no name and is ignored`, right: `${right}, or take it away` };
    const why = `${quoted(first, KEY_SHOWN)} of an entry of ${quoted(LIST.field)} is no field and is ignored: "name" is meant`;
    return { path: at(first), why, right };
  }
  const right = `write "- name: ${nameIn(name)}" alone`;
  const namespace = others.find(isNamespace);
  if (namespace !== undefined) {
    const of = `the "namespace" of entry ${quoted(name, KEY_SHOWN)}`;
    const why = `${of} is ignored: only secrets of the namespace of the pod are looked for`;
    return { path: at(namespace), why, right };
  }
  if (first === undefined) return undefined;
  return {
    path: at(first),
    why: `${quoted(first, KEY_SHOWN)} of an entry of ${quoted(LIST.field)} is no field and is ignored`,
    right,
  };
}

function isNamespace(key: string): boolean {
  return key.trim().toLowerCase() === 'namespace';
}

function entryPath(home: string, index: number): string {
  return `${home === '' ? '' : `${home}.`}${LIST.field}[${index}]`;
}
