/**
 * A certificate for loopback, made on the spot and kept in memory only: for trying Pullgate out and for tests. The name
 * of a Service is never in it.
 */
import selfsigned from 'selfsigned';

export interface Certificate {
  /** PEM, both with a final newline: Go refuses a bundle of certificates that are glued without one (reliability.md 5). */
  readonly key: string;
  readonly cert: string;
}

const HOUR = 3_600_000;
const LIFETIME = 90 * 24 * HOUR;

/** EC P-256 and SHA-256 said by name: the package's own defaults are RSA and SHA-1, which TLS clients refuse. */
export async function createCertificate(now: number): Promise<Certificate> {
  const made = await selfsigned.generate([{ name: 'commonName', value: 'pullgate' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Clocks of other machines may be behind.
    notBeforeDate: new Date(now - HOUR),
    notAfterDate: new Date(now + LIFETIME),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key: withNewline(made.private), cert: withNewline(made.cert) };
}

function withNewline(pem: string): string {
  return `${pem.replaceAll('\r\n', '\n').trimEnd()}\n`;
}
