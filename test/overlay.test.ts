import t from 'tap';
import type { Question } from '../src/core/questions.js';
import type { Lookup } from '../src/core/types.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import { overlayState } from '../src/facts/overlay.js';
import { readManifests } from '../src/manifests/read.js';
import { createManifestState } from '../src/manifests/state.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

const AUTHS = { auths: { 'registry.example.com': { auth: 'dTpw' } } };
const UNKNOWN = { state: 'unknown', reason: 'no right (403)' } as const;

const object = (kind: string, name: string, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, ...(kind === 'Namespace' ? {} : { namespace: 'shop' }) },
  ...more,
});
const secret = (name: string, type = 'kubernetes.io/dockerconfigjson'): KubeObject =>
  object('Secret', name, { type, stringData: { '.dockerconfigjson': JSON.stringify(AUTHS) } });
const STRICT = { 'kubernetes.io/enforce-mountable-secrets': 'true' };
const strict = (name: string): KubeObject => ({
  ...account(name),
  metadata: { name, namespace: 'shop', annotations: STRICT },
});
const account = (name: string, ...names: readonly string[]): KubeObject =>
  object('ServiceAccount', name, { imagePullSecrets: names.map((each) => ({ name: each })) });
const namespace = (labels: Readonly<Record<string, string>> = {}): KubeObject => ({
  ...object('Namespace', 'shop'),
  metadata: { name: 'shop', labels },
});
const pod = (name: string, image: string): KubeObject =>
  object('Pod', name, { spec: { containers: [{ name: 'app', image }] } });

/** What of an answer is compared: `absent`, `unknown`, or what was found in short. */
function short(answer: Lookup<unknown>): string {
  if (answer.state !== 'found') return answer.state;
  const text = JSON.stringify(answer.value, (_, value) => (value instanceof Set ? [...value] : value));
  return `${text}${answer.partial === true ? ' partial' : ''}`;
}

interface Row {
  readonly files?: readonly KubeObject[];
  readonly cluster?: readonly KubeObject[];
  /** Questions that the cluster does not answer. */
  readonly unknown?: readonly Question['about'][];
  readonly ask: Question;
  readonly match: RegExp;
}

const ACCOUNT: Question = { about: 'serviceAccount', namespace: 'shop', name: 'default' };
const SECRET: Question = { about: 'secret', namespace: 'shop', name: 'regcred' };
const SECRETS: Question = { about: 'pullSecrets', namespace: 'shop' };
const NAMESPACE: Question = { about: 'namespace', namespace: 'shop' };
const IN_USE: Question = { about: 'imagesInUse', namespace: 'shop' };

const ROWS: Readonly<Record<string, Row>> = {
  'a namespace of the cluster': { cluster: [namespace({ a: '1' })], ask: NAMESPACE, match: /"a":"1"/ },
  'a namespace of the files': { files: [namespace({ a: '2' })], ask: NAMESPACE, match: /"a":"2"/ },
  'a namespace of neither': { ask: NAMESPACE, match: /^absent$/ },
  'an apply leaves labels that it does not name': {
    files: [namespace({ b: '2', c: '3' })],
    cluster: [namespace({ a: '1', b: '1' })],
    ask: NAMESPACE,
    match: /"a":"1","b":"2".*"c":"3"/,
  },
  'labels of the cluster may not be read, and one may set the mode': {
    files: [namespace({ b: '2' })],
    unknown: ['namespace'],
    ask: NAMESPACE,
    match: /^unknown$/,
  },
  'a list of the files': {
    files: [account('default', 'new')],
    cluster: [account('default', 'old')],
    ask: ACCOUNT,
    match: /"imagePullSecrets":\["new"\]/,
  },
  'an account of the files without a list keeps that of the cluster': {
    files: [strict('default')],
    cluster: [account('default', 'old')],
    ask: ACCOUNT,
    match:
      /"imagePullSecrets":\["old"\],"annotationKeys":\["kubernetes.io\/enforce-mountable-secrets"\],"enforceMountable":true/,
  },
  'an account of the files without a list, and that of the cluster may not be read': {
    files: [account('default')],
    unknown: ['serviceAccount'],
    ask: ACCOUNT,
    match: /^unknown$/,
  },
  'the files bring the account': { files: [account('web')], ask: { ...ACCOUNT, name: 'web' }, match: /"name":"web"/ },
  'no such account': { cluster: [namespace()], ask: { ...ACCOUNT, name: 'web' }, match: /^absent$/ },
  'a namespace that is yet to come gets its default account': {
    ask: ACCOUNT,
    match: /"name":"default".*"enforceMountable":false/,
  },
  'but not where the account may not be read': { unknown: ['serviceAccount'], ask: ACCOUNT, match: /^unknown$/ },
  'and no other': { ask: { ...ACCOUNT, name: 'web' }, match: /^absent$/ },
  'a namespace that is there and has lost its default account': {
    cluster: [namespace()],
    ask: ACCOUNT,
    match: /^absent$/,
  },
  'accounts of both, each once': {
    files: [account('a', 'new'), account('b')],
    cluster: [account('a', 'old'), account('c')],
    ask: { about: 'serviceAccounts', namespace: 'shop' },
    match: /^(?!.*"old").*"name":"a","imagePullSecrets":\["new"\].*"name":"b".*"name":"c"/,
  },
  'a secret of the cluster': { cluster: [secret('regcred')], ask: SECRET, match: /"form":"dockerconfigjson"/ },
  'a secret of the files in its place': {
    files: [secret('regcred', 'Opaque')],
    cluster: [secret('regcred')],
    ask: SECRET,
    match: /"form":"unusable"/,
  },
  'a secret of the files that is new keeps when it comes': {
    files: [secret('regcred')],
    ask: SECRET,
    match: /"arrival"/,
  },
  'a secret of neither': { files: [secret('other')], ask: SECRET, match: /^absent$/ },
  'a secret that may not be read': { unknown: ['secret'], ask: SECRET, match: /^unknown$/ },
  'what a secret holds for an image': {
    cluster: [secret('regcred')],
    ask: { about: 'secretFor', namespace: 'shop', name: 'regcred', repositories: ['registry.example.com/a'] },
    match: /registry\.example\.com/,
  },
  'what a secret of the files holds for it': {
    files: [{ ...secret('regcred'), stringData: { '.dockerconfigjson': '{"auths":{"quay.io":{}}}' } }],
    cluster: [secret('regcred')],
    ask: { about: 'secretFor', namespace: 'shop', name: 'regcred', repositories: ['registry.example.com/a'] },
    match: /^(?!.*"key":"registry\.example\.com").*"form":"dockerconfigjson"/,
  },
  'secrets of both': {
    files: [secret('regcred')],
    cluster: [secret('spare')],
    ask: SECRETS,
    match: /^(?=.*"regcred")(?=.*"spare")(?!.*partial)/,
  },
  'secrets of the cluster that may not be listed': { unknown: ['pullSecrets'], ask: SECRETS, match: /^unknown$/ },
  'secrets of the files beside some that may not be listed': {
    files: [secret('regcred')],
    unknown: ['pullSecrets'],
    ask: SECRETS,
    match: /"regcred".* partial$/,
  },
  'what runs in both': {
    files: [pod('a', 'ghcr.io/acme/a')],
    cluster: [pod('b', 'ghcr.io/acme/b')],
    ask: IN_USE,
    match: /acme\/a.*acme\/b/,
  },
  'what runs in the files beside what may not be listed': {
    files: [pod('a', 'ghcr.io/acme/a')],
    unknown: ['imagesInUse'],
    ask: IN_USE,
    match: /acme\/a.* partial$/,
  },
  'namespaces of both with such a secret': {
    files: [secret('regcred')],
    cluster: [{ ...secret('regcred'), metadata: { name: 'regcred', namespace: 'blog' } }, secret('regcred')],
    ask: { about: 'namespacesWithSecret', name: 'regcred' },
    match: /^\["blog","shop"\]$/,
  },
};

