/** What would settle it where files are not the whole cluster and do not hold what a verdict rests on: the end of a sentence. */
export const SETTLED_BY = 'add it, or say what the cluster holds with --cluster-dir, --snapshot or --kubeconfig';
