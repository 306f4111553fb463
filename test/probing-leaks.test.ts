/** `--probe` prints nothing of a login, and without it nothing that could send one is loaded. */
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { asFile, loginSecret, PLANTED, pod, startProbed } from './support/probed-cli.js';
import { NODE } from './support/program.js';

t.test('nothing of a login is printed, whatever a registry does with it', async (t) => {
  const echo = { status: 401, headers: { 'x-echo': PLANTED.join(' ') }, body: PLANTED };
  const { host, write, probe } = await startProbed(t, ({ authorization, path }) => {
    if (path.endsWith('/tags/list')) return { status: 200, body: { tags: PLANTED } };
    if (authorization === '') return { ...echo, headers: { 'www-authenticate': 'Basic realm="r"' } };
    const word = path.split('/').at(-1);
    const errors = [{ code: 'MANIFEST_UNKNOWN', message: PLANTED.join(' '), detail: authorization }];
    if (word === 'absent')
      return { status: 404, headers: { 'docker-distribution-api-version': 'registry/2.0' }, body: { errors } };
    if (word === 'limited') return { status: 429, headers: { 'retry-after': '60' }, body: { errors } };
    return { ...echo, body: { errors: [{ code: 'DENIED', message: PLANTED.join(' ') }] } };
  });
  write('cluster/all.yaml', asFile(loginSecret(host), { kind: 'Namespace', metadata: { name: 'shop' } }));
  const tags = ['1.0', 'absent', 'limited'];
  write(
    'pods.yaml',
    asFile(...tags.map((tag) => pod(`web-${tag.replace('.', '')}`, `${host}/team/app:${tag}`, 'regcred'))),
  );
  const outputs = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'tap', 'markdown'];
  const commands = [
    ...outputs.map((each) => ['check', 'pods.yaml', '--cluster-dir', 'cluster', '-o', each]),
    ...['text', 'json'].map((each) => ['explain', '-f', 'pods.yaml', '--cluster-dir', 'cluster', '-o', each]),
    ...['text', 'json', 'html', 'markdown'].map((each) => ['audit', '--cluster-dir', 'cluster', '-o', each]),
  ];
  write(
    'cluster/pods.yaml',
    asFile(...tags.map((tag) => pod(`web-${tag.replace('.', '')}`, `${host}/team/app:${tag}`, 'regcred'))),
  );
  for (const words of commands) {
    const { stdout, stderr } = await probe(words);
    t.match(stdout, /PG50/, `${words.join(' ')}: there was something to tell`);
    for (const planted of PLANTED) t.notOk(`${stdout}${stderr}`.includes(planted), `${words.join(' ')}: ${planted}`);
  }
});

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What the program loads: of the HTTP client, and of what asks registries. */
function loadedBy(directory: string, words: readonly string[]): Promise<readonly string[]> {
  const [command, ...args] = NODE;
  const file = join(directory, 'loaded');
  rmSync(file, { force: true });
  const all = [
    ...args,
    '--import',
    join(ROOT, 'test/support/loaded-modules.mjs'),
    join(ROOT, 'dist/main.js'),
    ...words,
  ];
  const env = { ...process.env, LOADED_MODULES: file };
  return new Promise((resolve) => {
    execFile(command, all, { cwd: directory, env }, () => {
      const loaded = readFileSync(file, 'utf8').trim().split('\n');
      resolve(loaded.filter((url) => /\/node_modules\/undici\/|\/dist\/registry\/|\/probing\.js$/.test(url)));
    });
  });
}

t.test('nothing of it is loaded without the option', async (t) => {
  const { host, write, directory } = await startProbed(t);
  write('pod.yaml', asFile(pod('web', `${host}/open/app:1.0`)));
  t.strictSame(await loadedBy(directory, ['check', 'pod.yaml']), []);
  const probed = await loadedBy(directory, ['check', 'pod.yaml', '--probe', '--probe-registries', 'quay.io']);
  t.ok(
    probed.some((url) => url.includes('/undici/')),
    'what is loaded is seen',
  );
});
