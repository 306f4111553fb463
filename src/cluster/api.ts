/**
 * The API server as a state, asked anew for every question: GET by name, LIST of one namespace. It answers `absent` only
 * for the API server's own "NotFound"; every other status, every failure and every answer of another shape is `unknown`.
 */

import { own, textOf } from '../core/fields.js';
import { isNamespaceName, isObjectName } from '../core/object-name.js';
import type { Question } from '../core/questions.js';
import type { Lookup } from '../core/types.js';
import { askBy, type ClusterState, type ReadOptions } from '../facts/cluster-state.js';
import { type ApiClient, type Failure, failure, type StatusAnswer } from './api-client.js';
import { boundList } from './bounds.js';
import { convertIdentity, type FindHeld, type Kept, stillHeld, valuesOf } from './convert.js';
import type { Gate } from './gate.js';
import { type ListRequest, listAll } from './list.js';
import {
  type EverywhereRow,
  type HeldOf,
  type Listing,
  type ListRow,
  type NamedRow,
  pathOf,
  type ResourceName,
  resourceNamed,
  rowOf,
  WATCHES,
  type Watched,
} from './questions.js';
import type { Timings } from './timings.js';
import { createGate, GIVEN_UP, inTurns } from './turns.js';

export interface ApiStateOptions {
  readonly client: ApiClient;
  readonly timings: Timings;
  readonly clock: () => number;
  /** Told of lists: called before a namespace is listed; what it returns is called with the answer, or with nothing. */
  readonly onList?: (watched: Watched, namespace: string) => OnListed<unknown>;
  readonly onCall?: (verb: 'get' | 'list') => void;
  /** What came of a question about this resource. */
  readonly onAnswer?: (resource: ResourceName, namespace: string, answer: Answered) => void;
  /** Whose rights they are, as the subject of a sentence; Pullgate's own unless told. */
  readonly reader?: 'Pullgate has' | 'you have' | 'whoever took the snapshot had';
  /** Whose turn it is; absent: every call is made at once. */
  readonly gate?: Pick<Gate, 'pass'>;
  /**
   * What is held of such objects with everything in it. Where the API server's answer has the same version it is the answer: nothing has to be
   * read, and whoever compares sees at once that nothing changed (facts/same-facts.ts).
   */
  readonly heldOf?: <W extends Watched>(watched: W) => FindHeld<HeldOf[W]>;
}

export type Answered = { readonly kind: 'found' | 'listed' } | StatusAnswer | Failure;

export type OnListed<T> = (items?: readonly Kept<T>[]) => void;

/** @param findHeld what is held of it already, and need not be read again */
export function listRequest<T>(listing: Listing<T>, namespace: string, findHeld?: FindHeld<T>): ListRequest<Kept<T>> {
  const { resource, query, convert, steps, bounds, most } = listing;
  return {
    path: pathOf(resource, namespace),
    query,
    convert: findHeld === undefined ? convert : (object) => stillHeld(object, findHeld) ?? convert(object),
    lean: resourceNamed(resource).lean,
    ...(steps === undefined ? {} : { steps: (object: unknown) => steps(object, findHeld) }),
    ...(bounds === undefined ? {} : { bound: boundList(bounds) }),
    ...(most === undefined ? {} : { most }),
  };
}

