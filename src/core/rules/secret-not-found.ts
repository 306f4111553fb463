import { comesTooLate } from '../arrival.js';
import { ON_CLUSTER } from '../basis.js';
import type { Budget } from '../budget.js';
import { notFound } from '../causes/not-found.js';
import { nearestWord } from '../edit-distance.js';
import type { Facts } from '../facts.js';
import { isNothing, placeholderIn } from '../image/placeholder.js';
import { isObjectName } from '../object-name.js';
import { existingSecret, newSecret } from '../remedy.js';
import type { ImageReference, Remedy, RuleFinding } from '../types.js';
import { doubtWords } from '../words/doubt.js';
import { quoted } from '../words/escape.js';
import { joined, registryName, secretName } from '../words/naming.js';
import { causeFindings } from './cause-findings.js';
import { absentName, guessedPublic, isGuessed } from './guessed-public.js';
import type { Rule, RuleContext } from './rule.js';
import { wrongImage } from './wrong-image.js';

/** PG202: a named secret is absent and no other one matches (semantics 2.1). */
export const secretNotFound: Rule<'PG202'> = {
  code: 'PG202',
  slug: 'secret-not-found',
  title: 'the named pull secret does not exist',
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  wants: {
    facts: ['candidates', 'serviceAccount'],
    when: ({ outlooks, facts }) => outlooks.some(isGuessed) && absentName(facts) !== undefined,
    decides: () => true,
  },
  docs: {
    what: 'The list names a Secret that is not in the namespace, and no other secret of the list matches the registry. A Secret is only looked for in the namespace of the pod; an entry has no field `namespace`. In files, a warning: the Secret comes with the same files, but Helm or Argo CD creates it only after the hook, or the wave, that needs it.',
    why: 'A typo, a secret that lives in another namespace, a Deployment that was applied before its Secret, or a hook that runs before the rest of its chart is there.',
    kubelet:
      'It skips the missing name with a Warning event `FailedToRetrieveImagePullSecret` and tries with what is left, here anonymously: ErrImagePull.',
    fix: 'Create the Secret in this namespace, or name the one that is meant. With `kubectl apply -f dir`, create the Secret first or apply again. A Secret that a hook needs is a hook, too, of a lower weight.',
    source: [
      'pkg/kubelet/kubelet_pods.go (getPullSecretsForPod)',
      'helm: pkg/action/hooks.go (execHook, hookByWeight)',
      'gitops-engine: pkg/sync/hook, pkg/sync/syncwaves',
    ],
  },
  evaluate: (context) => [
    ...tooLate(context),
    ...guessedWrong(context),
    ...causeFindings(context, notFound, ({ name, better, similar, elsewhere }, reference) => {
      const { namespace } = context.subject;
      const wrong = better === undefined ? wrongImage(context, reference) : undefined;
      const slip = nameSlip(name);
      const hints = [
        ...(slip === undefined ? [] : [slip]),
        wrong?.because ?? `nothing else in the list matches ${registryName(reference)}`,
      ];
      if (better === undefined && similar !== undefined) hints.push(similarName(similar));
      if (elsewhere.length > 0) hints.push(`it exists in namespace ${joined(elsewhere.map((each) => quoted(each)))}`);
      if (better !== undefined) {
        const doubt = better.doubt === undefined ? '' : `, but may not work: ${doubtWords(better.doubt)}`;
        hints.push(`${secretName(better.secret)} of this namespace does${doubt}`);
      }
      return {
        problem: notThere(name, namespace),
        because: hints.join('; '),
        fix: better === undefined ? (wrong?.fix ?? create(name, reference)) : existingSecret(better.secret, [name]),
      };
    }),
  ],
};

function notThere(name: string, namespace: string): string {
  return `${secretName(name)} does not exist in namespace ${quoted(namespace)}`;
}

function similarName(similar: string): string {
  return `a similar name there is ${quoted(similar)}`;
}

