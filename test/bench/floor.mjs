/**
 * What a review would cost if parts of it cost nothing: copies of the build in which a module is another one that does as
 * good as nothing. What is left with nothing decided, counted and logged is the floor for any decision behind this server.
 */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PULL_SECRET, UNSERVED } from './reviews.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const REST = "findings: [], subject: undefined, causes: [], warnings: [], auditAnnotations: {}, mode: 'enforce'";
const ALLOWED = `{ allowed: true, decision: 'allow', message: '', ${REST} }`;
/** As long as ours are. */
const DENIED = `{ allowed: false, decision: 'deny', message: 'denied '.repeat(90), ${REST} }`;
const NOT_NEEDED = `{ ...${ALLOWED}, injection: { result: 'not-needed', added: [], patch: [] } }`;
const ADDED = `{
  ...${ALLOWED},
  injection: {
    result: 'add', added: ['${PULL_SECRET}'],
    patch: [{ op: 'add', path: '/spec/imagePullSecrets', value: [{ name: '${PULL_SECRET}' }] }],
  },
}`;

/** Constant answers, of which the due one is found by a look at the first image, or at the list: no decision, but a branch. */
const NO_DECISION = {
  assess: `const [allowed, denied] = [${ALLOWED}, ${DENIED}];
export const assess = ({ object }) => {
  const image = object?.spec?.containers?.[0]?.image ?? '';
  return image.endsWith(':latest') || image.startsWith('${UNSERVED}/') ? denied : allowed;
};`,
  inject: `const [notNeeded, added] = [${NOT_NEEDED}, ${ADDED}];
export const inject = ({ object }) => (object?.spec?.imagePullSecrets === undefined ? added : notNeeded);`,
};

/** What stands in for a module; all else that it exports is that of the real one. */
const PARTS = {
  decision: [
    { file: 'facts/assess.js', exports: NO_DECISION.assess },
    { file: 'facts/inject.js', exports: NO_DECISION.inject },
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

/** The rows of `npm run bench -- --floor`. A denial without a decision asks the API server nothing. */
export const FLOOR = [
  { name: 'no decision', without: ['decision'] },
  { name: 'no log', without: ['log'] },
  { name: 'no metrics', without: ['metrics'] },
  { name: 'none of them', without: ['decision', 'log', 'metrics'] },
];

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
