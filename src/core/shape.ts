/**
 * What type a field of a pod, of a template and of an object's metadata has to be, and the words for one that is another.
 * The API server refuses such an object before any webhook is asked (semantics 5.10); a custom kind that keeps whatever is
 * written gets to a webhook with it. Only fields that a verdict reads are looked at. `null` and a field that is not there
 * are right everywhere (encoding/json leaves the zero value).
 */
import { isObject, own, textOf } from './fields.js';
import { isObjectName } from './object-name.js';
import { shown } from './words/escape.js';
import { nameType } from './words/value-type.js';
import type { Workload } from './workloads.js';

/** What a field has to be. `right`: what to write, a clause, made of what is there. */
export type Shape = { readonly right?: (value: unknown) => string | undefined } & (
  | { readonly is: 'text' }
  /** A text in base64; neither it nor its key is shown. */
  | { readonly is: 'base64' }
  | { readonly is: 'list'; readonly of: Shape }
  /** Of any keys; `hidden`: they are not shown. */
  | { readonly is: 'map'; readonly of: Shape; readonly hidden?: true }
  | { readonly is: 'object'; readonly fields: Readonly<Record<string, Shape>> }
);

export interface ShapeFault {
  /** As `ManifestObject.lineOf` takes it. */
  readonly path: string;
  /** A clause: `spec.imagePullSecrets is a text, not a list: write "..."`. */
  readonly why: string;
}

const QUOTES = 'put it in quotes';

function scalarInQuotes(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? QUOTES : undefined;
}

export const TEXT: Shape = { is: 'text', right: scalarInQuotes };
const TEXTS: Shape = { is: 'map', of: TEXT };

export const RIGHT_IMAGE = 'write registry, repository and tag as one text, "quay.io/acme/app:1.4"';

const IMAGE: Shape = { is: 'text', right: (value) => scalarInQuotes(value) ?? RIGHT_IMAGE };

const ONE_NAME: Shape = { is: 'text', right: (value) => scalarInQuotes(value) ?? 'write one name' };

/** The name that was meant; a word for it where there is none that an object could have. */
export function nameIn(value: unknown): string {
  const [first] = Array.isArray(value) ? value : [value];
  const name = typeof first === 'string' ? first : textOf(first, 'name');
  return isObjectName(name) ? shown(name) : 'NAME';
}

/** @param value what stands there instead */
export function rightList(value: unknown): string {
  return `write "imagePullSecrets: [{name: ${nameIn(value)}}]"`;
}

export const PULL_SECRETS: Shape = {
  is: 'list',
  of: {
    is: 'object',
    fields: { name: TEXT },
    right: (value) => `write "- name: ${nameIn(value)}"`,
  },
  right: rightList,
};

function eachAsItem(what: string): () => string {
  return () => `write each ${what} as an item that begins with "- name:"`;
}

const CONTAINERS: Shape = {
  is: 'list',
  right: eachAsItem('container'),
  of: {
    is: 'object',
    right: eachAsItem('container'),
    fields: {
      name: TEXT,
      image: IMAGE,
      imagePullPolicy: TEXT,
      restartPolicy: TEXT,
      volumeMounts: { is: 'list', of: { is: 'object', fields: { name: TEXT } } },
    },
  },
};

const POD_SPEC: Shape = {
  is: 'object',
  fields: {
    imagePullSecrets: PULL_SECRETS,
    serviceAccountName: ONE_NAME,
    serviceAccount: ONE_NAME,
    initContainers: CONTAINERS,
    containers: CONTAINERS,
    ephemeralContainers: CONTAINERS,
    volumes: {
      is: 'list',
      right: eachAsItem('volume'),
      of: {
        is: 'object',
        right: eachAsItem('volume'),
        fields: {
          name: TEXT,
          image: { is: 'object', fields: { reference: IMAGE, pullPolicy: TEXT } },
        },
      },
    },
  },
};

export const METADATA: Shape = {
  is: 'object',
  fields: { name: TEXT, generateName: TEXT, namespace: TEXT, labels: TEXTS, annotations: TEXTS },
};

