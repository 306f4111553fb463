/** What runs in a namespace, as a real API server lists it, speaks for a name without a registry (PG105). */
import t from 'tap';
import type { ApiAnswer } from './support/api.js';
import { createUnjudged, must, startGuarded } from './support/cluster.js';
import type { ControlPlane } from './support/control-plane.js';
import { deployment, named, pod, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { ACCOUNT } from './support/pullgate.js';

const SHORT = 'video-encoder:v3.2.1';
const WHOLE = 'registry.example.com/media/video-encoder:v3.1.0';

/** As the kubelet reports a container that it has started. */
async function reportStarted({ api }: ControlPlane, namespace: string, name: string, image: string): Promise<void> {
  const state = { running: { startedAt: '2026-11-26T00:00:00Z' } };
  const started = { name: 'app', image, imageID: `sha256:${'a'.repeat(64)}`, ready: true, restartCount: 0, state };
  await must(
    api.call({
      method: 'PATCH',
      path: `/api/v1/namespaces/${namespace}/pods/${name}/status`,
      body: { status: { phase: 'Running', containerStatuses: [started] } },
      contentType: 'application/strategic-merge-patch+json',
    }),
  );
}

const said = ({ status, message, warnings }: ApiAnswer): string => [status, message, ...warnings].join('\n');

t.test('a name without a registry', async (t) => {
  const { plane } = await startGuarded(t, {
    namespaces: ['media', 'mirror', 'blind'],
    settings: { registries: { public: ['docker.io'] } },
    before: async (plane) => {
      for (const namespace of ['media', 'mirror', 'blind']) {
        await must(plane.api.create(pullSecret(namespace, 'regcred')));
        await createUnjudged(
          plane,
          pod(namespace, 'whole', WHOLE, named('regcred')),
          pod(namespace, 'short', 'video-encoder:v3.0.0', named('regcred')),
        );
      }
    },
  });
  const ask = (namespace: string, image = SHORT): Promise<ApiAnswer> =>
    plane.api.create(deployment(namespace, 'web', image, named('regcred')), '?dryRun=All');
  const pending = await ask('media');
  t.equal(pending.status, 201, 'in a dry run what rests on the cluster only warns');
  t.match(said(pending), 'registry.example.com/video-encoder:v3.2.1', 'of Pods that do not run nothing is known');
  await reportStarted(plane, 'media', 'whole', WHOLE);
  const real = (namespace: string, name: string): Promise<ApiAnswer> =>
    plane.api.create(deployment(namespace, name, SHORT, named('regcred')));
  const denied = await real('media', 'web');
  t.equal(denied.status, 403);
  t.match(denied.message, `set the image to "registry.example.com/media/video-encoder:v3.2.1"`);
  t.match(denied.message, 'another image in this namespace is of "registry.example.com/media/video-encoder"');

  await reportStarted(plane, 'mirror', 'short', 'docker.io/library/video-encoder:v3.0.0');
  const admitted = await real('mirror', 'web');
  t.strictSame([admitted.status, admitted.warnings], [201, []], 'it runs here, so it can be pulled');

  await t.test('the right is taken away', async (t) => {
    t.equal((await real('blind', 'web')).status, 403, 'nothing runs here');
    const role = '/apis/rbac.authorization.k8s.io/v1/clusterroles/';
    const { body } = await plane.api.get(`${role}${ACCOUNT}`);
    const rules: readonly { readonly resources: readonly string[] }[] = Object(body).rules;
    const rest = rules.filter(({ resources }) => !resources.includes('pods'));
    t.equal(rest.length, rules.length - 1);
    await must(
      plane.api.call({
        method: 'PATCH',
        path: `${role}${ACCOUNT}`,
        body: { rules: rest },
        contentType: 'application/merge-patch+json',
      }),
    );
    const blind = (): Promise<ApiAnswer> => real('blind', `web-${Date.now()}`);
    await waitFor('the right is gone: what is not known denies nothing', async () => (await blind()).status === 201);
    const { warnings } = await blind();
    t.match(warnings.join(), /\[PG105\]/);
    t.notMatch(warnings.join(), /PG901/);
  });
});
