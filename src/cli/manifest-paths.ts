/** Files, directories and standard input of a command line: read relative to where the command runs, named as they were given. */
import { isAbsolute, resolve } from 'node:path';
import { passedOverWords } from '../manifests/chart-templates.js';
import type { IgnoreComment } from '../manifests/ignore-comments.js';
import { openManifests, type Piece, type ReadOptions } from '../manifests/load.js';
import type { Diagnostic, ManifestFile, ManifestObject } from '../manifests/read.js';
import { displayPath } from '../process/paths.js';
import type { Io } from './command.js';
import type { ReportDiagnostic } from './report.js';

export interface PathRequest {
  readonly paths: readonly string[];
  readonly recursive: boolean;
  /** Unrendered templates of charts are told in one line; otherwise each is an error. */
  readonly passOverTemplates?: boolean;
}

export interface ReadPiece {
  /** The file, named as it was given. */
  readonly source: string;
  readonly objects: readonly ManifestObject[];
  readonly diagnostics: readonly ReportDiagnostic[];
  readonly ignores: readonly IgnoreComment[];
  /** Whether a file begins with it. */
  readonly isFile: boolean;
}

export interface Paths {
  /** All of it, a piece at a time, from the beginning each time it is called. */
  readonly pieces: (options?: ReadOptions) => Generator<ReadPiece, void>;
  /** Others about the same files, named alike. */
  readonly toDiagnostics: (diagnostics: readonly Diagnostic[]) => readonly ReportDiagnostic[];
}

/** Only standard input is in memory as a whole, because it cannot be read again. */
export async function openPaths({ paths, recursive, passOverTemplates = false }: PathRequest, io: Io): Promise<Paths> {
  const name = (source: string): string => {
    const isGiven = paths.some((path) => isAbsolute(path) && source.startsWith(path));
    return isGiven || !isAbsolute(source) ? source : displayPath(source, io.cwd);
  };
  const source = openManifests({
    paths: paths.map((path) => (path === '-' ? path : resolve(io.cwd, path))),
    recursive,
    passOverTemplates,
    ...(paths.includes('-') ? { stdin: await readAll(io.stdin) } : {}),
  });
  const toDiagnostic = (each: Diagnostic, template = each.template): ReportDiagnostic => ({
    file: name(each.source),
    ...(template === undefined ? {} : { template }),
    ...(each.line === 0 ? {} : { line: each.line }),
    ...(each.column === undefined ? {} : { column: each.column }),
    level: each.severity,
    message: each.message,
    ...(each.about === undefined ? {} : { about: each.about }),
  });
  const toPiece = ({ source, objects, diagnostics, templates, ignores, isFile }: Piece): ReadPiece => ({
    source: name(source),
    ignores,
    objects: objects.map((each) => renamed(each, name(each.source))),
    diagnostics: diagnostics.map((each) => toDiagnostic(each, templateAt(templates, each))),
    isFile,
  });
  return {
    *pieces(options) {
      const charts: string[] = [];
      for (const piece of source.pieces(options)) {
        if (piece.templateOf !== undefined) charts.push(name(piece.templateOf));
        else yield toPiece(piece);
      }
      const [file] = charts;
      if (file === undefined) return;
      const told: ReportDiagnostic = { file, level: 'warning', message: passedOverWords(charts) };
      yield { source: file, objects: [], diagnostics: [told], ignores: [], isFile: false };
    },
    toDiagnostics: (diagnostics) => diagnostics.map((each) => toDiagnostic(each)),
  };
}

/** The template that a line was rendered from, the last that begins before it. */
function templateAt(templates: ManifestFile['templates'], { line }: Diagnostic): string | undefined {
  let low = 0;
  let high = templates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((templates[middle]?.line ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return templates[low - 1]?.name || undefined;
}

/** `line` stays a getter: a position may cost a second look at its document, and most are never asked for. */
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

async function readAll(stdin: Io['stdin']): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}
