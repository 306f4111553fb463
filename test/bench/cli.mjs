/**
 * What a command costs, of the package as it is installed: `npm run bench:cli`. Three figures:
 * the start of `--version`, `--help` and `check` of one file against a bare `node -e 0` of the same run, the rows of a
 * round one after the other, so that what else the machine does falls on all; the CPU time of 2,000 documents; and the
 * memory of 100,000 against 10,000 of the same. Two rows are the floor of a start: a file that does nothing, and one that
 * only reads the YAML of that check, both loaded as the package loads its own. Exits with 1 where a goal is missed.
 *
 * Arguments: rounds (25 unless told), documents of the long run (100000 unless told).
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const ROUNDS = Number(process.argv[2] ?? 25);
const MANY = Number(process.argv[3] ?? 100_000);
const START_LIMIT = 1.3;
const CPU_LIMIT_S = 2;
/** Of the whole process; what grows with the input is seen long before. */
const GROWTH_LIMIT = 1.25;

const BIN = fileURLToPath(new URL('../../build/package/bin.cjs', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'pullgate-bench-cli-'));
const env = { PATH: process.env.PATH, HOME: work };
const missed = [];
/** What a check cannot do without. */
const READ_YAML = `import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
parseDocument(readFileSync(process.argv[2], 'utf8'), { version: '1.1' }).toJS();`;

try {
  start();
  documents();
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const each of missed) say(`missed: ${each}`);
process.exitCode = missed.length === 0 ? 0 : 1;

function start() {
  const one = join(work, 'one.yaml');
  writeDocuments(one, 1);
  const rows = [
    { name: 'node -e 0', args: ['-e', '0'] },
    { name: 'a file of nothing', args: [floor('nothing', '0;')] },
    { name: 'its YAML, read', args: [floor('yaml', READ_YAML), one] },
    ...[['--version'], ['--help'], ['check', one]].map((args) => {
      return { name: `pullgate ${args[0]}`, args: [BIN, ...args], isJudged: true };
    }),
  ];
  // The first run leaves behind what Node.js has compiled: that of the row which needs most.
  for (const { args } of rows.toReversed()) {
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }
  const times = rows.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, { args }] of rows.entries()) {
      const begin = performance.now();
      spawnSync(process.execPath, args, { env });
      times[at].push(performance.now() - begin);
    }
  }
  say(`start, Node.js ${process.version}, median of ${ROUNDS} rounds:`);
  for (const [at, { name, isJudged = false }] of rows.entries()) {
    const ratio = median(times[at].map((ms, round) => ms / times[0][round]));
    say(`  ${name.padEnd(20)} ${median(times[at]).toFixed(1).padStart(6)} ms  ${ratio.toFixed(2)}`);
    if (isJudged && ratio > START_LIMIT)
      missed.push(`${name} starts in ${ratio.toFixed(2)} of a bare node, not ${START_LIMIT}`);
  }
}

/** By itself, in one file, behind the compile cache as in bin.cjs. @param source may import what the project has */
function floor(name, source) {
  const [bin, file] = [`${name}-bin.cjs`, `${name}.cjs`].map((each) => join(work, each));
  const stdin = { contents: source, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) };
  const how = { bundle: true, platform: 'node', format: 'cjs', minifyWhitespace: true, minifySyntax: true };
  buildSync({ stdin, ...how, outfile: file, logLevel: 'warning' });
  const cache = JSON.stringify(join(work, '.cache/floor'));
  writeFileSync(bin, `require('node:module').enableCompileCache?.(${cache});\nrequire(${JSON.stringify(file)});\n`);
  return bin;
}

function documents() {
  const cpu = check(2000);
  say(`2000 documents: ${cpu.cpuS.toFixed(2)} s CPU, ${cpu.rssMb.toFixed(0)} MB`);
  if (cpu.cpuS > CPU_LIMIT_S) missed.push(`2000 documents take ${cpu.cpuS.toFixed(2)} s of CPU, not ${CPU_LIMIT_S}`);
  const [some, many] = [check(MANY / 10), check(MANY)];
  const growth = many.rssMb / some.rssMb;
  for (const [count, { cpuS, rssMb }] of [
    [MANY / 10, some],
    [MANY, many],
  ]) {
    say(`${count} documents: ${cpuS.toFixed(1)} s CPU, ${rssMb.toFixed(0)} MB`);
  }
  if (growth > GROWTH_LIMIT) missed.push(`${MANY} documents take ${growth.toFixed(2)} times the memory of a tenth`);
}

function check(count) {
  const [input, figures, prelude] = ['input.yaml', 'figures.json', 'prelude.cjs'].map((name) => join(work, name));
  writeDocuments(input, count);
  writeFileSync(
    prelude,
    `process.on('exit', () => { const { user, system } = process.cpuUsage();
      require('node:fs').writeFileSync(${JSON.stringify(figures)}, JSON.stringify({ cpuS: (user + system) / 1e6,
        rssMb: process.resourceUsage().maxRSS / 1024 })); });`,
  );
  const { status, stdout } = spawnSync(process.execPath, ['--require', prelude, BIN, 'check', input], {
    env,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 1 || !stdout.includes(`${count} objects with images in 1 file`)) throw new Error(stdout.slice(-500));
  return JSON.parse(readFileSync(figures, 'utf8'));
}

/** Deployments as people write them; each 500th is denied, most cannot be decided without the cluster. */
function writeDocuments(path, count) {
  const file = openSync(path, 'w');
  for (let at = 0; at < count; at += 1) writeSync(file, document(at, count));
  closeSync(file);
}

function document(at, count) {
  return `---
# Source: app/templates/web-${at}.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${at}
  namespace: team-${at % 50}
  labels: {app: web-${at}}
spec:
  replicas: 2
  selector:
    matchLabels: {app: web-${at}}
  template:
    metadata:
      labels: {app: web-${at}}
    spec:
      imagePullSecrets:
        - name: regcred
      containers:
        - name: web
          image: registry.example.com/team/web-${at % 500}:${count > 1 && at % 500 === 0 ? 'latest' : `1.${at % 97}.0`}
          ports:
            - containerPort: 8080
          resources:
            requests: {cpu: 100m, memory: 64Mi}
        - name: side
          image: nginx:1.25
`;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
