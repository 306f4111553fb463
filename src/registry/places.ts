/**
 * So many questions at once, and so many to one registry: one that answers slowly holds up itself, and not the others.
 * Who waits for a place waits in line; who finds the line full is told so.
 */

const MOST_AT_ONCE = 16;
const MOST_TO_ONE = 4;
const MOST_WAITING = 2048;

export interface Places {
  /** `refuse` says what becomes of who gets no place. The signal that `act` gets fires on `close`, too. */
  readonly enter: <T>(
    registry: string,
    signal: AbortSignal | undefined,
    act: (signal: AbortSignal) => Promise<T>,
    refuse: (reason: string) => T,
  ) => Promise<T>;
  /** Ends what is going on, and waits until it has ended. */
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly registry: string;
  readonly go: () => void;
}

const BUSY = 'too many registries are being asked already';
const OVER = 'there was no time left to ask the registry';

export function createPlaces(): Places {
  const inside = new Map<string, number>();
  const controllers = new Set<AbortController>();
  const running = new Set<Promise<unknown>>();
  const line = new Set<Waiting>();
  let isClosed = false;
  let count = 0;

  const hasPlace = (registry: string): boolean => count < MOST_AT_ONCE && (inside.get(registry) ?? 0) < MOST_TO_ONE;
  const take = (registry: string): void => {
    count += 1;
    inside.set(registry, (inside.get(registry) ?? 0) + 1);
  };
  const leave = (registry: string): void => {
    count -= 1;
    const left = (inside.get(registry) ?? 1) - 1;
    if (left === 0) inside.delete(registry);
    else inside.set(registry, left);
    for (const waiting of line) {
      if (count >= MOST_AT_ONCE) break;
      if (!hasPlace(waiting.registry)) continue;
      line.delete(waiting);
      take(waiting.registry);
      waiting.go();
    }
  };

  /** True with a place, false where the signal fired first. */
  const wait = (registry: string, signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const waiting: Waiting = {
        registry,
        go: () => {
          signal.removeEventListener('abort', stop);
          resolve(true);
        },
      };
      const stop = (): void => {
        line.delete(waiting);
        resolve(false);
      };
      signal.addEventListener('abort', stop, { once: true });
      line.add(waiting);
    });

  const within = async <T>(
    registry: string,
    signal: AbortSignal,
    act: (signal: AbortSignal) => Promise<T>,
    refuse: (reason: string) => T,
  ): Promise<T> => {
    if (hasPlace(registry)) take(registry);
    else if (line.size >= MOST_WAITING) return refuse(BUSY);
    else if (!(await wait(registry, signal))) return refuse(OVER);
    try {
      return await act(signal);
    } finally {
      leave(registry);
    }
  };

  return {
    enter: async (registry, signal, act, refuse) => {
      if (isClosed || signal?.aborted === true) return refuse(OVER);
      const controller = new AbortController();
      const abort = (): void => controller.abort();
      signal?.addEventListener('abort', abort, { once: true });
      controllers.add(controller);
      const done = within(registry, controller.signal, act, refuse);
      running.add(done);
      try {
        return await done;
      } finally {
        signal?.removeEventListener('abort', abort);
        controllers.delete(controller);
        running.delete(done);
      }
    },
    close: async () => {
      isClosed = true;
      for (const controller of controllers) controller.abort();
      await Promise.allSettled(running);
    },
  };
}