/** Of an object that holds a pod, or a pod template, where `workload` says. */
export function workloadShape({ podSpec }: Workload): Shape {
  const spec = podSpec.reduceRight((inner, field): Shape => ({ is: 'object', fields: { [field]: inner } }), POD_SPEC);
  return spec.is === 'object' ? { is: 'object', fields: { metadata: METADATA, ...spec.fields } } : spec;
}

/** More of one object nobody mends at once. */
const MOST_FAULTS = 5;

/** What is to be looked at: of a review at no more than a person would write, of a file at everything. */
export interface Looking {
  /** Values that may still be looked at. */
  values: number;
}

/** The first few fields of another type, the pod spec of a template among them. */
export function shapeFaultsOf(
  object: unknown,
  shape: Shape,
  looking: Looking = { values: Number.POSITIVE_INFINITY },
): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  look(object, shape, { path: '', name: '' }, { faults, looking });
  return faults;
}

/** The same of a list of pull secrets, wherever it stands. */
export function pullSecretsFaults(list: unknown, path: string, values: number): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  look(list, PULL_SECRETS, { path, name: path }, { faults, looking: { values } });
  return faults;
}

interface Look {
  readonly faults: ShapeFault[];
  readonly looking: Looking;
}

interface Place {
  readonly path: string;
  /** As it is shown. */
  readonly name: string;
}

function look(value: unknown, shape: Shape, at: Place, into: Look): void {
  const { faults, looking } = into;
  if (value === undefined || value === null || faults.length >= MOST_FAULTS || looking.values <= 0) return;
  looking.values -= 1;
  const why = mismatch(value, shape);
  if (why !== undefined) {
    const right = shape.right?.(value);
    faults.push({ path: at.path, why: `${at.name} is ${why}${right === undefined ? '' : `: ${right}`}` });
    return;
  }
  switch (shape.is) {
    case 'list':
      if (Array.isArray(value))
        for (const [index, item] of value.entries()) {
          if (looking.values <= 0) return;
          look(item, shape.of, itemOf(at, index), into);
        }
      return;
    case 'map':
      if (isObject(value)) {
        for (const key of Object.keys(value)) {
          if (looking.values <= 0) return;
          look(value[key], shape.of, keyOf(at, key, shape.hidden), into);
        }
      }
      return;
    case 'object':
      for (const [field, inner] of Object.entries(shape.fields))
        look(own(value, field), inner, fieldOf(at, field), into);
      return;
    case 'text':
    case 'base64':
      return;
    default:
      shape satisfies never;
  }
}

/** As encoding/json decodes []byte, with base64.StdEncoding: padded, line breaks skipped, nothing else. */
export function isBase64(value: string): boolean {
  const text = value.replace(/[\r\n]/g, '');
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function mismatch(value: unknown, shape: Shape): string | undefined {
  switch (shape.is) {
    case 'list':
      return Array.isArray(value) ? undefined : `${nameType(value)}, not a list`;
    case 'map':
    case 'object':
      return isObject(value) ? undefined : `${nameType(value)}, not a map`;
    case 'text':
      return typeof value === 'string' ? undefined : `${nameType(value)}, not a text`;
    case 'base64':
      if (typeof value !== 'string') return `${nameType(value)}, not a text in base64`;
      return isBase64(value) ? undefined : 'not base64: plain text belongs under "stringData"';
    default:
      return shape satisfies never;
  }
}

function fieldOf({ path }: Place, field: string): Place {
  const here = path === '' ? field : `${path}.${field}`;
  return { path: here, name: here };
}

function itemOf({ path }: Place, index: number): Place {
  const here = `${path}[${index}]`;
  return { path: here, name: here };
}

function keyOf({ path, name }: Place, key: string, hidden: true | undefined): Place {
  const here = `["${key.replace(/[\\"]/g, '\\$&')}"]`;
  return { path: path + here, name: hidden === true ? `a value of "${name}"` : name + shown(here) };
}
