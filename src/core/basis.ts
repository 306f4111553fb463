/**
 * What a finding rests on, as a set: whoever weakens or confirms a finding asks for a member of it, and treats one that
 * came later as what it is, not as the object.
 */

/** `registry`: what a registry answered. `node`: what is known of the nodes, such as an image that is there already. */
export type Basis = 'object' | 'cluster' | 'registry' | 'node';

/** The text of the object, which nothing but an edit of it can change. */
export const ON_OBJECT: readonly Basis[] = ['object'];
export const ON_CLUSTER: readonly Basis[] = ['object', 'cluster'];
/** Which credentials are tried, the cluster says; so it is never of the object alone. */
export const ON_REGISTRY: readonly Basis[] = ['object', 'cluster', 'registry'];

/** Would it be the same in any cluster, at any time? */
export function restsOnObjectAlone({ basis }: { readonly basis: readonly Basis[] }): boolean {
  return basis.every((each) => each === 'object');
}
