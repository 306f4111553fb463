/** The settings of what is said of Secrets and ServiceAccounts as they are written. */
import type { Settings } from '../core/settings.js';
import { choice, flag, section } from './schema-node.js';

export const WRITTEN = section<keyof Settings['secrets']>('Secrets and ServiceAccounts as they are written.', {
  mode: choice(
    ['warn', 'enforce', 'off'],
    'What is said of a pull secret, or of a ServiceAccount that lists some, when it is applied; `enforce` denies a Secret with which no pull can work. The mode of the namespace, or `mode`, can only weaken it.',
  ),
  usage: flag(
    'Watch the workloads of the cluster, so that what is said of a Secret names who uses it (needs list and watch of workloads).',
  ),
  inUse: choice(
    ['warn', 'deny'],
    'What happens where a Secret, a key of it, or its name in a ServiceAccount goes away while workloads need it; known only with `secrets.usage`.',
  ),
});
