/** `pullgate snapshot`, and who asks one: rights, policy, provider, age, and what is told of each. */
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Report } from '../src/cli/report.js';
import { MOST_BYTES } from '../src/snapshot/snapshot.js';
import { startAskedApi } from './support/cluster-cli.js';
import { type ApiObject, type FakeApi, pullSecret } from './support/fake-api-server.js';
import { cli as runAt } from './support/snapshot-parity.js';
import { reread } from './support/snapshots.js';

const account = (namespace: string, name: string, ...secrets: readonly string[]): ApiObject => ({
  kind: 'ServiceAccount',
  metadata: { name, namespace },
  imagePullSecrets: secrets.map((each) => ({ name: each })),
});

function objects(): readonly ApiObject[] {
  return [
    { kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'web' } } },
    { kind: 'Namespace', metadata: { name: 'jobs' } },
    account('shop', 'default', 'regcred'),
    account('jobs', 'default'),
    pullSecret('shop', 'regcred'),
    { kind: 'Secret', metadata: { name: 'database', namespace: 'shop' }, data: { password: 'cGxhbnRlZA==' } },
    { kind: 'Secret', type: 'helm.sh/release.v1', metadata: { name: 'sh.helm.release.v1.a.v1', namespace: 'shop' } },
  ];
}

