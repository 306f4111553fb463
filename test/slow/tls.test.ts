/** Certificates under load: the scenes of R3 to R5 of `npm run reliability`, with more that must be true of them. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import t from 'tap';
import { FAST, rotateUnderLoad, startOnEmpty, wipeBundle } from '../support/tls-under-load.js';

t.test('two replicas start at the same time on an empty Secret, a hundred times', { timeout: 300_000 }, async (t) => {
  const { mismatches, conflicts } = await startOnEmpty(100);
  t.equal(mismatches, 0);
  t.ok(conflicts > 0, `${conflicts} times somebody else was first`);
});

t.test(
  'a certificate every 200 ms and a CA every 5 s under 300 calls per second: no TLS error',
  { timeout: 120_000 },
  async (t) => {
    const stalls = monitorEventLoopDelay();
    stalls.enable();
    const seen = await rotateUnderLoad({ settings: FAST, perSecond: 300, seconds: 20, kept: 2 });
    stalls.disable();
    const { asked, handshakes, bundles, longestMs, certificates, cas } = seen;
    t.comment(`${asked} calls, ${handshakes} handshakes, ${bundles} bundles, longest call ${longestMs} ms`);
    t.comment(`certificates ${certificates}, CAs ${cas}, longest stall ${Math.round(stalls.max / 1e6)} ms`);
    t.same(seen.failures, {});
    t.ok(asked > 1_000, `${asked} calls`);
    t.ok(handshakes > asked / 2, 'half of them with a handshake of their own');
    t.ok(handshakes < asked, 'and the others on connections that were kept');
    t.ok(certificates >= 20, `certificates: ${certificates}`);
    t.ok(cas >= 2, `CAs: ${cas}`);
  },
);

t.test(
  'a caBundle that is wiped under load is repaired within 5 s, and readiness says so meanwhile',
  { timeout: 120_000 },
  async (t) => {
    const { asked, failed, repairedMs, readyAtFirst } = await wipeBundle(5);
    t.equal(readyAtFirst, 200);
    t.ok(Math.max(...repairedMs) < 5_000, `repaired after ${repairedMs.map(Math.round).join(', ')} ms`);
    t.equal(failed, 0, `of ${asked} calls`);
  },
);
