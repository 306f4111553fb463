/**
 * Where the certificate comes from (design 9.1): the settings, their defaults and their schema. What they do is in
 * src/tls; durations are text here, as an operator writes them.
 */
import { choice, type SchemaNode, section, text } from './schema-node.js';

/** `memory`: made at start for loopback, gone with the process. The others are those of the chart's `tls.source`. */
export const TLS_SOURCES = ['memory', 'self', 'certManager', 'files'] as const;
export type TlsSource = (typeof TLS_SOURCES)[number];

export interface TlsSettings {
  readonly source: TlsSource;
  /** Name of the Secret with the certificate (`self`, `certManager`). */
  readonly secret: string;
  /** Namespace of that Secret and of the Service; '' means that of the pod. */
  readonly namespace: string;
  /** Name of the Service through which the API server calls: the names in the certificate follow from it. */
  readonly service: string;
  /** Name of the ValidatingWebhookConfiguration whose clientConfig trusts the certificate; '' means there is none. */
  readonly validating: string;
  /** The same for the MutatingWebhookConfiguration. */
  readonly mutating: string;
  /** Directory with tls.crt and tls.key, ca.crt beside them where Pullgate is to publish it (`files`). */
  readonly directory: string;
  /** PEM that is published to the webhook configurations in place of the directory's ca.crt (`files`). */
  readonly caBundle: string;
  /** File with the CA certificates (PEM) of which callers need a client certificate; '' means anybody may ask. */
  readonly clientCaFile: string;
  /** Common names (CN), of which a client certificate must have one; empty: any. */
  readonly clientNames: readonly string[];
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  /** How often Secret, files and webhook configurations are read besides being watched. */
  readonly poll: string;
  readonly self: {
    readonly caDuration: string;
    readonly certDuration: string;
    /** A leaf is renewed so long before its end; a CA when two thirds of its life are over. */
    readonly renewBefore: string;
    /** From the moment when every webhook configuration trusts a new CA to the first leaf of it. */
    readonly settle: string;
    /** How long a CA stays trusted after the last leaf of it has ended. */
    readonly retain: string;
    /** Longest random wait before a write, so that replicas seldom meet. */
    readonly jitter: string;
  };
}

/** The least wait before a new CA is used is what API servers need to see a change (design 9.2). */
export const TLS_DEFAULTS: TlsSettings = {
  source: 'memory',
  secret: 'pullgate-tls',
  namespace: '',
  service: 'pullgate',
  validating: '',
  mutating: '',
  directory: '',
  caBundle: '',
  clientCaFile: '',
  clientNames: [],
  minVersion: 'TLSv1.2',
  poll: '10s',
  self: {
    caDuration: '8760h',
    certDuration: '720h',
    renewBefore: '360h',
    settle: '60s',
    retain: '24h',
    jitter: '5s',
  },
};

function duration(description: string): SchemaNode {
  return text(description, { format: 'duration' });
}

function objectName(description: string): SchemaNode {
  return text(description, { format: 'object-name' });
}

export const TLS_SCHEMA = section<keyof TlsSettings>('The certificate of the webhook, and who trusts it.', {
  source: choice(
    TLS_SOURCES,
    'Who makes the certificate: nobody but this process, for loopback (memory), Pullgate with a CA of its own kept in a Secret (self), cert-manager, or you (files).',
  ),
  secret: objectName('Secret that holds the certificate, for self and certManager.'),
  namespace: text('Namespace of that Secret and of the Service; empty: that of the pod.'),
  service: objectName('Service through which the API server calls; the certificate is made for its names.'),
  validating: text('ValidatingWebhookConfiguration that has to trust the certificate; empty: none.'),
  mutating: text('MutatingWebhookConfiguration that has to trust the certificate; empty: none.'),
  directory: text('Directory with tls.crt and tls.key, and ca.crt where it is to be published, for files.'),
  caBundle: text('CA certificates (PEM) to publish in place of the ca.crt of the directory, for files.'),
  clientCaFile: text(
    'File with CA certificates (PEM): only callers with a client certificate of one of them are answered; empty: everybody. It is read again every tls.poll.',
  ),
  clientNames: {
    type: 'array',
    items: { type: 'string', minLength: 1 },
    description: 'Common names (CN), of which the client certificate must have one; empty: any.',
  },
  minVersion: choice(['TLSv1.2', 'TLSv1.3'], 'Oldest version of TLS that is spoken.'),
  poll: text('How often Secret, files and webhook configurations are read, besides being watched: 100ms to 24h.', {
    format: 'interval',
  }),
  self: section<keyof TlsSettings['self']>('The CA that Pullgate keeps itself.', {
    caDuration: duration('Life of a CA; a new one is made when two thirds of it are over.'),
    certDuration: duration('Life of a certificate.'),
    renewBefore: duration('How long before its end a certificate is renewed.'),
    settle: duration('Wait between the moment when all configurations trust a new CA and its first certificate.'),
    retain: duration('How long a CA stays trusted after its last certificate has ended.'),
    jitter: duration('Longest random wait before a write, so that replicas seldom meet.'),
  }),
});
