/**
 * The ways out, as what is wanted: a login, a secret that is named, a name less. What is printed is one plan for all that
 * is wrong with an object (plan/plan.ts). Nothing printed may overwrite a Secret (it may hold other keys), and a Secret's
 * type cannot be changed (K pkg/apis/core/validation), so a new one takes a free name (design 4.2).
 */
import { PROVIDER_PATTERNS, registryHint } from './image/registry-hints.js';
import { matchesPattern } from './match-images.js';
import type { RuleContext } from './rules/rule.js';
import { isRenewing } from './secret/makers.js';
import type { ImageReference, Intent, PullSecret, Remedy, RuleFinding } from './types.js';
import { shown } from './words/escape.js';

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

/**
 * In place of a bad credential: nothing, where the image is public; what renews it, where something does; else a new
 * secret, and the old one goes where it held nothing else.
 */
export function renewal(
  { facts }: RuleContext,
  reference: ImageReference,
  name: string,
  need: 'public' | 'private' | 'node',
): Remedy {
  const lookup = facts.secrets.get(name);
  const secret = lookup?.state === 'found' ? lookup.value : undefined;
  if (secret?.madeBy !== undefined && isRenewing(secret.madeBy)) {
    return { intents: [{ do: 'renew', secret: name, by: secret.madeBy }] };
  }
  const alone = replaceable(secret);
  if (need === 'public' && alone) {
    return { ...withoutSecrets([name]), note: 'the image is public and needs no login; a bad one stops the pull' };
  }
  return newSecret(reference, alone ? [name] : []);
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
