/** Where lines go: nothing of it waits, nothing of it throws, and what is missing is said once. With real pipes and devices. */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { createLineSink, type LineSink } from '../src/log/line-sink.js';
import { createLog, openLogSink } from '../src/log/log.js';
import type { Outlet } from '../src/log/outlet.js';
import { createLogMetrics } from '../src/metrics/log.js';
import { createMetricsRegistry } from '../src/metrics/registry.js';
import { until } from './support/served.js';

const DIRECTORY = mkdtempSync(join(tmpdir(), 'pullgate-log-'));
/** What a pipe of Linux holds. */
const PIPE_BYTES = 64 * 1024;
const MOST_BYTES = 256 * 1024;

let fifos = 0;

interface Pipe {
  readonly path: string;
  readonly outlet: Outlet;
  /** What can be read now. */
  readonly read: () => string;
  readonly closeReader: () => void;
  readonly openReader: () => void;
}

function openPipe(t: Test): Pipe {
  const path = join(DIRECTORY, `fifo-${fifos}`);
  fifos += 1;
  execFileSync('mkfifo', [path]);
  const openReader = () => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  let reader = openReader();
  const fd = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  // The sink goes on writing to its descriptor, which must not become that of somebody else.
  t.teardown(() => closeSync(reader));
  return {
    path,
    outlet: { fd, way: 'at-once' },
    read: () => readAvailable(reader),
    closeReader: () => closeSync(reader),
    openReader: () => {
      reader = openReader();
    },
  };
}

