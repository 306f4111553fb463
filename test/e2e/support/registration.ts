/**
 * The webhook configuration, as an installation registers it, with `failurePolicy: Fail`: a webhook that silently failed
 * would otherwise look like one that admits.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { WORKLOADS } from '../../../src/core/workloads.js';
import type { ApiObject } from './api.js';
import { type ControlPlane, RECORDER } from './control-plane.js';
import { objectOf, PUBLIC_IMAGE, pod, podSpec } from './objects.js';
import { waitFor } from './processes.js';
import { HOME, type Pullgate } from './pullgate.js';

export interface RegistrationOptions {
  readonly name?: string;
  /** Only namespaces with these labels. */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** A namespace, with its ServiceAccount, in which the registration is waited for. */
  readonly probe: string;
  /** Default: `Fail`. */
  readonly failurePolicy?: 'Ignore' | 'Fail';
  /** Default: 5, as in the chart. */
  readonly timeoutSeconds?: number;
  /** The mutating webhook, too. */
  readonly inject?: boolean;
}

export async function register(plane: ControlPlane, pullgate: Pullgate, options: RegistrationOptions): Promise<void> {
  const { inject = false } = options;
  const configurations = [configurationOf(pullgate, options), ...(inject ? [injectionOf(pullgate, options)] : [])];
  for (const configuration of configurations) {
    const { status, message } = await plane.api.create(configuration);
    if (status !== 201) throw new Error(message);
  }
  await waitUntilAsked(plane, pullgate, options.probe, inject ? 3 : 2);
}

export async function unregister(plane: ControlPlane, name = 'pullgate'): Promise<void> {
  await plane.api.delete(`/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/${name}`);
}

function commonOf({ url, caBundle }: Pullgate, path: string, { matchLabels, timeoutSeconds = 5 }: RegistrationOptions) {
  return {
    admissionReviewVersions: ['v1'],
    clientConfig: { url: new URL(path, url).href, caBundle },
    sideEffects: 'None',
    timeoutSeconds,
    namespaceSelector: {
      matchExpressions: [
        { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', 'kube-node-lease', HOME] },
      ],
      ...(matchLabels === undefined ? {} : { matchLabels }),
    },
  };
}

/** Asked about every Pod, whatever labels its namespace has, so that what is left alone is left alone by Pullgate. */
function injectionOf(pullgate: Pullgate, options: RegistrationOptions): ApiObject {
  const webhook = {
    ...commonOf(pullgate, '/mutate', options),
    name: 'inject.pullgate.dev',
    failurePolicy: 'Ignore',
    reinvocationPolicy: 'IfNeeded',
    rules: [{ ...rule('', ['pods']), operations: ['CREATE'] }],
  };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: options.name ?? 'pullgate' },
    webhooks: [webhook],
  };
}

function configurationOf(pullgate: Pullgate, options: RegistrationOptions): ApiObject {
  const common = {
    ...commonOf(pullgate, '/validate', options),
    failurePolicy: options.failurePolicy ?? 'Fail',
    // For the tests alone: what must be there although it would be refused is made by this user.
    matchConditions: [{ name: 'not-the-recorder', expression: `request.userInfo.username != '${RECORDER.user}'` }],
  };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: options.name ?? 'pullgate' },
    webhooks: [
      { ...common, name: 'check.pullgate.dev', rules: [rule('', ['pods', 'pods/ephemeralcontainers'])] },
      { ...common, name: 'workloads.check.pullgate.dev', rules: workloadRules() },
    ],
  };
}

function workloadRules() {
  const templates = WORKLOADS.filter(({ kind }) => kind !== 'Pod');
  const groups = [...new Set(templates.map(({ group }) => group))];
  return groups.map((name) =>
    rule(
      name,
      templates.filter(({ group }) => group === name).map(({ resource }) => resource),
    ),
  );
}

function rule(group: string, resources: readonly string[]) {
  return { apiGroups: [group], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources, scope: 'Namespaced' };
}

const LOG_LAG_MS = 100;

/** The API server learns of a configuration a moment after it was stored: all webhooks are tried until they are called. */
async function waitUntilAsked(
  { api }: ControlPlane,
  pullgate: Pullgate,
  namespace: string,
  calls: number,
): Promise<void> {
  let round = 0;
  await waitFor('the webhook is called', async () => {
    round += 1;
    const name = `probe-${round}`;
    const answers = [
      await api.create(pod(namespace, name, PUBLIC_IMAGE), '?dryRun=All'),
      await api.create(objectOf('PodTemplate', namespace, name, podSpec(PUBLIC_IMAGE)), '?dryRun=All'),
    ];
    const wrong = answers.find(({ status }) => status !== 201);
    if (wrong !== undefined) throw new Error(`${wrong.status} ${wrong.message}`);
    // Lines reach the log within 50 ms, and in order: once the last of these is there, none of another round is to come.
    await sleep(LOG_LAG_MS);
    const seen = pullgate.log().filter((line) => line.event === 'admission' && line.name === name);
    return seen.length === calls;
  });
}
