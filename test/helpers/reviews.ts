/** The AdmissionReviews recorded from Kubernetes 1.36, and JSON text that can be bent in ways `JSON.stringify` cannot. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Admission } from '../../src/core/types.js';
import type { Assessment } from '../../src/facts/assess.js';

const DIRECTORY = new URL('../fixtures/admissionreviews/', import.meta.url);

export interface Recorded {
  readonly name: string;
  /** As the API server sends it: no blank between the tokens. */
  readonly compact: string;
  readonly indented: string;
}

export const RECORDED: readonly Recorded[] = readdirSync(DIRECTORY)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => {
    const indented = readFileSync(new URL(name, DIRECTORY), 'utf8');
    return { name, indented, compact: JSON.stringify(JSON.parse(indented)) };
  });

export function recorded(number: string): Recorded {
  const found = RECORDED.find(({ name }) => name.startsWith(number));
  if (!found) throw new Error(`no recorded review ${number}`);
  return found;
}

/** Where containers are, it makes a Pod so large that their `env` is worth a cut. */
export const PADDING = 'p'.repeat(16 * 1024);

/** A recorded Pod that is so large, and has an `env` in each of its containers where the API server writes it. */
export function enlarged({ name, compact }: Recorded): Recorded {
  const large = compact
    .replace('"spec":{', `"spec":{"padding":"${PADDING}",`)
    .replace(/("image":"[^"]*"),/g, '$1,"env":[{"name":"LEVEL","value":"info"}],');
  return { name: `${name}, large`, compact: large, indented: large };
}

export const ALLOWED: Assessment = {
  allowed: true,
  decision: 'allow',
  findings: [],
  message: '',
  causes: [],
  warnings: [],
  auditAnnotations: {},
  mode: 'enforce',
};

export function anAdmission(change: Partial<Admission> = {}): Admission {
  return {
    uid: 'u-1',
    operation: 'CREATE',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: 'pods',
    subresource: '',
    namespace: 'shop',
    name: 'web',
    user: 'ann',
    groups: ['dev'],
    dryRun: false,
    source: 'review',
    object: {},
    oldObject: () => null,
    ...change,
  };
}

// ---------------------------------------------------------------------------------------------------------- JSON text

/** JSON as text sees it: keys in order, also twice, each written as it likes (`"\u006bind"`). */
export type Tree =
  | { readonly kind: 'object'; entries: { key: string; value: Tree }[] }
  | { readonly kind: 'array'; items: Tree[] }
  | { readonly kind: 'raw'; text: string };

export function toTree(value: unknown): Tree {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(toTree) };
  if (typeof value !== 'object' || value === null) return { kind: 'raw', text: JSON.stringify(value) };
  return {
    kind: 'object',
    entries: Object.entries(value).map(([key, item]) => ({ key: JSON.stringify(key), value: toTree(item) })),
  };
}

export function toText(tree: Tree): string {
  switch (tree.kind) {
    case 'object':
      return `{${tree.entries.map(({ key, value }) => `${key}:${toText(value)}`).join(',')}}`;
    case 'array':
      return `[${tree.items.map(toText).join(',')}]`;
    case 'raw':
      return tree.text;
    default:
      return tree satisfies never;
  }
}

/** Every object of the tree, outermost first. */
export function objectsOf(tree: Tree): (Tree & { readonly kind: 'object' })[] {
  switch (tree.kind) {
    case 'object':
      return [tree, ...tree.entries.flatMap(({ value }) => objectsOf(value))];
    case 'array':
      return tree.items.flatMap(objectsOf);
    case 'raw':
      return [];
    default:
      return tree satisfies never;
  }
}
