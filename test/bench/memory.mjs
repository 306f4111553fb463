/**
 * What a live state needs in memory: `node test/bench/memory.mjs` (after `npm run build`). Each row is a fresh process
 * that lists and watches a fake API server; RSS and heap are read after the garbage collector ran, and after the peak.
 *
 * The second table is of the worst that one namespace can hold, in a process with the limits of the chart; the third of
 * what happens to another tenant while one object there is changed all the time; the fourth of the CPU that one object
 * takes which arrives in a watch, and of the longest part of it that nobody can get in between. `--hostile` leaves out
 * the first.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { HOSTILE as SHAPES } from '../helpers/hostile.mjs';
import { DIST, startApi, startLive } from '../helpers/processes.mjs';
import { chartFlags } from './image-flags.mjs';

const ROWS = [
  { name: 'nothing', fill: {} },
  { name: '10,000 unrelated, 32 kB each', fill: { unrelated: 10_000, namespaces: 100 } },
  { name: '1,000 pull secrets', fill: { pullSecrets: 1_000, namespaces: 100 } },
  { name: '10,000 pull secrets', fill: { pullSecrets: 10_000, namespaces: 1_000 } },
  { name: '100,000 pull secrets', fill: { pullSecrets: 100_000, namespaces: 5_000 } },
];

/** All in one namespace, but for the last. */
const HOSTILE = [
  { name: '16 secrets of 634 KiB, 55,000 entries each', shape: 'entries', count: 16 },
  { name: '200 secrets of 634 KiB, 55,000 entries each', shape: 'entries', count: 200 },
  { name: '200 secrets of 1 MiB, one key each', shape: 'key', count: 200 },
  { name: '200 secrets of 1 MiB, one password each', shape: 'password', count: 200 },
  { name: '1,000 secrets of 64 KiB, 2,000 entries each', shape: 'small', count: 1_000 },
  { name: '5,000 secrets as large as they are held', shape: 'held', count: 5_000 },
  { name: '50 secrets with 100,000 managed fields', shape: 'fields', count: 50 },
  { name: '200 secrets with 5,000 labels', shape: 'labels', count: 200 },
  { name: '100 ServiceAccounts with 50,000 names', shape: 'account', count: 100 },
  { name: '20,000 ServiceAccounts', shape: 'accounts', count: 20_000 },
  { name: '500 Namespaces with 450 KiB of labels and annotations', shape: 'namespace', count: 500 },
];

/** charts/pullgate/values.yaml: NODE_OPTIONS and the memory limit. */
const FLAGS = chartFlags();
/** Above it the process is killed. */
const LIMIT = 256 * 1024 * 1024;

const mb = (bytes) => (bytes / 1e6).toFixed(1);
const print = (...cells) => process.stdout.write(`| ${cells.join(' | ')} |\n`);
const head = (...cells) => {
  print(...cells);
  process.stdout.write(`|${cells.map(() => '---').join('|')}|\n`);
};

async function withLive(flags, fill, use) {
  const api = await startApi();
  await fill(api);
  const live = await startLive(api, flags);
  await use(live, api);
  await live.stop();
  await api.stop();
}

async function ordinary() {
  head(
    'in the cluster',
    'synced after',
    'longest stall',
    'heap MB (growth)',
    'RSS MB (growth)',
    'peak RSS MB',
    'bytes of heap per secret',
  );
  for (const { name, fill } of ROWS) {
    await withLive(
      [],
      (api) => api.do('fill', fill),
      async (live) => {
        const { ms, stallMs, idle, rss, heapUsed, peakRss, pullSecrets } = await live.do('sync');
        const grown = heapUsed - idle.heapUsed;
        print(
          name,
          `${(ms / 1000).toFixed(2)} s`,
          `${stallMs.toFixed(0)} ms`,
          `${mb(heapUsed)} (+${mb(grown)})`,
          `${mb(rss)} (+${mb(rss - idle.rss)})`,
          mb(peakRss),
          pullSecrets === 0 ? '-' : Math.round(grown / pullSecrets),
        );
      },
    );
  }
}

