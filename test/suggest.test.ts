import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import t from 'tap';
import { parse } from 'yaml';
import { createEvidence } from '../src/audit/evidence.js';
import { judgedObjects } from '../src/audit/judged.js';
import { groupRepositories } from '../src/audit/suggest-patterns.js';
import { valuesFile } from '../src/audit/suggest-values.js';
import { podStatus } from '../src/core/container-status.js';
import { parseImage } from '../src/core/image/parse.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import { NOW } from './support/case.js';
import { eventsOf, readRows } from './support/recorded-pods.js';
import type { KubeObject } from './support/state.js';
import { checkWorld } from './support/suggest-check.js';
import { aWorld, clusterOf, type World } from './support/suggest-world.js';

const OPTIONS = { cluster: 'cluster "test"', only: undefined, nodesUnread: undefined };

t.test(
  'the values file is one that the schema of the chart takes, and says every pattern that was found',
  async (t) => {
    const schema = JSON.parse(readFileSync(new URL('../charts/pullgate/values.schema.json', import.meta.url), 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    for (let seed = 1; seed <= 8; seed += 1) {
      const { suggested } = await checkWorld(aWorld(seed));
      const text = valuesFile(suggested, OPTIONS);
      const values = parse(text);
      t.ok(validate(values), `${seed}: ${JSON.stringify(validate.errors)}`);
      const { registries } = suggested.settings;
      for (const list of ['public', 'nodeCredentials', 'private'] as const) {
        t.strictSame(values.policy?.registries?.[list] ?? [], registries[list].toSorted(), `${seed}: ${list}`);
      }
      t.equal(valuesFile((await checkWorld(aWorld(seed))).suggested, OPTIONS), text, 'twice the same');
      t.notMatch(text, /[^\n -~]/, 'printable ASCII');
    }
  },
);

t.test('a provider that is configured stands in the suggested list as it is', async (t) => {
  const provider = {
    name: 'acr',
    matchImages: ['*.azurecr.io'],
    tokenAttributes: { requireServiceAccount: true, requiredServiceAccountAnnotationKeys: ['example.com/client-id'] },
  };
  const { suggested } = await checkWorld(aWorld(14));
  const { lists } = suggested.suggestion;
  const nodeCredentials = [{ pattern: '*.azurecr.io', provider, rows: [] }, ...(lists.public.slice(-1) ?? [])];
  const suggestion = { ...suggested.suggestion, lists: { ...lists, nodeCredentials } };
  const values = parse(valuesFile({ ...suggested, suggestion }, OPTIONS));
  t.strictSame(values.policy.registries.nodeCredentials[0], provider);
});

t.test('in words', async (t) => {
  const { suggested } = await checkWorld(aWorld(14));
  t.matchSnapshot(valuesFile(suggested, OPTIONS));
});

/** The recorded Pod with the status that its recorded outcome gives it. */
function recordedWorlds(): readonly (World & { readonly label: string })[] {
  return readRows().flatMap((row) =>
    eventsOf(row).flatMap(({ label, objects, admission, outcomes }) => {
      if (admission.kind.kind !== 'Pod' || admission.operation !== 'CREATE') return [];
      const object = admission.object as KubeObject & { readonly spec: { readonly [list: string]: unknown } };
      const statuses = (list: string) =>
        ((object.spec[list] ?? []) as readonly { readonly name: string; readonly image: string }[]).map((each) => {
          const isOk = outcomes[each.name] === 'ok';
          const parsed = parseImage(each.image);
          const repository = parsed.ok ? parsed.reference.repository : 'none';
          return {
            name: each.name,
            image: each.image,
            imageID: isOk ? `${repository}@sha256:${'a1'.repeat(32)}` : '',
            ready: isOk,
            state: isOk
              ? { running: { startedAt: '2026-11-21T11:00:00Z' } }
              : { waiting: { reason: outcomes[each.name] ?? 'ContainerCreating' } },
          };
        });
      const pod: KubeObject = {
        ...object,
        metadata: { ...object.metadata, namespace: admission.namespace, uid: 'pod' },
        spec: { ...object.spec, nodeName: 'node' },
        status: {
          phase: 'Running',
          startTime: '2026-11-21T11:00:00Z',
          containerStatuses: statuses('containers'),
          initContainerStatuses: statuses('initContainers'),
        },
      };
      const all = Object.values(outcomes);
      const isOk = all.length > 0 && all.every((each) => each === 'ok');
      // It runs off an image that was there before its Secret broke: nothing of it is pulled again (semantics 2.5).
      const runs = isOk && !/^malformed\/if-not-present-preloaded|then-broken-secret/.test(label);
      const name = object.metadata?.name ?? '';
      const pods = [{ namespace: admission.namespace, name, runs, pulls: runs ? true : undefined }];
      const others = objects.filter(({ kind }) => kind !== 'Pod') as readonly KubeObject[];
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: admission.namespace } };
      return [{ label, objects: [namespace, ...others, pod], nodes: 1, schemes: new Map<string, number>(), pods }];
    }),
  );
}

