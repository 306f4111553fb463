import { parsePullSecret } from '../../src/core/secret/parse.js';
import type { Lookup, PullSecret, ServiceAccountFacts } from '../../src/core/types.js';
import type { ClusterState } from '../../src/facts/cluster-state.js';
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}
export function stateOf(objects: readonly KubeObject[], offline = false): ClusterState {
  const found = <T>(value: T): Promise<Lookup<T>> => Promise.resolve({ state: 'found', value });
  const none = (w: string): Promise<Lookup<never>> =>
    Promise.resolve(offline ? { state: 'unknown', reason: `the files hold no ${w}` } : { state: 'absent' });
  const sec: PullSecret[] = objects
    .filter((o) => o.kind === 'Secret')
    .map((o) => {
      const data: Record<string, Uint8Array> = {};
      for (const [k, v] of Object.entries(Object(o['data'])))
        data[k] = new Uint8Array(Buffer.from(String(v), 'base64'));
      for (const [k, v] of Object.entries(Object(o['stringData']))) data[k] = new TextEncoder().encode(String(v));
      const mf = Object(o.metadata)['managedFields']?.[0]?.time;
      return parsePullSecret({
        namespace: o.metadata?.namespace ?? '',
        name: o.metadata?.name ?? '',
        type: String(o['type'] ?? 'Opaque'),
        data,
        ...(mf ? { changedAt: Date.parse(mf) } : {}),
      });
    });
  const sas: ServiceAccountFacts[] = objects
    .filter((o) => o.kind === 'ServiceAccount')
    .map((o) => ({
      namespace: o.metadata?.namespace ?? '',
      name: o.metadata?.name ?? '',
      imagePullSecrets: (Array.isArray(o['imagePullSecrets']) ? o['imagePullSecrets'] : []).map(
        (x) => Object(x).name ?? '',
      ),
      enforceMountable: false,
    }));
  return {
    namespace: (n) =>
      offline
        ? none('Namespace')
        : found({
            name: n,
            labels:
              Object(objects.find((o) => o.kind === 'Namespace' && o.metadata?.name === n)?.metadata)['labels'] ?? {},
          }),
    serviceAccount: (ns, n) => {
      const s = sas.find((x) => x.namespace === ns && x.name === n);
      return s
        ? found(s)
        : n === 'default' && !offline
          ? found({ namespace: ns, name: n, imagePullSecrets: [], enforceMountable: false })
          : none(`ServiceAccount ${ns}/${n}`);
    },
    secret: (ns, n) => {
      const s = sec.find((x) => x.namespace === ns && x.name === n);
      return s ? found(s) : none(`Secret ${ns}/${n}`);
    },
    pullSecrets: (ns) => found(sec.filter((x) => x.namespace === ns)),
    serviceAccounts: (ns) => found(sas.filter((x) => x.namespace === ns)),
    namespacesWithSecret: (n) => found(sec.filter((x) => x.name === n).map((x) => x.namespace)),
  };
}
