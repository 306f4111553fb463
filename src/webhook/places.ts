/**
 * Room for bodies under way, in bytes. Who finds none waits with the body unread; who would wait past the time it has is
 * told so. First come, first served, address by address in turn, so that a crowd from one address costs the others one
 * place each and not the whole queue. A place that is held by a body which does not arrive is given up for those who wait.
 *
 * It reads nothing and answers nothing: it calls back.
 */

export interface Request {
  /** What is announced; a body of unknown size counts as the largest. */
  readonly bytes: number;
  readonly address: string;
  /** How long it may wait, in ms. */
  readonly withinMs: number;
  /** Called once: true, it has a place; false, it has to come again. Not called any more after it has left. */
  readonly settle: (hasPlace: boolean) => void;
  /** Whether its body is still on its way. */
  readonly isArriving: () => boolean;
  /** Its place is taken away: it has to be refused. */
  readonly cut: () => void;
}

export interface Places {
  /** The function that is returned ends the wait or gives the place back; it may be called more than once. */
  enter(request: Request): () => void;
  close(): void;
}

export interface PlacesOptions {
  readonly bytesAtOnce: number;
  /** On average, with a burst of as much as in one second. Absent: no limit. */
  readonly bytesPerSecond?: number;
  readonly waiting: number;
  readonly patienceMs: number;
}

export interface PlacesClock {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Calls after so many ms; the function that is returned prevents it. */
  readonly after: (ms: number, act: () => void) => () => void;
}

/** A request without a body costs something, too. */
const LEAST_BYTES = 4_096;
/** How often those who wait are looked at, besides whenever somebody leaves. */
const LOOK_MS = 25;

interface Guest {
  readonly request: Request;
  readonly bytes: number;
  /** When the wait is over; once inside, since when. */
  at: number;
}

export function createPlaces(options: PlacesOptions, clock: PlacesClock): Places {
  const { bytesAtOnce, bytesPerSecond = Number.POSITIVE_INFINITY, patienceMs } = options;
  /** In the order in which they came in, and for each address in which they came. The first address is next. */
  const inside = new Set<Guest>();
  const queues = new Map<string, Guest[]>();
  let free = bytesAtOnce;
  let waiting = 0;
  let budget = bytesPerSecond;
  let filled = clock.now();
  let stopLooking: (() => void) | undefined;

  /** What is still to be had may fall below nothing by one body, which the next ones then wait for. */
  function hasBudget(): boolean {
    if (bytesPerSecond === Number.POSITIVE_INFINITY) return true;
    const now = clock.now();
    budget = Math.min(bytesPerSecond, budget + ((now - filled) * bytesPerSecond) / 1000);
    filled = now;
    return budget > 0;
  }

  function take(guest: Guest): void {
    free -= guest.bytes;
    budget -= guest.bytes;
    guest.at = clock.now();
    inside.add(guest);
    guest.request.settle(true);
  }

  function leave(guest: Guest): void {
    if (inside.delete(guest)) free += guest.bytes;
    else if (!unqueue(guest)) return;
    serve();
  }

  function unqueue(guest: Guest): boolean {
    const { address } = guest.request;
    const queue = queues.get(address);
    const at = queue?.indexOf(guest) ?? -1;
    if (queue === undefined || at === -1) return false;
    queue.splice(at, 1);
    waiting -= 1;
    if (queue.length === 0) queues.delete(address);
    return true;
  }

  function refuse(guest: Guest): void {
    if (unqueue(guest)) guest.request.settle(false);
  }

  /** Full: the last one of the address with the longest queue goes, which may be who just came. */
  function makeRoomInQueue(): void {
    if (waiting <= options.waiting) return;
    const [longest = []] = [...queues.values()].sort((a, b) => b.length - a.length);
    const last = longest.at(-1);
    if (last !== undefined) refuse(last);
  }

  function serve(): void {
    for (let next = nextInLine(); next !== undefined; next = nextInLine()) {
      const queue = queues.get(next.request.address) ?? [];
      if (!hasBudget()) break;
      while (next.bytes > free && cutSlowest()) {}
      if (next.bytes > free) break;
      unqueue(next);
      // The next turn is that of another address.
      if (queue.length > 0) {
        queues.delete(next.request.address);
        queues.set(next.request.address, queue);
      }
      take(next);
    }
    look();
  }

  function nextInLine(): Guest | undefined {
    const [queue] = queues.values();
    return queue?.[0];
  }

  /** Of the address that holds most, the one that came in first, if its body should have come by now. */
  function cutSlowest(): boolean {
    const now = clock.now();
    const held = new Map<string, number>();
    for (const { request, bytes } of inside) held.set(request.address, (held.get(request.address) ?? 0) + bytes);
    let slowest: Guest | undefined;
    for (const guest of inside) {
      if (now - guest.at < patienceMs) break;
      const most = slowest === undefined ? -1 : (held.get(slowest.request.address) ?? 0);
      if (guest.request.isArriving() && (held.get(guest.request.address) ?? 0) > most) slowest = guest;
    }
    if (slowest === undefined) return false;
    inside.delete(slowest);
    free += slowest.bytes;
    slowest.request.cut();
    return true;
  }

  function look(): void {
    if (waiting === 0) {
      stopLooking?.();
      stopLooking = undefined;
    } else {
      stopLooking ??= clock.after(LOOK_MS, () => {
        stopLooking = undefined;
        const now = clock.now();
        for (const guest of [...queues.values()].flat()) if (guest.at <= now) refuse(guest);
        serve();
      });
    }
  }

  return {
    enter(request) {
      const guest = { request, bytes: Math.min(Math.max(request.bytes, LEAST_BYTES), bytesAtOnce), at: 0 };
      if (waiting === 0 && guest.bytes <= free && hasBudget()) {
        take(guest);
      } else {
        guest.at = clock.now() + request.withinMs;
        const queue = queues.get(request.address);
        if (queue === undefined) queues.set(request.address, [guest]);
        else queue.push(guest);
        waiting += 1;
        makeRoomInQueue();
        serve();
      }
      return () => leave(guest);
    },
    close() {
      stopLooking?.();
      stopLooking = undefined;
    },
  };
}
