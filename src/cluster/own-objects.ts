/**
 * Objects of a kind that others write, too, of which one in each namespace is ours: made, kept up and taken away, known by
 * its name and a label. What lacks the label is somebody else's, whatever it is called, and is left alone. Each write says
 * which version it is meant for, so nothing is overwritten that was not seen.
 */
import { listOf, own, textOf } from '../core/fields.js';
import type { Lookup } from '../core/types.js';
import { after } from '../process/timers.js';
import { wordFailure } from './api.js';
import type { Answer, ApiClient, Failure, StatusAnswer, Write } from './api-client.js';
import { missing } from './object.js';
import { mayPass, STREAM_LIMITS, type StreamLimits, streamList } from './stream.js';
import type { Timings } from './timings.js';

export interface OwnKind {
  readonly group: string;
  readonly version: string;
  /** Plural names, of what is in a namespace and of what is in none. */
  readonly inNamespace: { readonly resource: string };
  readonly ofCluster: { readonly resource: string };
}

export interface OwnObjects {
  readonly kind: OwnKind;
  readonly name: string;
  /** The label that makes one ours. */
  readonly label: readonly [name: string, value: string];
  /** All that there shall be, one for a namespace; '' for the cluster. */
  readonly wanted: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Namespaces to look into; undefined: all, and the cluster. */
  readonly only: readonly string[] | undefined;
  /** May the one of this namespace go, where none is wanted? */
  readonly mayGo: (namespace: string) => boolean;
  readonly onWrite?: () => void;
}

export interface OwnWritten {
  /** Made, or brought up to date. */
  readonly written: number;
  readonly deleted: number;
  /** That could not be written or deleted. */
  readonly failed: number;
  /** Why the first of them could not, or why nothing was tried; '' where all went well. A clause. */
  readonly reason: string;
}

export interface OwnTools {
  readonly client: Pick<ApiClient, 'get' | 'write'>;
  readonly timings: Timings;
  readonly againMs?: number;
}

/** Does the API server have this kind? */
export async function servesKind(
  { group, version, inNamespace }: OwnKind,
  { client, timings }: OwnTools,
): Promise<Lookup<true>> {
  const { pageDeadlineMs: deadlineMs, lineBytes: mostBytes } = timings;
  const answer = await client.get(`/apis/${group}/${version}`, { deadlineMs, mostBytes });
  // Of a group that it does not have it says 404, without a Status.
  if (answer.kind === 'status' && answer.status === 404) return { state: 'absent' };
  if (answer.kind !== 'found') return missing(answer, `the kinds of ${group}`);
  const isThere = listOf(answer.body, 'resources').some((each) => textOf(each, 'name') === inNamespace.resource);
  return isThere ? { state: 'found', value: true } : { state: 'absent' };
}

interface Held {
  readonly uid: string;
  readonly resourceVersion: string;
}

export async function keepOwnObjects(request: OwnObjects, tools: OwnTools): Promise<OwnWritten> {
  const { wanted, mayGo, onWrite } = request;
  const calls = createCalls(request, tools);
  const there = await calls.held();
  let [written, deleted, failed] = [0, 0, 0];
  let reason = '';
  const note = (namespace: string, verb: Verb, why: StatusAnswer | Failure): void => {
    failed += 1;
    if (reason === '') reason = wordOf(why, verb, placeOf(request, namespace));
  };
  for (const [namespace, why] of there.unlisted) {
    // Of the whole: nobody knows what is there.
    if (namespace === EVERYWHERE) {
      return { written, deleted, failed: wanted.size, reason: wordOf(why, 'list', placeOf(request, undefined)) };
    }
    if (namespace !== '' || wanted.has('')) note(namespace, 'list', why);
  }
  const places = [...wanted].filter(([namespace]) => !there.unlisted.has(namespace));
  for (const [namespace, object] of places) {
    const why = await calls.put(namespace, object, there.held.get(namespace));
    onWrite?.();
    if (why === undefined) written += 1;
    else note(namespace, there.held.has(namespace) ? 'update' : 'create', why);
    if (why !== undefined && isAway(why)) return { written, deleted, failed, reason };
  }
  for (const [namespace, held] of there.held) {
    if (wanted.has(namespace) || !mayGo(namespace)) continue;
    const why = await calls.remove(namespace, held);
    onWrite?.();
    if (why === undefined) deleted += 1;
    else note(namespace, 'delete', why);
    if (why !== undefined && isAway(why)) break;
  }
  return { written, deleted, failed, reason };
}

const EVERYWHERE = undefined;

/** It does not answer, so the others need not be tried. */
function isAway(why: StatusAnswer | Failure): boolean {
  return mayPass(why);
}

// --------------------------------------------------------------------------------------------------------------- calls

type Why = StatusAnswer | Failure | undefined;

interface There {
  readonly held: Map<string, Held>;
  /** What may not be listed, by namespace; undefined: anywhere. */
  readonly unlisted: Map<string | undefined, StatusAnswer | Failure>;
}

/** A write that fails is tried so often, whoever is at fault. */
const MOST_TRIES = 3;
const MOST_WAIT_MS = 10_000;

