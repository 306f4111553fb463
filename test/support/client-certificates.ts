/**
 * Authorities and certificates of callers, such as an API server has one, and such as it must not have; and a certificate
 * for a server that is not of the kind that Pullgate makes.
 */
import selfsigned from 'selfsigned';
import type { Certificate } from '../../src/tls/ports.js';

export interface CallerCertificate {
  readonly name?: string;
  readonly use?: 'clientAuth' | 'serverAuth';
  /** ms since the epoch */
  readonly ends?: number;
}

export function callerAuthority(name: string): Promise<Certificate> {
  return generate(name, Date.now() + 3_600_000, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
}

export function callerCertificate(ca: Certificate, certificate: CallerCertificate = {}): Promise<Certificate> {
  const { name = 'kube-apiserver', use = 'clientAuth', ends = Date.now() + 3_600_000 } = certificate;
  const extensions: Extensions = [
    { name: 'keyUsage', digitalSignature: true, critical: true },
    { name: 'extKeyUsage', [use]: true },
  ];
  return generate(name, ends, extensions, ca);
}

/** Of 2,048 bits, for 127.0.0.1. */
export async function rsaCertificate(): Promise<Certificate> {
  const made = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
  });
  return { key: `${made.private.trim()}\n`, cert: `${made.cert.trim()}\n` };
}

type Extensions = NonNullable<NonNullable<Parameters<typeof selfsigned.generate>[1]>['extensions']>;

async function generate(name: string, ends: number, extensions: Extensions, ca?: Certificate): Promise<Certificate> {
  const made = await selfsigned.generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 7_200_000),
    notAfterDate: new Date(ends),
    extensions,
    ...(ca === undefined ? {} : { ca }),
  });
  return { key: `${made.private.trim()}\n`, cert: `${made.cert.trim()}\n` };
}
