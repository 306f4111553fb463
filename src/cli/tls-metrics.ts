/** From what a certificate source tells to what is counted of it; with the metrics that this source can change, only. */

import type { TlsSource } from '../config/tls-settings.js';
import { createRotationMetrics, createTrustMetrics, publishExpiries } from '../metrics/certificates.js';
import type { MetricsRegistry } from '../metrics/registry.js';
import type { CertificateSource, TlsEvent } from '../tls/ports.js';

/**
 * To be called with every event of the source.
 *
 * @param source any but `memory`
 * @param certificates those in use; asked at each reading
 */
export function createTlsMetrics(
  registry: MetricsRegistry,
  source: Exclude<TlsSource, 'memory'>,
  certificates: CertificateSource['certificates'],
): (event: TlsEvent) => void {
  publishExpiries(registry, certificates);
  const { noteRotation } = createRotationMetrics(registry);
  // cert-manager writes its Secret itself, and the bundle is the business of its cainjector.
  const trust = source === 'certManager' ? undefined : createTrustMetrics(registry);
  return (event) => {
    switch (event.event) {
      case 'rotated':
        noteRotation(event.cert);
        return;
      case 'bundle-repaired':
        trust?.noteBundleRepair();
        return;
      case 'conflict':
        trust?.noteTlsConflict();
        return;
      case 'issued':
      case 'served':
      case 'fault':
      case 'broken':
      case 'recovered':
        return;
      default:
        event satisfies never;
    }
  };
}
