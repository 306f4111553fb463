import t from 'tap';
import { wildcard } from '../src/core/exemption.js';
import type { About } from '../src/core/questions.js';
import type { Exemption, Settings } from '../src/core/settings.js';
import { type Assessment, assess } from '../src/facts/assess.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import { remembering } from '../src/facts/remembering.js';
import { admissionOf, type Case, mergeSettings, NOW } from './support/case.js';
import { openLive } from './support/live.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

const IMAGE = 'registry.example.com/team/web:1.4.2';
const CONTROLLER = 'system:serviceaccount:kube-system:replicaset-controller';

interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: string;
}

const WEB: Container = { name: 'web', image: IMAGE };

function aPod(
  spec: Readonly<Record<string, unknown>> = {},
  metadata: Readonly<Record<string, unknown>> = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    spec: { containers: [WEB], ...spec },
  };
}

function aWorkload(kind: string, apiVersion = 'apps/v1', metadata: Readonly<Record<string, unknown>> = {}): KubeObject {
  const template = { spec: { containers: [WEB] } };
  const spec = kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template };
  const body = kind === 'PodTemplate' ? { template } : { spec };
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'shop', ...metadata }, ...body };
}

function aNamespace(labels: Readonly<Record<string, string>>): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } };
}

const REGCRED: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'regcred', namespace: 'shop' },
  type: 'kubernetes.io/dockerconfigjson',
  stringData: { '.dockerconfigjson': '{"auths":{"registry.example.com":{"username":"u","password":"p"}}}' },
};

const OTHER: KubeObject = {
  ...REGCRED,
  metadata: { name: 'other', namespace: 'shop' },
  stringData: { '.dockerconfigjson': '{"auths":{"ghcr.io":{"username":"u","password":"p"}}}' },
};

const BASE: Case = {
  about: '',
  objects: [],
  judged: aPod(),
  old: undefined,
  operation: 'CREATE',
  subresource: '',
  dryRun: false,
  user: 'somebody',
  offline: false,
  settings: mergeSettings({}),
};

interface Ask extends Partial<Omit<Case, 'settings'>> {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly groups?: readonly string[];
}

async function ask({ settings = {}, groups = [], ...rest }: Ask): Promise<Assessment> {
  const one: Case = { ...BASE, ...rest, settings: mergeSettings(settings) };
  const context: { settings: Settings; now: number } = { settings: one.settings, now: NOW };
  return assess({ ...admissionOf(one), groups }, { ...context, state: stateOf(one.objects, one.offline) });
}

function short({ decision, findings, skipped }: Assessment): string {
  if (skipped !== undefined) return `${decision} (${skipped})`;
  return [decision, ...findings.map(({ code, action }) => `${code}:${action}`)].join(' ');
}

