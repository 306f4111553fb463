/**
 * What the registry itself says by now, beside what the node was told: it may settle what the words of the node leave open,
 * and where it says otherwise, both are told. It was asked from where Pullgate is, and the node is somewhere else, so it
 * never takes the place of what the node said.
 */
import type { ImageOutlook } from '../../core/outlook.js';
import type { PullCauseSlug } from '../../core/pull-words/cause.js';
import { pullCause } from '../../core/pull-words/cause.js';
import type { PullOutcome, RegistryAnswer, Unreachable } from '../../core/registry-answer.js';
import type { ImageReference } from '../../core/types.js';
import { absentWords, loginName, outcomeWords, refusedWords } from '../../core/words/answer.js';
import { count } from '../../core/words/count.js';
import { shown } from '../../core/words/escape.js';
import { registryName } from '../../core/words/naming.js';
import type { Asked, RootCause } from './look.js';
import { advised } from './way-out.js';

/** What came of asking the registry. */
export interface Probed {
  /** Without a dot at its end. */
  readonly sentence: string;
  /** Of the try that decides: the first that works, else the first of all. */
  readonly result: PullOutcome['result'];
  /** Whether that is what the node was told. */
  readonly agrees: 'yes' | 'no' | 'cannot-tell';
}

/** The same cause, with what the registry says; itself where none is asked. */
export async function withProbe(root: RootCause, asked: Asked, outlook: ImageOutlook | undefined): Promise<RootCause> {
  const { context, pod, seen } = asked;
  const { registry } = context;
  const reference = outlook?.reference;
  if (registry === undefined || outlook === undefined || reference === undefined) return root;
  const question = { reference, namespace: pod.status.namespace, secrets: seen.secrets };
  const told = await registry.ask(question, {});
  if (told.state !== 'found') {
    const reason = told.state === 'unknown' ? told.reason : 'there is nothing to ask for';
    return { ...root, probed: notAsked(reason) };
  }
  const answer = told.value;
  const outcome = decisive(answer);
  if (outcome.result === 'unknown') return { ...root, probed: notAsked(outcome.reason) };
  const settled = isOpenTo(outcome, outlook) ? settledBy(outcome, root, asked, outlook) : undefined;
  const cause = settled ?? root;
  const agrees = agreement(cause.cause, outcome);
  const words = `${wordsOf(answer, reference, context.now)}${standing(agrees, outcome, outlook)}`;
  const sentence = `${words}${openWords(answer, reference)}`;
  return { ...cause, probed: { sentence, result: outcome.result, agrees } };
}

function notAsked(reason: string): Probed {
  return { sentence: `The registry was not asked: ${shown(reason, 400)}`, result: 'unknown', agrees: 'cannot-tell' };
}

function decisive({ attempts, anonymous }: RegistryAnswer): PullOutcome {
  const works = attempts.find(({ outcome }) => outcome.result === 'pullable');
  return (works ?? attempts[0])?.outcome ?? anonymous;
}

// ------------------------------------------------------------------------------------------------------------ settling

/** What the nodes send besides, nobody here knows. */
function isOpenTo(outcome: PullOutcome, { need }: ImageOutlook): boolean {
  return need !== 'node' && (outcome.result === 'refused' || outcome.result === 'not-found');
}

const REFUSALS: ReadonlySet<PullCauseSlug> = new Set<PullCauseSlug>(['refused-or-absent', 'registry-refused']);

/** A node passes on that it was refused, and not why; undefined where the registry does not tell either. */
function settledBy(outcome: PullOutcome, root: RootCause, asked: Asked, outlook: ImageOutlook): RootCause | undefined {
  const { reference } = outlook;
  if (!REFUSALS.has(root.cause) || reference === undefined) return undefined;
  if (outcome.result === 'not-found' && !outcome.mayBeHidden) {
    const hanging = { ...asked.hanging, cause: 'image-not-found' } as const;
    const sentence = absentWords(outcome, reference);
    return { ...advised({ ...asked, hanging }, outlook), sentence, notes: root.notes, by: 'both' };
  }
  const [login] = outlook.matches;
  if (outcome.result !== 'refused' || outcome.mayBeAbsent || outcome.what === 'either' || login === undefined) {
    return undefined;
  }
  const cause = outcome.expired === true ? 'credential-expired' : 'registry-refused';
  const why = refusedWords(outcome, reference);
  const sentence = `${registryName(reference)} refuses ${loginName(login.secret, login.entry)}: ${why}`;
  return { ...root, cause, code: pullCause(cause).code, sentence, by: 'both' };
}

