// @ts-check
/**
 * Loader of a worker: `tap` is harness.mjs, `src/x.js` is the file of all its mutants under the address of `dist/x.js`, tests
 * are as they were when the run began. `?m=N` on a module makes it a new one, and all that it imports of this repository as well.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url).href;
const source = `${root}src/`;
const built = `${root}dist/`;
const harness = new URL('./harness.mjs', import.meta.url).href;

/** Where the files of all mutants are. */
let work = '';

/** @param {{ readonly work: string }} data */
export function initialize(data) {
  work = data.work;
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, next) {
  if (specifier === 'tap') return { url: harness, format: 'module', shortCircuit: true };
  if (!specifier.startsWith('.') && !specifier.startsWith('file:')) return next(specifier, context);
  const { href, search } = new URL(specifier, context.parentURL);
  const version = search === '' ? new URL(context.parentURL ?? 'file:///').search : search;
  const plain = search === '' ? href : href.slice(0, -search.length);
  if (
    !plain.startsWith(root) ||
    plain.startsWith(`${root}node_modules/`) ||
    plain.startsWith(`${root}test/mutation/`)
  ) {
    return next(specifier, context);
  }
  if (plain.startsWith(source) && plain.endsWith('.js')) return found(built + plain.slice(source.length));
  const typed = plain.replace(/\.js$/, '.ts');
  return found(typed !== plain && existsSync(fileURLToPath(typed)) ? typed : plain);

  /** @param {string} url @returns {import('node:module').ResolveFnOutput} */
  function found(url) {
    if (url.endsWith('.json'))
      return { url: url + version, importAttributes: context.importAttributes, format: 'json', shortCircuit: true };
    return { url: url + version, format: 'module', shortCircuit: true };
  }
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  const { search } = new URL(url);
  const plain = search === '' ? url : url.slice(0, -search.length);
  if (plain.startsWith(built)) {
    return {
      format: 'module',
      source: readFileSync(join(work, 'src', plain.slice(built.length)), 'utf8'),
      shortCircuit: true,
    };
  }
  if (plain.startsWith(root) && plain.endsWith('.ts')) {
    const kept = join(work, `${plain.slice(root.length)}.js`);
    return { format: 'module', source: readFileSync(kept, 'utf8'), shortCircuit: true };
  }
  return next(url, context);
}
