/**
 * What npm installs: `npm run package` writes build/pullgate-VERSION.tgz, with a package.json made for it that names no
 * dependency. Start-up is what its parts follow from: bin.cjs and cli.cjs know the command line and nothing more;
 * commands.cjs is all other code of Pullgate, packages.cjs what it was given by others and only the server or a cluster
 * need. CommonJS, because ES modules of Node.js take longer to start than a check; the library is index.mjs.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { bundledPackages, leaveOut, licences, ROOT, readPackage, refuseUnresolved } from './parts.mjs';
import { precompiledValidator } from './validator.mjs';

const BUILD = join(ROOT, 'build');
const OUT = join(BUILD, 'package');
const OWN = readPackage(ROOT);

/** Beside the code; what the links of the README lead to, as well. */
const ASSETS = ['LICENSE', 'README.md', 'CHANGELOG.md', 'docs', 'charts'];
const NOT_SHIPPED = /^docs\/(?:generate(?:\.mjs|\/|$)|official-images\.mjs$)/;

/** One for all files of code: an error is told apart by its class (process/errors.ts). */
const SHARED = 'src/process/errors.ts';

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Node.js would load the loader of ES modules for each of them.
  supported: { 'dynamic-import': false },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'external',
  define: { PULLGATE_BUNDLE: 'true', 'import.meta.url': '__module.url', 'import.meta.filename': '__filename' },
  // Made where it is asked for: nothing of a check does.
  banner: {
    js: '"use strict";const __module={get url(){return require("node:url").pathToFileURL(__filename).href}};',
  },
  metafile: true,
  write: false,
  logLevel: 'warning',
};

const isOwn = (path) => path.startsWith(join(ROOT, 'src/'));
const nameOf = (path) => relative(ROOT, path).replaceAll('\\', '/');

/** A module that stands in another file. */
function elsewhere(name, { which, expression }) {
  return {
    name,
    setup(builder) {
      builder.onResolve({ filter: /./ }, async (asked) => {
        if (asked.pluginData === name || asked.namespace === name) return undefined;
        const found = await which(asked, (path) =>
          builder.resolve(path, { ...askedOf(asked), pluginData: name }).then((resolved) => resolved.path),
        );
        return found === undefined ? undefined : { path: found, namespace: name };
      });
      builder.onLoad({ filter: /./, namespace: name }, ({ path }) => ({
        contents: `module.exports = ${expression(path)}`,
        resolveDir: ROOT,
      }));
      builder.onResolve({ filter: /^\.\/[a-z]+\.cjs$/, namespace: name }, ({ path }) => ({ path, external: true }));
    },
  };
}

function askedOf({ importer, resolveDir, kind }) {
  return { importer, resolveDir, kind };
}

/**
 * What check needs, in a file in which it is one piece: a module that is loaded later is a function to call, and so is all
 * that it imports, which costs more than a check of one file. Other commands have the same modules once more.
 */
const CHECK = [
  'src/config/schema.ts',
  'src/core/rules/index.ts',
  'src/cli/commands/check.ts',
  'src/cli/formats/text.ts',
];
/** So small that it stands where it is called. The fingerprint is loaded with the first finding, for the sake of node:crypto. */
const AT_ONCE = ['src/cli/commands/version.ts', 'src/cli/fingerprint.ts'];

const later = new Set();
const commands = elsewhere('commands', {
  expression: (name) =>
    CHECK.includes(name)
      ? `require('./check.cjs')[${JSON.stringify(name)}]`
      : `require('./commands.cjs')[${JSON.stringify(name)}]()`,
  which: async ({ kind, importer, path }, find) => {
    if (kind !== 'dynamic-import' || !isOwn(importer)) return undefined;
    const name = nameOf(await find(path));
    if (AT_ONCE.includes(name)) return undefined;
    if (!CHECK.includes(name)) later.add(name);
    return name;
  },
});

const given = new Set();
const packages = elsewhere('packages', {
  expression: (path) => `require('./packages.cjs')[${JSON.stringify(path)}]()`,
  // The reader of YAML is needed by every command, and what checks settings is compiled (validator.mjs).
  which: async ({ importer, path }) => {
    const isPackage = !/^(?:[./]|node:|yaml$|ajv\/)/.test(path) && !builtinModules.includes(path);
    if (!isPackage || !isOwn(importer)) return undefined;
    given.add(path);
    return path;
  },
});

const shared = elsewhere('shared', {
  expression: () => "require('./cli.cjs').errors",
  which: async ({ importer, path, kind }, find) => {
    if (kind === 'entry-point' || !path.endsWith('/errors.js') || !isOwn(importer)) return undefined;
    return nameOf(await find(path)) === SHARED ? SHARED : undefined;
  },
});

