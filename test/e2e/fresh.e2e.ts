/** A Secret created immediately before the Pod that needs it: no cache may be late enough to refuse that Pod. */
import t from 'tap';
import type { ApiAnswer } from './support/api.js';
import { startGuarded } from './support/cluster.js';
import { named, PRIVATE_IMAGE, pod, pullSecret } from './support/objects.js';

const TIMES = 1_000;
const WORKERS = 4;

t.test(`a secret created immediately before the pod, ${TIMES} times`, async (t) => {
  const namespaces = Array.from({ length: WORKERS }, (_, index) => `team-${index}`);
  const { plane, pullgate } = await startGuarded(t, { namespaces });
  const wrong: string[] = [];
  const once = async (namespace: string, number: number): Promise<void> => {
    const name = `one-${number}`;
    const secret = await plane.api.create(pullSecret(namespace, name));
    if (secret.status !== 201) throw new Error(secret.message);
    const answer = await plane.api.create(pod(namespace, name, PRIVATE_IMAGE, named(name)));
    if (answer.status !== 201 || answer.warnings.length > 0) wrong.push(said(answer));
  };
  const begin = Date.now();
  const work = namespaces.map(async (namespace) => {
    for (let number = 0; number < TIMES / WORKERS; number += 1) await once(namespace, number);
  });
  await Promise.all(work);
  const seconds = (Date.now() - begin) / 1000;
  t.strictSame(wrong, [], 'none was denied or warned about');
  t.comment(`${TIMES} pairs in ${seconds.toFixed(1)} s, ${wrong.length} denied or warned about`);
  const [first = ''] = namespaces;
  const refused = await plane.api.create(pod(first, 'bad', PRIVATE_IMAGE, named('never-made')));
  t.equal(refused.status, 403, 'and one whose Secret was not made is refused');
  const path = `/api/v1/namespaces/${first}/secrets/one-0`;
  t.equal((await plane.api.delete(path)).status, 200);
  const gone = await plane.api.create(pod(first, 'gone', PRIVATE_IMAGE, named('one-0')));
  t.comment(`right after its Secret was deleted: ${said(gone)}`);
  t.ok(pullgate.program.running());
});

function said({ status, message, warnings }: ApiAnswer): string {
  return [status, message, ...warnings].join(' | ');
}