t.test('the mode is applied after the verdict: global, by label, for templates, for owned Pods', async (t) => {
  const deployment = aWorkload('Deployment');
  const rows: readonly (readonly [string, Ask, string])[] = [
    ['enforce is the default', {}, 'deny PG201:deny'],
    ['warn', { settings: { mode: 'warn' } }, 'warn PG201:warn'],
    ['audit', { settings: { mode: 'audit' } }, 'audit PG201:audit'],
    ['off', { settings: { mode: 'off' } }, 'skip (mode)'],
    [
      'the label overrides the global mode: weaker',
      { objects: [aNamespace({ 'pullgate.dev/mode': 'warn' })] },
      'warn PG201:warn',
    ],
    [
      'the label overrides the global mode: stronger',
      { objects: [aNamespace({ 'pullgate.dev/mode': 'enforce' })], settings: { mode: 'audit' } },
      'deny PG201:deny',
    ],
    [
      'a label that is no mode counts as absent',
      { objects: [aNamespace({ 'pullgate.dev/mode': 'of' })] },
      'deny PG201:deny',
    ],
    ['templates are as strict as pods by default', { judged: deployment }, 'deny PG201:deny'],
    [
      'templates have a mode of their own',
      { judged: deployment, settings: { workloads: { mode: 'warn' } } },
      'warn PG201:warn',
    ],
    ['which says nothing of pods', { settings: { workloads: { mode: 'warn' } } }, 'deny PG201:deny'],
    [
      'where a label meets it, the weaker stands',
      {
        judged: deployment,
        objects: [aNamespace({ 'pullgate.dev/mode': 'audit' })],
        settings: { workloads: { mode: 'warn' } },
      },
      'audit PG201:audit',
    ],
    [
      'which may be that of the operator',
      {
        judged: deployment,
        objects: [aNamespace({ 'pullgate.dev/mode': 'enforce' })],
        settings: { workloads: { mode: 'warn' } },
      },
      'warn PG201:warn',
    ],
    [
      'the same for Pods of controllers',
      {
        user: CONTROLLER,
        objects: [aNamespace({ 'pullgate.dev/mode': 'enforce' })],
        settings: { ownedPods: { mode: 'audit' } },
      },
      'audit PG201:audit',
    ],
    ['Pods made by controllers only get a warning', { user: CONTROLLER }, 'warn PG201:warn'],
    [
      'unless the operator enforces them',
      { user: CONTROLLER, settings: { ownedPods: { mode: 'enforce' } } },
      'deny PG201:deny',
    ],
    [
      'a warning for them never makes an audit louder',
      { user: CONTROLLER, settings: { mode: 'audit' } },
      'audit PG201:audit',
    ],
    ['a rule that is off', { settings: { rules: { PG201: 'off' } } }, 'allow'],
    ['a rule that warns', { settings: { rules: { PG201: 'warn' } } }, 'warn PG201:warn'],
    ['a rule that only audits', { settings: { rules: { PG201: 'audit' } } }, 'audit PG201:audit'],
    ['a mode never strengthens a rule', { settings: { rules: { PG201: 'audit' }, mode: 'warn' } }, 'audit PG201:audit'],
  ];
  for (const [name, one, expected] of rows) t.equal(short(await ask(one)), expected, name);
  const bad = await ask({ objects: [aNamespace({ 'pullgate.dev/mode': 'of' })] });
  t.strictSame(bad.warnings, [
    'Pullgate: namespace "shop": label pullgate.dev/mode="of" is none of enforce, warn, audit, off and is ignored',
  ]);
});

t.test('every kind that carries images is judged, and nothing else', async (t) => {
  const kinds: readonly (readonly [string, string])[] = [
    ['PodTemplate', 'v1'],
    ['ReplicationController', 'v1'],
    ['Deployment', 'apps/v1'],
    ['ReplicaSet', 'apps/v1'],
    ['StatefulSet', 'apps/v1'],
    ['DaemonSet', 'apps/v1'],
    ['Job', 'batch/v1'],
    ['CronJob', 'batch/v1'],
  ];
  for (const [kind, apiVersion] of kinds) {
    const { subject, ...rest } = await ask({ judged: aWorkload(kind, apiVersion) });
    t.equal(short({ ...rest }), 'deny PG201:deny', kind);
    t.match(rest.message, `set ${subject?.podPath}.imagePullSecrets`, `${kind}: the fix names the field`);
  }
  t.equal(short(await ask({ judged: { ...aWorkload('Deployment'), apiVersion: 'example.com/v1' } })), 'skip (kind)');
  const kindsSetting = [
    { group: 'example.com', version: 'v1', kind: 'Rollout', resource: 'rollouts', templatePath: 'spec.template' },
  ];
  const rollout = { ...aWorkload('Rollout'), apiVersion: 'example.com/v1' };
  t.equal(
    short(await ask({ judged: rollout, settings: { kinds: kindsSetting } })),
    'deny PG201:deny',
    'a CRD by configuration',
  );
  t.equal(short(await ask({ judged: rollout })), 'skip (kind)', 'and only by configuration');
});

t.test('requests of the built-in controllers: by user name, never by ownerReferences', async (t) => {
  const forged = {
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'x', controller: true }],
  };
  const replicaSet = aWorkload('ReplicaSet', 'apps/v1', forged);
  t.equal(short(await ask({ judged: replicaSet, user: 'somebody' })), 'deny PG201:deny', 'forged ownerReferences');
  t.equal(
    short(await ask({ judged: replicaSet, user: 'system:serviceaccount:kube-system:deployment-controller' })),
    'skip (controller)',
  );
  t.equal(
    short(await ask({ judged: replicaSet, user: 'system:serviceaccount:shop:deployment-controller' })),
    'deny PG201:deny',
  );
  t.equal(
    short(
      await ask({ judged: aWorkload('Job', 'batch/v1'), user: 'system:serviceaccount:kube-system:cronjob-controller' }),
    ),
    'skip (controller)',
  );
  t.equal(short(await ask({ user: 'system:kube-controller-manager' })), 'warn PG201:warn');
});

