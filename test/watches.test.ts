/** Which loops there are, what they share, and what is held all in all; against an API server that is a function. */
import { setMaxListeners } from 'node:events';
import { PassThrough } from 'node:stream';
import t, { type Test } from 'tap';
import { type Answer, type ApiClient, type Failure, failure } from '../src/cluster/api-client.js';
import type { ResourceId } from '../src/cluster/events.js';
import { RESOURCE_NAMES } from '../src/cluster/questions.js';
import {
  type ClusterRights,
  type Grant,
  grantsFor,
  scopesOf,
  type TlsRights,
  tlsGrants,
  withinRights,
} from '../src/cluster/rights.js';
import { TIMINGS } from '../src/cluster/timings.js';
import { createWatches } from '../src/cluster/watches.js';
import type { Question } from '../src/core/questions.js';
import { askBy } from '../src/facts/cluster-state.js';
import { virtualTime } from './support/virtual-time.js';

const EVERYTHING: ClusterRights = { secrets: 'cluster', namespaces: [], secretNames: [] };
const SOME: ClusterRights = { secrets: 'namespaces', namespaces: ['shop', 'team-b', 'shop'], secretNames: [] };
const NAMED: ClusterRights = { secrets: 'named', namespaces: ['shop'], secretNames: ['regcred', 'regcred', 'other'] };
const NONE: ClusterRights = { secrets: 'none', namespaces: ['shop'], secretNames: ['regcred'] };

const secret = (namespace: string, name: string, entries = 1) => ({
  metadata: { namespace, name, uid: `${namespace}/${name}`, resourceVersion: '1' },
  type: 'kubernetes.io/dockerconfigjson',
  data: {
    '.dockerconfigjson': Buffer.from(
      JSON.stringify({ auths: Object.fromEntries(Array.from({ length: entries }, (_, index) => [`x-${index}`, {}])) }),
    ).toString('base64'),
  },
});
const plain = (namespace: string, name: string, more: object = {}) => ({
  metadata: { namespace, name, uid: name, resourceVersion: '1' },
  ...more,
});

async function open(t: Test, rights: ClusterRights, answer: (path: string) => readonly object[] | Failure) {
  const time = virtualTime(t);
  const lists: string[] = [];
  const opened: string[] = [];
  const openedAt: number[] = [];
  const reached: ResourceId[] = [];
  let number = 0;
  const client: ApiClient = {
    get: async (path): Promise<Answer> => {
      lists.push(path.replace(/[?&]limit=500/, ''));
      const items = answer(path);
      if ('kind' in items) return items;
      return { kind: 'found', body: { metadata: { resourceVersion: '5' }, items }, bytes: 10 };
    },
    open: async (path) => {
      opened.push(path);
      openedAt.push(time.now());
      // Only what a stream has is used of it.
      return { kind: 'open', response: new PassThrough() as never };
    },
    write: async () => failure('connection', ''),
    close: () => {},
  };
  const watches = createWatches(rights, {
    client,
    timings: TIMINGS,
    clock: time.now,
    random: () => {
      number += 1;
      return (number * 0.37) % 1;
    },
    emit: () => {},
    onReached: (id) => reached.push(id),
  });
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const running = Promise.all(watches.loops.map((loop) => loop.run(stopping.signal)));
  t.teardown(async () => {
    stopping.abort();
    await running;
  });
  await time.settle();
  return { time, watches, lists, opened, openedAt, reached };
}

t.test('the loops are those that the rights allow', async (t) => {
  const type = (name: string): string => `fieldSelector=type%3Dkubernetes.io%2F${name}`;
  const rows: readonly (readonly [ClusterRights, readonly string[], readonly string[]])[] = [
    [
      EVERYTHING,
      ['dockerconfigjson ', 'dockercfg ', 'serviceaccounts ', 'namespaces '],
      [
        `/api/v1/secrets?${type('dockerconfigjson')}`,
        `/api/v1/secrets?${type('dockercfg')}`,
        '/api/v1/serviceaccounts',
        '/api/v1/namespaces',
      ],
    ],
    [
      SOME,
      [
        'dockerconfigjson shop',
        'dockerconfigjson team-b',
        'dockercfg shop',
        'dockercfg team-b',
        'serviceaccounts shop',
        'serviceaccounts team-b',
        'namespaces ',
      ],
      [
        `/api/v1/namespaces/shop/secrets?${type('dockerconfigjson')}`,
        `/api/v1/namespaces/team-b/secrets?${type('dockerconfigjson')}`,
        `/api/v1/namespaces/shop/secrets?${type('dockercfg')}`,
        `/api/v1/namespaces/team-b/secrets?${type('dockercfg')}`,
        '/api/v1/namespaces/shop/serviceaccounts',
        '/api/v1/namespaces/team-b/serviceaccounts',
        '/api/v1/namespaces',
      ],
    ],
    [NAMED, ['serviceaccounts ', 'namespaces '], ['/api/v1/serviceaccounts', '/api/v1/namespaces']],
    [NONE, ['serviceaccounts ', 'namespaces '], ['/api/v1/serviceaccounts', '/api/v1/namespaces']],
  ];
  for (const [rights, ids, paths] of rows) {
    const { watches, lists, opened, reached } = await open(t, rights, () => []);
    t.strictSame(
      watches.loops.map(({ id }) => `${id.resource} ${id.namespace}`),
      ids,
    );
    t.strictSame(lists, paths);
    t.equal(opened.length, ids.length);
    const told = reached.map(({ resource, namespace }) => `${resource} ${namespace}`);
    t.strictSame(told.sort(), [...ids, ...ids].sort(), 'by its list and by its watch');
  }
});

