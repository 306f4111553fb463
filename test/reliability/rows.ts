/** Every row of docs/reliability.md, in its order. A row is a file of rows/ and a line here. */
import type { Row } from './row.js';
import { helm } from './rows/o1-helm.js';
import { leftAlone } from './rows/o2-left-alone.js';
import { twice } from './rows/o3-twice.js';
import { sameCluster } from './rows/o4-same-cluster.js';
import { reviews } from './rows/s1-reviews.js';
import { references } from './rows/s2-references.js';
import { secrets } from './rows/s3-secrets.js';
import { http } from './rows/s4-http.js';
import { largeBodies } from './rows/s6-large-bodies.js';
import { markers } from './rows/s8-markers.js';
import { tls } from './rows/s9-tls.js';
import { rights } from './rows/s11-rights.js';

export const ROWS: readonly Row[] = [
  reviews,
  references,
  secrets,
  http,
  largeBodies,
  markers,
  tls,
  rights,
  helm,
  leftAlone,
  twice,
  sameCluster,
];