t.test('ServiceAccounts of operators count as built-in controllers where the operator says so', async (t) => {
  const user = 'system:serviceaccount:argo:workflow-controller';
  const settings = { ownedPods: { controllers: ['argo/workflow-controller'] } };
  t.equal(short(await ask({ user })), 'deny PG201:deny', 'by default they are users like any other');
  t.equal(short(await ask({ user, settings })), 'warn PG201:warn');
  t.equal(
    short(await ask({ user, settings: { ownedPods: { ...settings.ownedPods, mode: 'enforce' } } })),
    'deny PG201:deny',
  );
  t.equal(short(await ask({ judged: aWorkload('ReplicaSet', 'apps/v1'), user, settings })), 'skip (controller)');
  for (const other of [
    'system:serviceaccount:argo:workflow-controller2',
    'system:serviceaccount:argo2:workflow-controller',
    'argo/workflow-controller',
    'system:serviceaccount:argo/workflow-controller',
    'system:serviceaccount:argo:workflow-controller:x',
  ]) {
    t.equal(short(await ask({ user: other, settings })), 'deny PG201:deny', other);
  }
});

t.test('the fix for a Pod that a controller makes names the template of its owner', async (t) => {
  const { message } = await ask({ user: CONTROLLER, settings: { ownedPods: { mode: 'enforce' } } });
  t.match(message, '(2) set spec.template.spec.imagePullSecrets of its owner to [{name: regcred}]');
});

t.test('what is said of the ServiceAccount of a Pod that exists is what it lists now', async (t) => {
  const account: KubeObject = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'shop' },
    imagePullSecrets: [{ name: 'regcred' }],
  };
  const old = aPod({ containers: [{ name: 'web', image: 'nginx:1.27' }] });
  const update = { judged: aPod(), old, operation: 'UPDATE' };
  const patched = await ask({ ...update, objects: [REGCRED, account] });
  t.match(patched.message, 'ServiceAccount shop/default lists it, but its list is only copied when a Pod is created');
  const bare = await ask({ ...update, objects: [REGCRED] });
  t.match(bare.message, 'neither the pod nor ServiceAccount shop/default names it');
});

t.test('an UPDATE is judged by what it changes', async (t) => {
  const bad: Container = { name: 'web', image: IMAGE };
  const other: Container = { name: 'api', image: 'registry.example.com/team/api:2' };
  const good: Container = { name: 'web', image: 'nginx:1.27' };
  const rows: readonly (readonly [string, KubeObject, KubeObject, string])[] = [
    ['a label edit', aPod({}, { labels: { a: 'b' } }), aPod(), 'skip (unchanged)'],
    [
      'containers in another order',
      aPod({ containers: [other, bad] }),
      aPod({ containers: [bad, other] }),
      'skip (unchanged)',
    ],
    ['an image changed', aPod(), aPod({ containers: [good] }), 'deny PG201:deny'],
    [
      'the pull policy changed',
      aPod({ containers: [{ ...bad, imagePullPolicy: 'Always' }] }),
      aPod(),
      'deny PG201:deny',
    ],
    [
      'one image mended, another one untouched',
      aPod({ containers: [good, other] }),
      aPod({ containers: [bad, other] }),
      'warn PG201:warn',
    ],
    [
      'an image broken, another one untouched',
      aPod({ containers: [bad, other] }),
      aPod({ containers: [good, other] }),
      'deny PG201:deny PG201:warn',
    ],
    ['a container removed', aPod({ containers: [other] }), aPod({ containers: [bad, other] }), 'skip (unchanged)'],
    ['the ServiceAccount changed', aPod({ serviceAccountName: 'builder' }), aPod(), 'deny PG201:deny'],
    ['imagePullSecrets changed', aPod(), aPod({ imagePullSecrets: [{ name: 'regcred' }] }), 'deny PG201:deny'],
    ['everything is right', aPod({ containers: [good] }), aPod(), 'allow'],
    [
      'it is being deleted',
      aPod({}, { deletionTimestamp: '2026-11-21T12:00:00Z' }),
      aPod({ containers: [good] }),
      'skip (deleting)',
    ],
  ];
  for (const [name, judged, old, expected] of rows) {
    t.equal(short(await ask({ judged, old, operation: 'UPDATE' })), expected, name);
  }
  const { message } = await ask({ judged: aPod(), old: aPod({ containers: [good] }), operation: 'UPDATE' });
  t.match(message, '(that of a Pod which exists cannot be changed)');
  t.equal(
    short(await ask({ judged: aPod(), old: undefined, operation: 'UPDATE' })),
    'deny PG201:deny',
    'an old object that is missing never waves a request through',
  );
});

