/**
 * What a new question touches (docs/architecture.md), as `tsc` says it: with its member alone it names the rows that are
 * missing and nothing else; with them it is content.
 */
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import ts from 'typescript';
import { INSERTIONS, withMadeUp } from '../support/made-up-questions.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile);
const parsed = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const options: ts.CompilerOptions = { ...parsed.options, noEmit: true, incremental: false, composite: false };
delete options.tsBuildInfoFile;

let last: ts.Program | undefined;

/** Files below `src` with an error where the made-up questions were put into these. */
function brokenWith(files: readonly string[]): readonly string[] {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  const nameOf = (path: string): string => relative(`${ROOT}src`, path).split(sep).join('/');
  host.getSourceFile = (path, language, ...rest) => {
    const name = nameOf(path);
    if (!files.includes(name)) return last?.getSourceFile(path) ?? getSourceFile(path, language, ...rest);
    return ts.createSourceFile(path, withMadeUp(name, ts.sys.readFile(path) ?? ''), language, true);
  };
  const program = ts.createProgram(parsed.fileNames, options, host);
  last ??= program;
  const broken = ts.getPreEmitDiagnostics(program).map(({ file }) => (file === undefined ? '' : nameOf(file.fileName)));
  return [...new Set(broken)].sort();
}

t.test('a new question is a member, a row of the cluster, and a row of each other state', async (t) => {
  t.strictSame(brokenWith([]), []);
  // Those that change what another one answers have to say what becomes of it.
  const changing = ['audit/account-fixes.ts', 'facts/told.ts'];
  const states = [...changing, 'facts/overlay.ts', 'manifests/state.ts', 'snapshot/state.ts'];
  t.strictSame(brokenWith(['core/questions.ts']), ['cluster/questions.ts', ...states].sort());
  const rows = ['core/questions.ts', 'cluster/questions.ts', ...states];
  const labelled = brokenWith(rows);
  t.ok(labelled.length > 0 && labelled.every((file) => file.startsWith('cli/')), `${labelled}: its labels are missing`);
  t.strictSame(brokenWith([...INSERTIONS.keys()]), []);
  t.strictSame([...INSERTIONS.keys()].sort(), [...rows, 'metrics/catalogue.ts'].sort());
});
