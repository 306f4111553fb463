/** The list of Kubernetes minors and what is made of it; the comparison itself needs Go (`npm run oracle:minors`). */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { kubernetesPage } from '../docs/generate/kubernetes-page.js';
import { GATES, KUBELET_FACTS, SERVER_FACTS } from './oracle/minor-facts.mjs';
import { goModFor, readGoMod } from './oracle/minor-module.mjs';
import { withoutTokens } from './oracle/minor-providers.mjs';
import { stageOf, stepOf } from './oracle/minor-source.mjs';
import { MINORS, RECORDED } from './oracle/minors.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FACTS = [...KUBELET_FACTS, ...SERVER_FACTS];

function read(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

function numberOf(minor: string): number {
  return Number(minor.slice(2));
}

t.test('the list goes upwards without a gap, and each version is one of its minor', async (t) => {
  for (const [i, { minor, version }] of MINORS.entries()) {
    t.ok(version.startsWith(`${minor}.`), version);
    t.equal(numberOf(minor), numberOf(MINORS[0].minor) + i, minor);
  }
  t.ok(MINORS.some(({ minor }) => minor === RECORDED));
});

t.test('the committed modules are of the minor that is recorded', async (t) => {
  const version = MINORS.find(({ minor }) => minor === RECORDED)?.version;
  for (const folder of ['oracle/kubelet', 'oracle/providers', 'e2e/tools']) {
    const { required } = readGoMod(read(`test/${folder}/go.mod`));
    t.equal(required.get('k8s.io/kubernetes'), `v${version}`, folder);
  }
});

t.test('docs/kubernetes.md is fresh, and tells of every minor', async (t) => {
  const [path, text] = kubernetesPage({ read });
  t.equal(read(path), text, 'if not: npm run gen');
  const stages = JSON.parse(read('test/oracle/minor-gates.json'));
  t.strictSame(
    Object.keys(stages),
    MINORS.map(({ minor }) => minor),
    'npm run oracle:minors -- --record',
  );
  for (const [minor, { gates }] of Object.entries<{ gates: object }>(stages)) {
    const names = GATES.map(({ gate }) => gate);
    t.strictSame(Object.keys(gates), names, minor);
  }
});

t.test('every fact begins with the oldest minor, changes at one that is listed, and can be looked up', async (t) => {
  const minors: readonly string[] = MINORS.map(({ minor }) => minor);
  for (const { what, steps } of FACTS) {
    t.equal(steps[0]?.from, MINORS[0].minor, what);
    const order = steps.map(({ from }) => minors.indexOf(from));
    t.strictSame(order, [...new Set(order)].sort(), what);
    t.notOk(order.includes(-1), what);
    t.ok(
      steps.some(({ text }) => text !== null),
      `${what}: nothing would notice a change`,
    );
    t.equal(stepOf(steps, '1.99'), steps.at(-1), 'a new minor is taken for the newest until its source says otherwise');
  }
});

const KUBERNETES = `module k8s.io/kubernetes

go 1.30.0

godebug default=go1.30

require (
	example.com/direct v1.2.3
	example.com/etcd v3.4.5 // indirect
	k8s.io/api v0.0.0
)

replace (
	k8s.io/api => ./staging/src/k8s.io/api
	k8s.io/fresh => ./staging/src/k8s.io/fresh
)
`;

t.test('a module for another minor takes every version from that of Kubernetes', async (t) => {
  const own = readGoMod(`// What it is.
module pullgate/oracle

go 1.26.0

tool (
	example.com/etcd/server
	k8s.io/kubernetes/cmd/kubectl
)

require (
	example.com/direct v1.0.0
	example.com/own v1.9.9
	k8s.io/api v0.36.3
)

require (
	example.com/etcd v3.0.0 // indirect
	example.com/other v1.0.0 // indirect
	k8s.io/kubernetes v1.36.3 // indirect
)

replace (
	k8s.io/api => k8s.io/api v0.36.3
	k8s.io/gone => k8s.io/gone v0.36.3
)
`);
  t.equal(
    goModFor(own, readGoMod(KUBERNETES), '1.40.7'),
    `module pullgate/oracle
go 1.30.0
godebug default=go1.30
tool example.com/etcd/server
tool k8s.io/kubernetes/cmd/kubectl
require example.com/direct v1.2.3
require example.com/own v1.9.9
require k8s.io/api v0.40.7
require example.com/etcd v3.4.5
require k8s.io/kubernetes v1.40.7
replace k8s.io/api => k8s.io/api v0.40.7
replace k8s.io/fresh => k8s.io/fresh v0.40.7
`,
  );
});

t.test('the stage of a gate is that of the minor, not the last in the file', async (t) => {
  const text = `	Other: {
		{Version: version.MustParse("1.20"), Default: true, PreRelease: featuregate.GA},
	},
	genericfeatures.Gate: {
		{Version: version.MustParse("1.9"), Default: false, PreRelease: featuregate.Alpha},
		{Version: version.MustParse("1.34"), Default: false, PreRelease: featuregate.Beta},
		{Version: version.MustParse("1.36"), Default: true, PreRelease: featuregate.GA, LockToDefault: true}, // remove
	},
	Gate: {},
`;
  t.equal(stageOf(text, 'Gate', '1.8'), 'none');
  t.equal(stageOf(text, 'Gate', '1.33'), 'alpha, off');
  t.equal(stageOf(text, 'Gate', '1.35'), 'beta, off');
  t.equal(stageOf(text, 'Gate', '1.36'), 'GA, on');
  t.equal(stageOf(text, 'Gat', '1.36'), 'none');
});

t.test('a minor without tokens is asked for the providers that need none, and is to refuse the rest', async (t) => {
  const tokens = { name: 'tokens', tokenAttributes: {} };
  const before = {
    config: { kind: 'C', providers: [{ name: 'plain' }, tokens] },
    cases: [{ image: 'a', asked: ['plain', 'tokens'] }],
    refused: [
      { what: 'right', config: { providers: [{ name: 'plain' }] }, refused: false },
      { what: 'tokens', config: { providers: [tokens] }, refused: false },
    ],
  };
  const { config, cases, refused } = withoutTokens(before);
  t.strictSame(config, { kind: 'C', providers: [{ name: 'plain' }] });
  t.strictSame(cases, [{ image: 'a', asked: ['plain'] }]);
  t.strictSame(
    refused.map((each) => each.refused),
    [false, true],
  );
});
