/**
 * `pullgate check --live`: nothing is judged here. Every object that carries images is sent to the API server as a dry
 * run, and the report is what the admission chain answered.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Fault, systemReason } from '../../process/errors.js';
import { printable } from '../../text/printable.js';
import { allWorkloads, type InputObject, loadInput } from '../check-input.js';
import { openAsked } from '../cluster-source.js';
import { COLOUR_CHOICES, wantsColour } from '../colour.js';
import { type Invocation, type Io, optionGiven, optionText } from '../command.js';
import { asciiJson } from '../formats/json.js';
import { FAIL_ON } from '../report.js';
import { requireConfig } from '../session.js';
import { askLive, type LiveObject } from './ask.js';
import { type LiveReport, liveExitCode } from './report.js';
import { applied } from './submitted.js';
import { renderLive } from './text.js';

export async function checkLive(paths: readonly string[], invocation: Invocation, io: Io): Promise<number> {
  const outputs = (invocation.options['output'] ?? ['text']).map(readOutput);
  if (optionText(invocation, 'policy-from') !== undefined) {
    throw new Fault('PG_E_USAGE', '--live asks the webhooks themselves; --policy-from has nothing to say to them');
  }
  const { settings, server } = await requireConfig(invocation, io);
  const cluster = await openAsked(invocation, server.cluster, io);
  try {
    const namespace = optionText(invocation, 'namespace') ?? cluster.namespace;
    const recursive = optionGiven(invocation, 'recursive');
    const input = await allWorkloads(await loadInput({ paths, recursive, namespace, kinds: settings.kinds }, io));
    const report = await askLive(input.workloads.map(toLiveObject), cluster, input.diagnostics);
    for (const { level, file, line, message } of report.diagnostics) {
      io.stderr.write(printable(`${level}: ${file}${line === undefined ? '' : `:${line}`}: ${message}\n`));
    }
    if (input.workloads.length + input.others === 0 && !optionGiven(invocation, 'allow-empty')) {
      throw new Fault('PG_E_INPUT', 'the input holds no Kubernetes objects; --allow-empty accepts that');
    }
    for (const output of outputs) await write(report, output, invocation, io);
    const failOn = FAIL_ON.find((each) => each === optionText(invocation, 'fail-on')) ?? 'deny';
    return liveExitCode(report, failOn);
  } finally {
    cluster.close();
  }
}

function toLiveObject({ kind, resource, namespace, name, object, file, line }: InputObject): LiveObject {
  return { kind, resource, namespace, name, object: applied(object, namespace), file, line };
}

interface Output {
  readonly format: 'text' | 'json';
  /** Absent for stdout. */
  readonly file?: string;
}

function readOutput(text: string): Output {
  const [format = '', ...rest] = text.split('=');
  if (format !== 'text' && format !== 'json') {
    throw new Fault('PG_E_USAGE', `--live reports as text or json, not ${JSON.stringify(format)}`);
  }
  return rest.length === 0 ? { format } : { format, file: rest.join('=') };
}

async function write(report: LiveReport, { format, file }: Output, invocation: Invocation, io: Io): Promise<void> {
  const choice = COLOUR_CHOICES.find((each) => each === optionText(invocation, 'color')) ?? 'auto';
  const colour = file === undefined ? wantsColour(choice, io.env, io.isTTY) : choice === 'always';
  const text = format === 'json' ? asciiJson(report) : renderLive(report, { colour });
  if (file === undefined) {
    io.stdout.write(text);
    return;
  }
  try {
    await writeFile(resolve(io.cwd, file), text);
  } catch (error) {
    throw new Fault('PG_E_OUTPUT', `${file} cannot be written: ${systemReason(error)}`, { cause: error });
  }
}
