/**
 * A directory of manifests that is the cluster, and what becomes of it. While it is served it is looked at every few
 * seconds, and read again when it has changed and stays so for a moment. A change that cannot be read, or that shows it is
 * only half made, changes nothing: what was read last stays, and the log says so.
 */

import { statSync } from 'node:fs';
import { type Watch, watchContent } from '../config/watch.js';
import type { Log } from '../log/log.js';
import { listFiles, openManifests } from '../manifests/load.js';
import type { Diagnostic, ManifestObject } from '../manifests/read.js';
import { createManifestState, type ManifestState } from '../manifests/state.js';
import { displayPath } from '../process/paths.js';
import { pause } from '../process/timers.js';
import type { Faults } from './faults.js';

export interface ReadDirectory {
  readonly state: ManifestState;
  /** What kubectl would refuse, a line each, with its place. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** As it was before it was read. */
  readonly shape: Shape;
}

/** What tells whether it has changed, without reading it. */
interface Shape {
  readonly fingerprint: string;
  /** Files that hold something. */
  readonly filled: ReadonlySet<string>;
  readonly empty: readonly string[];
}

export function readDirectory(directory: string, cwd: string): ReadDirectory {
  const shape = shapeOf(directory);
  const pieces = [...openManifests({ paths: [directory], recursive: true }).pieces()];
  const objects = pieces.flatMap((piece) => piece.objects);
  return toRead(
    shape,
    objects,
    pieces.flatMap((piece) => piece.diagnostics),
    cwd,
  );
}

/** The same, while reviews are answered. */
async function readInTurns(directory: string, cwd: string): Promise<ReadDirectory> {
  const shape = shapeOf(directory);
  const objects: ManifestObject[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const piece of openManifests({ paths: [directory], recursive: true }).pieces()) {
    objects.push(...piece.objects);
    diagnostics.push(...piece.diagnostics);
    await new Promise((done) => setImmediate(done));
  }
  return toRead(shape, objects, diagnostics, cwd);
}

function toRead(
  shape: Shape,
  objects: readonly ManifestObject[],
  diagnostics: readonly Diagnostic[],
  cwd: string,
): ReadDirectory {
  const state = createManifestState(objects, { offline: false });
  const words = (wanted: Diagnostic['severity']) =>
    [...diagnostics, ...state.diagnostics]
      .filter(({ severity }) => severity === wanted)
      .map(({ source, line, message }) => `${displayPath(source, cwd)}${line === 0 ? '' : `:${line}`}: ${message}`);
  return { state, errors: words('error'), warnings: words('warning'), shape };
}

/** A file that is written anew, or in place, has another time; a link of a ConfigMap's volume leads to another file. */
function shapeOf(directory: string): Shape {
  const listed = listFiles(directory, true);
  if (!listed.ok) return { fingerprint: listed.why, filled: new Set(), empty: [] };
  const files = listed.files.map((path) => ({ path, found: statSync(path, { bigint: true, throwIfNoEntry: false }) }));
  const rows = files.map(({ path, found }) =>
    [path, found?.ino, found?.size, found?.mtimeNs, found?.ctimeNs].join('\0'),
  );
  const holding = (isEmpty: boolean) => files.filter(({ found }) => (found?.size === 0n) === isEmpty);
  return {
    fingerprint: rows.join('\n'),
    filled: new Set(holding(false).map(({ path }) => path)),
    empty: holding(true).map(({ path }) => path),
  };
}

export interface FollowRequest {
  readonly directory: string;
  readonly cwd: string;
  /** As it was read at start. */
  readonly first: ReadDirectory;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly faults: Pick<Faults, 'note'>;
  readonly pollMs?: number;
  readonly stop: AbortSignal;
}

/** For so long nothing may change before it is read: who writes many files is not done with the first. */
const SETTLE_MS = 500;

/** Of one line of the log. */
const MOST_TOLD = 10;

export function followDirectory(request: FollowRequest, use: (read: ReadDirectory) => void): Promise<Watch> {
  const { directory, cwd, first, log, faults, pollMs, stop } = request;
  let last = first;
  let settled = first.shape.fingerprint;

  async function look(): Promise<string> {
    const seen = shapeOf(directory).fingerprint;
    if (seen === settled) return seen;
    await pause(Math.min(SETTLE_MS, pollMs ?? SETTLE_MS), stop);
    if (shapeOf(directory).fingerprint === seen) settled = seen;
    return settled;
  }

  async function onChange(): Promise<void> {
    const read = await readInTurns(directory, cwd);
    // Changed while it was read: the next look sees that, too.
    if (stop.aborted || shapeOf(directory).fingerprint !== read.shape.fingerprint) return;
    const emptied = read.shape.empty.filter((path) => last.shape.filled.has(path));
    const errors = [...read.errors, ...emptied.map((path) => `${displayPath(path, cwd)}: ${EMPTIED}`)];
    const fields = { event: 'reload', directory: displayPath(directory, cwd) };
    if (errors.length > 0) {
      log.error({ ...fields, mistakes: errors.slice(0, MOST_TOLD), count: errors.length }, KEPT);
      return;
    }
    last = read;
    use(read);
    log.info({ ...fields, ...read.state.summary }, 'the cluster directory was read again');
    for (const warning of read.warnings) log.warn({ event: 'manifests' }, warning);
  }

  return watchContent(look, onChange, {
    known: first.shape.fingerprint,
    onFault: (error) => faults.note('directory', error),
    ...(pollMs === undefined ? {} : { intervalMs: pollMs }),
  });
}

const KEPT = 'the changed cluster directory cannot be read as a whole; what was read last stays';
const EMPTIED = 'it held something and is empty now, as while it is written; take the file away if that is meant';
