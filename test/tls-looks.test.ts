/** Certificates of operators, as they come: what can be served, who trusts it, and what Pullgate's own are made of. */
import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';
import t from 'tap';
import { checkLeaf, isKeyOf, issuerOf, isTrusted, readCertificates, wordTime } from '../src/tls/inspect.js';
import { createCertificate, issueCa, issueLeaf } from '../src/tls/issue.js';
import type { Certificate } from '../src/tls/ports.js';
import { DAY, HOUR, leafOf, NAME, NAMES, START, TIMES } from './support/tls-replicas.js';

type Extensions = NonNullable<NonNullable<Parameters<typeof generate>[1]>['extensions']>;

interface Wanted {
  readonly name?: string;
  readonly by?: Certificate;
  readonly isCa?: boolean;
  readonly names?: readonly string[];
  readonly more?: Extensions;
}

async function make({ name = 'a', by, isCa = false, names = [NAME], more = [] }: Wanted): Promise<Certificate> {
  const altNames = names.map((value) => ({ type: 2 as const, value }));
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(START),
    notAfterDate: new Date(START + 100 * DAY),
    extensions: [
      { name: 'basicConstraints', cA: isCa, critical: true },
      ...(names.length === 0 ? [] : [{ name: 'subjectAltName' as const, altNames }]),
      ...more,
    ],
    ...(by === undefined ? {} : { ca: { key: by.key, cert: by.cert } }),
  });
  return { key: `${made.private.trim()}\n`, cert: `${made.cert.trim()}\n` };
}

const root = await make({ name: 'root', isCa: true, names: [] });
const plain = await make({ by: root });

t.test('what can be served, and in what clause it is said why not', async (t) => {
  const clientOnly = await make({ by: root, more: [{ name: 'extKeyUsage', clientAuth: true }] });
  const both = await make({ by: root, more: [{ name: 'extKeyUsage', clientAuth: true, serverAuth: true }] });
  const byCommonName = await make({ name: NAME, by: root, names: [] });
  const rows: readonly (readonly [what: string, certificate: Certificate, why: string | undefined, at?: number])[] = [
    ['of any use', plain, undefined],
    ['for servers, too', both, undefined],
    ['for clients only', clientOnly, 'the certificate is not for servers (its extended key usage)'],
    ['named in the subject, which no client looks at', byCommonName, `the certificate is not for ${NAME}`],
    ['blank', { ...plain, cert: ' \n' }, 'there is no certificate'],
    ['no PEM', { ...plain, cert: 'x' }, 'the certificate is not PEM'],
    ['a blank key', { ...plain, key: ' \n' }, 'there is no key'],
    ['a key that is none', { ...plain, key: 'x' }, 'the key cannot be read'],
    ['from its first moment', plain, undefined, START],
    [
      'a moment before it',
      plain,
      'the certificate is not valid before 2026-11-21T12:00:00Z; is the clock of this machine right?',
      START - 251,
    ],
    ['until its last', plain, undefined, START - 251 + 100 * DAY],
    ['and not after it', plain, 'the certificate has expired (2027-03-01T12:00:00Z)', START - 250 + 100 * DAY],
  ];
  for (const [what, certificate, why, at = START + DAY] of rows) {
    const checked = checkLeaf(certificate, NAME, at);
    t.equal(checked.ok ? undefined : checked.why, why, what);
  }
  t.ok(checkLeaf(byCommonName, undefined, START + DAY).ok, 'where nobody calls by a name, any will do');
  const first = readCertificates(plain.cert)[0];
  if (first === undefined) throw new Error('it is there');
  t.equal(wordTime('it', first, first.notBefore), undefined);
  t.equal(wordTime('it', first, first.notAfter - 1), undefined);
  t.equal(isKeyOf(plain.key, first), true);
  t.equal(isKeyOf(root.key, first), false);
  t.equal(isKeyOf('', first), false);
});

