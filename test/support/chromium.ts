/** A real browser, as Debian has it: `apt-get install chromium`; PULLGATE_CHROMIUM names another one. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, getuid } from 'node:process';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** @throws where there is none, saying how to get it */
export function startChromium(): Promise<Browser> {
  // As root it has no sandbox of its own.
  return chromium.launch({ executablePath: find(), args: getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

function find(): string {
  const named = env['PULLGATE_CHROMIUM'];
  if (named !== undefined) return named;
  const folders = (env['PATH'] ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`no ${NAMES.join(', ')} in PATH; on Debian: apt-get install chromium`);
  return found;
}
