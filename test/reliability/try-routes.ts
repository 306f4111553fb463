/** Tries the ways of routes.ts on a `serve`, by the rules that the chart gives the API server. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { BAD, GOOD, type KindRow, kindsOf, type Sent, WAYS } from './routes.js';
import { post, startServing } from './serving.js';

const CHART = new URL('../fixtures/chart/default.yaml', import.meta.url);
const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = { labelled: { 'pullgate.dev/mode': 'off' } };

export interface TriedRoutes {
  readonly tried: number;
  readonly wrong: readonly string[];
}

export async function tryRoutes(): Promise<TriedRoutes> {
  const rules = chartRules();
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-routes-'));
  const account = (namespace: string) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace },
  });
  const namespace = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: LABELS[name] ?? {} },
  });
  const objects = [namespace('shop'), account('shop'), namespace('labelled'), account('labelled')];
  // Beside the configuration, which is no object of the cluster.
  const cluster = join(folder, 'cluster');
  mkdirSync(cluster);
  writeFileSync(join(cluster, 'cluster.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  const config = join(folder, 'pullgate.yaml');
  const rollout = {
    group: 'example.com',
    version: '*',
    kind: 'Rollout',
    resource: 'rollouts',
    templatePath: 'spec.template',
  };
  writeFileSync(config, JSON.stringify({ kinds: [rollout], injection: { mode: 'all' } }));
  const serving = await startServing(['--cluster-directory', cluster, '--config', config]);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const wrong: string[] = [];
  let tried = 0;
  try {
    for (const way of WAYS) {
      for (const kind of kindsOf(way)) {
        tried += 1;
        const isAsked = kind.kind === 'Rollout' || rules.some((rule) => asks(rule, kind, way.sent));
        const answer = isAsked ? await ask(serving.url, agent, way.sent, kind) : 'not asked';
        const right = `${way.verdict} ${way.by}`.trim();
        if (answer !== right) wrong.push(`${kind.kind}, ${way.tried}: ${answer} in place of ${right}`);
      }
    }
    if (serving.exit() !== undefined) wrong.push(`serve ended: ${serving.exit()}`);
  } finally {
    agent.destroy();
    await serving.stop();
    rmSync(folder, { recursive: true });
  }
  return { tried, wrong };
}

// ------------------------------------------------------------------------------------------------------------ the chart

interface Rule {
  readonly apiGroups: readonly string[];
  readonly operations: readonly string[];
  readonly resources: readonly string[];
  readonly namespaceSelector: readonly { readonly key: string; readonly values: readonly string[] }[];
}

/** Of the webhooks that ask about workloads. */
function chartRules(): readonly Rule[] {
  return parseAllDocuments(readFileSync(CHART, 'utf8'))
    .map((document) => Object(document.toJS()))
    .filter(({ kind }) => kind === 'ValidatingWebhookConfiguration')
    .flatMap(({ webhooks }) => webhooks)
    .filter(({ clientConfig }) => clientConfig.service.path === '/validate')
    .flatMap(({ rules, namespaceSelector, objectSelector }) => {
      if (objectSelector !== undefined) throw new Error('an object can opt out');
      const { matchExpressions } = namespaceSelector;
      if (matchExpressions.some((each: { operator: string }) => each.operator !== 'NotIn'))
        throw new Error('a new operator');
      return rules.map((rule: object) => ({ ...rule, namespaceSelector: matchExpressions }));
    });
}

function asks(
  rule: Rule,
  { group, resource }: KindRow,
  { operation = 'CREATE', subresource, namespace = 'shop' }: Sent,
): boolean {
  const path = subresource === undefined ? resource : `${resource}/${subresource}`;
  const labels: Readonly<Record<string, string>> = { 'kubernetes.io/metadata.name': namespace, ...LABELS[namespace] };
  return (
    rule.apiGroups.includes(group) &&
    rule.operations.includes(operation) &&
    rule.resources.includes(path) &&
    rule.namespaceSelector.every(({ key, values }) => !values.includes(labels[key] ?? ''))
  );
}

// ----------------------------------------------------------------------------------------------------------- the review

const specWith = (image: string) => ({ containers: [{ name: 'app', image }] });

function objectOf(kind: KindRow, sent: Sent, metadata: Sent['metadata'], spec: object): object {
  const version = sent.apiVersion ?? kind.version;
  const name = sent.name ?? 'web';
  const nested = [...kind.podSpec].reverse().reduce<object>((inner, field) => ({ [field]: inner }), spec);
  return {
    apiVersion: kind.group === '' ? version : `${kind.group}/${version}`,
    kind: kind.kind,
    metadata: { name, namespace: sent.namespace ?? 'shop', ...metadata },
    ...nested,
  };
}

function reviewOf(kind: KindRow, sent: Sent): string {
  const { operation = 'CREATE', namespace = 'shop', user = 'tenant', groups = [], old, name = 'web' } = sent;
  const spec = sent.spec ?? specWith(BAD);
  const before = old === 'same' ? spec : (old ?? specWith(GOOD));
  const hasOld = operation === 'UPDATE' && old !== 'none';
  const { group, resource } = kind;
  const version = sent.apiVersion ?? kind.version;
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      ...{ uid: 'u', kind: { group, version, kind: kind.kind }, resource: { group, version, resource } },
      ...{ subResource: sent.subresource, name, namespace, operation, dryRun: sent.dryRun ?? false },
      userInfo: { username: user, groups },
      object: objectOf(kind, sent, sent.metadata, spec),
      oldObject: hasOld && typeof before === 'object' ? objectOf(kind, sent, sent.oldMetadata, before) : null,
    },
  });
}

interface Answer {
  readonly allowed: boolean;
  readonly patch?: string;
  readonly warnings?: readonly string[];
  readonly status?: { readonly message: string };
  readonly auditAnnotations?: { readonly decision?: string; readonly skipped?: string };
}

/** In the words of the table. */
async function ask(url: string, agent: Agent, sent: Sent, kind: KindRow): Promise<string> {
  const to = sent.path === undefined ? url : url.replace('/validate', sent.path);
  const { status, body } = await post(to, reviewOf(kind, sent), agent);
  if (status !== 200) return `HTTP ${status} ${body}`;
  const { allowed, patch, warnings = [], status: failure, auditAnnotations = {} }: Answer = JSON.parse(body).response;
  if (sent.path === '/mutate') return allowed && patch === undefined ? 'left alone' : `patched ${allowed}`;
  if (!allowed) return `denied ${codesIn(failure?.message ?? '')}`;
  if (auditAnnotations.skipped !== undefined) return `not judged ${auditAnnotations.skipped}`;
  return `${warnings.length === 0 ? 'admitted' : 'warned'} ${codesIn(warnings.join())}`.trim();
}

const codesIn = (words: string): string =>
  [...new Set([...words.matchAll(/PG\d{3}/g)].map(([code]) => code))].join(', ');