export function createApiState(options: ApiStateOptions): ClusterState {
  const { client, timings, clock, onList, onCall, onAnswer, gate, heldOf, reader = 'Pullgate has' } = options;
  const limits = { ...timings, listDeadlineMs: timings.freshDeadlineMs, clock };
  /** Memory for one large object, whoever asks for one. */
  const oneLarge = createGate(timings.freshWaitMs);

  /** The client, with each call in its turn. */
  function clientFor(namespace: string, verb: 'get' | 'list'): Pick<ApiClient, 'get'> {
    if (gate === undefined) return client;
    return { get: (path, options) => gate.pass(namespace, verb, () => client.get(path, options)) };
  }

  async function named(
    row: NamedRow<Question, unknown, Watched>,
    question: Question,
    read: ReadOptions,
  ): Promise<Lookup<unknown>> {
    // Counted from the question, also where it waits for its turn.
    const until = clock() + timings.freshDeadlineMs;
    if (row.alone === undefined) return get(row, question, read, until);
    const answer = await oneLarge(() => get(row, question, read, until));
    return answer ?? { state: 'unknown', reason: row.alone };
  }

  async function get(
    row: NamedRow<Question, unknown, Watched>,
    question: Question,
    { signal }: ReadOptions,
    until: number,
  ): Promise<Lookup<unknown>> {
    const { resource } = row;
    const { kind, namespaced, lean } = resourceNamed(resource);
    const namespace = row.namespace(question);
    const object: Named = { kind, name: row.name(question), ...(namespaced ? { namespace } : {}) };
    // No object has such a name, and the path of an empty one would list them all.
    if (!isObjectName(object.name) || (namespaced && !isNamespaceName(namespace))) return { state: 'absent' };
    onCall?.('get');
    const answer = await clientFor(namespace, 'get').get(pathOf(resource, namespace, object.name), {
      signal,
      deadlineMs: timings.freshDeadlineMs,
      mostBytes: timings.lineBytes,
      lean,
    });
    onAnswer?.(resource, namespace, answer);
    if (answer.kind !== 'found') return missing(answer, object, reader);
    const isOver = (): boolean => signal?.aborted === true || clock() > until;
    const kept = heldAmong(row.held, answer.body) ?? (await inTurns(row.steps(answer.body, question), isOver));
    return kept === GIVEN_UP ? unknownObject(object, NO_TIME, reader) : readObject(answer.body, object, kept, reader);
  }

  function heldAmong(held: readonly Watched[] = [], object: unknown): Kept<unknown> | undefined {
    if (heldOf === undefined) return undefined;
    for (const watched of held) {
      const kept = stillHeld<unknown>(object, heldOf(watched));
      if (kept !== undefined) return kept;
    }
    return undefined;
  }

  async function list(
    { held = [], lists = [], namespace: namespaceOf }: ListRow<Question, unknown, Watched>,
    question: Question,
    read: ReadOptions,
  ): Promise<Lookup<unknown>> {
    const namespace = namespaceOf(question);
    if (!isNamespaceName(namespace)) return found([]);
    const listHeld = <W extends Watched>(watched: W): Promise<Lookup<readonly Kept<HeldOf[W]>[]>> =>
      listOne<HeldOf[W]>(WATCHES[watched], namespace, read, {
        listed: onList?.(watched, namespace),
        findHeld: heldOf?.(watched),
      });
    const answers: readonly Lookup<readonly Kept<unknown>[]>[] = await Promise.all([
      ...held.map(listHeld),
      ...lists.map((each) => listOne(each, namespace, read)),
    ]);
    const failed = answers.find(({ state }) => state !== 'found');
    if (failed !== undefined) return failed;
    const all = found(answers.flatMap((each) => (each.state === 'found' ? valuesOf(each.value) : [])));
    return answers.some(isPartial) ? { ...all, partial: true } : all;
  }

  async function listOne<T>(
    listing: Listing<T>,
    namespace: string,
    { signal }: ReadOptions,
    { listed, findHeld }: Listened<T> = {},
  ): Promise<Lookup<readonly Kept<T>[]>> {
    onCall?.('list');
    const wanted = listRequest(listing, namespace, findHeld);
    const answer = await listAll(clientFor(namespace, 'list'), wanted, { ...limits, signal });
    const { resource } = listing;
    onAnswer?.(resource, namespace, answer);
    if (answer.kind === 'listed') {
      listed?.(answer.items);
      return { ...found(answer.items), ...(answer.partial === true ? { partial: true } : {}) };
    }
    listed?.();
    return unknownList(listing, namespace, { answer, reader });
  }

  async function everywhere(
    row: EverywhereRow<Question>,
    question: Question,
    { signal }: ReadOptions,
  ): Promise<Lookup<readonly string[]>> {
    const { resource } = row;
    const name = row.name(question);
    if (!isObjectName(name)) return found([]);
    onCall?.('list');
    const query = { fieldSelector: `metadata.name=${name}` };
    const wanted = { path: pathOf(resource, ''), query, convert: convertIdentity };
    const answer = await listAll<Kept<never>>(clientFor(row.namespace(question), 'list'), wanted, {
      ...limits,
      signal,
    });
    const nouns = nounsOf(resource);
    if (answer.kind !== 'listed') return unknown(nouns, undefined, `${nouns} named ${name}`, { answer, reader });
    return found(answer.items.map(({ namespace }) => namespace).sort());
  }

  return {
    ask: askBy((question, read) => {
      const row = rowOf(question);
      switch (row.by) {
        case 'name':
          return named(row, question, read);
        case 'namespace':
          return list(row, question, read);
        case 'everywhere':
          return everywhere(row, question, read);
        default:
          return row satisfies never;
      }
    }),
  };
}