function createCalls({ kind, name, label, only }: OwnObjects, { client, timings, againMs }: OwnTools) {
  const limits: StreamLimits = { ...timings, ...STREAM_LIMITS, ...(againMs === undefined ? {} : { againMs }) };
  const root = `/apis/${kind.group}/${kind.version}`;
  const ours = { labelSelector: label.join('=') };
  const collection = (namespace: string): string =>
    namespace === ''
      ? `${root}/${kind.ofCluster.resource}`
      : `${root}/namespaces/${encodeURIComponent(namespace)}/${kind.inNamespace.resource}`;

  /** Whatever has our name and our label. */
  async function list(path: string, into: Map<string, Held>): Promise<Why> {
    const all = streamList(client, { path, query: ours, lean: 'fields' }, limits);
    for (;;) {
      const next = await all.next();
      if (next.done === true) return next.value;
      const metadata = own(next.value, 'metadata');
      if (textOf(metadata, 'name') !== name) continue;
      const [uid, resourceVersion] = [textOf(metadata, 'uid'), textOf(metadata, 'resourceVersion')];
      // A text of it would keep the whole page in memory.
      into.set(...structuredClone([textOf(metadata, 'namespace'), { uid, resourceVersion }] as const));
    }
  }

  async function held(): Promise<There> {
    const there: There = { held: new Map(), unlisted: new Map() };
    const paths: readonly (readonly [string | undefined, string])[] =
      only === undefined
        ? [
            [EVERYWHERE, `${root}/${kind.inNamespace.resource}`],
            ['', collection('')],
          ]
        : only.map((namespace) => [namespace, collection(namespace)]);
    for (const [namespace, path] of paths) {
      const why = await list(path, there.held);
      if (why !== undefined) there.unlisted.set(namespace, why);
    }
    return there;
  }

  async function write(path: string, method: Write['method'], body: unknown): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await client.write(
        path,
        { method, contentType: 'application/json', body },
        { deadlineMs: timings.pageDeadlineMs, mostBytes: timings.lineBytes },
      );
      if (tries === MOST_TRIES || !mayPass(answer)) return answer;
      const wait = answer.kind === 'status' ? (answer.retryAfterMs ?? limits.againMs) : limits.againMs;
      await new Promise<void>((resolve) => void after(Math.min(wait, MOST_WAIT_MS), resolve, { keepsAlive: true }));
    }
  }

  async function putOnce(namespace: string, object: Readonly<Record<string, unknown>>, at: Held | undefined) {
    if (at === undefined) return write(collection(namespace), 'POST', object);
    const { resourceVersion } = at;
    const body = { ...object, metadata: { ...Object(own(object, 'metadata')), resourceVersion } };
    return write(`${collection(namespace)}/${name}`, 'PUT', body);
  }

  return {
    held,
    /** Who was faster may have been ourselves: a write whose answer was lost. */
    async put(namespace: string, object: Readonly<Record<string, unknown>>, at: Held | undefined): Promise<Why> {
      const first = whyOf(await putOnce(namespace, object, at));
      if (first?.kind !== 'status' || !isStale(first, at)) return first;
      const now = new Map<string, Held>();
      const unlisted = await list(collection(namespace), now);
      if (unlisted !== undefined) return unlisted;
      const again = now.get(namespace);
      // Not with our label, or gone and there again: it is somebody else's, or will be made the next time.
      return again === undefined ? first : whyOf(await putOnce(namespace, object, again));
    },
    async remove(namespace: string, { uid, resourceVersion }: Held): Promise<Why> {
      const options = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid, resourceVersion } };
      const why = whyOf(await write(`${collection(namespace)}/${name}`, 'DELETE', options));
      return why?.kind === 'status' && why.status === 404 ? undefined : why;
    },
  };
}

function isStale({ status }: StatusAnswer, at: Held | undefined): boolean {
  return status === 409 || (status === 404 && at !== undefined);
}

function whyOf(answer: Answer): Why {
  return answer.kind === 'found' ? undefined : answer;
}

// --------------------------------------------------------------------------------------------------------------- words

type Verb = 'list' | 'create' | 'update' | 'delete';

/** `reports.openreports.io in namespace shop` */
function placeOf({ kind }: OwnObjects, namespace: string | undefined): string {
  const { inNamespace, ofCluster, group } = kind;
  if (namespace === '') return `${ofCluster.resource}.${group}`;
  return `${inNamespace.resource}.${group}${namespace === undefined ? '' : ` in namespace ${namespace}`}`;
}

function wordOf(why: StatusAnswer | Failure, verb: Verb, place: string): string {
  const status = why.kind === 'status' ? why.status : 0;
  // Rights, a quota, or a namespace that is being deleted: the status does not tell.
  if (status === 403) return `you may not ${verb} ${place} (403)`;
  if (status === 409 && verb === 'create') return `one of that name among ${place} is not Pullgate's`;
  if (status === 409) return `somebody else changed ${place} at the same time (409)`;
  if (status === 413 || status === 422) return `the API server takes no such object among ${place} (${status})`;
  return `the API server could not be asked to ${verb} ${place}: ${wordFailure(why)}`;
}
