/**
 * A registry that answers by a script: without a credential, and to each credential by the class of its login, because no
 * PullSecret holds more of it. It tries those that match in the kubelet's order, up to the first that works.
 */
import type { PullOutcome, RegistryAnswer } from '../../src/core/registry-answer.js';
import { registryKey } from '../../src/core/registry-facts.js';
import { createKeyring } from '../../src/core/secret/keyring.js';
import type { PullQuestion, RegistryPort } from '../../src/facts/registry-port.js';

export interface ScriptedAnswer {
  readonly anonymous: PullOutcome;
  /** By the class of the login; the image is given to any other. */
  readonly logins?: Readonly<Record<string, PullOutcome>>;
  readonly nodes?: readonly string[];
  /** How long ago it was asked, in seconds; absent: for this very question. */
  readonly ago?: number;
}

/** By `registryKey`; of any other image nothing is known. */
export type ScriptedAnswers = Readonly<Record<string, ScriptedAnswer>>;

export const REFUSED = {
  result: 'refused',
  status: 401,
  at: 'token',
  what: 'credential',
  mayBeAbsent: false,
} as const satisfies PullOutcome;

export const GIVEN: PullOutcome = { result: 'pullable' };

export function scriptedPort(answers: ScriptedAnswers, now: number, seen?: PullQuestion[]): RegistryPort {
  return {
    ask: (question) => {
      seen?.push(question);
      const key = registryKey(question.reference);
      const scripted = Object.hasOwn(answers, key) ? answers[key] : undefined;
      return scripted === undefined
        ? { state: 'unknown', reason: 'the script has no answer' }
        : { state: 'found', value: answerOf(scripted, question, now) };
    },
  };
}

function answerOf(
  { anonymous, logins = {}, nodes = [], ago }: ScriptedAnswer,
  question: PullQuestion,
  now: number,
): RegistryAnswer {
  const at = now - (ago ?? 0) * 1000;
  const attempts: RegistryAnswer['attempts'][number][] = [];
  for (const { secret, entry } of createKeyring(question.secrets).lookup(question.reference.repository)) {
    if (!entry.hasUser) continue;
    const outcome = logins[entry.login] ?? GIVEN;
    attempts.push({ secret, entry, outcome, at });
    if (outcome.result === 'pullable') break;
  }
  return { anonymous, at, attempts, nodes, source: ago === undefined ? 'asked' : 'remembered' };
}
