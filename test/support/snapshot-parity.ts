/**
 * What a cluster says beside what its snapshot says, verdict and text, through the bytes of the file: of requests, and of
 * the files of field cases on the command line. `test/snapshot-parity` takes some of each, `test/slow/snapshot` all.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Test } from 'tap';
import { run } from '../../src/cli/index.js';
import { createDirectState, type DirectState } from '../../src/cluster/direct.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.js';
import type { Admission } from '../../src/core/types.js';
import { assess } from '../../src/facts/assess.js';
import type { ClusterState } from '../../src/facts/cluster-state.js';
import { inject } from '../../src/facts/inject.js';
import { loadManifests } from '../../src/manifests/load.js';
import { type ManifestObject, readManifests } from '../../src/manifests/read.js';
import { createManifestState } from '../../src/manifests/state.js';
import { decodeReview } from '../../src/webhook/review.js';
import { admissionOf, NOW, readCase } from './case.js';
import { accessTo, type FakeApi } from './fake-api-server.js';
import { eventsOf, readRows } from './recorded-pods.js';
import { settingsOf } from './recorded-verdicts.js';
import { throughSnapshot } from './snapshots.js';
import type { KubeObject } from './state.js';

export interface Question {
  readonly label: string;
  readonly admission: Admission;
  readonly objects: readonly KubeObject[];
  readonly settings: Settings;
}

const CASES = fileURLToPath(new URL('../fixtures/rules', import.meta.url));

/** @param every of so many one */
export function ofRules(every = 1): readonly Question[] {
  const files = readdirSync(CASES).flatMap((code) =>
    ['pass', 'fail'].flatMap((verdict) =>
      readdirSync(join(CASES, code, verdict)).map((file) => join(code, verdict, file)),
    ),
  );
  return files.flatMap((label, at) => {
    if (at % every > 0) return [];
    const one = readCase(join(CASES, label));
    const { objects, settings, offline } = one;
    return offline ? [] : [{ label, admission: admissionOf(one), objects, settings }];
  });
}

export function ofKubelet(every = 1): readonly Question[] {
  return readRows()
    .filter((_, at) => at % every === 0)
    .flatMap(eventsOf)
    .map(({ row, label, objects, admission }) => ({ label, admission, objects, settings: settingsOf(row) }));
}

/** Those cases of the field that are requests. */
export function ofReviews(): readonly Question[] {
  return readdirSync(FIELD).flatMap((id) => {
    const file = join(FIELD, id, 'review.json');
    if (!existsSync(file)) return [];
    const decoded = decodeReview(readFileSync(file));
    if (!decoded.ok) throw new Error(`${id} did not decode`);
    const objects = clusterOf({ id }).map(({ object }) => object);
    return [{ label: id, admission: decoded.admission, objects, settings: DEFAULT_SETTINGS }];
  });
}

/** More names than are asked for one by one: what is said of those that are not there depends on how they are asked for. */
export function ofManyNames(): Question {
  const [first] = ofKubelet(1000);
  if (first === undefined) throw new Error('nothing is recorded');
  const data = { '.dockerconfigjson': Buffer.from('{"auths":{"ghcr.io":{"auth":"YTpi"}}}').toString('base64') };
  const secret = (name: string, type: string): KubeObject => ({
    ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'team' } },
    ...{ type, data },
  });
  const names = Array.from({ length: 12 }, (_, at) => ({ name: `secret-${at}` }));
  const spec = { containers: [{ name: 'app', image: 'quay.io/acme/app:1' }], imagePullSecrets: names };
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'team' }, spec };
  return {
    label: 'a list of many names',
    admission: { ...first.admission, object, name: 'web', namespace: 'team' },
    objects: [secret('secret-3', 'kubernetes.io/dockerconfigjson'), secret('secret-5', 'Opaque')],
    settings: DEFAULT_SETTINGS,
  };
}

/** The directory of manifests, and a snapshot of it. */
export async function compareManifests(t: Test, { label, objects, ...question }: Question): Promise<void> {
  const text = objects.map((each) => JSON.stringify(each)).join('\n');
  const cluster = createManifestState(readManifests(text, 'test').objects, { offline: false });
  await compare(t, label, question, { cluster, snapshot: throughSnapshot(cluster.inventory()) });
}

/** An API server that holds the objects, and a snapshot of it. */
export async function compareApi(t: Test, api: FakeApi, { label, objects, ...question }: Question): Promise<void> {
  const text = objects.map((each) => JSON.stringify(each)).join('\n');
  const emptied = await fill(api, readManifests(text, 'test').objects, question.admission.namespace);
  const direct = createDirectState(accessTo(api));
  try {
    await compare(t, label, question, { cluster: direct.state, snapshot: await snapshotOf(direct) });
  } finally {
    direct.close();
    emptied();
  }
}

async function snapshotOf(direct: DirectState): Promise<ClusterState> {
  const inventory = await direct.inventory({ only: undefined, pods: true });
  if (inventory.state !== 'found') throw new Error('the inventory was not read');
  return throughSnapshot(inventory.value);
}

