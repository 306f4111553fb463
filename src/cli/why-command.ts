/** What `pullgate why` takes: its row in the table of commands. */
import { CLUSTER_OPTIONS } from './cluster-options.js';
import type { Command } from './command.js';
import { PROBE } from './probe-option.js';
import { TEXT_OR_JSON } from './text-or-json.js';

export const WHY_COMMAND: Command = {
  name: 'why',
  summary: 'Say why Pods do not get their images, and what mends it.',
  usage: ['pullgate why pod/NAME [OPTION]...', 'pullgate why KIND/NAME [OPTION]...', 'pullgate why [-n NAME | -A]'],
  options: [
    {
      name: 'namespace',
      short: 'n',
      value: 'NAME',
      description: 'Namespace to look into. Default: as kubectl has it.',
    },
    { name: 'all-namespaces', short: 'A', description: 'All that hang, of every namespace.' },
    // A dry run says nothing of what a node met.
    ...CLUSTER_OPTIONS.filter(({ name }) => name !== 'live'),
    PROBE,
    TEXT_OR_JSON,
  ],
  settings: 'verdict',
  positionals: { min: 0, max: 1 },
  words: [],
  notes: [
    'It reads the Pods, their Events where the status says too little, and what the verdict rests on, with your own rights, and changes nothing. Without a name it tells all that hang. What the kubelet and the container runtime said is taken together with the verdict: one cause, one way out. Words that are not known are shown as they are, and nothing is concluded from them.',
    '--probe asks the registry as well, from this machine: what it says stands beside what the node was told, with the same or with another answer.',
    'Modes, exemptions and the actions of rules do not count here: a Pod that was let through hangs all the same. No credential is ever shown, nor what may be one in the words of others.',
    'Exit codes: 0 nothing waits for an image; 1 something cannot get its image; 2 a wrong command line, a wrong configuration, or a cluster that cannot be read.',
  ],
  examples: [
    { command: 'pullgate why pod/web-5d9c7-x2x4k -n shop', what: 'One Pod' },
    { command: 'pullgate why deployment/web -n shop', what: 'Its Pods, old and new' },
    { command: 'pullgate why -A', what: 'All that hang' },
    { command: 'pullgate why deployment/web -n shop --probe', what: 'And what the registry says by now' },
  ],
  load: () => import('./commands/why.js'),
};
