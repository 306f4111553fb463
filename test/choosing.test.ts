/** Who is left alone, which mode holds, which action is worse, which words are near: the small decisions, row by row. */
import t from 'tap';
import { compareActions, weakest, worstAction } from '../src/core/action.js';
import { createBudget } from '../src/core/budget.js';
import { editDistance, nearestWord } from '../src/core/edit-distance.js';
import { applyExemptions, selects, wholesaleExemption, wildcard } from '../src/core/exemption.js';
import type { Finding } from '../src/core/finding.js';
import { parseImage } from '../src/core/image/parse.js';
import { effectiveMode, isMode, labelDoubt } from '../src/core/mode.js';
import { isNamespaceName, isObjectName } from '../src/core/object-name.js';
import { activeRules } from '../src/core/rules/active.js';
import { RULES } from '../src/core/rules/index.js';
import { DEFAULT_SETTINGS, type Exemption, type LabelSelector, type Settings } from '../src/core/settings.js';
import type { ImageUse, Lookup, Mode, NamespaceFacts, Subject } from '../src/core/types.js';

function use(image: string): ImageUse {
  return {
    kind: 'container',
    name: image,
    path: 'spec',
    parsed: parseImage(image),
    pullPolicy: 'Always',
    mounted: true,
  };
}

// ------------------------------------------------------------------------------------------------------------ exemptions

t.test('a wildcard', async (t) => {
  const yes = [
    'a a',
    '* ',
    '* abc',
    '** abc',
    'a* a',
    'a* abc',
    '*c c',
    '*c abc',
    'a*c ac',
    'a*c abc',
    'a*b*c abc',
    'a*b*c a-b-b-c',
  ];
  const more = ['*b* abc', '*b*b* abb', 'team-* team-a', '*:*:x a:b:x', 'a.c a.c', 'ab*ba abba', '*aab aaab'];
  const no = [
    'a b',
    ' a',
    'a ',
    'a* b',
    'a* ba',
    '*c cb',
    'a*c ab',
    'a*c bc',
    'ab*ba aba',
    'a*b*c acb',
    '*b*b* ab',
    'a*b*c abd',
    'a.c abc',
    '*x*x x',
  ];
  for (const row of [...yes, ...more]) t.equal(wildcard(...pair(row)), true, row);
  for (const row of no) t.equal(wildcard(...pair(row)), false, row);
});

function pair(row: string): [string, string] {
  const [pattern = '', value = ''] = row.split(' ');
  return [pattern, value];
}

t.test('a selector of labels', async (t) => {
  const labels = { a: '1', b: '' };
  const one = (
    key: string,
    operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist',
    values?: readonly string[],
  ): LabelSelector => ({
    matchExpressions: [{ key, operator, ...(values === undefined ? {} : { values }) }],
  });
  const cases: readonly (readonly [LabelSelector, boolean])[] = [
    [{}, true],
    [{ matchLabels: { a: '1' } }, true],
    [{ matchLabels: { a: '1', b: '' } }, true],
    [{ matchLabels: { a: '2' } }, false],
    [{ matchLabels: { a: '1', c: '1' } }, false],
    [{ matchLabels: { c: '' } }, false],
    [{ matchLabels: { constructor: '1' } }, false],
    [one('a', 'In', ['0', '1']), true],
    [one('a', 'In', ['0']), false],
    [one('a', 'In'), false],
    [one('c', 'In', ['1']), false],
    [one('a', 'NotIn', ['1']), false],
    [one('a', 'NotIn', ['2']), true],
    [one('c', 'NotIn', ['1']), true],
    [one('b', 'Exists'), true],
    [one('c', 'Exists'), false],
    [one('toString', 'Exists'), false],
    [one('b', 'DoesNotExist'), false],
    [one('c', 'DoesNotExist'), true],
    [{ matchLabels: { a: '1' }, ...one('c', 'Exists') }, false],
    [
      {
        matchExpressions: [
          ...(one('a', 'Exists').matchExpressions ?? []),
          ...(one('c', 'Exists').matchExpressions ?? []),
        ],
      },
      false,
    ],
  ];
  for (const [selector, is] of cases) t.equal(selects(selector, labels), is, JSON.stringify(selector));
});

