/**
 * Who may say what about himself: every fact that is read from the metadata or the status of an object, crossed with
 * every kind. What a tenant writes into a template must never switch a rule off.
 */
import t from 'tap';
import { DEFAULT_SETTINGS, type ExtraKind, type Settings } from '../src/core/settings.js';
import { toSubject } from '../src/core/subject.js';
import type { Admission, Subject } from '../src/core/types.js';
import { findWorkload, WORKLOADS, type Workload } from '../src/core/workloads.js';
import { type Assessment, assess } from '../src/facts/assess.js';
import { inject } from '../src/facts/inject.js';
import { anAdmission } from './helpers/reviews.js';
import { NOW } from './support/case.js';
import { stateOf } from './support/state.js';

type Fields = Readonly<Record<string, unknown>>;

/** Further kinds by configuration; one calls itself Pod, in a group of its own. */
const EXTRA: readonly ExtraKind[] = [
  { group: 'example.com', version: 'v1', kind: 'Rollout', resource: 'rollouts', templatePath: 'spec.template' },
  { group: 'example.com', version: 'v1', kind: 'Pod', resource: 'pods', templatePath: 'spec.template' },
];
const SETTINGS: Settings = { ...DEFAULT_SETTINGS, kinds: EXTRA };

const KINDS: readonly Workload[] = [...WORKLOADS, ...EXTRA].map((row) => {
  const workload = findWorkload({ ...row, version: 'v1' }, EXTRA);
  if (workload === undefined) throw new Error(`no such kind: ${row.kind}`);
  return workload;
});

const SPEC = { containers: [{ name: 'app', image: 'ghcr.io/acme/app:latest' }] };

const isPod = ({ group, kind }: Workload): boolean => group === '' && kind === 'Pod';
const nameOf = ({ group, kind }: Workload): string => `${kind} of group "${group}"`;

/** `beside`: fields next to the pod spec, so those of the template. */
function objectOf({ podSpec }: Workload, root: Fields, beside: Fields = {}): Fields {
  const path = podSpec.slice(0, -1);
  const inner: Fields = path.length === 0 ? { spec: SPEC } : { spec: SPEC, ...beside };
  const holder = path.reduceRight<Fields>((value, field) => ({ [field]: value }), inner);
  return { metadata: { name: 'web', namespace: 'shop' }, ...holder, ...root };
}

async function ask(workload: Workload, object: Fields, change: Partial<Admission> = {}): Promise<Assessment> {
  const { group, kind, resource } = workload;
  const admission = anAdmission({ kind: { group, version: 'v1', kind }, resource, object, ...change });
  return assess(admission, { settings: SETTINGS, state: stateOf([]), now: NOW });
}

function short({ decision, findings, skipped }: Assessment): string {
  if (skipped !== undefined) return `${decision} (${skipped})`;
  return [decision, ...findings.map(({ code, action }) => `${code}:${action}`)].join(' ');
}

const DENIED = 'deny PG101:deny PG201:deny';
const meta = (more: Fields): Fields => ({ metadata: { name: 'web', namespace: 'shop', ...more } });
const MIRROR = { annotations: { 'kubernetes.io/config.mirror': 'x' } };
const DELETED = { deletionTimestamp: '2026-11-21T12:00:00Z', deletionGracePeriodSeconds: 0, finalizers: ['a/b'] };
const OWNER = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'x', controller: true };

interface Row {
  readonly what: string;
  readonly root: Fields;
  readonly change?: Partial<Admission>;
  readonly pod: string;
  readonly template: string;
}

const CONTROLLER = 'system:serviceaccount:kube-system:replicaset-controller';

