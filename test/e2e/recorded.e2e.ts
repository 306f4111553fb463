/**
 * The pods that were recorded from a real kubelet, created for real, through the webhook: what the kubelet could not pull
 * is refused, what it pulled is admitted. Left out: static pods, and those that rest on the node's own credentials or on
 * images that were there before, which no object tells. Each difference has a name (../support/recorded-verdicts.ts).
 */
import t, { type Test } from 'tap';
import { eventsOf, type PodRow, readRows } from '../support/recorded-pods.js';
import { type Expected, expectedOf, NAMED, settingsOf } from '../support/recorded-verdicts.js';
import { createNamespace } from './support/cluster.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { startPullgate } from './support/pullgate.js';
import { playRow, type Verdict } from './support/recorded-row.js';
import { register, unregister } from './support/registration.js';

const AT_ONCE = 6;

const rows = readRows().filter(
  ({ static: fixed, node, preloaded }) => fixed === undefined && node === undefined && preloaded === undefined,
);

/** Rows whose registries are the same can be asked of one server. */
function tables(): ReadonlyMap<string, readonly PodRow[]> {
  const groups = new Map<string, PodRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(Object.entries(row.registries).sort());
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

const count: Record<string, number> = {};
const seen = new Set<string>();

function compare(t: Test, expected: Expected, { label, answer }: Verdict): void {
  const { status, message, warnings } = answer;
  const allowed = status < 300;
  const text = `${message} ${warnings.join(' ')}`;
  count[expected.because] = (count[expected.because] ?? 0) + 1;
  if (expected.because !== 'ran' && expected.because !== 'failed') seen.add(label);
  t.equal(allowed, expected.allowed, `${label}: ${expected.because}: ${status} ${text}`);
  if (!allowed) t.match(message, /^admission webhook "(?:workloads\.)?check\.pullgate\.dev" denied/, `${label}: by us`);
  if (expected.because === 'failed') t.match(text, expected.codes, `${label}: the code of its cause`);
  if (expected.because === 'warned') t.match(text, expected.code, `${label}: the code of the warning`);
  t.notMatch(text, /PG901/, `${label}: the facts were known`);
}

async function playTable(t: Test, plane: ControlPlane, rows: readonly PodRow[], number: number): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const { rules, registries } = settingsOf(first);
  const table = `table-${number}`;
  const labels = { 'e2e.pullgate.dev/table': table };
  await createNamespace(plane, table, labels);
  const pullgate = await startPullgate(t, plane, { settings: { rules, registries }, name: table });
  await register(plane, pullgate, { name: table, matchLabels: labels, probe: table });
  const waiting = [...rows];
  const worker = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const expected = new Map(eventsOf(row).map((event) => [event.label, expectedOf(event)]));
      const played = await playRow(plane, row, `${table}-${waiting.length}`, labels);
      for (const verdict of played.verdicts) {
        const one = expected.get(verdict.label);
        if (one === undefined) t.fail(`${verdict.label}: nothing was recorded of it`);
        else compare(t, one, verdict);
        expected.delete(verdict.label);
      }
      t.strictSame([...expected.keys()], [], `${row.name}: every request was made`);
      t.strictSame(
        played.refused,
        row.refused.map(({ op, kind, name, status }) => `${op} ${kind} ${name}: ${status}`),
        `${row.name}: the API server itself refused what it did then`,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await unregister(plane, table);
  await pullgate.program.stop(100);
}

t.test('the recorded pods, created for real', async (t) => {
  const plane = await startControlPlane(t);
  let number = 0;
  for (const group of tables().values()) {
    number += 1;
    await playTable(t, plane, group, number);
  }
  const possible = new Set(rows.flatMap(eventsOf).map(({ label }) => label));
  t.strictSame(
    NAMED.filter((name) => possible.has(name) && !seen.has(name)),
    [],
    'no named difference is left over',
  );
  t.comment(`${rows.length} rows, ${number} tables of registries: ${JSON.stringify(count)}`);
});
