/**
 * Files, directories and standard input to manifests, as `kubectl -f` takes them (cli-runtime pkg/resource visitor.go
 * ExpandPathsToFileVisitors): a file that is named is read whatever it is called, a directory gives its .json, .yaml and
 * .yml files in order of their names, with its subdirectories only when asked. UTF-8, or UTF-16 with its mark.
 *
 * Never throws: what cannot be read is a diagnostic. URLs are not fetched.
 */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chartOf, hasPlaceholder, isChartFile } from './chart-templates.js';
import { droppedFields } from './dropped.js';
import { type Diagnostic, type ManifestFile, type ManifestObject, readSegment } from './read.js';
import { segmentsOf } from './segments.js';
import { acceptable } from './shape.js';
import { decodeText, readInParts } from './text-file.js';

export interface LoadRequest {
  /** `-` stands for standard input. */
  readonly paths: readonly string[];
  readonly recursive: boolean;
  readonly stdin?: string | Uint8Array;
  /** Unrendered templates of charts that a directory holds are no error, and not read; nor are the values of charts. */
  readonly passOverTemplates?: boolean;
}

export interface Loaded {
  readonly files: number;
  /** Without those that the API server could not decode (shape.ts). */
  readonly objects: readonly ManifestObject[];
  /** Of the files, of what is no file, and of what was refused. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Of one file some documents, of a path that cannot be read what is wrong with it. */
export interface Piece extends ManifestFile {
  /** Whether a file begins with it. */
  readonly isFile: boolean;
  /** The chart whose template this is: it was passed over. */
  readonly templateOf?: string;
}

export interface ReadOptions {
  /** See `readSegment`. */
  readonly isBrief?: boolean;
  /** Documents that are not wanted are not read (sorting.ts). */
  readonly skips?: (document: string) => boolean;
}

export interface Source {
  /** All of it, a piece at a time, from the beginning each time it is called. */
  readonly pieces: (options?: ReadOptions) => Generator<Piece, void>;
}

export function loadManifests(request: LoadRequest): Loaded {
  const pieces = [...openManifests(request).pieces()];
  return {
    files: pieces.filter(({ isFile }) => isFile).length,
    objects: pieces.flatMap(({ objects }) => objects),
    diagnostics: pieces.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** The same without all of it in memory. */
export function openManifests({ paths, recursive, stdin = '', passOverTemplates = false }: LoadRequest): Source {
  /** What can be read only once: a pipe that was named like a file. */
  const pipes = new Map<string, string>();
  return {
    *pieces(options = {}) {
      for (const path of new Set(paths)) {
        if (path === '-') {
          yield* piecesOf([typeof stdin === 'string' ? stdin : decodeText(stdin)], '<stdin>', options);
          continue;
        }
        const listed = listFiles(path, recursive);
        if (!listed.ok) {
          yield failed(path, listed.why);
          continue;
        }
        for (const file of listed.files) yield* readFile(file, passOverTemplates && file !== path, pipes, options);
      }
    },
  };
}

function* readFile(
  path: string,
  passOver: boolean,
  pipes: Map<string, string>,
  options: ReadOptions,
): Generator<Piece, void> {
  try {
    if (passOver && isChartFile(path)) return;
    const chart = passOver ? chartOf(path) : undefined;
    const isPipe = !(statSync(path, { throwIfNoEntry: false })?.isFile() ?? true);
    if (chart === undefined && !isPipe) {
      yield* piecesOf(readInParts(path), path, options);
      return;
    }
    const text = pipes.get(path) ?? [...readInParts(path)].join('');
    if (isPipe) pipes.set(path, text);
    if (chart === undefined || !hasPlaceholder(text)) yield* piecesOf([text], path, options);
    else
      yield {
        source: path,
        objects: [],
        diagnostics: [],
        templates: [],
        ignores: [],
        isFile: false,
        templateOf: chart,
      };
  } catch (error) {
    yield failed(path, `The file cannot be read: ${reasonOf(error)}.`);
  }
}

function* piecesOf(
  parts: Iterable<string>,
  source: string,
  { isBrief = false, skips }: ReadOptions,
): Generator<Piece, void> {
  for (const segment of segmentsOf(parts)) {
    const read = readSegment(segment, source, { isBrief, ...(skips === undefined ? {} : { skips }) });
    const { objects, diagnostics } = acceptable(read.objects);
    yield {
      source,
      objects,
      diagnostics: [
        ...read.diagnostics,
        ...[...diagnostics, ...droppedFields(read.objects, objects)].sort((a, b) => a.line - b.line),
      ],
      templates: read.templates,
      ignores: read.ignores,
      isFile: segment.isFirst,
    };
  }
}

function failed(source: string, message: string): Piece {
  return {
    source,
    objects: [],
    diagnostics: [{ severity: 'error', source, line: 0, message }],
    templates: [],
    ignores: [],
    isFile: false,
  };
}

export type Listing =
  | { readonly ok: true; readonly files: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** The files of a path, in the order in which they are read. */
export function listFiles(path: string, recursive: boolean): Listing {
  try {
    if (!statSync(path).isDirectory()) return { ok: true, files: [path] };
    const files = walk(path, recursive);
    const where = recursive ? 'neither the directory nor one below it holds' : 'the directory does not hold';
    if (files.length > 0) return { ok: true, files };
    return { ok: false, why: `There is nothing to read: ${where} a file named *.yaml, *.yml or *.json.` };
  } catch (error) {
    return { ok: false, why: isMissing(error) ? 'There is no such file or directory.' : cannotRead(error) };
  }
}

function cannotRead(error: unknown): string {
  return `It cannot be read: ${reasonOf(error)}.`;
}

/** Names that start with `..` are how the kubelet keeps the versions of a mounted ConfigMap: the same files once more. */
function walk(directory: string, recursive: boolean): readonly string[] {
  const entries = readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('..'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return recursive ? walk(path, recursive) : [];
    return /\.(?:yaml|yml|json)$/.test(entry.name) && isReadableFile(entry, path) ? [path] : [];
  });
}

/** A link counts as what it leads to; one that leads nowhere is kept, so that reading it says so. */
function isReadableFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'ENOENT') return 'it leads to a file that does not exist';
  if (code === 'EISDIR') return 'it is a directory';
  return code === '' ? 'it is too large or not a regular file' : code;
}
