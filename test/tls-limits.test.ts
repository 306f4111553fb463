/** What keeps certificates from doing harm: who is trusted is served, nobody is stormed, and a refusal is told. */
import t from 'tap';
import { type Ca, isTrusted, type Leaf, readCertificates } from '../src/tls/inspect.js';
import { issueCa, issueLeaf } from '../src/tls/issue.js';
import type { Written } from '../src/tls/ports.js';
import { type Choice, choose } from '../src/tls/serving.js';
import { createWebhookConfigurations } from '../src/tls/webhook-configurations.js';
import {
  createReplica,
  createTestClock,
  DAY,
  HOUR,
  leafOf,
  NAMES,
  START,
  TIMES,
  untilAsleep,
} from './support/tls-replicas.js';
import { createTlsWorld } from './support/tls-stores.js';

const caOf = async (lifeMs: number): Promise<{ readonly ca: Ca; readonly leaf: Leaf }> => {
  const made = await issueCa(START, lifeMs);
  const [ca] = readCertificates(made.cert);
  if (ca === undefined) throw new Error('no CA');
  const lasting = { ...NAMES, now: START, lifeMs: TIMES.certMs, endsBefore: START + TIMES.caMs, ca: made };
  return { ca, leaf: leafOf(await issueLeaf(lasting)) };
};
const old = await caOf(TIMES.caMs);
const next = await caOf(TIMES.caMs);
/** Its certificates outlive it. */
const brief = await caOf(10 * DAY);

const SETTLE = TIMES.settleMs;
const END = old.leaf.notAfter;

t.test('which certificate is served: nobody who calls is ever left with one that it does not trust', async (t) => {
  const both = [old.ca, next.ca];
  const at = START + DAY;
  const rows: readonly (readonly [what: string, choice: Partial<Choice>, served: string, againMs?: number])[] = [
    ['nothing is offered: the old one', { offered: undefined }, 'old'],
    ['nothing was held: the new one, trusted or not', { held: undefined, trust: { known: false } }, 'new'],
    ['the old one has ended: the new one, trusted or not', { now: END, trust: { known: false } }, 'new'],
    ['the old one ends just now', { now: END - 1, trust: { known: false } }, 'old', 1],
    ['the old one is not valid yet', { now: old.leaf.notBefore - 1, trust: { known: false } }, 'new'],
    ['the same again', { offered: old.leaf, trust: { known: false } }, 'old'],
    ['who trusts whom is not known: the old one', { trust: { known: false } }, 'old', END - at],
    ['one of two does not trust the new one', { trust: { known: true, bundles: [both, [old.ca]] } }, 'old', END - at],
    ['neither of two does', { trust: { known: true, bundles: [[old.ca], [old.ca]] } }, 'old', END - at],
    ['one of two does not trust the old one', { trust: { known: true, bundles: [both, [next.ca]] } }, 'new'],
    ['all trust both: the new one has to wait', { offeredForMs: undefined }, 'old', SETTLE],
    ['for as long as is left', { offeredForMs: SETTLE - 1 }, 'old', 1],
    ['and then is served', { offeredForMs: SETTLE }, 'new'],
    ['not longer than the old one lasts', { now: END - 5, offeredForMs: 0 }, 'old', 5],
    ['nobody has to trust it', { trust: { known: true, bundles: [] }, offeredForMs: SETTLE }, 'new'],
  ];
  for (const [what, choice, served, againMs] of rows) {
    const trust = { known: true, bundles: [both, both] } as const;
    const before = { held: old.leaf, offered: next.leaf, now: at, trust, offeredForMs: 0, settleMs: SETTLE };
    const { leaf, againMs: again } = choose({ ...before, ...choice });
    t.equal(leaf?.id === old.leaf.id ? 'old' : leaf?.id === next.leaf.id ? 'new' : 'none', served, what);
    t.equal(again, againMs, `${what}: looked at again`);
  }
  t.equal(
    choose({ held: undefined, offered: undefined, now: at, trust: { known: false }, offeredForMs: 0, settleMs: 0 })
      .leaf,
    undefined,
  );
  const otherKey = { ...old.leaf, key: next.leaf.key };
  const trust = { known: true, bundles: [[old.ca]] } as const;
  const renewed = { held: old.leaf, offered: otherKey, now: at, trust, offeredForMs: SETTLE, settleMs: SETTLE };
  t.equal(choose(renewed).leaf, otherKey, 'the same certificate with another key is another one');
});

