import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import ts from 'typescript';
import { isTooLong } from './support/told.js';

/** Path below `src` with forward slashes, and the text. */
type Sources = ReadonlyMap<string, string>;

/** Who may import whom; a layer may always import itself. `main` and `index` are the files of that name in `src`. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  core: [],
  facts: ['core'],
  text: ['core'],
  process: ['text'],
  log: ['process', 'text'],
  metrics: ['core'],
  config: ['core', 'process', 'text'],
  tls: ['core', 'config', 'process', 'text'],
  manifests: ['core', 'facts', 'text'],
  // The ports of tls are implemented in cluster; the certificate for loopback is made in tls.
  cluster: ['core', 'facts', 'process', 'text', 'tls'],
  // A snapshot file is YAML as manifests are.
  snapshot: ['core', 'facts', 'manifests'],
  audit: ['core', 'facts', 'text'],
  // Speaks to registries; what it is asked and answers are types of core and facts.
  registry: ['core', 'facts', 'process', 'text'],
  // Decides nothing: it writes rules of core down for another evaluator.
  export: ['core'],
  webhook: ['core', 'facts', 'config', 'log', 'metrics', 'process', 'tls'],
  // The composition root: `serve` puts a cluster state and the webhook together.
  cli: [
    ...['core', 'facts', 'config', 'log', 'metrics', 'process', 'text'],
    ...['manifests', 'cluster', 'snapshot', 'webhook', 'tls', 'audit', 'export', 'registry'],
  ],
  index: ['core', 'facts', 'manifests'],
  main: ['cli', 'process'],
};

/** Where a package may be imported. One that is not listed needs a reason in docs/adr and a line here. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  fastify: ['webhook'],
  'close-with-grace': ['webhook', 'cli'],
  selfsigned: ['tls'],
  '@kubernetes/client-node': ['cluster'],
  hpagent: ['cluster'],
  'socks-proxy-agent': ['cluster'],
  undici: ['registry'],
  yaml: ['manifests', 'config', 'text', 'cluster', 'export'],
  ajv: ['config'],
  pino: ['log'],
  'prom-client': ['metrics'],
};

/** Layers without Node.js: the same input gives the same answer everywhere. */
const PURE = new Set(['core', 'facts', 'audit']);
const LONGEST_FILE = 350;

const layerOf = (file: string): string => (file.split('/')[0] ?? '').replace(/\.ts$/, '');

const trees = new Map<string, ts.SourceFile>();

/** Each text once: every source is looked at from several sides. */
function parsed(text: string): ts.SourceFile {
  const tree = trees.get(text) ?? ts.createSourceFile('a.ts', text, ts.ScriptTarget.ES2022, true);
  trees.set(text, tree);
  return tree;
}

