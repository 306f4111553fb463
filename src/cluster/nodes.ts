/** What a cluster's nodes tell of themselves: which kubelets they have, and whose machines they are. */
import { own, textOf } from '../core/fields.js';
import type { Lookup } from '../core/types.js';
import type { ApiClient } from './api-client.js';
import { missing, type Reader } from './object.js';
import { STREAM_LIMITS, streamList } from './stream.js';
import type { Timings } from './timings.js';

export interface NodeSeen {
  /** `status.nodeInfo.kubeletVersion` */
  readonly kubelet: string;
  /** Of `spec.providerID`: `aws`, `azure`, `gce`; '' where there is none. */
  readonly scheme: string;
  /** Of `status.nodeInfo`, as images name it: `linux/amd64`; '' where it tells none. */
  readonly platform: string;
}

export async function readNodes(
  client: Pick<ApiClient, 'get'>,
  timings: Timings,
  reader?: Reader,
): Promise<Lookup<readonly NodeSeen[]>> {
  const wanted = { path: '/api/v1/nodes', query: {}, lean: 'metadata' } as const;
  const list = streamList(client, wanted, { ...timings, ...STREAM_LIMITS });
  const nodes: NodeSeen[] = [];
  for (;;) {
    const next = await list.next();
    if (next.done === true) {
      return next.value === undefined ? { state: 'found', value: nodes } : missing(next.value, 'nodes', reader);
    }
    const info = own(own(next.value, 'status'), 'nodeInfo');
    const kubelet = textOf(info, 'kubeletVersion').slice(0, LONGEST);
    const scheme = /^([a-z]{1,20}):\/\//.exec(textOf(own(next.value, 'spec'), 'providerID'))?.[1] ?? '';
    nodes.push(structuredClone({ kubelet, scheme, platform: platformOf(info) }));
  }
}

/** Go's names of both, which are those of the images (runtime.GOOS and GOARCH of the kubelet). */
function platformOf(info: unknown): string {
  const platform = `${textOf(info, 'operatingSystem')}/${textOf(info, 'architecture')}`;
  return /^[a-z0-9]{1,20}\/[a-z0-9]{1,20}$/.test(platform) ? platform : '';
}

/** `v1.35.2-eks-3025e55` */
const LONGEST = 100;
