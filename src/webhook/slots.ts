/**
 * Room for bodies under way, in bytes. Who finds none waits with the body unread; who would wait past the time it has is
 * told so. Who comes next is the address that holds least, and of one address whoever came first: so a crowd costs the
 * others no more than their share, however many addresses and requests it has.
 *
 * A slot is given for what is announced. A body that does not arrive in the usual moment is not waited for: it has to
 * leave where another address needs the room, and a small one counts from then on only as what has arrived of it.
 *
 * It reads nothing and answers nothing: it calls back.
 */
import { takeOut } from '../process/take-out.js';

export interface Request {
  /** What is announced; a body of unknown size counts as the largest. */
  readonly bytes: number;
  readonly address: string;
  /** How long it may wait, in ms. */
  readonly withinMs: number;
  /** Called once: true, it has a slot; false, it has to come again. Not called any more after it has left. */
  readonly settle: (hasSlot: boolean) => void;
  /** Whether its body is still on its way, and how much of it has come. */
  readonly isArriving: () => boolean;
  readonly arrived: () => number;
  /** Its slot is taken away: it has to be refused. */
  readonly cut: () => void;
}

export interface Slots {
  /** The function that is returned ends the wait or gives the slot back; it may be called more than once. */
  enter(request: Request): () => void;
  close(): void;
}

export interface SlotsOptions {
  readonly bytesAtOnce: number;
  /** On average, with a burst of as much as in one second. Absent: no limit. */
  readonly bytesPerSecond?: number;
  readonly waiting: number;
  /** How long a body takes to arrive at most, in ms, unless somebody means harm or the network is ill. */
  readonly patienceMs: number;
  /** After that time only what has arrived counts. */
  readonly countsArrived: boolean;
}

export interface SlotsClock {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Calls after so many ms; the function that is returned prevents it. */
  readonly after: (ms: number, act: () => void) => () => void;
}

/** A request without a body costs something, too. */
const LEAST_BYTES = 4_096;
/** How often those who wait and those who are slow are looked at, besides whenever somebody leaves. */
const LOOK_MS = 25;
/** So many times the patience, and a body has to leave for one of its own address, too: its review is too late by then. */
const LONG = 8;

interface Holder {
  readonly request: Request;
  readonly bytes: number;
  /** When the wait is over; once inside, since when. */
  at: number;
}

