/** What `check` and `explain` take to name a cluster, and its policy. */
import type { Option } from './command.js';

export const CLUSTER_OPTIONS: readonly Option[] = [
  {
    name: 'kubeconfig',
    value: 'FILE',
    description: 'The cluster to ask, as for kubectl. Default: KUBECONFIG or ~/.kube/config.',
  },
  {
    name: 'context',
    value: 'NAME',
    description: "Context of the kubeconfig. Default: the current one, which '' names, too.",
  },

  {
    name: 'policy-from',
    value: 'NAMESPACE/NAME',
    description: 'ConfigMap that holds the policy of the cluster. Default: found by the labels of the chart.',
  },

  {
    name: 'live',
    description:
      'Judge nothing here: send it to the API server as a dry run, and report what the admission chain says.',
  },
];
