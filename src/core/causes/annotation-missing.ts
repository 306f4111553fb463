import { hasProviders, nearestProvider } from '../credential-providers.js';
import { registryNeed } from '../registries.js';
import { type CauseKind, NEVER } from './cause.js';

export interface AnnotationMissing {
  readonly code: 'PG404';
  /** The provider's own name; absent where the settings give it none. */
  readonly provider?: string;
  readonly keys: readonly string[];
}

/** The nodes would bring a credential, to a ServiceAccount that asks for it by an annotation (semantics 2.28). */
export const annotationMissing: CauseKind<AnnotationMissing> = {
  code: 'PG404',
  of: 'lacking',
  wants: ['candidates', 'serviceAccount'],
  prepare: ({ facts: { serviceAccount }, settings }) => {
    if (serviceAccount.state !== 'found' || !hasProviders(settings)) return NEVER;
    const account = serviceAccount.value;
    return ({ reference }) => {
      const { providers = [] } = registryNeed(reference.repository, settings);
      const nearest = nearestProvider(providers, account);
      if (nearest === undefined) return undefined;
      const { provider, keys } = nearest;
      return { code: 'PG404', keys, ...(provider.name === undefined ? {} : { provider: provider.name }) };
    };
  },
};
