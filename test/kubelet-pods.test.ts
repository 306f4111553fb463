import t from 'tap';
import { type Assessment, assess } from '../src/facts/assess.js';
import { eventsOf, type PodEvent, readRows } from './support/recorded-pods.js';
import { expectedOf, NAMED, settingsOf } from './support/recorded-verdicts.js';
import { stateOf } from './support/state.js';

async function judged(event: PodEvent): Promise<Assessment> {
  const now = Date.parse('2026-11-21T12:00:00Z');
  return assess(event.admission, { settings: settingsOf(event.row), state: stateOf(event.objects), now });
}

t.test('whole pods: no pod that ran is denied, and every failure that the objects decide gets its code', async (t) => {
  const rows = readRows();
  const events = rows.flatMap(eventsOf);
  const count = {
    admitted: 0,
    denied: 0,
    warned: 0,
    history: 0,
    registry: 0,
    node: 0,
    runtime: 0,
    other: 0,
    refusedByTheServer: 0,
  };
  const seen = new Set<string>();
  const verdicts: string[] = [];
  for (const event of events) {
    const { label } = event;
    const { allowed, findings, message } = await judged(event);
    const codes = findings.map(({ code }) => code);
    verdicts.push(`${label}: ${findings.map(({ code, action }) => `${code} ${action}`).join(', ') || 'nothing'}`);
    const expected = expectedOf(event);
    if (expected.because !== 'ran' && expected.because !== 'failed') seen.add(label);
    switch (expected.because) {
      case 'ran':
        t.ok(allowed, `${label}: it ran: ${message}`);
        count.admitted += 1;
        break;
      case 'history':
        t.notOk(allowed, `${label}: ran only because ${expected.why}`);
        count.history += 1;
        break;
      case 'warned':
        t.ok(allowed && codes.some((code) => code === expected.code), `${label}: ${expected.code} warns: ${codes}`);
        count.warned += 1;
        break;
      case 'failed': {
        t.notOk(allowed, `${label}: it failed`);
        const denied = findings.filter(({ action }) => action === 'deny').map(({ code }) => code);
        t.match(denied.join(' '), expected.codes, `${label}: the code of its cause`);
        count.denied += 1;
        break;
      }
      default:
        t.ok(allowed, `${label}: only the ${expected.because} can know`);
        count[expected.because] += 1;
    }
  }
  count.refusedByTheServer = rows.filter((row) => eventsOf(row).length === 0).length;
  t.strictSame(
    NAMED.filter((name) => !seen.has(name)),
    [],
    'no name in the tables is left over',
  );
  t.equal(rows.length, 336, 'all rows');
  t.matchSnapshot(verdicts.join('\n'), 'every verdict');
  t.comment(`${rows.length} rows, ${events.length} requests: ${JSON.stringify(count)}; 0 false denials`);
});
