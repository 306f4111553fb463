/**
 * What Pullgate asks the API server, and when: many names, many denials, watches that are cut, rights that are taken away.
 * The figures are told; what is demanded of them holds on a busy machine, too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { type ApiAnswer, createApi } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { ADMIN_TOKEN, type ControlPlane, startControlPlane } from './support/control-plane.js';
import { type Intercept, intercept } from './support/intercept.js';
import { deployment, named, PRIVATE_IMAGE, pod, podSpec, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { ACCOUNT, accountToken, isReady, type Pullgate, startPullgate } from './support/pullgate.js';
import { register } from './support/registration.js';

interface Guarded {
  readonly plane: ControlPlane;
  readonly pullgate: Pullgate;
  readonly between: Intercept;
}

async function start(t: Test, namespaces: readonly string[]): Promise<Guarded> {
  const plane = await startControlPlane(t);
  for (const name of namespaces) await createNamespace(plane, name);
  const between = await intercept(t, plane);
  const direct = plane.kubeconfig('pullgate', { token: await accountToken(plane) });
  const pullgate = await startPullgate(t, plane, { kubeconfig: between.kubeconfig(direct) });
  await register(plane, pullgate, { probe: namespaces[0] ?? '' });
  // Until memory is current, what was listed at the start is confirmed.
  await sleep(2_500);
  return { plane, pullgate, between };
}

const said = ({ status, message, warnings }: ApiAnswer): string => [status, message, ...warnings].join(' | ');

const at = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const began = performance.now();
  return [await work(), performance.now() - began];
}

const absent = (count: number, prefix = 'absent'): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

t.test('an object that names hundreds of secrets is judged, with few questions', async (t) => {
  const { plane, between } = await start(t, ['shop']);
  const before = between.calls();
  const lacking = await plane.api.create(pod('shop', 'lacking', PRIVATE_IMAGE, named(...absent(700))));
  t.equal(lacking.status, 403);
  t.match(lacking.message, /\[PG202\].*"absent-0" does not exist/s);
  const latest = await plane.api.create(pod('shop', 'latest', 'ghcr.io/acme/x:latest', named(...absent(700))));
  t.match(latest.message, 'PG101');
  const calls = between.calls() - before;
  t.ok(calls <= 2 * 12, `${calls} calls for two objects of 700 names`);
  await must(plane.api.create(pullSecret('shop', 'regcred')));
  const list = [...absent(700), 'regcred'];
  const served = await plane.api.create(pod('shop', 'served', PRIVATE_IMAGE, named(...list)));
  t.equal(served.status, 201, 'one of them is there, made a moment ago');
  t.ok(served.warnings.length <= 3, `${served.warnings.length} warnings`);
});

t.test("one tenant's storm does not slow another", async (t) => {
  const { plane } = await start(t, ['storm', 'quiet']);
  const decide = async (seconds: number): Promise<readonly number[]> => {
    const times: number[] = [];
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
      const [answer, ms] = await timed(() =>
        plane.api.create(pod('quiet', `p-${times.length}`, PRIVATE_IMAGE, named(`absent-${times.length}`))),
      );
      if (answer.status !== 403) t.fail(said(answer));
      times.push(ms);
    }
    return times;
  };
  const alone = await decide(6);
  let isOver = false;
  const answers: ApiAnswer[] = [];
  const storm = (async () => {
    for (let turn = 0; !isOver; turn += 1, await sleep(1_500)) {
      const names = absent(600, `turn-${turn}`);
      answers.push(
        await plane.api.create(deployment('storm', `d-${turn}`, PRIVATE_IMAGE, named(...names)), '?dryRun=All'),
      );
    }
  })();
  // On connections of their own: what is measured is not the wait for one of ours.
  const other = createApi(plane.server, plane.ca, ADMIN_TOKEN);
  t.teardown(() => other.close());
  const names = [0, 1].map(async (worker) => {
    for (let turn = 0; !isOver; turn += 1, await sleep(20)) {
      await other.create(pod('storm', `p-${worker}-${turn}`, PRIVATE_IMAGE, named(`absent-${worker}-${turn}`)));
    }
  });
  const beside = await decide(9);
  isOver = true;
  await Promise.all([storm, ...names]);
  const figures = (times: readonly number[]) => `p50 ${at(times, 0.5).toFixed(0)} p95 ${at(times, 0.95).toFixed(0)} ms`;
  t.comment(`alone ${figures(alone)}, beside the storm ${figures(beside)}`);
  t.ok(at(beside, 0.5) < at(alone, 0.5) + 300, 'before: from 50 ms to 1,100 to 1,500 ms');
  t.ok(
    answers.every(({ warnings }) => warnings.some((each) => each.includes('PG202'))),
    'the storm itself is judged',
  );
});

/** What a whole control plane on two cores bears beside its own work; `npm run bench:denials` shows 200. */
const PER_SECOND = 60;

