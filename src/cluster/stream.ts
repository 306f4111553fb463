/**
 * A long list, object by object: the bytes of a page are in memory, and gone when the next is read. For who looks at each
 * object once and keeps little of it, so that no list is too long.
 *
 * The API server forgets where a list was after some minutes (410). It then gives a token that goes on behind the last key
 * with what is there now, which is what is wanted here: a list of one moment is not, and each object is told once. Where it
 * gives none the list begins again, and what was told before is passed over.
 */
import { own, textOf } from '../core/fields.js';
import { after } from '../process/timers.js';
import { type Answer, type ApiClient, type Failure, failure, NOT_JSON, type StatusAnswer } from './api-client.js';
import type { Lean } from './lean.js';
import { FEWER, nextSize, readPage } from './list.js';
import type { Timings } from './timings.js';
import { createTurns } from './turns.js';

export interface StreamRequest {
  /** `/api/v1/pods` */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly lean: Lean;
}

export interface StreamLimits extends Pick<Timings, 'pageDeadlineMs' | 'pageSize' | 'pageBytes' | 'lineBytes'> {
  /** Between two tries, in ms. */
  readonly againMs: number;
}

/** As from one page each: objects that are alike tell how many of the next fit. */
export const STREAM_LIMITS: Pick<StreamLimits, 'pageBytes' | 'againMs'> = { pageBytes: 8 * 1024 * 1024, againMs: 1000 };

const MOST_RESTARTS = 5;
/** A page that fails is asked for so often, whoever is at fault. */
const MOST_TRIES = 4;
const MOST_WAIT_MS = 30_000;

/** Each object once; what ends it before its end is what it returns. */
export async function* streamList(
  client: Pick<ApiClient, 'get'>,
  { path, query, lean }: StreamRequest,
  limits: StreamLimits,
): AsyncGenerator<unknown, StatusAnswer | Failure | undefined> {
  const told = new Set<string>();
  const turns = createTurns();
  let size = limits.pageSize;
  let token = '';
  let restarts = 0;
  for (;;) {
    const page = new URLSearchParams({ ...query, limit: String(size), ...(token === '' ? {} : { continue: token }) });
    const answer = await patiently(client, `${path}?${page}`, limits, size, lean);
    if (answer.kind === 'failed' && answer.fault === 'oversize' && size > 1) {
      size = Math.max(1, Math.floor(size / FEWER));
      continue;
    }
    if (answer.kind === 'status' && answer.status === 410 && token !== '' && restarts < MOST_RESTARTS) {
      restarts += 1;
      token = answer.continue ?? '';
      continue;
    }
    if (answer.kind !== 'found') return answer;
    const list = readPage(answer);
    if (list === undefined) return failure('malformed', 'the answer is not a list');
    let objects = 0;
    for (let next = list.items.next(); next !== undefined; next = list.items.next()) {
      if (next === 'not-json') return NOT_JSON;
      await turns.pass();
      objects += 1;
      const { object } = next;
      const metadata = own(object, 'metadata');
      const key = `${textOf(metadata, 'namespace')}/${textOf(metadata, 'name')}`;
      if (told.has(key)) continue;
      told.add(key);
      yield object;
    }
    size = nextSize(objects, answer.bytes, limits);
    // A token that leads back to where it came from would lead there for ever.
    if (list.token === '' || list.token === token) return undefined;
    token = list.token;
  }
}

/** The answer, or the last of several that were none. */
async function patiently(
  client: Pick<ApiClient, 'get'>,
  path: string,
  { pageDeadlineMs, pageBytes, lineBytes, againMs }: StreamLimits,
  size: number,
  lean: Lean,
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await client.get(path, {
      deadlineMs: pageDeadlineMs,
      // One object alone may be as large as it can be.
      mostBytes: size === 1 ? lineBytes : pageBytes,
      lean,
      apart: true,
    });
    if (tries === MOST_TRIES || !mayPass(answer)) return answer;
    const wait = answer.kind === 'status' ? (answer.retryAfterMs ?? againMs) : againMs;
    await new Promise<void>((resolve) => void after(Math.min(wait, MOST_WAIT_MS), resolve, { keepsAlive: true }));
  }
}

/** Somebody has too much to do, or is away for a moment. */
export function mayPass(answer: Answer): boolean {
  if (answer.kind === 'status') return answer.status === 429 || answer.status >= 500;
  return answer.kind === 'failed' && (answer.fault === 'connection' || answer.fault === 'deadline');
}
