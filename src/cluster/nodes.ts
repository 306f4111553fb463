/** Which kubelets a cluster has, as its nodes tell it. */
import { own, textOf } from '../core/fields.js';
import type { Lookup } from '../core/types.js';
import type { ApiClient } from './api-client.js';
import { missing } from './object.js';
import { STREAM_LIMITS, streamList } from './stream.js';
import type { Timings } from './timings.js';

/** `status.nodeInfo.kubeletVersion` of each node. */
export async function readKubelets(
  client: Pick<ApiClient, 'get'>,
  timings: Timings,
): Promise<Lookup<readonly string[]>> {
  const wanted = { path: '/api/v1/nodes', query: {}, lean: 'metadata' } as const;
  const list = streamList(client, wanted, { ...timings, ...STREAM_LIMITS });
  const versions: string[] = [];
  for (;;) {
    const next = await list.next();
    if (next.done === true) {
      return next.value === undefined ? { state: 'found', value: versions } : missing(next.value, 'nodes');
    }
    const version = textOf(own(own(next.value, 'status'), 'nodeInfo'), 'kubeletVersion');
    versions.push(structuredClone(version.slice(0, LONGEST)));
  }
}

/** `v1.35.2-eks-3025e55` */
const LONGEST = 100;
