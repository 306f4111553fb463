/**
 * When a handshake begins. Each costs a millisecond of CPU, and the kernel hands over connections in the order in which
 * they came: a neighbour that dials two thousand at once would keep the API server waiting behind all of them. So
 * connections are accepted first, which is cheap, and then shake hands address by address in turn, a few in each turn of
 * the event loop, so that between them those are answered who have done that before.
 */
import type { Server, Socket } from 'node:net';

/** In one turn of the event loop, at most. */
const PER_TURN = 2;
/** While connections keep coming, one turn of handshakes in so many ms. */
const EVERY_MS = 5;

export interface Pace {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly onBegin: (socket: Socket) => void;
  /** A listener broke; the connection ends, and the others have their turn. */
  readonly onFault: (error: unknown) => void;
}

/** @param server of TLS, whose own listener for `connection` begins the handshake; called before anybody else listens */
export function paceHandshakes(server: Server, { now, onBegin, onFault }: Pace): void {
  // The types of Node.js do not say what a listener of this event is called with.
  const begin = server.listeners('connection') as unknown as readonly ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  /** The first address is next, and is then the last. */
  const queues = new Map<string, Socket[]>();
  let isScheduled = false;
  let hasAccepted = false;
  let lastTurn = Number.NEGATIVE_INFINITY;

  function turn(): void {
    isScheduled = false;
    const isAccepting = hasAccepted && now() - lastTurn < EVERY_MS;
    hasAccepted = false;
    if (!isAccepting) {
      lastTurn = now();
      for (let begun = 0; begun < PER_TURN; begun += 1) beginNext();
    }
    if (queues.size > 0) schedule();
  }

  function beginNext(): void {
    for (const [address, queue] of queues) {
      queues.delete(address);
      const socket = queue.shift();
      if (queue.length > 0) queues.set(address, queue);
      if (socket === undefined || socket.destroyed) continue;
      onBegin(socket);
      try {
        for (const listener of begin) listener.call(server, socket);
      } catch (error) {
        socket.destroy();
        onFault(error);
      }
      return;
    }
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(turn);
  }

  server.on('connection', (socket: Socket) => {
    // Until its handshake begins nobody else listens: what goes wrong with it is seen by its end.
    socket.on('error', ignore);
    const address = socket.remoteAddress ?? '';
    const queue = queues.get(address);
    if (queue === undefined) queues.set(address, [socket]);
    else queue.push(socket);
    hasAccepted = true;
    schedule();
  });
}

function ignore(): void {}
