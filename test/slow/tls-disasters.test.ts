/** The certificates of `self`, and what may be done to them, on a clock that the test moves. */
import t from 'tap';
import { readCertificates } from '../../src/tls/inspect.js';
import { issueCa, issueLeaf } from '../../src/tls/issue.js';
import type { Certificate } from '../../src/tls/ports.js';
import { KEYS } from '../../src/tls/secret-state.js';
import {
  DAY,
  isWell,
  NAMES,
  type Running,
  run,
  START,
  TIMES,
  trustedByAll,
  untilAsleep,
} from '../support/tls-replicas.js';

const ca = await issueCa(START, TIMES.caMs);
const leaf = (by = ca, now = START): Promise<Certificate> =>
  issueLeaf({ ...NAMES, now, lifeMs: TIMES.certMs, endsBefore: now + TIMES.caMs, ca: by });

/** What somebody, or something, does to the Secret; the system has to mend itself. */
const DISASTERS: readonly (readonly [what: string, strike: (running: Running) => void | Promise<void>])[] = [
  [
    'the Secret is emptied',
    ({ world }) => {
      world.secret = { data: {}, annotations: {} };
    },
  ],
  ...Object.values(KEYS).flatMap((key) =>
    ['', 'garbage', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'].map(
      (text): (typeof DISASTERS)[number] => [
        `${key} is ${JSON.stringify(text.slice(0, 12))}`,
        ({ world }) => {
          world.secret = { annotations: {}, data: { ...world.secret?.data, [key]: text } };
        },
      ],
    ),
  ),
  [
    'both keys are lost',
    ({ world }) => {
      world.secret = { annotations: {}, data: { ...world.secret?.data, [KEYS.caKey]: '', [KEYS.key]: '' } };
    },
  ],
  [
    'the certificate is one of another CA',
    async ({ world }) => {
      const { cert, key } = await leaf();
      world.secret = { annotations: {}, data: { ...world.secret?.data, [KEYS.cert]: cert, [KEYS.key]: key } };
    },
  ],
  [
    'a machine a day ahead has written everything',
    async ({ world, clock }) => {
      const now = clock.now() + DAY;
      const ahead = await issueCa(now, TIMES.caMs);
      const made = await leaf(ahead, now);
      world.secret = {
        annotations: {},
        data: {
          [KEYS.ca]: `${ahead.cert}${world.secret?.data[KEYS.ca]}`,
          [KEYS.caKey]: ahead.key,
          [KEYS.cert]: made.cert,
          [KEYS.key]: made.key,
        },
      };
    },
  ],
  [
    'the bundles are wiped',
    ({ world }) => {
      world.bundles.validating = ['', ''];
    },
  ],
  [
    'the bundles are of somebody else',
    ({ world }) => {
      world.bundles.mutating = [ca.cert];
    },
  ],
  [
    'the bundles are garbage',
    ({ world }) => {
      world.bundles.mutating = ['garbage'];
    },
  ],
  [
    'one configuration is deleted',
    ({ world }) => {
      world.bundles.mutating = undefined;
    },
  ],
];

t.test('whatever is lost or broken comes back by itself, and what is served stays trusted meanwhile', async (t) => {
  for (const [what, strike] of DISASTERS) {
    const running = await run(t, 2);
    const { world, clock, replicas, pass } = running;
    const before = readCertificates(world.secret?.data[KEYS.ca] ?? '');
    await strike(running);
    await untilAsleep(clock, 2);
    for (let second = 0; second < 130; second += second < 5 ? 1 : 25) {
      await pass(second < 5 ? 1_000 : 25_000);
      for (const { current } of replicas) {
        if (!trustedByAll(world, current(), clock.now())) t.fail(`${what}: not trusted after ${second} s`);
      }
    }
    isWell(t, running, what);
    const after = readCertificates(world.secret?.data[KEYS.ca] ?? '');
    t.ok(
      before.every(({ id }) => after.some((each) => each.id === id)),
      `${what}: the CA that was trusted still is`,
    );
    t.ok(world.writes.secret <= 4, `${what}: with ${world.writes.secret} writes`);
  }
});
