import { ON_CLUSTER } from '../basis.js';
import { foundSecrets } from '../outlook.js';
import type { PullSecret } from '../types.js';
import { secretName } from '../words/naming.js';
import type { Rule } from './rule.js';

/** PG208: type kubernetes.io/dockercfg (semantics 2.2, 2.6). */
export const secretLegacy: Rule<'PG208'> = {
  code: 'PG208',
  slug: 'secret-legacy',
  title: 'a pull secret of the legacy type',
  defaultAction: 'warn',
  scope: 'pod',
  docs: {
    what: 'The list names a Secret of type `kubernetes.io/dockercfg`, the format of Docker before 1.7, that no controller made (OpenShift and GitLab Runner still make such).',
    why: 'It still works, but other tools no longer write or read it, and a sibling such as `"credsStore"` inside breaks every pull of the pod (PG301).',
    kubelet: 'It reads it as it reads the new type.',
    fix: 'Create a Secret with `kubectl create secret docker-registry` and name it instead.',
    source: [
      'pkg/credentialprovider/secrets/secrets.go',
      'staging/src/k8s.io/api/core/v1/types.go (SecretTypeDockercfg)',
    ],
  },
  evaluate: ({ facts }) => {
    if (facts.effective.state !== 'found') return [];
    const legacy = foundSecrets(facts.effective.value, facts.secrets).filter(isLegacy);
    const names = legacy.map(({ name }) => name);
    return [...new Set(names)].map((name) => ({
      problem: `${secretName(name)} has the legacy type kubernetes.io/dockercfg`,
      because:
        'it works, but new tools neither write nor read it; `kubectl create secret docker-registry` makes the type that they know, kubernetes.io/dockerconfigjson',
      uses: [],
      basis: ON_CLUSTER,
    }));
  },
};

/** What a controller makes, nobody can replace by hand. */
function isLegacy({ form, madeBy }: PullSecret): boolean {
  return form === 'dockercfg' && madeBy === undefined;
}
