/** What comes back of one request: an answer of somebody, or what became of the question. */
import type { PullOutcome } from '../core/registry-answer.js';

export type Halt = Extract<PullOutcome, { readonly result: 'unreachable' | 'unknown' | 'rate-limited' }>;

export interface Answered {
  readonly ok: true;
  readonly status: number;
  /** Of a name in lower case, one for each time that it was sent. */
  readonly header: (name: string) => readonly string[];
  /** Undefined where it is longer than was wanted. */
  readonly body: string | undefined;
  /** Who answered, after redirects. */
  readonly url: URL;
}

export type Reply = Answered | { readonly ok: false; readonly outcome: Halt };

export const unknown = (reason: string): Halt => ({ result: 'unknown', reason });
export const broken: Halt = { result: 'unreachable', why: 'registry-error' };
export const halted = (outcome: Halt): { readonly ok: false; readonly outcome: Halt } => ({ ok: false, outcome });
