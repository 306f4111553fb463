/** The state machine of `self` (design 9.1) as a table: what the Secret holds, what the time is, what comes next. */
import t from 'tap';
import { bundleOf, type Ca, readCertificates } from '../src/tls/inspect.js';
import { issueCa, issueLeaf } from '../src/tls/issue.js';
import { type PlanInput, planNext, type Step } from '../src/tls/plan.js';
import type { Certificate } from '../src/tls/ports.js';
import { KEYS, readSecretState, SINCE } from '../src/tls/secret-state.js';
import { DAY, HOUR, NAME, NAMES, START, TIMES } from './support/tls-replicas.js';

const MINUTE = 60_000;
const ca1 = await issueCa(START, TIMES.caMs);
const ca2 = await issueCa(START + 244 * DAY, TIMES.caMs);
const leafOf = (ca: Certificate, now: number, names = NAMES): Promise<Certificate> =>
  issueLeaf({ ...names, now, lifeMs: TIMES.certMs, endsBefore: caOf(ca).notAfter, ca });
const leaf1 = await leafOf(ca1, START);
const later1 = await leafOf(ca1, START + 240 * DAY);
const leaf2 = await leafOf(ca2, START + 244 * DAY + 2 * MINUTE);
const foreign = await leafOf(ca1, START, { ...NAMES, service: 'elsewhere' } as unknown as typeof NAMES);

function caOf({ cert }: Certificate): Ca {
  const [ca] = readCertificates(cert);
  if (ca === undefined) throw new Error('no CA');
  return ca;
}

interface Secret {
  readonly cas?: readonly Certificate[];
  readonly signer?: Certificate;
  readonly leaf?: Certificate;
  readonly data?: Readonly<Record<string, string>>;
  readonly since?: number;
}

function state({ cas = [], signer, leaf, data = {}, since }: Secret, now: number) {
  return readSecretState(
    {
      data: {
        [KEYS.ca]: bundleOf(cas.map(caOf)),
        ...(signer === undefined ? {} : { [KEYS.caKey]: signer.key }),
        ...(leaf === undefined ? {} : { [KEYS.cert]: leaf.cert, [KEYS.key]: leaf.key }),
        ...data,
      },
      annotations: since === undefined ? {} : { [SINCE]: new Date(since).toISOString() },
    },
    NAME,
    now,
  );
}

function next(secret: Secret, now: number, more: Partial<PlanInput> = {}): Step {
  return planNext({ state: state(secret, now), now, times: TIMES, trustedForMs: () => undefined, ...more });
}

/** `issue [CA1]: because` */
function words(step: Step): string {
  if (step.do === 'wait') return `wait ${Math.round(step.ms / 1000)} s: ${step.because}`;
  const names = step.keep.map(({ id }) => (id === caOf(ca1).id ? 'CA1' : id === caOf(ca2).id ? 'CA2' : '?'));
  return `${step.do} [${names.join(' ')}]: ${step.because}`;
}

const STABLE: Secret = { cas: [ca1], signer: ca1, leaf: leaf1 };
const OVERLAP: Secret = { cas: [ca2, ca1], signer: ca2, leaf: later1 };
const SECOND: Secret = { cas: [ca2, ca1], signer: ca2, leaf: leaf2 };
const AT_SECOND = START + 244 * DAY + 2 * MINUTE;
const trustedFor = (ms: number): Partial<PlanInput> => ({ trustedForMs: () => ms });

