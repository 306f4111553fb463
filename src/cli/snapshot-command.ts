/** The row of `pullgate snapshot` in the table of commands. */
import { CLUSTER_OPTIONS } from './cluster-options.js';
import type { Command, Option } from './command.js';

export const SNAPSHOT_COMMAND: Command = {
  name: 'snapshot',
  summary: 'Write what check needs to know of a cluster into a file, without any credential.',
  usage: ['pullgate snapshot [OPTION]...'],
  options: [
    {
      name: 'namespace',
      short: 'n',
      value: 'NAME',
      repeatable: true,
      description: 'Namespace to look into. Default: all.',
    },
    ...CLUSTER_OPTIONS.filter(({ name }) => name !== 'live'),
    { name: 'cluster-dir', value: 'DIR', description: 'Directory of manifests that is the cluster.' },
    {
      name: 'output',
      short: 'o',
      value: 'FILE',
      description: 'File to write, and FILE.taken with the time. Default: standard output.',
    },
  ],
  settings: 'verdict',
  positionals: { min: 0, max: 0 },
  notes: [
    'The file says which registries the pull secrets are for, when logins expire and what is wrong with them, which secrets the ServiceAccounts list, the labels of the namespaces, which images run, and the policy. It holds no password, no token, no user name and nothing made of one. It is sorted, one fact a line, and the same byte for byte while the cluster is the same, so that it can be kept beside the manifests and reviewed. When it was taken stands in a second file, FILE.taken: keep the two together.',
    'It reads with your own rights: get and list of namespaces, secrets, serviceaccounts and pods. What they do not cover is written as unknown, with the reason, and stays undecided in check.',
    'Exit codes: 0 it was written; 2 a wrong command line or configuration, or a cluster or a file that cannot be used.',
  ],
  examples: [
    { command: 'pullgate snapshot --context prod -o prod.yaml', what: 'The cluster of a context' },
    { command: 'pullgate snapshot -n shop -n shop-jobs', what: 'Two namespaces, to standard output' },
    { command: 'pullgate check deploy/ --snapshot prod.yaml', what: 'In a pipeline, without access to the cluster' },
  ],
  load: () => import('./commands/snapshot.js'),
};

/** Options of who asks a snapshot. */
export const SNAPSHOT: Option = {
  name: 'snapshot',
  value: 'FILE',
  description: 'Snapshot that is the cluster, with its policy (pullgate snapshot).',
};

export const MAX_AGE: Option = {
  name: 'max-age',
  value: 'DURATION',
  description: 'Age from which a warning says that the snapshot is old. Default: 7d.',
};