/** Only what is known of a cluster counts for it: what lives in a namespace does not make it exist. */
function clusterOf({ cluster = [], unknown = [] }: Row): ClusterState {
  const state = stateOf(cluster);
  const isThere = cluster.some(({ kind }) => kind === 'Namespace');
  return instead(state, {
    ...(isThere ? {} : { namespace: () => ({ state: 'absent' }) }),
    ...(cluster.some(({ kind }) => kind === 'ServiceAccount')
      ? {}
      : { serviceAccount: () => ({ state: 'absent' }) as const }),
    ...Object.fromEntries(unknown.map((about) => [about, () => UNKNOWN])),
  });
}

function filesOf({ files = [] }: Row): ClusterState {
  const text = files.map((each) => JSON.stringify(each)).join('\n---\n');
  const arrival = { name: 'x', byArgo: false };
  return createManifestState(readManifests(text, 'test').objects, { offline: true, arrival: () => arrival });
}

t.test('files over a cluster: every question', async (t) => {
  for (const [name, row] of Object.entries(ROWS)) {
    const state = overlayState(filesOf(row), clusterOf(row));
    t.match(short(await state.ask(row.ask, {})), row.match, name);
  }
  const asked = new Set(Object.values(ROWS).map(({ ask }) => ask.about));
  t.equal(asked.size, 8, 'every question has a row');
});

t.test('a secret that the files change is listed once, and not at all where it is none any more', async (t) => {
  const cluster = stateOf([namespace(), secret('regcred'), secret('spare')]);
  const names = async (files: readonly KubeObject[]): Promise<readonly string[]> => {
    const answer = await overlayState(filesOf({ files, ask: SECRETS, match: /./ }), cluster).ask(
      { about: 'pullSecrets', namespace: 'shop' },
      {},
    );
    return answer.state === 'found' ? answer.value.map((each) => `${each.name} ${each.form}`).sort() : [answer.state];
  };
  t.strictSame(await names([secret('regcred')]), ['regcred dockerconfigjson', 'spare dockerconfigjson']);
  t.strictSame(await names([{ ...secret('regcred', 'Opaque'), stringData: { a: 'b' } }]), ['spare dockerconfigjson']);
});

t.test('a secret comes too late only where it is certain that it is not there yet', async (t) => {
  const row: Row = { files: [secret('regcred')], ask: SECRET, match: /./ };
  const there = await overlayState(filesOf(row), stateOf([secret('regcred')])).ask(SECRET, {});
  t.notMatch(short(there), /arrival/);
  const unknown = await overlayState(filesOf(row), clusterOf({ ...row, unknown: ['secret'] })).ask(SECRET, {});
  t.notMatch(short(unknown), /arrival/);
});
