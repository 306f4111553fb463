/**
 * The chart as installed: its objects are read from the cluster, its Service is forwarded, and replicas are started from
 * its Deployment (deployed.ts) under its ServiceAccount, as the kubelet, the endpoint controller and kube-proxy would.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Test } from 'tap';
import { freePorts } from '../../support/free-ports.js';
import type { ApiObject } from './api.js';
import { must } from './cluster.js';
import type { ControlPlane } from './control-plane.js';
import { accountKubeconfig, containerOf, deployedContainer, type PodSpec } from './deployed.js';
import { CHART, createHelm, type Helm, helmed } from './helm.js';
import { type Program, startProgram, waitFor } from './processes.js';
import { type LogLine, MAIN, readLog } from './pullgate.js';
import { type Endpoint, type ForwardedService, forwardService } from './service.js';

export interface Replica {
  readonly program: Program;
  readonly healthUrl: string;
  readonly endpoint: Endpoint;
  readonly log: () => readonly LogLine[];
  /** The files of its mounts as they are in the cluster now. */
  readonly remount: () => Promise<void>;
  /** As a Pod that is deleted: it is told to end, and a moment later no new connection comes. */
  readonly leave: () => Promise<void>;
  /** As a node that dies. */
  readonly kill: () => Promise<void>;
}

export interface Release {
  readonly plane: ControlPlane;
  readonly helm: Helm;
  readonly name: string;
  readonly namespace: string;
  readonly clusterIp: string;
  readonly service: ForwardedService;
  /** Ready, and reached through the Service. */
  readonly start: () => Promise<Replica>;
}

export interface InstallOptions {
  readonly name?: string;
  readonly namespace?: string;
  /** As `--set` has them; a value with a comma is JSON. */
  readonly values?: Readonly<Record<string, string>>;
  /** Files of values. */
  readonly files?: readonly string[];
}

/** How long after SIGTERM the proxies of all nodes have heard of it. */
const ENDPOINT_LAG_MS = 1_000;
const NODE_RUNS = [process.execPath, MAIN] as const;

/** At debug every review is a line of the log; writes need not be spread where there are two replicas. */
const QUICK = { 'log.level': 'debug', 'tls.self.jitter': '200ms' };

export function chartArgs(values: Readonly<Record<string, string>> = {}): readonly string[] {
  const all = Object.entries({ ...QUICK, ...values });
  return [CHART, ...all.flatMap(([name, value]) => ['--set', `${name}=${value}`])];
}

/** Without waiting for Pods: there is no kubelet that could start them. */
export async function install(t: Test, plane: ControlPlane, options: InstallOptions = {}): Promise<Release> {
  const { name = 'pullgate', namespace = name, values = {}, files = [] } = options;
  const given = files.flatMap((file) => ['-f', file]);
  const helm = createHelm(4, plane.folder, plane.admin);
  await helmed(helm(['install', name, ...chartArgs(values), ...given, '--namespace', namespace, '--create-namespace']));
  const { clusterIP, ports } = await serviceOf(plane, name);
  const service = forwardService(t, clusterIP, ports[0]?.port ?? 0);
  const start = (): Promise<Replica> => startReplica(t, { plane, name, namespace, service });
  return { plane, helm, name, namespace, clusterIp: clusterIP, service, start };
}

/** All objects of a release that are of one type, by the labels that every tool knows. */
export async function releasedObjects(plane: ControlPlane, path: string, name: string): Promise<readonly ApiObject[]> {
  const selector = encodeURIComponent(`app.kubernetes.io/instance=${name}`);
  const { items } = await must(plane.api.get(`${path}?labelSelector=${selector}`));
  return Array.isArray(items) ? items : [];
}

export async function podTemplateOf(plane: ControlPlane, name: string): Promise<PodSpec> {
  const [deployment] = await releasedObjects(plane, '/apis/apps/v1/deployments', name);
  return Object(deployment?.['spec']).template.spec;
}

interface ServiceSpec {
  readonly clusterIP: string;
  readonly ports: readonly { readonly port: number; readonly targetPort: number | string }[];
}

export interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
  readonly port?: number;
}

/** What the API server would call, by the registered webhooks. */
async function serviceOf(plane: ControlPlane, name: string): Promise<ServiceSpec> {
  const path = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
  const [configuration] = await releasedObjects(plane, path, name);
  const webhooks: readonly { readonly clientConfig: { readonly service: ServiceReference } }[] =
    Object(configuration)['webhooks'];
  const [first, ...others] = webhooks.map(({ clientConfig }) => clientConfig.service);
  if (first === undefined) throw new Error(`no webhook of ${name}`);
  if (others.some((other) => other.name !== first.name || (other.port ?? 443) !== (first.port ?? 443))) {
    throw new Error('the webhooks name more than one Service');
  }
  const { spec } = await must(plane.api.get(`/api/v1/namespaces/${first.namespace}/services/${first.name}`));
  const { clusterIP, ports }: ServiceSpec = Object(spec);
  return { clusterIP, ports: ports.filter(({ port }) => port === (first.port ?? 443)) };
}

type Place = Pick<Release, 'plane' | 'name' | 'namespace' | 'service'>;

async function startReplica(t: Test, { plane, name, namespace, service }: Place): Promise<Replica> {
  const spec = await podTemplateOf(plane, name);
  const { args, env, remount } = await deployedContainer(plane, namespace, spec);
  const [port = 0, healthPort = 0] = await freePorts(2);
  const variables = {
    ...env,
    KUBECONFIG: await accountKubeconfig(plane, namespace, spec.serviceAccountName ?? 'default'),
    PULLGATE_SERVER_HOST: '127.0.0.1',
    PULLGATE_SERVER_PORT: String(port),
    PULLGATE_SERVER_HEALTH_HOST: '127.0.0.1',
    PULLGATE_SERVER_HEALTH_PORT: String(healthPort),
  };
  // tap puts a loader for coverage into NODE_OPTIONS; the Deployment may have options of its own there.
  const assignments = Object.entries(variables).map(([variable, value]) => `${variable}=${value}`);
  const command = ['-u', 'NODE_OPTIONS', ...assignments, ...NODE_RUNS, ...args];
  const program = startProgram('env', command, { folder: plane.folder, name });
  t.teardown(() => program.stop(100));
  const healthUrl = `http://127.0.0.1:${healthPort}`;
  const { path = '/' } = containerOf(spec).readinessProbe?.httpGet ?? {};
  await waitFor(`a replica of ${name} is ready`, () => answers(`${healthUrl}${path}`), { while: [program] });
  const endpoint = await service.add(port);
  const leave = async (): Promise<void> => {
    const ended = program.stop(40_000);
    await sleep(ENDPOINT_LAG_MS);
    endpoint.drain();
    await ended;
  };
  const kill = async (): Promise<void> => {
    endpoint.drain();
    program.signal('SIGKILL');
    await program.ended;
  };
  return { program, healthUrl, endpoint, log: () => readLog(program), remount, leave, kill };
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
