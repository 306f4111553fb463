import t from 'tap';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.js';
import { type Assessment, assess } from '../src/facts/assess.js';
import { eventsOf, type PodEvent, type PodRow, readRows } from './support/recorded-pods.js';
import { stateOf } from './support/state.js';

/**
 * Failures that the objects do not decide, by name, with what would know them. `registry`: every object is in order, and
 * the registry refuses the password. `node`: it depends on what the node has or did before. `other`: not about images.
 */
const BEYOND_THE_OBJECTS: Readonly<Record<string, 'registry' | 'node' | 'other'>> = {
  'pod/stale-credential-private-image web': 'registry',
  'pod/stale-credential-public-image web': 'registry',
  'pod/stale-docker-credential-official-image web': 'registry',
  'account/stale-in-pod-good-in-account web': 'registry',
  'type/both-keys-only-the-types-one-counts web': 'registry',
  'odd/registry-twice-good-first web': 'registry',
  'credential/username-loses-to-auth web': 'registry',
  'credential/password-utf8 web': 'registry',
  'hub/direct-match-switches-fallback-off web': 'registry',
  'hub/direct-match-in-other-secret-switches-fallback-off web': 'registry',
  'hub/wildcard-io-switches-fallback-off web': 'registry',
  'hub/stale-credential-breaks-localhost-public web': 'registry',
  'order/public-registry-two-stale web': 'registry',
  'order/two-paths-one-secret-one-stale web': 'registry',
  'order/two-different-refusals web': 'registry',
  'later/immutable-secret-update web': 'registry',
  'later/stale-secret-refreshed web': 'registry',
  'policy/never-absent-secret-absent web': 'node',
  'cached/second-pod-never-broken-secret second': 'node',
  'cached/preloaded-then-pulled-with-secret-then-never-without second': 'node',
  'node/plugin-fails web': 'node',
  'node/plugin-answers-for-other-registry web': 'node',
  'containers/volume-secret-absent-stops-before-pull web': 'other',
};

/** Pods that ran only by the node's history (semantics 2.26, 2.27) and that the objects alone say cannot be pulled. */
const RAN_BY_HISTORY: Readonly<Record<string, string>> = {
  'malformed/if-not-present-preloaded web': 'preloaded, so no keyring was built',
  'policy/default-for-digest-preloaded-without-secret web': 'preloaded, and IfNotPresent by its digest',
  'cached/public-image-pulled-anonymously-then-broken-secret second': 'the first pod had pulled it anonymously',
  'cached/preloaded-then-failed-always-then-without second': 'preloaded, and never pulled with a secret',
};

/** Failures whose code only warns: by the table of product.md 1, or because something may still make it right. */
const WARNED: Readonly<Record<string, string>> = {
  'credential/auth-decodes-with-trailing-newline web': 'PG305',
  'credential/auth-decodes-with-trailing-nul web': 'PG305',
  'credential/username-with-trailing-newline web': 'PG305',
  'credential/password-with-leading-space web': 'PG305',
  'image-volume/private-not-mounted-no-secret web': 'PG201',
  'workload/deployment-account-missing web': 'PG401',
  'workload/deployment-image-volume-empty-reference web': 'PG103',
  'static/private-image web': 'PG601',
  'static/default-account-secret-does-not-help web': 'PG601',
};

/** The tag rules are off; the operator has listed what the row says of the registries and of the nodes. */
function settingsOf(row: PodRow): Settings {
  const listed = (what: string): readonly string[] =>
    Object.entries(row.registries).flatMap(([host, kind]) => (kind === what ? [host] : []));
  return {
    ...DEFAULT_SETTINGS,
    rules: { PG101: 'off', PG102: 'off' },
    registries: {
      ...DEFAULT_SETTINGS.registries,
      builtinPublic: false,
      public: listed('public'),
      private: listed('private'),
      nodeCredentials: nodePatterns(row),
    },
  };
}

interface Node {
  readonly 'config.json'?: { readonly auths?: object };
  readonly credentialProviders?: readonly { readonly matchImages: readonly string[] }[];
}

