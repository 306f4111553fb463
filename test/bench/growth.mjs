/**
 * `npm run bench:growth`: what a review costs while the cluster grows, and while its Pod does; what a secret costs in
 * memory, against a cache that keeps whole objects.
 *
 *   npm run bench:growth -- [--generations N] [--rounds N] [--ms N] [--write]
 *
 * A review is from bytes to bytes: decoded, judged on the live state of a scripted API server as `serve` has it, encoded. No
 * network and no TLS, which would only make the ratios smaller. Each size is a process of its own; all are there at once,
 * and are sampled in random order, so that a ratio is one of the same seconds. Two processes of the smallest size show how
 * far apart equal ones are. CPU time is that of the whole process, the garbage collector's too.
 *
 * The reviews are of 4,000 Pods over a hundred secrets of all that are held, the same number in each size: what is remembered
 * of texts and secrets depends on what is used, and here it is asked what holding costs. What it costs when all that is held
 * is used is measured once, at the end of the first generation, and has a row of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startApi, startFullObjects, startLive } from '../helpers/processes.mjs';
import { imageFlags } from './image-flags.mjs';
import { quartiles, show } from './ratios.mjs';

const { values: options } = parseArgs({
  options: {
    generations: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '8' },
    ms: { type: 'string', default: '250' },
    write: { type: 'boolean', default: false },
  },
});
const generations = Number(options.generations);
const rounds = Number(options.rounds);
const ms = Number(options.ms);

/** docs/adr/0019 and the goals of docs/performance.md: no more than 3 % dearer, half a kilobyte, a quarter of the memory. */
const LIMITS = { cpu: 1.03, heapPerSecret: 512, rss: 0.25, image: 1.2 };
/** As the image starts Node.js. */
const FLAGS = imageFlags();
const IMAGES = 4;
const AMONG = 100;
/** Until the code is compiled: CPU time of each process. */
const WARM_MS = 3_000;

const size = (secrets, namespaces) => ({ name: `${secrets} secrets, ${namespaces} namespaces`, secrets, namespaces });
const SMALLEST = size(100, 100);
const AGAIN = 'the same again';
/** As the median of a run. */
const EQUAL_WITHIN = 0.03;
const SIZES = [
  SMALLEST,
  { ...SMALLEST, name: AGAIN },
  size(1_000, 100),
  size(10_000, 100),
  size(100_000, 100),
  size(10_000, 10),
  size(10_000, 1_000),
  size(10_000, 10_000),
];
/** Of each series the first is what the others are compared with. */
const SERIES = {
  secrets: [100, 1_000, 10_000, 100_000].map((n) => size(n, 100).name),
  namespaces: [10, 100, 1_000, 10_000].map((n) => size(10_000, n).name),
};
const IMAGE_COUNTS = [1, 10, 50, 100, 250, 500];

const print = (line = '') => process.stdout.write(`${line}\n`);
const kb = (bytes) => `${(bytes / 1000).toFixed(2)} KB`;
const mb = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

const samples = [];
const imageSamples = [];
const memory = [];
for (let generation = 0; generation < generations; generation += 1) {
  const running = [];
  try {
    for (const each of SIZES) running.push(await start(each, generation === 0));
    await sampleSizes(running, generation);
    await sampleImages(
      running.find(({ name }) => name === size(10_000, 100).name),
      generation,
    );
    if (generation === 0) for (const row of memory) await useAll(row, running);
  } finally {
    for (const { stop } of running) await stop();
  }
}
const result = judge();
report(result);
if (options.write) write(result);
if (JSON.stringify(result).includes('"verdict":"fail"')) process.exitCode = 1;

// ------------------------------------------------------------------------------------------------------------ measuring

async function start({ name, secrets, namespaces }, isFirst) {
  note(`${name} is read`);
  const api = await startApi();
  await api.do('grow', { secrets, namespaces });
  const live = await startLive(api, FLAGS);
  const held = await live.do('sync');
  // Once: memory is the same in each generation.
  if (isFirst && SERIES.secrets.includes(name)) {
    const full = await startFullObjects(api, FLAGS);
    memory.push({ secrets, ours: held, full: await full.do('sync') });
    await full.stop();
  }
  const reviews = (images, among = AMONG) => live.do('reviews', { secrets, namespaces, images, among });
  await reviews(IMAGES);
  note(`${name} is warmed up`);
  await live.do('cost', { ms: WARM_MS });
  return {
    name,
    secrets,
    namespaces,
    reviews,
    cost: (time) => live.do('cost', { ms: time }),
    measure: () => live.do('measure'),
    stop: async () => {
      await live.stop();
      await api.stop();
    },
  };
}