/** What is said, and what comes of it: of a Pod, and of anything else. */
const ROWS: readonly Row[] = [
  { what: 'nothing', root: {}, pod: DENIED, template: DENIED },
  { what: 'the annotation of mirror pods', root: meta(MIRROR), pod: 'warn PG601:warn', template: DENIED },
  { what: 'its label', root: meta({ labels: MIRROR.annotations }), pod: DENIED, template: DENIED },
  { what: 'a deletion, as it is created', root: meta(DELETED), pod: DENIED, template: DENIED },
  {
    what: 'a deletion, as it is updated',
    root: meta(DELETED),
    change: { operation: 'UPDATE' },
    pod: 'skip (deleting)',
    template: 'skip (deleting)',
  },
  { what: 'an owner', root: meta({ ownerReferences: [OWNER] }), pod: DENIED, template: DENIED },
  { what: 'no name, as controllers do', root: { metadata: { generateName: 'web-' } }, pod: DENIED, template: DENIED },
  {
    what: 'a mode, an injection, an exemption of its own',
    root: meta({
      labels: { 'pullgate.dev/mode': 'off', 'pullgate.dev/inject': 'true' },
      annotations: { 'pullgate.dev/mode': 'off', 'pullgate.dev/injected': 'regcred' },
    }),
    pod: DENIED,
    template: DENIED,
  },
  {
    what: 'a status of something finished',
    root: { status: { phase: 'Succeeded', deletionTimestamp: 'x', ...MIRROR } },
    pod: DENIED,
    template: DENIED,
  },
  {
    what: 'another kind than the request',
    root: { apiVersion: 'v1', kind: 'Pod', ...meta(MIRROR) },
    pod: 'warn PG601:warn',
    template: DENIED,
  },
  {
    what: 'a kind that nobody judges',
    root: { apiVersion: 'v1', kind: 'ConfigMap' },
    pod: DENIED,
    template: DENIED,
  },
  {
    what: 'nothing, and a built-in controller asks',
    root: {},
    change: { user: CONTROLLER },
    pod: 'warn PG101:warn PG201:warn',
    template: 'skip (controller)',
  },
];

t.test('a tenant who writes the facts of a Pod onto a template gains nothing', async (t) => {
  for (const { what, root, change, pod, template } of ROWS) {
    for (const workload of KINDS) {
      const got = short(await ask(workload, objectOf(workload, root), change));
      t.equal(got, isPod(workload) ? pod : template, `${what}: ${nameOf(workload)}`);
    }
  }
});

t.test('nor by writing them next to the pod spec, or anywhere between it and the root', async (t) => {
  for (const workload of KINDS.filter((each) => !isPod(each))) {
    const beside = { metadata: { ...MIRROR, ...DELETED, ownerReferences: [OWNER] }, status: { phase: 'Succeeded' } };
    for (const operation of ['CREATE', 'UPDATE']) {
      const got = short(await ask(workload, objectOf(workload, {}, beside), { operation }));
      t.equal(got, DENIED, `${operation} ${nameOf(workload)}`);
    }
  }
  const cronJob = KINDS.find(({ kind }) => kind === 'CronJob');
  if (cronJob === undefined) throw new Error('no CronJob');
  const template = { metadata: MIRROR, spec: SPEC };
  const spec = { ...MIRROR, jobTemplate: { metadata: { ...MIRROR, ...DELETED }, spec: { ...MIRROR, template } } };
  t.equal(short(await ask(cronJob, { ...meta({}), spec })), DENIED, 'CronJob, at every level');
});

t.test(
  'an ephemeral container of an ordinary Pod is judged; one of a mirror pod or of a deleted Pod is not',
  async (t) => {
    const [pod] = KINDS;
    if (pod === undefined) throw new Error('no Pod');
    const spec = { containers: [{ name: 'app', image: 'nginx:1.27' }] };
    const debug = { ephemeralContainers: [{ name: 'debug', image: 'ghcr.io/acme/debug:latest' }] };
    const send = async (metadata: Fields): Promise<string> => {
      const old = { metadata: { name: 'web', namespace: 'shop', ...metadata }, spec };
      const object = { ...old, spec: { ...spec, ...debug } };
      const change = { operation: 'UPDATE', subresource: 'ephemeralcontainers', oldObject: () => old };
      return short(await ask(pod, object, change));
    };
    t.equal(await send({}), DENIED);
    t.equal(await send({ ownerReferences: [OWNER], generateName: 'web-' }), DENIED);
    t.equal(await send(MIRROR), 'warn PG601:warn');
    t.equal(await send(DELETED), 'skip (deleting)');
  },
);

t.test('shapes that are none: a fact of the wrong type is not there, and an inherited one neither', async (t) => {
  const [pod] = KINDS;
  if (pod === undefined) throw new Error('no Pod');
  const shapes: readonly unknown[] = [
    ...[['kubernetes.io/config.mirror'], 'kubernetes.io/config.mirror', 7, null],
    JSON.parse('{"__proto__":{"kubernetes.io/config.mirror":"x"}}'),
    Object.create({ 'kubernetes.io/config.mirror': 'x' }),
  ];
  for (const annotations of shapes) t.equal(short(await ask(pod, objectOf(pod, meta({ annotations })))), DENIED);
  for (const deletionTimestamp of [null, '', 0, 1, true, {}, []]) {
    const object = objectOf(pod, meta({ deletionTimestamp }));
    t.equal(short(await ask(pod, object, { operation: 'UPDATE' })), DENIED, JSON.stringify(deletionTimestamp));
  }
});

