/**
 * The ways out, as what is wanted: a login, a secret that is named, a name less. What is printed is one plan for all that
 * is wrong with an object (plan/plan.ts). Nothing printed may overwrite a Secret (it may hold other keys), and a Secret's
 * type cannot be changed (K pkg/apis/core/validation), so a new one takes a free name (design 4.2).
 */

import { bestOf } from './choice.js';
import { PROVIDER_PATTERNS, registryHint } from './image/registry-hints.js';
import { matchesPattern } from './match-images.js';
import type { RuleContext } from './rules/rule.js';
import { normalizeKey } from './secret/key.js';
import { createKeyring, FALLBACK_KEY, isDockerHub, keyMatches } from './secret/keyring.js';
import { isRenewing } from './secret/makers.js';
import { sourceOf } from './secret/managers.js';
import type { ImageReference, Intent, PullSecret, Remedy, RuleFinding } from './types.js';
import { shown } from './words/escape.js';
import { joined, keyCount, keyName, secretName } from './words/naming.js';

/** A new secret for the registry. `without`: names that it replaces. */
export function newSecret({ registry }: ImageReference, without: readonly string[] = []): Remedy {
  return { intents: [...dropping(without), { do: 'log-in', registry }] };
}

/** A secret which is there already, named too. */
export function existingSecret(secret: string, without: readonly string[] = []): Remedy {
  return { intents: [...dropping(without), { do: 'name', secret }] };
}

/** The list without these names, where nothing else is needed. */
export function withoutSecrets(without: readonly string[]): Remedy {
  return { intents: dropping(without) };
}

function dropping(secrets: readonly string[]): readonly Intent[] {
  return secrets.length === 0 ? [] : [{ do: 'drop', secrets }];
}

/** A kubelet asks anew for each try, and reads the secret anew for it (semantics 5.9). */
const RETRY = 'Pods that failed to pull retry by themselves; restart only what never got its Pods created';

/**
 * In place of a bad credential: what renews it, where something does; nothing, where the image is public; a better secret
 * that nobody names yet; its source, where a tool keeps it like that; a new login in the same place, where it holds no
 * other; else a new secret beside it.
 */
export function renewal(
  context: RuleContext,
  reference: ImageReference,
  name: string,
  need: 'public' | 'private' | 'node',
): Remedy {
  const lookup = context.facts.secrets.get(name);
  const secret = lookup?.state === 'found' ? lookup.value : undefined;
  const renewer = secret?.madeBy !== undefined && isRenewing(secret.madeBy) ? secret.madeBy : undefined;
  const note = retryNote(reference);
  if (renewer !== undefined) return { intents: [{ do: 'renew', secret: name, by: renewer }], note };
  const alone = replaceable(secret);
  if (need === 'public' && alone) {
    return { ...withoutSecrets([name]), note: 'the image is public and needs no login; a bad one stops the pull' };
  }
  const newer = newerSecret(context, reference);
  if (newer !== undefined) return existingSecret(newer, alone ? [name] : []);
  const keeper = keeperOf(secret);
  if (keeper !== undefined) return { intents: [{ do: 'renew', secret: name, by: keeper }], note };
  const server = secret === undefined ? undefined : serverInPlace(secret, reference);
  if (server !== undefined) {
    const said = secret?.saidExpiry !== undefined;
    const inPlace = `this replaces ${secretName(name)} in place, which holds only this key`;
    return { intents: [{ do: 'replace', secret: name, server, said }], note: `${inPlace}; ${note}` };
  }
  const kept = alone || secret === undefined ? {} : othersNote(secret, reference);
  return { ...newSecret(reference, alone ? [name] : []), ...kept };
}

function retryNote({ registry }: ImageReference): string {
  const { renewal: what } = registryHint(registry);
  return what === undefined ? RETRY : `${RETRY}; what renews it: ${what}`;
}

