/** What the benchmark makes of its samples; nothing is measured here. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import t from 'tap';
import { type Profile, sharesOf, stageOf } from './bench/attribution.mjs';
import { isSlower, pairedRatios, quartiles, type Sample, verdict, withoutCalls } from './bench/ratios.mjs';
import { GROUPS, reviewsOf } from './bench/reviews.mjs';
import { STAGES, TABLE } from './bench/stages.mjs';

const PLAIN = { generation: 0, round: 0, group: 'create', calls: 0, callUs: 0 };

function sample(server: string, cpuUs: number, more: Partial<Sample> = {}): Sample {
  return { ...PLAIN, server, cpuUs, ...more };
}

t.test('a ratio is that of two slices of one round of one generation', async (t) => {
  const samples = [
    ...[sample('ours', 30), sample('R1', 10), sample('R1 again', 20)],
    ...[sample('ours', 90, { round: 1 }), sample('R1', 40, { round: 1 }), sample('R1 again', 50, { round: 1 })],
    ...[
      sample('ours', 8, { generation: 1 }),
      sample('R1', 4, { generation: 1 }),
      sample('R1 again', 4, { generation: 1 }),
    ],
    sample('ours', 7, { group: 'large' }),
    sample('ours', 7, { round: 2 }),
  ];
  const of = (bases: readonly string[]) => pairedRatios(samples, { group: 'create', server: 'ours', bases });
  t.strictSame(of(['R1']), [3, 2.25, 2]);
  t.strictSame(of(['R1', 'R1 again']), [2, 2, 2], 'over the mean of equal servers');
  t.strictSame(of(['R0']), [], 'nothing without the other one');
});

t.test('the price of the calls is taken off, of the own side alone', async (t) => {
  const samples = [sample('ours', 100, { calls: 2, callUs: 30 }), sample('R1', 20, { calls: 0, callUs: 0 })];
  const pairing = { group: 'create', server: 'ours', bases: ['R1'] };
  t.strictSame(pairedRatios(samples, { ...pairing, cost: withoutCalls }), [2]);
});

t.test('quartiles lie between the samples', async (t) => {
  t.strictSame(quartiles([4, 1, 3, 2]), { q1: 1.75, median: 2.5, q3: 3.25 });
});

const spread = (q1: number, median: number, q3: number) => ({ q1, median, q3 });
const EQUAL = spread(0.9, 1, 1.1);

t.test('a goal is missed only for certain, and two servers that are not equal judge nothing', async (t) => {
  t.equal(verdict(spread(0.8, 0.9, 1), 1, EQUAL), 'pass', 'the third quartile is what must keep the limit');
  t.equal(verdict(spread(0.8, 0.9, 1.01), 1, EQUAL), 'undecided');
  t.equal(verdict(spread(1, 1.1, 1.2), 1, EQUAL), 'undecided');
  t.equal(verdict(spread(1.01, 1.1, 1.2), 1, EQUAL), 'fail');
  for (const median of [0.96, 1.04]) {
    t.equal(verdict(spread(2, 3, 4), 1, spread(0.9, median, 1.1)), 'void', `${median}`);
    t.equal(verdict(spread(2, 3, 4), 1, spread(0.9, median, 1.1), 0.05), 'fail', `${median} where that may be`);
  }
  for (const median of [0.98, 1.02])
    t.equal(verdict(spread(2, 3, 4), 1, spread(0.9, median, 1.1)), 'fail', `${median}`);
});

t.test('15 % is noticed although pairs are 4 % apart, and 5 % never is', async (t) => {
  const around = (middle: number) => quartiles([0.92, 0.96, 1, 1.04, 1.08].map((noise) => noise * middle));
  const equal = around(1);
  t.equal(isSlower(around(1.15), equal), true);
  t.equal(isSlower(around(1.05), equal), false);
  t.equal(isSlower(quartiles([1, 1, 1, 1.3, 1.5]), equal), false, 'two slices in which somebody else had the machine');
  for (const apart of [0.9, 1.1]) {
    t.equal(isSlower(around(1.15), around(apart)), false, `not where equal ones are so far apart: ${apart}`);
    t.equal(isSlower(around(1.3), around(apart)), true, `${apart}`);
  }
});

t.test('every row of the table of stages is there: a file that moves must move in it, too', async (t) => {
  const names = TABLE.map(({ file, functions = [] }) => `${file} ${functions.join()}`);
  t.equal(new Set(names).size, names.length, 'each once');
  for (const { file, functions = [], stage } of TABLE) {
    const url = new URL(`../src/${file}`, import.meta.url);
    t.ok(existsSync(url) && statSync(url).isDirectory() === file.endsWith('/'), file);
    t.ok(STAGES.includes(stage), stage);
    if (functions.length === 0 || !existsSync(url)) continue;
    const module = readFileSync(url, 'utf8');
    for (const name of functions) t.match(module, new RegExp(`function\\*? ${name}\\(`), `${file} has ${name}`);
  }
});

const frame = (file: string, functionName = 'f') => ({ functionName, url: `file:///somewhere/dist/${file}.js` });

t.test('a function belongs to the first row that fits its file and its name', async (t) => {
  t.equal(stageOf(frame('webhook/body', 'parseJson')), 'parse');
  t.equal(stageOf(frame('webhook/body', 'without')), 'cut');
  t.equal(stageOf(frame('webhook/app')), 'receive', 'the folder');
  t.equal(stageOf(frame('core/subject')), 'subject');
  t.equal(stageOf(frame('core/subject-other')), 'rules', 'another file that begins alike');
  t.equal(stageOf(frame('new/folder')), 'other');
  t.equal(stageOf({ functionName: 'parse', url: '' }), undefined, 'not of Pullgate');
  t.equal(stageOf({ functionName: 'send', url: 'file:///node_modules/fastify/lib/reply.js' }), undefined);
});

t.test(
  'time belongs to the innermost function that is in the table, idle time and that of the profiler to nobody',
  async (t) => {
    const outside = (functionName: string) => ({ functionName, url: '' });
    const profile: Profile = {
      nodes: [
        { id: 1, callFrame: outside('(root)'), children: [2, 3, 8, 9, 10, 11] },
        { id: 2, callFrame: outside('(idle)') },
        { id: 3, callFrame: outside('onData'), children: [4] },
        { id: 4, callFrame: frame('webhook/body'), children: [5, 6] },
        { id: 5, callFrame: frame('core/judge'), children: [7] },
        { id: 6, callFrame: outside('indexOf') },
        { id: 7, callFrame: outside('sort') },
        { id: 8, callFrame: outside('(garbage collector)') },
        { id: 9, callFrame: frame('log/log') },
        { id: 10, callFrame: outside('dispatch') },
        { id: 11, callFrame: { functionName: '', url: 'file:///test/bench/profiled.mjs' }, children: [12] },
        { id: 12, callFrame: { functionName: 'post', url: 'node:inspector' }, children: [13] },
        { id: 13, callFrame: outside('(garbage collector)') },
      ],
      samples: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
      timeDeltas: [500, 10, 10, 10, 10, 10, 40, 10, 700, 30, 300, 60],
    };
    const shares = [...sharesOf(profile)].filter(([, share]) => share > 0);
    t.strictSame(Object.fromEntries(shares), { receive: 0.1, cut: 0.2, rules: 0.2, log: 0.1, gc: 0.4 });
  },
);

t.test('no two reviews of a group are equal: 500 images and 50 namespaces at the least', async (t) => {
  const some = 60;
  for (const group of GROUPS) {
    t.ok(group.count >= 500, group.name);
    if (group.name === 'large') continue;
    const reviews = reviewsOf({ ...group, count: some });
    const requests = reviews.map(({ body }) => JSON.parse(body.toString()).request);
    const distinct = (values: readonly unknown[]) => new Set(values).size;
    t.strictSame(
      requests.map(({ uid }) => uid),
      reviews.map(({ uid }) => uid),
      'the answer is known by it',
    );
    t.equal(distinct(requests.map(({ uid }) => uid)), some);
    t.equal(distinct(requests.map(({ object }) => object.spec.containers[0].image)), some);
    t.equal(distinct(requests.map(({ namespace }) => namespace)), 50);
    const elsewhere = requests.filter(({ namespace, object }) => object.metadata.namespace !== namespace);
    t.strictSame(elsewhere, [], 'the object is where the request is');
  }
});
