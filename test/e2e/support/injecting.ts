/** What the tests of injection share: a control plane with an audit log, and one Pullgate for each mode of injection. */
import type { Test } from 'tap';
import type { ApiAnswer, ApiObject } from './api.js';
import { auditArgs, auditOfPod } from './audit-log.js';
import { createNamespace, must } from './cluster.js';
import { type ControlPlane, startControlPlane } from './control-plane.js';
import { podSpec, pullSecret } from './objects.js';
import { type Pullgate, startPullgate } from './pullgate.js';
import { register } from './registration.js';

type Mode = 'namespaces' | 'all';
type Labels = Readonly<Record<string, string>>;

/** Each Pullgate is asked about the namespaces with the label `injection` of its mode. */
export const INJECTED: Readonly<Record<Mode, Labels>> = {
  namespaces: { injection: 'namespaces', 'pullgate.dev/inject': 'true' },
  all: { injection: 'all' },
};

/** The Secret of most tests; it serves `PRIVATE_IMAGE`, and nobody names it. */
export const SECRET = 'regcred';

export interface Injecting {
  readonly plane: ControlPlane;
  readonly pullgates: Readonly<Record<Mode, Pullgate>>;
  /** A namespace that holds `SECRET`, and more of them by name and registry. */
  readonly team: (name: string, labels?: Labels, secrets?: Readonly<Record<string, string>>) => Promise<void>;
}

export async function startInjecting(t: Test): Promise<Injecting> {
  const plane = await startControlPlane(t, { apiServer: auditArgs });
  const start = async (mode: Mode): Promise<Pullgate> => {
    const probe = `probe-${mode}`;
    await createNamespace(plane, probe, INJECTED[mode]);
    const name = `pullgate-${mode}`;
    const pullgate = await startPullgate(t, plane, { settings: { injection: { mode } }, name });
    await register(plane, pullgate, { name, matchLabels: { injection: mode }, probe, inject: true });
    return pullgate;
  };
  const pullgates = { namespaces: await start('namespaces'), all: await start('all') };
  const team: Injecting['team'] = async (name, labels = INJECTED.namespaces, secrets = {}) => {
    await createNamespace(plane, name, labels);
    await must(plane.api.create(pullSecret(name, SECRET)));
    for (const [secret, registry] of Object.entries(secrets)) {
      await must(plane.api.create(pullSecret(name, secret, registry)));
    }
  };
  return { plane, pullgates, team };
}

// ----------------------------------------------------------------------------------------------------------- looking

export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: { readonly containers: readonly unknown[]; readonly imagePullSecrets?: readonly unknown[] };
  readonly status?: { readonly phase?: string };
}

/** `kind` is absent from the items of a list. */
export function asPod(object: ApiObject): Pod {
  return object as unknown as Pod; // as the API server gives it
}

export async function podsOf({ api }: ControlPlane, namespace: string, app?: string): Promise<readonly Pod[]> {
  const query = app === undefined ? '' : `?labelSelector=app=${app}`;
  const { items } = await must(api.get(`/api/v1/namespaces/${namespace}/pods${query}`));
  const pods: readonly ApiObject[] = Array.isArray(items) ? items : [];
  return pods.map(asPod).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** Names in order, an entry without one as it is; undefined where there is no list. */
export function secretsOf({ spec }: Pod): readonly unknown[] | undefined {
  return spec.imagePullSecrets?.map((entry) => Object(entry).name ?? entry);
}

export function noteOf({ metadata }: Pod): string | undefined {
  return metadata.annotations?.['pullgate.dev/injected'];
}

/** What the mutating webhook noted in the audit log about the request that made this Pod, or tried to. */
export function auditOf({ folder }: ControlPlane, namespace: string, name: string, dryRun = false) {
  const notes = Object.entries(auditOfPod(folder, namespace, name, dryRun)?.annotations ?? {});
  return Object.fromEntries(notes.filter(([key]) => key.startsWith('inject.pullgate.dev/')));
}

/** Status, message and warnings in one line. */
export function said({ status, message, warnings }: ApiAnswer): string {
  return [status, message, ...warnings].filter((text) => text !== '').join(' | ');
}

// -------------------------------------------------------------------------------------------------------------- acting

/** There is no kubelet: what it would say of running Pods is said here, until the rollout has ended. */
export function playKubelet(t: Test, plane: ControlPlane, namespace: string): void {
  const timer = setInterval(() => void markReady(plane, namespace).catch(() => undefined), 200);
  t.teardown(() => clearInterval(timer));
}

async function markReady(plane: ControlPlane, namespace: string): Promise<void> {
  const conditions = ['Ready', 'ContainersReady'].map((type) => ({ type, status: 'True' }));
  for (const { metadata, status } of await podsOf(plane, namespace)) {
    if (status?.phase === 'Running') continue;
    await plane.api.call({
      method: 'PATCH',
      path: `/api/v1/namespaces/${namespace}/pods/${metadata.name}/status`,
      contentType: 'application/strategic-merge-patch+json',
      body: { status: { phase: 'Running', conditions } },
    });
  }
}

export function serviceAccount(
  namespace: string,
  name: string,
  secrets: readonly string[],
  annotations: Labels = {},
): ApiObject {
  const imagePullSecrets = secrets.map((secret) => ({ name: secret }));
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name, annotations }, imagePullSecrets };
}

/** More than one image. */
export function images(...references: readonly string[]): Readonly<Record<string, unknown>> {
  return podSpec('', { containers: references.map((image, index) => ({ name: `c${index}`, image })) });
}
