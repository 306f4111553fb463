/**
 * Every way round a webhook that Pullgate knows, each with what comes of it: data for S7, which tries them, and for the
 * page, which prints them. The image of all of them is refused where it is judged: it has the tag `latest`.
 */

/** `not asked`: no rule of the chart sends it. The rest is the answer; `not judged` says why. */
export type Verdict = 'denied' | 'warned' | 'admitted' | 'not judged' | 'not asked' | 'left alone';

export interface Way {
  /** What somebody tries. */
  readonly tried: string;
  /** `every kind`: each that has a pod template, and Pods. */
  readonly of: 'every kind' | 'Pod' | 'every template' | string;
  readonly verdict: Verdict;
  /** The code that is told, or why it is not judged. */
  readonly by: string;
  /** Why that is no way round. */
  readonly why: string;
  readonly sent: Sent;
}

/** What is unlike an ordinary creation in the namespace `shop`. */
export interface Sent {
  readonly operation?: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly subresource?: string;
  readonly namespace?: string;
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly dryRun?: boolean;
  readonly name?: string;
  readonly apiVersion?: string;
  readonly path?: '/mutate';
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Of the pod spec, in place of one container with the image. */
  readonly spec?: Readonly<Record<string, unknown>>;
  /** The same of the old object; absent: an allowed image. `same`: nothing of the pod spec changed. */
  readonly old?: Readonly<Record<string, unknown>> | 'same' | 'none';
  readonly oldMetadata?: Readonly<Record<string, unknown>>;
}

export const BAD = 'registry.k8s.io/pause:latest';
export const GOOD = 'registry.k8s.io/pause:3.10';
const good = { containers: [{ name: 'app', image: GOOD }] };
const image = (reference: string): Sent => ({ spec: { containers: [{ name: 'app', image: reference }] } });
const MIRROR = { annotations: { 'kubernetes.io/config.mirror': 'x' } };
const CONTROLLER = 'system:serviceaccount:kube-system:replicaset-controller';
const JUDGED = 'it is judged like any other';
const NO_CHANGE = 'the API server takes no image from it';

