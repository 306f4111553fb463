import { mismatch } from '../causes/mismatch.js';
import { ifPublic, newSecret } from '../remedy.js';
import type { AuthEntry, ConfigSlip, NearMiss, PullSecret } from '../types.js';
import { shown } from '../words/escape.js';
import { joined, keyCount, keyName, listOwner, registryName, secretName } from '../words/naming.js';
import { causeFindings } from './cause-findings.js';
import type { Rule, RuleContext } from './rule.js';
import { wrongImage } from './wrong-image.js';

/** Keys that are listed before "and N more". */
const KEYS_SHOWN = 3;
/** A key can be as long as its secret. */
const WHY_SHOWN = 320;

/** The verdict is exact all the same: it compares by host, and only the nearest key is looked for one by one. */
const NOT_ALL = '; there are too many keys and images to look for the nearest one';

/** PG205: the secrets hold other registries; the nearest miss is explained (semantics 2.18 to 2.22). */
export const registryMismatch: Rule<'PG205'> = {
  code: 'PG205',
  slug: 'registry-mismatch',
  title: 'the pull secrets are for other registries',
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'Pull secrets are there and well-formed, but none of their keys matches the image. Host, port, number of host parts and path are compared as text; the message names the closest key and the difference. Of a secret with more than 256 keys only keys like the registry of the image are explained; the message says how many it holds. Where the image itself is at fault (capitals in its host, a slip of a known registry, another address of Docker Hub, a second registry in front), the message says so and corrects the image.',
    why: 'The keys look right to a person: a port too many, `/v1` without its final slash, a wildcard one level too high, `registry-1.docker.io` for Docker Hub.',
    kubelet: 'A key that does not match is not tried. With no match there is one anonymous attempt: ErrImagePull.',
    fix: 'Create a Secret whose `--docker-server` is exactly the registry as the image names it, and add it to the list; or correct the image. Never log in at a host that only looks like the right one.',
    source: ['pkg/credentialprovider/keyring.go (ParseSchemelessURL, URLsMatch, BasicDockerKeyring.Lookup)'],
  },
  evaluate: (context) =>
    causeFindings(context, mismatch, ({ miss, secrets, cut }, reference) => {
      const problem = `no pull secret matches ${registryName(reference)}`;
      const wrong = wrongImage(context, reference);
      if (wrong !== undefined) return { problem, ...wrong };
      return {
        problem,
        because: `${whyNone(miss, heldIn(secrets, context)).join('; ')}${cut ? NOT_ALL : ''}`,
        fix: newSecret(reference),
        ...ifPublic(reference),
      };
    }),
};

/** What is said of the secrets, whatever the image. */
interface Held {
  /** Of those that were read whole: their keys. */
  readonly whole: readonly string[];
  /** Of those whose parts stand in the wrong place: what is wrong. */
  readonly slipped: readonly string[];
  /** Of the others: how many keys they hold. */
  readonly large: readonly string[];
}

const heldOf = new WeakMap<readonly PullSecret[], Held>();

/** Put into words once for all images of an object, which have the list in common. */
function heldIn(secrets: readonly PullSecret[], context: RuleContext): Held {
  const known = heldOf.get(secrets);
  if (known !== undefined) return known;
  const read = secrets.filter((secret) => omittedOf(secret) === 0);
  const held = {
    whole: read.length === 0 ? [] : [whatTheyHold(read, context)],
    slipped: slips(secrets),
    large: large(secrets),
  };
  heldOf.set(secrets, held);
  return held;
}

function whyNone(miss: NearMiss | undefined, { slipped, whole, large }: Held): readonly string[] {
  if (slipped.length > 0) return slipped;
  return [...(miss === undefined ? whole : [nearest(miss)]), ...large];
}

/** What is wrong with the whole secret says more than its keys. */
function slips(secrets: readonly PullSecret[]): readonly string[] {
  const clauses = secrets.flatMap((secret) =>
    'slip' in secret && secret.slip !== undefined ? [`${secretName(secret.name)}: ${slipWords(secret.slip)}`] : [],
  );
  return [...new Set(clauses)].slice(0, SLIPS_SHOWN);
}

const SLIPS_SHOWN = 2;

function slipWords(slip: ConfigSlip): string {
  switch (slip) {
    case 'no-auths':
      return 'its hosts stand at the top, without the "auths" around them that its type has, so the kubelet finds none';
    case 'auth-for-auths':
      return 'it says "auth" where "auths" belongs, so the kubelet finds no host';
    case 'nested':
      return 'its config stands inside another key, and the kubelet looks for "auths" at the top only';
    case 'wrapper':
      return 'it holds a whole config.json, and its type kubernetes.io/dockercfg has no "auths" wrapper: use kubernetes.io/dockerconfigjson instead';
    default:
      return slip satisfies never;
  }
}

/** Secrets of which only what matches was read; what was left out is not explained. */
function large(secrets: readonly PullSecret[]): readonly string[] {
  const clauses = secrets.flatMap((secret) => {
    if (!('entries' in secret) || omittedOf(secret) === 0) return [];
    return `${secretName(secret.name)} holds ${keyCount(secret.entries.length + omittedOf(secret))}, none of which matches`;
  });
  return [...new Set(clauses)];
}

function omittedOf(secret: PullSecret): number {
  return 'entries' in secret ? (secret.omitted ?? 0) : 0;
}

function nearest({ secret, why }: NearMiss): string {
  return `${secretName(secret)} has ${shown(why, WHY_SHOWN)}`;
}

/** One entry for each key. */
function distinctKeys(secrets: readonly PullSecret[]): readonly AuthEntry[] {
  const entries = secrets.flatMap((secret) => ('entries' in secret ? secret.entries : []));
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}

function whatTheyHold(secrets: readonly PullSecret[], context: RuleContext): string {
  const keys = distinctKeys(secrets);
  if (keys.length === 0) {
    const helper = secrets.some((secret) => 'usesHelper' in secret && secret.usesHelper);
    const names = joined([...new Set(secrets.map(({ name }) => secretName(name)))]);
    return helper
      ? `${names}: a credential helper is named and no registry (Docker Desktop keeps the passwords elsewhere)`
      : `${names}: no registry inside`;
  }
  const listed = keys.slice(0, KEYS_SHOWN).map((entry) => keyName(entry, 80).replace(/^key /, ''));
  const more = keys.length > KEYS_SHOWN ? `, and ${keys.length - KEYS_SHOWN} more` : '';
  return `the secrets of ${listOwner(context)} are for ${listed.join(', ')}${more}`;
}
