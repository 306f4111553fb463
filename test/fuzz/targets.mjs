// @ts-check
/** What is fuzzed: a file each, and a line here. */
import { http } from './targets/http.mjs';
import { reference } from './targets/reference.mjs';
import { review } from './targets/review.mjs';
import { secret } from './targets/secret.mjs';
import { yaml } from './targets/yaml.mjs';

/** @type {readonly import('./types.js').Target[]} */
export const TARGETS = [reference, secret, review, yaml, http];
