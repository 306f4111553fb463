export { corpusOf } from './corpus.mjs';
export { hunt } from './hunt.mjs';
export { writeJson } from './mutate.mjs';
export { TARGETS } from './targets.mjs';
