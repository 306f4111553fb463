/** What each rule is beside its judgement: its page, what is done about it, what it wants to know; and the words of every flaw. */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { ARGO_PHASES, HELM_EVENTS } from '../src/core/arrival.js';
import { CAUSES } from '../src/core/causes/index.js';
import { CAUSE_WANTS } from '../src/core/causes/wants.js';
import { EXTRA_FACTS } from '../src/core/facts.js';
import { INJECTION_WANT } from '../src/core/inject/want.js';
import { staleWords } from '../src/core/rules/credential-stale.js';
import { flawWords } from '../src/core/rules/credential-suspect.js';
import { findRule, RULES, ruleOf } from '../src/core/rules/index.js';
import { renderRulePage } from '../src/core/rules/page.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import type { CredentialFlaw, LoginClass } from '../src/core/types.js';

t.test('each rule has its page', async (t) => {
  for (const rule of RULES) {
    const page = readFileSync(new URL(`../docs/rules/${rule.code}.md`, import.meta.url), 'utf8');
    // The pages may end with more, such as a link back.
    t.ok(page.startsWith(renderRulePage(rule).trimEnd()), `${rule.code}: npm run gen`);
  }
});

t.test('what each rule is', async (t) => {
  const lines = RULES.map(
    ({ code, slug, title, defaultAction, scope, judges, setting, probed, aboutCredentials, leads, wants, docs }) =>
      [
        code,
        slug,
        title,
        defaultAction,
        scope,
        `judges ${judges ?? 'pods'}`,
        `setting ${setting ?? (probed === undefined ? 'rules' : `rules, ${probed}`)}`,
        `credentials ${aboutCredentials === true}`,
        `leads ${leads === true}`,
        `wants ${wants?.facts ?? '-'}`,
        `${docs.source.length} sources`,
      ].join('; '),
  );
  t.matchSnapshot(lines.join('\n'));
  for (const rule of RULES) {
    t.equal(ruleOf(rule.code), rule);
    for (const word of [rule.code, rule.code.toLowerCase(), rule.slug, rule.slug.toUpperCase()])
      t.equal(findRule(word), rule, word);
  }
  for (const word of ['', 'PG', 'PG999', 'no-such-rule']) t.equal(findRule(word), undefined, word);
});

t.test('what the causes and injection want to know', async (t) => {
  t.matchSnapshot(
    [
      ...CAUSES.map(({ code, of, wants }) => `${code} ${of}: ${wants}`),
      ...CAUSE_WANTS.map(({ facts }) => `together: ${facts}`),
      `injection: ${INJECTION_WANT.facts}`,
      `all: ${EXTRA_FACTS}`,
    ].join('\n'),
  );
});

const FLAWS: readonly CredentialFlaw[] = [
  ...([
    'not-utf8',
    'no-password',
    'user-doubled-dollar',
    'user-not-of-registry',
    'docker-hub-email-user',
    'robot-user-shell',
    'github-fine-grained-on-ghcr',
    'github-token-truncated',
    'google-key-broken',
    'token-for-other-registry',
  ] as const),
  ...(['command', 'placeholder', 'invisible', 'newline', 'control', 'blank', 'quoted', 'inner-blank'] as const).flatMap(
    (flaw) => [`user-${flaw}`, `password-${flaw}`] as const,
  ),
];
const LOGINS: readonly LoginClass[] = [
  'ecr',
  'acr-token',
  'google-oauth',
  'google-json-key',
  'github-token',
  'github-app-token',
  'github-fine-grained',
  'gitlab-job-token',
  'docker-hub-token',
  'jwt',
  'other',
];

t.test('the words of each flaw, and of each kind of login that is stale', async (t) => {
  t.matchSnapshot(
    [
      ...FLAWS.map((flaw) => `${flaw}: ${flawWords(flaw)}`),
      ...LOGINS.map((login) => `${login}: ${staleWords(login)}`),
    ].join('\n'),
  );
});

t.test('what holds where nothing is set', async (t) => {
  t.strictSame(DEFAULT_SETTINGS, {
    mode: 'enforce',
    workloads: { mode: 'same' },
    ownedPods: { mode: 'warn', controllers: [] },
    ignoreAnnotations: false,
    dryRun: 'warn',
    onUnknown: 'allow',
    rules: {},
    registries: { public: [], builtinPublic: true, private: [], nodeCredentials: [], unlisted: 'private' },
    images: { preloaded: [], filledInLater: ['auto'] },
    credentials: { expiringWithin: 3600 },
    cluster: { provider: 'auto', pods: true },
    kinds: [],
    exemptions: [],
    injection: { mode: 'off', selector: {}, registries: [] },
    secrets: { mode: 'warn', usage: false, inUse: 'warn' },
    probe: { deny: false },
    messages: { help: '', contact: '', format: 'lines', otherNamespaces: false },
  });
  t.strictSame(HELM_EVENTS, [
    'pre-install',
    'post-install',
    'pre-delete',
    'post-delete',
    'pre-upgrade',
    'post-upgrade',
    'pre-rollback',
    'post-rollback',
    'test',
  ]);
  t.strictSame(ARGO_PHASES, ['PreSync', 'Sync', 'PostSync']);
});