const NOW = Date.parse('2026-11-21T12:00:00Z');

function finding(...images: readonly string[]): Finding {
  return { code: 'PG201', problem: 'p', because: '', basis: [], uses: images.map(use) };
}

interface World {
  readonly namespace?: Lookup<NamespaceFacts>;
  readonly user?: string;
  readonly groups?: readonly string[];
}

const TEAM: Lookup<NamespaceFacts> = { state: 'found', value: { name: 'team-a', labels: { tier: 'dev' } } };

function world(
  exemptions: readonly Exemption[],
  { namespace = TEAM, user = 'jane', groups = ['ops', 'dev'] }: World = {},
) {
  const settings: Settings = { ...DEFAULT_SETTINGS, exemptions };
  return { request: { user, groups }, subject: { namespace: 'team-a' }, facts: { namespace, now: NOW }, settings };
}

t.test('an exemption holds where all that it names is so', async (t) => {
  const cases: readonly (readonly [name: string, Exemption, holds: boolean, World?])[] = [
    ['everything', {}, true],
    ['the rule', { rules: ['PG999', 'PG201'] }, true],
    ['another rule', { rules: ['PG202'] }, false],
    ['the namespace', { namespaces: ['x', 'team-*'] }, true],
    ['another namespace', { namespaces: ['team-b', 'x'] }, false],
    ['no namespace at all', { namespaces: [] }, false],
    ['the user', { users: ['x', 'ja*'] }, true],
    ['another user', { users: ['joe'] }, false],
    ['a group', { groups: ['x', 'dev'] }, true],
    ['another group', { groups: ['de'] }, false],
    ['somebody without a group', { groups: ['*'] }, false, { groups: [] }],
    ['labels', { namespaceSelector: { matchLabels: { tier: 'dev' } } }, true],
    ['other labels', { namespaceSelector: { matchLabels: { tier: 'prod' } } }, false],
    ['labels that nobody knows', { namespaceSelector: {} }, false, { namespace: { state: 'unknown', reason: 'x' } }],
    ['labels of a namespace that is not there', { namespaceSelector: {} }, false, { namespace: { state: 'absent' } }],
    ['all of it', { users: ['jane'], groups: ['ops'], namespaces: ['team-a'], rules: ['PG201'] }, true],
    ['all but the user', { users: ['joe'], groups: ['ops'], namespaces: ['team-a'], rules: ['PG201'] }, false],
    ['all but the group', { users: ['jane'], groups: ['x'], namespaces: ['team-a'] }, false],
    ['until tomorrow', { expires: '2026-11-22' }, true],
    ['through today', { expires: '2026-11-21' }, true],
    ['until yesterday', { expires: '2026-11-20' }, false],
    ['until this very moment', { expires: '2026-11-21T12:00:00Z' }, true],
    ['until a moment ago', { expires: '2026-11-21T11:59:59.999Z' }, false],
    ['until no date', { expires: 'soon' }, false],
    ['until a date with something around it', { expires: '2026-11-22x' }, false],
  ];
  for (const [name, exemption, holds, about] of cases) {
    const context = world([exemption], about);
    const { finding: left, by } = applyExemptions(finding('ghcr.io/a'), context);
    t.equal(left === undefined, holds, name);
    t.equal(by, holds ? exemption : undefined, name);
    const whole = exemption.rules === undefined && holds ? exemption : undefined;
    t.equal(wholesaleExemption(context), whole, `${name}, wholesale`);
  }
});

