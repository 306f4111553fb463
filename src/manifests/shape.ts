/**
 * Fields of another type than the API server decodes them into. It refuses the whole object then, before any webhook is
 * asked (`json: cannot unmarshal string into Go struct field PodSpec.spec.imagePullSecrets of type
 * []v1.LocalObjectReference`; semantics 5.10); so to judge it as if the field were not there would be an answer about an
 * object that can never exist. Only fields that a verdict reads are looked at. `null` and a field that is not there are
 * right everywhere (encoding/json leaves the zero value); what validation refuses later, a container without an image, is
 * not a matter of types.
 */
import { isObject, own, textOf } from '../core/fields.js';
import { isObjectName } from '../core/object-name.js';
import { shown } from '../core/words/escape.js';
import { findWorkload, type Workload } from '../core/workloads.js';
import type { Diagnostic } from './read.js';
import { isBase64 } from './secret.js';
import { groupVersionKind, type ManifestObject, nameType } from './unfold.js';

/** What a field has to be. `right`: what to write, a clause, made of what is there. */
type Shape = { readonly right?: (value: unknown) => string | undefined } & (
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

const TEXT: Shape = { is: 'text', right: scalarInQuotes };
const TEXTS: Shape = { is: 'map', of: TEXT };

const IMAGE: Shape = {
  is: 'text',
  right: (value) => scalarInQuotes(value) ?? 'write registry, repository and tag as one text, "quay.io/acme/app:1.4"',
};

const ONE_NAME: Shape = { is: 'text', right: (value) => scalarInQuotes(value) ?? 'write one name' };

/** The name that was meant; a word for it where there is none that an object could have. */
function nameIn(value: unknown): string {
  const [first] = Array.isArray(value) ? value : [value];
  const name = typeof first === 'string' ? first : textOf(first, 'name');
  return isObjectName(name) ? shown(name) : 'NAME';
}

const PULL_SECRETS: Shape = {
  is: 'list',
  of: {
    is: 'object',
    fields: { name: TEXT },
    right: (value) => `write "- name: ${nameIn(value)}"`,
  },
  right: (value) => `write "imagePullSecrets: [{name: ${nameIn(value)}}]"`,
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

const METADATA: Shape = {
  is: 'object',
  fields: { name: TEXT, generateName: TEXT, namespace: TEXT, labels: TEXTS, annotations: TEXTS },
};

/** Kinds of the core group that verdicts rest on. */
const FACT_KINDS: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['Namespace', { is: 'object', fields: { metadata: METADATA } }],
  [
    'ServiceAccount',
    {
      is: 'object',
      fields: {
        metadata: METADATA,
        imagePullSecrets: PULL_SECRETS,
        secrets: { is: 'list', of: { is: 'object', fields: { name: TEXT } } },
      },
    },
  ],
  [
    'Secret',
    {
      is: 'object',
      fields: {
        metadata: METADATA,
        type: TEXT,
        data: { is: 'map', hidden: true, of: { is: 'base64' } },
        stringData: { is: 'map', hidden: true, of: TEXT },
      },
    },
  ],
]);

function workloadShape({ podSpec }: Workload): Shape {
  const spec = podSpec.reduceRight((inner, field): Shape => ({ is: 'object', fields: { [field]: inner } }), POD_SPEC);
  return spec.is === 'object' ? { is: 'object', fields: { metadata: METADATA, ...spec.fields } } : spec;
}

/** More of one object nobody mends at once. */
const MOST_FAULTS = 5;

/** What the API server refuses an object for, the first few; none where its types are not known. */
export function shapeFaults(each: ManifestObject): readonly ShapeFault[] {
  const shape = each.apiVersion === 'v1' ? FACT_KINDS.get(each.kind) : undefined;
  if (shape !== undefined) return faultsOf(each.object, shape);
  const workload = findWorkload(groupVersionKind(each), []);
  return workload === undefined ? [] : workloadFaults(each, workload);
}

/** The same for an object that holds a pod template where `workload` says. */
export function workloadFaults({ object }: ManifestObject, workload: Workload): readonly ShapeFault[] {
  return faultsOf(object, workloadShape(workload));
}

/** The objects that the API server can decode; the others are errors. */
export function decodable(objects: readonly ManifestObject[]): {
  readonly objects: readonly ManifestObject[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const kept = objects.filter((each) => {
    const faults = shapeFaults(each);
    for (const { path, why } of faults) {
      const message = `The API server refuses this ${each.kind}: ${why}. It was not checked.`;
      diagnostics.push({ severity: 'error', source: each.source, line: each.lineOf(path), message });
    }
    return faults.length === 0;
  });
  return { objects: kept, diagnostics };
}

function faultsOf(object: unknown, shape: Shape): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  look(object, shape, { path: '', name: '' }, faults);
  return faults;
}

interface Place {
  readonly path: string;
  /** As it is shown. */
  readonly name: string;
}

function look(value: unknown, shape: Shape, at: Place, faults: ShapeFault[]): void {
  if (value === undefined || value === null || faults.length >= MOST_FAULTS) return;
  const why = mismatch(value, shape);
  if (why !== undefined) {
    const right = shape.right?.(value);
    faults.push({ path: at.path, why: `${at.name} is ${why}${right === undefined ? '' : `: ${right}`}` });
    return;
  }
  switch (shape.is) {
    case 'list':
      if (Array.isArray(value))
        for (const [index, item] of value.entries()) look(item, shape.of, itemOf(at, index), faults);
      return;
    case 'map':
      if (isObject(value)) {
        for (const [key, item] of Object.entries(value)) look(item, shape.of, keyOf(at, key, shape.hidden), faults);
      }
      return;
    case 'object':
      for (const [field, inner] of Object.entries(shape.fields))
        look(own(value, field), inner, fieldOf(at, field), faults);
      return;
    case 'text':
    case 'base64':
      return;
    default:
      shape satisfies never;
  }
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
