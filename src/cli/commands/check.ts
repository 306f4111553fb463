/**
 * `pullgate check`: manifests in, a report out. The verdict is `assess`, the same as for the webhook; this only turns
 * objects of files into requests and findings into lines.
 */
import { type Assessment, assess } from '../../facts/assess.js';
import { AHEAD, createLookAhead } from '../../facts/look-ahead.js';
import { Fault } from '../../process/errors.js';
import { packageVersion } from '../../process/version.js';
import { printable } from '../../text/printable.js';
import { type CheckInput, type InputObject, loadInput } from '../check-input.js';
import { findCheckout } from '../checkout.js';
import { openNamed } from '../cluster-source.js';
import { type Invocation, type Io, optionGiven, optionText } from '../command.js';
import type { Fingerprint } from '../fingerprint.js';
import type { Format, FormatOptions } from '../formats/format.js';
import { FORMATS } from '../formats/index.js';
import { placeText } from '../formats/words.js';
import { appendText, colourFor, type Destination, readDestinations, tellAssumed, writeText } from '../output.js';
import { type SettledPolicy, settlePolicy } from '../policy.js';
import { openProbing, type Probing, refuseBoth } from '../probe-option.js';
import { createProgress, type Progress } from '../progress.js';
import { exitCode, FAIL_ON, type FailOn, type Report, type Result } from '../report.js';
import { outcomeOf, toAdmission, toResult } from '../result.js';
import { requireConfig } from '../session.js';
import { createTally } from '../tally.js';

type Destinations = readonly Destination<Format>[];

export async function run(invocation: Invocation, io: Io): Promise<number> {
  const destinations = await readDestinations<Format>(invocation, FORMATS);
  const paths = [...invocation.positionals, ...(invocation.options['filename'] ?? [])];
  if (paths.length === 0) {
    throw new Fault('PG_E_USAGE', 'nothing to check; name files or directories, or - for standard input');
  }
  refuseBoth(invocation);
  if (optionGiven(invocation, 'live')) {
    const { checkLive } = await import('../live/check.js');
    return checkLive(paths, invocation, io);
  }
  const local = await requireConfig(invocation, io);
  const cluster = await openNamed(invocation, local.server.cluster, io);
  try {
    for (const warning of cluster?.warnings ?? []) io.stderr.write(printable(`warning: ${warning}\n`));
    for (const note of cluster?.notes ?? []) io.stderr.write(printable(`note: ${note}\n`));
    const settled = await settlePolicy(invocation, local, cluster, io);
    const progress = createProgress(io);
    const input = await loadInput(
      {
        paths,
        recursive: optionGiven(invocation, 'recursive'),
        namespace: optionText(invocation, 'namespace') ?? cluster?.namespace ?? 'default',
        kinds: settled.settings.kinds,
        probed: optionGiven(invocation, 'probe'),
        progress,
        ...(settled.state === undefined ? {} : { cluster: settled.state }),
      },
      io,
    );
    const probing = await openProbing(invocation, { settled, cluster, files: input.rawSecret, progress }, io);
    const report = await judged({ input, settled, destinations, progress, probing }, io);
    tellAssumed(report.policy, destinations, ['text'], io);
    tellDiagnostics(report, io);
    refuseEmpty(invocation, report);
    const failOn: FailOn = chosen(FAIL_ON, optionText(invocation, 'fail-on'), 'deny');
    const strict = optionGiven(invocation, 'strict');
    const version = await packageVersion();
    writeReports(report, destinations, { failOn, strict, checkout: findCheckout(io), version }, invocation, io);
    hintAtGithub(invocation, io);
    return exitCode(report, { failOn, strict });
  } finally {
    cluster?.close();
  }
}

interface Judging {
  readonly input: CheckInput;
  readonly settled: SettledPolicy;
  readonly destinations: Destinations;
  readonly progress: Progress;
  readonly probing: Probing | undefined;
}

