/**
 * An esbuild plugin that compiles the schema of the settings while the bundle is made: src/config/validator.ts
 * becomes the function that ajv would make of it at every start, and ajv itself stays out of the bundle.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _, Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const FILE = /[\\/]src[\\/]config[\\/]validator\.ts$/;

export function precompiledValidator(root) {
  return {
    name: 'precompiled-validator',
    setup(builder) {
      builder.onLoad({ filter: FILE }, async () => ({
        contents: await compile(root),
        resolveDir: join(root, 'src/config'),
        loader: 'js',
      }));
    },
  };
}

async function compile(root) {
  const { AJV_OPTIONS, CHECKS, RULES, settingsSchema } = await loadSettings(root);
  // The words are ours (src/config/check.ts), and nothing that only describes a setting is looked at.
  const code = { source: true, esm: true, formats: _`CHECKS` };
  const ajv = new Ajv({ ...AJV_OPTIONS, messages: false, formats: CHECKS, code });
  return `import { FORMATS } from './formats.js';
    const CHECKS = Object.fromEntries(
      Object.entries(FORMATS).map(([name, { why }]) => [name, (text) => why(text) === undefined]),
    );
    ${standalone.default(ajv, ajv.compile(withoutWords(settingsSchema(RULES))))}
    export const createValidator = async () => (value) => (validate(value) ? [] : (validate.errors ?? []));`;
}

/** Below `properties` a key is the name of a setting, whatever it is. */
function withoutWords({ description: _description, default: _default, ...node }) {
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === 'properties') return [key, mapValues(value, withoutWords)];
      if (Array.isArray(value)) return [key, value.map((each) => (isNode(each) ? withoutWords(each) : each))];
      return [key, isNode(value) ? withoutWords(value) : value];
    }),
  );
}

const isNode = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const mapValues = (map, change) => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));

/** The source as it is now; Node.js 20 does not run TypeScript, and dist may be older or not there. */
async function loadSettings(root) {
  const outfile = join(root, `node_modules/.cache/pullgate/settings-${process.pid}.mjs`);
  await build({
    stdin: {
      contents: `export { AJV_OPTIONS, CHECKS } from './src/config/validator.js';
        export { settingsSchema } from './src/config/schema.js';
        export { RULES } from './src/core/rules/index.js';`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}