t.test('subresources and operations', async (t) => {
  for (const subresource of ['status', 'resize', 'binding', 'scale', 'eviction']) {
    t.equal(short(await ask({ subresource, operation: 'UPDATE' })), 'skip (subresource)', subresource);
  }
  for (const operation of ['DELETE', 'CONNECT', ''])
    t.equal(short(await ask({ operation })), 'skip (operation)', operation);
  const debug = aPod({
    containers: [{ name: 'web', image: 'nginx:1.27' }],
    ephemeralContainers: [{ name: 'debug', image: IMAGE }],
  });
  const old = aPod({ containers: [{ name: 'web', image: 'nginx:1.27' }] });
  const { findings } = await ask({ judged: debug, old, operation: 'UPDATE', subresource: 'ephemeralcontainers' });
  t.strictSame(
    findings.map(({ code, action, uses }) => [code, action, uses[0]?.kind]),
    [['PG201', 'deny', 'ephemeral']],
  );
});

t.test('in a dry run, what rests on the cluster is a warning; what the object says denies as always', async (t) => {
  const both = aPod({ containers: [WEB, { name: 'api', image: 'nginx:latest' }] });
  t.equal(short(await ask({ judged: both, dryRun: true })), 'deny PG101:deny PG201:warn');
  const { warnings } = await ask({ dryRun: true });
  t.match(warnings[0], /^Pullgate: would be denied: \[PG201\] no pull secret for registry\.example\.com/);
  t.equal(short(await ask({ dryRun: true, settings: { dryRun: 'enforce' } })), 'deny PG201:deny');
  const warned = await ask({ dryRun: true, settings: { mode: 'warn' } });
  t.match(warned.warnings[0], /^Pullgate: would be denied: /, 'a dry run in mode warn');
});

t.test('exemptions: every given field must match, until they expire', async (t) => {
  const rows: readonly (readonly [string, Exemption, string])[] = [
    ['by namespace', { namespaces: ['shop'] }, 'skip (exempt)'],
    ['by namespace, with a wildcard', { namespaces: ['sh*'] }, 'skip (exempt)'],
    ['another namespace', { namespaces: ['ops'] }, 'deny PG201:deny'],
    ['by label', { namespaceSelector: { matchLabels: { team: 'a' } } }, 'skip (exempt)'],
    [
      'by expression',
      { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'b'] }] } },
      'skip (exempt)',
    ],
    [
      'NotIn',
      { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] } },
      'deny PG201:deny',
    ],
    ['Exists', { namespaceSelector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] } }, 'deny PG201:deny'],
    [
      'DoesNotExist',
      { namespaceSelector: { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] } },
      'skip (exempt)',
    ],
    ['by user', { users: ['somebody'] }, 'skip (exempt)'],
    ['by group', { groups: ['system:*'] }, 'skip (exempt)'],
    ['namespace and user, one of them wrong', { namespaces: ['shop'], users: ['root'] }, 'deny PG201:deny'],
    ['by rule', { rules: ['PG201'] }, 'allow'],
    ['another rule', { rules: ['PG205'] }, 'deny PG201:deny'],
    ['by image', { images: ['registry.example.com/team/'] }, 'allow'],
    ['another image', { images: ['quay.io'] }, 'deny PG201:deny'],
    ['image and rule', { images: ['registry.example.com'], rules: ['PG201'] }, 'allow'],
    ['not expired, to the end of the day', { namespaces: ['shop'], expires: '2026-11-21' }, 'skip (exempt)'],
    ['expired', { namespaces: ['shop'], expires: '2026-11-20' }, 'deny PG201:deny'],
    ['expired, to the second', { namespaces: ['shop'], expires: '2026-11-21T11:59:59Z' }, 'deny PG201:deny'],
    ['a date that is none never exempts', { namespaces: ['shop'], expires: 'soon' }, 'deny PG201:deny'],
  ];
  for (const [name, exemption, expected] of rows) {
    const one = {
      objects: [aNamespace({ team: 'a' })],
      groups: ['system:authenticated'],
      settings: { exemptions: [exemption] },
    };
    t.equal(short(await ask(one)), expected, name);
  }
  const exemption: Exemption = { namespaces: ['shop'], reason: 'migration\nuntil spring', expires: '2027-03-01' };
  const { auditAnnotations } = await ask({ settings: { exemptions: [exemption] } });
  t.equal(auditAnnotations['exempt'], 'migration\\u{a}until spring (until 2027-03-01)', 'the reason is on record');
});