/** With what every cluster has besides. Returns what takes it all away again. */
export async function fill(api: FakeApi, objects: readonly ManifestObject[], namespace: string): Promise<() => void> {
  const base64 = (text: unknown): string => Buffer.from(String(text)).toString('base64');
  const namespaces = new Set([namespace, 'default', ...objects.map((each) => each.namespace || 'default')]);
  const given = new Set(objects.map(({ kind, namespace: its, name }) => `${kind} ${its || 'default'}/${name}`));
  const put: { kind: string; namespace: string; name: string }[] = [];
  const add = (kind: string, its: string, name: string, object: Readonly<Record<string, unknown>>): void => {
    put.push({ kind, namespace: its, name });
    const metadata = { ...Object(object['metadata']), name, ...(its === '' ? {} : { namespace: its }) };
    api.put({ ...object, kind, metadata });
  };
  for (const each of namespaces) {
    if (!objects.some(({ kind, name }) => kind === 'Namespace' && name === each)) add('Namespace', '', each, {});
    if (!given.has(`ServiceAccount ${each}/default`)) add('ServiceAccount', each, 'default', {});
  }
  for (const { kind, namespace: its, name, object } of objects) {
    if (!['Namespace', 'Secret', 'ServiceAccount', 'Pod'].includes(kind)) continue;
    const texts = Object.entries(Object(object['stringData'])).map(([key, value]) => [key, base64(value)]);
    const data = { ...Object(object['data']), ...Object.fromEntries(texts) };
    const { stringData: _, ...rest } = object;
    add(kind, kind === 'Namespace' ? '' : its || 'default', name, { ...rest, ...(kind === 'Secret' ? { data } : {}) });
  }
  return () => {
    for (const each of put) api.remove(each.kind, each.namespace, each.name);
  };
}

interface Both {
  readonly cluster: ClusterState;
  readonly snapshot: ClusterState;
}

/** As the request that it is, as a file, and for injection. */
async function compare(
  t: Test,
  label: string,
  { admission, settings }: Pick<Question, 'admission' | 'settings'>,
  { cluster, snapshot }: Both,
): Promise<void> {
  const asFile: Admission = { ...admission, source: 'file', operation: 'CREATE' };
  for (const [work, asked] of [
    [assess, admission],
    [assess, asFile],
    [inject, admission],
  ] as const) {
    const say = async (state: ClusterState): Promise<unknown> =>
      JSON.parse(JSON.stringify(await work(asked, { settings, state, now: NOW })));
    const [there, here] = [await say(cluster), await say(snapshot)];
    // An assertion for each of thousands would take longer than what it looks at.
    if (!isDeepStrictEqual(here, there)) t.strictSame(here, there, label);
  }
}

// -------------------------------------------------------------------------------------------------------------- the field

const FIELD = fileURLToPath(new URL('../fixtures/field', import.meta.url));

interface FieldCase {
  readonly id: string;
  readonly args: readonly string[];
}

/** Those that are files to be checked. */
export function ofField(): readonly FieldCase[] {
  const lines = readFileSync(join(FIELD, 'cases.jsonl'), 'utf8').trim().split('\n');
  const all = lines.map((line): FieldCase => JSON.parse(line));
  return all.filter(({ id }) => existsSync(join(FIELD, id, 'manifest.yaml')));
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function cli(cwd: string, argv: readonly string[], now = NOW): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {})(),
    env: { HOME: cwd },
    cwd,
    isTTY: false,
    now: () => now,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

/** @param source options that name the cluster; `--cluster-dir` of the case unless told */
export async function compareField(
  t: Test,
  work: string,
  { id, args }: FieldCase,
  source: readonly string[] = ['--cluster-dir', join(FIELD, id, 'cluster')],
): Promise<void> {
  const manifest = join(FIELD, id, 'manifest.yaml');
  const file = join(work, `${id}.yaml`);
  const there = await cli(work, ['check', manifest, ...source, ...args, '-o', 'json']);
  const taken = await cli(work, ['snapshot', ...source, ...args, '-o', file]);
  if (taken.code !== 0) {
    // What cannot be read is no cluster for either.
    t.equal(there.code, 2, `${id}: ${taken.stderr}`);
    return;
  }
  const years = await cli(work, ['snapshot', ...source, ...args], Date.parse('2032-01-01T00:00:00Z'));
  t.equal(years.stdout, readFileSync(file, 'utf8'), `${id}: whenever it is taken`);
  const here = await cli(work, ['check', manifest, '--snapshot', file, ...args, '-o', 'json']);
  const plain = ({ code, stdout }: Ran): unknown => {
    const { policy: _, ...report } = JSON.parse(stdout || '{}');
    return { code, report };
  };
  t.strictSame(plain(here), plain(there), id);
  t.match(here.stderr, /^note: the cluster is the snapshot .*\(taken just now, on 2026-11-21T12:00:00Z\)$/m, id);
}

/** The objects of a case's cluster. */
export function clusterOf({ id }: Pick<FieldCase, 'id'>): readonly ManifestObject[] {
  return loadManifests({ paths: [join(FIELD, id, 'cluster')], recursive: true }).objects;
}