t.test('what is held, and by which loop', async (t) => {
  const { watches } = await open(t, SOME, (path) => {
    if (path.includes('/shop/secrets') && path.includes('configjson')) {
      return [secret('shop', 'a'), secret('shop', 'large', 300)];
    }
    if (path.includes('/team-b/secrets') && path.includes('dockercfg')) return [secret('team-b', 'b')];
    if (path.includes('/shop/serviceaccounts')) {
      const names = Array.from({ length: 300 }, (_, index) => ({ name: `r-${index}` }));
      return [plain('shop', 'default'), plain('shop', 'crowded', { imagePullSecrets: names })];
    }
    if (path.startsWith('/api/v1/namespaces?')) return [plain('', 'shop')];
    return [];
  });
  t.strictSame(watches.counts(), { namespaces: 1, serviceAccounts: 2, pullSecrets: 3 });
  t.strictSame(
    [...watches.heldSecrets()].map(({ name, form }) => `${name} ${form}`),
    ['a dockerconfigjson', 'large oversized', 'b dockerconfigjson'],
  );
  const { cache } = watches;
  t.equal(cache.all('dockerconfigjson').length, 2);
  t.equal(cache.covering('dockerconfigjson', 'elsewhere'), undefined);
  const shop = cache.covering('dockerconfigjson', 'shop');
  t.strictSame([shop?.hasListed(), shop?.isCurrent(), shop?.store.size], [true, false, 2]);
  t.equal(cache.covering('dockercfg', 'team-b')?.store.get('team-b', 'b')?.name, 'b');
  t.equal(cache.covering('serviceaccounts', 'shop')?.store.get('shop', 'crowded')?.value, undefined, 'only its name');
  t.equal(cache.covering('namespaces', 'anything')?.store.get('shop', 'shop')?.name, 'shop');
});

t.test('who reaches the API server wakes all who wait for it', async (t) => {
  let isThere = false;
  const unreached: Failure = { ...failure('connection', 'the connection was refused'), unreached: true };
  const { time, lists, openedAt } = await open(t, EVERYTHING, (path) =>
    isThere || path.includes('namespaces') ? [] : unreached,
  );
  t.strictSame(openedAt, [0]);
  await time.pass(20_000);
  const before = lists.length;
  t.equal(openedAt.length, 1);
  isThere = true;
  await time.pass(30_000);
  const [, ...others] = openedAt;
  t.equal(others.length, 3);
  t.equal(new Set(others).size, 1, 'the first that tries again brings the others with it');
  t.equal(lists.length, before + 3);
});

// -------------------------------------------------------------------------------------------------------------- rights

t.test('where a resource may be listed, and what must be granted for it', (t) => {
  const scopes = (rights: ClusterRights): object =>
    Object.fromEntries(
      ['secrets', 'serviceaccounts', 'namespaces'].map((name) => [name, scopesOf(name as never, rights)]),
    );
  t.strictSame(scopes(EVERYTHING), { secrets: [''], serviceaccounts: [''], namespaces: [''] });
  const both = ['shop', 'team-b'];
  t.strictSame(scopes(SOME), { secrets: both, serviceaccounts: both, namespaces: [''] });
  t.strictSame(scopes(NAMED), { secrets: [], serviceaccounts: [''], namespaces: [''] });
  t.strictSame(scopes(NONE), { secrets: [], serviceaccounts: [''], namespaces: [''] });
  const verbs = ['get', 'list', 'watch'] as const;
  const all = (resource: Grant['resource'], namespace?: string): Grant => ({
    group: '',
    resource,
    verbs,
    ...(namespace === undefined ? {} : { namespace }),
  });
  const ours = (rights: ClusterRights): readonly Grant[] =>
    grantsFor(rights).filter(({ resource }) => ['secrets', 'serviceaccounts', 'namespaces'].includes(resource));
  t.strictSame(ours(EVERYTHING), [all('secrets'), all('serviceaccounts'), all('namespaces')]);
  t.strictSame(
    ours(SOME),
    [...both.flatMap((each) => [all('secrets', each), all('serviceaccounts', each)]), all('namespaces')],
    'by namespace, as the Roles are written',
  );
  t.strictSame(ours(NAMED), [
    { group: '', resource: 'secrets', verbs: ['get'], resourceNames: ['regcred', 'other'] },
    all('serviceaccounts'),
    all('namespaces'),
  ]);
  t.strictSame(ours(NONE), [all('serviceaccounts'), all('namespaces')]);
  t.ok(RESOURCE_NAMES.includes('secrets'));
  t.end();
});

