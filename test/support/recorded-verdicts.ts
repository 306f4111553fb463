/**
 * What Pullgate has to say of the recorded pods (./recorded-pods.ts), from what became of them: the one list of
 * differences, used where the engine judges them and where a real API server asks the webhook about them.
 */
import { deadPattern } from '../../src/core/dead-pattern.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.js';
import type { PodEvent, PodRow } from './recorded-pods.js';

/**
 * Failures that the objects do not decide, by name, with what would know them. `registry`: every object is in order, and
 * the registry refuses the password. `node`: it depends on what the node has or did before. `runtime`: the simulated one sent an empty password, a real one sends
 * nothing (semantics 2.17). `other`: not about images.
 */
const BEYOND_THE_OBJECTS: Readonly<Record<string, 'registry' | 'node' | 'runtime' | 'other'>> = {
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
  'credential/username-without-password-on-public-registry web': 'runtime',
  'containers/volume-secret-absent-stops-before-pull web': 'other',
};

/** Pods that ran only by the node's history (semantics 2.26, 2.27) and that the objects alone say cannot be pulled. */
const RAN_BY_HISTORY: Readonly<Record<string, string>> = {
  'malformed/if-not-present-preloaded web': 'preloaded, so no keyring was built',
  'policy/default-for-digest-preloaded-without-secret web': 'preloaded, and IfNotPresent by its digest',
  'cached/public-image-pulled-anonymously-then-broken-secret second': 'the first pod had pulled it anonymously',
  'cached/preloaded-then-failed-always-then-without second': 'preloaded, and never pulled with a secret',
};

/** Failures whose code only warns: by the rule's default (design 1.6), or because something may still make it right. */
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

/** What the simulated Docker Hub holds and the real one does not: who runs such nodes lists it (design 2.4). */
const ONLY_SIMULATED: readonly string[] = ['null', 'ghcr.io', 'localhost'].map((name) => `docker.io/library/${name}`);

/** The tag rules are off; the operator has listed what the row says of the registries and of the nodes. */
export function settingsOf(row: PodRow): Settings {
  // A pattern that can never match, nobody can write down.
  const listed = (what: string): readonly string[] =>
    Object.entries(row.registries).flatMap(([host, kind]) =>
      kind === what && deadPattern(host) === undefined ? [host] : [],
    );
  return {
    ...DEFAULT_SETTINGS,
    rules: { PG101: 'off', PG102: 'off' },
    registries: {
      ...DEFAULT_SETTINGS.registries,
      builtinPublic: false,
      public: [...listed('public'), ...ONLY_SIMULATED],
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

/** What must be said of a request, and why. */
export type Expected =
  | { readonly allowed: true; readonly because: 'ran' }
  | { readonly allowed: true; readonly because: 'registry' | 'node' | 'runtime' | 'other' }
  | { readonly allowed: true; readonly because: 'warned'; readonly code: string }
  | { readonly allowed: false; readonly because: 'history'; readonly why: string }
  | { readonly allowed: false; readonly because: 'failed'; readonly codes: RegExp };

/** Every name that one of the tables holds. */
export const NAMED: readonly string[] = [BEYOND_THE_OBJECTS, RAN_BY_HISTORY, WARNED].flatMap((table) =>
  Object.keys(table),
);

export function expectedOf(event: PodEvent): Expected {
  const { label, outcomes } = event;
  const history = RAN_BY_HISTORY[label];
  const beyond = BEYOND_THE_OBJECTS[label];
  const code = WARNED[label];
  if (Object.values(outcomes).every((outcome) => outcome === 'ok')) {
    return history === undefined
      ? { allowed: true, because: 'ran' }
      : { allowed: false, because: 'history', why: history };
  }
  if (beyond !== undefined) return { allowed: true, because: beyond };
  if (code !== undefined) return { allowed: true, because: 'warned', code };
  return { allowed: false, because: 'failed', codes: expectedCodes(event) };
}
