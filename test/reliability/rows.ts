/** Every row of docs/reliability.md, in its order. A row is a file of rows/ and a line here. */
import type { Row } from './row.js';
import { r1Roll } from './rows/r1-roll.js';
import { r2Kill } from './rows/r2-kill.js';
import { r3Rotation } from './rows/r3-rotation.js';
import { r4EmptySecret } from './rows/r4-empty-secret.js';
import { r5WipedBundle } from './rows/r5-wiped-bundle.js';
import { r7CutWatches } from './rows/r7-cut-watches.js';
import { r8FrozenWatches } from './rows/r8-frozen-watches.js';

export const ROWS: readonly Row[] = [
  r1Roll,
  r2Kill,
  r3Rotation,
  r4EmptySecret,
  r5WipedBundle,
  r7CutWatches,
  r8FrozenWatches,
];