/** Every break of the rules, as `file:line what`. */
function check(sources: Sources): readonly string[] {
  return [...sources].flatMap(([file, text]) => {
    const source = parsed(text);
    const at = (node: ts.Node): string =>
      `${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
    const broken = nodesOf(source).flatMap((node) => {
      const specifier = importOf(node);
      const said = specifier === undefined ? useOf(file, node) : importBreak(file, specifier);
      return said === undefined ? [] : [`${at(node)} ${said}`];
    });
    const lines = text.split('\n').length - 1;
    return lines > LONGEST_FILE ? [...broken, `${file}:${lines} is longer than ${LONGEST_FILE} lines`] : broken;
  });
}

function nodesOf(root: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** What a node imports: `import`, `export from`, `import()` and `import('...')` as a type. */
function importOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return textOf(node.arguments[0]);
  return ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined;
}

const textOf = (node: ts.Node | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;

/**
 * What reduces every login to what is known of it, and what hands one to the registry that it is for: in a `Credential`,
 * which prints as nothing, for one question (issue 17, point 4).
 */
const SEEING_PASSWORDS = new Set(['core/secret/parse.ts', 'registry/logins.ts']);

function importBreak(file: string, specifier: string): string | undefined {
  const layer = layerOf(file);
  if (!specifier.startsWith('.')) return packageBreak(layer, specifier);
  const target = resolve(file, specifier);
  const other = layerOf(target);
  if (other !== layer && EDGES[layer]?.includes(other) !== true) return `${layer} imports ${other} (${specifier})`;
  if (target === 'core/secret/docker-config.ts' && !SEEING_PASSWORDS.has(file))
    return 'only core/secret/parse.ts and registry/logins.ts may see passwords (docker-config.ts)';
  return undefined;
}

function packageBreak(layer: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return PURE.has(layer) ? `${layer} imports ${specifier}` : undefined;
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return PACKAGES[name]?.includes(layer) === true ? undefined : `${layer} imports the package ${name}`;
}

/** `core/rules/index.ts` and `../judge.js` make `core/judge.ts`. */
function resolve(file: string, specifier: string): string {
  return new URL(specifier, `file:///${file}`).pathname.slice(1).replace(/\.js$/, '.ts');
}

/** Where the date is asked for: what has an end has it in a certificate, a credential or an exemption. */
const DATES = new Set(['main.ts', 'tls/clock.ts', 'webhook/serve.ts', 'cli/certificates.ts']);

/** Node.js takes 24.9 days for 1 ms, so one file deals with that for all. */
const TIMERS = 'process/timers.ts';

function timerUse(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const { name, expression } = node;
    if (expression.getText() === 'AbortSignal' && name.text !== 'abort')
      return `AbortSignal.${name.text}, not ${TIMERS}`;
    const isGlobal = expression.getText() === 'globalThis';
    return isGlobal && SETTERS.test(name.text) ? `${node.getText()}, not ${TIMERS}` : undefined;
  }
  // `socket.setTimeout` is a property: it stops at its longest time by itself.
  return ts.isIdentifier(node) && SETTERS.test(node.text) && !isName(node) ? `${node.text}, not ${TIMERS}` : undefined;
}

const SETTERS = /^set(?:Timeout|Interval)$/;

/** Things that only one place may do, whatever it imports. */
function useOf(file: string, node: ts.Node): string | undefined {
  const layer = layerOf(file);
  if (ts.isPropertyAccessExpression(node)) {
    const text = `${node.expression.getText()}.${node.name.text}`;
    if (text === 'process.env' && file !== 'process/env.ts') return 'only process/env.ts reads process.env';
    const isWrite = ts.isBinaryExpression(node.parent) && node.parent.left === node;
    if (text === 'process.exitCode' && isWrite && file !== 'main.ts') return 'only main.ts sets process.exitCode';
    if (text === 'process.exit') return 'process.exit loses what is still being written';
    if (layer === 'core' && (text === 'Date.now' || text === 'Math.random')) return `core uses ${text}`;
    if (text === 'Date.now' && !DATES.has(file)) return 'Date.now jumps; what is measured is performance.now';
  }
  const timer = file === TIMERS ? undefined : timerUse(node);
  if (timer !== undefined) return timer;
  if (layer !== 'core') return undefined;
  if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) return 'core is not async';
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0)
    return 'core reads the clock (new Date)';
  const isGlobal = ts.isIdentifier(node) && !isName(node);
  return isGlobal && IMPURE.has(node.text) ? `core uses ${node.text}` : undefined;
}

const IMPURE = new Set([
  'process',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Buffer',
  'console',
  'fetch',
  'require',
]);

/** The name of a property or of a declaration, not a use of the global. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.initializer !== node;
  return (ts.isParameter(parent) || ts.isVariableDeclaration(parent)) && parent.name === node;
}

/** @param folder beside this file */
function readTexts(folder: string, ending: string): Sources {
  const root = fileURLToPath(new URL(folder, import.meta.url));
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')]));
}

