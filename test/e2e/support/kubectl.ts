/** The real kubectl, run in a folder of its own, so that what it prints of files is the same everywhere. */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiObject } from './api.js';

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface KubectlOptions {
  /** Files of the folder it runs in, by name; objects are written as JSON. */
  readonly files?: Readonly<Record<string, ApiObject | readonly ApiObject[] | string>>;
  readonly stdin?: string;
  /** A bearer token other than the admin's. */
  readonly token?: string;
}

export type Kubectl = (args: readonly string[], options?: KubectlOptions) => Promise<Printed>;

export function createKubectl(path: string, kubeconfig: string, folder: string): Kubectl {
  const home = mkdtempSync(join(folder, 'home-'));
  return (args, { files = {}, stdin = '', token } = {}) => {
    const cwd = mkdtempSync(join(folder, 'kubectl-'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), fileText(content));
    // kubectl diff runs diff(1), whose time stamps and folder names are no words of ours.
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      KUBECONFIG: kubeconfig,
      KUBECTL_EXTERNAL_DIFF: 'diff -U1 -N --label LIVE --label MERGED',
    };
    const all = token === undefined ? args : [...args, `--token=${token}`];
    return new Promise((resolve, reject) => {
      const child = spawn(path, all, { cwd, env, timeout: 60_000 });
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.once('error', reject);
      child.once('close', (code) =>
        resolve({ code: code ?? -1, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
      );
      // A command that never reads its input may have ended before it is written.
      child.stdin.once('error', () => undefined);
      child.stdin.end(stdin);
    });
  };
}

function fileText(content: ApiObject | readonly ApiObject[] | string): string {
  if (typeof content === 'string') return content;
  const objects: readonly unknown[] = Array.isArray(content) ? content : [content];
  // Documents of a YAML stream; JSON is YAML.
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n');
}

/** What a person sees, as it came: for a snapshot. */
export function printedText(command: string, { code, stdout, stderr }: Printed): string {
  return `$ kubectl ${command}\n${stdout}${stderr}(exit status ${code})\n`;
}