/** Who hears of a list, and what is held of what it holds. */
interface Listened<T> {
  readonly listed?: OnListed<T> | undefined;
  readonly findHeld?: FindHeld<T> | undefined;
}

const NO_TIME = failure('deadline', 'there was no time left to read what it holds');

interface Named {
  readonly kind: string;
  /** Absent: it is in none. */
  readonly namespace?: string;
  readonly name: string;
}

export type Reader = NonNullable<ApiStateOptions['reader']>;

interface Told {
  readonly answer: StatusAnswer | Failure;
  readonly reader: Reader;
}

function missing(answer: StatusAnswer | Failure, object: Named, reader: Reader): Lookup<never> {
  const isAbsent = answer.kind === 'status' && answer.status === 404 && answer.reason === 'NotFound';
  return isAbsent ? { state: 'absent' } : unknownObject(object, answer, reader);
}

function readObject<T>(body: unknown, object: Named, kept: Kept<T> | undefined, reader: Reader): Lookup<T> {
  const { kind, namespace, name } = object;
  const isIt = kept?.name === name && textOf(body, 'kind') === kind;
  const isHere = namespace === undefined || textOf(own(body, 'metadata'), 'namespace') === namespace;
  return kept?.value !== undefined && isIt && isHere
    ? found(kept.value)
    : unknownObject(object, failure('malformed', 'the answer is no such object'), reader);
}

function unknownObject(
  { kind, namespace, name }: Named,
  answer: StatusAnswer | Failure,
  reader: Reader,
): Lookup<never> {
  const what = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  return unknown(`${kind}s`, namespace, what, { answer, reader });
}

function found<T>(value: T): Extract<Lookup<T>, { readonly state: 'found' }> {
  return { state: 'found', value };
}

function isPartial(answer: Lookup<unknown>): boolean {
  return answer.state === 'found' && answer.partial === true;
}

function nounsOf(resource: ResourceName): string {
  return `${resourceNamed(resource).kind}s`;
}

/** That a namespace could not be listed. */
export function unknownList(
  { resource, nouns }: Pick<Listing<unknown>, 'resource' | 'nouns'>,
  namespace: string,
  told: Told,
): Lookup<never> {
  return unknown(nounsOf(resource), namespace, `${nouns} of namespace ${namespace}`, told);
}

/** @param nouns what cannot be read at all where the right is missing; the name of one of them would only mislead */
function unknown(nouns: string, namespace: string | undefined, what: string, { answer, reader }: Told): Lookup<never> {
  if (answer.kind === 'status' && answer.status === 403) {
    const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
    return { state: 'unknown', reason: `${reader} no right to read ${nouns}${where} (403)` };
  }
  return { state: 'unknown', reason: `the API server could not be asked for ${what}: ${wordFailure(answer)}` };
}

export function wordFailure(answer: StatusAnswer | Failure): string {
  if (answer.kind === 'failed') return answer.reason;
  switch (answer.status) {
    case 401:
      return 'it does not accept the credentials of Pullgate (401)';
    case 403:
      return 'Pullgate has no right to read that (403)';
    case 429:
      return 'it has too much to do (429)';
    default:
      return `it answered ${answer.status}`;
  }
}