t.test('what may not be asked is answered here, and the rest by the state', async (t) => {
  const beyond = (what: string, mode: string): string =>
    `Pullgate is not given the right to read ${what} (cluster.secrets is "${mode}")`;
  const questions: Readonly<Record<string, Question>> = {
    namespace: { about: 'namespace', namespace: 'x' },
    account: { about: 'serviceAccount', namespace: 'x', name: 'default' },
    'account of shop': { about: 'serviceAccount', namespace: 'shop', name: 'default' },
    accounts: { about: 'serviceAccounts', namespace: 'x' },
    regcred: { about: 'secret', namespace: 'x', name: 'regcred' },
    'regcred of shop': { about: 'secret', namespace: 'shop', name: 'regcred' },
    mine: { about: 'secret', namespace: 'x', name: 'mine' },
    'mine for': { about: 'secretFor', namespace: 'x', name: 'mine', repositories: [] },
    secrets: { about: 'pullSecrets', namespace: 'x' },
    'secrets of shop': { about: 'pullSecrets', namespace: 'shop' },
    everywhere: { about: 'namespacesWithSecret', name: 'regcred' },
  };
  const state = { ask: askBy(() => ({ state: 'found', value: 'asked' })) };
  const answers = async (rights: ClusterRights): Promise<object> => {
    const within = withinRights(state, rights);
    const rows = Object.entries(questions).map(async ([name, question]) => {
      const answer = await within.ask(question, {});
      return [name, answer.state === 'unknown' ? answer.reason : answer.state] as const;
    });
    return Object.fromEntries((await Promise.all(rows)).filter(([, answer]) => answer !== 'found'));
  };
  t.strictSame(await answers(EVERYTHING), {});
  const secrets = beyond('Secrets of namespace x', 'namespaces');
  const accounts = beyond('ServiceAccounts of namespace x', 'namespaces');
  t.strictSame(await answers(SOME), {
    account: accounts,
    accounts,
    regcred: secrets,
    mine: secrets,
    'mine for': secrets,
    secrets,
  });
  const others = beyond('Secrets other than regcred, regcred, other', 'named');
  t.strictSame(await answers(NAMED), {
    mine: others,
    'mine for': others,
    secrets: others,
    'secrets of shop': others,
    everywhere: beyond('Secrets of other namespaces', 'named'),
  });
  const none = beyond('Secrets', 'none');
  t.strictSame(await answers(NONE), {
    regcred: none,
    'regcred of shop': none,
    mine: none,
    'mine for': none,
    secrets: none,
    'secrets of shop': none,
    everywhere: none,
  });
  t.strictSame(
    [EVERYTHING, SOME, NAMED, NONE].map((rights) => withinRights(state, rights).namesCostNothing),
    [undefined, undefined, true, true],
    'where it cannot be listed, names are all that is asked for',
  );
});

t.test('what a source of the certificate may do', (t) => {
  const rights: TlsRights = {
    source: 'self',
    namespace: 'pullgate',
    secret: 'tls',
    validating: 'v',
    mutating: 'm',
    publishes: false,
  };
  const read = ['get', 'list', 'watch'];
  const group = 'admissionregistration.k8s.io';
  const configurations = (verbs: readonly string[]) => [
    { group, resource: 'validatingwebhookconfigurations', verbs, resourceNames: ['v'] },
    { group, resource: 'mutatingwebhookconfigurations', verbs, resourceNames: ['m'] },
  ];
  const secret = (verbs: readonly string[]) => ({
    group: '',
    resource: 'secrets',
    verbs,
    namespace: 'pullgate',
    resourceNames: ['tls'],
  });
  const patch = [...read, 'patch'];
  const of = (more: Partial<TlsRights>) => tlsGrants({ ...rights, ...more });
  t.strictSame(of({}), [secret([...read, 'update']), ...configurations(patch)]);
  t.strictSame(of({ source: 'certManager' }), [secret(read), ...configurations(read)]);
  t.strictSame(of({ source: 'certManager', publishes: true }), [secret(read), ...configurations(read)]);
  t.strictSame(of({ source: 'files' }), configurations(read));
  t.strictSame(of({ source: 'files', publishes: true }), configurations(patch));
  t.strictSame(of({ validating: '', mutating: '' }), [secret([...read, 'update'])]);
  t.strictSame(of({ mutating: '' }).length, 2);
  t.end();
});