t.test('an exemption of images takes these images', async (t) => {
  const left = (exemptions: readonly Exemption[], ...images: readonly string[]) => {
    const { finding: rest, by } = applyExemptions(finding(...images), world(exemptions));
    return [rest?.uses.map(({ name }) => name), by === undefined ? undefined : exemptions.indexOf(by)];
  };
  const ghcr: Exemption = { images: ['ghcr.io'] };
  const quay: Exemption = { images: ['x.io', 'quay.io/org'] };
  t.same(left([ghcr], 'ghcr.io/a', 'quay.io/org/b'), [['quay.io/org/b'], 0]);
  t.same(left([ghcr], 'ghcr.io/a'), [undefined, 0]);
  t.same(left([ghcr], 'quay.io/a'), [['quay.io/a'], undefined]);
  t.same(left([quay], 'quay.io/a', 'quay.io/org/b'), [['quay.io/a'], 0]);
  t.same(left([ghcr, quay], 'ghcr.io/a', 'quay.io/org/b'), [undefined, 1], 'both together');
  t.same(left([ghcr, {}], 'ghcr.io/a'), [undefined, 0], 'the first that took all of it');
  t.same(left([quay, ghcr], 'ghcr.io/a', 'c.io/d'), [['c.io/d'], 1]);
  t.same(left([ghcr]), [[], undefined], 'a finding about no image');
  t.same(left([{ images: [] }], 'ghcr.io/a'), [['ghcr.io/a'], undefined]);
  t.same(left([{ images: ['ghcr.io'], users: ['joe'] }], 'ghcr.io/a'), [['ghcr.io/a'], undefined]);
  t.same(left([ghcr], 'ghcr.io/A', 'ghcr.io/a'), [['ghcr.io/A'], 0], 'what does not parse is of no registry');
  t.equal(wholesaleExemption(world([ghcr])), undefined);
  t.equal(wholesaleExemption(world([ghcr, { rules: [''] }, quay, { reason: 'x' }]))?.reason, 'x');
});

// ------------------------------------------------------------------------------------------------------------------ mode

type Kind = 'pod' | 'template' | 'owned';

function subjectOf(kind: Kind): Subject {
  const common = { group: '', version: 'v1', kind: 'X', namespace: 'n', name: 'x', podPath: 'spec' };
  const rest = { imagePullSecrets: [], serviceAccountName: 'default', images: [] };
  return kind === 'template'
    ? { ...common, ...rest, isPod: false }
    : { ...common, ...rest, isPod: true, mirror: false, owned: kind === 'owned' };
}

