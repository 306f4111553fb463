/** What goes away while workloads need it: named, denied only where that was wanted, and never in anybody's way. */
import t from 'tap';
import { releaseOf } from '../src/core/written/release.js';
import { workloadUse } from '../src/facts/written/workload.js';
import { instead, type KubeObject, stateOf } from './support/state.js';
import {
  account,
  dockerSecret,
  ecr,
  login,
  settingsWith,
  told,
  typed,
  type Writing,
  workload,
  write,
} from './support/written.js';

const HOST = 'registry.example.com';
const DENY = settingsWith({ inUse: 'deny' });
const both = dockerSecret('regcred', { [HOST]: login(), 'ghcr.io': login() });
const one = dockerSecret('regcred', { [HOST]: login() });
const web = workload('web', `${HOST}/team/web:1`, { secrets: ['regcred'] });
const api = workload('api', 'ghcr.io/acme/api:1', { secrets: ['regcred'] });
const batch = workload('batch', `${HOST}/team/batch:1`, { serviceAccountName: 'build' });
const build = account('build', ['regcred']);
const all = [both, web, api, batch, build];

t.test('what is said', async (t) => {
  const cases: Readonly<Record<string, Writing>> = {
    'a Secret is deleted': { old: both, cluster: all },
    denied: { old: both, cluster: all, settings: DENY },
    'of one workload': { old: one, cluster: [one, web] },
    'a key is dropped': { object: one, old: both, cluster: all },
    'the list of a ServiceAccount loses it': { object: account('build', ['other']), old: build, cluster: all },
    'in a dry run': { old: both, cluster: all, settings: DENY, admission: { dryRun: true } },
  };
  for (const [name, writing] of Object.entries(cases)) t.matchSnapshot(told(await write(writing)), name);
});

const short = async (writing: Writing): Promise<string> => {
  const { decision, skipped, findings } = await write({ settings: DENY, ...writing });
  return [decision, skipped ?? '', ...findings.map(({ code, action }) => `${code}:${action}`)]
    .filter(Boolean)
    .join(' ');
};

