/**
 * What is in a release, as CycloneDX: npm's own list of the lockfile without what only development needs, and with what would
 * differ from run to run replaced by what follows from the commit.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../parts.mjs';
import { timeOf } from './source.mjs';

const ARGS = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];

export function sbomOf({ name, version, source }) {
  const how = { cwd: ROOT, encoding: 'utf8', maxBuffer: 64e6, stdio: ['ignore', 'pipe', 'inherit'] };
  const { status, stdout } = spawnSync('npm', ARGS, how);
  if (status !== 0) throw new Error('npm sbom failed; it needs npm 10 or later');
  const { metadata, serialNumber: _serialNumber, components, dependencies, ...rest } = JSON.parse(stdout);
  const { component, ...told } = metadata;
  // `--omit dev` of npm 11 leaves out what is shipped and developed with: ajv, yaml, ws.
  const isShipped = shipped();
  const kept = components.filter((each) => isShipped(each));
  const refs = new Set([component['bom-ref'], ...kept.map((each) => each['bom-ref'])]);
  const bom = {
    ...rest,
    // npm takes the name of the directory for that of the project.
    metadata: { ...told, timestamp: timeOf(source), component: { ...component, name, version } },
    components: kept,
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) })),
  };
  return { ...bom, serialNumber: `urn:uuid:${uuidOf(JSON.stringify(bom))}` };
}

/** By the lockfile: whether a component is anywhere but below what only development needs. */
function shipped() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const known = new Set();
  for (const [path, { version, dev }] of Object.entries(packages)) {
    if (path !== '' && dev !== true) known.add(`${path.replace(/^.*node_modules\//, '')}@${version}`);
  }
  return ({ group, name, version }) => known.has(`${group === undefined ? '' : `${group}/`}${name}@${version}`);
}

/** Of the content (RFC 9562, version 8): another bill of materials has another number. */
function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