t.test(`would-be denials over 100 namespaces, ${PER_SECOND} a second`, async (t) => {
  const namespaces = Array.from({ length: 100 }, (_, index) => `ns-${index}`);
  const { plane, between } = await start(t, namespaces);
  const before = between.calls();
  const wrong: string[] = [];
  const times: number[] = [];
  const own: number[] = [];
  const probe = createApi(plane.server, plane.ca, ADMIN_TOKEN);
  t.teardown(() => probe.close());
  const work: Promise<void>[] = [];
  const one = async (number: number): Promise<void> => {
    const namespace = namespaces[number % namespaces.length] ?? '';
    const [answer, ms] = await timed(() =>
      plane.api.create(pod(namespace, `p-${number}`, PRIVATE_IMAGE, named(`absent-${number}`))),
    );
    times.push(ms);
    if (answer.status !== 403) wrong.push(said(answer));
  };
  const began = Date.now();
  for (let number = 0; number < 10 * PER_SECOND; number += 1) {
    const due = began + (number * 1000) / PER_SECOND;
    if (due > Date.now()) await sleep(due - Date.now());
    work.push(one(number));
    if (number % 10 === 0) void timed(() => probe.get('/api/v1/namespaces/ns-0')).then(([, ms]) => own.push(ms));
  }
  await Promise.all(work);
  const calls = (between.calls() - before) / times.length;
  t.comment(
    `${times.length} denials: p50 ${at(times, 0.5).toFixed(0)} p99 ${at(times, 0.99).toFixed(0)} ms; the API server's own p99 ${at(own, 0.99).toFixed(0)} ms; ${calls.toFixed(2)} calls for each`,
  );
  t.strictSame(wrong, [], 'none was admitted unjudged');
  t.ok(calls <= 3, `${calls.toFixed(2)} calls for each`);
  t.ok(at(times, 0.99) - at(own, 0.99) < 500, 'before: p50 2.3 s');
});

t.test('watches cut each second for a minute, a Secret deleted, its Pod at once', async (t) => {
  const { plane, pullgate, between } = await start(t, ['shop']);
  await must(plane.api.create(pullSecret('shop', 'stays')));
  const cut = setInterval(between.cutWatches, 1_000);
  t.teardown(() => clearInterval(cut));
  await sleep(1_500);
  const count = { refused: 0, admitted: 0 };
  const wrong: string[] = [];
  const worker = async (worker: number): Promise<void> => {
    for (let turn = 0, end = Date.now() + 60_000; Date.now() < end; turn += 1) {
      const name = `w${worker}-${turn}`;
      await must(plane.api.create(pullSecret('shop', name)));
      await sleep(Math.random() * 1_500);
      const good = await plane.api.create(pod('shop', `${name}-good`, PRIVATE_IMAGE, named('stays')));
      if (good.status === 201 && good.warnings.length === 0) count.admitted += 1;
      else wrong.push(`denied or warned about: ${said(good)}`);
      await must(plane.api.delete(`/api/v1/namespaces/shop/secrets/${name}`));
      const gone = await plane.api.create(pod('shop', name, PRIVATE_IMAGE, named(name)));
      if (gone.status === 403) count.refused += 1;
      else wrong.push(`admitted: ${said(gone)}`);
    }
  };
  await Promise.all([0, 1, 2, 3].map(worker));
  t.comment(JSON.stringify(count));
  t.strictSame(wrong, [], 'before: 93 of 238 admitted');
  t.ok(count.refused > 60 && count.admitted > 60);
  clearInterval(cut);
  await waitFor('the watches are open again', () => between.watches() === 4);
  t.ok(pullgate.program.running());
});

