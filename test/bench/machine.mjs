/** What must be known of a machine to read its figures. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { hasCores } from './cores.mjs';

export function machineOf({ node, flags }) {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return {
    node: spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim(),
    flags,
    pullgate: version,
    fastify: versionOf('fastify'),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    pinned: hasCores,
    kernel: release(),
    load: Math.round(loadavg()[0] * 10) / 10,
  };
}

function versionOf(name) {
  const url = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')).version;
}
