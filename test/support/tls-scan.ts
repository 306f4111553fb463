/** Every version and suite of TLS that a client can offer alone, and whether it may be taken. */
import { once } from 'node:events';
import { type ConnectionOptions, connect, getCiphers, type SecureVersion } from 'node:tls';

interface Offer {
  readonly what: string;
  readonly options: ConnectionOptions;
  /** AEAD with a key of its own for each connection (ECDHE), from TLS 1.2 on. */
  readonly isGood: boolean;
}

const OF_13 = /^tls_/;
/** Of the certificate: EC as Pullgate makes them, RSA as many an authority does. */
export type KeyType = 'ec' | 'rsa';

/** CBC has SHA as its code, RSA key exchange no name of an exchange before the cipher. */
const GOOD_12: Readonly<Record<KeyType, RegExp>> = {
  ec: /^ecdhe-ecdsa-(?:aes\d+-gcm|chacha20)/,
  rsa: /^ecdhe-rsa-(?:aes\d+-gcm|chacha20)/,
};

function offers(keyType: KeyType): readonly Offer[] {
  const suites = getCiphers();
  const only = (version: SecureVersion, ciphers: string): ConnectionOptions => ({
    minVersion: version,
    maxVersion: version,
    ciphers: `${ciphers}:@SECLEVEL=0`,
  });
  return [
    ...(['TLSv1', 'TLSv1.1'] as const).map((version) => ({
      what: version,
      options: only(version, 'ALL'),
      isGood: false,
    })),
    ...suites
      .filter((name) => !OF_13.test(name))
      .map((name) => ({
        what: `TLSv1.2 ${name}`,
        options: only('TLSv1.2', name.toUpperCase()),
        isGood: GOOD_12[keyType].test(name),
      })),
    ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'].map((name) => ({
      what: `TLSv1.3 ${name}`,
      options: { minVersion: 'TLSv1.3' as const, maxVersion: 'TLSv1.3' as const, ciphers: name },
      isGood: true,
    })),
  ];
}

export interface Scan {
  readonly taken: number;
  readonly refused: number;
  /** The client itself has no such suite. */
  readonly notOffered: number;
  /** Offers that were taken and must not be, or the other way round. */
  readonly wrong: readonly string[];
}

/** Each offer once, at a listener on 127.0.0.1 with a certificate of this key. */
export async function scan(port: number, keyType: KeyType): Promise<Scan> {
  const counts = { taken: 0, refused: 0, 'not offered': 0 };
  const wrong: string[] = [];
  for (const { what, options, isGood } of offers(keyType)) {
    const outcome = await outcomeOf(port, options);
    counts[outcome] += 1;
    if (outcome !== 'not offered' && (outcome === 'taken') !== isGood)
      wrong.push(`${what} was ${outcome} (${keyType})`);
  }
  return { taken: counts.taken, refused: counts.refused, notOffered: counts['not offered'], wrong };
}

type Outcome = 'taken' | 'refused' | 'not offered';

/** `taken`, `refused` by the server, or `not offered` where the client itself knows no such suite. */
async function outcomeOf(port: number, options: ConnectionOptions): Promise<Outcome> {
  try {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
    try {
      await once(socket, 'secureConnect');
      return 'taken';
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return /NO_CIPHERS|NO_CIPHER_MATCH|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS/.test(code) ? 'not offered' : 'refused';
    } finally {
      socket.destroy();
    }
  } catch {
    return 'not offered';
  }
}
