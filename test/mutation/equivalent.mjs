// @ts-check
/**
 * Mutants that no test can notice, each with its reason, in equivalent.json.
 * @typedef {Omit<import('./build.mjs').Row, 'id' | 'room' | 'line' | 'column'> & { readonly reason: string }} Equivalent
 */
export {};
