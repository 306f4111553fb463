/** What `pullgate explain` takes: its row in the table of commands. */
import { CLUSTER_OPTIONS } from './cluster-options.js';
import type { Command } from './command.js';
import { PROBE } from './probe-option.js';
import { SNAPSHOT } from './snapshot-command.js';
import { TEXT_OR_JSON } from './text-or-json.js';

export const EXPLAIN_COMMAND: Command = {
  name: 'explain',
  summary: 'Explain the verdict on an image or an object, or show the page of a rule.',
  usage: [
    'pullgate explain IMAGE [OPTION]...',
    'pullgate explain KIND/NAME [OPTION]...',
    'pullgate explain -f FILE [OPTION]...',
    'pullgate explain [CODE|NAME]',
  ],
  options: [
    {
      name: 'filename',
      short: 'f',
      value: 'FILE|DIR|-',
      repeatable: true,
      description: 'Objects to explain, as if they were applied; - is standard input.',
    },
    {
      name: 'namespace',
      short: 'n',
      value: 'NAME',
      description: 'Namespace of the Pod, or of the object. Default: as kubectl has it.',
    },
    { name: 'service-account', value: 'NAME', description: 'ServiceAccount of the Pod. Default: default.' },
    {
      name: 'pull-secret',
      value: 'NAME',
      repeatable: true,
      description: "Secret in the Pod's own imagePullSecrets. Default: none, so the ServiceAccount's list counts.",
    },
    { name: 'cluster-dir', value: 'DIR', description: 'Directory of manifests that is the cluster.' },
    ...CLUSTER_OPTIONS,
    SNAPSHOT,
    PROBE,
    TEXT_OR_JSON,
  ],
  settings: 'verdict',
  positionals: { min: 0, max: 1 },
  notes: [
    'A word that is the code or the name of a rule shows its page; one such as deployment/web is an object of the cluster, in the words of kubectl; every other one is an image. Without a word, all rules are listed. The cluster is asked with a few short reads and your own rights; what they do not cover is told as not known. No credential and no user name is ever shown.',
    'It is judged by the policy of the cluster, as check does it. --live asks the admission chain instead: a dry run, of which nothing is stored. --probe asks the registries, too, from this machine, with the logins that a node would send.',
    'Exit codes for what is judged: 0 it would be admitted; 1 it would be denied, or refused by the API server; 2 a wrong command line, a wrong configuration, or input that cannot be read; 3 what decides could not be found out.',
  ],
  examples: [
    { command: 'pullgate explain registry.example.com/team/web:1.4.2 -n shop', what: 'In the cluster of kubectl' },
    {
      command: 'pullgate explain nginx --pull-secret regcred --cluster-dir cluster/',
      what: 'With a list of its own, against manifests',
    },
    { command: 'pullgate explain deployment/web -n shop', what: 'An object that is there' },
    { command: 'pullgate explain -f web.yaml', what: 'An object that is yet to be applied' },
    { command: 'pullgate explain PG205', what: 'A rule, by the code in a message' },
    { command: 'pullgate explain registry-mismatch', what: 'By name' },
  ],
  load: () => import('./commands/explain.js'),
};
