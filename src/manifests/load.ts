/**
 * Files, directories and standard input to manifests, as `kubectl -f` takes them (cli-runtime pkg/resource visitor.go
 * ExpandPathsToFileVisitors): a file that is named is read whatever it is called, a directory gives its .json, .yaml and
 * .yml files in order of their names, with its subdirectories only when asked. UTF-8, or UTF-16 with its mark.
 *
 * Never throws: what cannot be read is a diagnostic. URLs are not fetched.
 */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { droppedFields } from './dropped.js';
import { type Diagnostic, type ManifestFile, type ManifestObject, readManifests } from './read.js';
import { acceptable } from './shape.js';

export interface LoadRequest {
  /** `-` stands for standard input. */
  readonly paths: readonly string[];
  readonly recursive: boolean;
  readonly stdin?: string;
}

export interface Loaded {
  readonly files: readonly ManifestFile[];
  /** Without those that the API server could not decode (shape.ts). */
  readonly objects: readonly ManifestObject[];
  /** Of the files, of what is no file, and of what was refused. */
  readonly diagnostics: readonly Diagnostic[];
}

export function loadManifests({ paths, recursive, stdin }: LoadRequest): Loaded {
  const files: ManifestFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const fail = (source: string, message: string): void => {
    diagnostics.push({ severity: 'error', source, line: 0, message });
  };
  const read = (path: string): void => {
    try {
      files.push(readManifests(decodeText(readFileSync(path)), path));
    } catch (error) {
      fail(path, `The file cannot be read: ${reasonOf(error)}.`);
    }
  };
  for (const path of new Set(paths)) {
    if (path === '-') {
      files.push(readManifests(stdin ?? '', '<stdin>'));
      continue;
    }
    const listed = listFiles(path, recursive);
    if (listed.ok) listed.files.forEach(read);
    else fail(path, listed.why);
  }
  const { objects, diagnostics: refused } = acceptable(files.flatMap((file) => file.objects));
  return {
    files,
    objects,
    diagnostics: [...diagnostics, ...files.flatMap((file) => file.diagnostics), ...refused, ...droppedFields(objects)],
  };
}

type Listing = { readonly ok: true; readonly files: readonly string[] } | { readonly ok: false; readonly why: string };

function listFiles(path: string, recursive: boolean): Listing {
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

const UTF16_LE = [0xff, 0xfe];
const UTF16_BE = [0xfe, 0xff];

/** golang.org/x/text BOMOverride: the mark decides, UTF-8 without one; broken bytes become U+FFFD. */
function decodeText(bytes: Uint8Array): string {
  const startsWith = (mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte);
  if (startsWith(UTF16_LE)) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(UTF16_BE)) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
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