/** What registries have to say is over before anything else is. */
async function judged(judging: Judging, io: Io): Promise<Report> {
  const { probing, progress } = judging;
  try {
    return await judge(judging, io);
  } finally {
    progress.end();
    await probing?.close();
  }
}

interface Judged {
  readonly object: InputObject;
  readonly assessment: Assessment;
}

async function judge({ input, settled, destinations, progress, probing }: Judging, io: Io): Promise<Report> {
  const { settings, policy } = settled;
  const now = io.now();
  const results: Result[] = [];
  const tally = createTally();
  let fingerprint: Fingerprint | undefined;
  const ofAll = destinations.some(({ format }) => format.ofAll === true);
  const { state } = input;
  const registry = probing?.registry;
  const begin = async (object: InputObject): Promise<Judged> => {
    const admission = toAdmission(object, input.ignores.of(object));
    return { object, assessment: await assess(admission, { settings, state, registry, now }) };
  };
  const use = async ({ object, assessment }: Judged): Promise<void> => {
    input.ignores.done(object, assessment);
    const outcome = outcomeOf(assessment);
    tally.add(outcome);
    if (!ofAll && outcome.actions.length + outcome.ignored === 0) return;
    fingerprint ??= (await import('../fingerprint.js')).createFingerprint(findCheckout(io));
    // A text of it would keep the whole part of the file in memory that it was cut out of.
    results.push(structuredClone(toResult(object, assessment, fingerprint)));
  };
  const ahead = createLookAhead<Judged>(registry === undefined ? 1 : AHEAD);
  const rest = await input.forEach(async (object) => {
    ahead.add(begin(object));
    for (let next = ahead.due(); next !== undefined; next = ahead.due()) await use(await next);
  });
  for (let next = ahead.next(); next !== undefined; next = ahead.next()) await use(await next);
  progress.end();
  const diagnostics = [...rest.diagnostics, ...input.ignores.diagnostics()];
  const summary = tally.summary(diagnostics, rest);
  return {
    version: 1,
    results,
    diagnostics,
    summary,
    ...(policy === undefined ? {} : { policy }),
    ...(probing === undefined ? {} : { probe: probing.summary() }),
  };
}

/** Nobody's format is chosen for them, but who reads a log of GitHub Actions may not know that there is one for it. */
function hintAtGithub({ options }: Invocation, io: Io): void {
  if (io.env['GITHUB_ACTIONS'] !== 'true' || options['output'] !== undefined) return;
  io.stderr.write('note: -o github shows the findings beside the lines of the pull request\n');
}

/** The parser of the command line lets nothing else through; this only tells the compiler. */
function chosen<T extends string>(choices: readonly T[], text: string | undefined, standard: T): T {
  return choices.find((choice) => choice === text) ?? standard;
}

function tellDiagnostics({ diagnostics }: Report, io: Io): void {
  for (const each of diagnostics) {
    io.stderr.write(printable(`${each.level}: ${placeText(each, String)}: ${each.message}\n`));
  }
}

/** A pipe that broke, a glob that matched nothing: a green result would be a lie (design 3.7). */
function refuseEmpty(invocation: Invocation, { summary }: Report): void {
  const { objects, skipped, others, unreadable, refused } = summary;
  if (objects + skipped + others + unreadable + refused > 0 || optionGiven(invocation, 'allow-empty')) return;
  throw new Fault('PG_E_INPUT', 'the input holds no Kubernetes objects; --allow-empty accepts that');
}

function writeReports(
  report: Report,
  destinations: Destinations,
  options: Omit<FormatOptions, 'colour'>,
  invocation: Invocation,
  io: Io,
): void {
  for (const destination of destinations) {
    const { render, appendix } = destination.format;
    writeText(render(report, { ...options, colour: colourFor(destination, invocation, io) }), destination.file, io);
    const besides = appendix?.(report, io.env);
    if (besides !== undefined) appendText(besides.text, besides.file, io);
  }
}
