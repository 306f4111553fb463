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
import type { Subject } from './types.js';
import { quoted, shown } from './words/escape.js';
import { findWorkload } from './workloads.js';

/** What explains that secrets are not used, as clauses. */
export interface ListSlips {
  /** Of the list as a whole, or of the ServiceAccount that would bring one. */
  readonly list: string | undefined;
  /** Of an entry, by the name that it has; '' for entries without one. */
  readonly entry: (name: string) => string | undefined;
  /** There are entries, and none has a name. */
  readonly isNameless: boolean;
}

/** A field that people put elsewhere, or write otherwise. */
interface Sought {
  readonly field: string;
  /** Keys that are the same to a person, in small letters without separators. */
  readonly same: ReadonlySet<string>;
  readonly isGiven: (value: unknown) => boolean;
}

const LIST: Sought = {
  field: 'imagePullSecrets',
  same: new Set([
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
  ]),
  isGiven: (value) => isText(value) || (Array.isArray(value) ? value.length > 0 : isFilled(value)),
};

const ACCOUNT: Sought = { field: 'serviceAccountName', same: new Set(['serviceaccount']), isGiven: isText };

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
  const podSteps = subject.podPath.split('.');
  const podSpec = podSteps.reduce(own, object);
  const entries = listOf(podSpec, LIST.field);
  const hasAccount = ['serviceAccountName', 'serviceAccount'].some((field) => textOf(podSpec, field) !== '');
  const start = whereTypesAreKnown(subject, podSteps);
  const from = { value: start.reduce(own, object), path: start.join('.') };
  const stray = (sought: Sought): string | undefined => strayField(from, sought, subject.podPath, budget);
  return {
    list: stray(LIST) ?? (hasAccount || entries.length > 0 ? undefined : stray(ACCOUNT)),
    entry: rememberedByName((name) => entrySlip(entries, name)),
    isNameless: isNameless(subject.imagePullSecrets),
  };
}

/** The same of a ServiceAccount as somebody wrote it. */
export function accountSlips(account: unknown, budget: Budget): ListSlips {
  const entries = listOf(account, LIST.field);
  return {
    list: strayField({ value: account, path: '' }, LIST, '', budget),
    entry: rememberedByName((name) => entrySlip(entries, name)),
    isNameless: isNameless(entries.map((entry) => textOf(entry, 'name'))),
  };
}

function isNameless(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => name === '');
}

/** Each image may ask for the same name, and an entry may have as many keys as a tenant likes. */
function rememberedByName(find: (name: string) => string | undefined): (name: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, find(name));
    return known.get(name);
  };
}

/** A custom kind may have a list of its own outside the template, which its controller copies into it. */
function whereTypesAreKnown({ group, version, kind }: Subject, podSteps: readonly string[]): readonly string[] {
  return findWorkload({ group, version, kind }, []) === undefined ? podSteps.slice(0, -1) : [];
}

interface Place {
  readonly value: unknown;
  readonly path: string;
}

/** The first by depth. @param home the path where it belongs; '' for the object itself */
function strayField(from: Place, sought: Sought, home: string, budget: Budget): string | undefined {
  if (!budget.spare(MOST_KEYS * KEY_STEPS)) return undefined;
  const places: Place[] = [from];
  let keys = 0;
  for (const { value, path } of places) {
    if (!isObject(value)) continue;
    for (const key of Object.keys(value)) {
      keys += 1;
      if (keys > MOST_KEYS) return undefined;
      const here = placeOf(path, key);
      if (path === home && key === sought.field) continue;
      if (isMeant(key, sought) && sought.isGiven(value[key])) return strayWords(path, key, here, sought, home);
      addPlaces(places, value[key], key, here);
    }
  }
  return undefined;
}

const CONTAINERS: ReadonlySet<string> = new Set(['initContainers', 'containers', 'ephemeralContainers']);

function addPlaces(places: Place[], value: unknown, key: string, path: string): void {
  if (isObject(value)) places.push({ value, path });
  else if (Array.isArray(value) && CONTAINERS.has(key)) {
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

/** Letter case, separators and blanks weigh nothing. */
function isMeant(key: string, { field, same }: Sought): boolean {
  if (key === field) return true;
  if (key.length > KEY_SHOWN) return false;
  const folded = key.toLowerCase().replace(/[^a-z]/g, '');
  return same.has(folded) || editDistance(folded, field.toLowerCase(), 2) <= 2;
}

/** Entries that are looked at; no honest list is longer. */
const MOST_ENTRIES = 200;

function entrySlip(entries: readonly unknown[], name: string): string | undefined {
  for (const entry of entries.slice(0, MOST_ENTRIES)) {
    if (!isObject(entry) || textOf(entry, 'name') !== name) continue;
    const others = Object.keys(entry).filter((key) => key !== 'name');
    const [first] = others;
    if (first !== undefined && name === '') {
      return `${quoted(first, KEY_SHOWN)} of an entry of ${quoted(LIST.field)} is no field and is ignored: "name" is meant`;
    }
    if (others.some((key) => key.trim().toLowerCase() === 'namespace')) {
      return 'the "namespace" of its entry is ignored: only secrets of the namespace of the pod are looked for';
    }
  }
  return undefined;
}
