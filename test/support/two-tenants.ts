/**
 * Two tenants of one cluster. Whatever one of them asks, what the answers hold of the other one is looked for. The asker's
 * objects are the cases of all rules; the other one has for each of them what a good adviser would like to name: Secrets
 * of the wanted and of nearly the wanted name, for the wanted registry and its neighbours, accounts that list them, and
 * Pods that run nearly the same images.
 */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { isObject } from '../../src/core/fields.js';
import { parseImage } from '../../src/core/image/parse.js';
import { RULES } from '../../src/core/rules/index.js';
import type { Settings } from '../../src/core/settings.js';
import type { Admission } from '../../src/core/types.js';
import { type AssessContext, type Assessment, assess } from '../../src/facts/assess.js';
import type { Awaitable } from '../../src/facts/awaitable.js';
import { inject } from '../../src/facts/inject.js';
import { assessWritten } from '../../src/facts/written/assess.js';
import { createLog } from '../../src/log/log.js';
import { startServer } from '../../src/webhook/serve.js';
import { admissionOf, type Case, NOW, readCase } from './case.js';
import type { ApiObject } from './fake-api-server.js';
import { openLive } from './live.js';
import { scriptedPort } from './registry.js';
import { type KubeObject, stateOf } from './state.js';

const CASES = fileURLToPath(new URL('../fixtures/rules', import.meta.url));

/** All that is the other tenant's has one of these in its name. */
export const MARKS = ['zqtenant', 'zqlabel', 'zqsecret', 'zqaccount', 'zquser', 'zqpassword', 'zqregistry', 'zqimage'];
const OTHER = 'zqtenant-b';

export interface Hit {
  readonly mark: string;
  readonly label: string;
  readonly text: string;
}

export interface TwoTenants {
  readonly answers: number;
  /** Codes that stood in an answer. */
  readonly told: ReadonlySet<string>;
  readonly untold: readonly string[];
  readonly hits: readonly Hit[];
  /** Questions whose answer is another one where the other tenant has nothing: what is not named can be told, too. */
  readonly different: readonly string[];
  /** What is found where the operator allows that other namespaces are named: a search that finds nothing proves nothing. */
  readonly allowedHits: number;
}

export async function askAsTenant({ live }: { readonly live: boolean }): Promise<TwoTenants> {
  const asked = allCases();
  const server = await startAsked();
  const told = new Set<string>();
  const hits: Hit[] = [];
  const different: string[] = [];
  let answers = 0;
  let allowedHits = 0;
  try {
    for (const { label, one } of asked) {
      const cluster = await clusterOf(one, [...one.objects, ...othersFor(one)], live);
      const alone = await clusterOf(one, one.objects, live);
      for (const question of questionsOf(one)) {
        const whole = await server.ask({ ...question, cluster, one });
        answers += 1;
        for (const [code] of whole.matchAll(/PG\d{3}/g)) told.add(code);
        const found = marksIn(whole).map((mark) => ({ mark, label: `${label} ${question.label}`, text: whole }));
        if (question.isAllowed) {
          allowedHits += found.length;
          continue;
        }
        hits.push(...found);
        const without = await server.ask({ ...question, cluster: alone, one });
        answers += 1;
        if (bodyOf(without) !== bodyOf(whole)) different.push(`${label} ${question.label}`);
      }
      await cluster.end();
      await alone.end();
    }
  } finally {
    await server.close();
  }
  const codes = RULES.map(({ code }) => code as string);
  return { answers, told, different, untold: codes.filter((code) => !told.has(code)), hits, allowedHits };
}

function allCases(): readonly { readonly label: string; readonly one: Case }[] {
  return readdirSync(CASES).flatMap((code) =>
    ['fail', 'pass'].flatMap((verdict) =>
      readdirSync(`${CASES}/${code}/${verdict}`).map((file) => ({
        label: `${code}/${verdict}/${file}`,
        one: readCase(`${CASES}/${code}/${verdict}/${file}`),
      })),
    ),
  );
}

// ----------------------------------------------------------------------------------------------------- the other tenant

const b64 = (plain: string): string => Buffer.from(plain).toString('base64');

function textsAt(object: unknown, key: string): readonly string[] {
  if (Array.isArray(object)) return object.flatMap((each) => textsAt(each, key));
  if (!isObject(object)) return [];
  return Object.entries(object).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : textsAt(value, key),
  );
}

function namesIn(object: unknown): readonly string[] {
  if (Array.isArray(object)) return object.flatMap(namesIn);
  if (!isObject(object)) return [];
  return Object.entries(object).flatMap(([key, value]) =>
    key === 'imagePullSecrets' ? textsAt(value, 'name') : namesIn(value),
  );
}

/** A name that an object can have. */
const nameOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');

