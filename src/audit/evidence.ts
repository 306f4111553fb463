/**
 * What the Pods of a cluster prove about repositories, gathered from one Pod after the other: a row for each repository,
 * bounded, because tenants choose names. What found no room is counted, never guessed at.
 */
import type { PodStatus } from '../core/container-status.js';
import type { ImageOutlook } from '../core/outlook.js';
import { type Doubt, type SecretFacts, type Witness, witnessOf } from './evidence-witness.js';

export interface PodWitness {
  readonly status: PodStatus;
  /** Of its images, as the engine has them. */
  readonly outlooks: readonly ImageOutlook[];
  readonly secrets: SecretFacts;
  /** No webhook is called for its namespace: it proves as much as another one, and needs nothing. */
  readonly outside: boolean;
}

export interface Evidence {
  readonly add: (pod: PodWitness) => void;
  readonly found: () => Found;
}

export interface Found {
  /** By repository. */
  readonly rows: readonly EvidenceRow[];
  readonly pods: number;
  /** Nodes that these Pods are on. */
  readonly nodes: number;
  readonly namespaces: number;
  /** Images of Pods for which there was no room, and the namespaces that they are in. */
  readonly left: { readonly images: number; readonly namespaces: readonly string[] };
}

/** What the Pods of one repository say. */
export interface EvidenceRow {
  /** Full name without tag and digest. */
  readonly repository: string;
  readonly registry: string;
  /** Some Pod is in a namespace for which webhooks are called. */
  readonly needed: boolean;
  /** Containers whose registry was asked at their start (`Always`), without a secret. */
  readonly pulled: Seen;
  /** Containers that were started with what their node had, without a secret, on nodes where no secret could have brought it. */
  readonly there: Seen;
  /** The same on nodes where a Pod has a secret for the repository. */
  readonly cached: Seen;
  readonly secret: Seen;
  readonly failing: Seen;
  readonly doubts: ReadonlyMap<Doubt, Seen>;
}

export interface Seen {
  /** Images of Pods. */
  readonly count: number;
  /** Nodes that were counted; at most `MOST_NODES`. */
  readonly nodes: number;
  /** Sorted; at most `MOST_NAMED`. */
  readonly namespaces: readonly string[];
  readonly moreNamespaces: boolean;
  /** `2026-03-02`; '' where no Pod tells. */
  readonly since: string;
}

/** Of a whole cluster; the largest run some thousands. */
const MOST_REPOSITORIES = 20_000;
/** New ones that one namespace may bring, so that it takes no room from the others. */
const MOST_OF_NAMESPACE = 2_000;
/** Of a repository and a kind of witness: two are enough for a proof. */
const MOST_NODES = 64;
const MOST_NAMED = 64;
const MOST_LEFT_NAMED = 20;

interface Tally {
  count: number;
  readonly nodes: Set<number>;
  readonly namespaces: Set<string>;
  moreNamespaces: boolean;
  since: string;
}

interface Row {
  readonly repository: string;
  readonly registry: string;
  needed: boolean;
  readonly pulled: Tally;
  /** By node; beyond `MOST_NODES` nodes none is noted any more. */
  readonly there: Map<number, Tally>;
  readonly secret: Tally;
  /** Every node with a secret: each Pod that is there adds one at most, so there are no more than Pods. */
  readonly secretNodes: Set<number>;
  readonly failing: Tally;
  readonly doubts: Map<Doubt, Tally>;
}

export function createEvidence(): Evidence {
  const rows = new Map<string, Row>();
  const numbers = new Map<string, number>();
  const broughtBy = new Map<string, number>();
  const namespaces = new Set<string>();
  const leftNamespaces = new Set<string>();
  let [pods, left] = [0, 0];

  function numberOf(node: string): number {
    const known = numbers.get(node);
    if (known !== undefined) return known;
    numbers.set(node, numbers.size);
    return numbers.size - 1;
  }

  function rowOf(repository: string, registry: string, namespace: string): Row | undefined {
    const known = rows.get(repository);
    if (known !== undefined) return known;
    const brought = broughtBy.get(namespace) ?? 0;
    if (rows.size >= MOST_REPOSITORIES || brought >= MOST_OF_NAMESPACE) {
      left += 1;
      if (leftNamespaces.size < MOST_LEFT_NAMED) leftNamespaces.add(namespace);
      return undefined;
    }
    broughtBy.set(namespace, brought + 1);
    const made = newRow(repository, registry);
    rows.set(repository, made);
    return made;
  }

  return {
    add({ status, outlooks, secrets, outside }) {
      pods += 1;
      namespaces.add(status.namespace);
      const node = status.nodeName === '' ? undefined : numberOf(status.nodeName);
      for (const outlook of outlooks) {
        const { reference } = outlook;
        if (reference === undefined) continue;
        const row = rowOf(reference.repository, reference.registry, status.namespace);
        if (row === undefined) continue;
        if (!outside) row.needed = true;
        if (node !== undefined) note(row, witnessOf(outlook, status, secrets), node, status);
      }
    },
    found() {
      return {
        rows: [...rows.values()].map(toRow).sort((a, b) => (a.repository < b.repository ? -1 : 1)),
        pods,
        nodes: numbers.size,
        namespaces: namespaces.size,
        left: { images: left, namespaces: [...leftNamespaces].sort() },
      };
    },
  };
}

