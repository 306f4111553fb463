/**
 * From what runs to settings under which it is admitted: which registries are public to the nodes, for which
 * they bring credentials, and what stays private below those. What is proven is let through; what is not keeps the verdict
 * that it has without them.
 */

import type { CredentialProvider, NodeCredential } from '../core/credential-providers.js';
import { deadPattern } from '../core/dead-pattern.js';
import { type NodeProvider, PROVIDER_PATTERNS, registryHint } from '../core/image/registry-hints.js';
import { compilePatterns } from '../core/match-images.js';
import { registryNeed } from '../core/registries.js';
import type { Settings } from '../core/settings.js';
import type { EvidenceRow, Found } from './evidence.js';
import { type Conclusion, concludeOf } from './suggest-conclusion.js';
import { groupRepositories } from './suggest-patterns.js';

export interface ProviderSigns {
  /** Nodes; undefined where they could not be listed. */
  readonly nodes: number | undefined;
  /** Of these, by the scheme of their `spec.providerID`: `aws`, `azure`, `gce`. */
  readonly schemes: ReadonlyMap<string, number>;
}

export type List = 'public' | 'nodeCredentials' | 'private';

export interface SuggestedEntry {
  readonly pattern: string;
  /** What is configured in place of a pattern; then `pattern` is its first one. */
  readonly provider?: CredentialProvider;
  /** What it stands for, sorted; empty for what is configured already. */
  readonly rows: readonly EvidenceRow[];
}

export interface SuggestedProvider {
  readonly name: NodeProvider;
  /** Whether its API server shows it; else its nodes and what they pulled do. */
  readonly shown: boolean;
  /** Repositories that are proven and lie in its registries. */
  readonly rows: readonly EvidenceRow[];
}

export interface Suggestion {
  readonly provider: SuggestedProvider | undefined;
  /** Configured ones first, then by pattern. */
  readonly lists: Readonly<Record<List, readonly SuggestedEntry[]>>;
  /** Proven, and let through without any entry. */
  readonly known: number;
  /** Not proven, needed, and private with these settings, too. */
  readonly unproven: readonly { readonly row: EvidenceRow; readonly why: Conclusion }[];
  /** Proven, and no pattern can say so, or there is no room for one. */
  readonly unsaid: readonly EvidenceRow[];
  /** Not proven, taken in by one of the patterns, and without room for an entry of its own. */
  readonly unclosed: number;
  /** With the lists and the provider. */
  readonly settings: Settings;
}

/** Letters of all patterns: a configuration is read to 256 KiB, and each stands in a line of its own. */
const MOST_LETTERS = 100_000;
const MOST_PRIVATE_LETTERS = 50_000;

interface Judged {
  readonly row: EvidenceRow;
  readonly conclusion: Conclusion;
}

/** @param settings what counts now, with the provider that was found */
export function suggest(found: Found, settings: Settings, signs: ProviderSigns): Suggestion {
  const nodes = Math.max(signs.nodes ?? 0, found.nodes);
  const judged = found.rows.map((row): Judged => ({ row, conclusion: concludeOf(row, nodes) }));
  const proven = judged.filter(isProven).map(({ row }) => row);
  const provider = providerOf(proven, settings, signs);
  const base: Settings =
    provider === undefined ? settings : { ...settings, cluster: { ...settings.cluster, provider: provider.name } };
  const wanting = proven.filter(({ repository, needed }) => needed && needOf(repository, base) === 'private');
  const sayable = wanting.filter(({ repository }) => deadPattern(repository) === undefined);
  const byCloud = sayable.filter((row) => isOfCloud(row, signs));
  const byNobody = sayable.filter((row) => !isOfCloud(row, signs));
  const complete = found.left.images === 0;
  const grouped = (rows: readonly EvidenceRow[], ofOneOwner: boolean): readonly SuggestedEntry[] =>
    entriesOf(rows, proven, { judged, complete, ofOneOwner });
  const first = bounded(grouped(byNobody, false), grouped(byCloud, true));
  const { lists: added, unclosed } = settle(first, { judged, proven, before: settings, base, complete, signs });
  const lists = {
    public: [...configured(settings.registries.public), ...added.public],
    nodeCredentials: [...configured(settings.registries.nodeCredentials), ...added.nodeCredentials],
    private: [...configured(settings.registries.private), ...added.private],
  };
  const last = withLists(base, added);
  const isOpen = ({ repository }: EvidenceRow): boolean => needOf(repository, last) !== 'private';
  const open = proven.filter((row) => row.needed && isOpen(row));
  const named = new Set([...added.public, ...added.nodeCredentials].flatMap(({ rows }) => rows));
  return {
    provider,
    lists,
    known: open.filter((row) => !named.has(row)).length,
    unproven: judged
      .filter((each) => each.row.needed && each.conclusion.is === 'doubt' && !isOpen(each.row))
      .map(({ row, conclusion }) => ({ row, why: conclusion })),
    unsaid: proven.filter((row) => row.needed && !isOpen(row)),
    unclosed,
    settings: last,
  };
}

