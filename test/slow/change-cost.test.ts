/**
 * The table at the end of docs/architecture.md, proved: each change is made to a copy of the sources, the copy must
 * compile and do the new thing, and the files that were touched must be those of the table.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import t from 'tap';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Change {
  /** The first column of the table. */
  readonly row: string;
  /** New files, and of a file that is there what is put behind which text. */
  readonly edits: Readonly<Record<string, string | readonly (readonly [behind: string, more: string])[]>>;
  /** Files of the row that this change needs not, because what reads the new thing is made for this test. */
  readonly readers?: readonly string[];
}

const CHANGES: readonly Change[] = [
  {
    row: 'rule',
    edits: {
      'core/rules/blue.ts': `import { ON_OBJECT } from '../basis.js';
        import type { Rule } from './rule.js';
        export const blue: Rule<'PG199'> = {
          code: 'PG199', slug: 'blue', title: 'the image is blue', defaultAction: 'deny', scope: 'image',
          wants: { facts: ['owners'], when: ({ outlooks }) => outlooks.length > 0, decides: () => true },
          docs: { what: '', why: '', kubelet: '', fix: '', source: [] },
          evaluate: ({ outlooks, facts }) => outlooks.flatMap(({ use }) => !use.path.includes('template') ? [] :
            [{ problem: 'blue', because: facts.owners.state, uses: [use], basis: ON_OBJECT }]),
        };`,
      'core/rules/index.ts': [
        ['import { credentialEmpty }', "import { blue } from './blue.js';\n"],
        ['const LIST = [', 'blue,'],
      ],
    },
  },
  {
    row: 'fact that a rule needs, of a question there is',
    edits: {
      'core/questions.ts': [
        [
          'export const EXTRA_QUESTIONS = {',
          "owners: ({ namespace }: Whose) => ({ about: 'serviceAccounts', namespace }) as const,",
        ],
      ],
    },
  },
  {
    row: 'workload kind',
    edits: {
      'core/workloads.ts': [
        [
          'export const WORKLOADS = [',
          "{ group: 'example.com', version: '*', kind: 'Rollout', resource: 'rollouts', podSpec: TEMPLATE },",
        ],
      ],
    },
  },
  {
    row: 'registry quirk',
    edits: {
      'core/image/registry-hints.ts': [
        [
          'const ROWS: readonly Row[] = [',
          "{ name: 'Blue', host: /^blue\\.example$/, username: 'BLUE', source: 'https://blue.example' },",
        ],
      ],
    },
  },
  {
    row: 'output format of `check`',
    edits: {
      'cli/formats/blue.ts': `import type { Format } from './format.js';
        export const blue: Format = { render: (report) => 'blue ' + report.results.length };`,
      'cli/formats/index.ts': [['export const FORMATS = {', "blue: async () => (await import('./blue.js')).blue,"]],
    },
  },
  {
    row: 'setting',
    edits: {
      'core/settings.ts': [
        ['export interface Settings {', 'readonly blue: { readonly sky: boolean };'],
        ['export const DEFAULT_SETTINGS: Settings = {', 'blue: { sky: false },'],
      ],
      'config/schema.ts': [
        [
          '  return {\n    mode: choice(MODES',
          "blue: section<keyof Settings['blue']>('Blue.', { sky: flag('Is the sky blue?') }),",
        ],
      ],
    },
  },
];

/** The text with `more` before an import or behind any other text, which stands there once. */
function edited(file: string, text: string, [behind, more]: readonly [string, string]): string {
  const parts = text.split(behind);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${behind}`);
  if (behind.startsWith('import ')) return parts.join(`${more}${behind}`);
  const at = behind.lastIndexOf('{') + 1;
  return behind.startsWith('  return')
    ? parts.join(`${behind.slice(0, at)}${more}${behind.slice(at)}`)
    : parts.join(`${behind}\n${more}`);
}

function filesOf(row: string): readonly string[] {
  const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const line = page.split('\n').find((each) => each.startsWith(`| ${row} |`));
  const cell = line?.slice(`| ${row} |`.length).split('|')[0] ?? '';
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file.replace('SLUG', 'blue'));
}

t.test('what a change costs is what the table says', async (t) => {
  mkdirSync(join(ROOT, 'node_modules/.cache/pullgate'), { recursive: true });
  const copy = mkdtempSync(join(ROOT, 'node_modules/.cache/pullgate/change-cost-'));
  t.teardown(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(join(ROOT, 'src'), join(copy, 'src'), { recursive: true });
  cpSync(join(ROOT, 'tsconfig.json'), join(copy, 'tsconfig.json'));
  cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const { row, edits } of CHANGES) {
    t.strictSame(Object.keys(edits).sort(), [...filesOf(row)].sort(), row);
    for (const [file, edit] of Object.entries(edits)) {
      const path = join(copy, 'src', file);
      const text =
        typeof edit === 'string'
          ? edit
          : edit.reduce((before, each) => edited(file, before, each), readFileSync(path, 'utf8'));
      writeFileSync(path, text);
    }
  }

  const compiled = await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', join(copy, 'tsconfig.json'), '--noEmit'],
    { cwd: copy },
  ).then(
    () => '',
    ({ stdout }) => String(stdout),
  );
  t.equal(compiled, '', 'nothing else has to be changed to compile');

  const outfile = join(copy, 'changed.mjs');
  const from = (file: string): string => JSON.stringify(join(copy, 'src', file));
  await build({
    stdin: {
      contents: `export { assess } from ${from('facts/assess.ts')};
        export { createManifestState } from ${from('manifests/state.ts')};
        export { DEFAULT_SETTINGS } from ${from('core/settings.ts')};
        export { registryHint } from ${from('core/image/registry-hints.ts')};
        export { FORMATS } from ${from('cli/formats/index.ts')};
        export { loadConfig } from ${from('config/load.ts')};
        export { RULES } from ${from('core/rules/index.ts')};`,
      resolveDir: copy,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  const changed = await import(pathToFileURL(outfile).href);

  const kind = { group: 'example.com', version: 'v1', kind: 'Rollout' };
  const spec = { containers: [{ name: 'a', image: 'registry.k8s.io/pause:3.10' }] };
  const object = { metadata: { name: 'web', namespace: 'shop' }, spec: { template: { spec } } };
  const assessment = await changed.assess(
    {
      ...{ uid: 'u', operation: 'CREATE', kind, resource: 'rollouts', subresource: '', namespace: 'shop', name: 'web' },
      ...{ user: 'ann', groups: [], dryRun: false, source: 'review', object, oldObject: () => null },
    },
    {
      settings: changed.DEFAULT_SETTINGS,
      state: changed.createManifestState([], { offline: false }),
      now: 0,
    },
  );
  t.match(assessment.message, /^\[PG199\] blue: found \(.*\)$/, 'the rule speaks, of the new kind, with the new fact');
  t.equal(changed.registryHint('blue.example').username, 'BLUE');
  t.equal((await changed.FORMATS.blue()).render({ results: [] }), 'blue 0');
  const config = await changed.loadConfig({
    ...{ rules: changed.RULES, env: {}, cwd: copy, flags: { 'blue-sky': ['true'] } },
  });
  t.strictSame(config.config.settings.blue, { sky: true }, 'the setting can be given and is read');
});