function newRow(repository: string, registry: string): Row {
  return {
    repository,
    registry,
    needed: false,
    pulled: newTally(),
    there: new Map(),
    secret: newTally(),
    secretNodes: new Set(),
    failing: newTally(),
    doubts: new Map(),
  };
}

function newTally(): Tally {
  return { count: 0, nodes: new Set(), namespaces: new Set(), moreNamespaces: false, since: '' };
}

function note(row: Row, witness: Witness, node: number, status: PodStatus): void {
  if (witness.is === 'secret') row.secretNodes.add(node);
  const tally = tallyFor(row, witness, node);
  if (tally !== undefined) count(tally, node, status);
}

function tallyFor(row: Row, witness: Witness, node: number): Tally | undefined {
  switch (witness.is) {
    case 'pulled':
    case 'failing':
    case 'secret':
      return row[witness.is];
    case 'there':
      return row.there.has(node) || row.there.size < MOST_NODES ? heldIn(row.there, node) : undefined;
    case 'doubt':
      return heldIn(row.doubts, witness.doubt);
    case 'nothing':
      return undefined;
    default:
      return witness satisfies never;
  }
}

function heldIn<K>(tallies: Map<K, Tally>, key: K): Tally {
  const known = tallies.get(key) ?? newTally();
  tallies.set(key, known);
  return known;
}

function count(tally: Tally, node: number, { namespace, startTime, createdAt }: PodStatus): void {
  tally.count += 1;
  if (tally.nodes.size < MOST_NODES) tally.nodes.add(node);
  if (tally.namespaces.size < MOST_NAMED) tally.namespaces.add(namespace);
  else if (!tally.namespaces.has(namespace)) tally.moreNamespaces = true;
  const day = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(startTime === '' ? createdAt : startTime)?.[0] ?? '';
  if (day !== '' && (tally.since === '' || day < tally.since)) tally.since = day;
}

function toRow({
  repository,
  registry,
  needed,
  pulled,
  there,
  secret,
  secretNodes,
  failing,
  doubts,
}: Row): EvidenceRow {
  const [clean, cached] = [newTally(), newTally()];
  for (const [node, tally] of there) addTo(secretNodes.has(node) ? cached : clean, tally);
  return {
    repository,
    registry,
    needed,
    pulled: toSeen(pulled),
    there: toSeen(clean),
    cached: toSeen(cached),
    secret: toSeen(secret),
    failing: toSeen(failing),
    doubts: new Map([...doubts].map(([doubt, tally]) => [doubt, toSeen(tally)])),
  };
}

function addTo(sum: Tally, { count: more, nodes, namespaces, moreNamespaces, since }: Tally): void {
  sum.count += more;
  for (const node of nodes) if (sum.nodes.size < MOST_NODES) sum.nodes.add(node);
  for (const namespace of namespaces) {
    if (sum.namespaces.size < MOST_NAMED) sum.namespaces.add(namespace);
    else if (!sum.namespaces.has(namespace)) sum.moreNamespaces = true;
  }
  if (moreNamespaces) sum.moreNamespaces = true;
  if (since !== '' && (sum.since === '' || since < sum.since)) sum.since = since;
}

function toSeen({ count: seen, nodes, namespaces, moreNamespaces, since }: Tally): Seen {
  return { count: seen, nodes: nodes.size, namespaces: [...namespaces].sort(), moreNamespaces, since };
}

/** Of several kinds together. */
export function together(...parts: readonly Seen[]): Seen {
  const namespaces = [...new Set(parts.flatMap((part) => part.namespaces))].sort();
  const days = parts.flatMap(({ since }) => (since === '' ? [] : [since])).sort();
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    // Which ones they are is not kept: at least so many.
    nodes: Math.max(0, ...parts.map(({ nodes }) => nodes)),
    namespaces: namespaces.slice(0, MOST_NAMED),
    moreNamespaces: namespaces.length > MOST_NAMED || parts.some((part) => part.moreNamespaces),
    since: days[0] ?? '',
  };
}