export const WAYS: readonly Way[] = [
  // ------------------------------------------------------------------------------------------------ kinds, operations
  { tried: 'It is created', of: 'every kind', verdict: 'denied', by: 'PG101', why: JUDGED, sent: {} },
  {
    ...{ tried: 'Its image is changed', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: 'old and new are compared', sent: { operation: 'UPDATE' } },
  },
  {
    ...{ tried: 'A label of it is changed, and it has the image already', of: 'every kind' },
    ...{ verdict: 'not judged', by: 'unchanged', why: 'what runs already is not held up' },
    sent: { operation: 'UPDATE', old: 'same', metadata: { labels: { a: 'b' } } },
  },
  {
    ...{ tried: 'It is changed, and the review has no old object', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: 'what is not there has changed', sent: { operation: 'UPDATE', old: 'none' } },
  },
  {
    ...{ tried: 'It is created with `generateName`, so that it has no name', of: 'every kind' },
    ...{ verdict: 'denied', by: 'PG101', why: 'nothing rests on the name' },
    sent: { name: '', metadata: { name: undefined, generateName: 'web-' } },
  },
  {
    ...{ tried: 'It is created in a dry run', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: 'a tag is as wrong in a dry run', sent: { dryRun: true } },
  },
  {
    ...{ tried: 'It is created with a `deletionTimestamp`', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: 'on a creation it means nothing', sent: { metadata: { deletionTimestamp: '2026-11-21T12:00:00Z' } } },
  },
  {
    ...{ tried: 'Its finalizers are taken away while it is being deleted', of: 'every kind' },
    ...{ verdict: 'not judged', by: 'deleting', why: 'nothing is made of it any more' },
    sent: { operation: 'UPDATE', metadata: { deletionTimestamp: '2026-11-21T12:00:00Z' } },
  },
  {
    ...{ tried: 'It is deleted', of: 'every kind', verdict: 'not asked', by: '', why: 'it brings no image' },
    sent: { operation: 'DELETE' },
  },
  {
    ...{ tried: 'It is created through a version that nobody has seen yet', of: 'every template' },
    ...{ verdict: 'denied', by: 'PG101', why: 'rules and table have every version', sent: { apiVersion: 'v9beta1' } },
  },
  {
    ...{ tried: 'It is of a kind that is not known', of: 'Widget', verdict: 'not asked', by: '' },
    ...{ why: 'its Pods are asked about', sent: {} },
  },
  {
    ...{ tried: 'It is of a kind that is listed in `kinds`', of: 'Rollout', verdict: 'denied', by: 'PG101' },
    ...{ why: 'the chart has a rule for each kind that is listed', sent: {} },
  },
  // -------------------------------------------------------------------------------------------------------- subresources
  {
    ...{ tried: 'An ephemeral container is added', of: 'Pod', verdict: 'denied', by: 'PG101' },
    ...{ why: '`pods/ephemeralcontainers` has a rule' },
    sent: {
      ...{ operation: 'UPDATE', subresource: 'ephemeralcontainers', old: good },
      spec: { ...good, ephemeralContainers: [{ name: 'debug', image: BAD }] },
    },
  },
  ...['status', 'binding', 'resize', 'eviction', 'exec', 'attach'].map(
    (subresource): Way => ({
      ...{ tried: `\`pods/${subresource}\``, of: 'Pod', verdict: 'not asked', by: '', why: NO_CHANGE },
      sent: { operation: ['exec', 'attach'].includes(subresource) ? 'CONNECT' : 'UPDATE', subresource },
    }),
  ),
  ...['status', 'scale'].map(
    (subresource): Way => ({
      ...{ tried: `\`${subresource}\` of it`, of: 'every template', verdict: 'not asked', by: '', why: NO_CHANGE },
      sent: { operation: 'UPDATE', subresource },
    }),
  ),
  // ------------------------------------------------------------------------------------------------- places of an image
  {
    ...{
      tried: 'The image is that of an init container',
      of: 'every kind',
      verdict: 'denied',
      by: 'PG101',
      why: JUDGED,
    },
    sent: { spec: { ...good, initContainers: [{ name: 'init', image: BAD }] } },
  },
  {
    ...{ tried: 'The image is that of a sidecar', of: 'every kind', verdict: 'denied', by: 'PG101', why: JUDGED },
    sent: { spec: { ...good, initContainers: [{ name: 'side', restartPolicy: 'Always', image: BAD }] } },
  },
  {
    ...{ tried: 'The image is that of a volume that is mounted', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: '`volumes[].image.reference` is an image' },
    sent: {
      spec: {
        containers: [{ name: 'app', image: GOOD, volumeMounts: [{ name: 'v', mountPath: '/v' }] }],
        volumes: [{ name: 'v', image: { reference: BAD } }],
      },
    },
  },
  {
    ...{ tried: 'The image is that of a volume that nothing mounts', of: 'every kind', verdict: 'warned', by: 'PG101' },
    ...{ why: 'nothing runs or reads it' },
    sent: { spec: { ...good, volumes: [{ name: 'v', image: { reference: BAD } }] } },
  },
  {
    ...{ tried: 'The image is that of a container written twice', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: 'each is judged' },
    sent: { spec: { containers: [...good.containers, { name: 'app', image: BAD }] } },
  },
  {
    ...{
      tried: 'The image is there, and `imagePullPolicy` is `Never`',
      of: 'every kind',
      verdict: 'denied',
      by: 'PG101',
    },
    ...{ why: 'a tag that moves is as wrong' },
    sent: { spec: { containers: [{ name: 'app', image: BAD, imagePullPolicy: 'Never' }] } },
  },
  // ---------------------------------------------------------------------------------------------------------- forged facts
  {
    ...{
      tried: 'An object that pretends to be owned by a controller',
      of: 'every kind',
      verdict: 'denied',
      by: 'PG101',
    },
    ...{ why: 'who asks counts, not who is named' },
    sent: {
      metadata: {
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'x', uid: 'x', controller: true }],
      },
    },
  },
  {
    ...{ tried: 'A Pod that a built-in controller makes', of: 'Pod', verdict: 'warned', by: 'PG101' },
    ...{ why: '`ownedPods.mode`: its template was judged', sent: { user: CONTROLLER } },
  },
  {
    ...{
      tried: 'A template that a built-in controller makes',
      of: 'every template',
      verdict: 'not judged',
      by: 'controller',
    },
    ...{ why: 'the one it was made of was judged', sent: { user: CONTROLLER } },
  },
  {
    ...{ tried: 'The name of a controller in another namespace', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: 'only those of kube-system are built in' },
    sent: { user: 'system:serviceaccount:shop:replicaset-controller' },
  },
  {
    ...{ tried: 'An administrator asks', of: 'every kind', verdict: 'denied', by: 'PG101', why: JUDGED },
    sent: { user: 'admin', groups: ['system:masters'] },
  },
  {
    ...{ tried: 'The annotation of a mirror pod on a template', of: 'every template', verdict: 'denied', by: 'PG101' },
    ...{ why: 'only a Pod can be one', sent: { metadata: MIRROR } },
  },
  {
    ...{ tried: 'A mirror pod, or a Pod with its annotation', of: 'Pod', verdict: 'admitted', by: '' },
    ...{ why: 'no kubelet runs such a Pod; to refuse the mirror hides what runs', sent: { metadata: MIRROR } },
  },
  {
    ...{ tried: 'A mirror pod whose image needs a secret', of: 'Pod', verdict: 'warned', by: 'PG601' },
    ...{ why: 'static pods are only reported' },
    sent: { metadata: MIRROR, ...image('registry.example.com/team/web:1.4.2') },
  },
  {
    ...{ tried: 'A mirror pod, asked to be injected', of: 'Pod', verdict: 'left alone', by: '' },
    ...{ why: 'it may name no Secret', sent: { metadata: MIRROR, path: '/mutate' } },
  },
  // -------------------------------------------------------------------------------------------------------------- opt-outs
  {
    ...{ tried: 'The label `pullgate.dev/mode: off` on the object', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: 'only a namespace has a mode', sent: { metadata: { labels: { 'pullgate.dev/mode': 'off' } } } },
  },
  {
    ...{ tried: 'The annotation `pullgate.dev/ignore`', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: '`exemptions.annotations` is off unless the operator allows it' },
    sent: {
      metadata: { annotations: { 'pullgate.dev/ignore': 'PG101', 'pullgate.dev/ignore-reason': 'because' } },
    },
  },
  {
    ...{ tried: 'The label `pullgate.dev/mode: off` on the Namespace', of: 'every kind', verdict: 'not asked', by: '' },
    ...{ why: 'whoever may edit a Namespace is trusted: docs/operating.md', sent: { namespace: 'labelled' } },
  },
  ...['kube-system', 'kube-node-lease', 'kube-public', 'pullgate'].map(
    (namespace): Way => ({
      ...{ tried: `It is created in \`${namespace}\``, of: 'every kind', verdict: 'not asked', by: '' },
      ...{ why: 'by its name, which nobody can forge; a tenant has no rights there', sent: { namespace } },
    }),
  ),
  {
    ...{ tried: 'A namespace of which nothing is known yet', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: 'no label, no other mode', sent: { namespace: 'new' } },
  },
  // ------------------------------------------------------------------------------------------------------------ references
  ...(
    [
      ['no tag', 'registry.k8s.io/pause', 'denied', 'PG102'],
      ['an empty tag', 'registry.k8s.io/pause:', 'denied', 'PG103'],
      ['upper case', 'registry.k8s.io/Pause:3.10', 'denied', 'PG103'],
      ['a line feed', 'registry.k8s.io/pause:3.10\nx', 'denied', 'PG103'],
      ['a mark that turns the writing round', 'registry.k8s.io/\u202epause:3.10', 'denied', 'PG103'],
      ['a letter that only looks like one', 'registry.k8s.io/p\u0430use:3.10', 'denied', 'PG103'],
      ['a scheme', 'https://registry.k8s.io/pause:3.10', 'denied', 'PG103'],
      ['a port and the tag', 'registry.k8s.io:443/pause:latest', 'denied', 'PG101, PG201'],
      ['the old name of Docker Hub', 'index.docker.io/library/nginx:latest', 'denied', 'PG101'],
      ['a digest that is none', 'registry.k8s.io/pause@sha256:1234', 'denied', 'PG103'],
      ['300,000 characters', `registry.k8s.io/${'a'.repeat(300_000)}:3.10`, 'denied', 'PG103'],
      ['the tag, and a digest that pins it', `${BAD}@sha256:${'0'.repeat(64)}`, 'admitted', ''],
    ] as const
  ).map(
    ([what, reference, verdict, by]): Way => ({
      ...{ tried: `An image with ${what}`, of: 'every kind', verdict, by, sent: image(reference) },
      why: verdict === 'admitted' ? 'the digest is what is pulled' : 'references are read as the kubelet reads them',
    }),
  ),
  // ---------------------------------------------------------------------------------------------------------------- bodies
  {
    ...{ tried: '`__proto__` as a key', of: 'every kind', verdict: 'denied', by: 'PG101' },
    ...{ why: 'no key decides whether it is read' },
    sent: { metadata: { annotations: JSON.parse('{"__proto__":{"allowed":true},"constructor":{"prototype":{}}}') } },
  },
  {
    ...{ tried: '2 MiB of environment', of: 'Pod', verdict: 'denied', by: 'PG101' },
    ...{ why: 'the limit is above what etcd takes' },
    sent: {
      spec: { containers: [{ name: 'app', image: BAD, env: [{ name: 'A', value: 'x'.repeat(2 * 1024 * 1024) }] }] },
    },
  },
];