/** Who undoes what is changed in the cluster, and has to be told instead. */
export function keeperOf(secret: PullSecret | undefined): string | undefined {
  return [secret?.madeBy, secret?.managedBy].find((name) => name !== undefined && sourceOf(name) !== undefined);
}

/** Of a namespace that was asked for its secrets: one that matches, and of which nothing bad is known. */
export function newerSecret({ facts, budget }: RuleContext, { repository }: ImageReference): string | undefined {
  const { candidates } = facts;
  if (candidates.state !== 'found') return undefined;
  const each = createKeyring(candidates.value).lookupEach(repository, budget);
  const best = bestOf(each, candidates.value, facts);
  return best === undefined || best.doubt !== undefined ? undefined : best.secret.name;
}

/** Its one key, where `kubectl create secret docker-registry` can write the same; its type and what it may hold stay. */
function serverInPlace(secret: PullSecret, { repository }: ImageReference): string | undefined {
  if (secret.form !== 'dockerconfigjson' || secret.immutable === true || !replaceable(secret)) return undefined;
  const [entry] = secret.entries;
  if (entry === undefined || entry.described !== undefined || entry.normalized === null) return undefined;
  const written = normalizeKey(entry.key);
  const isSame = written.ok && written.key === entry.normalized;
  const isHub = written.ok && written.key === FALLBACK_KEY && isDockerHub(repository);
  return isSame && (isHub || keyMatches(entry.normalized, repository)) ? entry.key : undefined;
}

/** Keys that are told one by one. */
const MOST_TOLD = 3;

/** Why a second secret is made, and the first one stays. The same for all images of a registry, so that they are told once. */
function othersNote(secret: PullSecret, { registry }: ImageReference): Pick<Remedy, 'note'> {
  if (!('entries' in secret)) return {};
  const own = registry === 'docker.io' ? [registry, FALLBACK_KEY] : [registry];
  const others = secret.entries.filter(({ normalized }) => !own.includes(normalized?.split('/', 1)[0] ?? ''));
  const count = others.length + (secret.omitted ?? 0);
  if (count === 0) return {};
  const told = others.slice(0, MOST_TOLD).map((entry) => keyName(entry));
  const more = count - told.length;
  const words = [...told, ...(more === 0 ? [] : [`${keyCount(more)} more`])];
  return { note: `${secretName(secret.name)} also holds ${joined(words)}, so it stays as it is` };
}

/** A secret that holds nothing but this one key can be replaced; another one is kept beside the new one. */
export function replaceable(secret: PullSecret | undefined): boolean {
  return secret !== undefined && 'entries' in secret && secret.entries.length === 1 && (secret.omitted ?? 0) === 0;
}

/** The narrowest useful pattern for `registries.public`: the organisation, or the repository where there is none. */
function publicPattern({ registry, path }: ImageReference): string {
  const slash = path.indexOf('/');
  return slash === -1 ? `${registry}/${path}` : `${registry}/${path.slice(0, slash + 1)}`;
}

/**
 * The operator's way out of a denial for want of a credential (design 2.3); none where no pattern can match the image. For
 * the registry of a cloud it is not "public": there the nodes bring the credential, if the cloud is theirs.
 */
export function ifPublic(reference: ImageReference): Pick<RuleFinding, 'operator'> {
  const { repository, registry } = reference;
  const { nodeProvider } = registryHint(registry);
  if (nodeProvider !== undefined) {
    const covered = PROVIDER_PATTERNS[nodeProvider].some((pattern) => matchesPattern(pattern, repository));
    const provider = covered ? `set cluster.provider to ${nodeProvider} or ` : '';
    const operator = `If the nodes bring the credential, an operator can ${provider}list ${shown(registry)} under registries.nodeCredentials`;
    return { operator };
  }
  const pattern = publicPattern(reference);
  if (!matchesPattern(pattern, repository)) return {};
  return { operator: `If the image is public, an operator can list ${shown(pattern)} under registries.public` };
}