t.test('a root that has expired is trusted by nobody, so what it has signed is not served for it', async (t) => {
  for (const [at, wanted] of [
    [START, true],
    [brief.ca.notAfter - 1, true],
    [brief.ca.notAfter, false],
    [START + 11 * DAY, false],
  ] as const) {
    t.equal(isTrusted(brief.leaf, [brief.ca], at), wanted, new Date(at).toISOString());
  }
  t.ok(brief.leaf.notAfter > brief.ca.notAfter, 'the certificate itself would still be valid');
  const now = START + 11 * DAY;
  const trust = { known: true, bundles: [[old.ca, brief.ca]] } as const;
  const choice = { held: old.leaf, offered: brief.leaf, now, trust, offeredForMs: DAY, settleMs: SETTLE };
  t.equal(choose(choice).leaf?.id, old.leaf.id);
});

t.test('a Secret that nobody can write is tried twenty times, then four times a second', async (t) => {
  const clock = createTestClock();
  let updates = 0;
  const { source, events } = createReplica(createTlsWorld(), clock, {
    secret: (store) => ({
      ...store,
      update: async () => {
        updates += 1;
        return { state: 'conflict' };
      },
    }),
  });
  source.start();
  t.teardown(() => source.stop());
  await untilAsleep(clock, 1);
  t.equal(updates, 21, 'without a pause, as each conflict may be the last');
  for (const [ms, more] of [
    [249, 0],
    [1, 1],
    [250, 1],
    [250, 1],
  ] as const) {
    const before = updates;
    clock.advance(ms);
    await untilAsleep(clock, 1);
    t.equal(updates - before, more, `${ms} ms later`);
  }
  t.equal(events.filter(({ event }) => event === 'conflict').length, updates);
});

t.test('a bundle that is refused again and again is told, and not patched without a pause', async (t) => {
  const clock = createTestClock();
  const answers: Written[] = [];
  const told: string[] = [];
  let bundle = '';
  let patches = 0;
  const [, mutating] = createTlsWorld().view().configurations;
  if (mutating === undefined) throw new Error('there are two');
  const store = {
    ...mutating,
    get: async () =>
      ({
        state: 'found',
        value: {
          hooks: [
            { name: 'h0', bundle },
            { name: 'h1', bundle },
          ],
          object: 1,
        },
      }) as const,
    patch: async (): Promise<Written> => {
      patches += 1;
      return answers.shift() ?? { state: 'conflict' };
    },
  };
  const onEvent = (event: { readonly event: string }): void => void told.push(event.event);
  const relying = createWebhookConfigurations({ stores: [store], clock, onEvent });
  const { signal } = new AbortController();
  const publish = async (): Promise<unknown> => {
    await relying.read(signal);
    return relying.publish(() => old.ca.pem, signal);
  };
  t.same(relying.problems(), ['the webhook configurations have not been read yet']);
  for (let times = 1; times <= 3; times += 1) t.equal(await publish(), 'changed', `conflict ${times}: read again`);
  t.same(relying.problems(), [], 'somebody else may have been first');
  t.equal(await publish(), 'unchanged', 'the fourth');
  const refused = 'MutatingWebhookConfiguration pullgate could not be written: the patch is refused';
  t.same(relying.problems(), [refused]);
  t.same(await publish(), { later: 500 }, 'and now it waits');
  t.equal(patches, 4);
  clock.advance(499);
  t.same(await publish(), { later: 1 });
  clock.advance(1);
  answers.push({ state: 'failed', reason: 'the API server answered 403' });
  t.equal(await publish(), 'unchanged');
  t.same(relying.problems(), [
    'MutatingWebhookConfiguration pullgate could not be written: the API server answered 403',
  ]);
  clock.advance(500);
  answers.push({ state: 'written' });
  t.equal(await publish(), 'changed');
  t.same(relying.problems(), []);
  t.same(told, [...Array<string>(4).fill('conflict'), 'bundle-repaired']);
  clock.advance(500);
  for (let times = 1; times <= 3; times += 1)
    t.equal(await publish(), 'changed', 'conflicts are counted from the start again');
  bundle = old.ca.pem;
  t.equal(await publish(), 'unchanged', 'it is as it should be');
  bundle = '';
  t.equal(await publish(), 'changed');
  t.same(relying.problems(), []);
  t.equal(relying.heldForMs(old.ca), undefined);
  bundle = old.ca.pem;
  await relying.read(signal);
  t.equal(relying.heldForMs(old.ca), 0, 'seen for the first time');
  clock.advance(HOUR);
  t.equal(relying.heldForMs(old.ca), HOUR);
});
