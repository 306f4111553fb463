/**
 * The configuration of the Pullgate that is installed in a cluster: the ConfigMap of the chart, found by its labels in
 * whatever namespace it is, or read by its name. `absent` only where the API server says so.
 */
import { isObject, listOf, own, textOf } from '../core/fields.js';
import type { Lookup } from '../core/types.js';
import type { Answer, ApiClient } from './api-client.js';
import { missing } from './object.js';
import type { Timings } from './timings.js';

export interface InstalledPolicy {
  readonly namespace: string;
  readonly name: string;
  /** The text of a configuration file. */
  readonly text: string;
}

/** What the chart puts on it (charts/pullgate/templates/_helpers.tpl); the dashboard is of another component. */
const LABELS = 'app.kubernetes.io/part-of=pullgate,app.kubernetes.io/component=webhook';
const KEY = 'pullgate.yaml';

/** Several are an error of somebody's; more than these need not be read to say so. */
const MOST_OBJECTS = 20;
/** etcd takes 1.5 MiB for each. */
const MOST_BYTES = MOST_OBJECTS * 2 * 1024 * 1024;
const SHOWN = 3;

/** @param named the one that is meant; absent: the only one with the labels */
export async function findInstalled(
  client: Pick<ApiClient, 'get'>,
  { pageDeadlineMs }: Pick<Timings, 'pageDeadlineMs'>,
  named?: { readonly namespace: string; readonly name: string },
): Promise<Lookup<InstalledPolicy>> {
  const options = { deadlineMs: pageDeadlineMs, mostBytes: MOST_BYTES };
  if (named === undefined) {
    const query = new URLSearchParams({ labelSelector: LABELS, limit: String(MOST_OBJECTS) });
    return onlyOne(await client.get(`/api/v1/configmaps?${query}`, options));
  }
  const [namespace, name] = [encodeURIComponent(named.namespace), encodeURIComponent(named.name)];
  return one(await client.get(`/api/v1/namespaces/${namespace}/configmaps/${name}`, options), named);
}

function one(answer: Answer, { namespace, name }: { readonly namespace: string; readonly name: string }) {
  const what = `ConfigMap ${namespace}/${name}`;
  if (answer.kind !== 'found') return missing(answer, what);
  return policyOf(answer.body) ?? unknown(`${what} has no "${KEY}"`);
}

function onlyOne(answer: Answer): Lookup<InstalledPolicy> {
  if (answer.kind !== 'found') return missing(answer, 'ConfigMaps of all namespaces');
  if (!isObject(answer.body) || !Array.isArray(answer.body['items'])) return unknown('the answer is no list');
  const policies = listOf(answer.body, 'items').flatMap((item) => policyOf(item) ?? []);
  const [first, second] = policies;
  if (first === undefined) return { state: 'absent' };
  if (second === undefined) return first;
  const names = policies.flatMap((each) =>
    each.state === 'found' ? [`${each.value.namespace}/${each.value.name}`] : [],
  );
  const more = names.length > SHOWN ? ', ...' : '';
  return unknown(
    `${names.length} ConfigMaps have the labels of Pullgate (${names.sort().slice(0, SHOWN).join(', ')}${more})`,
  );
}

function policyOf(object: unknown): Lookup<InstalledPolicy> | undefined {
  const metadata = own(object, 'metadata');
  const text = own(own(object, 'data'), KEY);
  if (typeof text !== 'string') return undefined;
  const [namespace, name] = [textOf(metadata, 'namespace'), textOf(metadata, 'name')];
  return { state: 'found', value: { namespace, name, text } };
}

function unknown(reason: string): Extract<Lookup<never>, { readonly state: 'unknown' }> {
  return { state: 'unknown', reason };
}
