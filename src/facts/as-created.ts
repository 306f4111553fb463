/** The request with which an object would be created as it is, by nobody in particular: for all who were not asked by the API server. */
import type { Admission } from '../core/types.js';

export type AsCreated = Pick<
  Admission,
  'kind' | 'resource' | 'namespace' | 'name' | 'object' | 'source' | 'arrival' | 'ignores'
>;

export function asCreated({ kind, resource, namespace, name, object, source, arrival, ignores }: AsCreated): Admission {
  return {
    uid: '',
    operation: 'CREATE',
    kind,
    resource,
    subresource: '',
    namespace,
    name,
    user: '',
    groups: [],
    dryRun: false,
    source,
    ...(arrival === undefined ? {} : { arrival }),
    object,
    ...(ignores === undefined || ignores.length === 0 ? {} : { ignores }),
    oldObject: () => null,
  };
}
