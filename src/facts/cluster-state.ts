/**
 * The port through which a decision learns what is in the cluster: questions (core/questions.ts), each answered with a
 * `Lookup`. Implementations: a directory of manifests (`manifests/state.ts`), the watches' memory and the API server
 * (`cluster/`). All pass `test/cluster-state.test.ts`.
 *
 * `ask` never throws and never guesses. What could not be asked is `unknown` with a reason a person can read; only an
 * answer that is certain is `absent`.
 */
import type { About, Answers, AnswerTo, Question, QuestionAbout } from '../core/questions.js';
import type { Lookup } from '../core/types.js';
import type { Awaitable } from './awaitable.js';

export interface ReadOptions {
  /** Fires at the deadline of the review; a read that it ends answers `unknown`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * When the question arose, in ms of the clock of a state that is asked anew: what was asked for after that is fresh
   * enough. Absent: at this moment, which is right, too, but waits longer.
   */
  readonly since?: number | undefined;
  /**
   * Nothing is decided by the answer, it only makes a text better: it may be as late as memory ordinarily is, and need
   * not cost a call.
   */
  readonly hint?: true;
}

export interface ClusterState {
  /** At once where the answer is at hand; `awaitable.ts` helps those who ask. */
  readonly ask: Ask;
  /**
   * Asking for many secrets by name costs nothing, because they are at hand, or because few may be asked for at all and
   * they cannot be listed. Absent: who has many names asks for the list (gather.ts).
   */
  readonly namesCostNothing?: true | undefined;
}

export type Ask = <Q extends Question>(question: Q, options: ReadOptions) => Awaitable<AnswerTo<Q>>;

/**
 * The `ask` of whoever finds the answer by `question.about`. TypeScript cannot follow that the same `about` chooses both
 * what is done and what comes of it; this is the one place that says so in its stead.
 */
export function askBy(answer: (question: Question, options: ReadOptions) => Awaitable<Lookup<unknown>>): Ask {
  return answer as Ask;
}

/** A row for every question. */
export type AnswerTable = {
  readonly [A in About]: (question: QuestionAbout<A>, options: ReadOptions) => Awaitable<Lookup<Answers[A]>>;
};

/** One without a row, which only a caller without types can have left out, is not known. */
export function askTable(table: AnswerTable): Ask {
  const rows: Partial<Readonly<Record<About, Answer>>> = table;
  // The row was found by what the question is about.
  return askBy((question, options) => rows[question.about]?.(question as never, options) ?? NOT_ANSWERED);
}

type Answer = (question: never, options: ReadOptions) => Awaitable<Lookup<unknown>>;

const NOT_ANSWERED: Lookup<never> = { state: 'unknown', reason: 'nobody here answers this question' };

/** A state that is asked through another `ask`: it keeps what the port says besides. */
export function askedBy(ask: Ask, { namesCostNothing }: Pick<ClusterState, 'namesCostNothing'>): ClusterState {
  return { ask, namesCostNothing };
}

/** The same for equal questions, in whatever order they were written down. */
export function keyOf(question: Question): string {
  return JSON.stringify(Object.entries(question).sort());
}
