/**
 * The commands, as a table: help, choices and suggestions come from it, and what a command does is loaded only when it
 * runs (`check` must not wait for the server to load). `run` ends no process and reads no global state.
 */

import type { Setting } from '../config/schema.js';
import { FAULTS, Fault } from '../process/errors.js';
import { reportOf } from '../text/error-words.js';
import { nearest } from '../text/nearest.js';
import { printable } from '../text/printable.js';
import { parseCommandLine } from './args.js';
import { AUDIT_COMMAND } from './audit-command.js';
import { CLUSTER_OPTIONS } from './cluster-options.js';
import { COLOUR_CHOICES } from './colour.js';
import type { Command, Io } from './command.js';
import { EXPLAIN_COMMAND } from './explain-command.js';
import { EXPORT_COMMAND } from './export-command.js';
import { FORMATS } from './formats/index.js';
import { renderHelp, renderOverview } from './help.js';
import { PROBE } from './probe-option.js';
import { FAIL_ON } from './report.js';
import { MAX_AGE, SNAPSHOT, SNAPSHOT_COMMAND } from './snapshot-command.js';
import { WHY_COMMAND } from './why-command.js';

export type { Io } from './command.js';

const OUTPUTS = Object.keys(FORMATS);

export const COMMANDS: readonly Command[] = [
  {
    name: 'serve',
    summary: 'Answer admission reviews over HTTPS.',
    usage: ['pullgate serve [OPTION]...'],
    options: [
      {
        name: 'fallback-config',
        value: 'FILE',
        description:
          'Configuration to start with, denying nothing, where that of --config is wrong; without it a wrong one ends serve with 2.',
      },
    ],
    settings: 'all',
    positionals: { min: 0, max: 0 },
    notes: [
      'It reads the cluster that kubectl would use: --kubeconfig, KUBECONFIG or ~/.kube/config; in a pod, the cluster around it. With --cluster-directory a directory of manifests is the cluster; npm start in a checkout serves the example that comes with Pullgate. Without further settings it listens on loopback, with a self-signed certificate made on the spot. The configuration file and the directory are read again when they change.',
      'SIGTERM drains: not ready any more, it answers for server.drainSeconds and until nobody has asked for 2 seconds, then it ends. SIGINT ends it at once, and so does SIGTERM where a directory is the cluster and no drain is configured.',
    ],
    examples: [
      { command: 'pullgate serve --context kind-dev', what: 'The cluster of a context, with the rights of its user' },
      { command: 'pullgate serve --cluster-directory manifests/', what: 'Your own manifests are the cluster' },
    ],
    load: () => import('./commands/serve.js'),
  },
  {
    name: 'check',
    summary: 'Check manifests: would the images in them be pullable?',
    usage: ['pullgate check [OPTION]... [PATH]...'],
    options: [
      {
        name: 'filename',
        short: 'f',
        value: 'FILE|DIR|-',
        repeatable: true,
        description: 'What to check; - is standard input.',
      },
      { name: 'recursive', short: 'R', description: 'Look into the directories of a directory, too.' },
      {
        name: 'namespace',
        short: 'n',
        value: 'NAME',
        description: 'Namespace of objects that name none. Default: that of the context, else default.',
      },
      {
        name: 'cluster-dir',
        value: 'DIR',
        description:
          'Directory of manifests that is the cluster: what it and the checked files do not hold is not there.',
      },
      ...CLUSTER_OPTIONS,
      SNAPSHOT,
      MAX_AGE,
      PROBE,
      {
        name: 'output',
        short: 'o',
        value: `${OUTPUTS.join('|')}[=FILE]`,
        repeatable: true,
        description: 'Format of the report, and a file for it. Default: text.',
      },
      {
        name: 'fail-on',
        value: FAIL_ON.join('|'),
        choices: FAIL_ON,
        description: 'Least severe finding that fails. Default: deny.',
      },
      { name: 'strict', description: 'Fail with code 3 where something could not be decided.' },
      { name: 'allow-empty', description: 'No objects in the input are no error.' },
      {
        name: 'color',
        value: COLOUR_CHOICES.join('|'),
        choices: COLOUR_CHOICES,
        description: 'Colour of the text. Default: auto (a terminal, and NO_COLOR is not set).',
      },
    ],
    settings: 'verdict',
    positionals: { min: 0, max: Number.POSITIVE_INFINITY },
    notes: [
      'The files are not the cluster: a Secret or ServiceAccount that they do not hold may be there. What rests on it is undecided, is counted, and fails nothing unless --strict is given. A cluster settles it: --cluster-dir, or --kubeconfig or --context for a real one, which is only read, with your own rights; what these do not cover stays undecided. Without one of them none is asked. What the files hold counts as applied to it.',
      'A real cluster is judged by its own policy: that of the Pullgate that is installed there, unless --config names another one; variables and flags lie over it. Where it cannot be had, the first line says which policy was assumed.',
      '--live needs the right to apply the objects; nothing is stored. It sees what no file can tell (other webhooks, policies, quotas), and reports as text or json.',
      '--probe says what no file and no cluster can: whether the image is there, and whether the login for it is taken (PG501 to PG505). It asks from this machine, which is not a node: it warns unless probe.deny is set. What could not be asked about is said in one line, and fails nothing.',
      'What the API server refuses or drops of an object is a finding like a denial, with its line and the right form. A kind that nobody knows and that holds a pod template is named, with the setting that has it checked.',
      'A comment "# pullgate:ignore PG101 reason" on the line of an image, or alone on the line before, accepts that finding; so do the annotations pullgate.dev/ignore and pullgate.dev/ignore-reason, for the whole object. What is accepted is counted and listed. What is undecided cannot be accepted.',
      'Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 a wrong command line, a wrong configuration, or input that cannot be read; 3 something could not be decided, with --strict.',
    ],
    examples: [
      { command: 'pullgate check deploy/', what: 'All manifests of a directory' },
      { command: 'helm template app chart/ | pullgate check -f - -n shop', what: 'What a chart renders' },
      {
        command: 'pullgate check -R . -o text -o json=report.json --fail-on warn',
        what: 'In CI, with a report for tools',
      },
      {
        command: 'pullgate check web.yaml --cluster-dir cluster/',
        what: 'Against manifests that stand for the cluster',
      },
      { command: 'pullgate check deploy/ --context production', what: 'Against a real cluster, by its policy' },
      { command: 'pullgate check deploy/ --context production --probe', what: 'And ask the registries, too' },
    ],
    load: () => import('./commands/check.js'),
  },
  EXPLAIN_COMMAND,
  WHY_COMMAND,
  AUDIT_COMMAND,
  SNAPSHOT_COMMAND,
  EXPORT_COMMAND,
  {
    name: 'config',
    summary: 'Check or print the configuration.',
    usage: [
      'pullgate config check [OPTION]...',
      'pullgate config print [OPTION]...',
      'pullgate config import-node-credentials FILE',
    ],
    options: [],
    settings: 'all',
    positionals: { min: 1, max: 2 },
    words: ['check', 'print', 'import-node-credentials'],
    notes: [
      'check tells all mistakes of file, variables and flags at once. print shows the effective configuration as YAML, each value with where it comes from. import-node-credentials reads a CredentialProviderConfig of the kubelet and prints registries.nodeCredentials.',
    ],
    examples: [
      { command: 'pullgate config check --config pullgate.yaml', what: 'Before it is rolled out' },
      { command: 'PULLGATE_MODE=warn pullgate config print', what: 'What would be in force' },
    ],
    load: () => import('./commands/config.js'),
  },
  {
    name: 'probe',
    summary: 'Post one dry-run review to a running webhook and check its answer.',
    usage: ['pullgate probe --url URL [OPTION]...'],
    options: [
      { name: 'url', value: 'URL', description: 'Where reviews are posted: https, with the path.' },
      {
        name: 'ca-file',
        value: 'FILE',
        description: 'Certificates (PEM) to trust. Default: the authorities that Node.js comes with.',
      },
      {
        name: 'cert-file',
        value: 'FILE',
        description: 'Client certificate (PEM) to call with, where the webhook asks for one (tls.clientCaFile).',
      },
      { name: 'key-file', value: 'FILE', description: 'Its private key (PEM).' },
      {
        name: 'expect-refusal',
        description: 'The right answer is a refusal (401 or 403): nobody but the API server may ask.',
      },
      {
        name: 'timeout',
        value: 'DURATION',
        description: 'For the name, the handshake and the answer together. Default: 10s.',
      },
    ],
    settings: 'none',
    positionals: { min: 0, max: 0 },
    notes: [
      'The review is that of a Pod, under dry-run: nothing is created, and whether it is allowed does not matter. The certificate must be for the host of the URL, as the API server demands.',
      'Exit codes: 0 a well-formed answer came; 1 an answer came that is not right; 2 a wrong command line; 3 no answer came, or its certificate is not trusted.',
    ],
    examples: [
      {
        command: 'pullgate probe --url https://pullgate.pullgate.svc/validate --ca-file ca.crt',
        what: 'In a pod of the cluster',
      },
      {
        command: 'pullgate probe --url https://127.0.0.1:8443/validate --ca-file ca.crt --expect-refusal',
        what: 'Whether strangers are sent away',
      },
    ],
    load: () => import('./commands/probe.js'),
  },
  {
    name: 'completion',
    summary: 'Print a script by which a shell completes command lines.',
    usage: ['pullgate completion bash|zsh|fish'],
    options: [],
    settings: 'none',
    positionals: { min: 1, max: 1 },
    words: ['bash', 'zsh', 'fish'],
    notes: [],
    examples: [
      { command: 'pullgate completion bash > ~/.local/share/bash-completion/completions/pullgate', what: 'bash' },
      { command: 'pullgate completion zsh > ~/.zsh/completions/_pullgate', what: 'zsh, with that directory in fpath' },
      { command: 'pullgate completion fish > ~/.config/fish/completions/pullgate.fish', what: 'fish' },
    ],
    load: () => import('./commands/completion.js'),
  },
  {
    name: 'version',
    summary: 'Show the version.',
    usage: ['pullgate version'],
    options: [],
    settings: 'none',
    positionals: { min: 0, max: 0 },
    notes: [],
    examples: [],
    load: () => import('./commands/version.js'),
  },
];

