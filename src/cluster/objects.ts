/** The objects of the API server that carry images, kind by kind, each list in pages (stream.ts). */
import { isObject, own, textOf } from '../core/fields.js';
import type { Workload } from '../core/workloads.js';
import type { Streamed, StreamedKinds } from '../facts/objects-there.js';
import { wordFailure } from './api.js';
import type { ApiClient, Failure, StatusAnswer } from './api-client.js';
import { preferredVersion } from './object.js';
import { STREAM_LIMITS, type StreamLimits, streamList } from './stream.js';
import type { Timings } from './timings.js';

export interface ObjectTools {
  readonly client: Pick<ApiClient, 'get'>;
  readonly timings: Timings;
  readonly limits?: Partial<StreamLimits>;
}

export async function* streamObjects(
  { kinds, only, namespaces }: StreamedKinds,
  { client, timings, limits }: ObjectTools,
): AsyncGenerator<Streamed> {
  const lists: Listed = { client, limits: { ...timings, ...STREAM_LIMITS, ...limits } };
  for (const workload of kinds) {
    const version = await versionOf(workload, lists);
    if (typeof version !== 'string') {
      yield { unread: { what: workload.resource, reason: version.reason } };
      continue;
    }
    for (const namespace of only ?? ['']) {
      const failed = yield* listKind(workload, version, namespace, lists);
      if (failed === undefined) continue;
      const isRefused = failed.kind === 'status' && failed.status === 403;
      if (!isRefused || namespace !== '' || namespaces.length === 0) {
        yield unread(workload, namespace, failed);
        continue;
      }
      for (const each of namespaces) {
        const again = yield* listKind(workload, version, each, lists);
        if (again !== undefined) yield unread(workload, each, again);
      }
    }
  }
}

interface Listed {
  readonly client: Pick<ApiClient, 'get'>;
  readonly limits: StreamLimits & Timings;
}

async function versionOf({ group, version, resource }: Workload, { client, limits }: Listed) {
  if (version !== '*') return version;
  const { pageDeadlineMs: deadlineMs, lineBytes: mostBytes } = limits;
  const preferred = await preferredVersion(client, group, { deadlineMs, mostBytes });
  switch (preferred.state) {
    case 'found':
      return preferred.value;
    case 'absent':
      return { reason: `the API server has no ${resource} of ${group}` };
    case 'unknown':
      return { reason: preferred.reason };
    default:
      return preferred satisfies never;
  }
}

async function* listKind(
  workload: Workload,
  version: string,
  namespace: string,
  { client, limits }: Listed,
): AsyncGenerator<Streamed, StatusAnswer | Failure | undefined> {
  const { group, kind, resource } = workload;
  const root = group === '' ? `/api/${version}` : `/apis/${encodeURIComponent(group)}/${encodeURIComponent(version)}`;
  const scope = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  const wanted = { path: `${root}${scope}/${resource}`, query: {}, lean: 'fields' } as const;
  const list = streamList(client, wanted, limits);
  for (;;) {
    const next = await list.next();
    if (next.done === true) return next.value;
    const metadata = own(next.value, 'metadata');
    const name = textOf(metadata, 'name');
    if (!isObject(next.value) || name === '') continue;
    const place = { namespace: textOf(metadata, 'namespace'), name, source: 'cluster', file: '', line: 0 } as const;
    yield { there: { workload, kind: { group, version, kind }, object: next.value, ...place } };
  }
}

function unread({ resource }: Workload, namespace: string, failed: StatusAnswer | Failure): Streamed {
  const what = `${resource}${namespace === '' ? '' : ` of namespace ${namespace}`}`;
  const isRefused = failed.kind === 'status' && failed.status === 403;
  const reason = isRefused ? 'you have no right to list them (403)' : wordFailure(failed);
  return { unread: { what, reason } };
}