t.test('the mode of a request, and where it comes from', async (t) => {
  const cases: readonly (readonly [Kind, string | undefined, Partial<Settings>, string])[] = [
    ['pod', undefined, {}, 'enforce mode'],
    ['pod', 'enforce', {}, 'enforce mode'],
    ['pod', 'warn', {}, 'warn label'],
    ['pod', 'off', {}, 'off label'],
    ['pod', 'audit', { mode: 'audit' }, 'audit mode'],
    ['pod', 'enforce', { mode: 'audit' }, 'enforce label'],
    ['pod', 'loud', {}, 'enforce mode loud'],
    ['pod', '', {}, 'enforce mode '],
    ['pod', undefined, { workloads: { mode: 'off' }, ownedPods: { mode: 'off', controllers: [] } }, 'enforce mode'],
    ['owned', undefined, {}, 'warn ownedPods.mode'],
    ['owned', undefined, { mode: 'audit' }, 'audit mode'],
    ['owned', undefined, { mode: 'warn' }, 'warn mode'],
    ['owned', 'enforce', {}, 'warn ownedPods.mode'],
    ['owned', 'warn', {}, 'warn label'],
    ['owned', 'off', {}, 'off label'],
    ['owned', 'audit', { ownedPods: { mode: 'enforce', controllers: [] } }, 'audit label'],
    ['template', undefined, {}, 'enforce mode'],
    ['template', 'audit', {}, 'audit label'],
    ['template', undefined, { workloads: { mode: 'warn' } }, 'warn workloads.mode'],
    ['template', undefined, { mode: 'off', workloads: { mode: 'enforce' } }, 'enforce workloads.mode'],
    ['template', 'enforce', { workloads: { mode: 'warn' } }, 'warn workloads.mode'],
    ['template', 'audit', { workloads: { mode: 'warn' } }, 'audit label'],
    ['template', 'warn', { workloads: { mode: 'warn' } }, 'warn label'],
    ['template', 'audit', { workloads: { mode: 'off' } }, 'off workloads.mode'],
  ];
  for (const [kind, label, some, is] of cases) {
    const labels = label === undefined ? {} : { 'pullgate.dev/mode': label };
    const found: Lookup<NamespaceFacts> = { state: 'found', value: { name: 'n', labels } };
    const { mode, from, badLabel } = effectiveMode(found, subjectOf(kind), { ...DEFAULT_SETTINGS, ...some });
    t.equal(
      [mode, from, ...(badLabel === undefined ? [] : [badLabel])].join(' '),
      is,
      `${kind} ${label} ${JSON.stringify(some)}`,
    );
  }
  const unknown: Lookup<NamespaceFacts> = { state: 'unknown', reason: 'nobody knows' };
  t.strictSame(effectiveMode(unknown, subjectOf('pod'), DEFAULT_SETTINGS), {
    mode: 'enforce',
    from: 'mode',
    badLabel: undefined,
  });
  t.equal(labelDoubt(unknown), 'nobody knows');
  t.equal(labelDoubt({ state: 'absent' }), undefined);
  t.equal(labelDoubt(TEAM), undefined);
  t.equal(labelDoubt({ state: 'found', value: { name: 'n', labels: {}, unconfirmed: 'old' } }), 'old');
  for (const mode of ['enforce', 'warn', 'audit', 'off'] satisfies Mode[]) t.equal(isMode(mode), true);
  for (const mode of ['', 'Enforce', 'deny']) t.equal(isMode(mode), false);
});

t.test('which action is worse', async (t) => {
  const order = ['deny', 'warn', 'audit', 'off'] as const;
  for (const [i, a] of order.entries()) {
    for (const [j, b] of order.entries()) {
      t.equal(weakest(a, b), order[Math.max(i, j)], `${a} ${b}`);
      t.equal(Math.sign(compareActions(a, b)), Math.sign(i - j), `${a} ${b}`);
    }
  }
  t.equal(worstAction([]), undefined);
  t.equal(worstAction([{ action: 'audit' }]), 'audit');
  t.equal(worstAction([{ action: 'audit' }, { action: 'warn' }]), 'warn');
  t.equal(worstAction([{ action: 'warn' }, { action: 'deny' }, { action: 'audit' }]), 'deny');
});

t.test('the rules that are on, in their order', async (t) => {
  const on = (rules: Settings['rules']) => activeRules({ ...DEFAULT_SETTINGS, rules }).map(({ code }) => code);
  const all = RULES.map(({ code }) => code);
  t.strictSame(
    on({}),
    all.filter((code) => code !== 'PG104'),
    'only a digest waits for an operator who wants it',
  );
  t.strictSame(
    on({ PG104: 'audit', PG101: 'off', PG901: 'warn' }),
    all.filter((code) => code !== 'PG101'),
  );
});

// ----------------------------------------------------------------------------------------------------------------- words

