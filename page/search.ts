/** Which findings are asked for. A text that many findings share is looked at once, so a search costs what the texts cost. */
import { FIELDS, type Packed, STATES, type State } from '../src/audit/html/rows.js';

export interface Query {
  /** Words that must all be there, in any order and case. */
  readonly text: string;
  /** '' for any, as in the others. */
  readonly namespace: string;
  readonly registry: string;
  readonly code: string;
  /** `enforced`: denied by the policy as it is, or once it enforces. */
  readonly state: '' | 'enforced' | State;
  /** Index in `causes`. */
  readonly cause: number | undefined;
}

export const ANY: Query = { text: '', namespace: '', registry: '', code: '', state: '', cause: undefined };

/** @returns what finds the rows of a query, as indexes in their order */
export function createSearch({ strings, rows, causes }: Packed): (query: Query) => readonly number[] {
  let lowered: readonly string[] | undefined;
  const marksOf = (word: string): Uint8Array => {
    lowered ??= strings.map((text) => text.toLowerCase());
    return Uint8Array.from(lowered, (text) => (text.includes(word) ? 1 : 0));
  };
  const idOf = (text: string): number | undefined => (text === '' ? undefined : strings.indexOf(text));
  return ({ text, namespace, registry, code, state, cause }) => {
    const words = [...new Set(text.toLowerCase().split(/\s+/))].filter((word) => word !== '').map(marksOf);
    const [namespaceId, registryId, codeId] = [idOf(namespace), idOf(registry), idOf(code)];
    const states = state === '' ? undefined : new Set(state === 'enforced' ? [0, 1] : [STATES.indexOf(state)]);
    const ofCause = cause === undefined ? undefined : (causes[cause] ?? [-1, -1]);
    const found: number[] = [];
    for (const [index, row] of rows.entries()) {
      if (namespaceId !== undefined && row[FIELDS.namespace] !== namespaceId) continue;
      if (codeId !== undefined && row[FIELDS.code] !== codeId) continue;
      if (states !== undefined && !states.has(row[FIELDS.state] ?? -1)) continue;
      if (ofCause !== undefined && !isOfCause(row, ofCause)) continue;
      if (registryId !== undefined && !isOfRegistry(row, registryId)) continue;
      if (words.every((marks) => hasMarked(row, marks))) found.push(index);
    }
    return found;
  };
}

/** What could not be decided is no finding of a cause. */
function isOfCause(row: readonly number[], [code, problem]: readonly [code: number, problem: number]): boolean {
  const isFinding = row[FIELDS.state] !== STATES.indexOf('unknown');
  return isFinding && row[FIELDS.code] === code && row[FIELDS.problem] === problem;
}

function isOfRegistry(row: readonly number[], registry: number): boolean {
  const end = FIELDS.rest + (row[FIELDS.registries] ?? 0);
  for (let at: number = FIELDS.rest; at < end; at += 1) if (row[at] === registry) return true;
  return false;
}

function hasMarked(row: readonly number[], marks: Uint8Array): boolean {
  for (let at = 0; at < FIELDS.texts; at += 1) if (marks[row[at] ?? 0] === 1) return true;
  for (let at: number = FIELDS.rest; at < row.length; at += 1) if (marks[row[at] ?? 0] === 1) return true;
  return false;
}

/** A value that can be filtered by, and how many findings have it. */
export interface Choice {
  readonly value: string;
  readonly findings: number;
}

/** By name, for one looks for a name in a list of them. */
export function choicesOf({
  strings,
  rows,
}: Packed): Readonly<Record<'namespace' | 'registry' | 'code', readonly Choice[]>> {
  const counts = {
    namespace: new Map<number, number>(),
    registry: new Map<number, number>(),
    code: new Map<number, number>(),
  };
  const add = (to: Map<number, number>, id: number | undefined): unknown =>
    id === undefined ? undefined : to.set(id, (to.get(id) ?? 0) + 1);
  for (const row of rows) {
    add(counts.namespace, row[FIELDS.namespace]);
    add(counts.code, row[FIELDS.code]);
    const end = FIELDS.rest + (row[FIELDS.registries] ?? 0);
    for (let at: number = FIELDS.rest; at < end; at += 1) add(counts.registry, row[at]);
  }
  const sorted = (of: Map<number, number>): readonly Choice[] =>
    [...of]
      .map(([id, findings]) => ({ value: strings[id] ?? '', findings }))
      .sort((a, b) => (a.value < b.value ? -1 : 1));
  return { namespace: sorted(counts.namespace), registry: sorted(counts.registry), code: sorted(counts.code) };
}

/** `#namespace=shop&state=enforced`; undefined of an address that is no filter. */
export function readAddress(hash: string): Query | undefined {
  if (!/^#[a-z]+=/.test(hash)) return undefined;
  const given = new URLSearchParams(hash.slice(1).replaceAll('+', '%2B'));
  const text = (name: string): string => given.get(name) ?? '';
  const cause = given.get('cause');
  return {
    text: text('text'),
    namespace: text('namespace'),
    registry: text('registry'),
    code: text('code'),
    state: stateOf(text('state')),
    cause: cause !== null && /^\d{1,6}$/.test(cause) ? Number(cause) : undefined,
  };
}

export function stateOf(text: string): Query['state'] {
  return text === 'enforced' ? text : (STATES.find((state) => state === text) ?? '');
}

/** What `readAddress` reads; `#findings` of a query for all. */
export function writeAddress(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]: readonly [string, string | number | undefined]) =>
    value === '' || value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? '#findings' : `#${given.join('&')}`;
}
