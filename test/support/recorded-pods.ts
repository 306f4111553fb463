/** The 336 pods recorded from a real kubelet (test/vectors/README.md), as requests and what became of them. */
import { readFileSync } from 'node:fs';
import type { Admission } from '../../src/core/types.js';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

interface Step {
  readonly op: string;
  /** What is waited for before it, and for how long after that. */
  readonly after?: 'settled' | 'failed';
  readonly seconds?: number;
  readonly manifest?: Manifest;
  readonly patch?: unknown;
  readonly pod?: string;
  readonly container?: string | Readonly<Record<string, unknown>>;
  readonly image?: string;
}

export interface RecordedPull {
  readonly image: string;
  readonly username: string | null;
  readonly ok: boolean;
}

interface RecordedContainer {
  readonly name: string;
  readonly kind: string;
  readonly image: string;
  readonly outcome: string;
  readonly pulls: readonly RecordedPull[];
  readonly mountedBy?: readonly string[];
}

export interface RecordedPod {
  readonly name: string;
  readonly namespace?: string;
  readonly imagePullSecrets: readonly { readonly name?: string }[] | null;
  readonly containers: readonly RecordedContainer[];
}

export interface PodRow {
  readonly name: string;
  readonly registries: Readonly<Record<string, 'public' | 'private'>>;
  readonly manifests: readonly Manifest[];
  readonly static?: readonly string[];
  readonly preloaded?: readonly string[];
  readonly node?: unknown;
  readonly unordered?: boolean;
  readonly later?: readonly Step[];
  readonly before?: Readonly<Record<string, string>>;
  readonly refused: readonly {
    readonly op: string;
    readonly kind: string;
    readonly name: string;
    readonly status: number;
  }[];
  readonly pods: readonly RecordedPod[];
}

/** One request of a row, the objects that were there when it came, and what became of the images it brought. */
export interface PodEvent {
  readonly row: PodRow;
  readonly label: string;
  readonly objects: readonly Manifest[];
  readonly admission: Admission;
  /** Outcome per container that this request brought: `ok`, a waiting reason, or a raw Go error. */
  readonly outcomes: Readonly<Record<string, string>>;
}

export function readRows(): readonly PodRow[] {
  const file = new URL('../vectors/kubelet-pods-1.36.jsonl', import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): PodRow => JSON.parse(line));
}

/** The requests of a row that would be judged, in order, each with the cluster as it was. */
export function eventsOf(row: PodRow): readonly PodEvent[] {
  const events: PodEvent[] = [];
  let objects: readonly Manifest[] = [];
  const refused = new Set(row.refused.map(({ op, kind, name }) => `${op} ${kind} ${name}`));
  const create = (manifest: Manifest, last: boolean): void => {
    if (refused.has(`create ${manifest.kind} ${manifest.metadata.name}`)) return;
    // A static pod that the kubelet refused has no mirror: no request was made.
    if (row.static?.includes(manifest.metadata.name ?? '') === true && row.pods.length === 0) return;
    if (manifest.kind !== 'Secret' && manifest.kind !== 'ServiceAccount') {
      events.push(createEvent(row, manifest, objects, last));
    }
    objects = [...objects, manifest];
  };
  for (const manifest of row.manifests) create(manifest, row.later === undefined);
  for (const step of row.later ?? []) {
    const { manifest } = step;
    if (manifest === undefined) {
      events.push(updateEvent(row, step, objects));
      continue;
    }
    if (refused.has(`${step.op} ${manifest.kind} ${manifest.metadata.name}`) || step.op === 'patch') continue;
    if (step.op !== 'create') objects = objects.filter((each) => !same(each, manifest));
    if (step.op !== 'delete') create(manifest, true);
  }
  return events;
}

function same(a: Manifest, b: Manifest): boolean {
  return a.kind === b.kind && a.metadata.name === b.metadata.name && a.metadata.namespace === b.metadata.namespace;
}

function createEvent(row: PodRow, manifest: Manifest, objects: readonly Manifest[], last: boolean): PodEvent {
  const name = manifest.metadata.name ?? '';
  const isStatic = row.static?.includes(name) === true;
  const pods = row.pods.filter((pod) => manifest.kind !== 'Pod' || pod.name === name || pod.name === `${name}-hollow`);
  const [pod] = pods;
  const outcomes: Record<string, string> = {};
  for (const container of pod?.containers ?? []) {
    if (container.kind === 'ephemeral') continue;
    outcomes[container.name] = (last ? undefined : row.before?.[`${name}/${container.name}`]) ?? container.outcome;
  }
  if (pod === undefined) outcomes['(no pod)'] = 'no pod was created';
  const stored = manifest.kind === 'Pod' && pod !== undefined ? admitted(manifest, pod, isStatic) : manifest;
  return { row, label: `${row.name} ${name}`, objects, admission: admission('CREATE', stored, undefined), outcomes };
}

/** As the webhook sees it: ServiceAccount admission has filled the list, the kubelet has marked the mirror. */
function admitted(manifest: Manifest, pod: RecordedPod, isStatic: boolean): Manifest {
  const spec = { ...Object(manifest['spec']), imagePullSecrets: pod.imagePullSecrets ?? undefined };
  const annotations = isStatic ? { 'kubernetes.io/config.mirror': 'hash' } : manifest.metadata.annotations;
  return {
    ...manifest,
    metadata: { ...manifest.metadata, ...(annotations === undefined ? {} : { annotations }) },
    spec,
  };
}

function updateEvent(row: PodRow, step: Step, objects: readonly Manifest[]): PodEvent {
  const name = step.pod ?? '';
  const manifest = objects.find((each) => each.kind === 'Pod' && each.metadata.name === name);
  const pod = row.pods.find((each) => each.name === name);
  if (manifest === undefined || pod === undefined) throw new Error(`${row.name}: no pod ${name}`);
  const before = admitted(manifest, pod, false);
  const spec = Object(before['spec']);
  const isEphemeral = step.op === 'ephemeral';
  const after = isEphemeral
    ? { ...spec, ephemeralContainers: [step.container] }
    : {
        ...spec,
        containers: spec.containers.map((each: { readonly name: string }) =>
          each.name === step.container ? { ...each, image: step.image } : each,
        ),
      };
  const brought = isEphemeral ? String(Object(step.container).name) : String(step.container);
  const outcome = pod.containers.find((each) => each.name === brought)?.outcome ?? '';
  return {
    row,
    label: `${row.name} ${name} (${step.op})`,
    objects,
    admission: {
      ...admission('UPDATE', { ...before, spec: after }, before),
      subresource: isEphemeral ? 'ephemeralcontainers' : '',
    },
    outcomes: { [brought]: outcome },
  };
}

export function admission(operation: string, object: Manifest, old: Manifest | undefined): Admission {
  const slash = object.apiVersion.indexOf('/');
  return {
    uid: 'recorded',
    operation,
    kind: {
      group: slash === -1 ? '' : object.apiVersion.slice(0, slash),
      version: object.apiVersion.slice(slash + 1),
      kind: object.kind,
    },
    resource: `${object.kind.toLowerCase()}s`,
    subresource: '',
    namespace: object.metadata.namespace ?? 'team',
    name: object.metadata.name ?? '',
    user: 'somebody',
    groups: [],
    dryRun: false,
    source: 'review',
    object,
    oldObject: () => old,
  };
}
