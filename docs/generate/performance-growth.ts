/**
 * The part of docs/performance.md that is about growth, and its plots, of what `npm run bench:growth -- --write` kept.
 */
import { type Axis, type Plot, type Point, renderPlot } from './plot.js';

interface Quartiles {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
}

interface Size {
  readonly secrets: number;
  readonly namespaces: number;
  readonly us: Quartiles;
  /** To the first of its series, which has none. */
  readonly ratio?: Quartiles;
  readonly verdict?: string;
}

interface Memory {
  readonly secrets: number;
  readonly bytesEach: number;
  readonly ours: { readonly heapEach: number; readonly rss: number };
  readonly full: { readonly heapEach: number; readonly rss: number };
  readonly used: { readonly heapEach: number; readonly rss: number; readonly us: Quartiles };
  readonly rssRatio: number;
  /** Of the largest. */
  readonly verdict?: string;
}

export interface Growth {
  readonly machine: {
    readonly node: string;
    readonly flags: readonly string[];
    readonly cpu: string;
    readonly cores: number;
    readonly load: number;
  };
  readonly run: {
    readonly date: string;
    readonly generations: number;
    readonly rounds: number;
    readonly ms: number;
    readonly imagesPerReview: number;
    readonly among: number;
  };
  readonly limits: {
    readonly cpu: number;
    readonly heapPerSecret: number;
    readonly rss: number;
    readonly image: number;
  };
  readonly equal: Quartiles;
  readonly secrets: readonly Size[];
  readonly namespaces: readonly Size[];
  readonly images: {
    readonly rows: readonly { readonly images: number; readonly bytes: number; readonly us: Quartiles }[];
    readonly line: { readonly fixedUs: number; readonly perImageUs: number; readonly mostOff: number };
    readonly growth: number;
    readonly verdict: string;
  };
  readonly memory: readonly Memory[];
}

export const GROWTH = 'test/bench/results/growth.json';

/** A section with a heading of level 2; its pictures lie in docs/performance. */
export function growthSection(growth: Growth): string {
  const { machine, run, limits, equal, secrets, namespaces, images, memory } = growth;
  const smallest = secrets[0]?.secrets ?? 0;
  return `## Growth

What a review costs while the cluster grows, from bytes to bytes without the network: decoded, judged on what is held, encoded; ${run.imagesPerReview} images each, all allowed. The reviews go over ${run.among} of the secrets that are held, whatever their number, so that what differs is what is held. Each size is a process of its own; a ratio is one of the same round.

| Pull secrets | Namespaces | CPU per review | Ratio | Limit | Verdict |
| --- | --- | --- | --- | --- | --- |
${[...secrets, ...namespaces].map((size) => sizeRow(size, limits.cpu)).join('\n')}

![CPU per review while the cluster grows](performance/growth-cluster.svg)

Two equal processes with ${count(smallest)} secrets: ${show(equal)}. Where their median is more than 3 % from 1 the run says nothing of 3 % (\`void\`).

| Images of a Pod | Review | CPU per review | Per image |
| --- | --- | --- | --- |
${images.rows.map(imageRow).join('\n')}

![CPU per review while the Pod grows](performance/growth-images.svg)

A straight line of ${images.line.fixedUs.toFixed(0)} µs and ${images.line.perImageUs.toFixed(1)} µs per image is at most ${(100 * images.line.mostOff).toFixed(0)} % off. One more image costs ${images.growth.toFixed(2)} times as much from 250 to 500 as from 50 to 250 (limit ${limits.image}: ${images.verdict}).

| Pull secrets | Heap each | Whole objects, each | Memory (RSS) | Whole objects | Ratio | Each used once: heap each | Memory (RSS) |
| --- | --- | --- | --- | --- | --- | --- | --- |
${memory.map(memoryRow).join('\n')}

![Memory while secrets grow](performance/growth-memory.svg)

"Whole objects" is a cache that keeps every Secret as it came, ${kb(memory.at(-1)?.bytesEach ?? 0)} of JSON each. The limits are those of ${count(memory.at(-1)?.secrets ?? 0)} secrets: ${kb(limits.heapPerSecret)} of heap each, and ${limits.rss} of the memory; ${memory.at(-1)?.verdict ?? 'not judged'}. What a review finds out of a secret is kept, so that the next one is cheap, up to a bound for all secrets together (src/core/memory.ts): the last two columns.

${machine.node}, ${machine.flags.map((flag) => `\`${flag}\``).join(' ')}; ${machine.cores} cores of ${machine.cpu}, load ${machine.load}; ${run.generations} generations, ${run.rounds} rounds, slices of ${run.ms} ms; ${run.date}. \`npm run bench:growth -- --write\`, then \`npm run gen\`.
`;
}

