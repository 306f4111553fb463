import { ON_CLUSTER } from '../basis.js';
import { withoutSecrets } from '../remedy.js';
import { NEVER_DECIDES } from '../wants.js';
import { secretName } from '../words/naming.js';
import { absentName, guessedPublic } from './guessed-public.js';
import type { Rule } from './rule.js';

/** PG203: a named secret is absent, but every image finds what it needs without it (semantics 2.1). */
export const secretNotFoundUnneeded: Rule<'PG203'> = {
  code: 'PG203',
  slug: 'secret-not-found-unneeded',
  title: 'a named pull secret does not exist, and is not needed',
  defaultAction: 'warn',
  scope: 'pod',
  // A list that the fix leaves empty is filled from the ServiceAccount again.
  wants: {
    facts: ['serviceAccount'],
    when: ({ facts }) => absentName(facts) !== undefined,
    decides: NEVER_DECIDES,
  },
  docs: {
    what: 'The list names a Secret that is not in the namespace. Every image can be pulled without it.',
    why: 'It hides real trouble: an event comes back with every pod (up to Kubernetes 1.36), or nobody is told at all, and the next image may need that secret.',
    kubelet:
      'It skips the name and pulls with the others. Up to Kubernetes 1.36 a Warning event `FailedToRetrieveImagePullSecret` says so; from 1.37 on nothing does while the pull works.',
    fix: 'Take the name out of the list, or create the Secret.',
    source: ['pkg/kubelet/kubelet_pods.go (getPullSecretsForPod)'],
  },
  evaluate: (context) => {
    const { facts, outlooks, subject } = context;
    if (facts.effective.state !== 'found' || absentName(facts) === undefined) return [];
    // An image that lacks a credential, or whose outlook is unknown, may need exactly this secret.
    if (outlooks.some(({ state }) => state === 'lacking' || state === 'unknown' || state === 'hopeless')) return [];
    if (guessedPublic(outlooks, facts) !== undefined) return [];
    const named = new Set(facts.effective.value.names);
    const absent = [...named].filter((name) => name !== '' && facts.secrets.get(name)?.state === 'absent');
    const fix = withoutSecrets(absent);
    return absent.map((name) => ({
      problem: `${secretName(name)} does not exist in namespace "${subject.namespace}"`,
      because: 'no image needs it, but up to Kubernetes 1.36 every pod gets a FailedToRetrieveImagePullSecret event',
      fix,
      uses: [],
      basis: ON_CLUSTER,
    }));
  },
};