async function hostile() {
  head('in one namespace', 'synced after', 'longest stall', 'heap MB', 'RSS MB', 'peak RSS MB', 'one asked for');
  for (const { name, shape, count } of HOSTILE) {
    await withLive(
      FLAGS,
      (api) => api.do('hostile', { shape, count }),
      async (live) => {
        const answer = await Promise.race([live.do('sync'), live.died]);
        if ('died' in answer) {
          print(name, `died: ${answer.died}`, '', '', '', '', '');
          process.exitCode = 1;
          return;
        }
        const { ms, stallMs, rss, heapUsed, peakRss } = answer;
        if (peakRss > LIMIT) process.exitCode = 1;
        const asked = {
          namespace: 'hostile',
          name: 's-0',
          repositories: ['ghcr.io/acme/app', 'docker.io/library/nginx'],
        };
        const one = await live.do('judge', asked);
        const { read } = one;
        const what = read.state === 'found' ? `${read.form}, ${read.entries ?? '-'} kept` : read.state;
        print(
          name,
          `${(ms / 1000).toFixed(2)} s`,
          `${stallMs.toFixed(0)} ms`,
          mb(heapUsed),
          mb(rss),
          mb(peakRss),
          `${one.ms.toFixed(0)} ms, stall ${one.stallMs.toFixed(0)} ms: ${what}`,
        );
      },
    );
  }
}

const CHURN = [
  { name: 'nothing', perSecond: 0 },
  { name: 'an annotation, with 634 KiB of data', perSecond: 5, shape: 'entries', annotation: true },
  { name: '634 KiB of data, 55,000 entries', perSecond: 5, shape: 'churned' },
  { name: '634 KiB of data, 55,000 entries', perSecond: 20, shape: 'churned' },
];

async function churn() {
  const MS = 5_000;
  head(
    'changed in another namespace',
    'times per second',
    'CPU',
    'longest stall',
    'answer p50',
    'worst',
    'peak RSS MB',
  );
  for (const { name, perSecond, shape, annotation } of CHURN) {
    await withLive(
      FLAGS,
      (api) => api.do('fill', { pullSecrets: 1, namespaces: 1 }),
      async (live, api) => {
        await live.do('sync');
        const following = live.do('follow', { ms: MS, namespace: 'ns-0', name: 'regcred-0' });
        const turns = (perSecond * MS) / 1000;
        for (let turn = 0; turn < turns; turn += 1) {
          await Promise.all([api.do('churn', { shape, turn, annotation }), sleep(1000 / perSecond)]);
        }
        const { cpuMs, stallMs, p50, most, peakRss } = await following;
        print(
          name,
          perSecond,
          `${((100 * cpuMs) / MS).toFixed(0)} %`,
          `${stallMs.toFixed(0)} ms`,
          `${p50.toFixed(1)} ms`,
          `${most.toFixed(0)} ms`,
          mb(peakRss),
        );
      },
    );
  }
}

/** Two runs each: the first before the code is compiled. */
async function arriving() {
  const { eventSteps } = await import(`${DIST}/cluster/watch-event.js`);
  const { secretSteps } = await import(`${DIST}/cluster/convert.js`);
  const { leanOf } = await import(`${DIST}/cluster/lean.js`);
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  function take(bytes) {
    const began = cpu();
    let longest = 0;
    let since = began;
    const line = new TextDecoder('utf-8', { fatal: true }).decode(leanOf(bytes, 'secret'));
    const steps = eventSteps(line, (object) => secretSteps(object));
    for (let step = steps.next(); ; step = steps.next()) {
      const now = cpu();
      longest = Math.max(longest, now - since);
      since = now;
      if (step.done) return { all: now - began, longest };
    }
  }
  head(
    'one Secret arrives',
    'bytes of the event',
    'CPU, first',
    'longest step, first',
    'CPU, then',
    'longest step, then',
  );
  for (const shape of ARRIVING) {
    const object = SHAPES[shape](0, 0);
    object.metadata = { ...object.metadata, uid: 'u', resourceVersion: '1' };
    const bytes = Buffer.from(JSON.stringify({ type: 'MODIFIED', object }));
    const [first, then] = [take(bytes), take(bytes)];
    if (then.longest > MOST_STEP_MS) process.exitCode = 1;
    print(shape, bytes.length, ...[first, then].flatMap(({ all, longest }) => [ms(all), ms(longest)]));
  }
}

const ARRIVING = [
  'entries',
  'held',
  'key',
  'password',
  'token',
  'passwords',
  'escaped',
  'dataKeys',
  'fields',
  'labels',
];
const MOST_STEP_MS = 50;
const ms = (value) => `${value.toFixed(1)} ms`;

await arriving();
process.stdout.write('\n');
if (!process.argv.includes('--hostile')) {
  await ordinary();
  process.stdout.write('\n');
}
await hostile();
process.stdout.write('\n');
await churn();
