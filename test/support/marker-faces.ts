/**
 * Keys that hold a login, and texts that no parser takes, driven through the faces of Pullgate; what came out that was
 * planted. `test/marker-forms` takes a thousand forms, `test/slow/marker-forms` ten thousand.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainReport } from '../../src/cli/explain/build.js';
import { renderExplanation } from '../../src/cli/explain/text.js';
import { parseConfigFile } from '../../src/config/file.js';
import { loadConfig } from '../../src/config/load.js';
import { importNodeCredentials } from '../../src/config/node-credentials.js';
import { settingsSchema } from '../../src/config/schema.js';
import { parseImage } from '../../src/core/image/parse.js';
import { RULES } from '../../src/core/rules/index.js';
import { explainMiss } from '../../src/core/secret/near-miss.js';
import { parsePullSecret } from '../../src/core/secret/parse.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.js';
import type { Admission, PullSecret } from '../../src/core/types.js';
import { assess } from '../../src/facts/assess.js';
import { askTable, type ClusterState } from '../../src/facts/cluster-state.js';
import { explainImage } from '../../src/facts/explain.js';
import { inject } from '../../src/facts/inject.js';
import { readManifests } from '../../src/manifests/read.js';
import { createManifestState } from '../../src/manifests/state.js';
import { readSnapshot } from '../../src/snapshot/read.js';
import { renderSnapshot } from '../../src/snapshot/render.js';
import { leakIn, markerText, random } from './marker-forms.js';
import { snapshotOf } from './snapshots.js';

export const NOW = Date.parse('2026-11-21T12:00:00Z');
export const SEED = 20261126;

const b64 = (text: string): string => Buffer.from(text).toString('base64');
const EXPIRED = b64(JSON.stringify({ payload: 'x', type: 'DATA_KEY', version: '2', expiration: 1_000_000_001 }));
export const IMAGES = [
  'ghcr.io/org/app:1.0',
  'registry.example.com:5000/team/web:1',
  'acme/app:2',
  'localhost:5000/a:1',
];

/** What stands under the key: good, broken in every way, expired, of no use. */
export const ENTRIES: readonly unknown[] = [
  { auth: b64('user:password') },
  { auth: b64('user:password') },
  { auth: b64('user:password\n') },
  { username: 'AWS', password: EXPIRED },
  { auth: 'no base64!' },
  { auth: b64('nocolon') },
  { username: ['x'], password: 'x' },
  [],
  { identitytoken: 'x' },
  {},
];

export function secretOf(key: string, at: number): PullSecret {
  const { type, dataKey, text } = partsOf(key, at);
  const data = { [dataKey]: new TextEncoder().encode(text) };
  return parsePullSecret({ namespace: 'shop', name: 'regcred', type, data, changedAt: 0 });
}

/** The same as somebody writes it; sometimes the key is a data key or a value, too, or the data no base64. */
export function rawSecret(key: string, at: number): unknown {
  const { type, dataKey, text } = partsOf(key, at);
  const data = { [dataKey]: at % 13 === 0 ? key : b64(text), ...(at % 5 === 0 ? { [key]: b64(key) } : {}) };
  const metadata = { name: 'regcred', namespace: 'shop', annotations: { key } };
  return { apiVersion: 'v1', kind: 'Secret', metadata, type, data };
}

function partsOf(key: string, at: number): { readonly type: string; readonly dataKey: string; readonly text: string } {
  const entry = ENTRIES[(at >> 2) % ENTRIES.length];
  const legacy = at % 7 === 0;
  return {
    type: at % 11 === 0 ? 'Opaque' : `kubernetes.io/${legacy ? 'dockercfg' : 'dockerconfigjson'}`,
    dataKey: legacy ? '.dockercfg' : '.dockerconfigjson',
    text: JSON.stringify(legacy ? { [key]: entry } : { auths: { [key]: entry } }),
  };
}

/** A namespace with this one secret, which the ServiceAccount may list. */
export function stateWith(secret: PullSecret, listed: boolean): ClusterState {
  const account = {
    namespace: 'shop',
    name: 'default',
    imagePullSecrets: listed ? ['regcred'] : [],
    enforceMountable: false,
  };
  const found = <T>(value: T) => ({ state: 'found', value }) as const;
  const absent = { state: 'absent' } as const;
  const ask = askTable({
    namespace: ({ namespace }) => found({ name: namespace, labels: {} }),
    serviceAccount: () => found(account),
    secret: ({ name }) => (name === 'regcred' ? found(secret) : absent),
    secretFor: () => absent,
    pullSecrets: () => found([secret]),
    serviceAccounts: () => found([account]),
    imagesInUse: () => found([]),
    workloads: () => found([]),
    namespacesWithSecret: () => found([]),
  });
  return { ask };
}

