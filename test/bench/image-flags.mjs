/** How the image starts Node.js: what is measured is measured with the same flags. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const DOCKERFILE = new URL('../../Dockerfile', import.meta.url);

/** The flags of the ENTRYPOINT; a Node.js line that does not know one of them is started without it. */
export function imageFlags(node = process.execPath) {
  const entry = /^ENTRYPOINT (.+)$/m.exec(readFileSync(DOCKERFILE, 'utf8'))?.[1] ?? '[]';
  const flags = JSON.parse(entry).filter((word) => word.startsWith('--'));
  return flags.filter((flag) => spawnSync(node, [flag, '--version']).status === 0);
}

/** The same with the heap that the chart gives by its default memory limit. */
export const chartFlags = () => ['--max-old-space-size=192', ...imageFlags()];
