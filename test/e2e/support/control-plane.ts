/**
 * A real control plane on loopback: etcd, kube-apiserver, kube-controller-manager; no node and no kubelet, so Pods stay
 * Pending. One per test file, in a folder of its own, gone when the test ends, whatever its end.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { freePorts } from '../../support/free-ports.js';
import { type Api, createApi } from './api.js';
import { createKubectl, type Kubectl } from './kubectl.js';
import { type Program, startProgram, waitFor } from './processes.js';

export interface ControlPlane {
  /** The API server, `https://127.0.0.1:PORT`. */
  readonly server: string;
  readonly ca: string;
  readonly folder: string;
  /** As `admin` of `system:masters`. */
  readonly api: Api;
  readonly kubectl: Kubectl;
  /** The admin's kubeconfig. */
  readonly admin: string;
  /** Writes a kubeconfig for a bearer token, given as itself or as a file that is read again and again. */
  readonly kubeconfig: (name: string, user: Readonly<Record<string, unknown>>, namespace?: string) => string;
  /** The processes that answer for the API, of this moment. */
  readonly pids: () => Readonly<Record<'kube-apiserver' | 'etcd', number>>;
  /** SIGKILL, as a node that dies. */
  readonly killApiServer: () => Promise<void>;
  readonly startApiServer: () => Promise<void>;
  /** etcd forgets all that was before, as it does every five minutes. */
  readonly compact: () => Promise<void>;
}

/** Bearer tokens of --token-auth-file. `recorder` is an admin, too, whom the webhooks of a test may leave alone. */
export const ADMIN_TOKEN = 'admin-token';
export const RECORDER = { user: 'recorder', token: 'recorder-token' };
const MANAGER_TOKEN = 'manager-token';
/** Of the kubelets (./hollow-node.ts): what nodes may do is not what is tested. */
export const NODE_TOKEN = 'node-token';

const CONTROLLERS = [
  'deployment-controller',
  'replicaset-controller',
  'statefulset-controller',
  'daemonset-controller',
  'job-controller',
  'cronjob-controller',
  'replicationcontroller-controller',
  'serviceaccount-controller',
  'namespace-controller',
  'garbage-collector-controller',
  // A quota without a status refuses everything that it counts.
  'resourcequota-controller',
];

export interface ControlPlaneOptions {
  /** More controllers, by name. */
  readonly controllers?: readonly string[];
  /** More arguments of the API server, which may name files of the control plane's folder. */
  readonly apiServer?: (folder: string) => readonly string[];
}

export async function startControlPlane(t: Test, options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const folder = mkdtempSync(join(process.env['E2E_RUN_FOLDER'] ?? tmpdir(), 'control-plane-'));
  const programs = new Map<string, Program>();
  t.teardown(async () => {
    // The API server first: it waits for etcd when it is told to stop.
    for (const name of ['controllers', 'api', 'etcd']) await programs.get(name)?.stop(3_000);
    rmSync(folder, { recursive: true, force: true });
  });
  writeSecrets(folder);
  const [etcdPort = 0, peerPort = 0, port = 0] = await freePorts(3);
  const etcd = startEtcd(folder, etcdPort, peerPort);
  programs.set('etcd', etcd);
  const server = `https://127.0.0.1:${port}`;
  const args = [...apiServerArgs(folder, etcdPort, port), ...(options.apiServer?.(folder) ?? [])];
  const startApiServer = async (): Promise<void> => {
    const program = startProgram(part('kube-apiserver'), args, { folder });
    programs.set('api', program);
    await waitUntilReady(server, folder, [etcd, program]);
  };
  await startApiServer();
  const ca = readFileSync(join(folder, 'apiserver.crt'), 'utf8');
  const kubeconfig: ControlPlane['kubeconfig'] = (name, user, namespace = 'default') => {
    const file = join(folder, `${name}.kubeconfig`);
    writeFileSync(file, JSON.stringify(kubeconfigOf(server, ca, user, namespace)));
    return file;
  };
  const manager = kubeconfig('controller-manager', { token: MANAGER_TOKEN });
  programs.set(
    'controllers',
    startProgram(part('kube-controller-manager'), managerArgs(folder, manager, options.controllers), { folder }),
  );
  const api = createApi(server, ca, ADMIN_TOKEN);
  t.teardown(() => api.close());
  const killApiServer = async (): Promise<void> => {
    programs.get('api')?.signal('SIGKILL');
    await programs.get('api')?.ended;
  };
  const admin = kubeconfig('admin', { token: ADMIN_TOKEN });
  const kubectl = createKubectl(part('kubectl'), admin, folder);
  return {
    server,
    ca,
    folder,
    api,
    kubectl,
    admin,
    kubeconfig,
    pids: () => ({ 'kube-apiserver': programs.get('api')?.pid ?? 0, etcd: etcd.pid ?? 0 }),
    killApiServer,
    startApiServer,
    compact: () => compact(etcdPort),
  };
}

