/**
 * The port through which a decision learns what the registry of an image says (core/registry-answer.ts). Implementations:
 * one that asks while a command waits, and one that remembers and asks in the background (`registry/`). Absent from a
 * context: nobody asks a registry.
 *
 * `ask` never throws. `unknown` with a reason a person can read is every case in which there is no answer: not asked yet,
 * not one of `probe.registries`, no time, too many questions. It is never `absent`.
 */
import type { RegistryAnswer } from '../core/registry-answer.js';
import type { ImageReference, Lookup, PullSecret } from '../core/types.js';
import type { Awaitable } from './awaitable.js';
import type { ReadOptions } from './cluster-state.js';

export interface PullQuestion {
  readonly reference: ImageReference;
  readonly namespace: string;
  /**
   * The secrets of the effective list that are there, in order: which credentials of them match, and what is in them, is
   * read by whoever asks. The same object stands for the same content.
   */
  readonly secrets: readonly PullSecret[];
}

export interface RegistryPort {
  readonly ask: (question: PullQuestion, options: ReadOptions) => Awaitable<Lookup<RegistryAnswer>>;
}
