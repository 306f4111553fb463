import { shown } from '../message/escape.js';
import { joined, keyCount, keyName, listOwner, registryName, secretName } from '../naming.js';
import { ifPublic, newSecret } from '../remedy.js';
import type { AuthEntry, NearMiss, PullSecret } from '../types.js';
import { causeFindings } from './cause-findings.js';
import type { Rule, RuleContext } from './rule.js';

/** Keys that are listed before "and N more". */
const KEYS_SHOWN = 3;
/** A key can be as long as its secret. */
const WHY_SHOWN = 320;

/** The verdict is exact all the same: it compares by host, and only the nearest key is looked for one by one. */
const NOT_ALL = '; there are too many keys and images to look for the nearest one';

/** PG205: the secrets hold other registries; the nearest miss is explained (semantics 2.18 to 2.22). */
export const registryMismatch: Rule = {
  code: 'PG205',
  slug: 'registry-mismatch',
  title: 'the pull secrets are for other registries',
  defaultAction: 'deny',
  scope: 'image',
  docs: {
    what: 'Pull secrets are there and well-formed, but none of their keys matches the image. Host, port, number of host parts and path are compared as text; the message names the closest key and the difference. Of a secret with more than 256 keys only keys like the registry of the image are explained; the message says how many it holds.',
    why: 'The keys look right to a person: a port too many, `/v1` without its final slash, a wildcard one level too high, `registry-1.docker.io` for Docker Hub.',
    kubelet: 'A key that does not match is not tried. With no match there is one anonymous attempt: ErrImagePull.',
    fix: 'Create a Secret whose `--docker-server` is exactly the registry as the image names it, and add it to the list.',
    source: ['pkg/credentialprovider/keyring.go (ParseSchemelessURL, URLsMatch, BasicDockerKeyring.Lookup)'],
  },
  evaluate: (context) =>
    causeFindings(context, 'PG205', ({ miss, secrets, cut }, reference) => ({
      problem: `no pull secret matches ${registryName(reference)}`,
      because: `${[...whyNone(miss, secrets, context), ...large(secrets)].join('; ')}${cut ? NOT_ALL : ''}`,
      fix: newSecret(context, reference),
      ...ifPublic(reference),
    })),
};

/** Of secrets that were read whole. */
function whyNone(miss: NearMiss | undefined, secrets: readonly PullSecret[], context: RuleContext): readonly string[] {
  if (miss !== undefined) return [nearest(miss)];
  const whole = secrets.filter((secret) => omittedOf(secret) === 0);
  return whole.length === 0 ? [] : [whatTheyHold(whole, context)];
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

const keysOf = new WeakMap<readonly PullSecret[], readonly AuthEntry[]>();

/** One entry for each key, read once for all images of an object. */
function distinctKeys(secrets: readonly PullSecret[]): readonly AuthEntry[] {
  const known = keysOf.get(secrets);
  if (known !== undefined) return known;
  const entries = secrets.flatMap((secret) => ('entries' in secret ? secret.entries : []));
  const distinct = [...new Map(entries.map((entry) => [entry.key, entry])).values()];
  keysOf.set(secrets, distinct);
  return distinct;
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
