/** docs/performance.md, made from what `npm run bench -- --write` kept. */

interface Quartiles {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
}

interface Server {
  readonly name: string;
  /** Of what somebody else has made. */
  readonly version?: string;
  readonly ratio: Quartiles;
  readonly calls?: number;
  readonly callUs?: number;
  readonly apart?: Quartiles;
  readonly cpuUs: number;
  readonly rss: number;
}

interface Group {
  readonly group: string;
  readonly title: string;
  readonly bytes: number;
  readonly limit: number;
  readonly stretch?: number;
  readonly isApart: boolean;
  readonly equal: Quartiles;
  readonly verdict: string;
  readonly servers: readonly Server[];
}

export interface BenchResult {
  readonly machine: {
    readonly node: string;
    readonly flags: readonly string[];
    readonly pullgate: string;
    readonly fastify: string;
    readonly cpu: string;
    readonly cores: number;
    readonly pinned: boolean;
    readonly load: number;
  };
  readonly run: {
    readonly date: string;
    readonly generations: number;
    readonly rounds: number;
    readonly seconds: number;
    readonly connections: number;
  };
  readonly groups: readonly Group[];
}

export interface ProfileResult {
  readonly machine: Pick<BenchResult['machine'], 'node'>;
  readonly date: string;
  readonly stages: readonly string[];
  readonly groups: readonly {
    readonly group: string;
    readonly allUs: number;
    /** In the order of `stages`. */
    readonly usOf: readonly number[];
    readonly threadsUs: number;
  }[];
}

/** The line of the image first. */
export const LINES = ['24', '22', '20'];

export interface PageInput {
  /** Those that are there, in the order of `LINES`. */
  readonly results: readonly BenchResult[];
  readonly profiles: readonly ProfileResult[];
  /** The section that tells how it grows with the cluster. */
  readonly growth: string;
  /** The sections about what a cluster of some size needs, and what its API server pays. */
  readonly sizing: string;
}

const JUDGED = 'as shipped';
const FLOOR = 'none of them';

