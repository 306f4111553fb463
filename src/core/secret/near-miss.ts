/**
 * Where no key of a secret matches an image, says which one comes nearest and what keeps them apart. Every sentence is
 * true for the kubelet, and a key that it proposes (`use "..."`) was tested with the kubelet's own rules first. It
 * explains, it never decides: the verdict is the keyring's alone.
 */
import { type Budget, createBudget } from '../budget.js';
import type { AuthEntry, ImageReference, NearMiss, PullSecret } from '../types.js';
import { CLOUD_CLASSES, PROJECT_CLASSES } from './near-miss/cloud.js';
import { explainDescribed, SLIPS } from './near-miss/described.js';
import { HOST_CLASSES, IPV6_CLASSES, OTHER_REGISTRY } from './near-miss/host.js';
import { HUB_CLASSES } from './near-miss/hub.js';
import { PLACE_CLASSES } from './near-miss/place.js';
import { REPAIRS } from './near-miss/repairs.js';
import {
  chooseSuggestion,
  DROPPED,
  type Explained,
  FAR,
  type ImageLocation,
  type Key,
  keyWorks,
  toKey,
  toTarget,
} from './near-miss/target.js';

/** Slips on top of slips that are looked through. */
const DEPTH = 6;
/** Keys looked at for one image, over all secrets; an honest secret has fewer, and those that resemble the image come first. */
const KEYS_EXPLAINED = 100;

const CLASSES = [
  ...IPV6_CLASSES,
  ...HUB_CLASSES,
  ...PROJECT_CLASSES,
  ...PLACE_CLASSES,
  ...CLOUD_CLASSES,
  ...HOST_CLASSES,
  OTHER_REGISTRY,
];

interface Sourced {
  readonly kind: string;
  readonly source: string;
}

const PLAIN: readonly Sourced[] = [
  {
    kind: 'empty-key',
    source: 'helm.sh, Chart Development Tips: creating image pull secrets (the registry is a value)',
  },
  {
    kind: DROPPED,
    source: 'kubernetes pkg/credentialprovider/keyring.go Add (an entry that cannot be parsed is ignored)',
  },
];

/**
 * All kinds of near misses with their sources, for the test that each has both a sentence and a source. What nobody
 * reports and no documentation shows has no kind of its own: the next broader one speaks.
 */
export const NEAR_MISSES: readonly Sourced[] = [...PLAIN, ...SLIPS, ...REPAIRS, ...CLASSES];

/** Why this entry is not used for the image; undefined where it is (the Docker Hub fallback included). */
export function explainMiss(reference: ImageReference, entry: AuthEntry, secretName: string): NearMiss | undefined {
  const target = toTarget(reference);
  if (keyWorks(entry.normalized, target)) return undefined;
  const { described, dropped } = entry;
  const explained =
    described === undefined
      ? explain(toKey(entry.key), target, DEPTH)
      : explainDescribed(described, dropped, target, (rest) => explain(toKey(rest), target, DEPTH));
  const suggestion = suggest(explained, target);
  const advice = suggestion === undefined ? '' : `; use "${suggestion}"`;
  return {
    kind: explained.kind,
    secret: secretName,
    key: entry.key,
    why: `${described === undefined ? `key "${entry.key}"` : 'a key'} ${explained.clause}${advice}`,
    distance: explained.distance,
  };
}

/**
 * The nearest of all keys of all well-formed secrets; ties go to the secret's name, then to the key. Fewer keys, or none,
 * are looked at once the budget for hints is used up.
 */
export function nearestMiss(
  reference: ImageReference,
  secrets: readonly PullSecret[],
  budget: Budget = createBudget(),
): NearMiss | undefined {
  // Even to begin costs something, and there may be tens of thousands of images.
  if (budget.isShort()) return undefined;
  let nearest: NearMiss | undefined;
  const readable = secrets.flatMap((secret) => ('entries' in secret ? [secret] : []));
  const share = Math.max(1, Math.floor(KEYS_EXPLAINED / readable.length));
  for (const secret of readable) {
    if (!budget.spare(secret.entries.length)) return nearest;
    for (const entry of likely(secret.entries, reference, share)) {
      if (!budget.spare(KEY_STEPS + Math.ceil(entry.key.length / LETTERS_PER_STEP))) return nearest;
      const miss = explainMiss(reference, entry, secret.name);
      if (miss !== undefined && (nearest === undefined || isNearer(miss, nearest))) nearest = miss;
    }
  }
  return nearest;
}

/** Measured: a key goes through some seventy classes, twenty of which are regular expressions. */
const KEY_STEPS = 1000;
const LETTERS_PER_STEP = 4;

/** As many entries as allowed, those first whose key holds the most telling part of the image's host. */
function likely(entries: readonly AuthEntry[], { registry }: ImageReference, count: number): readonly AuthEntry[] {
  if (entries.length <= count) return entries;
  const [part = ''] = registry.split(/[.:]/).sort((a, b) => b.length - a.length);
  const tells = ({ key, described }: AuthEntry): boolean =>
    described === undefined ? key.includes(part) : (described.rest ?? '').includes(part);
  return [...entries.filter(tells), ...entries.filter((entry) => !tells(entry))].slice(0, count);
}

function explain(key: Key, target: ImageLocation, depth: number): Explained {
  if (/^\/*$/.test(key.bare)) return { kind: 'empty-key', clause: 'that names no registry', distance: 50 };
  if (depth > 0) {
    const repaired = explainRepair(key, target, depth);
    if (repaired !== undefined) return repaired;
  }
  if (key.normalized === null) {
    const clause = `that the kubelet drops: ${key.dropped ?? 'it is no address'}`;
    return { kind: DROPPED, clause, suggestion: key.bare, distance: 70 };
  }
  for (const one of CLASSES) {
    const miss = one.explain(key, target);
    if (miss !== undefined) return { kind: one.kind, ...miss };
  }
  return { kind: OTHER_REGISTRY.kind, ...OTHER_REGISTRY.explain(key, target) };
}

/** Takes the first slip out and looks at what is left: the slip speaks if the rest is right, or nearly so. */
function explainRepair(key: Key, target: ImageLocation, depth: number): Explained | undefined {
  for (const repair of REPAIRS) {
    const clean = repair.clean(key, target);
    if (clean === undefined || clean === key.raw) continue;
    const { kind } = repair;
    const clause = repair.clause(key, target);
    const cleaned = toKey(clean);
    if (keyWorks(cleaned.normalized, target)) return { kind, clause, suggestion: clean, distance: repair.distance };
    const rest = explain(cleaned, target, depth - 1);
    // What is said of the rest must be true of the key: only a key that is itself dropped is called so.
    if (rest.distance >= FAR) return key.normalized === null || rest.kind === DROPPED ? undefined : rest;
    return { ...rest, kind, clause, distance: repair.distance + rest.distance };
  }
  return undefined;
}

function suggest({ distance, suggestion }: Explained, target: ImageLocation): string | undefined {
  if (distance >= FAR) return undefined;
  return chooseSuggestion(suggestion === undefined ? [] : [suggestion], target);
}

function isNearer(a: NearMiss, b: NearMiss): boolean {
  if (a.distance !== b.distance) return a.distance < b.distance;
  if (a.secret !== b.secret) return a.secret < b.secret;
  return a.key < b.key;
}
