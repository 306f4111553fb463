/**
 * An answer of the API server without those parts of an object that cost more to parse than all else, because whoever
 * writes the object can make them as large as etcd takes (1.5 MiB: 100 to 250 ms in one go): thousands of nested objects
 * in `managedFields`, and of names in `labels`, `annotations` and the data of a Secret. What is usual stays as it is.
 *
 * It works on the bytes. None of the names below can stand inside a string, where its quotes would be escaped; with a
 * list or an object for its value each is written at one place of an object only (`fieldsV1` has `f:` before its names).
 */
import { CLOSE_BRACE, COLON, COMMA, endOfNested, endOfString, QUOTE } from './json-text.js';

/** Bytes of an honest one: a manager takes some hundred, or some thousand where it owns very many fields. */
const MOST_FIELDS_BYTES = 16 * 1024;
/** Members of an honest map. */
const MOST_MEMBERS = 300;

const EMPTY_LIST = Buffer.from('[]');
const EMPTY_MAP = Buffer.from('{}');
const OPEN_MAP = Buffer.from('{');
const CLOSE_MAP = Buffer.from('}');
const COMMA_BYTES = Buffer.from(',');

/** What stands instead of the value that begins at `start`; undefined: it is usual, or not what the API server writes. */
type Cut = (body: Buffer, start: number) => { readonly end: number; readonly instead: readonly Buffer[] } | undefined;

const CUTS: readonly { readonly name: Buffer; readonly cut: Cut }[] = [
  { name: Buffer.from('"managedFields":['), cut: cutFields },
  { name: Buffer.from('"annotations":{'), cut: (body, start) => cutMap(body, start, () => [EMPTY_MAP]) },
  // More than anybody is given: their number tells it (core/secret/oversized.ts).
  { name: Buffer.from('"labels":{'), cut: (body, start) => cutMap(body, start, (members) => firstOf(body, members)) },
];

/** Of a Secret, and of it alone: a Namespace is judged by all of its labels. */
const SECRET_CUTS = [
  ...CUTS,
  {
    name: Buffer.from('"data":{'),
    cut: (body: Buffer, start: number) => cutMap(body, start, (all) => dockerOf(body, all)),
  },
];

/** Data keys that a docker config is kept under; another that a Secret with so many keys has is not looked for. */
const DATA_KEYS: ReadonlySet<string> = new Set([
  '.dockerconfigjson',
  '.dockercfg',
  'config.json',
  'dockerconfigjson',
  'dockercfg',
]);

/** `fields`: managedFields only. `metadata`: labels and annotations, too, which nobody asks for. `secret`: and its data. */
export type Lean = 'fields' | 'metadata' | 'secret';

const CUTS_FOR: Readonly<Record<Lean, typeof CUTS>> = {
  fields: CUTS.slice(0, 1),
  metadata: CUTS,
  secret: SECRET_CUTS,
};

/** The same bytes, or a copy in which whatever is too large is cut; nothing is where `lean` says nothing. */
export function leanOf(body: Buffer, lean: Lean | undefined): Buffer {
  if (lean === undefined || body.length <= MOST_FIELDS_BYTES) return body;
  return CUTS_FOR[lean].reduce((rest, { name, cut }) => cutAll(rest, name, cut), body);
}

function cutAll(body: Buffer, name: Buffer, cut: Cut): Buffer {
  const parts: Buffer[] = [];
  let kept = 0;
  for (let at = body.indexOf(name); at !== -1; at = body.indexOf(name, at)) {
    const start = at + name.length - 1;
    const found = cut(body, start);
    at = found?.end ?? start;
    if (found === undefined) continue;
    parts.push(body.subarray(kept, start), ...found.instead);
    kept = found.end;
  }
  return parts.length === 0 ? body : Buffer.concat([...parts, body.subarray(kept)]);
}

// --------------------------------------------------------------------------------------------------------------- lists

function cutFields(body: Buffer, start: number): ReturnType<Cut> {
  const end = endOfNested(body, start);
  return end - start > MOST_FIELDS_BYTES ? { end, instead: [EMPTY_LIST] } : undefined;
}

// ---------------------------------------------------------------------------------------------------------------- maps

/** Where a member begins, its name ends, and it ends itself; three numbers each. */
type Members = readonly number[];
const PER_MEMBER = 3;

function cutMap(body: Buffer, start: number, shorten: (members: Members) => readonly Buffer[]): ReturnType<Cut> {
  const members: number[] = [];
  let at = start + 1;
  for (;;) {
    const nameEnd = body[at] === QUOTE ? endOfString(body, at) : -1;
    if (nameEnd === -1 || body[nameEnd] !== COLON || body[nameEnd + 1] !== QUOTE) return undefined;
    const end = endOfString(body, nameEnd + 1);
    members.push(at, nameEnd, end);
    if (end === -1) return undefined;
    at = end + 1;
    if (body[end] === COMMA) continue;
    if (body[end] !== CLOSE_BRACE) return undefined;
    return members.length > MOST_MEMBERS * PER_MEMBER ? { end: at, instead: shorten(members) } : undefined;
  }
}

function firstOf(body: Buffer, members: Members): readonly Buffer[] {
  return [body.subarray((members[0] ?? 0) - 1, members[MOST_MEMBERS * PER_MEMBER - 1]), CLOSE_MAP];
}

function dockerOf(body: Buffer, members: Members): readonly Buffer[] {
  const kept: Buffer[] = [];
  for (let index = 0; index < members.length; index += PER_MEMBER) {
    const [from = 0, nameEnd = 0, end = 0] = members.slice(index, index + PER_MEMBER);
    if (nameEnd - from > MOST_NAME || !DATA_KEYS.has(body.toString('latin1', from + 1, nameEnd - 1))) continue;
    if (kept.length > 0) kept.push(COMMA_BYTES);
    kept.push(body.subarray(from, end));
  }
  return [OPEN_MAP, ...kept, CLOSE_MAP];
}

/** With its quotes; longer ones are none of `DATA_KEYS`. */
const MOST_NAME = 20;