export function createSlots(options: SlotsOptions, clock: SlotsClock): Slots {
  const { bytesAtOnce, bytesPerSecond = Number.POSITIVE_INFINITY, patienceMs } = options;
  /** In the order in which they came in. */
  const inside: Holder[] = [];
  /** By address, in the order in which they came; an address without any is not there. */
  const queues = new Map<string, Holder[]>();
  let waiting = 0;
  /** Announced by all who are inside: as long as there is room for that nobody has to be looked at. */
  let announced = 0;
  let budget = bytesPerSecond;
  let filled = clock.now();
  let stopLooking: (() => void) | undefined;

  /** It may fall below nothing by one body, which the next ones then wait for. */
  function hasBudget(): boolean {
    if (bytesPerSecond === Number.POSITIVE_INFINITY) return true;
    const now = clock.now();
    budget = Math.min(bytesPerSecond, budget + ((now - filled) * bytesPerSecond) / 1000);
    filled = now;
    return budget > 0;
  }

  const isLate = ({ request, at }: Holder, ms: number): boolean => clock.now() - at >= ms && request.isArriving();

  function weigh(holder: Holder): number {
    if (!options.countsArrived || !isLate(holder, patienceMs)) return holder.bytes;
    return Math.min(holder.bytes, holder.request.arrived());
  }

  /** What each address holds, and all together. */
  function weighAll() {
    const held = new Map<string, number>();
    let total = 0;
    for (const holder of inside) {
      const weight = weigh(holder);
      total += weight;
      held.set(holder.request.address, (held.get(holder.request.address) ?? 0) + weight);
    }
    return { total, of: ({ request }: Holder) => held.get(request.address) ?? 0 };
  }

  function take(holder: Holder): void {
    announced += holder.bytes;
    budget -= holder.bytes;
    holder.at = clock.now();
    inside.push(holder);
    holder.request.settle(true);
  }

  function remove(holder: Holder): boolean {
    if (!takeOut(inside, holder)) return false;
    announced -= holder.bytes;
    return true;
  }

  function unqueue(holder: Holder): boolean {
    const { address } = holder.request;
    const queue = queues.get(address);
    if (queue === undefined || !takeOut(queue, holder)) return false;
    waiting -= 1;
    if (queue.length === 0) queues.delete(address);
    return true;
  }

  function refuse(holder: Holder): void {
    if (unqueue(holder)) holder.request.settle(false);
  }

  /** Full: the last one of the address with the longest queue goes, which may be who just came. */
  function makeRoomInQueue(): void {
    if (waiting <= options.waiting) return;
    let longest: readonly Holder[] = [];
    for (const queue of queues.values()) if (queue.length > longest.length) longest = queue;
    const last = longest.at(-1);
    if (last !== undefined) refuse(last);
  }

  function serve(): void {
    for (let next = nextInLine(); next !== undefined && hasBudget(); next = nextInLine()) {
      // What is taken from one is for this one, and not for whom it would be the turn of after that.
      while (weighAll().total + next.bytes > bytesAtOnce && cutFor(next)) {}
      if (weighAll().total + next.bytes > bytesAtOnce) break;
      unqueue(next);
      take(next);
    }
    look();
  }

  function nextInLine(): Holder | undefined {
    if (waiting === 0) return undefined;
    const held = weighAll();
    let next: Holder | undefined;
    for (const [first] of queues.values()) {
      if (first !== undefined && (next === undefined || held.of(first) < held.of(next))) next = first;
    }
    return next;
  }

  /** Of those whose bodies should have come by now, the first one of the address that holds most. */
  function cutFor(waiter: Holder | undefined): boolean {
    const held = weighAll();
    const least = waiter === undefined ? -1 : held.of(waiter);
    let slowest: Holder | undefined;
    for (const holder of inside) {
      const weight = held.of(holder);
      const mayGo = isLate(holder, weight > least ? patienceMs : LONG * patienceMs);
      if (mayGo && (slowest === undefined || weight > held.of(slowest))) slowest = holder;
    }
    if (slowest === undefined) return false;
    remove(slowest);
    slowest.request.cut();
    return true;
  }

  /** Those that came late and then came after all: more than there is room for. */
  function cutExcess(): void {
    while (announced > bytesAtOnce && weighAll().total > bytesAtOnce && cutFor(undefined)) {}
  }

  function look(): void {
    if (waiting === 0 && announced <= bytesAtOnce) {
      stopLooking?.();
      stopLooking = undefined;
      return;
    }
    stopLooking ??= clock.after(LOOK_MS, () => {
      stopLooking = undefined;
      const now = clock.now();
      for (const holder of [...queues.values()].flat()) if (holder.at <= now) refuse(holder);
      cutExcess();
      serve();
    });
  }

  return {
    enter(request) {
      const holder = { request, bytes: Math.min(Math.max(request.bytes, LEAST_BYTES), bytesAtOnce), at: 0 };
      if (waiting === 0 && announced + holder.bytes <= bytesAtOnce && hasBudget()) {
        take(holder);
      } else {
        holder.at = clock.now() + request.withinMs;
        const queue = queues.get(request.address);
        if (queue === undefined) queues.set(request.address, [holder]);
        else queue.push(holder);
        waiting += 1;
        makeRoomInQueue();
        serve();
      }
      return () => {
        if (remove(holder) || unqueue(holder)) serve();
      };
    },
    close() {
      stopLooking?.();
      stopLooking = undefined;
    },
  };
}
