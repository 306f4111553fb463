/**
 * The findings as the page carries them: texts once in a table, a finding as numbers. 50,000 findings are a few texts told
 * often, and the file goes through the mail. What was not printable ASCII has become `\u{...}` before, as in every format.
 */

import { containerText } from '../../core/words/container.js';
import { shown, shownLong } from '../../core/words/escape.js';
import type { AuditContainer, AuditFinding, AuditObject, AuditOwner } from '../report.js';

/** What a finding means, the worst first: denied by the policy as it is, denied once it enforces, warned, only recorded. */
export const STATES = ['deny', 'would', 'warn', 'audit', 'unknown'] as const;
export type State = (typeof STATES)[number];

/** Where a finding was seen. */
const SEEN = ['object', 'pods', 'both'] as const satisfies readonly AuditFinding['seen'][];

export interface RowContainer {
  /** `init container a` */
  readonly name: string;
  readonly image: string;
  /** The field to edit. */
  readonly path: string;
}

/** One finding, as it is shown. */
export interface Row {
  /** `Deployment shop/web` */
  readonly owner: string;
  readonly namespace: string;
  /** Pods that stand behind the owner. */
  readonly pods: number;
  readonly judged: AuditOwner['judged'];
  readonly state: State;
  readonly code: string;
  readonly problem: string;
  readonly because: string;
  /** Lines. */
  readonly fix: string;
  readonly operator: string;
  readonly seen: AuditFinding['seen'];
  readonly seenPods: number;
  readonly registries: readonly string[];
  readonly containers: readonly RowContainer[];
  /** Containers that are not in `containers`. */
  readonly more: number;
}

/** What stands in the page as JSON. */
export interface Packed {
  readonly strings: readonly string[];
  /** Each as `FIELDS` says, then the registries, then three texts for each container. */
  readonly rows: readonly (readonly number[])[];
  /** Code and problem of the causes that the page lists, in their order. */
  readonly causes: readonly (readonly [code: number, problem: number])[];
}

/** Places in a packed row. Up to `texts` they are indexes of texts that a search looks at. */
export const FIELDS = {
  ...{ owner: 0, code: 1, problem: 2, because: 3, fix: 4, operator: 5 },
  texts: 6,
  ...{ namespace: 6, state: 7, pods: 8, judged: 9, seen: 10, seenPods: 11, more: 12, registries: 13 },
  rest: 14,
} as const;

/** A Pod may hold thousands of containers. */
const MOST_CONTAINERS = 20;
const OF_CONTAINER = 3;

/** What an owner has to say, findings first. */
export function rowsOf(owner: AuditOwner): readonly Row[] {
  const { object, pods, judged } = owner;
  const common = {
    owner: objectText(object),
    namespace: shown(object.namespace),
    pods,
    judged,
  };
  return [
    ...owner.findings.map((finding) => ({ ...common, ...ofFinding(finding, stateOf(finding)) })),
    ...owner.unknown.map((finding) => ({ ...common, ...ofFinding(finding, 'unknown') })),
  ];
}

export function stateOf({ action, enforced }: Pick<AuditFinding, 'action' | 'enforced'>): State {
  return action !== 'deny' && enforced === 'deny' ? 'would' : action;
}

/** `Deployment shop/web` */
export function objectText({ kind, namespace, name }: AuditObject): string {
  return `${shown(kind)} ${namespace === '' ? '' : `${shown(namespace)}/`}${shown(name)}`;
}

function ofFinding(finding: AuditFinding, state: State) {
  const { containers } = finding;
  return {
    state,
    code: shown(finding.code),
    problem: shownLong(finding.problem),
    because: shownLong(finding.because),
    fix: shownLines(finding.fix),
    operator: shownLong(finding.operator),
    seen: finding.seen,
    seenPods: finding.pods,
    registries: [...new Set(containers.map(({ registry }) => registryName(registry)))],
    containers: containers.slice(0, MOST_CONTAINERS).map(toContainer),
    more: Math.max(0, containers.length - MOST_CONTAINERS),
  };
}

function toContainer(container: AuditContainer): RowContainer {
  const { image, path } = container;
  return { name: containerText(container), image: shown(image), path: shown(path) };
}

/** Of an image that cannot be read nobody knows the registry. */
export function registryName(registry: string): string {
  return registry === '' ? 'unreadable image' : shown(registry);
}

export function shownLines(text: string): string {
  return text.split('\n').map(shownLong).join('\n');
}

/** Makes a row of what was packed. */
export function unpack({ strings }: Packed, row: readonly number[]): Row {
  const number = (at: number): number => row[at] ?? 0;
  const text = (at: number): string => strings[number(at)] ?? '';
  const { registries, rest } = FIELDS;
  const first = rest + number(registries);
  return {
    owner: text(FIELDS.owner),
    namespace: text(FIELDS.namespace),
    pods: number(FIELDS.pods),
    judged: number(FIELDS.judged) === 0 ? 'object' : 'pods',
    state: STATES[number(FIELDS.state)] ?? 'unknown',
    code: text(FIELDS.code),
    problem: text(FIELDS.problem),
    because: text(FIELDS.because),
    fix: text(FIELDS.fix),
    operator: text(FIELDS.operator),
    seen: SEEN[number(FIELDS.seen)] ?? 'object',
    seenPods: number(FIELDS.seenPods),
    registries: Array.from({ length: number(registries) }, (_, at) => text(rest + at)),
    containers: Array.from({ length: (row.length - first) / OF_CONTAINER }, (_, at) => {
      const from = first + at * OF_CONTAINER;
      return { name: text(from), image: text(from + 1), path: text(from + 2) };
    }),
    more: number(FIELDS.more),
  };
}

/** @param causes code and problem of those that the page lists, as it shows them */
export function pack(
  rows: readonly Row[],
  causes: readonly { readonly code: string; readonly problem: string }[],
): Packed {
  const strings: string[] = [];
  const known = new Map<string, number>();
  const idOf = (text: string): number => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, strings.length);
    return strings.push(text) - 1;
  };
  const packed = rows.map((row) => [
    ...[row.owner, row.code, row.problem, row.because, row.fix, row.operator, row.namespace].map(idOf),
    STATES.indexOf(row.state),
    row.pods,
    row.judged === 'object' ? 0 : 1,
    SEEN.indexOf(row.seen),
    row.seenPods,
    row.more,
    row.registries.length,
    ...row.registries.map(idOf),
    ...row.containers.flatMap(({ name, image, path }) => [idOf(name), idOf(image), idOf(path)]),
  ]);
  return { strings, rows: packed, causes: causes.map(({ code, problem }) => [idOf(code), idOf(problem)]) };
}

/** JSON that no parser of HTML finds a tag or a comment in, and in ASCII: a data block ends where `<` stands. */
export function toJson(packed: Packed): string {
  return JSON.stringify(packed).replace(
    /[<>&\u007f-\uffff]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
