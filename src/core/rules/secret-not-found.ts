import { isObjectName } from '../object-name.js';
import { existingSecret, loginFor, newSecret } from '../remedy.js';
import type { Fix, ImageReference } from '../types.js';
import { doubtWords } from '../words/doubt.js';
import { quoted } from '../words/escape.js';
import { joined, registryName, secretName } from '../words/naming.js';
import { causeFindings } from './cause-findings.js';
import type { Rule, RuleContext } from './rule.js';
import { wrongImage } from './wrong-image.js';

/** PG202: a named secret is absent and no other one matches (semantics 2.1). */
export const secretNotFound: Rule = {
  code: 'PG202',
  slug: 'secret-not-found',
  title: 'the named pull secret does not exist',
  defaultAction: 'deny',
  scope: 'image',
  docs: {
    what: 'The list names a Secret that is not in the namespace, and no other secret of the list matches the registry. A Secret is only looked for in the namespace of the pod.',
    why: 'A typo, a secret that lives in another namespace, or a Deployment that was applied before its Secret.',
    kubelet:
      'It skips the missing name with a Warning event `FailedToRetrieveImagePullSecret` and tries with what is left, here anonymously: ErrImagePull.',
    fix: 'Create the Secret in this namespace, or name the one that is meant. With `kubectl apply -f dir`, create the Secret first or apply again.',
    source: ['pkg/kubelet/kubelet_pods.go (getPullSecretsForPod)'],
  },
  evaluate: (context) =>
    causeFindings(context, 'PG202', ({ name, better, similar, elsewhere }, reference) => {
      const { namespace } = context.subject;
      const wrong = better === undefined ? wrongImage(context, reference) : undefined;
      const hints = [wrong?.because ?? `nothing else in the list matches ${registryName(reference)}`];
      if (better === undefined && similar !== undefined) hints.push(`a similar name there is ${quoted(similar)}`);
      if (elsewhere.length > 0) hints.push(`it exists in namespace ${joined(elsewhere.map((each) => quoted(each)))}`);
      if (better?.doubt !== undefined)
        hints.push(`${secretName(better.secret)} does, but may not work: ${doubtWords(better.doubt)}`);
      return {
        problem: `${secretName(name)} does not exist in namespace ${quoted(namespace)}`,
        because: hints.join('; '),
        fix:
          better === undefined
            ? (wrong?.fix ?? create(context, name, reference))
            : existingSecret(context, better.secret, [name]),
      };
    }),
};

function create(context: RuleContext, name: string, reference: ImageReference): Fix {
  // A name that no object can have is a mistake in the list; creating it is impossible.
  if (!isObjectName(name)) return newSecret(context, reference, [name]);
  const { server, note } = loginFor(reference);
  const order = context.subject.isPod ? undefined : 'if it is part of this apply, create it first or apply again';
  const notes = [note, order].filter((each) => each !== undefined);
  return {
    steps: [{ do: 'create-secret', namespace: context.subject.namespace, name, server, named: true }],
    ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
  };
}