function tableOf(names, prefix) {
  const rows = [...names]
    .sort()
    .map((name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(prefix + name)})`);
  return { contents: `module.exports = {\n${rows.join(',\n')}\n};`, resolveDir: ROOT };
}

const cliEntry = `export * as errors from './${SHARED}';\nimport './src/main.ts';`;
const made = {
  'cli.cjs': await build({
    ...COMMON,
    stdin: { contents: cliEntry, resolveDir: ROOT },
    plugins: [commands],
    outfile: join(OUT, 'cli.cjs'),
  }),
};
made['check.cjs'] = await build({
  ...COMMON,
  stdin: {
    contents:
      CHECK.map((name, at) => `import * as m${at} from './${name}';`).join('\n') +
      `\nmodule.exports = {${CHECK.map((name, at) => `${JSON.stringify(name)}: m${at}`).join(', ')}};`,
    resolveDir: ROOT,
  },
  plugins: [shared, commands],
  outfile: join(OUT, 'check.cjs'),
});
made['commands.cjs'] = await build({
  ...COMMON,
  stdin: tableOf(later, './'),
  plugins: [shared, precompiledValidator(ROOT), packages],
  outfile: join(OUT, 'commands.cjs'),
});
made['packages.cjs'] = await build({
  ...COMMON,
  stdin: tableOf(given, ''),
  plugins: [leaveOut],
  outfile: join(OUT, 'packages.cjs'),
});
made['index.mjs'] = await build({
  ...COMMON,
  format: 'esm',
  supported: {},
  entryPoints: ['src/index.ts'],
  plugins: [precompiledValidator(ROOT)],
  define: { PULLGATE_BUNDLE: 'true' },
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  outfile: join(OUT, 'index.mjs'),
});
for (const each of Object.values(made))
  refuseUnresolved(each, ['./cli.cjs', './check.cjs', './commands.cjs', './packages.cjs']);

rmSync(BUILD, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
for (const [name, { outputFiles }] of Object.entries(made)) {
  writeFileSync(join(OUT, name), outputFiles.find(({ path }) => path.endsWith(name)).contents);
}
writeFileSync(join(OUT, 'bin.cjs'), readFileSync(join(ROOT, '.image/bin.cjs')));
chmodSync(join(OUT, 'bin.cjs'), 0o755);
for (const asset of ASSETS) {
  cpSync(join(ROOT, asset), join(OUT, asset), { recursive: true, filter: (path) => !NOT_SHIPPED.test(nameOf(path)) });
}
copyTypes('index.d.ts', new Set());
const comments = Object.values(made).flatMap(({ outputFiles }) =>
  outputFiles.filter(({ path }) => path.endsWith('.LEGAL.txt')).map(({ text }) => text),
);
const bundled = bundledPackages(...Object.values(made).map(({ metafile }) => metafile));
writeFileSync(
  join(OUT, 'THIRD-PARTY-LICENSES.txt'),
  licences('The code beside this file', bundled, comments.join('\n')),
);
writeFileSync(join(OUT, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);

// The umask of who packs is no part of it.
for (const entry of readdirSync(OUT, { recursive: true, withFileTypes: true })) {
  const mode = entry.isDirectory() || entry.name === 'bin.cjs' ? 0o755 : 0o644;
  chmodSync(join(entry.parentPath, entry.name), mode);
}

const { status, stdout } = spawnSync('npm', ['pack', '--silent', '--pack-destination', BUILD], {
  cwd: OUT,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (status !== 0) throw new Error(`npm pack ended with ${status}`);
const file = join(BUILD, stdout.trim().split('\n').at(-1));
process.stdout.write(`${file}: ${(statSync(file).size / 1e6).toFixed(2)} MB, ${bundled.length} packages in it\n`);

/** The one that is installed: what is in the files is no dependency any more. */
function manifest() {
  const { name, version, description, keywords, license, engines } = OWN;
  const repository = origin();
  return {
    ...{ name, version, description, keywords, license, engines },
    ...(repository === undefined ? {} : { repository: { type: 'git', url: repository } }),
    bin: { pullgate: 'bin.cjs', 'kubectl-pullgate': 'bin.cjs' },
    main: './index.mjs',
    types: './types/index.d.ts',
    exports: { '.': { types: './types/index.d.ts', default: './index.mjs' }, './package.json': './package.json' },
    files: readdirSync(OUT),
  };
}

/**
 * Where this checkout comes from, without a login in it. Nothing is written down: what is public under our name may be
 * somebody else's.
 */
function origin() {
  const { stdout } = spawnSync('git', ['config', '--get', 'remote.origin.url'], { cwd: ROOT, encoding: 'utf8' });
  const ssh = /^(?:ssh:\/\/)?git@([\w.-]+)[:/](?:\d+\/)?(.+)$/.exec(stdout?.trim() ?? '');
  const text = ssh === null ? (stdout?.trim() ?? '') : `https://${ssh[1]}/${ssh[2]}`;
  if (!/^https:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const { host, pathname } = new URL(text);
  return `git+https://${host}${pathname.replace(/(?:\.git)?\/?$/, '.git')}`;
}

/** The declarations that those of the library are made of. None may need a package: there is none. */
function copyTypes(path, seen) {
  if (seen.has(path)) return;
  seen.add(path);
  const text = readFileSync(join(ROOT, 'dist', path), 'utf8');
  mkdirSync(dirname(join(OUT, 'types', path)), { recursive: true });
  writeFileSync(join(OUT, 'types', path), text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
  for (const { fileName: specifier } of ts.preProcessFile(text).importedFiles) {
    if (!specifier.startsWith('.')) throw new Error(`the type of ${path} needs the package ${specifier}`);
    copyTypes(relative(ROOT, resolve(ROOT, dirname(path), specifier)).replace(/\.js$/, '.d.ts'), seen);
  }
}
