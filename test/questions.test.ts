/**
 * A question is one row: those that are made up here (support/made-up-questions.ts) go through the whole of the cluster
 * layer, which knows nothing of them but their rows.
 */
import { createHook } from 'node:async_hooks';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import t, { type Test } from 'tap';
import type { createLiveState, LiveOptions } from '../src/cluster/live.js';
import type { grantsFor } from '../src/cluster/rights.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import { assess } from '../src/facts/assess.js';
import { isLater } from '../src/facts/awaitable.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import type { unanswered } from '../src/facts/unanswered.js';
import type { createManifestState } from '../src/manifests/state.js';
import { podCreated } from './support/case.js';
import { accessTo, type FakeApi, pullSecret, startFakeApi } from './support/fake-api-server.js';
import { EVERYTHING, openLive, QUICK, until } from './support/live.js';
import { withMadeUp } from './support/made-up-questions.js';

interface MadeUp {
  readonly createLiveState: typeof createLiveState;
  readonly createManifestState: typeof createManifestState;
  readonly grantsFor: typeof grantsFor;
  readonly unanswered: typeof unanswered;
}

const ROOT = new URL('../', import.meta.url).pathname;

/** The sources with the rows that are added to them. */
async function buildMadeUp(): Promise<MadeUp> {
  const directory = `${ROOT}node_modules/.cache`;
  mkdirSync(directory, { recursive: true });
  const outfile = `${directory}/pullgate-made-up-${process.pid}.mjs`;
  await build({
    stdin: {
      contents: `export { createLiveState } from './src/cluster/live.js';
        export { grantsFor } from './src/cluster/rights.js';
        export { unanswered } from './src/facts/unanswered.js';
        export { createManifestState } from './src/manifests/state.js';`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    plugins: [
      {
        name: 'made-up questions',
        setup({ onLoad }) {
          onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
            const contents = withMadeUp(relative(`${ROOT}src`, path), readFileSync(path, 'utf8'));
            return { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  return import(pathToFileURL(outfile).href).finally(() => rmSync(outfile));
}

const made = await buildMadeUp();

type Answer = { readonly state: string; readonly value?: unknown; readonly reason?: string };

/** Questions that the types of this test do not know. */
function ask(state: ClusterState, question: object, read: object = {}): Answer | Promise<Answer> {
  return (state.ask as (question: object, read: object) => Answer | Promise<Answer>)(question, read);
}

/** A busy machine does not make memory blind. */
const PATIENT = { ...QUICK, idleLimitMs: 60_000, quietMs: 60_000 };

const IN_SHOP = { about: 'configMap', namespace: 'shop', name: 'one' };
const ALL_IN_SHOP = { about: 'configMaps', namespace: 'shop' };
const WATCHED = { about: 'limitRange', namespace: 'shop', name: 'one' };

async function open(t: Test, rights: LiveOptions['rights'] = EVERYTHING) {
  const api: FakeApi = await startFakeApi();
  api.bookmarkEvery(50);
  for (const name of ['one', 'two']) api.put({ kind: 'ConfigMap', metadata: { name, namespace: 'shop' } });
  api.put({ kind: 'LimitRange', metadata: { name: 'one', namespace: 'shop' } });
  const live = made.createLiveState({ access: accessTo(api), rights, timings: PATIENT });
  t.teardown(async () => {
    await live.stop();
    await api.close();
  });
  live.start();
  await until(() => live.synced() && live.blind().length === 0);
  const callsFor = (resource: string) =>
    api.calls.filter((call) => call.resource === resource).map(({ verb, name }) => `${verb} ${name}`.trim());
  return { api, live, callsFor };
}

t.test('a made-up question is asked at the API server, once for all who ask at the same time', async (t) => {
  const { live, callsFor } = await open(t);
  const { state, fresh } = live.view();
  const found = { state: 'found', value: { name: 'one' } };
  t.strictSame(await Promise.all([state, fresh, fresh].map((each) => ask(each, IN_SHOP))), [found, found, found]);
  t.strictSame(await ask(fresh, { ...IN_SHOP, name: 'gone' }), { state: 'absent' });
  t.strictSame(callsFor('configmaps'), ['get one', 'get gone'], 'memory does not hold it, and batches know it');
  t.match(await ask(live.view().state, ALL_IN_SHOP), { value: [{ name: 'one' }, { name: 'two' }] });
  t.strictSame(callsFor('configmaps').slice(2), ['list']);
  const over = await ask(live.view().fresh, { ...IN_SHOP, name: 'late' }, { signal: AbortSignal.abort() });
  t.match(over, { state: 'unknown', reason: /no time left/ }, 'and the deadline of a review');
});

t.test('many made-up names in one batch are looked for in the list that holds them', async (t) => {
  const { live, callsFor } = await open(t);
  const { fresh } = live.view();
  const names = ['a', 'b', 'c', 'd', 'one', 'two'];
  const answers = await Promise.all(names.map((name) => ask(fresh, { ...IN_SHOP, name })));
  t.strictSame(
    answers.map(({ state }) => state),
    ['absent', 'absent', 'absent', 'absent', 'found', 'found'],
  );
  t.strictSame(callsFor('configmaps').sort(), ['get a', 'get b', 'get c', 'get d', 'list']);
});

t.test('a made-up question about what is watched is answered out of memory while it is current', async (t) => {
  const { api, live, callsFor } = await open(t);
  t.strictSame(await ask(live.view().state, WATCHED), { state: 'found', value: { name: 'one' } });
  t.notOk(isLater(ask(live.view().state, WATCHED)), 'at once');
  t.strictSame(callsFor('limitranges').sort(), ['list', 'watch']);
  api.script = ({ verb }) => (verb === 'watch' ? { after: 'hang' } : undefined);
  api.endWatches();
  await until(() => live.blind().length > 0);
  const held = { state: 'found', value: { name: 'one' } };
  t.strictSame(await ask(live.view().state, WATCHED, { hint: true }), held);
  t.notOk(callsFor('limitranges').includes('get one'), 'a hint costs no call');
  t.strictSame(await ask(live.view().state, WATCHED), held);
  t.ok(callsFor('limitranges').includes('get one'), 'a blind memory is confirmed');
});

t.test('rights follow from the rows: what is granted, what may not be asked, what was taken away', async (t) => {
  const row = (resource: string, ...verbs: readonly string[]) => ({ group: '', resource, verbs });
  t.strictSame(
    made.grantsFor(EVERYTHING).filter(({ resource }) => /configmaps|limitranges/.test(resource)),
    [row('configmaps', 'get', 'list'), row('limitranges', 'get', 'list', 'watch')],
  );
  const narrow = { secrets: 'namespaces', namespaces: ['shop'], secretNames: [] } as const;
  t.strictSame(
    made.grantsFor(narrow).filter(({ resource }) => `${resource}` === 'configmaps'),
    [{ ...row('configmaps', 'get', 'list'), namespace: 'shop' }],
  );
  const { api, live, callsFor } = await open(t, narrow);
  const reason = (what: string) => `Pullgate is not given the right to read ${what} (cluster.secrets is "namespaces")`;
  for (const state of [live.view().state, live.view().fresh]) {
    t.strictSame(await ask(state, { ...IN_SHOP, namespace: 'elsewhere' }), {
      state: 'unknown',
      reason: reason('ConfigMaps of namespace elsewhere'),
    });
  }
  t.strictSame(callsFor('configmaps'), [], 'without a call');
  api.script = ({ resource }) => (resource === 'configmaps' ? { status: 403, body: '{}' } : undefined);
  t.strictSame(await ask(live.view().state, IN_SHOP), {
    state: 'unknown',
    reason: 'Pullgate has no right to read ConfigMaps in namespace shop (403)',
  });
  t.match(live.lostRights(), [{ resource: 'configmaps', namespace: 'shop' }]);
});

t.test('manifests answer it by their row, and a cluster that does not answer says so', async (t) => {
  const manifests = made.createManifestState([], { offline: false });
  t.strictSame(await ask(manifests, IN_SHOP), { state: 'found', value: { name: 'one' } });
  const why = 'there was no time';
  const nothing = made.unanswered(why, { state: 'absent' });
  for (const question of [IN_SHOP, ALL_IN_SHOP, WATCHED]) {
    t.strictSame(await ask(nothing, question), { state: 'unknown', reason: why });
  }
});

t.test('what memory holds is answered at once, without a key or a promise for it', async (t) => {
  const { live } = await openLive(t.teardown, {
    timings: PATIENT,
    prepare: (api) => {
      api.put({ kind: 'Namespace', metadata: { name: 'shop' } });
      for (let index = 0; index < 8; index += 1) api.put(pullSecret('shop', `regcred-${index}`));
    },
  });
  await until(() => live.blind().length === 0);
  const { state, fresh } = live.view();
  const promisesFor = async (secrets: number): Promise<number> => {
    let promises = 0;
    const hook = createHook({
      init: (_, type) => {
        if (type === 'PROMISE') promises += 1;
      },
    });
    const names = Array.from({ length: secrets }, (_, index) => ({ name: `regcred-${index}` }));
    const containers = [{ name: 'web', image: 'registry.example.com/web:1.2.3' }];
    const object = { metadata: { name: 'web' }, spec: { containers, imagePullSecrets: names } };
    hook.enable();
    const { decision } = await assess(podCreated(object), { settings: DEFAULT_SETTINGS, state, fresh, now: 0 });
    hook.disable();
    t.equal(decision, 'allow');
    return promises;
  };
  // The watches make promises of their own now and then, so the fewest of some runs are compared.
  const fewest = async (secrets: number): Promise<number> => {
    const counts: number[] = [];
    for (let run = 0; run < 10; run += 1) counts.push(await promisesFor(secrets));
    return Math.min(...counts);
  };
  t.equal(await fewest(8), await fewest(1));
  const keys = t.capture(JSON, 'stringify', JSON.stringify);
  const answers = [
    state.ask({ about: 'namespace', namespace: 'shop' }, {}),
    state.ask({ about: 'serviceAccounts', namespace: 'shop' }, {}),
    state.ask({ about: 'secret', namespace: 'shop', name: 'regcred-0' }, {}),
    state.ask({ about: 'pullSecrets', namespace: 'shop' }, {}),
    state.ask({ about: 'namespacesWithSecret', name: 'regcred-0' }, {}),
    fresh.ask({ about: 'pullSecrets', namespace: 'shop' }, { hint: true }),
  ];
  t.equal(keys().length, 0);
  for (const answer of answers) t.match(answer, { state: 'found' });
});
