// @ts-check
/**
 * Where a supported minor answers otherwise than our engine, which answers as RECORDED does: by name, with the reason. What
 * is not listed fails `npm run oracle:minors`, and so does a name that nothing was found for, where its rows are replayed.
 */

/** @import {Answer, Expect, Row} from './types.js' */

/**
 * @typedef {object} MinorDifference
 * @property {string} name
 * @property {readonly string[]} minors
 * @property {string} why With the source.
 * @property {(row: Row, ours: Answer, theirs: Expect) => boolean} explains
 */

/** @type {readonly MinorDifference[]} */
export const DIFFERENCES = [];

/** Of the configs of credential providers. */
export const NO_TOKENS = {
  name: 'no-tokens',
  minors: ['1.33'],
  why: 'KEP-4412 is alpha and off in 1.33, and `cacheType` is not known yet: the kubelet refuses every config with tokenAttributes (pkg/features/kube_features.go, pkg/credentialprovider/plugin/config.go). The providers without them are asked alike.',
};