const ROWS: readonly (readonly [what: string, secret: Secret, at: number, said: string, more?: Partial<PlanInput>])[] =
  [
    // (a)
    ['an empty Secret', {}, START, 'begin []: the Secret is empty'],
    ['a Secret of somebody else', { data: { 'tls.crt': 'x' } }, START, 'begin []: the Secret holds no CA certificate'],
    [
      'garbage as CA',
      { ...STABLE, data: { 'ca.crt': 'garbage' } },
      START,
      'begin []: the Secret holds no CA certificate',
    ],
    [
      'one CA of two is garbage',
      { ...SECOND, data: { 'ca.crt': `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${ca2.cert}` } },
      AT_SECOND,
      'wait 1296000 s: all is well',
    ],
    // lost or unusable parts
    [
      'the key of the CA is lost',
      { cas: [ca1], leaf: leaf1 },
      START,
      'add-ca [CA1]: the Secret holds no key of its CA',
    ],
    [
      'the key of the CA is that of another',
      { ...STABLE, signer: ca2 },
      START,
      'add-ca [CA1]: the Secret holds no key of its CA',
    ],
    [
      'both keys are lost',
      { ...STABLE, data: { 'ca.key': '', 'tls.key': '' } },
      START,
      'begin [CA1]: the Secret holds no key of its CA',
    ],
    [
      'the key of the certificate is lost',
      { ...STABLE, data: { 'tls.key': '' } },
      START,
      'issue [CA1]: there is no key',
    ],
    [
      'the key is that of another certificate',
      { ...STABLE, data: { 'tls.key': leaf2.key } },
      START,
      'issue [CA1]: the key is not that of the certificate',
    ],
    ['the key is no key', { ...STABLE, data: { 'tls.key': 'no key' } }, START, 'issue [CA1]: the key cannot be read'],
    [
      'the certificate is no certificate',
      { ...STABLE, data: { 'tls.crt': 'no certificate' } },
      START,
      'issue [CA1]: the certificate is not PEM',
    ],
    [
      'the certificate is for another Service',
      { ...STABLE, leaf: foreign },
      START,
      `issue [CA1]: the certificate is not for ${NAME}`,
    ],
    [
      'the certificate is not valid yet',
      { ...STABLE, leaf: leaf2 },
      AT_SECOND - 10 * DAY,
      'issue [CA1]: the certificate is not valid before 2027-07-23T11:02:00Z; is the clock of this machine right?',
    ],
    [
      'the CA of the certificate is not in the Secret',
      { cas: [ca2], signer: ca2, leaf: later1 },
      AT_SECOND,
      'issue [CA2]: the certificate is not of a CA in the Secret',
    ],
    // time
    [
      'the certificate has expired',
      STABLE,
      START + 31 * DAY,
      'issue [CA1]: the certificate has expired (2026-12-21T12:00:01Z)',
    ],
    ['everything has expired', STABLE, START + 366 * DAY, 'begin []: the CA has expired (2027-11-21T12:00:01Z)'],
    [
      'the clock of this machine is a year behind',
      STABLE,
      START - 365 * DAY,
      'begin [CA1]: the CA is not valid before 2026-11-21T11:00:00Z; is the clock of this machine right?',
    ],
    ['the clock of this machine is half an hour behind', STABLE, START - HOUR / 2, 'wait 1297800 s: all is well'],
    // renewal
    ['all is new', STABLE, START, 'wait 1296000 s: all is well'],
    ['all is new, to the millisecond', { ...STABLE, since: START }, START + 15 * DAY - 1, 'wait 0 s: all is well'],
    [
      'an annotation that cannot be is not believed',
      { ...STABLE, since: START + DAY },
      START + 15 * DAY,
      'issue [CA1]: the certificate is due',
    ],
    ['the certificate is due', STABLE, START + 15 * DAY, 'issue [CA1]: the certificate is due'],
    [
      'a shorter life is configured',
      STABLE,
      START + 2 * DAY,
      'issue [CA1]: the certificate is due',
      { times: { ...TIMES, certMs: 2 * DAY, renewBeforeMs: DAY } },
    ],
    [
      'an earlier renewal is configured',
      STABLE,
      START + 2 * DAY,
      'issue [CA1]: the certificate is due',
      { times: { ...TIMES, certMs: 60 * DAY, renewBeforeMs: 29 * DAY } },
    ],
    // (b), (c)
    [
      'two thirds of the life of the CA are over',
      { ...STABLE, leaf: later1 },
      START + 244 * DAY,
      'add-ca [CA1]: two thirds of the life of the CA are over',
    ],
    [
      'the new CA is not trusted by all',
      OVERLAP,
      AT_SECOND,
      `wait ${26 * 86_400 - 119} s: not every configuration trusts the new CA yet`,
    ],
    [
      'the new CA is trusted by all, since now',
      OVERLAP,
      AT_SECOND,
      'wait 60 s: the new CA is trusted, but not for long enough',
      trustedFor(0),
    ],
    [
      'the new CA is trusted by all, nearly long enough',
      OVERLAP,
      AT_SECOND,
      'wait 1 s: the new CA is trusted, but not for long enough',
      trustedFor(59_000),
    ],
    [
      'the new CA is trusted by all for long enough',
      OVERLAP,
      AT_SECOND,
      'issue [CA2 CA1]: every configuration trusts the new CA',
      trustedFor(60_000),
    ],
    [
      'nobody trusts the new CA until the old certificate ends',
      OVERLAP,
      START + 270 * DAY + 1000,
      'issue [CA2 CA1]: the certificate has expired (2027-08-18T12:00:01Z)',
    ],
    [
      'the certificate is due within the overlap: it waits',
      OVERLAP,
      START + 256 * DAY,
      'wait 1209601 s: not every configuration trusts the new CA yet',
    ],
    // (d)
    ['the old CA has to stay a while', SECOND, AT_SECOND, 'wait 1296000 s: all is well'],
    [
      'the old CA has gone by',
      { ...SECOND, leaf: await leafOf(ca2, AT_SECOND + 20 * DAY) },
      AT_SECOND + 31 * DAY,
      'tidy [CA2]: the list of CAs holds one that is over, or lacks one that is in use',
    ],
    [
      'the old CA has expired',
      { cas: [ca2, ca1], signer: ca2, leaf: await leafOf(ca2, START + 365 * DAY) },
      START + 365 * DAY + HOUR,
      'tidy [CA2]: the list of CAs holds one that is over, or lacks one that is in use',
    ],
    [
      'a CA is missing of which something is served',
      STABLE,
      START,
      'tidy [CA1 CA2]: the list of CAs holds one that is over, or lacks one that is in use',
      { needed: [caOf(ca2)] },
    ],
    ['what was begun anew keeps the old CA', { cas: [ca1] }, START, 'begin [CA1]: the Secret holds no key of its CA'],
  ];

