/**
 * From decoded documents to Kubernetes objects: `kind: List`, `PodList` and the like are taken apart, in each other, too
 * (apimachinery pkg/apis/meta/v1/unstructured: an object with a list `items` is a list; items of a typed list take their
 * kind and version from it). What is no Kubernetes object is said and left out; whether a kind is judged is decided later.
 */
import { isObject, own, textOf } from '../core/fields.js';
import type { GroupVersionKind } from '../core/types.js';
import { nameType } from '../core/words/value-type.js';
import { type PathStep, parseFieldPath } from './field-path.js';

export interface ManifestObject {
  readonly object: Readonly<Record<string, unknown>>;
  readonly apiVersion: string;
  readonly kind: string;
  /** '' where none is given. */
  readonly namespace: string;
  readonly name: string;
  readonly source: string;
  /** Where the object starts: 1-based, in the file as it is. */
  readonly line: number;
  /** The line of a field, `spec.containers[0].image`; of the deepest parent that is there where the field is not. */
  readonly lineOf: (path: string) => number;
  /** The column of the same place, 1-based, in UTF-16 units; '' is the object itself. */
  readonly columnOf: (path: string) => number;
  /** The template that it was rendered from, as `helm template` names it. */
  readonly template?: string;
}

/** Of an object as a manifest gives it: `apps/v1` and `v1`. */
export function groupVersionKind({ apiVersion, kind }: Pick<ManifestObject, 'apiVersion' | 'kind'>): GroupVersionKind {
  const slash = apiVersion.indexOf('/');
  return { group: slash < 0 ? '' : apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind };
}

export interface Unfolded {
  readonly objects: readonly ManifestObject[];
  readonly refused: readonly { readonly steps: readonly PathStep[]; readonly message: string }[];
}

interface Origin {
  readonly source: string;
  readonly lineOf: (steps: readonly PathStep[]) => number;
  readonly columnOf: (steps: readonly PathStep[]) => number;
  readonly template?: string | undefined;
}

/** What an item of a typed list inherits. */
interface ListType {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Lists in lists: nobody means more than two. Bounds the recursion. */
const MAX_LISTS = 20;

export function unfoldObjects(value: unknown, origin: Origin): Unfolded {
  const objects: ManifestObject[] = [];
  const refused: { steps: readonly PathStep[]; message: string }[] = [];
  const visit = (each: unknown, steps: readonly PathStep[], list: ListType | undefined): void => {
    if (steps.length > 2 * MAX_LISTS) {
      refused.push({ steps, message: `This is nested in more than ${MAX_LISTS} lists: it was not checked.` });
      return;
    }
    const what = steps.length === 0 ? 'This document' : 'This item of a list';
    if (!isObject(each)) {
      refused.push({ steps, message: `${what} is ${nameType(each)}, not a Kubernetes object: it was not checked.` });
      return;
    }
    const type = typeOf(each, list);
    if (!type.ok) {
      refused.push({ steps, message: `${what} is not a Kubernetes object, because ${type.why}: it was not checked.` });
      return;
    }
    const items = own(each, 'items');
    if (Array.isArray(items)) {
      const { apiVersion, kind } = type;
      const itemType = kind.endsWith('List') && kind !== 'List' ? { apiVersion, kind: kind.slice(0, -4) } : undefined;
      for (const [index, item] of items.entries()) visit(item, [...steps, 'items', index], itemType);
    } else if (!isEmptyList(type.kind, each)) {
      objects.push(createObject(each, type, steps, origin));
    }
  };
  visit(value, [], undefined);
  return { objects, refused };
}

/** A `List` whose items are null or not there holds nothing, and is no object itself. */
function isEmptyList(kind: string, object: Readonly<Record<string, unknown>>): boolean {
  return kind.endsWith('List') && (own(object, 'items') ?? null) === null && !Object.hasOwn(object, 'spec');
}

function createObject(
  object: Readonly<Record<string, unknown>>,
  { apiVersion, kind }: ListType,
  steps: readonly PathStep[],
  { source, lineOf, columnOf, template }: Origin,
): ManifestObject {
  const metadata = own(object, 'metadata');
  return {
    // The rest of the program reads the type from the object, too.
    object: object['kind'] === kind && object['apiVersion'] === apiVersion ? object : { ...object, apiVersion, kind },
    apiVersion,
    kind,
    namespace: textOf(metadata, 'namespace'),
    name: textOf(metadata, 'name'),
    source,
    get line() {
      return lineOf(steps);
    },
    lineOf: (path) => lineOf([...steps, ...parseFieldPath(path)]),
    columnOf: (path) => columnOf([...steps, ...parseFieldPath(path)]),
    ...(template === undefined ? {} : { template }),
  };
}

function typeOf(
  object: Readonly<Record<string, unknown>>,
  list: ListType | undefined,
): ({ ok: true } & ListType) | { ok: false; why: string } {
  const kind = own(object, 'kind') ?? list?.kind;
  const apiVersion = own(object, 'apiVersion') ?? list?.apiVersion;
  if (typeof kind !== 'string' || kind === '') return { ok: false, why: faultOf('kind', kind) };
  if (typeof apiVersion !== 'string' || apiVersion === '') return { ok: false, why: faultOf('apiVersion', apiVersion) };
  return { ok: true, kind, apiVersion };
}

function faultOf(field: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return `it has no "${field}"`;
  return `its "${field}" is ${nameType(value)}, not a text`;
}

/** Why an object has no usable name: none, or one that YAML takes for something else, as `y` and `123`. */
export function missingName(object: Readonly<Record<string, unknown>>): string {
  const name = own(own(object, 'metadata'), 'name');
  if (name === undefined || name === null || name === '') return 'it has no name';
  return `its name is ${nameType(name)}, not a text`;
}
