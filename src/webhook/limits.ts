/**
 * What the server grants a client before it has said anything useful (reliability.md 1.2, all measured there): slow
 * clients, crowds and large bodies must not keep the API server's own calls waiting.
 */

export interface Limits {
  /** Larger is refused; a legal update of a Deployment was 5.12 MiB as a review. */
  readonly bodyBytes: number;
  /** A body above this size needs one of the few large places. */
  readonly largeBytes: number;
  readonly largeAtOnce: number;
  readonly largePerSecond: number;
  /** Longer than the 90 s after which the API server itself closes, or its POSTs would race our close. */
  readonly keepAliveMs: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly handshakeMs: number;
  readonly checkMs: number;
  readonly connections: number;
  readonly connectionsPerAddress: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 8 * 1024 * 1024,
  largeBytes: 256 * 1024,
  largeAtOnce: 2,
  largePerSecond: 5,
  keepAliveMs: 120_000,
  headersMs: 5_000,
  requestMs: 10_000,
  handshakeMs: 5_000,
  checkMs: 1_000,
  connections: 2_000,
  connectionsPerAddress: 200,
};

export interface LargePlaces {
  /** True: there is a place, and `leave` must be called once. False: come again in a second. */
  enter(): boolean;
  leave(): void;
}

/** At most `atOnce` at a time, and `perSecond` in any second on average, with a burst of as many. */
export function createLargePlaces(atOnce: number, perSecond: number, now: () => number): LargePlaces {
  let inside = 0;
  let tokens = perSecond;
  let filled = now();
  return {
    enter() {
      const time = now();
      tokens = Math.min(perSecond, tokens + ((time - filled) * perSecond) / 1000);
      filled = time;
      if (inside >= atOnce || tokens < 1) return false;
      tokens -= 1;
      inside += 1;
      return true;
    },
    leave() {
      inside -= 1;
    },
  };
}

export interface ConnectionSource {
  readonly remoteAddress?: string | undefined;
  once(event: 'close', listener: () => void): unknown;
  destroy(): unknown;
}

/** Refuses connections of an address that has `most` of them; returns the listener for the server's `connection` event. */
export function limitPerAddress(most: number): (socket: ConnectionSource) => void {
  const open = new Map<string, number>();
  return (socket) => {
    const address = socket.remoteAddress ?? '';
    const count = open.get(address) ?? 0;
    if (count >= most) {
      socket.destroy();
      return;
    }
    open.set(address, count + 1);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  };
}