async function sampleSizes(running, generation) {
  for (let round = 0; round < rounds; round += 1) {
    note(`generation ${generation + 1} of ${generations}, round ${round + 1} of ${rounds}`);
    for (const { name, cost } of shuffled(running)) {
      samples.push({ generation, round, name, us: (await cost(ms)).us });
    }
  }
}

async function sampleImages({ reviews, cost }, generation) {
  for (let round = 0; round < Math.ceil(rounds / 2); round += 1) {
    note(`images, generation ${generation + 1} of ${generations}, round ${round + 1}`);
    for (const images of shuffled(IMAGE_COUNTS)) {
      const { bytes } = await reviews(images);
      imageSamples.push({ generation, round, images, bytes, us: (await cost(ms)).us });
    }
  }
}

/** Each secret in a review at least once. */
async function useAll(row, running) {
  const { secrets, namespaces } = SIZES.find((each) => each.secrets === row.secrets && each.namespaces === 100);
  const { reviews, cost, measure } = running.find((each) => each.name === size(secrets, namespaces).name);
  note(`all of ${secrets} secrets are used`);
  await reviews(IMAGES, secrets);
  await cost(WARM_MS);
  const costs = [];
  for (let used = 0; used < secrets; ) {
    const one = await cost(ms);
    used += one.count;
    costs.push(one.us);
  }
  Object.assign(row, { used: await measure(), usedUs: quartiles(costs) });
}