t.test('a certificate is trusted through what is sent with it, as Go climbs a chain', async (t) => {
  const middle = await make({ name: 'middle', by: root, isCa: true, names: [] });
  const lower = await make({ name: 'lower', by: middle, isCa: true, names: [] });
  const deep = await make({ by: lower });
  const stranger = await make({ name: 'root', isCa: true, names: [] });
  const notCa = await make({ name: 'middle', by: root });
  const under = await make({ by: notCa });
  const long: Certificate[] = [];
  for (let depth = 0; depth < 8; depth += 1) {
    long.push(await make({ name: `level ${depth}`, by: long.at(-1) ?? root, isCa: true, names: [] }));
  }
  const after = async (depth: number): Promise<string> => {
    const by = long[depth - 1];
    if (by === undefined) throw new Error('so deep it is not');
    const sent = long
      .slice(0, depth)
      .reverse()
      .map(({ cert }) => cert);
    return (await make({ by })).cert + sent.join('');
  };
  const chain = deep.cert + lower.cert + middle.cert;
  const rows: readonly (readonly [what: string, sent: string, roots: string, isIt: boolean])[] = [
    ['signed by the root', plain.cert, root.cert, true],
    ['by another one of the same name', plain.cert, stranger.cert, false],
    ['two between, all sent', chain, root.cert, true],
    ['in another order', deep.cert + middle.cert + lower.cert, root.cert, true],
    ['one between is not sent', deep.cert + middle.cert, root.cert, false],
    ['nothing is sent', deep.cert, root.cert, false],
    ['the one between is in the bundle', deep.cert, lower.cert, true],
    ['the bundle ends in between', deep.cert + lower.cert, middle.cert, true],
    ['the root is sent as well, and is trusted for that by nobody', chain + root.cert, stranger.cert, false],
    ['it is in the bundle itself', deep.cert, deep.cert, true],
    ['signed by what may not sign', under.cert + notCa.cert, root.cert, false],
    ['and what may not sign is in the bundle', under.cert, notCa.cert, false],
    ['six between', await after(6), root.cert, true],
    ['seven, which nobody sends', await after(7), root.cert, false],
    ['an empty bundle', plain.cert, '', false],
  ];
  for (const [what, sent, roots, isIt] of rows) {
    t.equal(isTrusted(leafOf({ key: '', cert: sent }), readCertificates(roots), START + DAY), isIt, what);
  }
  t.equal(isTrusted({ ...leafOf(plain), chain: [] }, readCertificates(root.cert), START + DAY), false);
  t.equal(issuerOf(leafOf(plain), readCertificates(stranger.cert + root.cert))?.pem, root.cert);
  t.equal(issuerOf(leafOf(plain), readCertificates(stranger.cert)), undefined);
  t.equal(issuerOf({ ...leafOf(plain), chain: [] }, readCertificates(root.cert)), undefined);
  t.equal(readCertificates(`${root.cert}x${root.cert}${stranger.cert}`).length, 2, 'each once, whatever is between');
});

/** Text of an extension as OpenSSL shows it is not to be had; the bytes of its value are. */
const DER: Readonly<Record<string, string>> = {
  'may sign, and what it signs may not': '30120603551d130101ff040830060101ff020100',
  'signs certificates and lists': '300e0603551d0f0101ff040403020106',
  'is no CA': '300c0603551d130101ff04023000',
  'signs in handshakes': '300e0603551d0f0101ff040403020780',
  'is for servers': '30130603551d25040c300a06082b06010505070301',
};

t.test('what the certificates of Pullgate may be used for is marked in them, and for nothing else', async (t) => {
  const ca = await issueCa(START, TIMES.caMs);
  const leaf = await issueLeaf({ ...NAMES, now: START, lifeMs: TIMES.certMs, endsBefore: START + TIMES.caMs, ca });
  const lone = await createCertificate(START);
  const has = ({ cert }: Certificate): readonly string[] =>
    Object.entries(DER).flatMap(([what, hex]) =>
      new X509Certificate(cert).raw.includes(Buffer.from(hex, 'hex')) ? [what] : [],
    );
  t.same(has(ca), ['may sign, and what it signs may not', 'signs certificates and lists']);
  for (const each of [leaf, lone]) t.same(has(each), ['is no CA', 'signs in handshakes', 'is for servers']);
  for (const each of [leaf, lone]) t.equal(new X509Certificate(each.cert).subject, 'CN=pullgate');
  t.match(new X509Certificate(ca.cert).subject, /^CN=pullgate-ca 2026-11-21T12:00:00.250Z [0-9a-f]{8}$/);
  t.equal(
    new X509Certificate(lone.cert).subjectAltName,
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
  );
  const ends = ({ cert }: Certificate): number => Date.parse(new X509Certificate(cert).validTo) - START;
  t.equal(ends(lone), 90 * DAY + 750);
  t.equal(ends(leaf), TIMES.certMs + 750, 'rounded up: as long as was asked for');
  const short = await issueLeaf({ ...NAMES, now: START, lifeMs: TIMES.certMs, endsBefore: START + HOUR, ca });
  t.equal(ends(short), HOUR + 750, 'not longer than its CA');
  for (const pem of [ca.cert, ca.key, leaf.cert, leaf.key])
    t.match(pem, /^-----BEGIN [A-Z ]+-----\n[^\r]+\n-----END [A-Z ]+-----\n$/);
});
