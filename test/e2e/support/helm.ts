/** The real Helm, of either major version, with nothing of the user's own: no cache, no plugins, no repositories. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CommandInput, type Printed, runCommand } from './command.js';

export type Helm = (args: readonly string[], input?: CommandInput) => Promise<Printed>;

export const HELM_VERSIONS = [4, 3] as const;
export const CHART = fileURLToPath(new URL('../../../charts/pullgate', import.meta.url));

export type HelmVersion = (typeof HELM_VERSIONS)[number];

export function helmFile(version: HelmVersion): string {
  const assets = process.env['HELM_ASSETS'];
  if (assets === undefined) throw new Error('HELM_ASSETS is not set; start this by `npm run test:e2e -- FILE`');
  return join(assets, `helm${version}`);
}

/** Without a kubeconfig it can only render. */
export function createHelm(version: HelmVersion, folder: string, kubeconfig?: string): Helm {
  const home = mkdtempSync(join(folder, `helm${version}-`));
  const env = { PATH: process.env['PATH'], HOME: home, KUBECONFIG: kubeconfig ?? join(home, 'none') };
  return (args, input = {}) => runCommand({ path: helmFile(version), args, folder, env, ...input });
}

/** What it printed; a warning of the API server is an error, too: every user would read it at every upgrade. */
export async function helmed(run: Promise<Printed>): Promise<string> {
  const { code, stdout, stderr } = await run;
  if (code !== 0 || stderr !== '') throw new Error(`helm ended with ${code}: ${stderr}${stdout}`);
  return stdout;
}