export function pod(image: string, secrets: readonly string[]): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { containers: [{ name: 'web', image }], imagePullSecrets: secrets.map((name) => ({ name })) },
  };
}

export function admission(object: unknown): Admission {
  return {
    uid: 'u',
    operation: 'CREATE',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: 'pods',
    subresource: '',
    namespace: 'shop',
    name: 'web',
    user: 'somebody',
    groups: [],
    dryRun: false,
    source: 'review',
    object,
    oldObject: () => undefined,
  };
}

export const SETTINGS: Settings = { ...DEFAULT_SETTINGS, injection: { ...DEFAULT_SETTINGS.injection, mode: 'all' } };

export interface Leak {
  readonly key: string;
  readonly face: string;
  readonly text: string;
}

/** The first ones are enough to read. */
export function note(leaks: Leak[], key: string, face: string, text: string): void {
  if (leaks.length < 10 && leakIn(text) !== undefined) leaks.push({ key, face, text: text.slice(0, 600) });
}

/** A snapshot of a secret with such a key, whatever it is; and what is said of one into which somebody wrote the key. */
export function throughSnapshots(keys: readonly string[]) {
  const leaks: Leak[] = [];
  let refused = 0;
  const found = <T>(value: T) => ({ state: 'found', value }) as const;
  for (const [at, key] of keys.entries()) {
    const holdings = {
      facts: found({ name: 'shop', labels: {} }),
      serviceAccounts: found([]),
      secrets: found([secretOf(key, at)]),
      imagesInUse: found([]),
    };
    const text = renderSnapshot(
      snapshotOf({ source: 'api-server', only: undefined, namespaces: new Map([['shop', holdings]]) }),
    );
    note(leaks, key, 'snapshot', text);
    if (at % 40 > 0) continue;
    const quoted = JSON.stringify(key);
    for (const [from, to] of [
      ['"2026-11-20"', quoted],
      ['"2026-11-20"', key],
      ['apiVersion: ', `apiVersion: ${key}`],
      ['  shop/regcred:', `  ${quoted}:`],
      ['imagesInUse:', `${quoted}: 1\nimagesInUse:`],
      ['imagesInUse:', `unknown:\n  ${quoted}: ${quoted}\nimagesInUse:`],
      ['    type:', `    ${quoted}: 1\n    type:`],
    ] as const) {
      const read = readSnapshot(text.replace(from, () => to));
      if (read.ok) continue;
      refused += 1;
      note(leaks, key, 'snapshot that is damaged', read.why);
    }
  }
  return { leaks, refused };
}

/** The first leaks of the parser and of every sentence about a key; the kinds of near misses; how many keys are shown. */
export function throughParser(keys: readonly string[]) {
  const leaks: Leak[] = [];
  const kinds = new Set<string>();
  let shown = 0;
  for (const [at, key] of keys.entries()) {
    const secret = secretOf(key, at);
    note(leaks, key, 'parsed', JSON.stringify(secret));
    const entries = 'entries' in secret ? secret.entries : [];
    for (const entry of entries) {
      if (entry.described === undefined) shown += 1;
      for (const image of [IMAGES[at % 2] ?? '', IMAGES[2 + (at % 2)] ?? '']) {
        const parsed = parseImage(image);
        const miss = parsed.ok ? explainMiss(parsed.reference, entry, 'regcred') : undefined;
        if (miss === undefined) continue;
        kinds.add(miss.kind);
        note(leaks, key, 'near miss', JSON.stringify(miss));
      }
    }
  }
  return { leaks, kinds, shown };
}

