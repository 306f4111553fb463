/**
 * `certManager`: cert-manager writes the Secret (tls.crt, tls.key, ca.crt) and its cainjector the bundles; we only read. A
 * new certificate waits until the configurations trust it, because the cainjector is later than the Secret.
 */
import { checkLeaf, readCertificates } from './inspect.js';
import { createKeeper, type Look, type Situation } from './keeper.js';
import type { BundleStore, CertificateSource, SecretStore, ServiceNames, SourceDeps } from './ports.js';
import { verifiedName } from './ports.js';
import { KEYS } from './secret-state.js';

export interface CertManagerOptions extends SourceDeps {
  readonly secret: SecretStore;
  readonly configurations: readonly BundleStore[];
  readonly names: ServiceNames;
  readonly pollMs: number;
}

export function createCertManagerSource(options: CertManagerOptions): CertificateSource {
  const { secret, names } = options;

  async function look({ now }: Situation, signal: AbortSignal): Promise<Look> {
    const read = await secret.get(signal);
    if (read.state !== 'found') {
      const why = read.state === 'absent' ? 'cert-manager has not made it yet' : `it could not be read: ${read.reason}`;
      return { offered: undefined, problems: [`${secret.name}: ${why}`], cas: [] };
    }
    const { data } = read.value;
    const leaf = checkLeaf({ cert: data[KEYS.cert] ?? '', key: data[KEYS.key] ?? '' }, verifiedName(names), now);
    const cas = readCertificates(data[KEYS.ca] ?? '');
    if (!leaf.ok) return { offered: undefined, problems: [`${secret.name}: ${leaf.why}`], cas };
    return { offered: leaf.value, problems: [], cas };
  }

  return createKeeper({
    ...options,
    jitterMs: 0,
    // The cainjector swaps one CA for the other: as soon as the new certificate is trusted, the old one is not.
    origin: { look, watch: (onChange, signal) => secret.watch(onChange, signal), settleMs: 0 },
  });
}
