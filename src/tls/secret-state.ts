/**
 * The Secret of `self` as a state, and back: `ca.crt` (all CAs, newest first), `ca.key` (of the newest), `tls.crt`,
 * `tls.key`, and annotations for people and for the fraction of a second that a certificate cannot hold. Whatever is
 * malformed is simply not there; the plan makes it anew.
 */
import { type Ca, checkLeaf, isKeyOf, issuedAt, issuerOf, type Leaf, readCertificates, wordTime } from './inspect.js';
import type { SecretContent } from './ports.js';

export const KEYS = { ca: 'ca.crt', caKey: 'ca.key', cert: 'tls.crt', key: 'tls.key' } as const;
export const PHASE = 'pullgate.dev/tls-phase';
export const SINCE = 'pullgate.dev/tls-since';

export interface SecretState {
  /** Every CA of the Secret, the one that signs first. */
  readonly cas: readonly Ca[];
  /** Can sign: valid, and its key is there. */
  readonly signer: { readonly ca: Ca; readonly key: string } | undefined;
  /** Can be served, and its CA is one of these. */
  readonly leaf: KeptLeaf | undefined;
  /** Why there is no signer or no leaf, as clauses. */
  readonly noSigner: string;
  readonly noLeaf: string;
}

export interface KeptLeaf {
  readonly leaf: Leaf;
  readonly issuer: Ca;
  /** ms since the epoch */
  readonly issuedAt: number;
}

export const EMPTY = 'the Secret is empty';

export function readSecretState({ data, annotations }: SecretContent, name: string, now: number): SecretState {
  const listed = readCertificates(data[KEYS.ca] ?? '').filter(({ x509 }) => x509.ca);
  const key = data[KEYS.caKey] ?? '';
  const signing = readSigner(listed, key, now);
  const cas = signing.ca === undefined ? listed : [signing.ca, ...listed.filter(({ id }) => id !== signing.ca?.id)];
  const leaf = readLeaf(data, cas, { name, now, since: annotations[SINCE] });
  const isEmpty = Object.values(KEYS).every((each) => (data[each] ?? '') === '');
  return {
    cas,
    signer: signing.ca === undefined ? undefined : { ca: signing.ca, key },
    leaf: leaf.kept,
    noSigner: isEmpty ? EMPTY : signing.why,
    noLeaf: isEmpty ? EMPTY : leaf.why,
  };
}

function readSigner(listed: readonly Ca[], key: string, now: number): { readonly ca?: Ca; readonly why: string } {
  if (listed.length === 0) return { why: 'the Secret holds no CA certificate' };
  const ca = listed.find((each) => isKeyOf(key, each));
  if (ca === undefined) return { why: 'the Secret holds no key of its CA' };
  const time = wordTime('the CA', ca, now);
  return time === undefined ? { ca, why: '' } : { why: time };
}

function readLeaf(
  data: SecretContent['data'],
  cas: readonly Ca[],
  { name, now, since }: { readonly name: string; readonly now: number; readonly since: string | undefined },
): { readonly kept?: KeptLeaf; readonly why: string } {
  const checked = checkLeaf({ cert: data[KEYS.cert] ?? '', key: data[KEYS.key] ?? '' }, name, now);
  if (!checked.ok) return checked;
  const issuer = issuerOf(checked.value, cas);
  if (issuer === undefined) return { why: 'the certificate is not of a CA in the Secret' };
  const time = wordTime('the CA of the certificate', issuer, now);
  if (time !== undefined) return { why: time };
  return { kept: { leaf: checked.value, issuer, issuedAt: preciselyIssuedAt(checked.value, since) }, why: '' };
}

/** The annotation says the same with milliseconds; where it says something else, it is not believed. */
function preciselyIssuedAt(leaf: Leaf, since: string | undefined): number {
  const rough = issuedAt(leaf);
  const precise = Date.parse(since ?? '');
  return precise >= rough && precise < rough + 1000 ? precise : rough;
}