function shuffled(list) {
  return list
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function note(text) {
  process.stderr.write(`${text.padEnd(70)}\r`);
}

// -------------------------------------------------------------------------------------------------------------- judging

function judge() {
  const equal = ratiosTo([SMALLEST.name], AGAIN);
  return {
    machine: machine(),
    run: {
      date: new Date().toISOString().slice(0, 10),
      generations,
      rounds,
      ms,
      imagesPerReview: IMAGES,
      among: AMONG,
    },
    limits: LIMITS,
    equal,
    secrets: seriesOf('secrets', equal),
    namespaces: seriesOf('namespaces', equal),
    images: imagesOf(),
    memory: memory.map(memoryOf),
  };
}

/** One ratio for each round of each generation, to the mean of what equal processes took in it. */
function ratiosTo(bases, name) {
  const us = (of, { generation, round }) =>
    samples.find((each) => each.name === of && each.generation === generation && each.round === round).us;
  const base = (at) => bases.reduce((sum, each) => sum + us(each, at), 0) / bases.length;
  return quartiles(samples.filter((each) => each.name === name).map((each) => each.us / base(each)));
}

function seriesOf(series, equal) {
  const [first, ...others] = SERIES[series];
  const bases = first === SMALLEST.name ? [first, AGAIN] : [first];
  return [first, ...others].map((name) => {
    const { secrets, namespaces } = SIZES.find((each) => each.name === name);
    const us = quartiles(samples.filter((each) => each.name === name).map((each) => each.us));
    if (name === first) return { secrets, namespaces, us };
    const ratio = ratiosTo(bases, name);
    return { secrets, namespaces, us, ratio, verdict: verdictOf(ratio, LIMITS.cpu, equal) };
  });
}

/** `undecided`: the quartiles lie on both sides of the limit. `void`: two equal processes were too far apart. */
function verdictOf({ q1, q3 }, limit, equal) {
  if (Math.abs(equal.median - 1) > EQUAL_WITHIN) return 'void';
  if (q3 <= limit) return 'pass';
  return q1 > limit ? 'fail' : 'undecided';
}

/**
 * A straight line through the medians, by least squares of the relative errors: each count weighs the same. What is judged
 * is the price of one more image, at the large end against the middle: a square would show there.
 */
function imagesOf() {
  const rows = IMAGE_COUNTS.map((images) => {
    const own = imageSamples.filter((each) => each.images === images);
    return { images, bytes: own[0].bytes, us: quartiles(own.map(({ us }) => us)) };
  });
  const line = lineThrough(rows.map(({ images, us }) => [images, us.median]));
  const at = (images) => rows.find((row) => row.images === images).us.median;
  const growth = (at(500) - at(250)) / 250 / ((at(250) - at(50)) / 200);
  return { rows, line, growth, verdict: growth <= LIMITS.image ? 'pass' : 'fail' };
}

function lineThrough(points) {
  const sums = { w: 0, x: 0, y: 0, xx: 0, xy: 0 };
  for (const [x, y] of points) {
    const w = 1 / y ** 2;
    sums.w += w;
    sums.x += w * x;
    sums.y += w * y;
    sums.xx += w * x * x;
    sums.xy += w * x * y;
  }
  const perImageUs = (sums.w * sums.xy - sums.x * sums.y) / (sums.w * sums.xx - sums.x ** 2);
  const fixedUs = (sums.y - perImageUs * sums.x) / sums.w;
  const off = points.map(([x, y]) => Math.abs(y / (fixedUs + perImageUs * x) - 1));
  return { fixedUs, perImageUs, mostOff: Math.max(...off) };
}

function memoryOf({ secrets, ours, full, used, usedUs }) {
  const each = ({ heapUsed, idle }) => (heapUsed - idle.heapUsed) / secrets;
  const row = {
    secrets,
    bytesEach: full.bytesEach,
    ours: { heapEach: each(ours), rss: ours.rss, peakRss: ours.peakRss },
    full: { heapEach: each(full), rss: full.rss },
    used: { heapEach: each({ ...used, idle: ours.idle }), rss: used.rss, us: usedUs },
    rssRatio: ours.rss / full.rss,
  };
  if (secrets < 100_000) return row;
  const isWithin = row.ours.heapEach <= LIMITS.heapPerSecret && row.rssRatio <= LIMITS.rss;
  return { ...row, verdict: isWithin ? 'pass' : 'fail' };
}

function machine() {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return {
    node: spawnSync(process.execPath, ['--version'], { encoding: 'utf8' }).stdout.trim(),
    flags: FLAGS,
    pullgate: version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    load: Math.round(loadavg()[0] * 10) / 10,
  };
}

// ------------------------------------------------------------------------------------------------------------ reporting

function report({ machine: on, equal, secrets, namespaces, images, memory: rows }) {
  print(`${' '.repeat(70)}\n${on.node} ${on.flags.join(' ')}, ${on.cores} x ${on.cpu}, load ${on.load}`);
  print(`Equal processes: ${show(equal)}\n`);
  print('| pull secrets | namespaces | CPU per review | against the first | limit | |\n|---|---|---|---|---|---|');
  for (const series of [secrets, namespaces]) {
    for (const { secrets: held, namespaces: of, us, ratio, verdict } of series) {
      const cells = ratio === undefined ? ['1', '', ''] : [show(ratio), LIMITS.cpu, verdict];
      print(`| ${[held, of, `${us.median.toFixed(1)} us`, ...cells].join(' | ')} |`);
    }
  }
  print('\n| images | bytes | CPU per review | per image | |\n|---|---|---|---|---|');
  for (const { images: count, bytes, us } of images.rows) {
    const cells = [count, bytes, `${us.median.toFixed(0)} us`, `${(us.median / count).toFixed(1)} us`, ''];
    print(`| ${cells.join(' | ')} |`);
  }
  const { fixedUs, perImageUs, mostOff } = images.line;
  print(
    `\n${fixedUs.toFixed(0)} us and ${perImageUs.toFixed(1)} us per image; at most ${(100 * mostOff).toFixed(0)} % off. One more image from 250 to 500 against 50 to 250: ${images.growth.toFixed(2)}, limit ${LIMITS.image}: ${images.verdict}\n`,
  );
  print(
    '| pull secrets | heap each | whole objects | RSS | whole objects | ratio | | all used: heap each | RSS | CPU |',
  );
  print('|---|---|---|---|---|---|---|---|---|---|');
  for (const { secrets: held, ours, full, used, rssRatio, verdict = '' } of rows) {
    const after = [kb(used.heapEach), mb(used.rss), `${used.us.median.toFixed(0)} us`];
    const cells = [
      kb(ours.heapEach),
      kb(full.heapEach),
      mb(ours.rss),
      mb(full.rss),
      rssRatio.toFixed(2),
      verdict,
      ...after,
    ];
    print(`| ${[held, ...cells].join(' | ')} |`);
  }
}

function write(value) {
  const file = fileURLToPath(new URL('results/growth.json', import.meta.url));
  mkdirSync(fileURLToPath(new URL('results', import.meta.url)), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, (_, each) => (typeof each === 'number' ? round(each) : each), 1)}\n`);
  print(`\n${file}`);
}

/** What is beyond is noise. */
function round(value) {
  return Math.round(value * 1000) / 1000;
}
