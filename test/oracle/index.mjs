/** What TypeScript tests use of the oracle; its types stand in index.d.mts. */
export { createAnswerer, createAttempts, outcomeOf, sameAnswer } from './answer.mjs';
export { engine } from './engine.mjs';
export { createGenerator } from './generate.mjs';
export { createTarget } from './generate-image.mjs';
export { hunt } from './hunt.mjs';
export { buildKubelet, startKubelet } from './kubelet.mjs';
export { createRandom } from './random.mjs';
export { readRows } from './rows.mjs';
export { yamlCases } from './yaml-cases.mjs';
export { compareYaml } from './yaml-compare.mjs';
export { createYamlGenerator } from './yaml-generate.mjs';
