/** A live state whose token is a file, as the kubelet writes it for a Pod, and an API server that takes that token only. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAccess } from '../../src/cluster/access.js';
import { type Opened, type OpenOptions, openLive } from './live.js';

export interface WithToken extends Opened {
  /** From now on that one is in the file, and the old one is refused. */
  readonly rotate: (token: string) => void;
}

export async function openWithToken(
  clean: (end: () => Promise<void>) => void,
  token: string,
  timings: OpenOptions['timings'] = {},
): Promise<WithToken> {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-token-'));
  clean(async () => rmSync(directory, { recursive: true }));
  const write = (next: string): void => writeFileSync(join(directory, 'token'), next);
  const opened = await openLive(clean, {
    timings,
    access: async (fake) => {
      fake.tokens = [token];
      write(token);
      writeFileSync(join(directory, 'ca.crt'), fake.ca);
      const { hostname, port } = new URL(fake.url);
      const env = { HOME: directory, KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
      return loadAccess({ env, serviceAccountDirectory: directory });
    },
  });
  const rotate = (next: string): void => {
    write(next);
    opened.api.tokens = [next];
  };
  return { ...opened, rotate };
}