t.test('of the recorded Pods none that runs is denied, and what failed and was denied still is', async (t) => {
  let [running, failing] = [0, 0];
  for (const world of recordedWorlds()) {
    const { suggested, wrong } = await checkWorld(world);
    t.strictSame(wrong, [], world.label);
    if (world.pods[0]?.runs === true) {
      running += 1;
      continue;
    }
    const deniedBy = async (settings: typeof DEFAULT_SETTINGS): Promise<boolean> => {
      const { state, objects } = clusterOf(world.objects);
      const request = { state, objects, settings, now: NOW, only: undefined, namespaces: [] };
      for await (const step of judgedObjects(request)) {
        if (step.is === 'judged' && step.judged.status !== undefined) return !step.judged.assessment.allowed;
      }
      return false;
    };
    if (!(await deniedBy(DEFAULT_SETTINGS))) continue;
    failing += 1;
    t.ok(await deniedBy(suggested.settings), `${world.label} is still denied`);
  }
  t.ok(running > 60 && failing > 60, `${running} run, ${failing} fail`);
});

t.test('patterns are no wider than what was seen', async (t) => {
  const of = (members: readonly string[], others: readonly string[], complete = true, owner = false) =>
    groupRepositories({ members, others, complete, ofOneOwner: () => owner }).map(({ pattern }) => pattern);
  const three = ['ghcr.io/org/a', 'ghcr.io/org/b', 'ghcr.io/org/c'];
  t.strictSame(of(three, []), ['ghcr.io/org/']);
  t.strictSame(of(three, ['ghcr.io/org/secret']), three, 'another one below it');
  t.strictSame(of(three, ['ghcr.io/org2/x', 'ghcr.io/org']), ['ghcr.io/org/'], 'none of these is below it');
  t.strictSame(of(three, [], false), three, 'not all was seen');
  t.strictSame(of(three.slice(1), []), three.slice(1), 'two are no path');
  const deep = three.map((each) => each.replace('org/', 'org/team/'));
  t.strictSame(of(deep, []), ['ghcr.io/org/team/'], 'the longest path');
  const many = ['a/a', 'a/b', 'b/c', 'c/d', 'c/e'];
  const on = (host: string) => many.map((each) => `${host}/${each}`);
  t.strictSame(of(on('registry.corp:5000'), []), ['registry.corp:5000'], 'a registry of ones own');
  t.strictSame(of(on('quay.io'), []), on('quay.io'), 'never one that is shared');
  t.strictSame(of(['h.example/a', 'h.example/b'], [], true, true), ['h.example'], 'one owner');
});

t.test('a tenant with 100,000 names takes no room from others, and is named', async (t) => {
  const evidence = createEvidence();
  const secrets = { effective: { state: 'found', value: { names: [], from: 'pod' } }, secrets: new Map() } as const;
  const add = (namespace: string, image: string): void => {
    const container = { name: 'app', image, imageID: `${image}@sha256:x`, state: { running: {} } };
    const pod = {
      metadata: { namespace },
      spec: { nodeName: 'n', containers: [container] },
      status: { containerStatuses: [container] },
    };
    const parsed = parseImage(image);
    if (!parsed.ok) throw new Error(image);
    const { reference } = parsed;
    const use = { kind: 'container', name: 'app', path: '', parsed, pullPolicy: 'Always', mounted: true } as const;
    const outlook = {
      use,
      reference,
      state: 'works',
      need: 'private',
      pattern: undefined,
      matches: [],
      reason: undefined,
    } as const;
    evidence.add({ status: podStatus(pod), outlooks: [outlook], secrets, outside: false });
  };
  for (let index = 0; index < 100_000; index += 1) add('hostile', `evil.example/${index}`);
  add('shop', 'ghcr.io/acme/app');
  const { rows, left } = evidence.found();
  t.equal(rows.length, 2_001);
  t.ok(rows.some(({ repository, pulled }) => repository === 'ghcr.io/acme/app' && pulled.count === 1));
  t.strictSame(left, { images: 98_000, namespaces: ['hostile'] });
});