function nodePatterns(row: PodRow): readonly string[] {
  const node: Node = row.node ?? {};
  const plugins = (node.credentialProviders ?? []).flatMap(({ matchImages }) => matchImages);
  // Spelled out, so that they are longer than the same host under `private`: the operator of such a node says so.
  return [...Object.keys(node['config.json']?.auths ?? {}), ...plugins].flatMap((host) => [host, `${host}/team/`]);
}

/** The code that a failure must get, from the kubelet's own words and the theme under which it was recorded. */
function expectedCodes({ row, outcomes }: PodEvent): RegExp {
  const reasons = Object.values(outcomes).filter((outcome) => outcome !== 'ok' && outcome !== 'PodInitializing');
  const known = new Set([
    'ErrImagePull',
    'InvalidImageName',
    'ErrImageNeverPull',
    'ContainerCreating',
    'no pod was created',
  ]);
  if (reasons.some((reason) => !known.has(reason))) return /PG301/;
  if (reasons.includes('InvalidImageName')) return /PG103/;
  const theme = row.name.split('/')[0] ?? '';
  return THEMES[theme] ?? /PG20[1-6]|PG302/;
}

const THEMES: Readonly<Record<string, RegExp>> = {
  none: /PG201/,
  absent: /PG202/,
  account: /PG201|PG206|PG402|PG403/,
  type: /PG204|PG205|PG202/,
  'refused-content': /PG202/,
  malformed: /PG301|PG305/,
  odd: /PG205|PG302/,
  credential: /PG302|PG305/,
  key: /PG205/,
  hub: /PG205/,
  workload: /PG402|PG401|PG103/,
  static: /PG601/,
};

function judged(event: PodEvent): Promise<Assessment> {
  const now = Date.parse('2026-11-21T12:00:00Z');
  return assess(event.admission, { settings: settingsOf(event.row), state: stateOf(event.objects), now });
}

t.test('whole pods: no pod that ran is denied, and every failure that the objects decide gets its code', async (t) => {
  const rows = readRows();
  const events = rows.flatMap(eventsOf);
  const count = {
    admitted: 0,
    denied: 0,
    warned: 0,
    history: 0,
    registry: 0,
    node: 0,
    other: 0,
    refusedByTheServer: 0,
  };
  const seen = new Set<string>();
  const verdicts: string[] = [];
  for (const event of events) {
    const { label } = event;
    const { allowed, findings, message } = await judged(event);
    const codes = findings.map(({ code }) => code);
    verdicts.push(`${label}: ${findings.map(({ code, action }) => `${code} ${action}`).join(', ') || 'nothing'}`);
    const ran = Object.values(event.outcomes).every((outcome) => outcome === 'ok');
    const beyond = BEYOND_THE_OBJECTS[label];
    const warned = WARNED[label];
    if (ran && RAN_BY_HISTORY[label] !== undefined) {
      t.notOk(allowed, `${label}: ran only because ${RAN_BY_HISTORY[label]}`);
      seen.add(label);
      count.history += 1;
    } else if (ran) {
      t.ok(allowed, `${label}: it ran: ${message}`);
      count.admitted += 1;
    } else if (beyond !== undefined) {
      t.ok(allowed, `${label}: only the ${beyond} can know`);
      seen.add(label);
      count[beyond] += 1;
    } else if (warned !== undefined) {
      t.ok(allowed && codes.includes(warned), `${label}: ${warned} warns: ${codes}`);
      seen.add(label);
      count.warned += 1;
    } else {
      t.notOk(allowed, `${label}: it failed`);
      const denied = findings.filter(({ action }) => action === 'deny').map(({ code }) => code);
      t.match(denied.join(' '), expectedCodes(event), `${label}: the code of its cause`);
      count.denied += 1;
    }
  }
  count.refusedByTheServer = rows.filter((row) => eventsOf(row).length === 0).length;
  t.strictSame(
    [BEYOND_THE_OBJECTS, RAN_BY_HISTORY, WARNED]
      .flatMap((table) => Object.keys(table))
      .filter((name) => !seen.has(name)),
    [],
    'no name in the tables is left over',
  );
  t.equal(rows.length, 336, 'all rows');
  t.matchSnapshot(verdicts.join('\n'), 'every verdict');
  t.comment(`${rows.length} rows, ${events.length} requests: ${JSON.stringify(count)}; 0 false denials`);
});
