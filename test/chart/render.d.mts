/** The types of render.mjs, for tests in TypeScript. */
export function valueSets(): readonly string[];
export function renderSet(helm: string, set: string): string;
export function sourcesNow(): string;
export function sourcesThen(): string;
export function fixtureOf(set: string): string;