interface Settled {
  readonly lists: Lists;
  readonly unclosed: number;
}

interface Settling {
  readonly judged: readonly Judged[];
  readonly proven: readonly EvidenceRow[];
  readonly before: Settings;
  readonly base: Settings;
  readonly complete: boolean;
  readonly signs: ProviderSigns;
}

/**
 * What is opened takes more in than is proven, and what is closed for that more than it should: each that is then on the
 * wrong side gets an entry of its own, which nothing beats. So each gets one at most, and it ends.
 */
function settle(opened: Opened, { judged, proven, before, base, complete, signs }: Settling): Settled {
  let lists: Lists = { ...opened, private: [] };
  let room = MOST_PRIVATE_LETTERS;
  const done = new Set<EvidenceRow>();
  const shown = new Set(proven.map(({ registry }) => registry));
  const first = withLists(base, lists);
  const open = proven.filter((row) => row.needed && needOf(row.repository, first) !== 'private');
  for (;;) {
    const settings = withLists(base, lists);
    const shadowed = judged.filter(
      (each) => !done.has(each.row) && isShadowed(each, { before, opened: settings, shown }),
    );
    const closed = byWeight(shadowed.map(({ row }) => row)).filter(({ repository }) => {
      room -= repository.length;
      return room >= 0;
    });
    const lost = open.filter((row) => !done.has(row) && needOf(row.repository, settings) === 'private');
    if (closed.length === 0 && lost.length === 0) return { lists, unclosed: shadowed.length };
    for (const row of [...closed, ...lost]) done.add(row);
    const names = new Set(closed.map(({ repository }) => repository));
    const others = judged.flatMap(({ row }) => (names.has(row.repository) ? [] : [row.repository]));
    const single = (row: EvidenceRow): SuggestedEntry => ({ pattern: row.repository, rows: [row] });
    const [byCloud, byNobody] = [true, false].map((cloud) => lost.filter((row) => isOfCloud(row, signs) === cloud));
    lists = {
      public: sorted([...lists.public, ...(byNobody ?? []).map(single)]),
      nodeCredentials: sorted([...lists.nodeCredentials, ...(byCloud ?? []).map(single)]),
      private: sorted([...lists.private, ...toEntries(closed, others, { complete, ofOneOwner: false })]),
    };
  }
}

/** Those that most Pods have a secret for first. */
function byWeight(rows: readonly EvidenceRow[]): readonly EvidenceRow[] {
  return [...rows].sort((a, b) => b.secret.count - a.secret.count || (a.repository < b.repository ? -1 : 1));
}

function isProven({ conclusion }: Judged): boolean {
  return conclusion.is === 'proven';
}

function needOf(repository: string, settings: Settings): 'private' | 'node' | 'public' {
  return registryNeed(repository, settings).need;
}

function configured(entries: readonly NodeCredential[]): readonly SuggestedEntry[] {
  return [...new Set(entries)].map((each) =>
    typeof each === 'string'
      ? { pattern: each, rows: [] }
      : { pattern: each.matchImages[0] ?? '', provider: each, rows: [] },
  );
}

function withLists(settings: Settings, more: Partial<Record<List, readonly SuggestedEntry[]>>): Settings {
  const { registries } = settings;
  const added = (list: List): readonly string[] => (more[list] ?? []).map(({ pattern }) => pattern);
  const lists = {
    public: [...registries.public, ...added('public')],
    nodeCredentials: [...registries.nodeCredentials, ...added('nodeCredentials')],
    private: [...registries.private, ...added('private')],
  };
  return { ...settings, registries: { ...registries, ...lists } };
}

// ------------------------------------------------------------------------------------------------------------ provider

const SCHEMES: Readonly<Record<string, NodeProvider>> = { aws: 'eks', azure: 'aks', gce: 'gke' };

const CLOUDS: readonly { readonly provider: NodeProvider; readonly holds: (repository: string) => boolean }[] = (
  ['eks', 'gke', 'aks', 'openshift'] as const
).map((provider) => {
  const find = compilePatterns(PROVIDER_PATTERNS[provider].map((pattern) => ({ pattern })));
  return { provider, holds: (repository) => find(repository) !== undefined };
});

function cloudOf(repository: string): NodeProvider | undefined {
  return CLOUDS.find(({ holds }) => holds(repository))?.provider;
}

