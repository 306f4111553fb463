/** Every row of docs/reliability.md, in its order. A row is a file of rows/ and a line here. */
import type { Row } from './row.js';

export const ROWS: readonly Row[] = [];
