/**
 * Makes certificates: a CA, a leaf of it for the names of the Service, and one for loopback that is its own. EC P-256 and
 * SHA-256 said by name: the package's own defaults are RSA and SHA-1, which TLS clients refuse (design 9.3).
 */
import { randomBytes } from 'node:crypto';
import { type Certificate, dnsNames, type ServiceNames } from './ports.js';

/** Clocks of other machines may be behind. */
export const BACKDATED_MS = 3_600_000;
const LOOPBACK_MS = 90 * 24 * 3_600_000;

type Generate = typeof import('selfsigned')['generate'];
type Extensions = NonNullable<NonNullable<Parameters<Generate>[1]>['extensions']>;

interface Wanted {
  readonly name: string;
  /** ms since the epoch */
  readonly now: number;
  readonly ends: number;
  readonly extensions: Extensions;
  readonly ca?: Certificate;
}

/** @param endsBefore the end of the CA: a certificate that outlived it would be refused from then on */
export interface LeafRequest extends ServiceNames {
  readonly now: number;
  readonly lifeMs: number;
  readonly endsBefore: number;
  readonly ca: Certificate;
}

/** Each has a subject of its own, so that no client mistakes one for the other while both are trusted. */
export function issueCa(now: number, lifeMs: number): Promise<Certificate> {
  const stamp = new Date(now).toISOString();
  return generate({
    name: `pullgate-ca ${stamp} ${randomBytes(4).toString('hex')}`,
    now,
    ends: now + lifeMs,
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
}

export function issueLeaf({ ca, now, lifeMs, endsBefore, ...names }: LeafRequest): Promise<Certificate> {
  return generate({
    name: 'pullgate',
    now,
    ends: Math.min(now + lifeMs, endsBefore),
    extensions: leafExtensions(dnsNames(names).map((value) => ({ type: 2, value }))),
    ca,
  });
}

/** For trying Pullgate out and for tests: kept in memory only, and the name of a Service is never in it. */
export function createCertificate(now: number): Promise<Certificate> {
  return generate({
    name: 'pullgate',
    now,
    ends: now + LOOPBACK_MS,
    extensions: leafExtensions([
      { type: 2, value: 'localhost' },
      { type: 7, ip: '127.0.0.1' },
      { type: 7, ip: '::1' },
    ]),
  });
}

function leafExtensions(altNames: Extract<Extensions[number], { name: 'subjectAltName' }>['altNames']): Extensions {
  return [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames },
  ];
}

async function generate({ name, now, ends, extensions, ca }: Wanted): Promise<Certificate> {
  // Its packages for ASN.1 take as long to load as a certificate to make: only who makes one pays.
  const { default: selfsigned } = await import('selfsigned');
  const made = await selfsigned.generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - BACKDATED_MS),
    notAfterDate: new Date(wholeSeconds(ends)),
    extensions,
    ...(ca === undefined ? {} : { ca: { key: ca.key, cert: ca.cert } }),
  });
  return { key: withNewline(made.private), cert: withNewline(made.cert) };
}

/** A certificate knows no milliseconds; rounded up, it lives as long as was asked for. */
function wholeSeconds(ms: number): number {
  return Math.ceil(ms / 1000) * 1000;
}

function withNewline(pem: string): string {
  return `${pem.replaceAll('\r\n', '\n').trimEnd()}\n`;
}
