/** Every built-in kind that carries images, refused and admitted by a real API server; the words as kubectl prints them. */
import t from 'tap';
import { WORKLOADS } from '../../src/core/workloads.js';
import { createUnjudged, startGuarded } from './support/cluster.js';
import { printedText } from './support/kubectl.js';
import { named, objectOf, PRIVATE_IMAGE, podSpec, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';

t.test('every kind is refused with the cause, and admitted once that is mended', async (t) => {
  const { plane } = await startGuarded(t, { namespaces: ['team'] });
  const { kubectl } = plane;
  await createUnjudged(plane, pullSecret('team', 'regcred'));
  for (const { kind } of WORKLOADS) {
    const file = `${kind.toLowerCase()}.yaml`;
    const args = ['create', '-f', file];
    const bad = objectOf(kind, 'team', 'web', podSpec(PRIVATE_IMAGE));
    const denied = await kubectl(args, { files: { [file]: bad } });
    t.equal(denied.code, 1, `${kind}: refused`);
    t.match(denied.stderr, /PG206/, `${kind}: with the code`);
    t.matchSnapshot(printedText(args.join(' '), denied), `${kind}: refused`);

    const good = objectOf(kind, 'team', 'web', podSpec(PRIVATE_IMAGE, named('regcred')));
    const admitted = await kubectl(args, { files: { [file]: good } });
    t.equal(admitted.code, 0, `${kind}: admitted: ${admitted.stderr}`);
    t.equal(admitted.stderr, '', `${kind}: without a warning`);

    const applied = objectOf(kind, 'team', 'tag', podSpec('nginx:latest'));
    const tag = await kubectl(['apply', '-f', file], { files: { [file]: applied } });
    t.match(tag.stderr, /PG101/, `${kind}: a moving tag is refused`);
  }
});

t.test('what carries no images is not asked about, and kube-system is left alone', async (t) => {
  const { plane, pullgate } = await startGuarded(t, { namespaces: ['team'] });
  const before = pullgate.log().length;
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'team', name: 'some' }, data: {} };
  t.equal((await plane.api.create(config)).status, 201);
  const system = objectOf('Deployment', 'kube-system', 'dns', podSpec('nginx:latest'));
  t.equal((await plane.api.create(system)).status, 201);
  // The log is in the order of the reviews: once the last one is there, none is missing.
  const last = objectOf('PodTemplate', 'team', 'last', podSpec('registry.k8s.io/pause:3.10'));
  t.equal((await plane.api.create(last)).status, 201);
  const asked = (): readonly unknown[] =>
    pullgate
      .log()
      .slice(before)
      .filter(({ event }) => event === 'admission')
      .map(({ name }) => name);
  await waitFor('the last review in the log', () => asked().includes('last'));
  t.strictSame(asked(), ['last'], 'no other review');
});
