/**
 * A paged LIST, consistent because its resourceVersion is unset (design 7.2). Every page is reduced when
 * it arrives; what is kept of an object is the caller's `convert`. A page that is too large is asked for in smaller pages,
 * because anybody may put many large secrets into a namespace.
 */

import { isObject, own, textOf } from '../core/fields.js';
import type { InParts } from '../core/parts.js';
import { type Answer, type ApiClient, type Failure, failure, NOT_JSON, type StatusAnswer } from './api-client.js';
import { type Items, itemsOf } from './items.js';
import type { Lean } from './lean.js';
import type { Timings } from './timings.js';
import { createTurns, inTurns } from './turns.js';

export interface ListRequest<T> {
  /** `/api/v1/secrets` */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Undefined: what is no such object is left out, and counted. */
  readonly convert: (object: unknown) => T | undefined;
  /** The same in steps, where an object may be a lot of work. */
  readonly steps?: (object: unknown) => InParts<T | undefined>;
  /** What is left out before anything is parsed. */
  readonly lean?: Lean;
  /** Begins a list: what it returns is handed every item, and says what is to be held of it. */
  readonly bound?: () => (item: T) => T;
  /** Absent: it is read to its end, or not at all. */
  readonly most?: Most;
}

/** How much of a list is looked at; within the time that `ListLimits` gives for such a one. */
export interface Most {
  readonly objects: number;
  /** Of the answers, all pages together. */
  readonly bytes: number;
  /** Objects of the first page; how large they are tells of the next. */
  readonly atOnce: number;
}

export type ListAnswer<T> =
  | {
      readonly kind: 'listed';
      readonly items: readonly T[];
      readonly version: string;
      readonly malformed: number;
      /** There may be more than `most` lets be read. */
      readonly partial?: true;
    }
  | StatusAnswer
  | Failure;

export interface ListLimits
  extends Pick<Timings, 'pageDeadlineMs' | 'listDeadlineMs' | 'glanceMs' | 'pageSize' | 'pageBytes' | 'lineBytes'> {
  readonly clock: () => number;
  readonly signal?: AbortSignal | undefined;
  /** Asked before a list that was too old to go on with is begun again; absent: it may be, some times. */
  readonly mayBeginAgain?: () => boolean;
}

const MOST_RESTARTS = 2;
/** A page that was too large is asked for with so many times fewer objects. */
export const FEWER = 10;
/** Part of the limit that the next page aims at, by the size of the objects in the last. */
const AIM = 0.5;

export async function listAll<T>(
  client: Pick<ApiClient, 'get'>,
  wanted: ListRequest<T>,
  given: ListLimits,
): Promise<ListAnswer<T>> {
  const limits = wanted.most === undefined ? given : { ...given, listDeadlineMs: given.glanceMs };
  const until = limits.clock() + limits.listDeadlineMs;
  for (let restarts = 0; ; restarts += 1) {
    const answer = await listOnce(client, wanted, limits, until);
    // The list is too old to go on with: begin again, but do not run in circles.
    const isExpired = answer.kind === 'status' && answer.status === 410 && answer.begun;
    if (!isExpired || restarts === MOST_RESTARTS || limits.mayBeginAgain?.() === false) return answer;
  }
}

type Once<T> = ListAnswer<T> & { readonly begun: boolean };

async function listOnce<T>(
  client: Pick<ApiClient, 'get'>,
  { path, query, convert, steps, bound, lean = 'fields', most }: ListRequest<T>,
  limits: ListLimits,
  until: number,
): Promise<Once<T>> {
  const items: T[] = [];
  const hold = bound?.() ?? ((item: T) => item);
  const turns = createTurns();
  let size = Math.min(limits.pageSize, most?.atOnce ?? limits.pageSize);
  let token = '';
  let version = '';
  let malformed = 0;
  let bytes = 0;
  const soFar = (): Once<T> => ({ kind: 'listed', items, version, malformed, partial: true, begun: true });
  for (;;) {
    const left = until - limits.clock();
    const isGlance = most !== undefined && token !== '';
    if (left <= 0) return isGlance ? soFar() : { ...tooLong(limits), begun: true };
    if (isGlance && (items.length >= most.objects || bytes >= most.bytes)) return soFar();
    const page = new URLSearchParams({ ...query, limit: String(size), ...(token === '' ? {} : { continue: token }) });
    const answer = await client.get(`${path}?${page}`, {
      signal: limits.signal,
      deadlineMs: Math.min(limits.pageDeadlineMs, left),
      // One object alone may be as large as it can be.
      mostBytes: size === 1 ? limits.lineBytes : limits.pageBytes,
      lean,
      apart: true,
    });
    if (answer.kind === 'failed' && answer.fault === 'oversize' && size > 1) {
      size = Math.max(1, Math.floor(size / FEWER));
      continue;
    }
    if (answer.kind === 'failed' && isGlance) return soFar();
    if (answer.kind !== 'found') return { ...answer, begun: token !== '' };
    const list = readPage(answer);
    if (list === undefined) return { ...failure('malformed', 'the answer is not a list'), begun: true };
    let objects = 0;
    for (let next = list.items.next(); next !== undefined; next = list.items.next()) {
      if (next === 'not-json') return isGlance ? soFar() : { ...NOT_JSON, begun: true };
      objects += 1;
      const item = steps === undefined ? convert(next.object) : await inTurns(steps(next.object));
      if (item === undefined) malformed += 1;
      else items.push(hold(item));
      await turns.pass();
    }
    size = nextSize(objects, answer.bytes, limits);
    bytes += answer.bytes;
    if (most !== undefined) size = Math.max(1, Math.min(size, most.objects - items.length));
    ({ token, version } = list);
    if (token === '') return { kind: 'listed', items, version, malformed, begun: true };
  }
}

/** Objects of a namespace are often alike, so pages that fit need not be looked for again and again. */
export function nextSize(
  objects: number,
  bytes: number,
  { pageSize, pageBytes }: Pick<ListLimits, 'pageSize' | 'pageBytes'>,
): number {
  const fitting = Math.floor((objects * pageBytes * AIM) / Math.max(1, bytes));
  return Math.max(1, Math.min(pageSize, fitting));
}

function tooLong({ listDeadlineMs }: ListLimits): Failure {
  return failure('deadline', `the list was not complete within ${listDeadlineMs / 1000} s`);
}

export interface Page {
  readonly items: Items;
  readonly version: string;
  readonly token: string;
}

/** An empty list may be null, as Go writes it. */
export function readPage({ body, items: apart }: Extract<Answer, { readonly kind: 'found' }>): Page | undefined {
  const metadata = own(body, 'metadata');
  const items = own(body, 'items') ?? [];
  const version = textOf(metadata, 'resourceVersion');
  if (!isObject(body) || !Array.isArray(items) || version === '') return undefined;
  return { items: apart ?? itemsOf(items), version, token: textOf(metadata, 'continue') };
}