t.test(
  'a Pod from a file has not been through admission: the list of its ServiceAccount is applied first',
  async (t) => {
    const file = async (judged: KubeObject, objects: readonly KubeObject[]): Promise<string> => {
      const { decision, findings } = await assess(
        { ...admissionOf({ ...BASE, judged }), object: judged, source: 'file' },
        { settings: BASE.settings, state: stateOf(objects), now: NOW },
      );
      return [decision, ...findings.map(({ code, action }) => `${code}:${action}`)].join(' ');
    };
    const account = (name: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace: 'shop' },
      imagePullSecrets: [{ name: 'regcred' }],
    });
    t.equal(await file(aPod(), [REGCRED, account('default')]), 'allow', 'the default one');
    t.equal(await file(aPod({ serviceAccountName: 'builder' }), [REGCRED, account('builder')]), 'allow', 'a named one');
    t.equal(await file(aPod({ imagePullSecrets: [{}] }), [REGCRED, account('default')]), 'deny PG402:deny', 'shadowed');
    t.equal(await file(aPod({ serviceAccountName: 'builder' }), [REGCRED]), 'warn PG401:warn', 'one that is not there');
  },
);

t.test('an absent secret is not called needless while an image may need just this one', async (t) => {
  const login = (username: string, password: string): KubeObject => ({
    ...REGCRED,
    stringData: { '.dockerconfigjson': JSON.stringify({ auths: { 'registry.example.com': { username, password } } }) },
  });
  const judged = aPod({ imagePullSecrets: [{ name: 'regcred' }, { name: 'absent' }] });
  const rows: readonly (readonly [string, readonly KubeObject[], string])[] = [
    ['the other one works', [REGCRED], 'warn PG203:warn'],
    ['the other one has a login without a password', [login('u', '')], 'deny PG302:deny'],
    [
      'the other one is for another registry',
      [{ ...REGCRED, stringData: { '.dockerconfigjson': '{"auths":{}}' } }],
      '',
    ],
  ];
  for (const [name, objects, expected] of rows) {
    const got = short(await ask({ judged, objects }));
    if (expected === '') t.notMatch(got, 'PG203', name);
    else t.equal(got, expected, name);
  }
});

t.test('what could not be asked follows onUnknown', async (t) => {
  t.equal(short(await ask({ offline: true, judged: aWorkload('Deployment') })), 'warn PG901:warn');
  t.equal(
    short(await ask({ offline: true, judged: aWorkload('Deployment'), settings: { onUnknown: 'deny' } })),
    'deny PG901:deny',
  );
});

const WORDS: Readonly<Record<About, string>> = {
  namespace: 'namespace',
  serviceAccount: 'account',
  secret: 'secret',
  secretFor: 'large secret',
  pullSecrets: 'secrets',
  serviceAccounts: 'accounts',
  imagesInUse: 'in use',
  workloads: 'workloads',
  namespacesWithSecret: 'everywhere',
};

/** The judged request on a memory and on the cluster as it is now; says after the verdict what was asked anew. */
async function twice(one: Ask, memory: readonly KubeObject[], now: readonly KubeObject[], source = stateOf(now)) {
  const asked: string[] = [];
  const fresh: ClusterState = {
    ask(question, read) {
      asked.push(WORDS[question.about]);
      return source.ask(question, read);
    },
  };
  const { settings = {}, groups = [], ...rest } = one;
  const which: Case = { ...BASE, ...rest, settings: mergeSettings(settings) };
  const context = { settings: which.settings, now: NOW, state: stateOf(memory), fresh };
  const assessment = await assess({ ...admissionOf({ ...which, objects: [] }), groups }, context);
  return { verdict: short(assessment), asked: [...asked].sort().join(' '), warnings: assessment.warnings };
}

/** A source of which nothing can be asked, or only not the Namespace. */
function silent(but?: readonly KubeObject[]): ClusterState {
  const nothing = async () => ({ state: 'unknown', reason: 'the API server answered 503' }) as const;
  return but === undefined ? { ask: nothing } : instead(stateOf(but), { namespace: nothing });
}

