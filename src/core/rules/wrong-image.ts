/** The fix that rules share where the image is at fault and not the secrets (image/meant.ts). */
import type { Facts } from '../facts.js';
import { type KnownHosts, meantImage } from '../image/meant.js';
import { foundSecrets } from '../outlook.js';
import { registryNeed } from '../registries.js';
import type { ImageReference, PullSecret, Remedy } from '../types.js';
import { shown } from '../words/escape.js';
import { forgottenRegistry } from './forgotten.js';
import { IF_HUB, withRegistry } from './meant-registry.js';
import type { RuleContext } from './rule.js';

export interface WrongImage {
  /** A clause. */
  readonly because: string;
  readonly fix: Remedy;
}

/** Undefined where the image may well be right. */
export function wrongImage(context: RuleContext, reference: ImageReference): WrongImage | undefined {
  const { pattern } = registryNeed(reference.repository, context.settings);
  if (reference.shortName) return withoutRegistry(context, reference, pattern);
  const { used, all } = hostsOf(context.facts);
  const listed = pattern !== undefined;
  const found = meantImage(reference, { used, all, listed });
  if (found === undefined) return undefined;
  const { image, why } = found;
  // What the right image needs besides, the plan finds out.
  return { because: shown(why, WHY_SHOWN), fix: { intents: [{ do: 'edit-image', image, note: '' }] } };
}

/** Of an organisation that may be one of Docker Hub, only where something tells which registry was meant. */
function withoutRegistry(
  context: RuleContext,
  reference: ImageReference,
  pattern: string | undefined,
): WrongImage | undefined {
  const forgotten = forgottenRegistry(context, reference, { state: 'lacking', pattern, matches: [] });
  if (forgotten === undefined) return undefined;
  const { image, why, isKnown } = withRegistry(context, reference);
  if (forgotten.kind === 'organisation' && !isKnown) return undefined;
  const what =
    forgotten.kind === 'unofficial'
      ? 'the image has no registry in front and is no Docker Official Image'
      : 'the image has no registry in front, which means Docker Hub';
  return {
    because: why === '' ? what : `${what}; ${why}`,
    fix: {
      intents: [{ do: 'edit-image', image, note: '' }],
      ...(forgotten.kind === 'organisation' ? { note: IF_HUB } : {}),
    },
  };
}

/** Room for a host at each end. */
const WHY_SHOWN = 400;

function usedBy(facts: Facts): readonly PullSecret[] {
  return facts.effective.state === 'found' ? foundSecrets(facts.effective.value, facts.secrets) : [];
}

type Hosts = Omit<KnownHosts, 'listed'>;

/** More hosts than this nobody compares with. */
const MOST_HOSTS = 200;
const hostsBy = new WeakMap<Facts, Hosts>();

/** Found once for all images of an object. */
function hostsOf(facts: Facts): Hosts {
  const known = hostsBy.get(facts);
  if (known !== undefined) return known;
  const used = hostsIn(usedBy(facts));
  const others = facts.candidates.state === 'found' ? hostsIn(facts.candidates.value) : [];
  const hosts = { used, all: [...used, ...others].slice(0, MOST_HOSTS) };
  hostsBy.set(facts, hosts);
  return hosts;
}

/** Of a key that is not shown no part is shown; a wildcard is no host. */
function hostsIn(secrets: readonly PullSecret[]): readonly string[] {
  const hosts = new Set<string>();
  for (const secret of secrets) {
    if (!('entries' in secret)) continue;
    for (const { normalized, described } of secret.entries) {
      if (normalized !== null && described === undefined && !normalized.includes('*')) {
        hosts.add(normalized.split('/', 1)[0] ?? '');
      }
      if (hosts.size >= MOST_HOSTS) return [...hosts];
    }
  }
  return [...hosts];
}
