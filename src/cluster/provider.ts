/**
 * Whose nodes these are, from what every client sees: the API server's version, its address and its API groups (design
 * 2.2). It needs no right, and guesses nothing: a cluster that shows no sign is `none`. AKS seen from inside shows none.
 */
export type DetectedProvider = 'eks' | 'gke' | 'aks' | 'openshift' | 'none';

/** Only OpenShift serves it, wherever it runs; its nodes carry the pull secret of the cluster (`oc get clusterversion`). */
export const OPENSHIFT_GROUP = 'config.openshift.io';

export interface ProviderSigns {
  /** `gitVersion` of `/version`: `v1.33.5-eks-3025e55`, `v1.33.5-gke.1162000`. */
  readonly gitVersion: string;
  /** Host of the API server, without port. */
  readonly host: string;
  /** Whether the API server has the group `config.openshift.io`. */
  readonly openshift?: boolean;
}

const VERSIONS: readonly (readonly [RegExp, DetectedProvider])[] = [
  [/-eks-/, 'eks'],
  [/-gke\./, 'gke'],
];

const HOSTS: readonly (readonly [RegExp, DetectedProvider])[] = [
  // Also the China partition and the dual-stack names: ….eks.amazonaws.com.cn, ….eks.us-east-1.api.aws
  [/\.eks\.amazonaws\.com(\.cn)?$/, 'eks'],
  [/\.eks\.[a-z0-9-]+\.api\.aws$/, 'eks'],
  // Public and private clusters, and the sovereign clouds.
  [/\.azmk8s\.io$/, 'aks'],
  [/\.cx\.prod\.service\.azk8s\.cn$/, 'aks'],
  [/\.cx\.aks\.containerservice\.azure\.us$/, 'aks'],
  [/\.gke\.goog$/, 'gke'],
];

export function detectProvider({ gitVersion, host, openshift = false }: ProviderSigns): DetectedProvider {
  // On the machines of a cloud, too, it is OpenShift that puts credentials on them.
  if (openshift) return 'openshift';
  const name = host.toLowerCase().replace(/\.$/, '');
  const byVersion = VERSIONS.find(([sign]) => sign.test(gitVersion));
  const found = byVersion ?? HOSTS.find(([sign]) => sign.test(name));
  return found === undefined ? 'none' : found[1];
}