t.test('rights are taken away and given back', async (t) => {
  const { plane, pullgate, between } = await start(t, ['shop']);
  await must(plane.api.create(pullSecret('shop', 'regcred')));
  const path = `/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/${ACCOUNT}`;
  const binding = await must(plane.api.get(path));
  const metric = async (): Promise<string> => {
    const text = await (await fetch(`${pullgate.healthUrl}/metrics`)).text();
    return text
      .split('\n')
      .filter((line) => /^pullgate_cluster_rights_lost\{.*\} 1$/.test(line))
      .join('\n');
  };
  const rights = () => pullgate.log().filter(({ event }) => event === 'rights');
  t.equal(await metric(), '');
  await must(plane.api.delete(path));
  const ask = (name: string, ...names: readonly string[]) =>
    plane.api.create(pod('shop', name, PRIVATE_IMAGE, named(...names)));
  await waitFor('the API server knows', async () => (await ask('probe', 'absent')).status === 201);
  const absentOne = await ask('named', 'absent-too');
  t.equal(absentOne.status, 201, 'onUnknown is allow');
  t.match(absentOne.warnings.join('\n'), 'PG901');
  t.match(absentOne.warnings.join('\n'), 'Pullgate has no right to read Secrets in namespace shop (403)');
  const bare = await plane.api.create({ ...pod('shop', 'bare', PRIVATE_IMAGE), spec: podSpec(PRIVATE_IMAGE) });
  t.match(bare.warnings.join('\n'), 'Pullgate has no right to read Namespaces (403)', 'not a bare PG201');
  const latest = await plane.api.create(pod('shop', 'latest', 'registry.k8s.io/pause:latest'));
  t.equal(latest.status, 403, 'the image rules need no rights');
  // The watches that are open go on; once they end, memory is not spoken for any more.
  between.cutWatches();
  await waitFor(
    'the watches are refused',
    async () => (await ask(`late-${Date.now()}`, 'regcred')).warnings.length > 0,
  );
  await waitFor('the metric says so', async () => (await metric()).includes('resource="secrets"'));
  t.ok(await isReady(pullgate.healthUrl), 'ready all the same');
  t.equal(rights().filter(({ resource, level }) => resource === 'secrets' && level === 'error').length, 1, 'one line');
  const undecided = await (await fetch(`${pullgate.healthUrl}/metrics`)).text();
  t.match(undecided, /pullgate_admission_reviews_total\{[^}]*decision="undecided"[^}]*\} [1-9]/);
  const { metadata, ...rest } = binding;
  await must(plane.api.create({ ...rest, metadata: { name: metadata?.name ?? '' } }));
  await waitFor('the rights are back', async () => (await metric()) === '', { forMs: 90_000, everyMs: 500 });
  await waitFor('the watches are open again', () => between.watches() === 4, { forMs: 90_000 });
  const good = await ask('good', 'regcred');
  t.strictSame([good.status, good.warnings], [201, []]);
  const bad = await ask('bad', 'absent');
  t.equal(bad.status, 403);
  t.ok(rights().some(({ resource, level }) => resource === 'secrets' && level === 'info'));
});
