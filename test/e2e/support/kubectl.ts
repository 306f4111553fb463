/** The real kubectl, run in a folder of its own, so that what it prints of files is the same everywhere. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandInput, type Printed, runCommand } from './command.js';

export interface KubectlOptions extends CommandInput {
  /** A bearer token other than the admin's. */
  readonly token?: string;
}

export type Kubectl = (args: readonly string[], options?: KubectlOptions) => Promise<Printed>;

export function createKubectl(path: string, kubeconfig: string, folder: string): Kubectl {
  const env = {
    PATH: process.env['PATH'],
    HOME: mkdtempSync(join(folder, 'home-')),
    KUBECONFIG: kubeconfig,
    // kubectl diff runs diff(1), whose time stamps and folder names are no words of ours.
    KUBECTL_EXTERNAL_DIFF: 'diff -U1 -N --label LIVE --label MERGED',
  };
  return (args, { token, ...input } = {}) => {
    const all = token === undefined ? args : [...args, `--token=${token}`];
    return runCommand({ path, args: all, folder, env, ...input });
  };
}

/** What a person sees, as it came: for a snapshot. */
export function printedText(command: string, { code, stdout, stderr }: Printed): string {
  return `$ kubectl ${command}\n${stdout}${stderr}(exit status ${code})\n`;
}