export function renderPerformancePage({ results, profiles, growth, sizing }: PageInput): string {
  return `# Performance

<!-- Made from test/bench/results by \`npm run gen\`; do not edit. -->

What a review costs \`pullgate serve\`, as CPU time. A figure is a multiple of what Fastify as it comes takes to read the same review and to answer it with a constant (R1), measured within the same seconds on the same core. Such a multiple holds on other machines; microseconds do not, and stand here only to give an idea.

## What is measured

- **As shipped**: the bundle of the image with its flags, a certificate from files, injection by label of the namespace, metrics, and one line of log per decision into a pipe that is read. Behind it a scripted API server with 2,500 namespaces and 10,000 pull secrets, all of them in the cache. **From source** is the same with \`dist/main.js\`.
- **R0** is bare node:https with \`JSON.parse\` and a constant answer; **R1** is Fastify's own default, with the same Node.js and flags. Neither decides anything.
- Others, where a table has them: Go's net/http with the types of k8s.io/api (\`gt\`), the webhook server of controller-runtime, and Pepr. They decide less: an image without a tag or with \`latest\` is denied, and a Pod that names no pull secret for a private registry. None reads a cluster.
- Where a table has **no decision**, **no log**, **no metrics** or **none of them**: Pullgate from source with these parts replaced by nothing. \`none of them\` is the floor for this server: what would be left if a verdict, its line of log and its counting cost nothing. A denial and an added secret are then the same constant each time, and nothing is asked of the API server.
- The reviews are recorded ones of an API server, made different from one another: 500 or 1,000 in a group, each with its own uid, name and main image, over 50 namespaces, some 10,000 images in all. A stream of one review flatters every cache. Every answer is checked: the uid of that very review, and the verdict that is due.

## How

- Every server is a process of its own on one core; the load, the API server and the reader of the log have another. The CPU time is that of all threads of the process, seen from outside (\`/proc\`).
- Eight connections, each with one review at a time, TLS 1.3, as fast as they are answered. Denials wait for the API server, and the processor rests meanwhile and forgets what it had at hand: this alone makes R1 three to four times as dear. They are therefore measured at a pace that is the same for all, 250 a second.
- Nothing is measured before V8 has compiled what is hot: at least 16,000 small reviews of each group, 5,600 of each kind of denial.
- A round has one short slice of each server and group, in random order; a ratio is that of two slices of one round. Over all rounds of all generations of fresh processes it is told as median (first to third quartile), and **the third quartile** must keep the limit.
- R1 runs twice, and what is compared with is the mean of both. Where the median of one over the other is more than 3 % from 1, the group is \`void\`: this run says nothing of it. \`undecided\`: the quartiles lie on both sides of the limit.
- The calls to the API server that a denial makes are made once more by a plain client that only parses the answers. Where a limit says "without the calls", their price is taken off.
${results.map(renderResult).join('')}${renderProfiles(profiles)}
${growth}
${sizing}
## To see for yourself

| | |
| --- | --- |
| the tables above | \`npm run bench -- --write --node PATH\`, then \`npm run gen\` |
| one group only | \`npm run bench -- --groups create,update\` |
| where the time goes: µs per review and stage | \`npm run bench -- --profile\`; \`--write\` keeps it for this page |
| what would be left without parts of a review | \`npm run bench -- --floor\` |
| against another build | \`npm run bench -- --against DIST\` |
| with other flags of Node.js beside those of the image | \`npm run bench -- --other-flags="FLAG FLAG"\` |
| other webhooks beside it | \`npm run bench -- --peers\` (test/bench/peers) |
| against the commit before | \`npm run bench:regress\`, also a part of \`.ci/run\` |
| how it grows | \`npm run bench:growth\` |
| what a cluster of some size needs | \`npm run bench:sizing\` |
| what a real API server pays | \`npm run bench:api-server\`; \`BENCH_WRITE=1\` keeps it for this page |
| that nobody can tell what is remembered | \`npm run memories -- --cases 1000000\` |

## What this does not show

- Latency in a cluster: at the rate at which objects are created, the network and the API server make most of it.
- One thread does the work: while a large Pod is judged, whoever comes waits. More replicas are the way to more throughput, not more cores.
- A webhook that is asked once in a while: reviews that come together are answered together (src/webhook/rounds.ts), one that comes alone finds a processor that has forgotten its code. That is so for R1, too, and dear for both.
- New connections: here they are kept, as the API server keeps its own.
- Memory in the tables is that of the process under their load, without the chart's limit of the heap; "What a cluster needs" has it with it, and \`npm run bench:memory\` the worst that a namespace can hold.
- Nothing of a container runtime but its pipe for the log, and nothing of other processors.
`;
}

function renderResult({ machine, run, groups }: BenchResult): string {
  const cores = machine.pinned ? 'each side on its own core' : 'no cores of their own';
  return `
## Node.js ${machine.node.replace('v', '')}

Pullgate ${machine.pullgate}, Fastify ${machine.fastify}, ${machine.flags.map(code).join(' ')}; ${machine.cores} cores of ${machine.cpu}, ${cores}; ${run.generations} generations, ${run.rounds} rounds, slices of ${run.seconds} s, ${run.connections} connections; ${run.date}.

| Review | Limit | As shipped | Two equal servers | Verdict |
| --- | --- | --- | --- | --- |
${groups.map(renderGoal).join('\n')}

| CPU time, R1 = 1 | ${groups.map(({ group }) => group).join(' | ')} | most memory |
| --- | ${groups.map(() => '---').join(' | ')} | --- |
${serverNames(groups)
  .map((name) => renderServer(name, groups))
  .join('\n')}
${renderCalls(groups)}${renderFloors(groups)}`;
}

function renderProfiles(profiles: readonly ProfileResult[]): string {
  if (profiles.length === 0) return '';
  return `
## Where the time goes

Microseconds of a review by stage, from source, by the samples of V8's profiler under the load of the tables; the sum is that of a slice without it. \`receive\` is all that no function of Pullgate is on the stack of: sockets, TLS, HTTP, Fastify, and in a denial the answers of the API server. \`threads\` is what V8 compiles and collects beside the thread that runs JavaScript. What R1 does, too, is \`receive\`, \`parse\`, and its own part of \`gc\` and \`threads\`.
${profiles.map(renderProfile).join('')}`;
}