// ------------------------------------------------------------------------------------------------------------ agreeing

const SAME_FAULT: Readonly<Record<Unreachable, readonly PullCauseSlug[]>> = {
  'name-unresolved': ['name-unresolved'],
  'connection-refused': ['connection-failed'],
  'connection-broken': ['connection-failed'],
  timeout: ['connection-timeout'],
  'certificate-unknown-authority': ['certificate-refused'],
  'certificate-expired': ['certificate-refused'],
  'certificate-other-name': ['certificate-refused'],
  tls: ['certificate-refused', 'connection-failed'],
  'plain-http': ['plain-http'],
  'registry-error': ['registry-error'],
};

const REFUSED: readonly PullCauseSlug[] = [
  'no-credential',
  'credential-expired',
  'registry-refused',
  'refused-or-absent',
];
const ABSENT: readonly PullCauseSlug[] = ['image-not-found', 'refused-or-absent'];
/** Whoever says one of these does not give the image. */
const OF_THE_REGISTRY: ReadonlySet<PullCauseSlug> = new Set([
  ...REFUSED,
  ...ABSENT,
  'registry-rate-limited',
  'registry-error',
  ...Object.values(SAME_FAULT).flat(),
]);

function agreement(cause: PullCauseSlug, outcome: PullOutcome): Probed['agrees'] {
  // What a node does with what it is given, no registry tells.
  if (!OF_THE_REGISTRY.has(cause)) return 'cannot-tell';
  switch (outcome.result) {
    case 'pullable':
      return 'no';
    case 'refused':
      return REFUSED.includes(cause) ? 'yes' : 'no';
    case 'not-found':
      return ABSENT.includes(cause) ? 'yes' : 'no';
    case 'rate-limited':
      return cause === 'registry-rate-limited' ? 'yes' : 'no';
    case 'unreachable':
      return SAME_FAULT[outcome.why].includes(cause) ? 'yes' : 'cannot-tell';
    case 'unknown':
      return 'cannot-tell';
    default:
      return outcome satisfies never;
  }
}

// --------------------------------------------------------------------------------------------------------------- words

/** Tries that are told one by one. */
const MOST_TOLD = 3;

function wordsOf({ anonymous, attempts }: RegistryAnswer, reference: ImageReference, now: number): string {
  const told = attempts
    .slice(0, MOST_TOLD)
    .map(({ secret, entry, outcome }) => tryWords(outcome, loginName(secret, entry), reference, now));
  const left = attempts.slice(MOST_TOLD);
  const more = left.length === 0 ? [] : [`and with ${count(left.length, 'more login')}`];
  const without = attempts.length === 0 ? [tryWords(anonymous, undefined, reference, now)] : [];
  return `Asked from here just now: ${[...told, ...more, ...without].join('; ')}`;
}

/** A bad login stops the pull even of what needs none (semantics 2.23). */
function openWords({ anonymous, attempts }: RegistryAnswer, reference: ImageReference): string {
  const isOpen = anonymous.result === 'pullable' && attempts.length > 0;
  const isStopped = isOpen && attempts.every(({ outcome }) => outcome.result !== 'pullable');
  return isStopped ? `; without a login ${registryName(reference)} gives it to everybody` : '';
}

/** @param login undefined: without one */
function tryWords(outcome: PullOutcome, login: string | undefined, reference: ImageReference, now: number): string {
  const registry = registryName(reference);
  const isLogin = login !== undefined;
  const words = outcome.result === 'pullable' ? 'gives it' : outcomeWords(outcome, reference, now, isLogin);
  if (outcome.result === 'unreachable') return `${registry} ${words}`;
  return `${isLogin ? `with ${login},` : 'without a login'} ${registry} ${words}`;
}

const OLDER =
  '; what the node said is older than that, or the node goes another way (a mirror, a proxy, a login of its own)';

function standing(agrees: Probed['agrees'], outcome: PullOutcome, { need }: ImageOutlook): string {
  switch (agrees) {
    case 'yes':
      return '; the node was told the same';
    case 'no':
      if (outcome.result === 'pullable') return OLDER;
      return need === 'node' ? '; the node sends a login of its own besides' : '; the node was told something else';
    case 'cannot-tell':
      return outcome.result === 'unreachable' ? ', which says nothing of the node' : '';
    default:
      return agrees satisfies never;
  }
}
