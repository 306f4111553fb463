/** Files, directories and standard input of a command line: read relative to where the command runs, named as they were given. */
import { isAbsolute, resolve } from 'node:path';
import type { IgnoreComment } from '../manifests/ignore-comments.js';
import { type Loaded, loadManifests } from '../manifests/load.js';
import type { Diagnostic, ManifestFile, ManifestObject } from '../manifests/read.js';
import { displayPath } from '../process/paths.js';
import type { Io } from './command.js';
import type { ReportDiagnostic } from './report.js';

export interface Read {
  readonly objects: readonly ManifestObject[];
  readonly diagnostics: readonly ReportDiagnostic[];
  readonly files: number;
  /** By file, of those that have some. */
  readonly ignores: ReadonlyMap<string, readonly IgnoreComment[]>;
  /** Others about the same files, named alike. */
  readonly toDiagnostics: (diagnostics: readonly Diagnostic[]) => readonly ReportDiagnostic[];
}

export async function readPaths(
  { paths, recursive }: { readonly paths: readonly string[]; readonly recursive: boolean },
  io: Io,
): Promise<Read> {
  const name = (source: string): string => {
    const isGiven = paths.some((path) => isAbsolute(path) && source.startsWith(path));
    return isGiven || !isAbsolute(source) ? source : displayPath(source, io.cwd);
  };
  const loaded: Loaded = loadManifests({
    paths: paths.map((path) => (path === '-' ? path : resolve(io.cwd, path))),
    recursive,
    ...(paths.includes('-') ? { stdin: await readAll(io.stdin) } : {}),
  });
  const templates = new Map(loaded.files.map((file) => [file.source, file.templates]));
  const toDiagnostics = (diagnostics: readonly Diagnostic[]): readonly ReportDiagnostic[] =>
    diagnostics.map((each) => ({
      file: name(each.source),
      ...templateAt(templates.get(each.source), each),
      ...(each.line === 0 ? {} : { line: each.line }),
      ...(each.column === undefined ? {} : { column: each.column }),
      level: each.severity,
      message: each.message,
      ...(each.about === undefined ? {} : { about: each.about }),
    }));
  return {
    objects: loaded.objects.map((each) => renamed(each, name(each.source))),
    diagnostics: toDiagnostics(loaded.diagnostics),
    files: loaded.files.length,
    ignores: new Map(
      loaded.files.filter(({ ignores }) => ignores.length > 0).map(({ source, ignores }) => [name(source), ignores]),
    ),
    toDiagnostics,
  };
}

/** The template that a line was rendered from, the last that begins before it. */
function templateAt(
  templates: ManifestFile['templates'] | undefined,
  { line }: Diagnostic,
): { readonly template?: string } {
  let low = 0;
  let high = templates?.length ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((templates?.[middle]?.line ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  const name = templates?.[low - 1]?.name ?? '';
  return name === '' ? {} : { template: name };
}

/** `line` stays a getter: a position costs a second look at its document, and most are never asked for. */
function renamed(each: ManifestObject, source: string): ManifestObject {
  const { object, apiVersion, kind, namespace, name, lineOf, columnOf, template } = each;
  return {
    object,
    apiVersion,
    kind,
    namespace,
    name,
    source,
    get line() {
      return each.line;
    },
    lineOf,
    columnOf,
    ...(template === undefined ? {} : { template }),
  };
}

async function readAll(stdin: Io['stdin']): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks).toString('utf8');
}
