/** Every row of docs/reliability.md, in its order. A row is a file of rows/ and a line here. */
import type { Row } from './row.js';
import { r1Roll } from './rows/r1-roll.js';
import { r2Kill } from './rows/r2-kill.js';

export const ROWS: readonly Row[] = [r1Roll, r2Kill];