const sources = readTexts('../src', '.ts');

t.test('src keeps the dependency rule of docs/architecture.md', async (t) => {
  t.ok(sources.size > 50, `${sources.size} files were looked at`);
  t.strictSame(check(sources), []);
});

t.test('every file stands in a layer that the rule knows', async (t) => {
  const unknown = [...sources.keys()].filter((file) => EDGES[layerOf(file)] === undefined);
  t.strictSame(unknown, []);
});

/** What one of these imports, and what that imports, and so on. */
function reachedFrom(entries: readonly string[], all: Sources): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    const text = all.get(file);
    if (text === undefined || reached.has(file)) return;
    reached.add(file);
    for (const node of nodesOf(parsed(text))) {
      const specifier = importOf(node);
      if (specifier?.startsWith('.') === true) visit(resolve(file, specifier));
    }
  };
  entries.forEach(visit);
  return reached;
}

t.test('every file of src is part of what is shipped: the program or the library needs it', async (t) => {
  const reached = reachedFrom(['main.ts', 'index.ts'], sources);
  t.strictSame(
    [...sources.keys()].filter((file) => !reached.has(file)),
    [],
    'what only makes pages belongs into docs/generate, what only tests need into test',
  );
  const more = new Map([...sources, ['log/alone.ts', 'export const a = 1;']]);
  t.notOk(reachedFrom(['main.ts', 'index.ts'], more).has('log/alone.ts'), 'and one that nobody needs is seen');
});

/** Where a question is answered: its member, and its row in each table. */
const ROWS = [
  ...['core/questions.ts', 'cluster/questions.ts', 'manifests/state.ts'],
  ...['snapshot/state.ts', 'facts/overlay.ts'],
];
/** Who asks for something, or means the Namespace by name. All else takes questions as they come. */
const READERS = [
  ...['facts/gather.ts', 'facts/oversized.ts', 'facts/secrets.ts', 'facts/assess.ts', 'facts/unanswered.ts'],
  'facts/written/around.ts',
  // What a registry said, put into the answers.
  'facts/told.ts',
  ...[
    'cli/decide.ts',
    'cli/nudges.ts',
    'cli/missing-namespaces.ts',
    'cluster/inventory.ts',
    'cli/audit/state.ts',
    'audit/account-fixes.ts',
  ],
];

/** `about: 'x'` of the members in core/questions.ts. */
function questionsIn(all: Sources): ReadonlySet<string> {
  const source = parsed(all.get('core/questions.ts') ?? '');
  const members = nodesOf(source).filter(ts.isPropertySignature);
  return new Set(
    members.flatMap(({ name, type }) =>
      name.getText() === 'about' && type !== undefined && ts.isLiteralTypeNode(type)
        ? [textOf(type.literal) ?? '']
        : [],
    ),
  );
}

/** Files in which a question is told by its name: as one, compared with one, or all of them as the names of a table. */
function namingFiles(all: Sources): readonly string[] {
  const questions = questionsIn(all);
  const tells = (node: ts.Node): boolean => {
    if (ts.isStringLiteralLike(node) && questions.has(node.text)) {
      const { parent } = node;
      if (ts.isPropertyAssignment(parent)) return parent.name.getText() === 'about';
      if (ts.isBinaryExpression(parent)) return /\babout$/.test(parent.left.getText());
      return ts.isCaseClause(parent) && /\babout$/.test(parent.parent.parent.expression.getText());
    }
    if (!ts.isObjectLiteralExpression(node) && !ts.isTypeLiteralNode(node) && !ts.isInterfaceDeclaration(node))
      return false;
    const parts: readonly ts.NamedDeclaration[] = ts.isObjectLiteralExpression(node)
      ? node.properties
      : [...node.members];
    return parts.filter(({ name }) => name !== undefined && questions.has(name.getText())).length === questions.size;
  };
  // Others cannot: not worth a look at the whole of them.
  const mayTell = (text: string): boolean => /about/.test(text) || [...questions].every((each) => text.includes(each));
  const files = [...all].filter(([, text]) => mayTell(text));
  return files.flatMap(([file, text]) => (nodesOf(parsed(text)).some(tells) ? [file] : []));
}

