/** What people read: the whole text of the real kubectl, for each of its ways to send an object. */
import t, { type Test } from 'tap';
import { createUnjudged, type Guarded, startGuarded } from './support/cluster.js';
import { type KubectlOptions, printedText } from './support/kubectl.js';
import { asRecorded, withoutGate } from './support/minor.js';
import {
  deployment,
  named,
  objectOf,
  PRIVATE_IMAGE,
  PUBLIC_IMAGE,
  pod,
  podSpec,
  pullSecret,
} from './support/objects.js';

/** What the API server makes up anew each time. */
t.cleanSnapshot = (text) =>
  asRecorded(text)
    .replace(/^([ +-])? {2}uid: .*$/gm, '$1  uid: UID')
    .replace(/^([ +-])? {2}creationTimestamp: .*$/gm, '$1  creationTimestamp: TIME')
    .replace(/^([ +-])? {2}resourceVersion: .*$/gm, '$1  resourceVersion: VERSION')
    .replace(/\(\d+[smh]+\d*s?\)/g, '(AGE)');

function says(t: Test, { plane }: Guarded) {
  return async (about: string, command: string, code: number, options: KubectlOptions = {}): Promise<string> => {
    const printed = await plane.kubectl(['-n', 'team', ...command.split(' ')], options);
    t.equal(printed.code, code, `${about}: ${printed.stderr}`);
    t.matchSnapshot(printedText(command, printed), about);
    return printed.stdout + printed.stderr;
  };
}

t.test('the ways to create and to change', async (t) => {
  const guarded = await startGuarded(t, { namespaces: ['team'] });
  const say = says(t, guarded);
  const bad = deployment('team', 'web', PRIVATE_IMAGE);
  const good = deployment('team', 'web', PUBLIC_IMAGE);
  await say('apply of a new object', 'apply -f web.yaml', 1, { files: { 'web.yaml': bad } });
  await say('create from standard input', 'create -f -', 1, { stdin: JSON.stringify(bad) });
  await say('run', `run web --image=${PRIVATE_IMAGE}`, 1);
  await say('create deployment', 'create deployment web --image=nginx', 1);
  await say('create job', `create job web --image=${PRIVATE_IMAGE}`, 1);
  await say('admitted', 'apply -f web.yaml', 0, { files: { 'web.yaml': good } });
  await say('apply of an existing object', 'apply -f web.yaml', 1, { files: { 'web.yaml': bad } });
  await say('set image', `set image deployment/web app=${PRIVATE_IMAGE}`, 1);
  await say('server-side apply of an existing object', 'apply --server-side --force-conflicts -f web.yaml', 1, {
    files: { 'web.yaml': bad },
  });
  const other = deployment('team', 'other', PRIVATE_IMAGE);
  await say('server-side apply of a new object', 'apply --server-side -f other.yaml', 1, {
    files: { 'other.yaml': other },
  });
  await say('server-side apply, admitted', 'apply --server-side -f other.yaml', 0, {
    files: { 'other.yaml': deployment('team', 'other', PUBLIC_IMAGE) },
  });
  await say('replace', 'replace -f web.yaml', 1, { files: { 'web.yaml': bad } });
  await say('a list, of which one is refused', 'apply -f all.yaml', 1, {
    files: { 'all.yaml': [pod('team', 'one', PUBLIC_IMAGE), pod('team', 'two', PRIVATE_IMAGE)] },
  });
  const spec = {
    initContainers: [{ name: 'init', image: 'registry.example.com/team/init' }],
    containers: [
      { name: 'app', image: 'nginx:latest' },
      { name: 'tpl', image: 'registry.example.com/${APP}:1.0' },
    ],
  };
  await say('several problems', 'apply -f web.yaml', 1, {
    files: { 'web.yaml': objectOf('Pod', 'team', 'several', spec) },
  });
});

t.test('dry runs and diffs', async (t) => {
  const guarded = await startGuarded(t, { namespaces: ['team'] });
  const say = says(t, guarded);
  const files = { 'web.yaml': deployment('team', 'web', PRIVATE_IMAGE) };
  const said = await say('a finding on the cluster', 'apply --dry-run=server -f web.yaml', 0, { files });
  t.match(said, /would be denied/);
  t.match(said, /server dry run/);
  await say('a finding on the object alone', 'apply --dry-run=server -f web.yaml', 1, {
    files: { 'web.yaml': deployment('team', 'web', 'nginx') },
  });
  await say('a server-side dry run', 'apply --server-side --dry-run=server -f web.yaml', 0, { files });
  await say('a client-side dry run asks nobody', 'apply --dry-run=client -f web.yaml', 0, { files });
  await createUnjudged(guarded.plane, deployment('team', 'web', PUBLIC_IMAGE));
  const diff = await say('diff', 'diff -f web.yaml', 1, { files });
  t.match(diff, /^\+.*registry\.example\.com/m, 'the difference is shown');
  t.match(diff, /would be denied/, 'with the warning');
  const refused = await say('diff of what is refused by itself', 'diff -f web.yaml', 2, {
    files: { 'web.yaml': deployment('team', 'web', 'nginx:latest') },
  });
  t.match(refused, /PG101/);
});

t.test('warnings are printed, and the object is made', async (t) => {
  const guarded = await startGuarded(t, { namespaces: ['team'] });
  const say = says(t, guarded);
  await createUnjudged(guarded.plane, pullSecret('team', 'regcred'));
  const absent = pod('team', 'absent', PRIVATE_IMAGE, named('regcred', 'forgotten'));
  await say('an absent secret that is not needed', 'apply -f pod.yaml', 0, { files: { 'pod.yaml': absent } });
  const account = deployment('team', 'account', PUBLIC_IMAGE, { serviceAccountName: 'builder' });
  await say('a ServiceAccount that does not exist yet', 'apply -f web.yaml', 0, { files: { 'web.yaml': account } });
  const { plane } = guarded;
  await plane.kubectl(['label', 'namespace', 'team', 'pullgate.dev/mode=warn']);
  await say('mode warn for one namespace', 'apply -f pod.yaml', 0, {
    files: { 'pod.yaml': pod('team', 'warned', 'registry.example.com/team/other') },
  });
});

// Where they are off the API server drops them, and nobody is asked to pull anything.
t.test('image volumes', { skip: withoutGate('ImageVolume') }, async (t) => {
  const guarded = await startGuarded(t, { namespaces: ['team'] });
  const say = says(t, guarded);
  const volume = (reference: string, mounted: boolean) => ({
    ...podSpec(PUBLIC_IMAGE),
    containers: [
      {
        name: 'app',
        image: PUBLIC_IMAGE,
        ...(mounted ? { volumeMounts: [{ name: 'data', mountPath: '/data' }] } : {}),
      },
    ],
    volumes: [{ name: 'data', image: { reference } }],
  });
  const mounted = objectOf('Pod', 'team', 'mounted', volume(PRIVATE_IMAGE, true));
  await say('a mounted one that cannot be pulled', 'apply -f pod.yaml', 1, { files: { 'pod.yaml': mounted } });
  const idle = objectOf('Pod', 'team', 'idle', volume(PRIVATE_IMAGE, false));
  await say('one that no container mounts', 'apply -f pod.yaml', 0, { files: { 'pod.yaml': idle } });
  const open = objectOf('Pod', 'team', 'open', volume('registry.k8s.io/data:1.0', true));
  await say('one that can be pulled', 'apply -f pod.yaml', 0, { files: { 'pod.yaml': open } });
});