/** Runs one command line, without the name of the program. Resolves with the exit code; never rejects. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (error instanceof Fault) {
      io.stderr.write(printable(`pullgate: ${error.message}\n`));
      return FAULTS[error.code].exitCode;
    }
    io.stderr.write(
      `pullgate: a fault of Pullgate itself (PG_E_INTERNAL); please report it with these lines:\n${reportOf(error)}\n`,
    );
    return FAULTS.PG_E_INTERNAL.exitCode;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [word, ...rest] = argv;
  if (word === undefined) {
    io.stderr.write(renderOverview(COMMANDS));
    return FAULTS.PG_E_USAGE.exitCode;
  }
  if (word === '--help' || word === '-h' || (word === 'help' && rest.length === 0)) {
    io.stdout.write(renderOverview(COMMANDS));
    return 0;
  }
  if (word === '--version' || word === '-V') return dispatch(['version', ...rest], io);
  if (word === 'help') return dispatch([...rest, '--help'], io);
  const command = COMMANDS.find(({ name }) => name === word);
  if (command === undefined) throw new Fault('PG_E_USAGE', unknownCommand(word));

  const settings = command.settings === 'none' ? [] : await allSettings();
  const parsed = parseCommandLine(command, rest, settings);
  if (!parsed.ok) {
    const more = `Run pullgate ${command.name} --help for what it takes.`;
    throw new Fault('PG_E_USAGE', `${parsed.mistakes.join('\npullgate: ')}\n${more}`);
  }
  if (parsed.invocation.options['help'] !== undefined) {
    io.stdout.write(renderHelp(command, settings));
    return 0;
  }
  const { run: work } = await command.load();
  return work(parsed.invocation, io);
}

/** The rules come with them, and with those half of Pullgate: not where nobody asks for them. */
async function allSettings(): Promise<readonly Setting[]> {
  const [{ listSettings, settingsSchema }, { RULES }] = await Promise.all([
    import('../config/schema.js'),
    import('../core/rules/index.js'),
  ]);
  return listSettings(settingsSchema(RULES));
}

function unknownCommand(word: string): string {
  const names = [...COMMANDS.map(({ name }) => name), 'help'];
  const suggestion = word.startsWith('-') ? undefined : nearest(word, names);
  const hint = suggestion === undefined ? `the commands are ${names.join(', ')}` : `did you mean ${suggestion}?`;
  return `there is no command ${JSON.stringify(word)}; ${hint}`;
}
