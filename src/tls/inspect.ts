/**
 * Looks at certificates before anything is served or published: key, names, time, chain. What is wrong is said in a
 * clause; no clause quotes a key, and none comes from OpenSSL, whose texts may.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { BACKDATED_MS } from './issue.js';
import type { Certificate } from './ports.js';

/** A certificate of a CA, or one that stands in a chain. */
export interface Ca {
  readonly x509: X509Certificate;
  /** As we write it: one block, with a final newline. */
  readonly pem: string;
  readonly id: string;
  /** ms since the epoch */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** A certificate that can be served. */
export interface Leaf extends Certificate {
  readonly id: string;
  readonly notBefore: number;
  readonly notAfter: number;
  /** The certificate and what comes after it in its file. */
  readonly chain: readonly Ca[];
}

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const LONGEST_CHAIN = 6;

/** Every certificate of a PEM text, once; what is none is passed over. */
export function readCertificates(pem: string): readonly Ca[] {
  const found = new Map<string, Ca>();
  for (const [block] of pem.matchAll(BLOCK)) {
    const ca = readCertificate(block);
    if (ca !== undefined && !found.has(ca.id)) found.set(ca.id, ca);
  }
  return [...found.values()];
}

function readCertificate(block: string): Ca | undefined {
  try {
    const x509 = new X509Certificate(block);
    return {
      x509,
      pem: `${x509.toString().trimEnd()}\n`,
      id: x509.fingerprint256,
      notBefore: Date.parse(x509.validFrom),
      notAfter: Date.parse(x509.validTo),
    };
  } catch {
    return undefined;
  }
}

export function bundleOf(cas: readonly Ca[]): string {
  return cas.map(({ pem }) => pem).join('');
}

/** When it was made, if it was made by us. */
export function issuedAt({ notBefore }: Pick<Ca, 'notBefore'>): number {
  return notBefore + BACKDATED_MS;
}

export function isValidAt({ notBefore, notAfter }: Pick<Ca, 'notBefore' | 'notAfter'>, now: number): boolean {
  return notBefore <= now && now < notAfter;
}

export function wordTime(what: string, { notBefore, notAfter }: Pick<Ca, 'notBefore' | 'notAfter'>, now: number) {
  if (now < notBefore) return `${what} is not valid before ${iso(notBefore)}; is the clock of this machine right?`;
  return now < notAfter ? undefined : `${what} has expired (${iso(notAfter)})`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/**
 * Can this be served under that name, or under any? Whether a client trusts it is asked apart (`isTrusted`), because that depends on
 * the client's bundle.
 */
export function checkLeaf({ cert, key }: Certificate, name: string | undefined, now: number): Checked<Leaf> {
  const chain = readCertificates(cert);
  const [first] = chain;
  if (first === undefined) return no(cert.trim() === '' ? 'there is no certificate' : 'the certificate is not PEM');
  const read = readKey(key);
  if (!read.ok) return read;
  const { x509, notBefore, notAfter, id } = first;
  if (!x509.checkPrivateKey(read.value)) return no('the key is not that of the certificate');
  const isNamed = name === undefined || x509.checkHost(name, { subject: 'never' }) !== undefined;
  if (!isNamed) return no(`the certificate is not for ${name}`);
  if (!servesTls(x509)) return no('the certificate is not for servers (its extended key usage)');
  const time = wordTime('the certificate', first, now);
  if (time !== undefined) return no(time);
  const served = { cert: bundleOf(chain), key };
  if (!isServable(served)) return no('TLS refuses the certificate or its key');
  return { ok: true, value: { ...served, id, notBefore, notAfter, chain } };
}

function no(why: string): { readonly ok: false; readonly why: string } {
  return { ok: false, why };
}

function readKey(pem: string): Checked<KeyObject> {
  if (pem.trim() === '') return no('there is no key');
  if (/ENCRYPTED/.test(pem)) return no('the key is encrypted');
  try {
    return { ok: true, value: createPrivateKey(pem) };
  } catch {
    return no('the key cannot be read');
  }
}

/** Is this the key of that certificate? */
export function isKeyOf(key: string, { x509 }: Ca): boolean {
  const read = readKey(key);
  return read.ok && x509.checkPrivateKey(read.value);
}

/** Node.js calls the extended key usage `keyUsage`, and has none where there is no such extension: any use. */
function servesTls({ keyUsage }: X509Certificate): boolean {
  const usages: unknown = keyUsage;
  return !Array.isArray(usages) || usages.includes(SERVER_AUTH);
}

function isServable(certificate: Certificate): boolean {
  try {
    createSecureContext({ ...certificate });
    return true;
  } catch {
    return false;
  }
}

// -------------------------------------------------------------------------------------------------------------- chains

/** Does a client that trusts these certificates, and knows the chain that is sent, verify the leaf at this time? */
export function isTrusted({ chain: [leaf, ...between] }: Leaf, roots: readonly Ca[], now: number): boolean {
  if (leaf === undefined) return false;
  const climb = (child: Ca, left: number): boolean => {
    if (!isValidAt(child, now)) return false;
    // Go takes every certificate of a bundle as a root, the served one itself, too (crypto/x509 Certificate.Verify).
    if (roots.some((root) => isValidAt(root, now) && (root.id === child.id || isIssuer(root, child)))) return true;
    return left > 0 && between.some((each) => each.id !== child.id && isIssuer(each, child) && climb(each, left - 1));
  };
  return climb(leaf, LONGEST_CHAIN);
}

/** The one of these that has signed it. */
export function issuerOf({ chain }: Leaf, cas: readonly Ca[]): Ca | undefined {
  const [leaf] = chain;
  return leaf === undefined ? undefined : cas.find((ca) => isIssuer(ca, leaf));
}

function isIssuer(ca: Ca, child: Ca): boolean {
  try {
    return ca.x509.ca && child.x509.checkIssued(ca.x509) && child.x509.verify(ca.x509.publicKey);
  } catch {
    return false;
  }
}
