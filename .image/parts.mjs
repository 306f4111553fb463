/** What the bundle of the image and the package for npm have in common: what stays out, and the licences of what is in. */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * What a package would load and Pullgate never calls, each with what stands in its place, because it would cost memory and
 * time at every start (`npm run bench:start`).
 */
const LEFT_OUT = [
  {
    // No route has a schema, and src/webhook/app.ts hands Fastify compilers of its own that say so.
    name: /^@fastify\/(ajv|fast-json-stringify)-compiler$/,
    importer: 'fastify',
    instead: `module.exports = () => { throw new Error('the bundle has no schema compilers of Fastify'); };`,
  },
  {
    // Requests that no network carries, for tests.
    name: /^light-my-request$/,
    importer: 'fastify',
    instead: `module.exports = () => { throw new Error('the bundle has no requests without a network'); };`,
  },
  {
    // The log in a thread of its own, which would be a file of its own.
    name: /^thread-stream$/,
    importer: 'pino',
    instead: `module.exports = class { constructor() { throw new Error('the bundle has no transports of pino'); } };`,
  },
  {
    // Traces beside figures, which nobody has switched on.
    name: /^@opentelemetry\/api$/,
    importer: 'prom-client',
    instead: 'module.exports = {};',
  },
  {
    // fetch, WebSocket, caches, cookies: what its main file offers besides the client that src/registry/http.ts uses. It
    // takes names out of these modules and makes one object of a class of theirs.
    name: /^\.\/lib\/web\//,
    importer: 'undici',
    instead: `module.exports = new Proxy({}, { get: () => class { constructor() {} } });`,
  },
];

export const leaveOut = {
  name: 'leave-out',
  setup(builder) {
    for (const [index, { name, importer }] of LEFT_OUT.entries()) {
      builder.onResolve({ filter: name }, (asked) =>
        asked.importer.includes(`node_modules/${importer}/`)
          ? { path: String(index), namespace: 'left-out' }
          : undefined,
      );
    }
    builder.onLoad({ filter: /./, namespace: 'left-out' }, ({ path }) => ({ contents: LEFT_OUT[path].instead }));
  },
};

/** Fails rather than leave an import to be resolved at run time. @param allowed files beside it */
export function refuseUnresolved({ metafile, warnings }, allowed = []) {
  const left = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  const known = (path) => path.startsWith('node:') || builtinModules.includes(path) || allowed.includes(path);
  const unresolved = left.filter((path) => !known(path));
  if (unresolved.length > 0) throw new Error(`not in the bundle: ${[...new Set(unresolved)].join(', ')}`);
  if (warnings.length > 0) throw new Error('esbuild warns; see above');
}

/** Directories of the packages of which a part was bundled, sorted by name. */
export function bundledPackages(...metafiles) {
  const directories = new Set();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (found !== null) directories.add(join(ROOT, found[0]));
  }
  return [...directories].map((directory) => ({ directory, ...readPackage(directory) })).sort(byName);
}

function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}

export function readPackage(directory) {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
}

/** Every licence text as its package ships it, then the comments in the code that must be kept. */
export function licences(what, bundled, kept) {
  const parts = bundled.map((each) => {
    const file = readdirSync(each.directory).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined && each.license === undefined) throw new Error(`${each.name} says nothing of its licence`);
    const text = file === undefined ? '' : `\n${readFileSync(join(each.directory, file), 'utf8').trim()}\n`;
    return `${each.name} ${each.version}: ${typeof each.license === 'string' ? each.license : 'see below'}\n${text}`;
  });
  const head = `${what} holds code of these packages.\n`;
  return `${[head, ...parts, `Comments in the code that its authors want kept:\n\n${kept.trim()}\n`].join(`\n${'-'.repeat(80)}\n`)}`;
}
