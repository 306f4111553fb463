/**
 * What a review would cost if parts of it cost nothing: copies of the build in which a module is another one that does as
 * good as nothing. What is left with nothing decided, counted and logged is the floor for any decision behind this server.
 */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const ALLOWED = `{
  allowed: true, decision: 'allow', findings: [], subject: undefined, message: '', causes: [], warnings: [],
  auditAnnotations: {}, mode: 'enforce',
}`;
const NOT_NEEDED = ALLOWED.replace(/}$/, "injection: { result: 'not-needed', added: [], patch: [] } }");

/** What stands in for a module; all else that it exports is that of the real one. */
const PARTS = {
  decision: [
    { file: 'facts/assess.js', exports: `const allowed = ${ALLOWED};\nexport const assess = () => allowed;` },
    { file: 'facts/inject.js', exports: `const notNeeded = ${NOT_NEEDED};\nexport const inject = () => notNeeded;` },
  ],
  metrics: [
    {
      file: 'metrics/reviews.js',
      exports: `const nothing = () => {};
export const createReviewMetrics = () => ({
  begin: nothing, end: nothing, noteReview: nothing, noteRefusal: nothing, noteInjection: nothing,
});`,
    },
  ],
  log: [{ file: 'webhook/admission-log.js', exports: 'export const logReview = () => {};' }],
};

const ALLOWED_AS_IT_IS = ['create', 'update', 'large', 'mutate-nothing'];

/** The rows of `npm run bench -- --floor`. Denied, or given a secret, is nothing by one without a decision. */
export const FLOOR = [
  { name: 'no decision', without: ['decision'] },
  { name: 'no log', without: ['log'] },
  { name: 'no metrics', without: ['metrics'] },
  { name: 'none of them', without: ['decision', 'log', 'metrics'] },
].map((row) => ({ ...row, groups: ALLOWED_AS_IT_IS }));

/** The path of a main.js that is as ours but for these parts. */
export function withoutParts(parts, work) {
  const directory = join(work, `without-${parts.join('-')}`);
  mkdirSync(directory);
  cpSync(join(ROOT, 'dist'), join(directory, 'dist'), { recursive: true });
  for (const shared of ['package.json', 'docs', 'node_modules'])
    symlinkSync(join(ROOT, shared), join(directory, shared));
  for (const { file, exports } of parts.flatMap((part) => PARTS[part])) {
    const path = join(directory, 'dist', file);
    const real = file.replace(/^.*\//, './').replace(/\.js$/, '.real.js');
    cpSync(path, path.replace(/\.js$/, '.real.js'));
    writeFileSync(path, `export * from '${real}';\n${exports}\n`);
  }
  return join(directory, 'dist/main.js');
}