const NAMED = aPod({ imagePullSecrets: [{ name: 'regcred' }] });
const LATEST = aPod({ containers: [{ name: 'web', image: 'nginx:latest' }] });
const BOTH = aPod({ containers: [WEB, { name: 'api', image: 'nginx:latest' }] });

t.test('a denial that rests on the cluster is decided on a second look at its source', async (t) => {
  const look = async (...args: Parameters<typeof twice>) => {
    const { verdict, asked } = await twice(...args);
    return `${verdict}${asked === '' ? ', not asked' : ''}`;
  };
  const one = { judged: NAMED };
  t.equal(await look(one, [], [REGCRED]), 'allow', 'the secret has come since');
  t.equal(await look(one, [], []), 'deny PG202:deny', 'it has not');
  t.equal(await look(one, [REGCRED], []), 'allow, not asked', 'an admitted pod costs no second look');
  t.equal(await look(one, [], [], stateOf([], true)), 'warn PG901:warn', 'the source could not be asked');
  t.equal(await look({ judged: LATEST, settings: { mode: 'warn' } }, [], []), 'warn PG101:warn, not asked');
});

t.test('whoever labels a namespace and sends a `:latest` at once is judged by the label', async (t) => {
  const label = (mode: string) => [aNamespace({ 'pullgate.dev/mode': mode })];
  const team = [aNamespace({ team: 'a' })];
  const selector = { exemptions: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] };
  const template = { ...aWorkload('PodTemplate', 'v1'), template: LATEST };
  const rows: readonly (readonly [string, Ask, readonly KubeObject[], readonly KubeObject[], string, string])[] = [
    ['mode warn', { judged: LATEST }, [aNamespace({})], label('warn'), 'warn PG101:warn', 'namespace'],
    ['mode audit, of a template', { judged: template }, [], label('audit'), 'audit PG101:audit', 'namespace'],
    ['mode off', { judged: LATEST }, [aNamespace({})], label('off'), 'skip (mode)', 'namespace'],
    ['an exemption by label', { judged: LATEST, settings: selector }, [], team, 'skip (exempt)', 'namespace'],
    [
      'an exemption of a rule by label',
      { judged: LATEST, settings: { exemptions: [{ ...selector.exemptions[0], rules: ['PG101'] }] } },
      [],
      team,
      'allow',
      'namespace',
    ],
    ['no label', { judged: LATEST }, [aNamespace({})], [aNamespace({})], 'deny PG101:deny', 'namespace'],
    ['a namespace that is gone', { judged: LATEST }, [aNamespace({})], [], 'deny PG101:deny', 'namespace'],
    [
      'in a dry run, where only the object can deny',
      { judged: BOTH, dryRun: true },
      [],
      label('warn'),
      'warn PG101:warn PG201:warn',
      'namespace',
    ],
    [
      'what rests on the cluster, too, is asked for as a whole, the Namespace once',
      { judged: BOTH },
      [],
      label('enforce'),
      'deny PG101:deny PG201:deny',
      'account accounts namespace secrets',
    ],
    [
      'and the label may settle it',
      { judged: BOTH },
      [],
      label('off'),
      'skip (mode)',
      'account accounts namespace secrets',
    ],
    [
      'an image that nobody could read',
      { judged: aPod({ containers: [{ name: 'web', image: 'nginx:' }] }) },
      [],
      label('warn'),
      'warn PG103:warn',
      'namespace',
    ],
    ['an admitted one costs nothing', { judged: LATEST }, label('warn'), label('enforce'), 'warn PG101:warn', ''],
  ];
  for (const [name, one, memory, now, verdict, asked] of rows) {
    const got = await twice(one, memory, now);
    t.strictSame([got.verdict, got.asked], [verdict, asked], name);
  }
});

t.test('on a live cluster, a `:latest` that is denied costs one GET, and a label set unseen is seen', async (t) => {
  const ends: (() => Promise<void>)[] = [];
  t.teardown(async () => {
    for (const end of ends) await end();
  });
  const shop = (labels: Readonly<Record<string, string>>) => ({
    kind: 'Namespace',
    metadata: { name: 'shop', labels },
  });
  const { api, live } = await openLive((end) => ends.push(end), { prepare: (fake) => fake.put(shop({})) });
  const judged = async () => {
    const context = { settings: BASE.settings, now: NOW, ...live.view() };
    return short(await assess(admissionOf({ ...BASE, judged: LATEST }), context));
  };
  t.equal(await judged(), 'deny PG101:deny');
  t.match(live.counters().fresh, { gets: 1, lists: 0 });
  api.putSilently(shop({ 'pullgate.dev/mode': 'warn' }));
  t.equal(await judged(), 'warn PG101:warn');
  t.match(live.counters().fresh, { gets: 2, lists: 0 });
});

