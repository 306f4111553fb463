/** What most test files begin with: a control plane, namespaces that can be used, Pullgate registered. */
import type { Test } from 'tap';
import type { ApiObject } from './api.js';
import { type ControlPlane, RECORDER, startControlPlane } from './control-plane.js';
import { type Pullgate, startPullgate } from './pullgate.js';
import { register } from './registration.js';

export interface Guarded {
  readonly plane: ControlPlane;
  readonly pullgate: Pullgate;
}

export interface GuardedOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly namespaces: readonly string[];
  /** What is there before Pullgate. */
  readonly before?: (plane: ControlPlane) => Promise<void>;
}

export async function startGuarded(t: Test, { settings = {}, namespaces, before }: GuardedOptions): Promise<Guarded> {
  const plane = await startControlPlane(t);
  for (const name of namespaces) await createNamespace(plane, name);
  await before?.(plane);
  const pullgate = await startPullgate(t, plane, { settings });
  const [probe = ''] = namespaces;
  await register(plane, pullgate, { probe });
  return { plane, pullgate };
}

/** With its default ServiceAccount, without which no Pod can be created; else a controller makes it a moment later. */
export async function createNamespace(
  { api }: ControlPlane,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  await must(api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }));
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace: name, name: 'default' } };
  await must(api.create(account), [201, 409]);
}

export async function must(
  answer: Promise<{ readonly status: number; readonly message: string; readonly body: ApiObject }>,
  wanted: readonly number[] = [200, 201],
): Promise<ApiObject> {
  const { status, message, body } = await answer;
  if (!wanted.includes(status)) throw new Error(`${status}: ${message}`);
  return body;
}

/** Created past the webhook. */
export async function createUnjudged({ api }: ControlPlane, ...objects: readonly ApiObject[]): Promise<void> {
  for (const object of objects) await must(api.as(RECORDER.token).create(object));
}
