/** The row of `pullgate audit` in the table of commands. */
import { REPORT_CHOICES } from './audit/choices.js';
import { AUDIT_FORMATS } from './audit/formats/index.js';
import { CLUSTER_OPTIONS } from './cluster-options.js';
import { COLOUR_CHOICES } from './colour.js';
import type { Command } from './command.js';
import { PROBE } from './probe-option.js';
import { FAIL_ON } from './report.js';

export const AUDIT_COMMAND: Command = {
  name: 'audit',
  summary: 'Judge everything that is in a cluster: what enforcement would do, what fails, and what ends it.',
  usage: ['pullgate audit [OPTION]...'],
  options: [
    {
      name: 'namespace',
      short: 'n',
      value: 'NAME',
      repeatable: true,
      description: 'Namespace to look into. Default: all.',
    },
    { name: 'all-namespaces', short: 'A', description: 'All namespaces, which is the default.' },
    ...CLUSTER_OPTIONS.filter(({ name }) => name !== 'live'),
    { name: 'cluster-dir', value: 'DIR', description: 'Directory of manifests that is the cluster.' },
    PROBE,
    {
      name: 'drain',
      description: 'What would fail if every node were new: Pods that run an image which they could not pull again.',
    },
    {
      name: 'suggest',
      description:
        'Print a values file for the chart in place of a report: settings under which nothing that runs and pulls is denied, each with its evidence.',
    },
    {
      name: 'output',
      short: 'o',
      value: `${Object.keys(AUDIT_FORMATS).join('|')}[=FILE]`,
      repeatable: true,
      description: 'Format of the report, and a file for it. Default: text.',
    },
    {
      name: 'reports',
      value: REPORT_CHOICES.join('|'),
      choices: REPORT_CHOICES,
      description:
        'Write the findings into the cluster, too, as reports that other tools read: of OpenReports, as PolicyReports, or what there is of the two. Default: off.',
    },
    {
      name: 'fail-on',
      value: FAIL_ON.join('|'),
      choices: FAIL_ON,
      description: 'Least severe finding that fails. Default: deny.',
    },
    { name: 'strict', description: 'Fail with code 3 where something could not be read or decided.' },
    {
      name: 'color',
      value: COLOUR_CHOICES.join('|'),
      choices: COLOUR_CHOICES,
      description: 'Colour of the text. Default: auto (a terminal, and NO_COLOR is not set).',
    },
  ],
  settings: 'verdict',
  positionals: { min: 0, max: 0 },
  notes: [
    'Nothing has to be installed, and nothing is changed unless --reports is given: it reads with your own rights (get and list of namespaces, secrets, serviceaccounts, pods and of the kinds that hold a pod template). What they do not cover is named, and stays undecided. Pods are judged one by one and counted under the object to edit: a Deployment with 300 Pods is one row.',
    'The policy is that of the Pullgate that is installed there; where there is none, the first line says which one was assumed. --mode enforce shows what it would deny if it enforced. kube-system, kube-public, kube-node-lease and the namespace of Pullgate are looked at, too, but the webhooks of the chart are not called for them, so nothing there counts as denied.',
    '--probe asks about each image once, however many Pods run it, with the logins that a node would send, read out of their Secrets for that and dropped. It is asked from here, so it proves nothing for nodes: neither --drain nor --suggest takes it.',
    '--drain reports on nodes in place of findings, and ends with 1 where a Pod would fail; nodes are read for the versions of their kubelets.',
    '--reports keeps one object in each namespace with findings, up to date and taken away when they have ended; others are left alone. Where the cluster has no such kind, or you may not write it, a line says so, and the exit code stays as it is.',
    '--suggest takes what runs for proof: a Pod that was started without a secret for its image shows that its nodes can pull it. What that cannot show (one node only, loaded or kept from another Pod, a Secret that is gone) is left out and said in comments, with the namespaces that should only warn at first. Nodes are read for their number and their providerID. It ends with 0, or with 3 where something could not be read and --strict is given.',
    'Exit codes: 0 nothing at or above --fail-on; 1 findings, or with --drain a Pod that would fail; 2 a wrong command line or configuration, or a cluster that cannot be read; 3 something could not be read or decided, with --strict.',
  ],
  examples: [
    { command: 'pullgate audit', what: 'The cluster of kubectl' },
    { command: 'pullgate audit --context prod -n shop -o markdown=audit.md', what: 'One namespace, into a file' },
    { command: 'pullgate audit --suggest > values.yaml', what: 'Before Pullgate is installed' },
    { command: 'pullgate audit --drain', what: 'Before nodes are replaced' },
  ],
  load: () => import('./commands/audit.js'),
};
