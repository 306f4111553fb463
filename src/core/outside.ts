/** Namespaces for which the webhooks of the chart are never called (product 4): an outage must not stop what a cluster lives by. */
export const OUTSIDE_NAMESPACES: readonly string[] = ['kube-node-lease', 'kube-public', 'kube-system'];
