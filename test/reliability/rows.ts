/**
 * Every row of docs/reliability.md, in its order. A row is a file of rows/ and a line here.
 * What it plays is imported where it is played (`run`): the page is made of the rows without it.
 */
import type { Row } from './row.js';
import { helm } from './rows/o1-helm.js';
import { leftAlone } from './rows/o2-left-alone.js';
import { twice } from './rows/o3-twice.js';
import { sameCluster } from './rows/o4-same-cluster.js';
import { r1Roll } from './rows/r1-roll.js';
import { r2Kill } from './rows/r2-kill.js';
import { r3Rotation } from './rows/r3-rotation.js';
import { r4EmptySecret } from './rows/r4-empty-secret.js';
import { r5WipedBundle } from './rows/r5-wiped-bundle.js';
import { r6Away } from './rows/r6-away.js';
import { r7CutWatches } from './rows/r7-cut-watches.js';
import { r8FrozenWatches } from './rows/r8-frozen-watches.js';
import { r9Dropped } from './rows/r9-dropped.js';
import { r10Expired } from './rows/r10-expired.js';
import { r11Malformed } from './rows/r11-malformed.js';
import { r12BadLists } from './rows/r12-bad-lists.js';
import { r13Token } from './rows/r13-token.js';
import { r14ReadYourWrite } from './rows/r14-read-your-write.js';
import { r15Denials } from './rows/r15-denials.js';
import { r16Relist } from './rows/r16-relist.js';
import { r17Soak } from './rows/r17-soak.js';
import { reviews } from './rows/s1-reviews.js';
import { references } from './rows/s2-references.js';
import { secrets } from './rows/s3-secrets.js';
import { http } from './rows/s4-http.js';
import { slowClients } from './rows/s5-slow-clients.js';
import { largeBodies } from './rows/s6-large-bodies.js';
import { routes } from './rows/s7-routes.js';
import { markers } from './rows/s8-markers.js';
import { tls } from './rows/s9-tls.js';
import { twoTenants } from './rows/s10-two-tenants.js';
import { rights } from './rows/s11-rights.js';

export const ROWS: readonly Row[] = [
  r1Roll,
  r2Kill,
  r3Rotation,
  r4EmptySecret,
  r5WipedBundle,
  r6Away,
  r7CutWatches,
  r8FrozenWatches,
  r9Dropped,
  r10Expired,
  r11Malformed,
  r12BadLists,
  r13Token,
  r14ReadYourWrite,
  r15Denials,
  r16Relist,
  r17Soak,
  reviews,
  references,
  secrets,
  http,
  slowClients,
  largeBodies,
  routes,
  markers,
  tls,
  twoTenants,
  rights,
  helm,
  leftAlone,
  twice,
  sameCluster,
];