function part(name: string): string {
  const folder = process.env['KUBEBUILDER_ASSETS'];
  if (folder === undefined) throw new Error('KUBEBUILDER_ASSETS is not set; start this by `npm run test:e2e -- FILE`');
  return join(folder, name);
}

function writeSecrets(folder: string): void {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  writeFileSync(join(folder, 'service-account.key'), privateKey);
  const tokens = [
    `${ADMIN_TOKEN},admin,admin,system:masters`,
    `${RECORDER.token},${RECORDER.user},${RECORDER.user},system:masters`,
    `${MANAGER_TOKEN},system:kube-controller-manager,manager`,
    `${NODE_TOKEN},system:node:hollow,node,"system:nodes,system:masters"`,
  ];
  writeFileSync(join(folder, 'tokens.csv'), `${tokens.join('\n')}\n`);
}

function startEtcd(folder: string, port: number, peerPort: number): Program {
  const url = `http://127.0.0.1:${port}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  const args = [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--unsafe-no-fsync',
  ];
  return startProgram(part('etcd'), args, { folder });
}

/** By the gateway of etcd, which speaks JSON. */
async function compact(port: number): Promise<void> {
  const ask = async (what: string, body: object): Promise<{ readonly header?: { readonly revision?: string } }> => {
    const answer = await fetch(`http://127.0.0.1:${port}/v3/kv/${what}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`etcd answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  };
  const { header } = await ask('range', { key: Buffer.from('/').toString('base64') });
  await ask('compaction', { revision: header?.revision, physical: true });
}

function apiServerArgs(folder: string, etcdPort: number, port: number): readonly string[] {
  const key = join(folder, 'service-account.key');
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    // A certificate for these addresses is made there once, and found again by the next start.
    `--cert-dir=${folder}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    // Every ClusterIP is an address of loopback.
    '--service-cluster-ip-range=127.64.0.0/24',
    '--endpoint-reconciler-type=none',
    '--profiling=false',
  ];
}

function managerArgs(folder: string, kubeconfig: string, controllers: readonly string[] = []): readonly string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--controllers=${[...CONTROLLERS, ...controllers].join(',')}`,
    // In every namespace there is a ConfigMap with it, where that controller runs: no Pod is mounted without one.
    `--root-ca-file=${join(folder, 'apiserver.crt')}`,
    // As in every real cluster: each controller asks under its own name, by which ownedPods.mode knows it.
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${join(folder, 'service-account.key')}`,
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    '--secure-port=0',
  ];
}

async function waitUntilReady(server: string, folder: string, programs: readonly Program[]): Promise<void> {
  const ready = async (): Promise<boolean> => {
    try {
      const api = createApi(server, readFileSync(join(folder, 'apiserver.crt'), 'utf8'), ADMIN_TOKEN);
      const { status } = await api.get('/readyz');
      api.close();
      return status === 200;
    } catch {
      return false;
    }
  };
  await waitFor('the API server is ready', ready, { forMs: 60_000, everyMs: 100, while: programs });
}

function kubeconfigOf(server: string, ca: string, user: Readonly<Record<string, unknown>>, namespace: string) {
  const data = Buffer.from(ca).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'e2e', cluster: { server, 'certificate-authority-data': data } }],
    users: [{ name: 'e2e', user }],
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'e2e', namespace } }],
    'current-context': 'e2e',
  };
}
