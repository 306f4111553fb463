/**
 * What is in a release, as CycloneDX: npm's own list of the lockfile, with what would differ from run to run replaced by
 * what follows from the commit.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { ROOT } from '../parts.mjs';
import { timeOf } from './source.mjs';

const ARGS = [
  'sbom',
  '--sbom-format',
  'cyclonedx',
  '--sbom-type',
  'application',
  '--omit',
  'dev',
  '--package-lock-only',
];

export function sbomOf({ name, version, source }) {
  const { status, stdout } = spawnSync('npm', ARGS, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64e6,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('npm sbom failed; it needs npm 10 or later');
  const { metadata, serialNumber: _serialNumber, ...rest } = JSON.parse(stdout);
  const { component, ...told } = metadata;
  // npm takes the name of the directory for that of the project.
  const bom = { ...rest, metadata: { ...told, timestamp: timeOf(source), component: { ...component, name, version } } };
  return { ...bom, serialNumber: `urn:uuid:${uuidOf(JSON.stringify(bom))}` };
}

/** Of the content (RFC 9562, version 8): another bill of materials has another number. */
function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