function renderProfile({ machine, date, stages, groups }: ProfileResult): string {
  const rows = groups.map(({ group, allUs, usOf, threadsUs }) => {
    const cells = [allUs, ...usOf, threadsUs].map((us) => (us < 100 ? us.toFixed(1) : us.toFixed(0)));
    return `| \`${group}\` | ${cells.join(' | ')} |`;
  });
  return `
| Node.js ${machine.node.replace('v', '')}, ${date} | all | ${stages.join(' | ')} | threads |
| --- | --- | ${stages.map(() => '---').join(' | ')} | --- |
${rows.join('\n')}
`;
}

function renderGoal({ group, title, bytes, limit, stretch, isApart, equal, verdict, servers }: Group): string {
  const own = servers.find(({ name }) => name === JUDGED);
  const ratio = isApart ? (own?.apart ?? own?.ratio) : own?.ratio;
  const words = `\`${group}\`: ${title}, ${(bytes / 1000).toFixed(1)} KB${isApart ? ', without the calls' : ''}`;
  const bound = stretch === undefined ? fixed(limit) : `${fixed(limit)}, better ${fixed(stretch)}`;
  return `| ${words} | ${bound} | ${ratio === undefined ? 'not measured' : show(ratio)} | ${show(equal)} | ${verdict} |`;
}

function renderServer(name: string, groups: readonly Group[]): string {
  const own = groups.map(({ servers }) => servers.find((server) => server.name === name));
  const cells = own.map((server) =>
    server === undefined ? '' : `${fixed(server.ratio.median)} (${server.cpuUs.toFixed(0)} µs)`,
  );
  const rss = Math.max(...own.map((server) => server?.rss ?? 0));
  const version = own.find((server) => server?.version !== undefined)?.version;
  const title = version === undefined ? name : `${name} (${version})`;
  return `| ${title} | ${cells.join(' | ')} | ${(rss / 2 ** 20).toFixed(0)} MiB |`;
}

function renderCalls(groups: readonly Group[]): string {
  const lines = groups.flatMap(({ group, servers }) => {
    const own = servers.find(({ name }) => name === JUDGED);
    if (own?.calls === undefined || own.callUs === undefined || own.apart === undefined) return [];
    return [
      `- \`${group}\` makes ${own.calls.toFixed(2)} calls to the API server per review, ${own.callUs.toFixed(0)} µs each for a plain client; without them it costs ${show(own.apart)}.`,
    ];
  });
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

/** What of a limit the server alone takes, before anything is decided: where it was not shown that the limit is kept. */
function renderFloors(groups: readonly Group[]): string {
  const lines = groups.flatMap(({ group, limit, isApart, verdict, servers }) => {
    const own = servers.find(({ name }) => name === JUDGED);
    const floor = servers.find(({ name }) => name === FLOOR)?.ratio.median;
    if (verdict === 'pass' || own === undefined || floor === undefined) return [];
    const calls = own.apart === undefined ? 0 : own.ratio.median - own.apart.median;
    const all = own.ratio.median - (isApart ? calls : 0);
    const begin = `- \`${group}\`${verdict === 'void' ? ' (void)' : ''}: with nothing decided, logged and counted it would be ${fixed(floor)}.`;
    if (!isApart && floor + calls > limit)
      return [
        `${begin} The call that is made before a denial adds ${fixed(calls)}, so that no decision keeps ${fixed(limit)}; ours takes ${fixed(all - floor - calls)} besides.`,
      ];
    return [
      `${begin} The limit leaves ${fixed(Math.max(0, limit - floor))} for a decision, its line of log and its counting; ours take ${fixed(all - floor)}.`,
    ];
  });
  return lines.length === 0
    ? ''
    : `\nWhere it was not shown that a limit is kept, the floor (\`${FLOOR}\`):\n\n${lines.join('\n')}\n`;
}

function serverNames(groups: readonly Group[]): readonly string[] {
  return [...new Set(groups.flatMap(({ servers }) => servers.map(({ name }) => name)))];
}

function show({ q1, median, q3 }: Quartiles): string {
  return `${fixed(median)} (${fixed(q1)}–${fixed(q3)})`;
}

function fixed(value: number): string {
  return value.toFixed(2);
}

function code(text: string): string {
  return `\`${text}\``;
}
