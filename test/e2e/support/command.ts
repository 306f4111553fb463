/** A program that is waited for: what it printed, and how it ended. */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiObject } from './api.js';

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandInput {
  /** Files of the folder it runs in, by name; objects are written as JSON. */
  readonly files?: Readonly<Record<string, ApiObject | readonly ApiObject[] | string>>;
  readonly stdin?: string;
}

export interface Command extends CommandInput {
  readonly path: string;
  readonly args: readonly string[];
  /** Where the folder is made that it runs in. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const PATIENCE_MS = 60_000;

export function runCommand({ path, args, folder, env, files = {}, stdin = '' }: Command): Promise<Printed> {
  const cwd = mkdtempSync(join(folder, 'command-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), fileText(content));
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { cwd, env, timeout: PATIENCE_MS });
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
}

function fileText(content: ApiObject | readonly ApiObject[] | string): string {
  if (typeof content === 'string') return content;
  const objects: readonly unknown[] = Array.isArray(content) ? content : [content];
  // Documents of a YAML stream; JSON is YAML.
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n');
}
