/**
 * For whom the nodes bring a credential (KEP-4412; semantics 2.28; K pkg/credentialprovider/plugin/plugin.go provide). A
 * credential provider of the kubelet may work with the tokens of ServiceAccounts: then it is asked for a Pod only whose
 * ServiceAccount has certain annotations, whatever their values, and perhaps not for a static pod, which has none.
 */
import type { Settings } from './settings.js';
import type { Lookup, ServiceAccountFacts } from './types.js';

/** A provider that works with ServiceAccount tokens, in the words of the kubelet's CredentialProviderConfig. */
export interface CredentialProvider {
  readonly name?: string;
  readonly matchImages: readonly string[];
  readonly tokenAttributes: {
    /** Is it asked only for Pods with a ServiceAccount? */
    readonly requireServiceAccount: boolean;
    readonly requiredServiceAccountAnnotationKeys?: readonly string[];
  };
}

/** A pattern of images for which the nodes bring a credential in any case, or a provider that asks for more. */
export type NodeCredential = string | CredentialProvider;

/** Every pattern for which the nodes bring a credential, on whatever condition. */
export function nodePatterns({ registries }: Pick<Settings, 'registries'>): readonly string[] {
  return registries.nodeCredentials.flatMap((each) => (typeof each === 'string' ? [each] : each.matchImages));
}

/** Is there a provider whose answer depends on the ServiceAccount? */
export function hasProviders({ registries }: Pick<Settings, 'registries'>): boolean {
  return registries.nodeCredentials.some((each) => typeof each !== 'string');
}

/** Is one of these asked for a Pod with this ServiceAccount? `absent`: the account is not there, or a static pod has none. */
export type Coverage =
  | { readonly state: 'covered' | 'lacking' | 'absent' }
  | { readonly state: 'unknown'; readonly reason: string };

const COVERED: Coverage = { state: 'covered' };

export function coverageOf(providers: readonly CredentialProvider[], account: Lookup<ServiceAccountFacts>): Coverage {
  switch (account.state) {
    case 'found': {
      const { value } = account;
      return providers.some((each) => missingKeys(each, value).length === 0) ? COVERED : { state: 'lacking' };
    }
    case 'absent':
      return providers.some(({ tokenAttributes }) => !tokenAttributes.requireServiceAccount) ? COVERED : account;
    case 'unknown':
      // Whatever annotations it has, these are asked for every Pod that has a ServiceAccount.
      return providers.some((each) => keysOf(each).length === 0) ? COVERED : account;
    default:
      return account satisfies never;
  }
}

export interface LackingProvider {
  readonly provider: CredentialProvider;
  /** In the order of the configuration, never empty. */
  readonly keys: readonly string[];
}

/** The provider to which the ServiceAccount lacks the fewest annotations; the first of several. */
export function nearestProvider(
  providers: readonly CredentialProvider[],
  account: ServiceAccountFacts,
): LackingProvider | undefined {
  let nearest: LackingProvider | undefined;
  for (const provider of providers) {
    const keys = missingKeys(provider, account);
    if (keys.length > 0 && (nearest === undefined || keys.length < nearest.keys.length)) nearest = { provider, keys };
  }
  return nearest;
}

function keysOf({ tokenAttributes }: CredentialProvider): readonly string[] {
  return tokenAttributes.requiredServiceAccountAnnotationKeys ?? [];
}

const sets = new WeakMap<ServiceAccountFacts, ReadonlySet<string>>();
const NONE: ReadonlySet<string> = new Set();

/** Whoever writes a ServiceAccount may give it thousands, and each image asks. */
function annotationsOf(account: ServiceAccountFacts): ReadonlySet<string> {
  if (account.annotationKeys === undefined) return NONE;
  const known = sets.get(account);
  if (known !== undefined) return known;
  const made = new Set(account.annotationKeys);
  sets.set(account, made);
  return made;
}

/** As `sa.Annotations[k]` of the kubelet: exact, and an empty value is there. */
function missingKeys(provider: CredentialProvider, account: ServiceAccountFacts): readonly string[] {
  const present = annotationsOf(account);
  return keysOf(provider).filter((key) => !present.has(key));
}