t.test('a question is named in its rows and by who asks it, and nowhere else', async (t) => {
  t.ok(questionsIn(sources).size >= 7, 'the members of core/questions.ts were found');
  t.strictSame([...namingFiles(sources)].sort(), [...ROWS, ...READERS].sort());
  const breaks = [
    "const asked = state.ask({ about: 'secret', namespace, name }, {});",
    "if (question.about === 'secret') return;",
    "switch (about) { case 'secret': break; }",
    `const all = { ${[...questionsIn(sources)].join(': 1, ')}: 1 };`,
    `interface All { ${[...questionsIn(sources)].join('(): void; ')}(): void }`,
  ];
  for (const text of breaks) {
    const broken: Sources = new Map([...sources, ['cluster/fresh.ts', text]]);
    t.ok(namingFiles(broken).includes('cluster/fresh.ts'), text);
  }
});

t.test('what is kept of the words is short enough to be read in a review, file by file', async (t) => {
  for (const [folder, ending] of [
    ['../tap-snapshots', '.cjs'],
    ['fixtures/told', '.txt'],
  ] as const) {
    const texts = readTexts(folder, ending);
    t.ok(texts.size > 5, `${texts.size} files of ${folder} were looked at`);
    const long = [...texts].filter(([, text]) => isTooLong(text)).map(([file]) => `${folder}/${file}`);
    t.strictSame(long, [], 'split by topic what is longer (test/support/told.ts)');
  }
  t.equal(isTooLong('line\n'.repeat(400)), false);
  t.equal(isTooLong('line\n'.repeat(401)), true);
  t.equal(isTooLong(`${'line\n'.repeat(400)}line`), true);
});