function providerOf(
  proven: readonly EvidenceRow[],
  { cluster }: Settings,
  { schemes }: ProviderSigns,
): SuggestedProvider | undefined {
  const rowsOf = (name: NodeProvider): readonly EvidenceRow[] =>
    proven.filter(({ repository, needed }) => needed && cloudOf(repository) === name);
  const { provider } = cluster;
  if (provider !== 'none' && provider !== 'auto') return { name: provider, shown: true, rows: rowsOf(provider) };
  const byNodes = Object.entries(SCHEMES)
    .filter(([scheme]) => (schemes.get(scheme) ?? 0) > 0)
    .map(([, name]) => ({ name, shown: false, rows: rowsOf(name) }));
  return byNodes.find(({ rows }) => rows.length > 0);
}

/**
 * Do the nodes bring credentials for it, rather than that nobody needs any? Amazon's and Azure's private registries give
 * nothing to strangers; those of Google do, so there the nodes have to be Google's.
 */
function isOfCloud({ repository, registry }: EvidenceRow, { schemes }: ProviderSigns): boolean {
  const provider = cloudOf(repository) ?? registryHint(registry).nodeProvider;
  return provider !== undefined && (provider !== 'gke' || schemes.has('gce'));
}

// ------------------------------------------------------------------------------------------------------------- entries

interface Around {
  readonly judged: readonly Judged[];
  readonly complete: boolean;
  readonly ofOneOwner: boolean;
}

function entriesOf(
  rows: readonly EvidenceRow[],
  proven: readonly EvidenceRow[],
  { judged, complete, ofOneOwner }: Around,
): readonly SuggestedEntry[] {
  const inList = new Set(proven.map(({ repository }) => repository));
  const others = judged.flatMap(({ row }) => (inList.has(row.repository) ? [] : [row.repository]));
  return toEntries(rows, others, { complete, ofOneOwner });
}

function toEntries(
  rows: readonly EvidenceRow[],
  others: readonly string[],
  { complete, ofOneOwner }: Pick<Around, 'complete' | 'ofOneOwner'>,
): readonly SuggestedEntry[] {
  const byName = new Map(rows.map((row) => [row.repository, row]));
  const members = [...byName.keys()];
  return groupRepositories({ members, others, complete, ofOneOwner: () => ofOneOwner })
    .map(({ pattern, repositories }) => ({ pattern, rows: repositories.flatMap((each) => byName.get(each) ?? []) }))
    .sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
}

type Opened = Readonly<Record<'public' | 'nodeCredentials', readonly SuggestedEntry[]>>;
type Lists = Readonly<Record<List, readonly SuggestedEntry[]>>;

/** The least that stands behind an entry goes first. */
function bounded(open: readonly SuggestedEntry[], nodes: readonly SuggestedEntry[]): Opened {
  let room = MOST_LETTERS;
  const kept = new Set<SuggestedEntry>();
  const weigh = ({ rows }: SuggestedEntry): number =>
    rows.reduce((sum, { pulled, there }) => sum + pulled.count + there.count, 0);
  const all = [...open, ...nodes].map((entry) => ({ entry, weight: weigh(entry) }));
  all.sort((a, b) => b.weight - a.weight || (a.entry.pattern < b.entry.pattern ? -1 : 1));
  for (const { entry } of all) {
    room -= entry.pattern.length;
    if (room < 0) break;
    kept.add(entry);
  }
  return { public: open.filter((each) => kept.has(each)), nodeCredentials: nodes.filter((each) => kept.has(each)) };
}

function sorted(entries: readonly SuggestedEntry[]): readonly SuggestedEntry[] {
  return [...entries].sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
}

interface Shadowing {
  readonly before: Settings;
  readonly opened: Settings;
  /** Registries of which something is proven. */
  readonly shown: ReadonlySet<string>;
}

/**
 * Is it not proven, and taken in by an opened pattern, because `matchImages` compares the beginnings of texts? Or does it
 * come with a secret below a pattern that somebody configured for public (`docker.io/acme/` below `docker.io`)?
 */
function isShadowed({ row, conclusion }: Judged, { before, opened, shown }: Shadowing): boolean {
  const { need, pattern } = registryNeed(row.repository, opened);
  if (conclusion.is === 'proven' || need === 'private' || deadPattern(row.repository) !== undefined) return false;
  const was = registryNeed(row.repository, before);
  if (was.need === 'private') {
    if (pattern === undefined || !isOfProvider(pattern, opened)) return true;
    // The nodes of a cloud bring credentials for what nobody has pulled yet, too, if they do for this registry at all, which
    // may be that of another account; but not where a Pod fails for want of one.
    return conclusion.is !== 'doubt' || row.failing.count > 0 || !shown.has(row.registry);
  }
  return conclusion.is === 'secret' && was.need === 'public' && before.registries.public.includes(was.pattern ?? '');
}

function isOfProvider(pattern: string, { cluster }: Settings): boolean {
  const { provider } = cluster;
  return provider !== 'auto' && provider !== 'none' && PROVIDER_PATTERNS[provider].includes(pattern);
}