/** What a ServiceAccount lists may be there before its first Pod, so this is a warning at most. */
export function absentFromAccount(
  names: readonly string[],
  { namespace, candidates, budget }: AccountList,
): readonly RuleFinding[] {
  const held = candidates.state === 'found' ? candidates.value.map((secret) => secret.name) : [];
  return names.map((name) => {
    const slip = nameSlip(name);
    const similar = slip === undefined ? nearestWord(name, held, 2, budget) : undefined;
    const hints = [
      slip ?? 'unless it comes with the same apply, Pods that get this list do without it',
      ...(similar === undefined ? [] : [similarName(similar)]),
    ];
    return {
      problem: notThere(name, namespace),
      because: hints.join('; '),
      uses: [],
      basis: ON_CLUSTER,
      ceiling: 'warn',
    };
  });
}

interface AccountList extends Pick<Facts, 'candidates'> {
  readonly namespace: string;
  readonly budget: Budget;
}

/** Its registry was taken to need no login, and the namespace holds one for it. */
function guessedWrong({ outlooks, facts, subject }: RuleContext): readonly RuleFinding[] {
  const guessed = guessedPublic(outlooks, facts);
  if (guessed === undefined) return [];
  return guessed.images.map(({ outlook, secret }) => ({
    problem: notThere(guessed.name, subject.namespace),
    because: `${secretName(secret)} of this namespace is for ${outlook.reference === undefined ? 'its registry' : registryName(outlook.reference)}`,
    fix: existingSecret(secret, [guessed.name]),
    uses: [outlook.use],
    basis: ON_CLUSTER,
  }));
}

/** A secret that the same files bring, and that an installer creates only after the pods that need it: a warning. */
function tooLate({ request: { arrival }, outlooks, facts }: RuleContext): readonly RuleFinding[] {
  if (arrival === undefined) return [];
  return outlooks.flatMap(({ use, state, need, matches }) => {
    if (state !== 'works' || need !== 'private') return [];
    const names = matches
      .filter(({ standing }) => standing === 'good' || standing === 'suspect')
      .map(({ secret }) => secret);
    const late = names.map((name) => {
      const secret = facts.secrets.get(name);
      const theirs = secret?.state === 'found' ? secret.value.arrival : undefined;
      return theirs === undefined ? undefined : comesTooLate(theirs, arrival);
    });
    const [name] = names;
    const [first] = late;
    // One that is there in time is enough.
    if (name === undefined || first === undefined || late.includes(undefined)) return [];
    return {
      problem: `${secretName(name)} does not exist yet when ${first.when}`,
      because: first.because,
      fix: { intents: [{ do: 'annotate', secret: name, annotations: first.annotations }] },
      uses: [use],
      basis: ON_CLUSTER,
      ceiling: 'warn',
    };
  });
}

/** What was probably meant by a name that names nothing here. */
function nameSlip(name: string): string | undefined {
  const placeholder = placeholderIn(name);
  if (placeholder !== undefined) {
    return `its name holds the placeholder ${quoted(placeholder, 64)}, which nobody filled in`;
  }
  if (isNothing(name)) return 'its name is what a template prints for a value that is not set';
  if (name.includes('/') || DOTTED.test(name)) {
    return 'a name cannot hold a namespace: only secrets of the namespace of the pod are looked for';
  }
  return isObjectName(name) ? undefined : 'no secret can have this name: it takes small letters, digits, "-" and "."';
}

/** `kube-system.regcred`; not the name of a host, as `quay.io`. */
const DOTTED = /^[a-z0-9-]+\.[a-z0-9-]{5,}$/;

function create(name: string, reference: ImageReference): Remedy {
  // A name that no object can have, or that means another thing, is a mistake in the list.
  if (nameSlip(name) !== undefined) return newSecret(reference, [name]);
  return { intents: [{ do: 'make', name, registry: reference.registry }] };
}
