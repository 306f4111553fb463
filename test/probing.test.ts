/** `check --probe` and `explain --probe`: where logins come from, what is asked, and what is said of what was not. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { Report } from '../src/cli/report.js';
import { jsonFaults } from './support/check-formats.js';
import { asFile, loginSecret, pod, startProbed } from './support/probed-cli.js';

const reportOf = (stdout: string): Report => JSON.parse(stdout) as Report;

/** `web PG501 warn` */
function codesOf(stdout: string): readonly string[] {
  return reportOf(stdout).results.map(({ object, findings, unknown }) =>
    [
      object.name,
      ...findings.map(({ code, action }) => `${code} ${action}`),
      ...unknown.map(({ code }) => `${code} ?`),
    ].join(' '),
  );
}

t.test('check of files alone: what is refused, what is not there, what everybody may pull', async (t) => {
  const { host, write, probe, cli, requests, told } = await startProbed(t);
  write('secrets.yaml', asFile(loginSecret(host), loginSecret(host, 'wrong', 'wrong')));
  write(
    'pods.yaml',
    asFile(
      pod('open', `${host}/open/app:1.0`),
      pod('right', `${host}/team/app:1.0`, 'regcred'),
      pod('wrong', `${host}/team/app:1.0`, 'wrong'),
      pod('second', `${host}/team/app:1.0`, 'wrong', 'regcred'),
      pod('absent', `${host}/team/app:absent`, 'regcred'),
      pod('none', `${host}/team/app:1.0`),
    ),
  );
  const files = ['check', 'pods.yaml', 'secrets.yaml', '-o', 'json'];
  const plain = await cli([...files, '--registries-private', host]);
  t.strictSame(codesOf(plain.stdout), ['open PG901 ?', 'right', 'wrong', 'second', 'absent', 'none PG901 ?']);
  t.equal(reportOf(plain.stdout).probe, undefined);
  t.strictSame(requests(), [], 'nobody is asked without the option');
  const probed = await probe(files);
  t.strictSame(codesOf(probed.stdout), [
    'open',
    'right',
    'wrong PG501 warn',
    'second',
    'absent PG502 warn',
    'none PG901 ?',
  ]);
  t.strictSame(reportOf(probed.stdout).probe, { images: 3, asked: 3, notAsked: [] });
  t.strictSame(jsonFaults(probed.stdout), []);
  t.strictSame([probed.code, probed.stderr], [0, '']);
  const heads = requests().filter((each) => each.startsWith('HEAD'));
  t.strictSame(
    [...new Set(heads)].sort(),
    [
      'HEAD open/app/manifests/1.0',
      'HEAD team/app/manifests/1.0',
      'HEAD team/app/manifests/1.0 with another',
      'HEAD team/app/manifests/1.0 with the login',
      'HEAD team/app/manifests/absent',
      'HEAD team/app/manifests/absent with the login',
    ],
    'with the very bytes of the Secret',
  );
  const text = await probe(['check', 'pods.yaml', 'secrets.yaml']);
  t.matchSnapshot(told(text.stdout));
  const denied = await probe([...files, '--probe-deny', 'true']);
  t.equal(denied.code, 1);
  t.ok(codesOf(denied.stdout).includes('wrong PG501 deny'));
});

t.test('a cluster: its Secrets are got by name, with a right or without, and files go over them', async (t) => {
  const { host, write, probe, api, asKubectl, requests, registry, told } = await startProbed(t);
  api.put(loginSecret(host));
  write('pod.yaml', asFile(pod('web', `${host}/team/app:1.0`, 'regcred')));
  const words = ['check', 'pod.yaml', ...asKubectl, '-o', 'json'];
  t.strictSame(codesOf((await probe(words)).stdout), ['web']);
  t.match(requests().at(-1), /with the login$/);
  t.ok(api.calls.every(({ verb }) => verb === 'get' || verb === 'list'));

  // A right that was there for the verdict, and is not any more.
  let reads = 0;
  api.script = ({ resource, name }) => {
    if (resource !== 'secrets' || name !== 'regcred') return undefined;
    reads += 1;
    return reads === 1 ? undefined : { status: 403, body: JSON.stringify({ kind: 'Status', reason: 'Forbidden' }) };
  };
  registry.seen.length = 0;
  const unread = await probe(['explain', `${host}/team/app:1.0`, '--pull-secret', 'regcred', ...asKubectl]);
  t.strictSame(requests(), ['HEAD team/app/manifests/1.0'], 'nothing is sent that was not read');
  t.match(told(unread.stdout), /secret "regcred" could not be read: you have no right to read secrets/);
  api.script = () => undefined;

  write('secret.yaml', asFile(loginSecret(host, 'regcred', 'changed')));
  registry.seen.length = 0;
  const over = await probe(['check', 'pod.yaml', 'secret.yaml', ...asKubectl, '-o', 'json']);
  t.strictSame(codesOf(over.stdout), ['web PG501 warn']);
  t.ok(
    requests().every((each) => !each.endsWith('with the login')),
    'the Secret of the file takes its place',
  );
});

