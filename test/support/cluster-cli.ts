/** Commands that ask a cluster: run in here, against the scripted API server, with a kubeconfig that leads to it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Test } from 'tap';
import { run } from '../../src/cli/index.js';
import { type FakeApi, startFakeApi } from './fake-api-server.js';

export const NOW = Date.parse('2026-11-21T12:00:00Z');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface AskedApi {
  readonly api: FakeApi;
  /** A folder of the test's own, with the kubeconfig in it. */
  readonly directory: string;
  readonly kubeconfig: string;
  readonly write: (name: string, text: string) => void;
  /** In the folder; HOME is the folder, too. */
  readonly cli: (argv: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ran>;
}

export async function startAskedApi(t: Test): Promise<AskedApi> {
  const api = await startFakeApi();
  const kubeconfig = writeKubeconfig(api);
  const directory = dirname(kubeconfig);
  t.teardown(async () => {
    await api.close();
    rmSync(directory, { recursive: true });
  });
  return {
    api,
    directory,
    kubeconfig,
    write: (name, text) => writeFileSync(join(directory, name), text),
    async cli(argv, env = {}) {
      const out: string[] = [];
      const err: string[] = [];
      const code = await run(argv, {
        stdout: { write: (text) => out.push(text) },
        stderr: { write: (text) => err.push(text) },
        stdin: (async function* () {})(),
        env: { HOME: directory, ...env },
        cwd: directory,
        isTTY: false,
        now: () => NOW,
      });
      return { code, stdout: out.join(''), stderr: err.join('') };
    },
  };
}

/** Its path. The namespace of the context is `shop`. */
export function writeKubeconfig(api: FakeApi): string {
  const ca = Buffer.from(api.ca).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'fake', cluster: { server: api.url, 'certificate-authority-data': ca } }],
    users: [{ name: 'me', user: { token: 'a' } }],
    contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'me', namespace: 'shop' } }],
    'current-context': 'fake',
  };
  const file = join(mkdtempSync(join(tmpdir(), 'pullgate-asked-')), 'config');
  writeFileSync(file, JSON.stringify(config));
  return file;
}
