/** `npm run test:registry`: commands with `--probe`, a cluster, and Debian's docker-registry with htpasswd over TLS. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { Report } from '../../src/cli/report.js';
import { startAskedApi } from '../support/cluster-cli.js';
import { asFile, flagsFor, loginSecret, PASSWORD, PLANTED, pod, USER } from '../support/probed-cli.js';
import { certificateFor } from '../support/scripted-registry.js';
import { folderOf, startDistribution } from './support/parts.js';
import { pushImage, pushIndex } from './support/push.js';

t.test('check, explain and audit, with the logins of a cluster', async (t) => {
  const folder = folderOf(t);
  const { status, stdout: line } = spawnSync('htpasswd', ['-nbB', USER, PASSWORD], { encoding: 'utf8' });
  t.equal(status, 0, 'on Debian: apt-get install apache2-utils');
  writeFileSync(join(folder, 'htpasswd'), line);
  const pair = await certificateFor(['registry.example.com', '127.0.0.1']);
  const settings = `auth: { htpasswd: { realm: x, path: '${folder}/htpasswd' } }`;
  const { port } = await startDistribution(t, folder, pair, settings);
  const place = { port, ca: pair.cert, authorization: () => `Basic ${btoa(`${USER}:${PASSWORD}`)}` };
  await pushImage(place, 'acme/app', '1.27.0');
  await pushIndex(place, 'acme/app', 'multi', ['linux/amd64', 'linux/arm/v7']);

  const host = `127.0.0.1:${port}`;
  const { api, cli, kubeconfig, write } = await startAskedApi(t);
  write('ca.pem', pair.cert);
  const arm = { operatingSystem: 'linux', architecture: 'arm64' };
  api.putAll([
    { kind: 'Namespace', metadata: { name: 'shop' } },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
    { kind: 'Node', metadata: { name: 'node-1' }, status: { nodeInfo: arm } },
    loginSecret(host),
    loginSecret(host, 'wrong', 'not-the-password'),
  ]);
  const pods = [
    pod('right', `${host}/acme/app:1.27.0`, 'regcred'),
    pod('wrong', `${host}/acme/app:1.27.0`, 'wrong'),
    pod('both', `${host}/acme/app:1.27.0`, 'wrong', 'regcred'),
    pod('slip', `${host}/acme/app:1.27.O`, 'regcred'),
    pod('repository', `${host}/acme/ap:1.27.0`, 'regcred'),
    pod('platform', `${host}/acme/app:multi`, 'regcred'),
  ];
  write('pods.yaml', asFile(...pods));
  const probe = (words: readonly string[]) => cli([...words, '--kubeconfig', kubeconfig, ...flagsFor(host)]);
  const { stdout, stderr } = await probe(['check', 'pods.yaml', '-o', 'json']);
  const { results, probe: summary } = JSON.parse(stdout) as Report;
  t.strictSame(
    results.map(({ object, findings }) => [object.name, ...findings.map(({ code }) => code)].join(' ')),
    ['right', 'wrong PG501', 'both', 'slip PG502', 'repository PG502', 'platform'],
  );
  t.match(JSON.stringify(results), /the nearest tag is \\"1\.27\.0\\"/);
  t.strictSame(summary, { images: 4, asked: 4, notAsked: [] });

  const amd = await probe(['check', 'pods.yaml', '-o', 'json', '--probe-platforms', 'linux/s390x']);
  t.match(amd.stdout, /"code": "PG505"/, 'an index without the platform of the nodes');
  const explained = await probe(['explain', `${host}/acme/app:1.27.0`, '-n', 'shop', '--pull-secret', 'wrong']);
  t.match(explained.stdout, /with secret "wrong", key ".*": it refuses it \(401\)/);
  api.putAll(pods.map((each) => ({ ...each, status: { phase: 'Running' } })));
  const audited = await probe(['audit', '-o', 'json']);
  t.match(audited.stdout, /"code": "PG501"/);
  for (const text of [
    stdout,
    stderr,
    amd.stdout,
    amd.stderr,
    explained.stdout,
    explained.stderr,
    audited.stdout,
    audited.stderr,
  ])
    for (const planted of PLANTED) t.notOk(text.includes(planted), planted);
});
