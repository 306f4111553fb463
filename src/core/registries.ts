/**
 * Does an image need a pull secret at all? Three lists of matchImages patterns decide (design 2.1): the longest
 * matching pattern wins, whichever list it stands in; at equal length `private` before `nodeCredentials` before
 * `public`, so that a double entry never hides a missing secret.
 */
import type { CredentialProvider } from './credential-providers.js';
import { BUILTIN_PUBLIC, PROVIDER_PATTERNS } from './image/registry-hints.js';
import { compileEvery, compilePatterns } from './match-images.js';
import { createPool } from './memory.js';
import { perSettings } from './per-settings.js';
import type { Settings } from './settings.js';

export type Need = 'private' | 'node' | 'public';

export interface RegistryNeed {
  readonly need: Need;
  /** The pattern that decided; absent where only `registries.unlisted` did. */
  readonly pattern?: string;
  /**
   * Of `node`: whether the nodes bring one depends on the ServiceAccount, and these are the providers that match; absent
   * where one of them brings it in any case.
   */
  readonly providers?: readonly CredentialProvider[];
}

export interface Listed {
  readonly need: Need;
  readonly pattern: string;
  readonly provider?: CredentialProvider;
}

/** Repositories are fewer than images. */
const MOST_REMEMBERED = 20_000;

const needsOf = perSettings((settings): ((repository: string) => RegistryNeed) => {
  const listed = compileLists(settings);
  return createPool(MOST_REMEMBERED).remembering((each) => listed(each) ?? unlistedNeed(each, settings));
});

/** @param repository full name without tag and digest, as the kubelet's keyring sees it */
export function registryNeed(repository: string, settings: Settings): RegistryNeed {
  return needsOf(settings)(repository);
}

/**
 * Registries of the machine itself, or of a Service by its name in the cluster: both are reached without a login as a
 * rule, and no pattern can say "any port" or "[::1]" (semantics 2.21). Linear, because a repository is user text.
 */
const LOCAL =
  /^(?:localhost|127\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}|\[::1\]|[a-z0-9.-]{1,253}\.svc(?:\.cluster\.local)?)(?::[0-9]+)?(?=\/)/;

/** @param repository full name without tag and digest */
export function isLocalRegistry(repository: string): boolean {
  return LOCAL.test(repository);
}

function unlistedNeed(repository: string, { registries }: Settings): RegistryNeed {
  const local = registries.builtinPublic && registries.unlisted === 'private' ? LOCAL.exec(repository)?.[0] : undefined;
  return local === undefined ? { need: registries.unlisted } : { need: 'public', pattern: local };
}

/** The same for a place that has no look-ahead, such as RE2: with the slash behind the host. */
export const localRegistry: string = LOCAL.source.replace('(?=\\/)', '/');

function compileLists(settings: Settings): (repository: string) => RegistryNeed | undefined {
  const first = compilePatterns(needRows(settings));
  const node = nodeRows(settings);
  if (node.every(({ provider }) => provider === undefined)) return first;
  const everyNode = compileEvery(node);
  return (repository) => {
    const listed = first(repository);
    if (listed?.provider === undefined) return listed;
    // The kubelet asks every provider that matches, however long its pattern.
    const providers = new Set(everyNode(repository).map(({ provider }) => provider));
    const { need, pattern } = listed;
    const all = [...providers].filter((provider) => provider !== undefined);
    return all.length < providers.size ? { need, pattern } : { need, pattern, providers: all };
  };
}

/** Every listed pattern with what it means, longest first, so that the first match wins. */
export function needRows(settings: Settings): readonly Listed[] {
  const { registries } = settings;
  const rows: Listed[] = [
    ...registries.private.map((pattern) => ({ need: 'private', pattern }) as const),
    ...nodeRows(settings),
    ...[...registries.public, ...(registries.builtinPublic ? BUILTIN_PUBLIC : [])].map(
      (pattern) => ({ need: 'public', pattern }) as const,
    ),
  ];
  return rows.sort((a, b) => b.pattern.length - a.pattern.length);
}

function nodeRows({ registries, cluster }: Settings): readonly Listed[] {
  // `auto` finds the provider in the live cluster and puts it in place of `auto`; manifests have no cloud.
  const cloud = cluster.provider === 'auto' || cluster.provider === 'none' ? [] : PROVIDER_PATTERNS[cluster.provider];
  const node = registries.nodeCredentials.flatMap((each): readonly Listed[] =>
    typeof each === 'string'
      ? [{ need: 'node', pattern: each }]
      : each.matchImages.map((pattern) => ({ need: 'node', pattern, provider: each })),
  );
  // Who says on what condition the nodes of a cloud bring one, speaks for that cloud's own list.
  const conditional = new Set(node.flatMap((each) => (each.provider === undefined ? [] : [each.pattern])));
  for (const pattern of cloud) if (!conditional.has(pattern)) node.push({ need: 'node', pattern });
  return node;
}
