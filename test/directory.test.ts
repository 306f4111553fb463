/** A served directory that changes: it is read again, and what is half done or unreadable never makes it blind. */
import { chmodSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { openDirectory } from '../src/cli/cluster.js';
import { pause } from '../src/process/timers.js';

// The waits themselves keep no process alive.
const alive = setInterval(() => {}, 1000);
t.teardown(() => clearInterval(alive));

const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`;

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 2000) throw new Error(`it never came: ${what}`);
    await pause(5);
  }
}

/** A directory that is served, with what the log says of it. */
function serve(t: Test, files: Parameters<Test['testdir']>[0], pollMs = 10) {
  const parent = mkdtempSync(join(tmpdir(), 'pullgate-directory-'));
  const directory = t.testdir(files);
  const lines: string[] = [];
  const line = (level: string) => (fields: object, text: string) => {
    lines.push(`${level} ${text} ${JSON.stringify(fields)}`);
  };
  const log = { info: line('info'), warn: line('warn'), error: line('error') } as never; // three methods of many
  const broke: unknown[] = [];
  const faults = { note: (_: string, error: unknown) => void broke.push(error) };
  const cluster = openDirectory(directory, directory, { log, faults, pollMs });
  cluster.start(() => {});
  t.teardown(async () => {
    await cluster.stop();
    rmSync(parent, { recursive: true, force: true });
    if (broke.length > 0) throw broke[0];
  });
  const said = (words: string) => lines.filter((each) => each.includes(words)).length;
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text);
  return { cluster, directory, parent, lines, said, write };
}

t.test('a file that changes, one that comes and one that goes', async (t) => {
  const { cluster, directory, write, said } = serve(t, { 'a.yaml': namespace('a'), 'b.yaml': namespace('b') });
  t.ok(cluster.hasNamespace('a'));
  write('a.yaml', namespace('c'));
  await until(() => cluster.hasNamespace('c'), 'c');
  t.notOk(cluster.hasNamespace('a'));
  write('d.yaml', namespace('d'));
  await until(() => cluster.hasNamespace('d'), 'd');
  unlinkSync(join(directory, 'b.yaml'));
  await until(() => !cluster.hasNamespace('b'), 'b has gone');
  t.equal(said('info the cluster directory was read again'), 3);
  t.match(await cluster.view().state.ask({ about: 'namespace', namespace: 'd' }, {}), { state: 'found' });
});

t.test('what cannot be read changes nothing, and is told once', async (t) => {
  const { cluster, directory, parent, write, lines, said } = serve(t, { 'a.yaml': namespace('a') });
  write('a.yaml', 'apiVersion: v1\nkind: [\n');
  await until(() => said('what was read last stays') === 1, 'the line');
  t.match(lines.join('\n'), /error .*"mistakes":\["a\.yaml:\d+: This document is not valid YAML/);
  t.ok(cluster.hasNamespace('a'));
  await pause(60);
  t.equal(said('what was read last stays'), 1, 'once for each change');
  write('a.yaml', '');
  await until(() => said('it held something and is empty now') === 1, 'the line about an empty file');
  t.ok(cluster.hasNamespace('a'));
  renameSync(directory, join(parent, 'away'));
  await until(() => said('There is no such file or directory') === 1, 'the line about the directory');
  t.ok(cluster.hasNamespace('a'));
  writeFileSync(join(parent, 'away/a.yaml'), namespace('e'));
  renameSync(join(parent, 'away'), directory);
  await until(() => cluster.hasNamespace('e'), 'e');
  t.notOk(cluster.hasNamespace('a'));
  if (process.getuid?.() === 0) return;
  chmodSync(join(directory, 'a.yaml'), 0);
  await until(() => said('permission denied') === 1, 'the line about rights');
  t.ok(cluster.hasNamespace('e'));
});

t.test('what is still being written is not read', async (t) => {
  const { cluster, write, said } = serve(t, { 'a.yaml': namespace('a'), 'b.yaml': namespace('b') }, 40);
  const whole = `${namespace('a')}---\n${namespace('c')}`;
  for (let at = 0; at < 40; at += 1) {
    // Cut at the end of a document it would read well.
    write('a.yaml', whole.slice(0, namespace('a').length - (at % 2) * 5));
    await pause(5);
    t.ok(cluster.hasNamespace('a') && said('read again') === 0, 'as it was');
  }
  write('a.yaml', whole);
  await until(() => cluster.hasNamespace('c'), 'c');
  t.equal(said('read again'), 1);
});

t.test('the volume of a ConfigMap, whose links are swapped', async (t) => {
  const { cluster, directory, write } = serve(t, {
    'x.yaml': t.fixture('symlink', '..data/x.yaml'),
    '..one': { 'x.yaml': namespace('one') },
    '..two': { 'x.yaml': namespace('two') },
    '..data': t.fixture('symlink', '..one'),
  });
  t.ok(cluster.hasNamespace('one'));
  write('y.txt', '');
  symlinkSync('..two', join(directory, '..tmp'));
  renameSync(join(directory, '..tmp'), join(directory, '..data'));
  await until(() => cluster.hasNamespace('two'), 'two');
  t.notOk(cluster.hasNamespace('one'));
});
