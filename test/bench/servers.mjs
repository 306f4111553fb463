/** The servers that are measured, as rows for child.mjs. All of Node.js have the same binary and the flags of the image. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const ROOT = path('../..');
const PEERS = path('peers/index.mjs');

/** What the image holds, into a directory. */
export function bundle(directory) {
  const { status, signal, stderr } = spawnSync(process.execPath, [join(ROOT, '.image/bundle.mjs'), directory]);
  if (status !== 0) throw new Error(`no bundle (${status ?? signal}): ${stderr}`);
  return join(directory, 'pullgate.mjs');
}

export function echo(name, kind, { node, flags }) {
  return { name, command: node, args: [...flags, path('echo.mjs'), kind] };
}

/** `pullgate serve` as in a cluster, with all that it does for one review: `main` is the bundle or dist/main.js. */
export function ours(name, main, { node, flags, kubeconfig, certificates }) {
  const args = [
    ...['serve', '--kubeconfig', kubeconfig, '--tls-source', 'files', '--tls-directory', certificates],
    ...['--server-port', '0', '--server-health-port', '0', '--server-drain-seconds', '0'],
    ...['--injection-mode', 'namespaces', '--log-level', 'debug'],
  ];
  return { name, command: node, args: [...flags, main, ...args], speaks: 'pullgate', judges: true };
}

/** The calls of `ours` to the API server, made by nobody else. */
export function caller({ node, flags }) {
  return { name: 'the calls', command: node, args: [...flags, path('calls.mjs')], talks: true };
}

/** What other webhooks can answer, none of which reads a cluster. */
const OF_PEERS = ['create', 'update', 'large', 'deny-object'];

/** Other webhooks, where they can be had; what they are built of is kept for the next time. @param node that of all the others */
export async function peers({ node }) {
  if (!existsSync(PEERS)) return [];
  const module = await import(PEERS);
  const made = await module.peers(join(ROOT, 'node_modules/.cache/pullgate/peers'), { node });
  for (const { missing } of made) if (missing !== undefined) process.stderr.write(`${missing}\n`);
  return made.flatMap((row) => (row.missing === undefined ? [{ ...row, judges: true, groups: OF_PEERS }] : []));
}

/** The files that all of them need: the certificate, and the way to the API server. */
export async function prepare(work, api, dist) {
  const { createCertificate } = await import(`file://${dist}/tls/issue.js`);
  const { key, cert } = await createCertificate(Date.now());
  writeFileSync(join(work, 'tls.key'), key);
  writeFileSync(join(work, 'tls.crt'), cert);
  writeFileSync(join(work, 'ca.crt'), cert);
  writeFileSync(join(work, 'api.crt'), api.ca);
  const cluster = { server: api.url, 'certificate-authority': join(work, 'api.crt') };
  const kubeconfig = {
    'current-context': 'bench',
    clusters: [{ name: 'bench', cluster }],
    users: [{ name: 'bench', user: { token: 'bench' } }],
    contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
  };
  writeFileSync(join(work, 'kubeconfig'), JSON.stringify(kubeconfig));
  return { certificates: work, kubeconfig: join(work, 'kubeconfig'), ca: cert };
}
