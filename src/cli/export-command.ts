/** The row of `pullgate export` in the table of commands. */
import { CLUSTER_OPTIONS } from './cluster-options.js';
import type { Command } from './command.js';

export const EXPORT_COMMAND: Command = {
  name: 'export',
  summary: 'Write the part of the policy that the API server can keep by itself.',
  usage: ['pullgate export vap [OPTION]...'],
  options: [
    ...CLUSTER_OPTIONS.filter(({ name }) => name !== 'live'),
    {
      name: 'static',
      description: 'For the directory of manifest-based admission control (KEP-5793), and not for kubectl apply.',
    },
    {
      name: 'exclude-namespace',
      value: 'NAME',
      repeatable: true,
      description:
        'Namespace that is left alone, besides kube-system, kube-node-lease, kube-public and that of Pullgate.',
    },
    { name: 'output', short: 'o', value: 'FILE', description: 'File to write. Default: standard output.' },
  ],
  settings: 'verdict',
  positionals: { min: 1, max: 1 },
  words: ['vap'],
  notes: [
    'vap writes ValidatingAdmissionPolicies and their bindings: tags, digests, the syntax of references, Pods without a pull secret, with exemptions and with the modes of namespaces. They hold while Pullgate is away. What needs the state of the cluster they cannot say; the head of the file and standard error list it.',
    'Without --context or --kubeconfig no cluster is asked, and the policy is that of --config. Of the same policy, the same bytes.',
    'Exit codes: 0 it was written; 2 a wrong command line or configuration, or a cluster or a file that cannot be used.',
  ],
  examples: [
    { command: 'pullgate export vap --context prod -o vap.yaml', what: 'The policy that is installed there' },
    { command: 'pullgate export vap --config policy.yaml -o vap.yaml', what: 'A policy in a file' },
    { command: 'pullgate export vap --config policy.yaml --static -o vap.yaml', what: 'For the disks of API servers' },
  ],
  load: () => import('./commands/export.js'),
};
