/**
 * The parts of docs/performance.md that are about clusters: what one of some size needs, of what `npm run bench:sizing --
 * --write` kept, and what its API server pays, of `npm run bench:api-server`.
 */

interface Waits {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

interface Size {
  readonly name: string;
  readonly namespaces: number;
  readonly secrets: number;
  readonly perSecond: number;
  readonly writesPerSecond: number;
  readonly limitMiB: number;
  readonly readyMs: number;
  readonly idleBytes: number;
  readonly peakBytes: number;
  readonly reviews: number;
  /** Of one, on average. */
  readonly cores: number;
  readonly callsPerSecond: number;
  readonly admittedMs: Waits;
  readonly deniedMs: Waits;
}

export interface Sizing {
  readonly date: string;
  readonly seconds: number;
  readonly shares: Readonly<Record<string, number>>;
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number };
  readonly rows: readonly Size[];
}

export const SIZING = 'test/bench/results/sizing.json';

export function sizingSection({ date, seconds, shares, machine, rows }: Sizing): string {
  const mixed = Object.entries(shares).map(([group, share]) => `${(100 * share).toFixed(0)} % \`${group}\``);
  return `## What a cluster needs

One replica that has all the admissions of a cluster, as while the other one is replaced, with the flags of the image and the heap that the chart gives it by its memory limit. The reviews are ${listed(mixed)}, go over all namespaces, and ${rows[0]?.writesPerSecond ?? 0} pull secrets are written a second meanwhile; ${seconds} s each. Nodes count by the Pods that are made for them only: none is read.

| Namespaces | Pull secrets | Admissions | Memory limit | Ready after | Memory then | Most memory | CPU | Admitted: p50, p99 | Denied: p50, p99 | Calls to the API server |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map(sizeRow).join('\n')}

A cluster of 5,000 nodes, 10,000 namespaces and 100,000 pull secrets with 1,000 admissions a second is the last row: two replicas with its memory limit (\`resources\` of the chart, whose default is that of the other rows), and no CPU limit.

Node.js ${machine.node.replace('v', '')}; ${machine.cores} cores of ${machine.cpu}, one for the replica and one for the load and the scripted API server; ${date}. \`npm run bench:sizing -- --write --node PATH\`, then \`npm run gen\`.
`;
}

function sizeRow(size: Size): string {
  const { namespaces, secrets, perSecond, limitMiB, readyMs, idleBytes, peakBytes, cores, callsPerSecond } = size;
  const cells = [
    count(namespaces),
    count(secrets),
    `${count(perSecond)}/s`,
    `${limitMiB} MiB`,
    `${(readyMs / 1000).toFixed(1)} s`,
    mib(idleBytes),
    mib(peakBytes),
    `${cores.toFixed(2)} of a core`,
    waits(size.admittedMs),
    waits(size.deniedMs),
    `${callsPerSecond.toFixed(0)}/s`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function waits({ p50, p99 }: Waits): string {
  return `${p50.toFixed(1)}, ${p99.toFixed(1)} ms`;
}

interface Quartiles {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
}

export interface ApiCost {
  readonly date: string;
  readonly kubernetes: string;
  readonly machine: string;
  readonly rounds: number;
  readonly replicas: number;
  readonly pullSecrets: number;
  readonly writes: number;
  readonly denialsPerSecond: number;
  /** ms of CPU per second: `idle`. In µs: the rest; `write` alone is what a write costs without anybody who watches. */
  readonly figures: Readonly<Record<'idle' | 'start' | 'write' | 'pullSecret' | 'otherSecret' | 'read', Quartiles>>;
}

export const API_COST = 'test/bench/results/api-server.json';

export function apiCostSection({ figures, ...run }: ApiCost): string {
  const { idle, start, write, pullSecret, otherSecret, read } = figures;
  const perReplica = (each: Quartiles): string =>
    `${seen(each, inUs(each))}; the write itself costs ${write.median.toFixed(0)} µs`;
  return `## What the API server pays

CPU time of a real kube-apiserver ${run.kubernetes} and its etcd together, with ${count(run.pullSecrets)} pull secrets: ${run.rounds} rounds, each once without a replica and once beside ${run.replicas}. Median and quartiles of the difference.

| For | of each replica |
| --- | --- |
| being there, its watches open | ${seen(idle, `${inMs(idle)} per second`)} |
| a start: lists of Secrets, ServiceAccounts and Namespaces | ${inMs(inThousands(start))} once |
| a pull secret that is written, which a replica is told | ${perReplica(pullSecret)} |
| another Secret that is written, which none is told | ${perReplica(otherSecret)} |
| a fresh read of a denial (one where it is for the image itself, two where it is for its secrets) | ${inUs(read)} |

A replica has four watches: two of Secrets, by type, one of ServiceAccounts, one of Namespaces. What is admitted asks nothing. Denials of one namespace share their reads ([ADR 10](adr/0010-fresh-read-before-a-denial.md)): a storm in it makes a round of them ten times a second at most.

${run.machine}; ${count(run.writes)} writes of each kind per round, denials at ${run.denialsPerSecond} a second; ${run.date}. \`BENCH_WRITE=1 npm run bench:api-server\`, then \`npm run gen\`.
`;
}

/** A quartile below 0 means that the noise is larger than the figure. */
function seen({ q1 }: Quartiles, words: string): string {
  return q1 > 0 ? words : `too little to be seen: ${words}`;
}

function inUs({ q1, median, q3 }: Quartiles): string {
  return `${median.toFixed(0)} µs (${q1.toFixed(0)} to ${q3.toFixed(0)})`;
}

function inMs({ q1, median, q3 }: Quartiles): string {
  return `${median.toFixed(1)} ms (${q1.toFixed(1)} to ${q3.toFixed(1)})`;
}

function inThousands({ q1, median, q3 }: Quartiles): Quartiles {
  return { q1: q1 / 1000, median: median / 1000, q3: q3 / 1000 };
}

function mib(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