t.test('what is injected into goes by the same facts', async (t) => {
  const settings: Settings = { ...SETTINGS, injection: { ...SETTINGS.injection, mode: 'all' } };
  for (const workload of KINDS) {
    for (const [what, root, pod] of [
      ['nothing', {}, 'no-help'],
      ['a mirror', meta(MIRROR), 'mirror'],
      // The API server takes the timestamp out again, and the Pod starts.
      ['a deletion', meta(DELETED), 'no-help'],
    ] as const) {
      const { group, kind, resource } = workload;
      const object = objectOf(workload, root);
      const admission = anAdmission({ kind: { group, version: 'v1', kind }, resource, object });
      const { injection, skipped } = await inject(admission, { settings, state: stateOf([]), now: NOW });
      t.equal(skipped ?? injection?.result, isPod(workload) ? pod : 'kind', `${what}: ${nameOf(workload)}`);
    }
  }
});

t.test('the type of a template has no facts of Pods', async (t) => {
  const subjects = KINDS.map(
    (workload): Subject =>
      toSubject({ ...anAdmission(), origin: 'person' }, workload, objectOf(workload, meta(MIRROR))),
  );
  for (const subject of subjects) {
    // Each of these lines compiles only while the fact cannot be asked of a template.
    // @ts-expect-error
    const mirror: unknown = subject.mirror;
    // @ts-expect-error
    const owned: unknown = subject.owned;
    // @ts-expect-error
    t.equal(subject.deleting, undefined, 'deletion is a fact of the request');
    t.equal(mirror, subject.isPod ? true : undefined, subject.kind);
    t.equal(owned, subject.isPod ? false : undefined);
  }
});

t.test('the old alias serviceAccount counts where serviceAccountName is empty (semantics 4.8)', async (t) => {
  const pod = KINDS.find((each) => isPod(each) && each.podSpec.length === 1);
  if (pod === undefined) throw new Error('Pod is a kind');
  const accountOf = (fields: Fields): string =>
    toSubject({ ...anAdmission(), origin: 'person' }, pod, { spec: { ...SPEC, ...fields } }).serviceAccountName;
  t.equal(accountOf({ serviceAccount: 'builder' }), 'builder');
  t.equal(accountOf({ serviceAccount: 'builder', serviceAccountName: '' }), 'builder');
  t.equal(accountOf({ serviceAccount: 'builder', serviceAccountName: 'web' }), 'web');
  t.equal(accountOf({}), 'default');
});

t.test('a Pod that exists is judged by what it is: its list is its own, and its owner is who makes it', async (t) => {
  const pod = KINDS.find((each) => isPod(each) && each.podSpec.length === 1);
  if (pod === undefined) throw new Error('Pod is a kind');
  const exists = (root: Fields): Promise<Assessment> => ask(pod, objectOf(pod, root), { source: 'cluster', user: '' });
  const steps = ({ findings }: Assessment, code: string) =>
    findings
      .find((each) => each.code === code)
      ?.fix?.steps.flatMap((step) => ('path' in step ? [step.path] : [step.do]));

  const bare = await exists({});
  t.equal(short(bare), DENIED);
  t.strictSame(steps(bare, 'PG201'), ['create-secret', 'spec.imagePullSecrets']);

  const made = await exists(meta({ ownerReferences: [OWNER] }));
  t.equal(short(made), 'warn PG101:warn PG201:warn', 'as when its controller made it');
  t.strictSame(steps(made, 'PG201'), ['create-secret', 'spec.template.spec.imagePullSecrets of its owner']);
  const other = await exists(meta({ ownerReferences: [{ ...OWNER, controller: false }] }));
  t.equal(short(other), DENIED, 'an owner that does not control it');

  t.equal(short(await exists(meta(DELETED))), 'skip (deleting)');
  const forged = await ask(pod, objectOf(pod, meta({ ownerReferences: [OWNER] })));
  t.equal(short(forged), DENIED, 'whoever creates a Pod can write any owner');
});
