/** Every row of docs/reliability.md, in its order. A row is a file of rows/ and a line here. */
import type { Row } from './row.js';
import { helm } from './rows/o1-helm.js';
import { leftAlone } from './rows/o2-left-alone.js';
import { sameCluster } from './rows/o4-same-cluster.js';
import { markers } from './rows/s8-markers.js';
import { rights } from './rows/s11-rights.js';

export const ROWS: readonly Row[] = [markers, rights, helm, leftAlone, sameCluster];
