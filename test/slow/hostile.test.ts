/** Reviews that are made to cost much: the attacks, and what a search has found (`npm run bench:hostile -- --search`). */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { HINT_STEPS, TURN_STEPS } from '../../src/core/budget.js';
import { ATTACKS } from '../bench/hostile/recipes.mjs';
import type { Shape } from '../bench/hostile/shapes.mjs';
import { workOf } from '../support/work.js';

const FOUND: readonly Shape[] = JSON.parse(
  readFileSync(new URL('../fixtures/hostile/corpus.json', import.meta.url), 'utf8'),
);

const SHAPES = [...ATTACKS, ...FOUND.map((shape, index) => [`found ${index + 1}`, shape] as const)];

t.test('no review works longer than a turn before others are served', async (t) => {
  for (const [name, shape] of SHAPES) {
    const { longest, steps, pauses } = await workOf(shape);
    // One image, one rule over a hundred images, or the explanations of the whole review may come on top.
    const most = 2 * TURN_STEPS + HINT_STEPS;
    t.ok(longest <= most, `${name}: ${longest} steps at once, ${steps} in all, ${pauses} pauses`);
  }
});
