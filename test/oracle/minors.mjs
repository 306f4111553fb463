// @ts-check
/**
 * The Kubernetes minors that are supported, one patch of each. Another one is one line here, and then
 * `npm run oracle:minors -- --only MINOR` (README.md). Everything else is read from that version's own go.mod.
 */

/** @typedef {'1.33.13' | '1.34.4' | '1.35.4' | '1.36.3' | '1.37.2'} Patch */

/** What the files in test/vectors were recorded with, and what stands in the committed go.mod of each module. */
export const RECORDED = '1.36';

/** Oldest first. */
export const MINORS = /** @type {const} */ ([
  { minor: '1.33', version: '1.33.13' },
  { minor: '1.34', version: '1.34.4' },
  { minor: '1.35', version: '1.35.4' },
  { minor: '1.36', version: '1.36.3' },
  { minor: '1.37', version: '1.37.2' },
]);
