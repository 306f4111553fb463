import type { Shape } from './shapes.mjs';

export const ATTACKS: readonly (readonly [name: string, shape: Shape])[];
