/** What was there before Pullgate can be worked with, and a running Pod is judged by what changes. */
import t, { type Test } from 'tap';
import type { ApiObject } from './support/api.js';
import { createNamespace, createUnjudged, type Guarded, must, startGuarded } from './support/cluster.js';
import { printedText } from './support/kubectl.js';
import { deployment, named, objectOf, PRIVATE_IMAGE, PUBLIC_IMAGE, pod, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';

function runner(t: Test, { plane }: Guarded) {
  return async (command: string, code: number, about = command): Promise<string> => {
    const printed = await plane.kubectl(['-n', 'team', ...command.split(' ')]);
    t.equal(printed.code, code, `${about}: ${printed.stderr}`);
    if (code !== 0) t.matchSnapshot(printedText(command, printed), about);
    return printed.stdout + printed.stderr;
  };
}

function finalized(object: ApiObject): ApiObject {
  return { ...object, metadata: { ...object.metadata, finalizers: ['example.com/hold'] } };
}

/** As the kubelet reports it: a status is written past all rules of the webhook. */
async function reportRunning({ plane }: Guarded, name: string): Promise<void> {
  const body = { status: { phase: 'Running' } };
  const path = `/api/v1/namespaces/team/pods/${name}/status`;
  await must(plane.api.call({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' }));
}

t.test('a bad Pod and a bad Deployment from before can be labelled, scaled, reported on and deleted', async (t) => {
  const guarded = await startGuarded(t, {
    namespaces: ['team'],
    before: async (plane) => {
      await createNamespace(plane, 'doomed');
      const bad = deployment('team', 'bad', PRIVATE_IMAGE);
      await createUnjudged(
        plane,
        finalized(pod('team', 'bad', PRIVATE_IMAGE)),
        finalized(pod('doomed', 'bad', 'nginx:latest')),
        bad,
        deployment('doomed', 'bad', 'nginx:latest'),
      );
      // The controller's Pods have to be there, so that the scale is theirs and not the first one.
      await waitFor('the Pod of the Deployment', async () => {
        const { body } = await plane.api.get('/api/v1/namespaces/team/pods');
        return Array.isArray(body['items']) && body['items'].length === 2;
      });
    },
  });
  const run = runner(t, guarded);
  const { plane } = guarded;
  const patch = (path: string, body: unknown) =>
    plane.api.call({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
  await run('label pod bad tier=front', 0);
  await run('annotate pod bad note=old', 0);
  await reportRunning(guarded, 'bad');
  await run('label deployment bad tier=front', 0);
  await run('scale deployment bad --replicas=2', 0);
  t.equal((await patch('/apis/apps/v1/namespaces/team/deployments/bad', { spec: { replicas: 3 } })).status, 200);
  await run('delete pod bad --wait=false', 0);
  const path = '/api/v1/namespaces/team/pods/bad';
  t.equal((await plane.api.get(path)).status, 200, 'the finalizer holds it');
  await run('label pod bad tier=back --overwrite', 0, 'a label while it is being deleted');
  t.equal((await patch(path, { metadata: { finalizers: null } })).status, 200, 'the finalizer can be removed');
  await waitFor('the Pod is gone', async () => (await plane.api.get(path)).status === 404);
  await run('delete deployment bad', 0);
  await run('delete namespace doomed --wait=false', 0);
  t.equal((await patch('/api/v1/namespaces/doomed/pods/bad', { metadata: { finalizers: null } })).status, 200);
  await waitFor('the namespace is gone', async () => (await plane.api.get('/api/v1/namespaces/doomed')).status === 404);
});

t.test('a new image of a running Pod is judged; what was there before only warns', async (t) => {
  const guarded = await startGuarded(t, { namespaces: ['team'] });
  const run = runner(t, guarded);
  const { plane } = guarded;
  const two = {
    containers: [
      { name: 'app', image: PRIVATE_IMAGE },
      { name: 'side', image: 'registry.example.com/team/side:1.0' },
    ],
  };
  await createUnjudged(
    plane,
    pod('team', 'web', PUBLIC_IMAGE),
    objectOf('Pod', 'team', 'two', two),
    pullSecret('team', 'regcred'),
    pod('team', 'with', PUBLIC_IMAGE, named('regcred')),
  );
  for (const name of ['web', 'two', 'with']) await reportRunning(guarded, name);
  await run(`set image pod/web app=${PRIVATE_IMAGE}`, 1, 'an image that cannot be pulled');
  await run('set image pod/web app=nginx', 1, 'an image without a tag');
  await run('set image pod/web app=registry.k8s.io/pause:3.9', 0, 'a public image');
  await run(`set image pod/with app=${PRIVATE_IMAGE}`, 0, "the pod's own secret matches");
  const said = await run('set image pod/two app=registry.k8s.io/pause:3.10', 0, 'one of two is mended');
  t.matchSnapshot(said, 'one of two is mended');
  t.match(said, /Warning: .*container "side"/, 'the other one is a warning');
});

t.test('ephemeral containers by kubectl debug', async (t) => {
  const guarded = await startGuarded(t, { namespaces: ['team'] });
  const run = runner(t, guarded);
  await createUnjudged(
    guarded.plane,
    pullSecret('team', 'regcred'),
    pod('team', 'web', PUBLIC_IMAGE),
    pod('team', 'with', PUBLIC_IMAGE, named('regcred')),
  );
  for (const name of ['web', 'with']) await reportRunning(guarded, name);
  const debug = (name: string, image: string) => `debug ${name} --image=${image} --container=tool --profile=general`;
  await run(debug('web', PRIVATE_IMAGE), 1, 'an image that cannot be pulled');
  await run(debug('web', 'busybox'), 1, 'an image without a tag');
  await run(debug('web', 'busybox:1.37'), 0, 'a public image');
  await run(debug('with', PRIVATE_IMAGE), 0, "the pod's own secret matches");
});
