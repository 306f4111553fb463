/**
 * Plays one recorded row on a real API server: its objects in order, then its later steps. What the webhook refuses is
 * then created past it, so that the next step finds it, as the kubelet's recording did.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Manifest, PodRow } from '../../support/recorded-pods.js';
import { type ApiAnswer, type ApiCall, collectionOf, pathOf } from './api.js';
import { createNamespace } from './cluster.js';
import { type ControlPlane, RECORDER } from './control-plane.js';
import { waitFor } from './processes.js';

export interface Verdict {
  /** As in recorded-pods.ts: `theme/what web`. */
  readonly label: string;
  readonly answer: ApiAnswer;
}

export interface Played {
  readonly verdicts: readonly Verdict[];
  /** What the API server itself refused: `create Secret regcred: 422`. */
  readonly refused: readonly string[];
}

type Labels = Readonly<Record<string, string>>;
export type Step = NonNullable<PodRow['later']>[number];

const UNJUDGED = new Set(['Secret', 'ServiceAccount']);
const WATCH_LAG_MS = 300;
const MERGE = 'application/strategic-merge-patch+json';

/** What a cluster with a node has to do beside. */
export interface Live {
  /** The object that is made instead. */
  readonly change: (manifest: Manifest) => Manifest;
  /** Before each of the later steps. */
  readonly reach: (step: Step) => Promise<void>;
  /** Before a workload that was refused is made past the webhook: its Pods are to be made, too. */
  readonly bypass: (namespace: string) => Promise<void>;
  /** Instead of a request. */
  readonly addStatic: (manifest: Manifest) => void;
}

/** Every namespace of the row gets one of its own: `team` becomes PREFIX-team. */
export async function playRow(
  plane: ControlPlane,
  row: PodRow,
  prefix: string,
  labels: Labels,
  live?: Live,
): Promise<Played> {
  const verdicts: Verdict[] = [];
  const refused: string[] = [];
  const place = (manifest: Manifest): Manifest => {
    const namespace = `${prefix}-${manifest.metadata.namespace ?? 'team'}`;
    const placed = { ...manifest, metadata: { ...manifest.metadata, namespace } };
    return live?.change(placed) ?? placed;
  };
  const manifests = [...row.manifests, ...(row.later ?? []).flatMap(({ manifest }) => manifest ?? [])];
  const namespaces = new Set(['team', ...manifests.map(({ metadata }) => metadata.namespace ?? 'team')]);
  for (const name of namespaces) await createNamespace(plane, `${prefix}-${name}`, labels);

  /** @returns whether it was done, by the tester or past the webhook */
  const send = async (call: ApiCall, label: string, what: string): Promise<void> => {
    const answer = await plane.api.call(call);
    const ours = answer.message.startsWith('admission webhook');
    if (answer.status >= 400 && !ours) {
      refused.push(`${what}: ${answer.status}`);
      return;
    }
    if (label !== '') verdicts.push({ label, answer });
    if (!ours) return;
    if (!call.path.includes('/pods')) await live?.bypass(namespaceOf(call.path));
    const again = await plane.api.call({ ...call, token: RECORDER.token });
    if (again.status >= 400) throw new Error(`${row.name}: ${again.message}`);
  };
  const put = async (op: string, manifest: Manifest): Promise<void> => {
    const { kind } = manifest;
    const name = manifest.metadata.name ?? '';
    const label = UNJUDGED.has(kind) ? '' : `${row.name} ${name}`;
    const object = place(manifest);
    // The namespace's own ServiceAccount is there already.
    const replaces = op === 'replace' || (kind === 'ServiceAccount' && name === 'default');
    const call: ApiCall = replaces
      ? { method: 'PUT', path: pathOf(object), body: object }
      : { method: 'POST', path: collectionOf(object), body: object };
    await send(call, label, `${op} ${kind} ${name}`);
    // The API server copies a ServiceAccount's list into a Pod as its own watch knows it.
    if (kind === 'ServiceAccount') await sleep(WATCH_LAG_MS);
  };
  for (const manifest of row.manifests) {
    if (live !== undefined && row.static?.includes(manifest.metadata.name ?? '') === true)
      live.addStatic(place(manifest));
    else await put('create', manifest);
  }
  for (const step of row.later ?? []) {
    const { op, manifest } = step;
    await live?.reach(step);
    if (manifest === undefined) await send(...changeOfPod(row, step, `${prefix}-team`));
    else if (op === 'delete') await remove(plane, place(manifest));
    else if (op === 'patch') {
      const object = place(manifest);
      const call = { method: 'PATCH', path: pathOf(object), body: step.patch, contentType: MERGE };
      await send(call, `${row.name} ${manifest.metadata.name}`, `${op} ${manifest.kind} ${manifest.metadata.name}`);
    } else await put(op, manifest);
    // An admission may rest on what the watch has told, which comes a moment after the answer; a denial never does.
    if (op !== 'create') await sleep(WATCH_LAG_MS);
  }
  return { verdicts, refused };
}

const namespaceOf = (path: string): string => /\/namespaces\/([^/]+)\//.exec(path)?.[1] ?? '';

function changeOfPod(row: PodRow, step: Step, namespace: string): [ApiCall, string, string] {
  const { op, pod = '', container, image } = step;
  const base = `/api/v1/namespaces/${namespace}/pods/${pod}`;
  const label = `${row.name} ${pod} (${op})`;
  const ephemeral = op === 'ephemeral';
  const spec = ephemeral ? { ephemeralContainers: [container] } : { containers: [{ name: container, image }] };
  const path = ephemeral ? `${base}/ephemeralcontainers` : base;
  return [{ method: 'PATCH', path, body: { spec }, contentType: MERGE }, label, `${op} Pod ${pod}`];
}

async function remove({ api }: ControlPlane, object: Manifest): Promise<void> {
  const path = pathOf(object);
  await api.delete(path);
  await waitFor(`${path} is gone`, async () => (await api.get(path)).status === 404);
}