function readAvailable(fd: number): string {
  const buffer = Buffer.alloc(PIPE_BYTES);
  const parts: Buffer[] = [];
  for (;;) {
    let count = 0;
    try {
      count = readSync(fd, buffer, 0, buffer.length, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error; // an error of the system
    }
    if (count === 0) return Buffer.concat(parts).toString('utf8');
    parts.push(Buffer.from(buffer.subarray(0, count)));
  }
}

function createTestSink(outlet: Outlet): LineSink {
  return createLineSink(outlet, {
    mostBytes: MOST_BYTES,
    notice: (lines, code) => `dropped ${lines} ${code}\n`,
    isLast: (line) => line.startsWith('last'),
  });
}

/** `1 xxx`, of exactly 100 bytes with its newline. */
const numbered = (number: number): string => `${String(number).padEnd(99, 'x')}\n`;
const numberOf = (line: string): number => Number(/^\d+/.exec(line)?.[0]);

t.test('lines leave in order and whole, a batch at once and the rest after a moment', async (t) => {
  const pipe = openPipe(t);
  const sink = createTestSink(pipe.outlet);
  sink.write('short\n');
  t.equal(pipe.read(), '', 'not a system call for each');
  let got = '';
  await until(() => {
    got += pipe.read();
    return got !== '';
  });
  t.equal(got, 'short\n');
  for (let number = 0; number < 50; number += 1) sink.write(numbered(number));
  t.equal(pipe.read(), Array.from({ length: 41 }, (_, number) => numbered(number)).join(''), 'a batch');
  sink.flushSync();
  t.equal(pipe.read(), Array.from({ length: 9 }, (_, number) => numbered(number + 41)).join(''), 'the rest');
  t.equal(sink.dropped(), 0);
});

t.test(
  'a reader that stalls: a bounded backlog, what is beyond it is counted, and told once where it is missing',
  async (t) => {
    const pipe = openPipe(t);
    const sink = createTestSink(pipe.outlet);
    const all = 20_000;
    for (let number = 0; number < all; number += 1) sink.write(numbered(number));
    const kept = all - sink.dropped();
    t.ok(kept * 100 <= MOST_BYTES + PIPE_BYTES, `${kept} lines are kept`);
    t.ok(kept * 100 > MOST_BYTES, 'as many as there is room for');
    let got = '';
    await until(() => {
      got += pipe.read();
      return got.includes('dropped');
    });
    for (let number = all; number < all + 100; number += 1) sink.write(numbered(number));
    await until(() => {
      got += pipe.read();
      return got.includes(`\n${all + 99}x`);
    });
    const lines = got.trimEnd().split('\n');
    const before = lines.slice(0, kept);
    t.strictSame(
      before.map(numberOf),
      Array.from({ length: kept }, (_, number) => number),
      'none is torn or twice',
    );
    t.equal(lines[kept], `dropped ${all - kept} EAGAIN`);
    t.strictSame(
      lines.slice(kept + 1).map(numberOf),
      Array.from({ length: 100 }, (_, number) => all + number),
      'and it goes on',
    );
  },
);

t.test('the last words of a process are taken beyond the bound', (t) => {
  const pipe = openPipe(t);
  const sink = createTestSink(pipe.outlet);
  for (let number = 0; number < 20_000; number += 1) sink.write(numbered(number));
  const dropped = sink.dropped();
  sink.write('last words\n');
  t.equal(sink.dropped(), dropped);
  let got = pipe.read();
  for (let tries = 0; tries < 100 && !got.includes('last words'); tries += 1) {
    sink.flushSync();
    got += pipe.read();
  }
  t.match(got, new RegExp(`dropped ${dropped} EAGAIN\nlast words\n$`));
  t.end();
});

t.test('whoever stalls is waited for half a second at the end of a process, not once more for each line', (t) => {
  const pipe = openPipe(t);
  const sink = createTestSink(pipe.outlet);
  for (let number = 0; number < 2_000; number += 1) sink.write(numbered(number));
  const naps = t.capture(Atomics, 'wait', Atomics.wait);
  sink.flushSync();
  t.equal(naps().length, 100);
  sink.flushSync();
  t.equal(naps().length, 0);
  t.end();
});

t.test('a reader who goes: nothing is lost for the next one, to the byte', async (t) => {
  const pipe = openPipe(t);
  const sink = createTestSink(pipe.outlet);
  const wide = (number: number): string => `${String(number).padEnd(9_999, 'x')}\n`;
  for (let number = 0; number < 10; number += 1) sink.write(wide(number));
  let got = pipe.read();
  t.ok(got.length % 10_000 !== 0, 'a line is torn');
  pipe.closeReader();
  for (let number = 10; number < 15; number += 1) sink.write(wide(number));
  pipe.openReader();
  const all = Array.from({ length: 15 }, (_, number) => wide(number)).join('');
  await until(() => {
    got += pipe.read();
    return got.length >= all.length;
  });
  t.equal(got, all);
  t.equal(sink.dropped(), 0);
});

t.test('a full disk: nothing is thrown, what is beyond the bound is counted', async (t) => {
  for (const way of ['at-once', 'pool'] as const) {
    const fd = openSync('/dev/full', constants.O_WRONLY);
    const sink = createTestSink({ fd, way });
    for (let number = 0; number < 20_000; number += 1) sink.write(numbered(number));
    const kept = 20_000 - sink.dropped();
    t.ok(kept * 100 <= MOST_BYTES && kept * 100 > MOST_BYTES / 2, `${way}: ${kept} lines are kept`);
    await new Promise<void>((resolve) => sink.flush(resolve));
    sink.flushSync();
    sink.write('last words\n');
  }
});

t.test('a regular file is written by the thread pool, in order', async (t) => {
  const path = join(DIRECTORY, 'file.log');
  const sink = createTestSink({ fd: openSync(path, 'a'), way: 'pool' });
  for (let number = 0; number < 2_000; number += 1) {
    sink.write(numbered(number));
    if (number % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise<void>((resolve) => sink.flush(resolve));
  t.strictSame(readFileSync(path, 'utf8'), Array.from({ length: 2_000 }, (_, number) => numbered(number)).join(''));
  t.equal(sink.dropped(), 0);
});

t.test('the log says in a line of its own what is missing, and the metric counts it', async (t) => {
  const pipe = openPipe(t);
  const sink = openLogSink(pipe.outlet);
  const log = createLog({ level: 'info', to: sink });
  const registry = createMetricsRegistry({ version: '0', node: '0' });
  createLogMetrics(registry, sink.dropped);
  t.match(await registry.metrics(), /\npullgate_log_lines_dropped_total 0\n/);
  const filler = 'x'.repeat(2_000);
  for (let count = 0; count < 1_000; count += 1) log.info({ filler }, 'line');
  const dropped = sink.dropped();
  t.ok(dropped > 0);
  t.match(await registry.metrics(), new RegExp(`\npullgate_log_lines_dropped_total ${dropped}\n`));
  t.match(await registry.metrics(), new RegExp(`\npullgate_log_lines_dropped_total ${dropped}\n`), 'not twice');
  let got = '';
  await until(() => {
    got += pipe.read();
    return got.includes('"event":"log"') && got.endsWith('\n');
  });
  const said = got
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'log');
  t.match(said, [
    {
      level: 'warn',
      time: /^20\d\d-/,
      event: 'log',
      dropped,
      code: 'EAGAIN',
      msg: 'lines of the log are missing here: they could not be written',
    },
  ]);
  t.equal(said.length, 1);
});