/** What the other one has, made of what the asker has and wants. */
function othersFor({ objects, judged }: Case): readonly KubeObject[] {
  const own = objects.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => metadata?.name ?? '');
  const wanted = [...new Set([...own, ...namesIn([judged, ...objects]), 'regcred'])].map(nameOf);
  const images = [...new Set(textsAt(judged, 'image'))];
  const hosts = images.flatMap((image) => {
    const parsed = parseImage(image);
    return parsed.ok ? [parsed.reference.repository, `${parsed.reference.repository.split('/')[0]}/zqimage`] : [];
  });
  const keys = [...new Set([...hosts, 'zqregistry.example.com', 'registry.example.com/zqimage'])];
  const auths = Object.fromEntries(keys.map((key) => [key, { username: 'zquser', password: 'zqpassword' }]));
  const secret = (name: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: OTHER, labels: { zqlabel: 'zqlabel' } },
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': b64(JSON.stringify({ auths })) },
  });
  const names = wanted.filter((name) => name !== '').flatMap((name) => [name, `${name}-zqsecret`, `zqsecret${name}`]);
  const accounts = [
    'default',
    'zqaccount',
    ...textsAt(judged, 'serviceAccountName').map((name) => `${nameOf(name)}-zqaccount`),
  ];
  const imagePullSecrets = names.slice(0, 20).map((name) => ({ name }));
  const pod = (image: string, index: number): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `zqimage-${index}`, namespace: OTHER },
    spec: {
      imagePullSecrets,
      containers: [
        { name: 'zqimage', image: `${image}-zqimage` },
        { name: 'same', image },
      ],
    },
    status: { phase: 'Running' },
  });
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: OTHER, labels: { zqlabel: 'zqlabel' } } },
    ...names.map(secret),
    ...[...new Set(accounts)].map((name) => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace: OTHER },
      imagePullSecrets,
    })),
    ...images.map(pod),
  ];
}

// --------------------------------------------------------------------------------------------------------- the cluster

interface Cluster {
  readonly view: () => Pick<AssessContext, 'state' | 'fresh' | 'since'>;
  readonly end: () => Promise<void>;
}

/** As files, which is quick, or as an API server that is watched and asked. */
async function clusterOf({ offline }: Case, objects: readonly KubeObject[], live: boolean): Promise<Cluster> {
  if (!live) {
    const state = stateOf(objects, offline);
    return { view: () => ({ state, fresh: state }), end: async () => {} };
  }
  const ends: (() => Promise<void>)[] = [];
  const namespaces = [...new Set(objects.map(({ metadata }) => metadata?.namespace ?? 'default'))];
  const opened = await openLive((end) => void ends.push(end), {
    prepare: (api) => {
      for (const name of namespaces) api.put({ kind: 'Namespace', metadata: { name } });
      for (const object of objects) api.put(asStored(object));
    },
  });
  return {
    view: () => opened.live.view(),
    end: async () => {
      for (const end of ends) await end();
    },
  };
}

function asStored(object: KubeObject): ApiObject {
  const { kind = '', metadata = {}, stringData, data, ...rest } = object;
  const coded = Object.entries(Object(stringData)).map(([key, value]) => [key, b64(String(value))]);
  const all = { ...Object(data), ...Object.fromEntries(coded) };
  const where = kind === 'Namespace' ? {} : { namespace: metadata.namespace ?? 'default' };
  return {
    ...rest,
    kind,
    metadata: { ...metadata, name: metadata.name ?? '', ...where },
    ...(kind === 'Secret' ? { data: all } : {}),
  };
}

// ------------------------------------------------------------------------------------------------------- the questions

interface Question {
  readonly label: string;
  readonly path: '/validate' | '/mutate' | '/validate-secrets';
  readonly review: object;
  readonly settings: Settings;
  /** The operator allows that other namespaces are named. */
  readonly isAllowed?: true;
  /** Something breaks, with an error that quotes the other tenant. */
  readonly breaks?: true;
}

function questionsOf(one: Case): readonly Question[] {
  const admission = admissionOf(one);
  const { metadata } = one.judged;
  const namespace = metadata?.namespace ?? 'default';
  const told = (over: Partial<Settings>, otherNamespaces = false): Settings => ({
    ...one.settings,
    injection: { ...one.settings.injection, mode: 'all' },
    ...over,
    messages: { ...one.settings.messages, ...over.messages, otherNamespaces },
  });
  const plain = reviewOf(admission);
  const singleLine = { ...one.settings.messages, format: 'singleLine' } as const;
  const secrets = { mode: 'enforce', usage: true, inUse: 'deny' } as const;
  const written = one.objects
    .filter((each) => isWritten(each) && (each.metadata?.namespace ?? 'default') === namespace)
    .flatMap((each) =>
      (['CREATE', 'UPDATE', 'DELETE'] as const).map((operation) => ({
        label: `${operation} ${each.kind}`,
        path: '/validate-secrets' as const,
        review: writtenReview(operation, each, namespace),
        settings: told({ secrets }),
      })),
    );
  return [
    { label: 'as it is', path: '/validate', review: plain, settings: told({}) },
    { label: 'warned', path: '/validate', review: plain, settings: told({ mode: 'warn' }) },
    {
      label: 'in one line',
      path: '/validate',
      review: plain,
      settings: told({ mode: 'enforce', messages: singleLine }),
    },
    { label: 'not known', path: '/validate', review: plain, settings: told({ onUnknown: 'deny' }), breaks: true },
    { label: 'injected', path: '/mutate', review: plain, settings: told({}) },
    ...written,
    { label: 'allowed', path: '/validate', review: plain, settings: told({}, true), isAllowed: true },
  ];
}

