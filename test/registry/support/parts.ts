/**
 * The registries themselves: Debian's `docker-registry` (distribution 2), and the one of go-containerregistry, which Go
 * builds once into a cache. Both are started on loopback with a folder of their own and end with the test.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Test } from 'tap';
import { freePort } from '../../support/free-ports.js';

const GGCR = 'github.com/google/go-containerregistry/cmd/registry@v0.20.7';

export interface Running {
  readonly port: number;
}

export function folderOf(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-registry-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @param settings of its configuration, YAML, beside the storage and the address */
export async function startDistribution(
  t: Test,
  folder: string,
  { key, cert }: { readonly key: string; readonly cert: string },
  settings: string,
): Promise<Running> {
  const port = await freePort();
  writeFileSync(join(folder, 'key.pem'), key);
  writeFileSync(join(folder, 'cert.pem'), cert);
  const config = join(folder, 'config.yml');
  writeFileSync(
    config,
    `version: 0.1
log: { level: error, accesslog: { disabled: true } }
storage: { filesystem: { rootdirectory: '${folder}/data' } }
http:
  addr: 127.0.0.1:${port}
  tls: { certificate: '${folder}/cert.pem', key: '${folder}/key.pem' }
${settings}
`,
  );
  await run(t, 'docker-registry', ['serve', config], port, 'on Debian: apt-get install docker-registry');
  return { port };
}

/** Plain HTTP, nobody is asked for a login. */
export async function startGgcr(t: Test): Promise<Running> {
  const port = await freePort();
  await run(t, ggcr(), ['-port', String(port)], port, 'it is built with Go');
  return { port };
}

function ggcr(): string {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'pullgate', `registry-${GGCR.split('@')[1]}`);
  const program = join(folder, 'registry');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const { status, stderr, error } = spawnSync('go', ['install', GGCR], {
    env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod' },
    cwd: folder,
    encoding: 'utf8',
  });
  if (error !== undefined || status !== 0) throw new Error(`Go did not build ${GGCR}: ${error?.message ?? stderr}`);
  return program;
}

async function run(t: Test, program: string, args: readonly string[], port: number, hint: string): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  let gone: string | undefined;
  child.stderr.on('data', (chunk) => {
    said = `${said}${String(chunk)}`.slice(-2000);
  });
  child.on('error', (error) => {
    gone = `${program} cannot be started (${error.message}); ${hint}`;
  });
  child.on('exit', (code) => {
    gone ??= `${program} ended with ${code}: ${said}`;
  });
  t.teardown(async () => {
    if (child.exitCode !== null || child.pid === undefined) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  for (let turn = 0; turn < 200; turn += 1) {
    if (gone !== undefined) throw new Error(gone);
    if (await isOpen(port)) return;
    await sleep(50);
  }
  throw new Error(`${program} does not listen: ${said}`);
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const [first] = await Promise.race([
    once(socket, 'connect').then(() => ['connect']),
    once(socket, 'error').then(() => ['error']),
  ]).catch(() => ['error']);
  socket.destroy();
  return first === 'connect';
}
