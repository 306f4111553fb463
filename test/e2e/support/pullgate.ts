/** `pullgate serve` as its users start it: a process of its own, a configuration file, a kubeconfig with the least rights. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { freePorts } from '../../support/free-ports.js';
import type { ControlPlane } from './control-plane.js';
import { type Program, startProgram, waitFor } from './processes.js';

export interface Pullgate {
  /** Where reviews are posted, and the certificate by which the API server knows it (base64 of PEM). */
  readonly url: string;
  readonly caBundle: string;
  readonly healthUrl: string;
  readonly program: Program;
  readonly log: () => readonly LogLine[];
}

export interface LogLine {
  readonly event?: string;
  readonly level?: string;
  readonly msg?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly kind?: string;
  readonly user?: string;
  readonly decision?: string;
  readonly codes?: readonly string[];
  readonly [field: string]: unknown;
}

export interface PullgateOptions {
  /** The configuration, besides address and log. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Default: a token of the ServiceAccount with exactly the rights that are documented. */
  readonly kubeconfig?: string;
  readonly name?: string;
  /** More of the command line. */
  readonly args?: readonly string[];
}

export const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
export const HOME = 'pullgate-system';
export const ACCOUNT = 'pullgate';

export async function startPullgate(t: Test, plane: ControlPlane, options: PullgateOptions = {}): Promise<Pullgate> {
  const { settings = {}, name = 'pullgate', args = [] } = options;
  const kubeconfig = options.kubeconfig ?? plane.kubeconfig(name, { token: await accountToken(plane) });
  const [port = 0, healthPort = 0] = await freePorts(2);
  const config = join(plane.folder, `${name}.yaml`);
  // At debug every review is a line, so that a test can tell what was asked.
  const all = { ...settings, server: { port, healthPort }, log: { level: 'debug' } };
  writeFileSync(config, JSON.stringify(all));
  const serve = [process.execPath, MAIN, 'serve', '--config', config, '--kubeconfig', kubeconfig, ...args];
  // tap puts a loader for coverage into NODE_OPTIONS of everything that is started; it makes a start take four seconds.
  const program = startProgram('env', ['-u', 'NODE_OPTIONS', ...serve], { folder: plane.folder, name });
  t.teardown(() => program.stop(100));
  const healthUrl = `http://127.0.0.1:${healthPort}`;
  await waitFor('Pullgate is ready', () => isReady(healthUrl), { while: [program] });
  const caBundle = Buffer.from(await servedCertificate(port)).toString('base64');
  const url = `https://127.0.0.1:${port}/validate`;
  return { url, caBundle, healthUrl, program, log: () => readLog(program) };
}

export async function isReady(healthUrl: string): Promise<boolean> {
  try {
    const answer = await fetch(`${healthUrl}/readyz`);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

function servedCertificate(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      const body = socket.getPeerCertificate().raw.toString('base64').replace(/.{64}/g, '$&\n');
      socket.end();
      resolve(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`);
    });
    socket.once('error', reject);
  });
}

/** The log's lines; what is printed for people, and a line that is still being written, are left out. */
export function readLog(program: Program): readonly LogLine[] {
  return program
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line): LogLine => JSON.parse(line));
}

const made = new WeakMap<ControlPlane, Promise<void>>();

/** A token of Pullgate's own ServiceAccount; bound to a Secret, it dies with that. */
export async function accountToken(plane: ControlPlane, boundSecret?: string): Promise<string> {
  const rights = made.get(plane) ?? grantRights(plane);
  made.set(plane, rights);
  await rights;
  const boundTo = boundSecret === undefined ? [] : ['--bound-object-kind=Secret', `--bound-object-name=${boundSecret}`];
  const { code, stdout, stderr } = await plane.kubectl(['-n', HOME, 'create', 'token', ACCOUNT, ...boundTo]);
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

async function grantRights({ api }: ControlPlane): Promise<void> {
  const role = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: ACCOUNT };
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: HOME } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace: HOME, name: ACCOUNT } },
    {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name: ACCOUNT },
      rules: [
        { apiGroups: [''], resources: ['secrets', 'serviceaccounts', 'namespaces'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
      ],
    },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name: ACCOUNT },
      roleRef: role,
      subjects: [{ kind: 'ServiceAccount', namespace: HOME, name: ACCOUNT }],
    },
  ];
  for (const object of objects) {
    const { status, message } = await api.create(object);
    if (status !== 201) throw new Error(message);
  }
}