/** Path to SVG. */
export function growthPlots({ secrets, namespaces, images, memory, limits }: Growth): ReadonlyMap<string, string> {
  const plots: readonly (readonly [string, Plot])[] = [
    ['cluster', clusterPlot(secrets, namespaces, limits.cpu)],
    ['images', imagesPlot(images)],
    ['memory', memoryPlot(memory)],
  ];
  return new Map(plots.map(([name, plot]) => [`docs/performance/growth-${name}.svg`, renderPlot(plot)]));
}

function clusterPlot(secrets: readonly Size[], namespaces: readonly Size[], limit: number): Plot {
  const points = (sizes: readonly Size[], x: (size: Size) => number): readonly Point[] =>
    sizes.map((size) => ({ x: x(size), ...spread(size.ratio ?? { q1: 1, median: 1, q3: 1 }) }));
  return {
    title: 'CPU per review while the cluster grows, the smallest = 1',
    x: { name: 'pull secrets, namespaces', scale: 'log', ticks: [10, 100, 1_000, 10_000, 100_000] },
    y: upTo(
      'CPU per review, ratio',
      [...secrets, ...namespaces].map(({ ratio }) => ratio?.q3 ?? 1),
    ),
    lines: [
      { name: 'pull secrets (100 namespaces)', points: points(secrets, (size) => size.secrets) },
      { name: 'namespaces (10,000 pull secrets)', points: points(namespaces, (size) => size.namespaces) },
    ],
    limit: { at: limit, name: `limit ${limit}` },
  };
}

function imagesPlot({ rows, line }: Growth['images']): Plot {
  const most = Math.max(...rows.map(({ images }) => images));
  return {
    title: 'CPU per review while the Pod grows',
    x: { name: 'images of the Pod', scale: 'linear', ticks: [0, 100, 200, 300, 400, most] },
    y: upTo('milliseconds', [...rows.map(({ us }) => us.q3 / 1000), (line.fixedUs + line.perImageUs * most) / 1000]),
    lines: [
      { name: 'measured', points: rows.map(({ images, us }) => ({ x: images, ...spread(us, 1000) })) },
      {
        name: 'a straight line',
        points: [0, most].map((images) => ({ x: images, y: (line.fixedUs + line.perImageUs * images) / 1000 })),
      },
    ],
  };
}

function memoryPlot(memory: readonly Memory[]): Plot {
  const line = (name: string, rss: (row: Memory) => number) => ({
    name,
    points: memory.map((row) => ({ x: row.secrets, y: rss(row) / 1e6 })),
  });
  const lines = [
    line('Pullgate', ({ ours }) => ours.rss),
    line('whole objects', ({ full }) => full.rss),
    line('Pullgate, each secret used once', ({ used }) => used.rss),
  ];
  return {
    title: 'Memory (RSS) while pull secrets grow',
    x: { name: 'pull secrets', scale: 'log', ticks: memory.map(({ secrets }) => secrets) },
    y: upTo(
      'MB',
      lines.flatMap(({ points }) => points.map(({ y }) => y)),
    ),
    lines,
  };
}

function spread({ q1, median, q3 }: Quartiles, by = 1): Omit<Point, 'x'> {
  return { y: median / by, low: q1 / by, high: q3 / by };
}

/** From 0 to a round number above the values, in four or five steps. */
function upTo(name: string, values: readonly number[]): Axis {
  const most = Math.max(...values);
  const unit = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.25, 0.5, 1, 2, 2.5].map((part) => part * unit).find((each) => each * 5 >= most) ?? most;
  const ticks = Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => Number((index * step).toPrecision(3)));
  return { name, scale: 'linear', ticks };
}

function sizeRow({ secrets, namespaces, us, ratio, verdict }: Size, limit: number): string {
  const cells = ratio === undefined ? ['1', '', ''] : [show(ratio), limit.toFixed(2), verdict ?? ''];
  return `| ${[count(secrets), count(namespaces), `${us.median.toFixed(0)} µs`, ...cells].join(' | ')} |`;
}

function imageRow({ images, bytes, us }: Growth['images']['rows'][number]): string {
  return `| ${images} | ${kb(bytes)} | ${us.median.toFixed(0)} µs | ${(us.median / images).toFixed(1)} µs |`;
}

function memoryRow({ secrets, ours, full, used, rssRatio }: Memory): string {
  const cells = [kb(ours.heapEach), kb(full.heapEach), mb(ours.rss), mb(full.rss), rssRatio.toFixed(2)];
  return `| ${[count(secrets), ...cells, kb(used.heapEach), mb(used.rss)].join(' | ')} |`;
}

function show({ q1, median, q3 }: Quartiles): string {
  return `${median.toFixed(2)} (${q1.toFixed(2)}–${q3.toFixed(2)})`;
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(bytes < 10_000 ? 2 : 0)} KB`;
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