/** The first leaks of verdicts, patches and explanations, and the codes of all findings. */
export async function throughVerdicts(keys: readonly string[]) {
  const leaks: Leak[] = [];
  const codes = new Set<string>();
  for (const [at, key] of keys.entries()) {
    const secret = secretOf(key, at);
    const listed = at % 3 === 0;
    const state = stateWith(secret, listed);
    const image = IMAGES[at % IMAGES.length] ?? '';
    const own = at % 3 === 1 ? ['regcred'] : [];
    const context = { settings: SETTINGS, state, now: NOW };
    const asked = admission(pod(image, own));
    const { subject: _, ...verdict } = await assess(asked, context);
    for (const { code } of verdict.findings) codes.add(code);
    note(leaks, key, 'verdict', JSON.stringify(verdict));
    if (at % 10 > 1) continue;
    const { subject: __, ...injected } = await inject(asked, context);
    note(leaks, key, 'injection', JSON.stringify(injected));
    const question = { image, namespace: 'shop', serviceAccount: '', pullSecrets: own };
    const report = explainReport(await explainImage(question, context), { cluster: 'a test', policy: undefined });
    note(leaks, key, 'explain -o json', JSON.stringify(report));
    note(leaks, key, 'explain', renderExplanation(report));
  }
  return { leaks, codes };
}

// ---------------------------------------------------------------------------------------------------------- other texts

export const MANIFESTS: readonly string[] = [
  'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  username: u\n  password: PLACE\n',
  'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: PLACE, b: c}\n',
  'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nPLACE: PLACE\ndata:\n  x: eA==\n',
  'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ntype: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: PLACE}\n',
  'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: x\nstringData:\n- PLACE\n',
  '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, "stringData": {"password": PLACE}}\n',
  '{"apiVersion": "v1", "kind": "Secret", "stringData": {"PLACE": 1, "PLACE": 2}}\n',
  '{}\n{}\nPLACE\n',
  '--- PLACE\na: b\n',
  'a: &x b\nb: *PLACE\n',
];
const CONFIGS: readonly string[] = [
  'mode: PLACE\n',
  'registries:\n  private: ["PLACE"]\n',
  'registries:\n  private:\n    - PLACE\n  public: [a]\n',
  'registries: {PLACE: 1}\n',
  'PLACE: 1\n',
  'exemptions: [{namespaces: [a], reason: PLACE, PLACE: 2}]\n',
];

function quotesOnly(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The first leaks of errors about so many texts that no parser takes, and how many errors there were. */
export function throughErrors(count: number) {
  const pick = random(SEED);
  const leaks: Leak[] = [];
  let refused = 0;
  for (let at = 0; at < count; at += 1) {
    const text = markerText(MANIFESTS[at % MANIFESTS.length] ?? '', 'PLACE', pick).replaceAll('PLACE', 'maRkerq7');
    const { objects, diagnostics } = readManifests(text, 'x.yaml');
    const state = createManifestState(objects, { offline: false });
    refused += diagnostics.length + state.diagnostics.length;
    note(leaks, text, 'manifest', JSON.stringify([diagnostics, state.diagnostics]));
    const imported = importNodeCredentials(text);
    note(leaks, text, 'import', imported.ok ? '' : JSON.stringify(imported));
  }
  return { leaks, refused };
}

/** The first leaks of configurations with such keys in them, written into the directory, and how many were valid. */
export async function throughConfigurations(keys: readonly string[], directory: string) {
  const pick = random(SEED);
  const leaks: Leak[] = [];
  let valid = 0;
  for (let at = 0; at < keys.length; at += 1) {
    const form = CONFIGS[at % CONFIGS.length] ?? '';
    const key = keys[at] ?? '';
    const text = form.replaceAll('PLACE', () => quotesOnly(key));
    writeFileSync(join(directory, 'pullgate.yaml'), text);
    const unread = parseConfigFile(markerText(form, 'PLACE', pick), settingsSchema(RULES));
    if (!unread.ok) note(leaks, key, 'syntax', JSON.stringify(unread));
    const result = await loadConfig({ cwd: directory, file: 'pullgate.yaml', env: {}, flags: {}, rules: RULES });
    if (result.ok) valid += 1;
    else note(leaks, text, 'config', JSON.stringify(result));
    const env = { PULLGATE_REGISTRIES_PRIVATE: key, PULLGATE_MODE: key, PULLGATE_LOG_LEVEL: key };
    const inEnv = await loadConfig({ cwd: directory, env, flags: {}, rules: RULES });
    note(leaks, key, 'environment', inEnv.ok ? '' : JSON.stringify(inEnv));
  }
  return { leaks, valid };
}
