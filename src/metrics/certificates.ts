/** When certificates end, and what was done about it. Told by whoever keeps them; nothing is read from them here. */
import { CERTIFICATES, METRICS } from './catalogue.js';
import { counterOf, gaugeOf, type MetricsRegistry } from './registry.js';

export interface CertificateFigure {
  /** The authority that clients trust, or what is served. */
  readonly cert: (typeof CERTIFICATES)[number];
  /** ms since the epoch */
  readonly expiresAt: number;
}

/** Those in use now; one that is not known is left out. */
export function publishExpiries(registry: MetricsRegistry, certificates: () => readonly CertificateFigure[]): void {
  gaugeOf(registry, METRICS.certificateExpiry, (gauge) => {
    gauge.reset();
    for (const { cert, expiresAt } of certificates()) gauge.set({ cert }, expiresAt / 1000);
  });
}

export interface RotationMetrics {
  /** A certificate took the place of another one. */
  readonly noteRotation: (cert: CertificateFigure['cert']) => void;
}

/** For every source of certificates that can bring a new one while the process runs. */
export function createRotationMetrics(registry: MetricsRegistry): RotationMetrics {
  const rotations = counterOf(registry, METRICS.rotations);
  for (const cert of CERTIFICATES) rotations.inc({ cert }, 0);
  return { noteRotation: (cert) => rotations.inc({ cert }) };
}

export interface TrustMetrics {
  /** A webhook configuration did not trust what it had to, and was put right. */
  readonly noteBundleRepair: () => void;
  /** Somebody else wrote first. */
  readonly noteTlsConflict: () => void;
}

/** For the sources that write: the webhook configurations, and the Secret. */
export function createTrustMetrics(registry: MetricsRegistry): TrustMetrics {
  const repairs = counterOf(registry, METRICS.bundleRepairs);
  const conflicts = counterOf(registry, METRICS.tlsConflicts);
  return { noteBundleRepair: () => repairs.inc(), noteTlsConflict: () => conflicts.inc() };
}
