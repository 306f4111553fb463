/**
 * `pullgate check --live`: nothing is judged here. Every object that carries images is sent to the API server as a dry
 * run, and the report is what the admission chain answered.
 */
import { Fault } from '../../process/errors.js';
import { printable } from '../../text/printable.js';
import { allWorkloads, type InputObject, loadInput } from '../check-input.js';
import { openAsked } from '../cluster-source.js';
import { type Invocation, type Io, optionGiven, optionText } from '../command.js';
import { asciiJson } from '../formats/json.js';
import { colourFor, readDestinations, writeText } from '../output.js';
import { FAIL_ON } from '../report.js';
import { requireConfig } from '../session.js';
import { askLive, type LiveObject } from './ask.js';
import { type LiveReport, liveExitCode } from './report.js';
import { applied } from './submitted.js';
import { renderLive } from './text.js';

export async function checkLive(paths: readonly string[], invocation: Invocation, io: Io): Promise<number> {
  const outputs = await readDestinations(invocation, OUTPUTS, wrongOutput);
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
    for (const output of outputs) {
      writeText(output.format(report, { colour: colourFor(output, invocation, io) }), output.file, io);
    }
    const failOn = FAIL_ON.find((each) => each === optionText(invocation, 'fail-on')) ?? 'deny';
    return liveExitCode(report, failOn);
  } finally {
    cluster.close();
  }
}

function toLiveObject({ kind, resource, namespace, name, object, file, line }: InputObject): LiveObject {
  return { kind, resource, namespace, name, object: applied(object, namespace), file, line };
}

type Render = (report: LiveReport, options: { readonly colour: boolean }) => string;

const OUTPUTS = {
  text: async (): Promise<Render> => renderLive,
  json: async (): Promise<Render> => asciiJson,
};

function wrongOutput(name: string): string {
  return `--live reports as text or json, not ${JSON.stringify(name)}`;
}
