/** One object of any kind, read for a person who named it. */
import { own, textOf } from '../core/fields.js';
import type { Lookup } from '../core/types.js';
import { wordFailure } from './api.js';
import type { Answer, ApiClient } from './api-client.js';
import type { Timings } from './timings.js';

export interface KindAt {
  /** '' is the core group. */
  readonly group: string;
  /** `*`: the one that the API server prefers. */
  readonly version: string;
  readonly resource: string;
}

export interface VersionedObject {
  readonly version: string;
  readonly object: unknown;
}

interface Place {
  readonly kind: KindAt;
  readonly namespace: string;
  readonly name: string;
}

export async function readObject(
  client: Pick<ApiClient, 'get'>,
  { pageDeadlineMs, lineBytes }: Pick<Timings, 'pageDeadlineMs' | 'lineBytes'>,
  { kind: { group, version, resource }, namespace, name }: Place,
): Promise<Lookup<VersionedObject>> {
  const options = { deadlineMs: pageDeadlineMs, mostBytes: lineBytes };
  const preferred = version === '*' ? await preferredVersion(client, group, options) : found(version);
  if (preferred.state !== 'found') return preferred;
  const root = group === '' ? '/api' : `/apis/${group}`;
  const parts = ['namespaces', namespace, resource, name].map((part) => encodeURIComponent(part));
  const answer = await client.get(`${root}/${preferred.value}/${parts.join('/')}`, options);
  if (answer.kind === 'found') return found({ version: preferred.value, object: answer.body });
  return missing(answer, `${resource} in namespace ${namespace}`);
}

/** All their workloads have been v1 for longer than any cluster that is asked. */
const OF_KUBERNETES: ReadonlySet<string> = new Set(['', 'apps', 'batch']);

export async function preferredVersion(
  client: Pick<ApiClient, 'get'>,
  group: string,
  options: Parameters<ApiClient['get']>[1],
): Promise<Lookup<string>> {
  if (OF_KUBERNETES.has(group)) return found('v1');
  const answer = await client.get(`/apis/${encodeURIComponent(group)}`, options);
  if (answer.kind !== 'found') return missing(answer, `the group ${group}`);
  const version = textOf(own(answer.body, 'preferredVersion'), 'version');
  return version === '' ? { state: 'unknown', reason: `the group ${group} names no version` } : found(version);
}

function found<T>(value: T): Extract<Lookup<T>, { readonly state: 'found' }> {
  return { state: 'found', value };
}

/** Whose right it is, as the subject of a sentence. */
export type Reader = 'you have' | 'Pullgate has';

/** What came in the place of it: certain only where the API server itself says that it is not there. */
export function missing(
  answer: Exclude<Answer, { readonly kind: 'found' }>,
  what: string,
  reader: Reader = 'you have',
): Lookup<never> {
  if (answer.kind === 'status' && answer.status === 404 && answer.reason === 'NotFound') return { state: 'absent' };
  if (answer.kind === 'status' && answer.status === 403) {
    return { state: 'unknown', reason: `${reader} no right to read ${what} (403)` };
  }
  return { state: 'unknown', reason: `the API server could not be asked for ${what}: ${wordFailure(answer)}` };
}