const isWritten = ({ kind }: KubeObject): boolean => kind === 'Secret' || kind === 'ServiceAccount';

function reviewOf({
  operation,
  kind,
  subresource,
  namespace,
  name,
  user,
  dryRun,
  object,
  oldObject,
}: Admission): object {
  return {
    ...{ uid: 'u', operation, kind, resource: { group: '', version: '', resource: '' }, namespace, name, dryRun },
    ...{ subResource: subresource, userInfo: { username: user, groups: [] }, object, oldObject: oldObject() ?? null },
  };
}

function writtenReview(operation: 'CREATE' | 'UPDATE' | 'DELETE', whole: KubeObject, namespace: string): object {
  const object = asStored(whole);
  return {
    ...{ uid: 'u', operation, kind: { group: '', version: 'v1', kind: object.kind }, namespace },
    ...{ name: object.metadata.name, userInfo: { username: 'ann', groups: [] }, dryRun: false },
    object: operation === 'DELETE' ? null : object,
    oldObject: operation === 'CREATE' ? null : { ...object, data: {}, imagePullSecrets: [] },
  };
}

// ----------------------------------------------------------------------------------------------------------- the server

interface Asked extends Question {
  readonly cluster: Cluster;
  readonly one: Case;
}

/** One after the other is asked, so that it is known whose turn it is. */
async function startAsked() {
  let now: Asked | undefined;
  const by =
    (work: (admission: Admission, context: AssessContext) => Awaitable<Assessment>) =>
    (admission: Admission, signal: AbortSignal): Awaitable<Assessment> => {
      if (now === undefined) throw new Error('nobody asks');
      if (now.breaks === true) throw new Error(`${OTHER}/zqsecret: zquser at zqregistry.example.com`);
      const registry = now.one.registry === undefined ? undefined : scriptedPort(now.one.registry, NOW);
      return work(admission, { ...now.cluster.view(), settings: now.settings, registry, now: NOW, signal });
    };
  const running = await startServer({
    server: { host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0 },
    settings: () => now?.settings ?? { mode: 'enforce', onUnknown: 'allow' },
    decide: by(assess),
    inject: by(inject),
    decideWritten: by(assessWritten),
    log: createLog({ level: 'silent' }),
  });
  const origin = new URL(running.urls[0] ?? '').origin;
  return {
    close: () => running.close(),
    /** The whole answer: status, head and body. */
    async ask(asked: Asked): Promise<string> {
      now = asked;
      const outgoing = request(`${origin}${asked.path}`, { method: 'POST', ca: running.cert, agent: false });
      outgoing.end(
        JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: asked.review }),
      );
      const [incoming] = await once(outgoing, 'response');
      const body = await text(incoming);
      if (incoming.statusCode !== 200) throw new Error(`${asked.label}: ${incoming.statusCode} ${body}`);
      return `${incoming.statusMessage}\n${incoming.rawHeaders.join('\n')}\n${body}`;
    },
  };
}

// ----------------------------------------------------------------------------------------------------------- the search

const bodyOf = (whole: string): string => whole.slice(whole.lastIndexOf('\n') + 1);

/** Runs of base64 that are long enough for a mark. */
const BASE64 = /[A-Za-z0-9+/_-]{8,}={0,2}/g;

/** As it is, with its escapes undone, and what is base64 in it decoded, in it again. */
export function marksIn(whole: string): readonly string[] {
  const faces = [whole, unescaped(whole)];
  for (let depth = 0; depth < 2; depth += 1) {
    for (const face of [...faces]) {
      for (const [run] of face.matchAll(BASE64)) faces.push(Buffer.from(run, 'base64').toString('latin1'));
    }
  }
  const all = faces.join('\n').toLowerCase();
  return MARKS.filter((mark) => all.includes(mark) || all.includes(Buffer.from(mark).toString('hex')));
}

function unescaped(words: string): string {
  const plain = words.replace(/\\+u([0-9a-fA-F]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return plain.replace(/%([0-9a-fA-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
