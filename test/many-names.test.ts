/**
 * An object that names many secrets costs one look at its namespace, and gets the verdict that asking for each of them by
 * name would give.
 */
import fc from 'fast-check';
import t from 'tap';
import type { PullSecret } from '../src/core/types.js';
import { type Assessment, assess } from '../src/facts/assess.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import { explainImage } from '../src/facts/explain.js';
import type { Gathered } from '../src/facts/gather.js';
import { admissionOf, type Case, mergeSettings, NOW } from './support/case.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

const HOSTS = ['registry.example.com', 'ghcr.io', 'quay.example.com'] as const;
const NAMES = Array.from({ length: 14 }, (_, index) => `s${index}`);

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function secretOf(name: string, content: string): KubeObject {
  const common = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'shop' } };
  const config = (host: string): string =>
    JSON.stringify({ auths: { [host]: { username: 'example-user', password: 'example-not-a-password' } } });
  if (content === 'malformed') {
    const data = { '.dockerconfigjson': base64('{"auths": []}') };
    return { ...common, type: 'kubernetes.io/dockerconfigjson', data };
  }
  if (content === 'opaque') return { ...common, data: { '.dockerconfigjson': base64(config(HOSTS[0])) } };
  if (content === 'password') return { ...common, data: { password: base64('example-not-a-password') } };
  if (content === 'empty') {
    const data = { '.dockerconfigjson': base64(JSON.stringify({ auths: { [HOSTS[0]]: {} } })) };
    return { ...common, type: 'kubernetes.io/dockerconfigjson', data };
  }
  return { ...common, type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': base64(config(content)) } };
}

const content = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<string>(...HOSTS) },
  { weight: 3, arbitrary: fc.constantFrom('opaque', 'password', 'empty') },
  { weight: 1, arbitrary: fc.constant('malformed') },
);

const cases = fc.record({
  there: fc.dictionary(fc.constantFrom(...NAMES), content, { maxKeys: 8, noNullPrototype: true }),
  named: fc.array(fc.constantFrom(...NAMES, ''), { minLength: 9, maxLength: 30 }),
  images: fc.array(fc.constantFrom(...HOSTS), { minLength: 1, maxLength: 3 }),
  kind: fc.constantFrom('Pod', 'Deployment', 'account'),
  policy: fc.constantFrom('IfNotPresent', 'Never'),
});

type Generated = typeof cases extends fc.Arbitrary<infer T> ? T : never;

function caseOf({ there, named, images, kind, policy }: Generated): Case {
  const list = named.map((name) => (name === '' ? {} : { name }));
  const spec = {
    containers: images.map((host, index) => ({
      name: `c${index}`,
      image: `${host}/team/web:1.4.2`,
      imagePullPolicy: policy,
    })),
    ...(kind === 'account' ? {} : { imagePullSecrets: list }),
  };
  const metadata = { name: 'web', namespace: 'shop' };
  const judged =
    kind === 'Pod'
      ? { apiVersion: 'v1', kind: 'Pod', metadata, spec }
      : { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { spec } } };
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'shop' },
    imagePullSecrets: kind === 'account' ? list : [],
  };
  const objects = [...Object.entries(there).map(([name, each]) => secretOf(name, each)), account];
  return {
    about: '',
    objects,
    judged,
    old: undefined,
    operation: 'CREATE',
    subresource: '',
    dryRun: false,
    user: 'somebody',
    offline: false,
    settings: mergeSettings({}),
  };
}

interface Asked {
  gets: number;
  lists: number;
}

/** As an API server answers: a list has the two docker types only. */
function likeApi(state: ClusterState, asked: Asked): ClusterState {
  const isListed = (secret: PullSecret): boolean => secret.form !== 'unusable' || secret.why !== 'type';
  return instead(state, {
    secret: (...question) => {
      asked.gets += 1;
      return state.ask(...question);
    },
    pullSecrets: async (...question) => {
      asked.lists += 1;
      const list = await state.ask(...question);
      return list.state === 'found' ? { state: 'found', value: list.value.filter(isListed) } : list;
    },
  });
}

