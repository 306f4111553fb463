/**
 * What the certificate sources need of the world, and what they give to it. Kubernetes is seen through two stores that
 * answer and never throw; `src/cluster/tls-objects.ts` is the real one. Nothing that is told (events, clauses, figures)
 * holds key material.
 */

export interface Certificate {
  /** PEM, both with a final newline: Go refuses a bundle of certificates that are glued without one (design 9.3). */
  readonly key: string;
  readonly cert: string;
}

// ----------------------------------------------------------------------------------------------------------- Kubernetes

/** `absent` only where the API server itself says so; `reason` is a clause. */
export type Read<T> =
  | { readonly state: 'found'; readonly value: T }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly reason: string };

/** `conflict`: it is not any more as it was seen; to be read again, never to be forced. */
export type Written =
  | { readonly state: 'written' }
  | { readonly state: 'conflict' }
  | { readonly state: 'failed'; readonly reason: string };

export interface SecretContent {
  /** Decoded; what is not UTF-8 is garbled, and no certificate. */
  readonly data: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface SeenSecret extends SecretContent {
  /** The object as it was read, with its resourceVersion: only the store looks into it. */
  readonly object: unknown;
}

export interface SecretStore {
  /** `Secret pullgate/pullgate-tls` */
  readonly name: string;
  get(signal: AbortSignal): Promise<Read<SeenSecret>>;
  /** Puts these values over those of the seen object; everything else of it stays. */
  update(seen: SeenSecret, change: SecretContent, signal: AbortSignal): Promise<Written>;
  /** Calls back whenever the object may have changed; resolves when the signal fires. */
  watch(onChange: () => void, signal: AbortSignal): Promise<void>;
}

export const CONFIGURATIONS = ['validating', 'mutating'] as const;
export type ConfigurationKind = (typeof CONFIGURATIONS)[number];

/** One entry of a webhook configuration. */
export interface SeenHook {
  readonly name: string;
  /** PEM; '' where there is none. */
  readonly bundle: string;
}

export interface SeenConfiguration {
  readonly hooks: readonly SeenHook[];
  /** The object as it was read: only the store looks into it. */
  readonly object: unknown;
}

export interface BundleStore {
  readonly kind: ConfigurationKind;
  /** `ValidatingWebhookConfiguration pullgate` */
  readonly name: string;
  get(signal: AbortSignal): Promise<Read<SeenConfiguration>>;
  /** Sets the caBundle of every entry that has another one, if they all are as they were seen; nothing else. */
  patch(seen: SeenConfiguration, bundle: string, signal: AbortSignal): Promise<Written>;
  watch(onChange: () => void, signal: AbortSignal): Promise<void>;
}

// ---------------------------------------------------------------------------------------------------------- the sources

export interface CertificateFigure {
  readonly cert: 'ca' | 'serving';
  /** ms since the epoch */
  readonly expiresAt: number;
}

/** A closed set, so that each can be a log line and a label of a metric. */
export type TlsEvent =
  /** This replica has written a new CA or certificate (`self`). */
  | { readonly event: 'issued'; readonly cert: 'ca' | 'serving'; readonly because: string; readonly expiresAt: number }
  /** Another certificate is served from now on; `first` where there was none before. */
  | { readonly event: 'served'; readonly first: boolean; readonly expiresAt: number }
  /** The served certificate, or the CA that it is verified with, has changed: counted by every replica that has seen it. */
  | { readonly event: 'rotated'; readonly cert: 'ca' | 'serving'; readonly expiresAt: number }
  | { readonly event: 'bundle-repaired'; readonly configuration: ConfigurationKind; readonly hooks: number }
  /** Somebody else was first; it is read again. */
  | { readonly event: 'conflict'; readonly object: 'secret' | ConfigurationKind }
  /** Told once until it changes or ends. */
  | { readonly event: 'fault'; readonly detail: string }
  | { readonly event: 'recovered' }
  /** Something in here threw; it is tried again. */
  | { readonly event: 'broken'; readonly error: unknown };

export interface CertificateSource {
  /** Begins; calls `onCertificate` whenever another one is to be served. */
  start(): void;
  /** What is served; undefined before the first. */
  current(): Certificate | undefined;
  /** Undefined: the certificate is valid, and every configuration that exists trusts it, seen in a handshake. */
  notReady(): string | undefined;
  /** For the metrics; nothing before the first. */
  certificates(): readonly CertificateFigure[];
  /** Ends everything: no timer and no watch is left. */
  stop(): Promise<void>;
}

/** Connects to our own listener and verifies the certificate with `ca`; undefined: it was trusted, else a clause. */
export type Handshake = (ca: string, signal: AbortSignal) => Promise<string | undefined>;

export interface Clock {
  /** ms since the epoch, by the machine. */
  readonly now: () => number;
  /** ms of a clock that never goes back. */
  readonly ticks: () => number;
  /** Resolves after so long, or when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface SourceDeps {
  readonly clock: Clock;
  /** 0 to 1. */
  readonly random: () => number;
  readonly handshake: Handshake;
  readonly onCertificate: (certificate: Certificate) => void;
  readonly onEvent: (event: TlsEvent) => void;
}

/** Names in the certificate, and the one that the API server asks for. */
export interface ServiceNames {
  readonly service: string;
  readonly namespace: string;
}

/** The API server verifies SERVICE.NAMESPACE.svc (apiserver pkg/util/webhook/serviceresolver.go); others are for people. */
export function dnsNames({ service, namespace }: ServiceNames): readonly string[] {
  const verified = verifiedName({ service, namespace });
  return [verified, service, `${service}.${namespace}`, `${verified}.cluster.local`];
}

export function verifiedName({ service, namespace }: ServiceNames): string {
  return `${service}.${namespace}.svc`;
}