t.test('what comes next', async (t) => {
  for (const [what, secret, at, said, more] of ROWS) t.equal(words(next(secret, at, more)), said, what);
});

t.test('the list of CAs does not grow without end, and loses neither what signs nor what is served', async (t) => {
  const many = await Promise.all(Array.from({ length: 20 }, () => issueCa(START, TIMES.caMs)));
  const step = next({ cas: [...many, ca1], leaf: leaf1 }, START);
  t.equal(step.do, 'add-ca');
  t.ok(step.do !== 'wait' && step.keep.length === 7 && step.keep.some(({ id }) => id === caOf(ca1).id));
});

t.test('an unordered list of CAs is put in order', async (t) => {
  const { cas } = state({ ...SECOND, cas: [ca1, ca2] }, AT_SECOND);
  t.same(
    cas.map(({ id }) => id),
    [caOf(ca2).id, caOf(ca1).id],
  );
});

t.test('no reason quotes what is in the Secret', async (t) => {
  const marker = 'example-not-a-password';
  for (const key of Object.values(KEYS)) {
    for (const text of [marker, `-----BEGIN PRIVATE KEY-----\n${marker}\n-----END PRIVATE KEY-----`]) {
      const { noLeaf, noSigner } = state({ ...STABLE, data: { [key]: text } }, START);
      t.notMatch(`${noLeaf} ${noSigner}`, marker, key);
    }
  }
});