/** As the textbook has it, whatever it costs. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const best = Math.min(
    distance(a.slice(1), b) + 1,
    distance(a, b.slice(1)) + 1,
    distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  );
  const isSwap = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
  return isSwap ? Math.min(best, distance(a.slice(2), b.slice(2)) + 1) : best;
}

t.test('how far two words are apart', async (t) => {
  const words = ['', 'a', 'ab', 'ba', 'abc', 'acb', 'bca', 'abcd', 'badc', 'xbcd', 'abab', 'baba', 'aabb', 'abcde'];
  for (const a of words) {
    for (const b of words) {
      for (const limit of [0, 1, 2, 3, 9]) {
        const wanted = Math.min(distance(a, b), limit + 1);
        if (editDistance(a, b, limit) !== wanted)
          t.fail(`${a} ${b} ${limit}: ${editDistance(a, b, limit)}, not ${wanted}`);
      }
    }
  }
  const long = 'x'.repeat(128);
  t.equal(editDistance(long, `${long.slice(1)}y`, 3), 1);
  t.equal(editDistance(`${long}x`, long, 3), 4, 'nobody means a word of that length');
  t.equal(editDistance(long, `${long}x`, 3), 4);
  t.equal(editDistance(`${long}xx`, `${long}xy`, 3), 4);
  t.equal(editDistance(`${long}x`, `${long}x`, 3), 0);
});

t.test('the nearest word', async (t) => {
  const cases: readonly (readonly [
    word: string,
    words: readonly string[],
    limit: number,
    nearest: string | undefined,
  ])[] = [
    ['regcred', ['regcerd', 'other'], 2, 'regcerd'],
    ['regcred', ['regcredx', 'xxgcred', 'regcred'], 2, 'regcred'],
    ['regcred', ['xregcred', 'regcredx'], 2, 'regcredx'],
    ['regcred', ['regcredx', 'regcreda'], 1, 'regcreda'],
    ['regcred', ['abcdefg'], 2, undefined],
    ['regcred', ['regcredxyz'], 2, undefined],
    ['regcred', ['regcredxy'], 2, 'regcredxy'],
    ['regcred', ['regcr'], 2, 'regcr'],
    ['regcred', ['regc'], 2, undefined],
    ['regcred', [], 2, undefined],
    ['a', ['b'], 0, undefined],
    ['a', ['a'], 0, 'a'],
    ['x'.repeat(129), ['x'.repeat(128)], 2, undefined],
    ['x'.repeat(128), ['x'.repeat(129), 'x'.repeat(127)], 2, 'x'.repeat(127)],
    ['x'.repeat(128), ['y'.repeat(128), `${'x'.repeat(127)}y`], 2, `${'x'.repeat(127)}y`],
  ];
  for (const [word, words, limit, nearest] of cases) t.equal(nearestWord(word, words, limit), nearest, word);
  const words = ['regcerd', 'x', 'far too long to be meant', 'xxxxxxxxxx'];
  const enough = createBudget(15);
  t.equal(nearestWord('regcred', words, 2, enough), 'regcerd', 'what is far by its length costs nothing');
  t.equal(enough.steps, 15);
  const spared = createBudget();
  t.equal(nearestWord('x'.repeat(129), ['x'.repeat(129)], 2, spared), undefined);
  t.equal(spared.steps, 0, 'nor does a word that is too long to be meant');
  const poor = createBudget(14);
  t.equal(nearestWord('regcred', words, 2, poor), undefined);
  t.equal(poor.isShort(), true);
});

t.test('what the API server takes for a name', async (t) => {
  const both = ['a', '0', 'a-b', 'a--b', 'a0', '0a', 'x'.repeat(63)];
  const objects = ['a.b', 'a-b.c-d', '1.2', 'x'.repeat(253), 'x'.repeat(64)];
  const none = [
    '',
    '-',
    '-a',
    'a-',
    '.',
    '.a',
    'a.',
    'a..b',
    'a.-b',
    'a-.b',
    'A',
    'a_b',
    'a b',
    'a\n',
    '\na',
    'a/b',
    'a$b',
    'x'.repeat(254),
  ];
  for (const name of both) t.ok(isObjectName(name) && isNamespaceName(name), name);
  for (const name of objects) t.ok(isObjectName(name) && !isNamespaceName(name), name);
  for (const name of none) t.notOk(isObjectName(name) || isNamespaceName(name), JSON.stringify(name));
});

t.test('what a budget spares', async (t) => {
  const budget = createBudget(10);
  t.equal(budget.spare(4), true);
  t.equal(budget.isShort(), false);
  t.equal(budget.spare(7), false);
  t.equal(budget.isShort(), true);
  t.equal(budget.spare(6), true, 'what was refused was not taken');
  t.equal(budget.spare(1), false);
  t.equal(budget.steps, 10);
});