t.test('where the Namespace cannot be asked for, `:latest` stands under the label of memory', async (t) => {
  const enforced = [aNamespace({ 'pullgate.dev/mode': 'enforce' })];
  const quiet = { mode: 'audit' };
  const alone = await twice({ judged: LATEST, settings: quiet }, enforced, [], silent());
  t.equal(alone.verdict, 'deny PG101:deny', 'whatever the mode is elsewhere');
  const both = await twice({ judged: BOTH, settings: quiet }, enforced, [], silent([]));
  t.equal(both.verdict, 'deny PG101:deny PG201:warn PG901:warn', 'and the rest follows onUnknown');
  t.match(
    both.warnings.at(-1),
    /^Pullgate: \[PG901\] the labels of namespace "shop" could not be read, so nothing that rests on the cluster is denied: the API server answered 503/,
  );
  const strict = await twice({ judged: BOTH, settings: { onUnknown: 'deny' } }, enforced, [], silent([]));
  t.equal(strict.verdict, 'deny PG101:deny PG201:deny');
  const never = await twice({ judged: BOTH }, [], [], silent([]));
  t.equal(never.verdict, 'deny PG101:deny PG201:warn PG901:warn', 'that memory holds none says nothing');
});

t.test('a second look that finds the very same is the first one, and says what a verdict made anew says', async (t) => {
  const objects = [aNamespace({}), REGCRED, OTHER];
  const memory = remembering(stateOf(objects));
  const judge = async (judged: KubeObject, fresh: ClusterState) => {
    const looks: unknown[] = [];
    const observe = (gathered: unknown): unknown => looks.push(gathered);
    const context = { settings: BASE.settings, now: NOW, state: memory, fresh, observe };
    const assessment = await assess(admissionOf({ ...BASE, judged, objects: [] }), context);
    return { assessment, looks: looks.length };
  };
  for (const judged of [
    aPod(),
    aPod({ imagePullSecrets: [{ name: 'other' }] }),
    aPod({ imagePullSecrets: [{ name: 'gone' }] }),
  ]) {
    const same = await judge(judged, memory);
    const anew = await judge(judged, stateOf(objects));
    t.equal(same.looks, 1, 'judged once');
    t.equal(anew.looks, 2, 'equal objects that were read anew are judged anew');
    t.notOk(same.assessment.allowed);
    t.same(same.assessment, anew.assessment);
  }
});

t.test('a first look that knew no label does not settle what the label brings', async (t) => {
  const memory = silent([]);
  const now = stateOf([aNamespace({}), REGCRED]);
  let asked = 0;
  const fresh = instead(now, {
    namespace: (...question) => {
      asked += 1;
      return now.ask(...question);
    },
  });
  const admission = admissionOf({
    ...BASE,
    judged: aPod({ containers: [WEB, { name: 'api', image: 'nginx:latest' }] }),
  });
  const got = await assess(admission, { settings: BASE.settings, now: NOW, state: memory, fresh });
  t.equal(short(got), 'deny PG101:deny PG206:deny', 'the secret of the namespace was read anew');
  t.equal(asked, 1, 'the Namespace once');
});

t.test('wildcards match any run of characters and are linear', async (t) => {
  const rows: readonly (readonly [string, string, boolean])[] = [
    ['*', '', true],
    ['a*', 'abc', true],
    ['*c', 'abc', true],
    ['a*c', 'ac', true],
    ['a*c', 'abcd', false],
    ['ab*bc', 'abc', false],
    ['a*b*c', 'aXbYc', true],
    ['abc', 'abcd', false],
    ['a.c', 'abc', false],
  ];
  for (const [pattern, value, expected] of rows) t.equal(wildcard(pattern, value), expected, `${pattern} ${value}`);
  const started = process.cpuUsage();
  t.notOk(wildcard(`${'*a'.repeat(2000)}b`, 'a'.repeat(100_000)));
  t.ok(process.cpuUsage(started).user < 500_000, 'a hostile pattern is quick');
});