export interface KindRow {
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** From the object to the pod spec. */
  readonly podSpec: readonly string[];
}

const TEMPLATE = ['spec', 'template', 'spec'];

/** Those that carry images, and two that are no part of Kubernetes: `Rollout` is listed in `kinds`. */
export const KINDS: readonly KindRow[] = [
  { kind: 'Pod', group: '', version: 'v1', resource: 'pods', podSpec: ['spec'] },
  { kind: 'PodTemplate', group: '', version: 'v1', resource: 'podtemplates', podSpec: ['template', 'spec'] },
  ...['ReplicationController'].map((kind) => built(kind, '')),
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].map((kind) => built(kind, 'apps')),
  built('Job', 'batch'),
  { ...built('CronJob', 'batch'), podSpec: ['spec', 'jobTemplate', ...TEMPLATE] },
  built('Rollout', 'example.com'),
  built('Widget', 'example.com'),
];

function built(kind: string, group: string): KindRow {
  return { kind, group, version: 'v1', resource: `${kind.toLowerCase()}s`, podSpec: TEMPLATE };
}

const ADDED: readonly string[] = ['Rollout', 'Widget'];

export function kindsOf({ of }: Way): readonly KindRow[] {
  const builtIn = KINDS.filter(({ kind }) => !ADDED.includes(kind));
  if (of === 'every kind') return builtIn;
  if (of === 'every template') return builtIn.filter(({ kind }) => kind !== 'Pod');
  return KINDS.filter(({ kind }) => kind === of);
}
