/**
 * Least rights (design 8.1): an API server that refuses everything that is not granted sees exactly the calls
 * that the grants allow, and every question beyond them is answered with the reason.
 */
import t from 'tap';
import { type ClusterRights, type Grant, grantsFor } from '../src/cluster/rights.js';
import { type Call, type FakeApi, pullSecret } from './support/fake-api-server.js';
import { openLive, until } from './support/live.js';

const MODES: readonly (readonly [ClusterRights, readonly string[]])[] = [
  [
    { secrets: 'cluster', namespaces: [], secretNames: [] },
    [
      'get namespaces',
      'get secrets',
      'get serviceaccounts',
      'list namespaces',
      'list pods',
      'list secrets',
      'list serviceaccounts',
      'watch namespaces',
      'watch secrets',
      'watch serviceaccounts',
    ],
  ],
  [
    { secrets: 'namespaces', namespaces: ['shop', 'team-b'], secretNames: [] },
    [
      'get namespaces',
      'get secrets in shop',
      'get secrets in team-b',
      'get serviceaccounts in shop',
      'get serviceaccounts in team-b',
      'list namespaces',
      'list pods in shop',
      'list pods in team-b',
      'list secrets in shop',
      'list secrets in team-b',
      'list serviceaccounts in shop',
      'list serviceaccounts in team-b',
      'watch namespaces',
      'watch secrets in shop',
      'watch secrets in team-b',
      'watch serviceaccounts in shop',
      'watch serviceaccounts in team-b',
    ],
  ],
  [
    { secrets: 'named', namespaces: [], secretNames: ['regcred', 'other'] },
    [
      'get namespaces',
      'get secrets named other',
      'get secrets named regcred',
      'get serviceaccounts',
      'list namespaces',
      'list pods',
      'list serviceaccounts',
      'watch namespaces',
      'watch serviceaccounts',
    ],
  ],
  [
    { secrets: 'none', namespaces: [], secretNames: [] },
    [
      'get namespaces',
      'get serviceaccounts',
      'list namespaces',
      'list pods',
      'list serviceaccounts',
      'watch namespaces',
      'watch serviceaccounts',
    ],
  ],
];

/** `get secrets in shop`, one per verb, place and name that RBAC tells apart. */
function wordGrants(grants: readonly Grant[]): readonly string[] {
  const words = grants.flatMap(({ resource, verbs, namespace, resourceNames }) =>
    verbs.flatMap((verb) => {
      const place = namespace === undefined ? '' : ` in ${namespace}`;
      const base = `${verb} ${resource}${place}`;
      return resourceNames === undefined ? [base] : resourceNames.map((name) => `${base} named ${name}`);
    }),
  );
  return words.sort();
}

/** The grant that RBAC needs for a call; undefined where none of these is enough. */
function grantOf({ verb, resource, namespace, name }: Call, granted: readonly string[]): string | undefined {
  const base = `${verb} ${resource}`;
  return [base, `${base} in ${namespace}`, `${base} named ${name}`].find((word) => granted.includes(word));
}

/** Every question, about what is there and what is not, in a listed namespace and in others. */
async function askAll(live: Awaited<ReturnType<typeof openLive>>['live']): Promise<void> {
  for (const state of [live.state, live.fresh]) {
    for (const namespace of ['shop', 'team-b', 'elsewhere']) {
      await Promise.all([
        state.ask({ about: 'namespace', namespace }, {}),
        state.ask({ about: 'serviceAccount', namespace, name: 'default' }, {}),
        state.ask({ about: 'serviceAccounts', namespace }, {}),
        ...['regcred', 'other', 'nothing'].map((name) => state.ask({ about: 'secret', namespace, name }, {})),
        state.ask({ about: 'pullSecrets', namespace }, {}),
        state.ask({ about: 'imagesInUse', namespace }, {}),
        state.ask({ about: 'namespacesWithSecret', name: 'regcred' }, {}),
      ]);
    }
  }
}

for (const [rights, expected] of MODES) {
  t.test(`mode ${rights.secrets}: the calls made are the calls granted`, async (t) => {
    const granted = wordGrants(grantsFor(rights));
    t.same(granted, expected);
    let api: FakeApi | undefined;
    const { live } = await openLive(t.teardown, {
      rights,
      prepare: (fake) => {
        api = fake;
        fake.put({ kind: 'Namespace', metadata: { name: 'shop' } });
        fake.put(pullSecret('shop', 'regcred'));
        fake.put(pullSecret('elsewhere', 'regcred'));
        fake.script = (call) =>
          call.resource === '/version' || grantOf(call, granted) !== undefined
            ? undefined
            : { status: 403, body: '{}' };
      },
    });
    await until(() => api?.openWatches() === live.counters().watches.length);
    await askAll(live);
    t.match(await live.version({}), { state: 'found', value: 'v1.36.2' });
    const calls = (api?.calls ?? []).filter(({ resource }) => resource !== '/version');
    const used = calls.map(
      (call) => grantOf(call, granted) ?? `refused: ${call.verb} ${call.resource} ${call.namespace}`,
    );
    t.same([...new Set(used)].sort(), granted);
  });
}

t.test('what a lower mode cannot know is unknown, and the reason says so', async (t) => {
  const ask = async (rights: ClusterRights) => {
    const { live } = await openLive(t.teardown, {
      rights,
      prepare: (api) => {
        api.put(pullSecret('shop', 'regcred'));
        api.put({ kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } });
      },
    });
    const { state, fresh } = live.view();
    const answers = [
      await state.ask({ about: 'secret', namespace: 'shop', name: 'regcred' }, {}),
      await fresh.ask({ about: 'secret', namespace: 'shop', name: 'other' }, {}),
      await state.ask({ about: 'secret', namespace: 'elsewhere', name: 'regcred' }, {}),
      await state.ask({ about: 'pullSecrets', namespace: 'shop' }, {}),
      await state.ask({ about: 'serviceAccount', namespace: 'elsewhere', name: 'default' }, {}),
      await state.ask({ about: 'namespacesWithSecret', name: 'regcred' }, {}),
      await state.ask({ about: 'imagesInUse', namespace: 'elsewhere' }, {}),
    ];
    return answers.map((answer) => (answer.state === 'unknown' ? answer.reason : answer.state));
  };
  const beyond = (what: string, mode: string): string =>
    `Pullgate is not given the right to read ${what} (cluster.secrets is "${mode}")`;
  t.same(await ask({ secrets: 'namespaces', namespaces: ['shop'], secretNames: [] }), [
    'found',
    'absent',
    beyond('Secrets of namespace elsewhere', 'namespaces'),
    'found',
    beyond('ServiceAccounts of namespace elsewhere', 'namespaces'),
    'found',
    beyond('Pods of namespace elsewhere', 'namespaces'),
  ]);
  const others = beyond('Secrets other than regcred', 'named');
  t.same(await ask({ secrets: 'named', namespaces: [], secretNames: ['regcred'] }), [
    'found',
    others,
    'absent',
    others,
    'absent',
    beyond('Secrets of other namespaces', 'named'),
    'found',
  ]);
  const none = beyond('Secrets', 'none');
  t.same(await ask({ secrets: 'none', namespaces: [], secretNames: [] }), [
    none,
    none,
    none,
    none,
    'absent',
    none,
    'found',
  ]);
});
