// @ts-check
import { transformSync } from 'esbuild';

/** TypeScript whose types can be erased, as JavaScript. @param {string} text */
export function transpile(text) {
  return transformSync(text, {
    loader: 'ts',
    format: 'esm',
    target: 'es2022',
    sourcemap: false,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  }).code;
}