t.test('a break of the rule is caught', async (t) => {
  const rows: readonly (readonly [file: string, text: string, said: string])[] = [
    ['core/judge.ts', "import { readFileSync } from 'node:fs';", 'core/judge.ts:1 core imports node:fs'],
    ['core/judge.ts', "\nimport { pino } from 'pino';", 'core/judge.ts:2 core imports the package pino'],
    [
      'core/judge.ts',
      "import type { A } from '../facts/gather.js';",
      'core/judge.ts:1 core imports facts (../facts/gather.js)',
    ],
    ['core/judge.ts', "export * from '../log/log.js';", 'core/judge.ts:1 core imports log (../log/log.js)'],
    ['core/judge.ts', "type A = import('../cli/index.js').A;", 'core/judge.ts:1 core imports cli (../cli/index.js)'],
    ['core/judge.ts', 'const a = async () => 1;', 'core/judge.ts:1 core is not async'],
    ['core/judge.ts', 'const a = Date.now();', 'core/judge.ts:1 core uses Date.now'],
    [
      'cluster/fresh.ts',
      'const begin = Date.now();',
      'cluster/fresh.ts:1 Date.now jumps; what is measured is performance.now',
    ],
    ['core/judge.ts', 'const a = new Date();', 'core/judge.ts:1 core reads the clock (new Date)'],
    ['core/judge.ts', 'const a = Math.random();', 'core/judge.ts:1 core uses Math.random'],
    ['core/judge.ts', 'const a = process.pid;', 'core/judge.ts:1 core uses process'],
    ['core/judge.ts', 'const a = Buffer.from("x");', 'core/judge.ts:1 core uses Buffer'],
    [
      'core/rules/x.ts',
      "import { a } from '../secret/docker-config.js';",
      'core/rules/x.ts:1 only core/secret/parse.ts and registry/logins.ts may see passwords (docker-config.ts)',
    ],
    [
      'registry/asking.ts',
      "import { a } from '../core/secret/docker-config.js';",
      'registry/asking.ts:1 only core/secret/parse.ts and registry/logins.ts may see passwords (docker-config.ts)',
    ],
    [
      'facts/gather.ts',
      "import { a } from '../manifests/read.js';",
      'facts/gather.ts:1 facts imports manifests (../manifests/read.js)',
    ],
    [
      'webhook/app.ts',
      "const a = await import('../manifests/state.js');",
      'webhook/app.ts:1 webhook imports manifests (../manifests/state.js)',
    ],
    [
      'webhook/app.ts',
      "import { a } from '@kubernetes/client-node/dist/x.js';",
      'webhook/app.ts:1 webhook imports the package @kubernetes/client-node',
    ],
    ['cli/index.ts', "import { fastify } from 'fastify';", 'cli/index.ts:1 cli imports the package fastify'],
    ['cli/index.ts', 'const a = process.env.HOME;', 'cli/index.ts:1 only process/env.ts reads process.env'],
    ['cli/index.ts', 'process.exitCode = 1;', 'cli/index.ts:1 only main.ts sets process.exitCode'],
    ['main.ts', 'process.exit(1);', 'main.ts:1 process.exit loses what is still being written'],
    ['tls/keeper.ts', 'setTimeout(act, 5);', 'tls/keeper.ts:1 setTimeout, not process/timers.ts'],
    ['tls/keeper.ts', 'const a = setInterval;', 'tls/keeper.ts:1 setInterval, not process/timers.ts'],
    ['tls/keeper.ts', 'globalThis.setTimeout(a, 5);', 'tls/keeper.ts:1 globalThis.setTimeout, not process/timers.ts'],
    ['tls/keeper.ts', 'AbortSignal.timeout(5);', 'tls/keeper.ts:1 AbortSignal.timeout, not process/timers.ts'],
    ['tls/keeper.ts', 'AbortSignal.any([a, b]);', 'tls/keeper.ts:1 AbortSignal.any, not process/timers.ts'],
    [
      'tls/keeper.ts',
      "import { setTimeout as sleep } from 'node:timers/promises';",
      'tls/keeper.ts:1 setTimeout, not process/timers.ts',
    ],
    [
      'log/log.ts',
      '\n'.repeat(LONGEST_FILE + 1),
      `log/log.ts:${LONGEST_FILE + 1} is longer than ${LONGEST_FILE} lines`,
    ],
  ];
  for (const [file, text, said] of rows) t.strictSame(check(new Map([[file, text]])), [said], said);
});

t.test('what is allowed passes', async (t) => {
  const rows: readonly (readonly [file: string, text: string])[] = [
    ['core/judge.ts', "import type { A } from './types.js'; // process.env, node:fs\nconst a = 'Date.now()';"],
    ['core/judge.ts', 'const a = { process: 1 }; const b = a.process; const c = new Date(0);'],
    ['core/secret/parse.ts', "import { a } from './docker-config.js';"],
    ['registry/logins.ts', "import { a } from '../core/secret/docker-config.js';"],
    ['process/timers.ts', 'setTimeout(act, 5);'],
    ['webhook/app.ts', "import { setImmediate } from 'node:timers/promises';\nsocket.setTimeout(5);"],
    ['facts/gather.ts', "import type { A } from '../core/types.js';\nexport const a = async () => 1;"],
    [
      'cli/commands/serve.ts',
      "const a = await import('../../webhook/app.js'); import { b } from '../../manifests/state.js';",
    ],
    ['webhook/app.ts', "import { fastify } from 'fastify'; import { b } from 'node:https';"],
    ['process/env.ts', 'export const env = () => process.env;'],
    ['main.ts', "import { run } from './cli/index.js'; process.exitCode = 0;"],
  ];
  for (const [file, text] of rows) t.strictSame(check(new Map([[file, text]])), [], text);
});
