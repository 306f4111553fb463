/** What explains that a list of secrets is not used: found where people put it, and nowhere else. */
import t from 'tap';
import { parse } from 'yaml';
import { createBudget } from '../src/core/budget.js';
import { accountSlips, listSlips } from '../src/core/list-slip.js';
import { toSubject } from '../src/core/subject.js';
import { findWorkload, WORKLOADS, type Workload } from '../src/core/workloads.js';
import { loadManifests } from '../src/manifests/load.js';
import { DROPPED, deploymentOf, KEPT, NAMELESS } from './support/list-slips.js';

const DEPLOYMENT = WORKLOADS.find(({ kind }) => kind === 'Deployment');

function slipsOf(object: unknown, workload: Workload | undefined = DEPLOYMENT, budget = createBudget()) {
  if (workload === undefined) throw new Error('no such kind');
  const { group, version, kind } = workload;
  const of = { kind: { group, version: version === '*' ? 'v1' : version, kind }, namespace: 'shop', name: 'web' };
  return listSlips(object, toSubject({ ...of, origin: 'file' }, workload, object), budget);
}

for (const { text, list, entry } of DROPPED) {
  t.test(text, async (t) => {
    const slips = slipsOf(parse(deploymentOf(text)));
    t.equal(slips.list?.why, list);
    t.equal(slips.entry(entry?.name ?? '')?.why, entry?.why);
  });
}

for (const { text, at } of NAMELESS) {
  t.test(text, async (t) => {
    const slips = slipsOf(parse(deploymentOf(text)));
    const path = `spec.template.spec.imagePullSecrets[${at}]`;
    t.equal(slips.list, undefined);
    t.strictSame(slips.entry(''), {
      path,
      isEntry: true,
      why: `${path} has no name and is ignored`,
      right: 'write "- name: NAME", or take it away',
    });
  });
}

for (const text of KEPT) {
  t.test(`nothing is wrong with ${text}`, async (t) => {
    const slips = slipsOf(parse(deploymentOf(text)));
    t.equal(slips.list, undefined);
    t.equal(slips.entry('regcred'), undefined);
    t.equal(slips.entry(''), undefined);
  });
}

t.test('every kind, at every level above its pod spec', async (t) => {
  for (const workload of WORKLOADS) {
    const home = workload.podSpec.join('.');
    for (let depth = 0; depth < workload.podSpec.length; depth += 1) {
      const above = workload.podSpec.slice(0, depth);
      const inner = workload.podSpec.slice(depth).reduceRight((value, field): object => ({ [field]: value }), {});
      const object = above.reduceRight((value, field): object => ({ [field]: value }), {
        ...inner,
        imagePullSecrets: [{ name: 'regcred' }],
      });
      const path = [...above, 'imagePullSecrets'].join('.');
      t.equal(
        slipsOf(object, workload).list?.why,
        `${path} stands at the wrong level and is ignored: it belongs to ${home}`,
      );
    }
  }
});

t.test('a custom kind may have such a field outside its template', async (t) => {
  const extra = [
    { group: 'example.com', version: '*', kind: 'Rollout', resource: 'rollouts', templatePath: 'spec.template' },
  ];
  const workload = findWorkload({ group: 'example.com', version: 'v1', kind: 'Rollout' }, extra);
  const list = [{ name: 'regcred' }];
  t.equal(slipsOf({ spec: { imagePullSecrets: list, template: { spec: {} } } }, workload).list, undefined);
  t.equal(
    slipsOf({ spec: { template: { imagePullSecrets: list, spec: {} } } }, workload).list?.why,
    'spec.template.imagePullSecrets stands at the wrong level and is ignored: it belongs to spec.template.spec',
  );
});

t.test(
  'a ServiceAccount elsewhere explains nothing where one is named, or the pod has a list of its own',
  async (t) => {
    const of = (podSpec: object) =>
      slipsOf({ spec: { serviceAccountName: 'puller', template: { spec: podSpec } } }).list?.why;
    t.match(of({}), 'spec.serviceAccountName stands at the wrong level');
    t.equal(of({ serviceAccountName: 'other' }), undefined);
    t.equal(of({ serviceAccount: 'other' }), undefined);
    t.equal(of({ imagePullSecrets: [{ name: 'regcred' }] }), undefined);
  },
);

t.test('the look is bounded, and costs the budget', async (t) => {
  const labels = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`l${index}`, 'x']));
  const deep = { metadata: labels, spec: { template: { imagePullSecrets: 'x', spec: {} } } };
  t.equal(slipsOf(deep).list, undefined, 'no further than 1000 keys');
  t.equal(slipsOf({ spec: { imagePullSecret: 'x' } }, DEPLOYMENT, createBudget(100)).list, undefined, 'nothing left');
  const budget = createBudget();
  slipsOf({ spec: {} }, DEPLOYMENT, budget);
  t.ok(budget.steps >= 5000 && budget.steps <= 10_000, `${budget.steps} steps`);
});

t.test('a ServiceAccount of a file', async (t) => {
  const account = (rest: string): string => `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: x}\n${rest}`;
  const dropped = 'The API server drops a field of this ServiceAccount without a word (kubectl refuses it)';
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['imagePullSecrets: [{name: regcred}]\nsecrets: [{name: regcred}]', undefined],
    ['secrets: [{name: regcred, namespace: infra}]', undefined],
    [
      'imagePullSecret: [{name: regcred}]',
      `${dropped}: "imagePullSecret" is no field and is ignored: "imagePullSecrets" is meant: write "imagePullSecrets: [{name: regcred}]".`,
    ],
    [
      'spec: {imagePullSecrets: [{name: regcred}]}',
      `${dropped}: spec.imagePullSecrets stands at the wrong level and is ignored: it belongs to the top of the object: write "imagePullSecrets: [{name: regcred}]" there.`,
    ],
    [
      'imagePullSecrets: [{name: a}, {name: regcred, namespace: infra}]',
      `${dropped}: the "namespace" of entry "regcred" is ignored: only secrets of the namespace of the pod are looked for: write "- name: regcred" alone.`,
    ],
    [
      'imagePullSecrets: [{name: a, optional: true}]',
      `${dropped}: "optional" of an entry of "imagePullSecrets" is no field and is ignored: write "- name: a" alone.`,
    ],
    [
      'imagePullSecrets: [{secret: regcred}]',
      `${dropped}: "secret" of an entry of "imagePullSecrets" is no field and is ignored: "name" is meant: write "- name: regcred".`,
    ],
    [
      'imagePullSecrets: [null]',
      'The API server takes this ServiceAccount, and the kubelet passes over an entry of it without a word: imagePullSecrets[0] has no name and is ignored: write "- name: NAME", or take it away.',
    ],
  ];
  for (const [rest, message] of rows) {
    const { diagnostics } = loadManifests({ paths: ['-'], recursive: false, stdin: account(rest) });
    t.strictSame(
      diagnostics.map((each) => `${each.severity}: ${each.message}`),
      message === undefined ? [] : [`warning: ${message}`],
      rest,
    );
  }
});

t.test('five entries of a list are told', async (t) => {
  const entries = Array.from({ length: 9 }, (_, index) => ({ name: `s${index}`, namespace: 'infra' }));
  t.equal(accountSlips({ imagePullSecrets: entries }, createBudget()).length, 5);
});