t.test('a directory that is the cluster', async (t) => {
  const { host, write, probe } = await startProbed(t);
  write('cluster/all.yaml', asFile(loginSecret(host), { kind: 'Namespace', metadata: { name: 'shop' } }));
  write('pod.yaml', asFile(pod('web', `${host}/team/app:1.0`, 'regcred'), pod('open', `${host}/open/app:1.0`)));
  const words = ['check', 'pod.yaml', '--cluster-dir', 'cluster', '-o', 'json'];
  t.strictSame(codesOf((await probe(words)).stdout), ['web', 'open'], 'PG201 falls away where everybody may pull');
});

t.test('a snapshot holds no logins, and that is said', async (t) => {
  const { host, write, probe, cli, api, asKubectl, requests } = await startProbed(t);
  api.put(loginSecret(host));
  t.equal((await cli(['snapshot', ...asKubectl, '-o', 'snapshot.yaml'])).code, 0);
  write('pod.yaml', asFile(pod('web', `${host}/team/app:1.0`, 'regcred'), pod('open', `${host}/open/app:1.0`)));
  const { stdout, stderr } = await probe(['check', 'pod.yaml', '--snapshot', 'snapshot.yaml', '-o', 'json']);
  t.strictSame(codesOf(stdout), ['web', 'open']);
  t.match(stderr, /^note: a snapshot holds no logins, so registries are asked without those of its Secrets$/m);
  t.ok(requests().every((each) => !/with/.test(each)));
});

t.test('explain tells who was asked, when, and what came of each login', async (t) => {
  const { host, write, probe, told } = await startProbed(t);
  write(
    'cluster/all.yaml',
    asFile(loginSecret(host), loginSecret(host, 'wrong', 'wrong'), { kind: 'Namespace', metadata: { name: 'shop' } }),
  );
  const image = `${host}/team/app:1.0`;
  const inCluster = ['--cluster-dir', 'cluster', '-n', 'shop'];
  const secrets = ['--pull-secret', 'wrong', '--pull-secret', 'regcred'];
  const text = await probe(['explain', image, ...secrets, ...inCluster]);
  t.matchSnapshot(told(text.stdout));
  write('pod.yaml', asFile(pod('web', image, 'fresh'), loginSecret(host, 'fresh')));
  const object = await probe(['explain', '-f', 'pod.yaml', ...inCluster]);
  t.match(told(object.stdout), /secret "fresh"/);
  t.equal(object.code, 0);
});

t.test('what a registry says can be accepted beside the object, and waits for one to be asked', async (t) => {
  const { host, write, probe, cli } = await startProbed(t);
  write('secret.yaml', asFile(loginSecret(host)));
  const image = `image: ${host}/team/app:absent # pullgate:ignore PG502 pushed by the next job`;
  const annotations = { 'pullgate.dev/ignore': 'PG502', 'pullgate.dev/ignore-reason': 'pushed by the next job' };
  const beside = pod('beside', 'IMAGE', 'regcred');
  const whole = pod('whole', `${host}/team/app:absent`, 'regcred');
  write(
    'pods.yaml',
    [
      `apiVersion: v1\nkind: Pod\nmetadata: {name: ${beside.metadata.name}, namespace: shop}`,
      `spec:\n  imagePullSecrets: [{name: regcred}]\n  containers:\n    - name: web\n      ${image}`,
      `---\n${asFile({ ...whole, metadata: { ...whole.metadata, annotations } })}`,
    ].join('\n'),
  );
  const files = ['check', 'pods.yaml', 'secret.yaml', '-o', 'json'];
  const probed = await probe(files);
  t.strictSame(codesOf(probed.stdout), ['beside', 'whole']);
  t.strictSame(
    reportOf(probed.stdout).results.map(({ ignored }) => ignored.map(({ code }) => code)),
    [['PG502'], ['PG502']],
  );
  const plain = await cli([...files, '--registries-private', host]);
  t.strictSame([probed.stderr, plain.stderr], ['', ''], 'nobody says that it matches nothing');
});

