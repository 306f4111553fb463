/**
 * How a release was made, as an in-toto statement with the predicate of SLSA 1.0 (slsa.dev/spec/v1.0/provenance): of which
 * commit, lockfile and base images, with which Node.js and npm. It is no proof before somebody signs it. No time in it but
 * the commit's, or two builds of one commit would differ.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../parts.mjs';

export function provenanceOf({ subjects, version, source, repository, builder, bases }) {
  const git = repository ?? 'git+file:pullgate';
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:pullgate:npm-run-release:1',
        externalParameters: { source: `${git}@${source.commit}`, version },
        internalParameters: { node: process.version, npm: npmVersion() },
        resolvedDependencies: [
          { uri: `${git}@${source.commit}`, digest: { gitCommit: source.commit } },
          { uri: 'package-lock.json', digest: { sha256: sha256Of(readFileSync(join(ROOT, 'package-lock.json'))) } },
          ...bases.map(({ name, sha256 }) => ({ uri: `docker://${name}`, digest: { sha256 } })),
        ],
      },
      runDetails: { builder: { id: builder } },
    },
  };
}

export function sha256Of(data) {
  return createHash('sha256').update(data).digest('hex');
}

function npmVersion() {
  return spawnSync('npm', ['--version'], { encoding: 'utf8' }).stdout.trim();
}
