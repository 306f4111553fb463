/**
 * Work that can be interrupted. The engine is synchronous and knows no loop to give back; what may take long on an object
 * that somebody made large says where it could pause, and its caller decides whether to (facts/turns.ts, cluster/turns.ts).
 */
export type InParts<T> = Generator<void, T, void>;

/** All of it at once, for callers whom nobody waits beside. */
export function wholly<T>(parts: InParts<T>): T {
  for (;;) {
    const step = parts.next();
    if (step.done === true) return step.value;
  }
}

/** Images judged between two pauses: less than a millisecond, and more than any honest pod has. */
export const IMAGES_AT_ONCE = 100;
