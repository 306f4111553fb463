/**
 * Something that is costly to render and asked for by anybody: rendered at most once in a gap. Who asks gets a rendering
 * that began after the question, never a kept one; all who ask before the next one begins share it.
 */
import { pause } from '../process/timers.js';

export interface SharedRenderingOptions {
  /** The least time from the begin of one to the begin of the next, ms. */
  readonly gapMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

export function shareRendering<T>(render: () => Promise<T>, { gapMs, now }: SharedRenderingOptions): () => Promise<T> {
  let next: Promise<T> | undefined;
  let running: Promise<unknown> | undefined;
  let began = Number.NEGATIVE_INFINITY;

  async function begin(): Promise<T> {
    // What is running began before this question.
    await running?.catch(() => {});
    const wait = began + gapMs - now();
    if (wait > 0) await pause(wait);
    next = undefined;
    began = now();
    const rendering = render();
    running = rendering;
    return rendering;
  }

  return () => {
    next ??= begin();
    return next;
  };
}
