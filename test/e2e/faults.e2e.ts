/** The API server dies and comes back, the token is replaced: Pullgate goes on, and no answer is wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { type ApiAnswer, createApi } from './support/api.js';
import { createNamespace, must, startGuarded } from './support/cluster.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { named, PRIVATE_IMAGE, pod, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { accountToken, HOME, isReady, startPullgate } from './support/pullgate.js';
import { register } from './support/registration.js';

interface Count {
  admitted: number;
  refused: number;
  unreachable: number;
  readonly wrong: string[];
}

/** Pairs of a Pod whose Secret was made just before and of one whose Secret is not there, until told to stop. */
function startLoad(plane: ControlPlane, namespace: string, worker: number) {
  const count: Count = { admitted: 0, refused: 0, unreachable: 0, wrong: [] };
  let stopping = false;
  const ask = async (call: Promise<ApiAnswer>): Promise<ApiAnswer | undefined> => {
    try {
      const answer = await call;
      // A server that is just starting refuses whom it does not know yet; that is none of the webhook's words.
      const own = answer.message.includes('admission webhook') || answer.message.includes('calling webhook');
      if (own || answer.status < 400) return answer;
    } catch {
      // Nobody listens there at the moment.
    }
    count.unreachable += 1;
    await sleep(50);
    return undefined;
  };
  const run = async (): Promise<void> => {
    for (let number = 0; !stopping; number += 1) {
      const name = `w${worker}-${number}`;
      if ((await ask(plane.api.create(pullSecret(namespace, name)))) === undefined) continue;
      const good = await ask(plane.api.create(pod(namespace, name, PRIVATE_IMAGE, named(name))));
      if (good?.status === 201 && good.warnings.length === 0) count.admitted += 1;
      else if (good !== undefined) count.wrong.push(`good: ${good.status} ${good.message} ${good.warnings}`);
      const bad = await ask(plane.api.create(pod(namespace, `${name}-bad`, PRIVATE_IMAGE, named(`${name}-absent`))));
      if (bad?.status === 403) count.refused += 1;
      else if (bad !== undefined) count.wrong.push(`bad: ${bad.status} ${bad.message} ${bad.warnings}`);
    }
  };
  const running = run();
  const stop = async (): Promise<Count> => {
    stopping = true;
    await running;
    return count;
  };
  return { count, stop };
}

t.test('the API server is killed and started again under load', async (t) => {
  const { plane, pullgate } = await startGuarded(t, { namespaces: ['team-0', 'team-1', 'team-2'] });
  const loads = [0, 1, 2].map((worker) => startLoad(plane, `team-${worker}`, worker));
  const done = () => loads.reduce((sum, { count }) => sum + count.admitted + count.refused, 0);
  await waitFor('load', () => done() > 60);
  const before = done();
  await plane.killApiServer();
  await sleep(2_000);
  t.ok(await isReady(pullgate.healthUrl), 'ready while there is no API server: it could serve');
  await plane.startApiServer();
  await waitFor('load after the restart', () => done() > before + 60, { while: [pullgate.program] });
  await sleep(3_000);
  const counts = await Promise.all(loads.map(({ stop }) => stop()));
  const wrong = counts.flatMap(({ wrong }) => wrong);
  t.strictSame(wrong, [], 'no wrong answer, before, during and after');
  t.comment(JSON.stringify(counts.map(({ wrong, ...rest }) => ({ ...rest, wrong: wrong.length }))));
  t.ok(pullgate.program.running(), 'Pullgate is still there');
  const faults = pullgate.log().filter(({ event }) => event === 'fault');
  t.strictSame(faults, [], 'nothing in its log that it did not expect');
});

t.test('the token of its ServiceAccount is replaced and the old one dies', async (t) => {
  const plane = await startControlPlane(t);
  await createNamespace(plane, 'team');
  // The first call makes the ServiceAccount and its namespace.
  await accountToken(plane);
  const holder = (name: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace: HOME, name } });
  await must(plane.api.create(holder('first')));
  await must(plane.api.create(holder('second')));
  const old = await accountToken(plane, 'first');
  const file = join(plane.folder, 'token');
  writeFileSync(file, old);
  const kubeconfig = plane.kubeconfig('by-file', { tokenFile: file });
  const pullgate = await startPullgate(t, plane, { kubeconfig });
  await register(plane, pullgate, { probe: 'team' });
  const asked = async (name: string): Promise<void> => {
    const refused = await plane.api.create(pod('team', `${name}-bad`, PRIVATE_IMAGE, named(`${name}-absent`)));
    t.equal(refused.status, 403, `${name}: refused by a fresh read`);
    t.match(refused.message, /PG202/, `${name}: ${refused.message}`);
    await must(plane.api.create(pullSecret('team', name)));
    const good = await plane.api.create(pod('team', name, PRIVATE_IMAGE, named(name)));
    t.equal(good.status, 201, `${name}: ${good.message}`);
    t.strictSame(good.warnings, [], `${name}: without a warning`);
  };
  await asked('before');
  writeFileSync(file, await accountToken(plane, 'second'));
  await must(plane.api.delete(`/api/v1/namespaces/${HOME}/secrets/first`));
  const api = createApi(plane.server, plane.ca, old);
  t.teardown(() => api.close());
  const refusal = async () => (await api.get('/api/v1/namespaces')).status === 401;
  await waitFor('the old token is refused', refusal, { everyMs: 500 });
  await asked('after');
  await asked('later');
  t.ok(await isReady(pullgate.healthUrl));
});
