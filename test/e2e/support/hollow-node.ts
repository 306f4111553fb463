/**
 * A node that runs nothing: the kubelet's own code (../../node/kubelet) on a container runtime (../../node/runtime) whose
 * images are pulled by containerd's own resolver. What became of a Pod is read from its status and from what the runtime
 * was asked.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { must } from './cluster.js';
import { runCommand } from './command.js';
import { type ControlPlane, NODE_TOKEN } from './control-plane.js';
import { startProgram, waitFor } from './processes.js';

/** Where the registries are that the Pods of some namespaces know: ../../node/runtime/routes.go. */
export interface Route {
  /** Begin of a namespace's name. */
  readonly namespace: string;
  /** `127.0.0.1:4001` */
  readonly address: string;
  /** Without port, lower case. */
  readonly hosts: readonly string[];
}

export interface NodeOptions {
  readonly name: string;
  /** PEM of the authority of all registries. */
  readonly ca: string;
  /** The node's own config.json. */
  readonly config?: unknown;
  /** Files of the credential provider plugins, and their configuration. */
  readonly providers?: { readonly config: object; readonly programs: Readonly<Record<string, string>> };
}

/** A PullImage as the runtime was asked; `username` null: no AuthConfig. */
export interface Pull {
  readonly namespace: string;
  readonly pod: string;
  readonly image: string;
  readonly username: string | null;
  readonly ok: boolean;
  readonly error?: string;
}

export interface HollowNode {
  readonly name: string;
  /** Takes the place of all routes before. */
  readonly route: (routes: readonly Route[]) => void;
  readonly pulls: () => readonly Pull[];
  /** An image that is there before any Pod; pulled with this login, which the kubelet does not learn of. */
  readonly preload: (image: string, namespace: string, login: string) => Promise<void>;
  /** A static pod: a file in the node's manifest folder. */
  readonly addStatic: (name: string, manifest: object) => void;
}

export async function startNode(t: Test, plane: ControlPlane, options: NodeOptions): Promise<HollowNode> {
  const { name } = options;
  const root = join(plane.folder, `node-${name}`);
  const manifests = join(root, 'kubelet', 'manifests');
  mkdirSync(manifests, { recursive: true });
  const at = (file: string): string => join(root, file);
  const [socket, routes, ca, log] = [at('cri.sock'), at('routes.json'), at('ca.crt'), at('pulls.jsonl')];
  writeFileSync(ca, options.ca);
  writeFileSync(routes, '[]');
  if (options.config !== undefined) writeFileSync(at('kubelet/config.json'), JSON.stringify(options.config));
  const store = ['-socket', socket, '-root', at('images'), '-routes', routes, '-ca', ca, '-log', log];
  const hollow = asset('RUNTIME_ASSETS', 'hollow-runtime');
  const runtime = startProgram(hollow, store, { folder: root, name: 'runtime' });
  t.teardown(() => runtime.stop(500));
  await waitFor('the runtime listens', () => existsSync(socket), { while: [runtime] });
  const kubeconfig = plane.kubeconfig(`kubelet-${name}`, { token: NODE_TOKEN });
  const args = [
    ...['-name', name, '-root', at('kubelet'), '-runtime', socket, '-kubeconfig', kubeconfig],
    ...providerArgs(root, options.providers),
  ];
  const kubelet = startProgram(asset('KUBELET_ASSETS', 'hollow-kubelet'), args, { folder: root, name: 'kubelet' });
  t.teardown(() => kubelet.stop(500));
  await waitFor(`node ${name} is ready`, () => isReady(plane, name), { while: [runtime, kubelet], everyMs: 200 });
  return {
    name,
    route: (list) => writeFileSync(routes, JSON.stringify(list)),
    pulls: () => (existsSync(log) ? readLines(log) : []),
    preload: async (image, namespace, login) => {
      const args = ['-socket', socket, '-preload', image, '-namespace', namespace, '-login', login];
      const { code, stderr } = await runCommand({ path: hollow, args, folder: root, env: {} });
      if (code !== 0) throw new Error(`${image} could not be put on the node: ${stderr}`);
    },
    addStatic: (file, manifest) => writeFileSync(join(manifests, `${file}.json`), JSON.stringify(manifest)),
  };
}

function asset(variable: string, program: string): string {
  const folder = process.env[variable];
  if (folder === undefined) throw new Error(`${variable} is not set; start this by \`npm run test:e2e -- FILE\``);
  return join(folder, program);
}

function providerArgs(root: string, providers: NodeOptions['providers']): readonly string[] {
  if (providers === undefined) return [];
  const bin = join(root, 'plugins');
  mkdirSync(bin, { recursive: true });
  for (const [name, text] of Object.entries(providers.programs)) writeFileSync(join(bin, name), text, { mode: 0o700 });
  const config = join(root, 'providers.json');
  writeFileSync(config, JSON.stringify(providers.config));
  return ['-credential-provider-config', config, '-credential-provider-bin', bin];
}

async function isReady({ api }: ControlPlane, name: string): Promise<boolean> {
  const { status, body } = await api.get(`/api/v1/nodes/${name}`);
  const conditions: readonly { readonly type: string; readonly status: string }[] =
    Object(body['status']).conditions ?? [];
  return status === 200 && conditions.some((each) => each.type === 'Ready' && each.status === 'True');
}

/** The last line may be half written. */
function readLines(file: string): readonly Pull[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line): Pull => JSON.parse(line));
}

// ----------------------------------------------------------------------------------------------------------- outcomes

interface Status {
  readonly name: string;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: object;
    readonly terminated?: object;
  };
}

export interface LivePod {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly nodeName?: string;
    readonly containers: readonly { readonly name: string }[];
    readonly volumes?: readonly { readonly name: string; readonly image?: { readonly reference?: string } }[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly containerStatuses?: readonly Status[];
    readonly initContainerStatuses?: readonly Status[];
    readonly ephemeralContainerStatuses?: readonly Status[];
  };
}

export async function podsIn({ api }: ControlPlane, namespace: string): Promise<readonly LivePod[]> {
  const { items } = await must(api.get(`/api/v1/namespaces/${namespace}/pods`));
  return items as readonly LivePod[]; // as the API server gives them
}

/** Of each container as a recorded row has it: `ok`, a waiting reason, a raw Go error; undefined: nothing to say yet. */
export function outcomesOf({ status }: LivePod): Readonly<Record<string, string | undefined>> {
  const statuses = [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ];
  return Object.fromEntries(statuses.map((each) => [each.name, outcomeOf(each)]));
}

/** Reasons that come after the image was found to be there. */
const AFTER_THE_IMAGE = new Set(['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError']);

function outcomeOf({ state = {} }: Status): string | undefined {
  const { waiting, running, terminated } = state;
  if (running !== undefined || terminated !== undefined) return 'ok';
  const reason = waiting?.reason;
  if (reason === undefined) return undefined;
  if (AFTER_THE_IMAGE.has(reason)) return 'ok';
  return reason === 'ImagePullBackOff' ? 'ErrImagePull' : reason;
}

/** What a Pod still waits for, before anything can be said of its images. */
export const PENDING = new Set([undefined, 'ContainerCreating', 'PodInitializing']);