async function verdict(one: Case, state: ClusterState) {
  let gathered: Gathered | undefined;
  const assessment: Assessment = await assess(admissionOf(one), {
    settings: one.settings,
    state,
    now: NOW,
    observe: (each) => {
      gathered = each;
    },
  });
  const denied = assessment.findings.filter(({ action }) => action === 'deny');
  return {
    allowed: assessment.allowed,
    denied: [...new Set(denied.flatMap(({ uses }) => uses.map(({ path }) => path)))].sort(),
    outlooks: gathered?.outlooks.map((outlook) => [
      outlook.state,
      outlook.matches.map(({ secret, entryIndex, standing }) => [secret, entryIndex, standing]),
    ]),
  };
}

t.test('the verdict is that of asking for each by name, whatever is named and whatever is there', async (t) => {
  const seen = { denied: 0, allowed: 0, blocked: 0, fewer: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async (generated) => {
      const one = caseOf(generated);
      const byList: Asked = { gets: 0, lists: 0 };
      const byName: Asked = { gets: 0, lists: 0 };
      const state = stateOf(one.objects);
      const listed = await verdict(one, likeApi(state, byList));
      const named = await verdict(one, { ...likeApi(state, byName), namesCostNothing: true });
      t.strictSame(listed, named);
      seen[listed.allowed ? 'allowed' : 'denied'] += 1;
      if (listed.outlooks?.some(([state]) => state === 'blocked') === true) seen.blocked += 1;
      if (byList.gets < byName.gets) seen.fewer += 1;
      if (new Set(generated.named.filter((name) => name !== '')).size > 8 && byList.gets > 2)
        t.fail('more than 2 GETs');
    }),
    { numRuns: 150, seed: 7 },
  );
  // The generator reaches everything that it is for.
  for (const [what, times] of Object.entries(seen)) t.ok(times >= 20, `${what}: ${times}`);
});

const many = (count: number): Case =>
  caseOf({
    there: { s0: 'ghcr.io' },
    named: Array.from({ length: count }, (_, index) => `absent-${index}`),
    images: ['registry.example.com'],
    kind: 'Pod',
    policy: 'IfNotPresent',
  });

t.test('15,000 names cost one look at the namespace and two questions, and the first is told', async (t) => {
  const asked: Asked = { gets: 0, lists: 0 };
  const one = many(15_000);
  const assessment = await assess(admissionOf(one), {
    settings: one.settings,
    state: likeApi(stateOf(one.objects), asked),
    now: NOW,
  });
  t.match(assessment.message, '[PG202]');
  t.match(assessment.message, 'secret "absent-0" does not exist in namespace "shop"');
  // One more for what the namespace holds besides, which a denial tells.
  t.strictSame(asked, { gets: 2, lists: 2 });
});

t.test('a namespace that cannot be listed is asked for no name', async (t) => {
  const asked: Asked = { gets: 0, lists: 0 };
  const one = many(600);
  const reason = 'the API server could not be asked for pull secrets of namespace shop: it answered 500';
  const state = instead(likeApi(stateOf(one.objects), asked), { pullSecrets: () => ({ state: 'unknown', reason }) });
  const { allowed, findings } = await assess(admissionOf(one), { settings: one.settings, state, now: NOW });
  t.ok(allowed);
  t.match(findings, [{ code: 'PG901', because: reason }]);
  t.equal(asked.gets, 0);
});

t.test('explain asks no more for a ServiceAccount that lists many', async (t) => {
  const asked: Asked = { gets: 0, lists: 0 };
  const one = caseOf({
    there: { s0: 'registry.example.com' },
    named: ['s0', ...Array.from({ length: 500 }, (_, index) => `absent-${index}`)],
    images: ['registry.example.com'],
    kind: 'account',
    policy: 'IfNotPresent',
  });
  const explained = await explainImage(
    { image: 'registry.example.com/web:1', namespace: 'shop', serviceAccount: '', pullSecrets: ['other'] },
    { settings: one.settings, state: likeApi(stateOf(one.objects), asked), now: NOW },
  );
  t.equal(explained.facts.secrets.get('s0')?.state, 'found');
  t.ok(asked.gets <= 5, `${asked.gets} GETs`);
});
