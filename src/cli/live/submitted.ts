/**
 * An object as it can be sent: what the API server itself writes into it is taken out, because it refuses or misreads it
 * when it comes from somebody else.
 */
import { isObject } from '../../core/fields.js';

type Fields = Readonly<Record<string, unknown>>;

/** Written by the API server; `managedFields` makes an apply fail, a `resourceVersion` makes it a condition. */
const OF_THE_SERVER = ['managedFields', 'resourceVersion', 'uid', 'generation', 'creationTimestamp', 'selfLink'];
/** An owner may be looked up, and blocked for who has no right to it. */
const OF_THE_FIRST = [...OF_THE_SERVER, 'name', 'ownerReferences', 'finalizers', 'deletionTimestamp'];
/** Of a Job, unique to it (K pkg/registry/batch/job/strategy.go generateSelector). */
const OF_A_JOB = ['controller-uid', 'job-name', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name'];

/** What is in a file, to be applied. */
export function applied(object: unknown, namespace: string): unknown {
  const { status: _, ...rest } = fieldsOf(object);
  return { ...rest, metadata: { ...without(fieldsOf(rest['metadata']), OF_THE_SERVER), namespace } };
}

/** What is in the cluster, to be created once more under another name: a change of nothing is judged by nobody. */
export function createdAgain(
  object: unknown,
  { kind, name }: { readonly kind: string; readonly name: string },
): unknown {
  const { status: _, ...rest } = fieldsOf(object);
  const metadata = { ...without(fieldsOf(rest['metadata']), OF_THE_FIRST), generateName: `${name}-` };
  const spec = fieldsOf(rest['spec']);
  switch (kind) {
    case 'Pod':
      // On a node it would skip the scheduler, which not everybody may.
      return { ...rest, metadata, spec: without(spec, ['nodeName']) };
    case 'Job':
      return { ...rest, metadata: unlabelled(metadata), spec: newJob(spec) };
    default:
      return { ...rest, metadata };
  }
}

/** The selector of a Job is made with it, and so are the labels that it selects. */
function newJob(spec: Fields): Fields {
  const template = fieldsOf(spec['template']);
  return {
    ...without(spec, ['selector']),
    template: { ...template, metadata: unlabelled(fieldsOf(template['metadata'])) },
  };
}

function unlabelled(metadata: Fields): Fields {
  return isObject(metadata['labels']) ? { ...metadata, labels: without(metadata['labels'], OF_A_JOB) } : metadata;
}

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}