function policy(text: string): ApiObject {
  const labels = { 'app.kubernetes.io/part-of': 'pullgate', 'app.kubernetes.io/component': 'webhook' };
  return {
    kind: 'ConfigMap',
    metadata: { name: 'pullgate', namespace: 'pullgate', labels },
    data: { 'pullgate.yaml': text },
  };
}

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: NAMESPACE}
spec: {template: {spec: {containers: [{name: web, image: "registry.example.com/team/web:1.4.2"}]}}}
`;

/** Told once and for all questions; `forbidden` answers 403. */
async function start(t: Test, forbidden: (path: string) => boolean = () => false) {
  const asked = await startAskedApi(t);
  asked.api.putAll(objects());
  asked.api.script = ({ resource, namespace, verb }) =>
    forbidden(`${verb} ${resource} ${namespace}`)
      ? { status: 403, body: JSON.stringify({ kind: 'Status', reason: 'Forbidden', code: 403 }) }
      : undefined;
  asked.write('shop.yaml', WEB.replace('NAMESPACE', 'shop'));
  asked.write('jobs.yaml', WEB.replace('NAMESPACE', 'jobs'));
  const at = (file: string): string => join(asked.directory, file);
  const snap = (...more: readonly string[]) => asked.cli(['snapshot', '--kubeconfig', asked.kubeconfig, ...more]);
  return { ...asked, at, snap };
}

t.test('of one state two snapshots are the same bytes, whatever the day and the order of things', async (t) => {
  const { api, snap, at, directory, kubeconfig } = await start(t);
  const told = await snap('-o', 'one.yaml');
  t.equal(told.code, 0);
  t.equal(told.stdout, '');
  t.match(told.stderr, /Snapshot: of .*: 2 namespaces, 2 ServiceAccounts, 2 Secrets\n$/);
  const years = Date.parse('2031-02-03T23:59:59Z');
  for (const { kind = '', metadata } of objects()) api.remove(kind, metadata.namespace ?? '', metadata.name);
  api.putAll(objects().toReversed());
  const again = await runAt(directory, ['snapshot', '--kubeconfig', kubeconfig, '--context', 'fake'], years);
  const one = readFileSync(at('one.yaml'), 'utf8');
  t.equal(again.stdout, one);
  t.notMatch(one, /2026-11-21|2031/, 'the time is not in it');
  const time = readFileSync(at('one.yaml.taken'), 'utf8');
  t.match(time, /^2026-11-21T12:00:00Z sha256:[0-9a-f]{64}\n$/, 'but beside it');
  await runAt(directory, ['snapshot', '--kubeconfig', kubeconfig, '--context', 'fake', '-o', 'one.yaml'], years);
  t.equal(readFileSync(at('one.yaml'), 'utf8'), one);
  const later = readFileSync(at('one.yaml.taken'), 'utf8');
  t.equal(later, time.replace('2026-11-21T12:00:00Z', '2031-02-03T23:59:59Z'), 'and there nothing else changes');
  t.notMatch(one, /helm|planted|cGxhbnRlZA/, 'no release of Helm, and no data');
  t.match(one, /^ {2}shop\/database: Opaque$/m);
  t.ok(
    api.calls.every(({ verb }) => verb === 'get' || verb === 'list'),
    'it only reads',
  );
});

t.test('check says what the cluster would, without it; and how old the snapshot is', async (t) => {
  const { api, cli, snap, kubeconfig } = await start(t);
  await snap('-o', 'c.yaml');
  for (const [file, code] of [
    ['shop.yaml', 0],
    ['jobs.yaml', 1],
  ] as const) {
    const there = await cli(['check', file, '--kubeconfig', kubeconfig]);
    const calls = api.calls.length;
    const here = await cli(['check', file, '--snapshot', 'c.yaml']);
    t.equal(api.calls.length, calls, 'nobody was asked');
    t.equal(there.code, code);
    t.equal(here.code, code);
    const rest = (text: string): string => text.slice(text.indexOf('\n'));
    t.equal(rest(here.stdout), rest(there.stdout));
    t.equal(here.stderr, 'note: the cluster is the snapshot c.yaml (taken just now, on 2026-11-21T12:00:00Z)\n');
    t.match(here.stdout, /^Policy: assumed: the defaults of Pullgate, as the snapshot c\.yaml has it; mode enforce\n/);
  }
});

t.test('what may not be read is written as unknown, with the reason, and stays undecided', async (t) => {
  const { api, cli, snap, at } = await start(t, (call) => /^(?:list|get) secrets (?:|jobs)$/.test(call));
  api.put(account('jobs', 'default', 'regcred'));
  const told = await snap('-o', 'c.yaml');
  const reason = 'whoever took the snapshot had no right to read Secrets in namespace jobs (403)';
  t.equal(told.code, 0);
  t.match(told.stderr, `warning: written as unknown: ${reason}\n`);
  const text = readFileSync(at('c.yaml'), 'utf8');
  t.match(text, `unknown:\n  secrets/jobs: ${reason}\n...\n`);
  t.match(text, /^ {2}shop\/regcred:$/m, 'what may be read is there');
  const { stdout } = await cli(['check', 'jobs.yaml', '--snapshot', 'c.yaml', '-o', 'json']);
  const report: Report = JSON.parse(stdout);
  t.match(report.summary.unknownReasons, [{ reason }]);
  t.equal(report.summary.deny, 0);
});

t.test('who may not list namespaces names them, and knows nothing of the others', async (t) => {
  const { cli, snap, at } = await start(t, (call) => /^list \w+ $/.test(call));
  const refused = await snap('-o', 'c.yaml');
  t.equal(refused.code, 2);
  t.match(refused.stderr, /^pullgate: the namespaces of .* cannot be listed: .*\(403\); name those .* with -n\n$/);
  const told = await snap('-n', 'shop', '-n', 'shop', '-n', 'gone', '-o', 'c.yaml');
  t.equal(told.code, 0, told.stderr);
  const text = readFileSync(at('c.yaml'), 'utf8');
  t.match(text, /^only:\n {2}- gone\n {2}- shop$/m);
  t.match(text, /^ {2}gone: absent$/m);
  t.notMatch(text, /jobs/);
  t.equal((await cli(['check', 'shop.yaml', '--snapshot', 'c.yaml'])).code, 0);
  const other = await cli(['check', 'jobs.yaml', '--snapshot', 'c.yaml']);
  t.equal(other.code, 0);
  t.match(other.stdout, /the snapshot was not taken of namespace jobs/);
  t.equal((await snap('-n', 'No/Name')).code, 2);
});

t.test('the policy of the cluster goes with it, unless another one is named', async (t) => {
  const { api, cli, snap, write, at } = await start(t);
  api.put(policy('mode: warn\ncluster: {secrets: namespaces, namespaces: [shop]}\nmessages: {contact: "#ask"}\n'));
  const told = await snap('-o', 'c.yaml');
  t.match(told.stderr, /^Policy: ConfigMap pullgate\/pullgate of the cluster; mode warn\n/);
  t.match(
    readFileSync(at('c.yaml'), 'utf8'),
    /^policy:\n {2}from: ConfigMap pullgate\/pullgate\n {2}settings:\n {4}mode: warn\n/m,
  );
  const check = async (...more: readonly string[]) => cli(['check', 'jobs.yaml', '--snapshot', 'c.yaml', ...more]);
  const own = await check();
  t.match(own.stdout, /^Policy: ConfigMap pullgate\/pullgate, as the snapshot c\.yaml has it; mode warn\n/);
  t.match(
    own.stdout,
    /Pullgate is not given the right to read ServiceAccounts of namespace jobs/,
    'what it may not read it does not know',
  );
  const flag = await check('--mode', 'enforce', '-o', 'json');
  t.match(JSON.parse(flag.stdout).policy, { from: 'snapshot', mode: 'enforce', over: ['--mode'] });
  write('other.yaml', 'registries: {public: [registry.example.com]}\n');
  const other = await check('--config', 'other.yaml');
  t.match(other.stdout, /^Policy: other\.yaml; mode enforce\n/);
  t.equal(other.code, 0);
  for (const [argv, said] of [
    [['--policy-from', 'a/b'], /--policy-from needs a cluster; c\.yaml has its own policy/],
    [['--context', 'fake'], /--snapshot names another one/],
    [['--cluster-dir', '.'], /--snapshot names another one/],
    [['--max-age', 'a week'], /--max-age is a duration such as 7d or 36h, not "a week"/],
  ] as const) {
    const { code, stderr } = await check(...argv);
    t.equal(code, 2);
    t.match(stderr, said);
  }
  const text = readFileSync(at('c.yaml'), 'utf8');
  writeFileSync(at('c.yaml'), text.replace('mode: warn', 'mode: wrn'));
  const wrong = await check();
  t.equal(wrong.code, 2);
  t.match(
    wrong.stderr,
    /^pullgate: the snapshot c\.yaml .* holds a policy that is none: mode: found "wrn"; it must be one of/m,
  );
  writeFileSync(at('c.yaml'), text.replace('source:', 'sauce:'));
  const broken = await check();
  t.equal(broken.code, 2);
  t.match(broken.stderr, /^pullgate: c\.yaml:6: the snapshot cannot be used: sauce: there is no such field; /);
});

t.test('whose nodes these are goes with it', async (t) => {
  const { api, cli, snap, write, at } = await start(t);
  const script = api.script;
  api.script = (call) =>
    call.resource === '/version' ? { status: 200, body: '{"gitVersion":"v1.36.0-eks-abc"}' } : script(call);
  await snap('-o', 'c.yaml');
  t.match(readFileSync(at('c.yaml'), 'utf8'), /^provider: eks$/m);
  write(
    'ecr.yaml',
    WEB.replace('NAMESPACE', 'jobs').replace('registry.example.com', '1.dkr.ecr.eu-west-1.amazonaws.com'),
  );
  t.equal((await cli(['check', 'ecr.yaml', '--snapshot', 'c.yaml'])).code, 0);
  t.equal((await cli(['check', 'ecr.yaml', '--snapshot', 'c.yaml', '--cluster-provider', 'gke'])).code, 1);
});

t.test('its age is that of its day, its logins are judged by the clock of the check', async (t) => {
  const { api, snap, directory, at } = await start(t);
  const exp = Date.parse('2026-11-25T00:00:00Z') / 1000;
  const token = ['{"alg":"none"}', JSON.stringify({ exp }), 'x'].map((each) => Buffer.from(each).toString('base64url'));
  const config = { auths: { 'registry.example.com': { username: 'token', password: token.join('.') } } };
  api.put({
    ...pullSecret('shop', 'regcred'),
    data: { '.dockerconfigjson': Buffer.from(JSON.stringify(config)).toString('base64') },
  });
  await snap('-o', 'c.yaml');
  t.match(readFileSync(at('c.yaml'), 'utf8'), /expiresAt: "2026-11-25T00:00:00Z"/);
  for (const [now, words, code, warning, ...more] of [
    ['2026-11-21T12:00:59Z', 'taken just now', 0, false],
    ['2026-11-21T12:01:00Z', 'taken 1 minute ago', 0, false],
    ['2026-11-21T23:30:00Z', 'taken 11 hours ago', 0, false],
    ['2026-11-23T11:59:59Z', 'taken 47 hours ago', 0, false],
    ['2026-11-26T12:00:00Z', 'taken 5 days ago', 1, false],
    ['2026-11-28T12:00:00Z', 'taken 7 days ago', 1, false],
    ['2026-11-28T12:00:01Z', 'taken 7 days ago', 1, 'may be at most 7d old (--max-age): take it anew'],
    ['2026-11-22T00:00:01Z', 'taken 12 hours ago', 0, 'may be at most 12h old', '--max-age', '12h'],
    ['2026-12-29T12:00:00Z', 'taken 38 days ago', 1, false, '--max-age', '90d'],
    ['2026-11-21T11:55:00Z', 'taken just now', 0, false],
    ['2026-11-21T11:54:59Z', 'taken', 0, 'taken on 2026-11-21T12:00:00Z, which has not come here: a clock is wrong'],
  ] as const) {
    const ran = await runAt(directory, ['check', 'shop.yaml', '--snapshot', 'c.yaml', ...more], Date.parse(now));
    const said = `the snapshot c.yaml (${words}${words === 'taken' ? ' ' : ', '}on 2026-11-21T12:00:00Z)`;
    t.equal(ran.code, code, now);
    t.match(ran.stderr, `note: the cluster is ${said}\n`);
    if (warning === false) t.notMatch(ran.stderr, 'warning:', now);
    else t.match(ran.stderr, warning, now);
    const explained = await runAt(directory, ['explain', 'a/b:1', '--snapshot', 'c.yaml'], Date.parse(now));
    t.match(explained.stdout, `\nCluster: ${said}\n`);
    if (code === 1) t.match(ran.stdout, /PG303/);
  }
});

t.test('what does not say when this snapshot was taken is no age, and that is told', async (t) => {
  const { cli, snap, at } = await start(t);
  await snap('-o', 'c.yaml');
  const [text, time] = [readFileSync(at('c.yaml'), 'utf8'), readFileSync(at('c.yaml.taken'), 'utf8')];
  const check = async (...more: readonly string[]) => cli(['check', 'shop.yaml', '--snapshot', 'c.yaml', ...more]);
  const rest = 'take it anew with pullgate snapshot -o, and keep the two together';
  const tells = async (why: string): Promise<void> => {
    const { code, stderr } = await check();
    const said = `warning: nobody can tell how old the snapshot c.yaml is: c.yaml.taken ${why}: ${rest}\n`;
    t.equal(stderr, `${said}note: the cluster is the snapshot c.yaml (nobody can tell how old)\n`);
    t.equal(code, 0, 'the verdict is the same');
  };
  writeFileSync(at('c.yaml'), `${text}\n`);
  await tells('is of another snapshot');
  writeFileSync(at('c.yaml'), text.replaceAll('\n', '\r\n'));
  writeFileSync(at('c.yaml.taken'), time.replaceAll('\n', '\r\n'));
  t.notMatch((await check()).stderr, 'warning', 'as Git may write them on Windows');
  for (const broken of [
    '',
    'yesterday',
    time.replace('T12', 'T99'),
    time.slice(0, -2),
    `${time}${time}`,
    'a'.repeat(9999),
  ]) {
    writeFileSync(at('c.yaml.taken'), broken);
    await tells('is not what pullgate snapshot writes');
  }
  rmSync(at('c.yaml.taken'));
  await tells('is not there');
  mkdirSync(at('c.yaml.taken'));
  await tells('is not what pullgate snapshot writes');
  const lost = await snap('-o', 'c.yaml');
  t.equal(lost.code, 2);
  t.match(lost.stderr, /c\.yaml\.taken cannot be written/);
  rmSync(at('c.yaml.taken'), { recursive: true });
  symlinkSync('c.yaml.taken', at('c.yaml.taken'));
  await tells('cannot be read (the system says ELOOP)');
  t.equal((await snap('-o', '/dev/null')).code, 0, 'what is no file has no place for a time');
});

t.test('a page at a time, and a namespace at a time where all at once is refused', async (t) => {
  const { api, snap, at } = await start(t, (call) => call === 'list secrets ');
  const many = Array.from({ length: 700 }, (_, index) => pullSecret('jobs', `s-${String(index).padStart(3, '0')}`));
  api.putAll(many);
  await snap('-o', 'c.yaml');
  const { inventory } = reread(readFileSync(at('c.yaml'), 'utf8'));
  const { secrets } = inventory.namespaces.get('jobs') ?? {};
  t.equal(secrets?.state === 'found' && secrets.value.length, 700);
  const pages = (api: FakeApi): number =>
    api.calls.filter(({ resource, namespace }) => resource === 'secrets' && namespace === 'jobs').length;
  t.ok(pages(api) > 1, `${pages(api)} pages`);
});

t.test('what cannot be read or written ends it', async (t) => {
  const { cli, snap, write } = await start(t);
  write('large.yaml', 'a'.repeat(MOST_BYTES + 1));
  for (const [ran, said] of [
    [await cli(['check', 'shop.yaml', '--snapshot', 'gone.yaml']), /gone\.yaml cannot be read: no such file/],
    [
      await cli(['check', 'shop.yaml', '--snapshot', 'shop.yaml']),
      /^pullgate: shop\.yaml:1: the snapshot cannot be used: it is no snapshot/,
    ],
    [await snap('-o', 'no/such/folder.yaml'), /folder\.yaml cannot be written: no such file or directory/],
    [
      await cli(['check', 'shop.yaml', '--snapshot', 'large.yaml']),
      /large\.yaml has 16777217 bytes; a snapshot has at most 16777216/,
    ],
    [await cli(['snapshot', '--cluster-dir', 'gone']), /the cluster's manifests cannot be read/],
  ] as const) {
    t.equal(ran.code, 2);
    t.match(ran.stderr, said);
    t.equal(ran.stdout, '');
  }
});

t.test('docs/snapshot.md shows what is written', async (t) => {
  const [, shown = ''] = /```yaml\n(.*?)```/s.exec(readFileSync('docs/snapshot.md', 'utf8')) ?? [];
  const { stdout } = await runAt(process.cwd(), ['snapshot', '--cluster-dir', 'docs/example/cluster', '-n', 'shop']);
  const lines = stdout.split('\n');
  t.strictSame(
    shown
      .trim()
      .split('\n')
      .filter((line) => !lines.includes(line)),
    [],
  );
  t.ok(shown.includes('shop/deployer'));
});
