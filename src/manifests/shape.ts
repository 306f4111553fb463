/**
 * Objects that the API server refuses. It decodes a field of another type into nothing and refuses the whole object then,
 * before any webhook is asked (`json: cannot unmarshal string into Go struct field PodSpec.spec.imagePullSecrets of type
 * []v1.LocalObjectReference`; semantics 5.10); and it requires an image of every container. So to judge an object as if the
 * field were not there would be an answer about one that can never exist.
 */
import { listOf, own, textOf } from '../core/fields.js';
import {
  METADATA,
  PULL_SECRETS,
  RIGHT_IMAGE,
  type Shape,
  type ShapeFault,
  shapeFaultsOf,
  TEXT,
  workloadShape,
} from '../core/shape.js';
import { refusedWords } from '../core/words/structure.js';
import { findWorkload, type Workload } from '../core/workloads.js';
import type { Diagnostic } from './read.js';
import { groupVersionKind, type ManifestObject } from './unfold.js';

const DATA: Shape = {
  is: 'map',
  hidden: true,
  right: () => 'write each value behind its key, as "KEY: VALUE"',
  of: {
    is: 'base64',
    right: (value) => (typeof value === 'string' ? undefined : 'write it as one text under "stringData"'),
  },
};

const STRING_DATA: Shape = {
  is: 'map',
  hidden: true,
  right: () => 'write each value behind its key, as "KEY: VALUE"',
  of: { is: 'text', right: (value) => TEXT.right?.(value) ?? 'write it as one text, behind "KEY: |"' },
};

/** Kinds of the core group that verdicts rest on. */
const FACT_KINDS: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['Namespace', { is: 'object', fields: { metadata: METADATA } }],
  [
    'ServiceAccount',
    {
      is: 'object',
      fields: {
        metadata: METADATA,
        imagePullSecrets: PULL_SECRETS,
        secrets: { is: 'list', of: { is: 'object', fields: { name: TEXT } } },
      },
    },
  ],
  ['Secret', { is: 'object', fields: { metadata: METADATA, type: TEXT, data: DATA, stringData: STRING_DATA } }],
]);

/** What the API server refuses an object for, the first few; none where its types are not known. */
export function shapeFaults(each: ManifestObject): readonly ShapeFault[] {
  const shape = each.apiVersion === 'v1' ? FACT_KINDS.get(each.kind) : undefined;
  if (shape !== undefined) return shapeFaultsOf(each.object, shape);
  const workload = findWorkload(groupVersionKind(each), []);
  if (workload === undefined) return [];
  const faults = workloadFaults(each, workload);
  return faults.length > 0 ? faults : missingImages(each.object, workload);
}

/** The same for an object that holds a pod template where `workload` says. */
export function workloadFaults({ object }: ManifestObject, workload: Workload): readonly ShapeFault[] {
  return shapeFaultsOf(object, workloadShape(workload));
}

/** More of one object nobody mends at once. */
const MOST_MISSING = 5;

/** K pkg/apis/core/validation validation.go validateContainerCommon: `Required value`, of Pods and of templates. */
function missingImages(object: unknown, { podSpec }: Workload): readonly ShapeFault[] {
  const spec = podSpec.reduce(own, object);
  return ['initContainers', 'containers']
    .flatMap((field) =>
      listOf(spec, field).flatMap((container, index) => {
        if (textOf(container, 'image') !== '') return [];
        const path = `${podSpec.join('.')}.${field}[${index}].image`;
        return [{ path, why: `${path} is missing or empty: ${RIGHT_IMAGE}` }];
      }),
    )
    .slice(0, MOST_MISSING);
}

/** The objects that the API server takes, as far as their own fields tell; the others are errors. */
export function acceptable(objects: readonly ManifestObject[]): {
  readonly objects: readonly ManifestObject[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const kept = objects.filter((each) => {
    const faults = shapeFaults(each);
    for (const fault of faults) {
      const message = refusedWords(each.kind, fault);
      const { source } = each;
      diagnostics.push({
        severity: 'error',
        about: 'refused',
        source,
        line: each.lineOf(fault.path),
        column: each.columnOf(fault.path),
        message,
      });
    }
    return faults.length === 0;
  });
  return { objects: kept, diagnostics };
}
