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

const BUSY = 'too many registries are being asked already';
const OVER = 'there was no time left to ask the registry';

export function createPlaces(): Places {
  const inside = new Map<string, number>();
  const controllers = new Set<AbortController>();
  const running = new Set<Promise<unknown>>();
  /** By registry, in turns. */
  const lines = new Map<string, Set<() => void>>();
  let waiting = 0;
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
    letIn();
  };
  /** At most a few registries have no place left, so the next that has one is near. */
  const letIn = (): void => {
    for (const [registry, line] of lines) {
      if (count >= MOST_AT_ONCE) return;
      if (!hasPlace(registry)) continue;
      const [first] = line;
      if (first === undefined) continue;
      take(registry);
      lines.delete(registry);
      line.delete(first);
      if (line.size > 0) lines.set(registry, line);
      first();
    }
  };

  /** True with a place, false where the signal fired first. */
  const wait = (registry: string, signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const line = lines.get(registry) ?? new Set();
      lines.set(registry, line);
      const end = (hasCome: boolean): void => {
        signal.removeEventListener('abort', stop);
        waiting -= 1;
        resolve(hasCome);
      };
      const go = (): void => end(true);
      const stop = (): void => {
        line.delete(go);
        if (line.size === 0 && lines.get(registry) === line) lines.delete(registry);
        end(false);
      };
      signal.addEventListener('abort', stop, { once: true });
      line.add(go);
      waiting += 1;
    });

  const within = async <T>(
    registry: string,
    signal: AbortSignal,
    act: (signal: AbortSignal) => Promise<T>,
    refuse: (reason: string) => T,
  ): Promise<T> => {
    if (hasPlace(registry)) take(registry);
    else if (waiting >= MOST_WAITING) return refuse(BUSY);
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
