import t from 'tap';
import type { Lookup, PullSecret } from '../src/core/types.js';
import type { Assessment } from '../src/facts/assess.js';
import {
  aDeployment,
  aNamespace,
  anAccount,
  aPod,
  aSecret,
  GHCR,
  HUB,
  PUBLIC,
  QUAY,
  type Request,
  settingsOf,
  validate,
} from './support/injection.js';
import { instead, type KubeObject, stateOf } from './support/state.js';

/** Injection as the validating side sees it. */

function judged({ decision, findings, message, warnings }: Assessment) {
  return {
    decision: [decision, ...findings.map(({ code, action }) => `${code}:${action}`)].join(' '),
    message,
    warnings,
  };
}

t.test('a template whose pods will be helped is admitted with a warning; any other is denied at once', async (t) => {
  const secret = aSecret('a', { 'ghcr.io': 'good' });
  const other = aSecret('other', { 'quay.io': 'good' });
  const cases: readonly (readonly [string, string, KubeObject, readonly KubeObject[], Partial<Request>?])[] = [
    ['helped', 'warn PG206:warn', aDeployment([GHCR]), [secret]],
    ['helped beside a list of its own', 'warn PG206:warn', aDeployment([GHCR], ['other']), [secret, other]],
    [
      'helped beside the list of the ServiceAccount',
      'warn PG206:warn',
      aDeployment([GHCR]),
      [secret, other, anAccount(['other'])],
    ],
    ['helped where a name is not there', 'warn PG203:warn PG206:warn', aDeployment([GHCR], ['gone']), [secret]],
    [
      'helped beside an expired one',
      'warn PG206:warn PG207:warn',
      aDeployment([GHCR], ['old']),
      [secret, aSecret('old', { 'ghcr.io': 'expired' })],
    ],
    [
      'helped, and something is told',
      'warn PG206:warn',
      aDeployment([PUBLIC, GHCR]),
      [aSecret('a', { 'ghcr.io': 'good', 'registry.k8s.io': 'good' })],
    ],
    ['one of two images', 'deny PG201:deny PG206:deny', aDeployment([GHCR, QUAY]), [secret]],
    ['none matches', 'deny PG205:deny', aDeployment([GHCR], ['other']), [other]],
    ['forbidden by the ServiceAccount', 'deny PG206:deny', aDeployment([GHCR]), [secret, anAccount([], true)]],
    [
      'left out by the selector',
      'deny PG206:deny',
      aDeployment([GHCR]),
      [secret],
      { settings: settingsOf({ selector: { matchLabels: { x: 'y' } } }) },
    ],
    [
      'it would do harm',
      'deny PG206:deny',
      aDeployment([HUB, GHCR], ['hub']),
      [aSecret('hub', { 'index.docker.io': 'good' }), aSecret('a', { '*.io': 'good' })],
    ],
    ['injection is off', 'deny PG206:deny', aDeployment([GHCR]), [secret], { settings: settingsOf({ mode: 'off' }) }],
    [
      'the namespace has no label',
      'deny PG206:deny',
      aDeployment([GHCR]),
      [secret],
      { settings: settingsOf({ mode: 'namespaces' }) },
    ],
    [
      'the namespace has the label',
      'warn PG206:warn',
      aDeployment([GHCR]),
      [secret, aNamespace({ 'pullgate.dev/inject': 'true' })],
      { settings: settingsOf({ mode: 'namespaces' }) },
    ],
    [
      'the namespace is left out',
      'deny PG206:deny',
      aDeployment([GHCR]),
      [secret, aNamespace({ 'pullgate.dev/inject': 'false' })],
    ],
    [
      'an UPDATE is judged alike',
      'warn PG206:warn',
      aDeployment([GHCR]),
      [secret],
      { admission: { operation: 'UPDATE', oldObject: () => aDeployment([PUBLIC]) } },
    ],
    [
      'the rule is off, so nothing is said',
      'allow',
      aDeployment([GHCR]),
      [secret],
      { settings: settingsOf({}, { rules: { PG206: 'off' } }) },
    ],
    ['a Pod that slipped past is judged as it is', 'deny PG206:deny', aPod([GHCR]), [secret]],
    [
      'a Pod from a file will go through it',
      'warn PG206:warn',
      aPod([GHCR]),
      [secret],
      { admission: { source: 'file' } },
    ],
    [
      'a mirror pod gets nothing',
      'warn PG601:warn',
      aPod([GHCR], undefined, { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
      [secret],
    ],
  ];
  const words: Record<string, unknown> = {};
  for (const [name, wanted, object, cluster, more] of cases) {
    const answer = judged(await validate({ object, cluster, ...more }));
    t.equal(answer.decision, wanted, name);
    for (const text of answer.warnings) t.match(text, /^[ -~]{1,256}$/, `${name}: printable ASCII, bounded`);
    t.ok(answer.message.length <= 600 * 3, `${name}: bounded`);
    words[name] = answer;
  }
  t.matchSnapshot(words);
});

t.test('where it is not known whether injection helps, a template is not denied for it', async (t) => {
  const silent: Lookup<readonly PullSecret[]> = { state: 'unknown', reason: 'the API server did not answer' };
  const cluster = instead(stateOf([]), { pullSecrets: () => silent });
  const template = judged(await validate({ object: aDeployment([GHCR]), cluster }));
  t.equal(template.decision, 'warn PG201:warn');
  t.match(template.warnings[0], /could not be found out whether injection helps \(the API server did not answer\)/);
  t.equal(
    judged(await validate({ object: aPod([GHCR]), cluster })).decision,
    'deny PG201:deny',
    'a Pod has had its turn',
  );
  const off = await validate({ object: aDeployment([GHCR]), cluster, settings: settingsOf({ mode: 'off' }) });
  t.equal(judged(off).decision, 'deny PG201:deny');
  const strict = await validate({
    object: aDeployment([GHCR]),
    cluster,
    settings: settingsOf({}, { onUnknown: 'deny' }),
  });
  t.equal(judged(strict).decision, 'deny PG201:deny', 'unless the operator says so');
});