t.test('what was not asked is said in one line', async (t) => {
  const { host, write, probe } = await startProbed(t);
  const images = [`${host}/open/app:1.0`, 'quay.io/a/b:1', 'quay.io/a/b:2', 'localhost:1/a:1'];
  write('pods.yaml', asFile(...images.map((image, at) => pod(`web-${at}`, image))));
  const { stderr, stdout } = await probe(['check', 'pods.yaml', '-o', 'json', '--registries-unlisted', 'public']);
  t.equal(
    stderr,
    'note: registries were asked about 1 of 4 images; not about 3 (the registry is not one of probe.registries)\n',
  );
  t.match(reportOf(stdout).probe, { images: 4, asked: 1, notAsked: [{ images: 3 }] });
});

t.test('a registry that cannot be reached costs a few tries, and says which fault it is', async (t) => {
  const { write, cli, directory } = await startProbed(t);
  const pods = Array.from({ length: 40 }, (_, at) => pod(`web-${at}`, `127.0.0.1:1/a:${at}`));
  write('pods.yaml', asFile(...pods));
  const flags = ['--probe', '--probe-registries', '127.0.0.1:1', '--probe-allowed-networks', '127.0.0.0/8'];
  const { stdout, stderr } = await cli(['check', 'pods.yaml', '-o', 'json', ...flags]);
  t.strictSame([...new Set(codesOf(stdout).map((each) => each.replace(/^web-\d+/, 'web')))], ['web PG504 warn']);
  t.match(
    stderr,
    /^note: registries were asked about \d of 40 images; not about 3\d \(the registry could not be reached\)$/m,
  );
  rmSync(join(directory, 'ca.pem'));
});

t.test('what makes no sense is refused', async (t) => {
  const { host, write, probe, cli, asKubectl } = await startProbed(t);
  write('pod.yaml', asFile(pod('web', `${host}/open/app:1.0`)));
  const rows: readonly (readonly [words: readonly string[], said: RegExp])[] = [
    [['check', 'pod.yaml', '--live', ...asKubectl], /--live asks the webhooks .*; leave out --probe, or --live/],
    [['explain', 'nginx', '--live', ...asKubectl], /--live asks the webhooks .*; leave out --probe, or --live/],
    [['audit', '--drain', ...asKubectl], /--drain is about what the nodes can pull, .*; leave out --probe/],
    [['audit', '--suggest', ...asKubectl], /--suggest is about what the nodes can pull, .*; leave out --probe/],
  ];
  for (const [words, said] of rows) {
    const { code, stderr } = await probe(words);
    t.equal(code, 2, words.join(' '));
    t.match(stderr, said);
  }
  const empty = await cli(['check', 'pod.yaml', '--probe', '--probe-registries', '']);
  t.strictSame([empty.code, empty.stderr], [2, 'pullgate: --probe has nothing to ask: probe.registries is empty\n']);
  const noFile = await cli(['check', 'pod.yaml', '--probe', '--probe-ca-file', 'none.pem']);
  t.strictSame(
    [noFile.code, noFile.stderr],
    [2, 'pullgate: none.pem (probe.caFile) cannot be read: no such file or directory\n'],
  );
  // Node.js itself would take it, and trust nobody more.
  const noAuthority = await cli(['check', 'pod.yaml', '--probe', '--probe-ca-file', 'pod.yaml']);
  t.strictSame(
    [noAuthority.code, noAuthority.stderr],
    [2, 'pullgate: pod.yaml (probe.caFile) holds no certificate (PEM)\n'],
  );
  for (const command of ['check', 'explain', 'audit', 'why']) {
    const { code, stderr } = await cli([command, 'pod.yaml', '--probe-registries', 'ghcr.io', '--probe-deny', 'true']);
    t.equal(code, 2, command);
    t.match(stderr, /--probe-deny has no effect without --probe\n.*--probe-registries has no effect without --probe/s);
  }
  for (const words of [
    ['snapshot', '-o', 'x'],
    ['export', 'vap'],
  ]) {
    const { code, stderr } = await cli([...words, '--probe-registries', 'ghcr.io']);
    t.equal(code, 2, words.join(' '));
    t.match(stderr, /there is no option --probe-registries/);
  }
});