const with_ = (object: KubeObject, metadata: object): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, ...metadata },
});
const helm = (name: string) => ({
  annotations: { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': 'shop' },
});

t.test('what loses nothing, and what is never in the way', async (t) => {
  const spare = dockerSecret('spare', { [HOST]: login() });
  const two = workload('web', `${HOST}/team/web:1`, { secrets: ['regcred', 'spare'] });
  const going = { deletionTimestamp: '2026-11-21T12:00:00Z' };
  const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', ...going } };
  const rows: readonly (readonly [string, Writing, string])[] = [
    ['the plain case', { old: one, cluster: [one, web] }, 'deny PG202:deny'],
    ['nobody uses it', { old: one, cluster: [one, api] }, 'allow'],
    ['old and new side by side', { old: one, cluster: [one, spare, two] }, 'allow'],
    ['a second one that is not there', { old: one, cluster: [one, two] }, 'deny PG202:deny'],
    [
      'replaced in place',
      { object: dockerSecret('regcred', { [HOST]: login('b') }), old: one, cluster: [web] },
      'allow',
    ],
    [
      'a wider key in its place',
      { object: dockerSecret('regcred', { '*.example.com': login() }), old: one, cluster: [web] },
      'allow',
    ],
    ['a key that nobody needs', { object: one, old: both, cluster: [web] }, 'allow'],
    ['what had run out already', { old: dockerSecret('regcred', { [HOST]: ecr(-1) }), cluster: [web] }, 'allow'],
    [
      'a public registry',
      {
        old: dockerSecret('regcred', { 'registry.k8s.io': login() }),
        cluster: [workload('p', 'registry.k8s.io/pause:3', { secrets: ['regcred'] })],
      },
      'allow',
    ],
    [
      'a Secret that was of no use',
      { old: typed('regcred', 'Opaque', { password: 'x' }), cluster: [web] },
      'skip no-pull-secret',
    ],
    ['the workload is being deleted', { old: one, cluster: [with_(web, going)] }, 'allow'],
    ['the namespace is being deleted', { old: one, cluster: [web, shop] }, 'skip deleting'],
    ['of one release of Helm', { old: with_(one, helm('app')), cluster: [with_(web, helm('app'))] }, 'warn PG202:warn'],
    ['of another release', { old: with_(one, helm('app')), cluster: [with_(web, helm('web'))] }, 'deny PG202:deny'],
    [
      'a release, and one workload of none',
      { old: with_(one, helm('app')), cluster: [with_(web, helm('app')), batch, build] },
      'deny PG202:deny',
    ],
    ['it has an owner', { old: with_(one, { ownerReferences: [{ kind: 'X' }] }), cluster: [web] }, 'warn PG202:warn'],
    ['a dry run', { old: one, cluster: [web], admission: { dryRun: true } }, 'warn PG202:warn'],
    ['the default', { old: one, cluster: [web], settings: settingsWith({}) }, 'warn PG202:warn'],
    [
      'deny, whatever is done about bad Secrets',
      { old: one, cluster: [web], settings: settingsWith({ mode: 'warn', inUse: 'deny' }) },
      'deny PG202:deny',
    ],
    [
      'deny, and the mode of all is warn',
      { old: one, cluster: [web], settings: settingsWith({ inUse: 'deny' }, { mode: 'warn' }) },
      'warn PG202:warn',
    ],
    [
      'a list that is only put in another order',
      { object: account('build', ['regcred', 'x']), old: account('build', ['x', 'regcred']), cluster: [both, batch] },
      'warn PG202:warn',
    ],
    [
      'a list that loses what nobody needs',
      { object: build, old: account('build', ['regcred', 'x']), cluster: [both, batch] },
      'allow',
    ],
    [
      'a workload with a list of its own',
      {
        object: account('build', []),
        old: build,
        cluster: [both, workload('web', `${HOST}/a:1`, { secrets: ['regcred'], serviceAccountName: 'build' })],
      },
      'allow',
    ],
    [
      'a list that is empty now',
      { object: account('build', []), old: build, cluster: [both, batch] },
      'deny PG206:deny',
    ],
  ];
  for (const [name, writing, expected] of rows) t.equal(await short(writing), expected, name);
  for (const user of ['namespace-controller', 'generic-garbage-collector']) {
    const admission = { user: `system:serviceaccount:kube-system:${user}` };
    t.equal(await short({ old: one, cluster: [web], admission }), 'skip controller', user);
  }
});

t.test('what is not known is not denied, and a denial is made again on what there is now', async (t) => {
  const unknown = { state: 'unknown', reason: 'not asked for' } as const;
  t.equal(await short({ old: one, cluster: instead(stateOf([web]), { workloads: () => unknown }) }), 'allow');
  const gone = stateOf([one]);
  t.equal(await short({ old: one, cluster: [one, web], fresh: gone }), 'allow', 'the workload is gone by now');
  t.equal(await short({ old: one, cluster: [one, web], fresh: instead(gone, { workloads: () => unknown }) }), 'allow');
  const blind = instead(stateOf([web]), { namespace: () => unknown });
  t.equal(await short({ old: one, cluster: blind }), 'warn PG202:warn PG901:warn', 'the label may say otherwise');
});

t.test('of a workload as little as that takes', async (t) => {
  const podSpec = {
    serviceAccountName: 'build',
    imagePullSecrets: [{ name: 'a' }, {}],
    initContainers: [{ image: 'nginx' }],
    containers: [
      { image: `${HOST}/b:1` },
      { image: `${HOST}/b:2` },
      { image: 'NOT/Lower' },
      { image: 'x'.repeat(2000) },
      null,
      7,
    ],
  };
  const metadata = { name: 'web', ...helm('app') };
  t.strictSame(workloadUse('Deployment', { metadata }, podSpec), {
    kind: 'Deployment',
    name: 'web',
    serviceAccountName: 'build',
    imagePullSecrets: ['a', ''],
    repositories: ['docker.io/library/nginx', `${HOST}/b`],
    release: 'helm shop/app',
  });
  for (const odd of [undefined, null, 'text', [], {}, { containers: {} }]) {
    t.strictSame(workloadUse('Job', odd, odd), {
      kind: 'Job',
      name: '',
      serviceAccountName: 'default',
      imagePullSecrets: [],
      repositories: [],
    });
  }
  const done = (type: string, status: string) => ({ status: { conditions: [{ type, status }] } });
  t.equal(workloadUse('Job', done('Complete', 'True'), {}), undefined);
  t.equal(workloadUse('Job', done('Failed', 'True'), {}), undefined);
  t.ok(workloadUse('Job', done('Complete', 'False'), {}));
  t.ok(workloadUse('Deployment', done('Complete', 'True'), {}));
  t.equal(workloadUse('Job', { metadata: { ownerReferences: [{ controller: true }] } }, {}), undefined);
  t.ok(workloadUse('Job', { metadata: { ownerReferences: [{ kind: 'X' }] } }, {}), 'an owner that does not make it');
  const first = workloadUse('Deployment', { metadata: { name: 'a' } }, podSpec);
  const second = workloadUse('Deployment', { metadata: { name: 'b' } }, podSpec);
  t.equal(first?.repositories, second?.repositories, 'what is the same is held once');
  t.equal(first?.imagePullSecrets, second?.imagePullSecrets);
});

t.test('what installs it', async (t) => {
  const of = (metadata: object) => releaseOf({ metadata });
  t.equal(of(helm('app')), 'helm shop/app');
  const kustomize = 'kustomize.toolkit.fluxcd.io';
  t.equal(
    of({ labels: { [`${kustomize}/name`]: 'apps', [`${kustomize}/namespace`]: 'flux-system' } }),
    'flux flux-system/apps',
  );
  t.equal(of({ annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/web' } }), 'argo shop');
  for (const none of [
    undefined,
    {},
    { labels: {} },
    { annotations: { 'argocd.argoproj.io/tracking-id': ':x' } },
    { annotations: { 'meta.helm.sh/release-namespace': 'shop' } },
    helm('x'.repeat(600)),
  ]) {
    t.equal(of(none ?? {}), undefined, JSON.stringify(none)?.slice(0, 60));
  }
});
