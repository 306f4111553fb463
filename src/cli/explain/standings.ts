/** How far a credential can be trusted, in words. */
import type { Standing } from '../../core/outlook.js';

export const STANDINGS: Readonly<Record<Standing, string>> = {
  good: 'a login',
  suspect: 'a login that looks wrong',
  expired: 'a login that has expired',
  hopeless: 'a login that cannot work',
  anonymous: 'no user name or no password, so the pull is anonymous',
};
