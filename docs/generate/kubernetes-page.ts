/** docs/kubernetes.md: the supported minors of Kubernetes, and what differs between them for pulls. */

import { DIFFERENCES, NO_TOKENS } from '../../test/oracle/minor-differences.mjs';
import { type Fact, GATES, KUBELET_FACTS, SERVER_FACTS, UNCHANGED } from '../../test/oracle/minor-facts.mjs';
import { MINORS, RECORDED } from '../../test/oracle/minors.mjs';
import type { Files } from './index.js';
import { table } from './table.js';

/** Written by `npm run oracle:minors -- --record` alone. */
const STAGES = 'test/oracle/minor-gates.json';

type Stages = Readonly<Record<string, { readonly go: string; readonly gates: Readonly<Record<string, string>> }>>;

export function kubernetesPage({ read }: Pick<Files, 'read'>): readonly [path: string, text: string] {
  return ['docs/kubernetes.md', renderKubernetesPage(JSON.parse(read(STAGES)) as Stages)];
}

function renderKubernetesPage(stages: Stages): string {
  const minors = MINORS.map(({ minor }) => minor);
  const read = MINORS.map(({ version }) => version).join(', ');
  return `# Kubernetes minors

<!-- Made from test/oracle/minor-facts.mjs and minor-gates.json by \`npm run gen\`; do not edit. -->

Pullgate is tried with Kubernetes ${minors.join(', ')}: \`npm run oracle:minors\` builds the kubelet's own code of each
(${read}) and asks it the recorded cases of \`test/vectors\` and new ones;
every answer must be Pullgate's. The same command looks in the sources of these versions for each line of the tables
below. \`.ci/run\` does both for the oldest and the newest. The end-to-end tests run with
${RECORDED}; \`npm run test:e2e -- --kubernetes MINOR\` runs them with the control plane and the kubelet
of another, \`--kubernetes all\` with those of each minor. \`.ci/run\` runs all of them with the oldest and the newest.
What the tests expect of one minor only is named, with its gate or source, in \`test/e2e/support/minor.ts\` and
\`minor-rows.ts\`. The chart takes 1.28 and later; what is older than ${minors[0]} is not tried.

## Which secret matches which image

The same in all of them:

${UNCHANGED.map((each) => `- ${each}`).join('\n')}

What a minor answers otherwise:

${[NO_TOKENS, ...DIFFERENCES].map(({ minors: which, why }) => `- ${which.join(', ')}: ${why}`).join('\n')}

The oracle is built with one version of Go, and with the \`go\` and \`godebug\` lines of each minor. The kubelets of these versions
are built with Go ${MINORS.map(({ minor }) => `${stages[minor]?.go} (${minor})`).join(', ')}.

## Feature gates

As they are where nobody has set them; \`-\`: there is no such gate.

${table([
  ['Gate', ...minors, 'What it is', 'To a user of Pullgate'],
  ...GATES.map(({ gate, what, means }) => [
    gate,
    ...minors.map((minor) => stages[minor]?.gates[gate] ?? 'none').map((stage) => (stage === 'none' ? '-' : stage)),
    what,
    means,
  ]),
])}

Source: \`pkg/features/kube_features.go\`.

## The kubelet

${factsTable(KUBELET_FACTS)}

## The API server

${factsTable(SERVER_FACTS)}

## The next minor

One line in \`test/oracle/minors.mjs\`, then \`npm run oracle:minors -- --only MINOR --record && npm run gen\`.
[test/oracle/README.md](../test/oracle/README.md#another-kubernetes-minor) tells what to do about what it finds.
`;
}

function factsTable(facts: readonly Fact[]): string {
  const cell = ({ steps }: Fact): string => {
    const [only] = steps;
    if (only !== undefined && steps.length === 1) return `all: ${only.says}`;
    return steps
      .map(({ from, says }, i) => (i === 0 ? `before ${steps[1]?.from}: ${says}` : `from ${from}: ${says}`))
      .join('; ');
  };
  return table([
    ['What', 'In which minor', 'To a user of Pullgate', 'Source'],
    ...facts.map((fact) => [fact.what, cell(fact), fact.means, `\`${fact.file.replace('staging/src/k8s.io/', '')}\``]),
  ]);
}
