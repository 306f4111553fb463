/**
 * Who has to go when there are more connections than may be. The API server is told from a neighbour by what it has
 * said: it speaks as soon as it is connected, and it posts AdmissionReviews. Silence is not refused as such, because Go
 * dials connections that it uses later; it only goes first.
 *
 * Never closed for another one: a connection whose request has arrived in full and is being answered. Nor is one of an
 * address that has sent AdmissionReviews closed unheard: what it said may have arrived and not been read yet, and Go sends
 * no POST again on a new connection.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Connections {
  /** Its handshake begins: from now on it can speak. Where nobody tells of any, who came first goes first. */
  readonly noteHandshake: (socket: Duplex) => void;
  /** The connection has spoken an AdmissionReview. */
  readonly noteReview: (socket: Duplex) => void;
  readonly count: () => number;
}

interface Connection {
  /** Of TCP, and from the handshake on of TLS. */
  socket: Duplex;
  readonly address: string;
  /** It is us whom it waits for: its handshake has not begun. */
  isWaiting: boolean;
  /** When it could first speak. */
  since: number;
  /** When the last request ended. */
  usedAt: number;
  /** The one that is not answered yet. */
  request: IncomingMessage | undefined;
  hasSpoken: boolean;
}

/** Who could have spoken for longer and has said nothing does not mean to. */
const YOUNG_MS = 1_000;
/** Addresses of which it is remembered that an AdmissionReview came from there: API servers are few. */
const MOST_ADDRESSES = 256;
/** Connections that are heard once more before they go, beyond those that may be. An API server keeps 25 idle ones. */
const MOST_LEAVING = 256;

/**
 * @param server of HTTP or HTTPS; its `connection` events are listened to from now on
 * @param most connections at a time; for two turns of the event loop MOST_LEAVING more
 * @param now milliseconds of a clock that never goes back
 */
export function limitConnections(server: Server, most: number, now: () => number): Connections {
  const open = new Map<string, Connection>();
  /** Those of `open` that go unless they turn out to have spoken. */
  const leaving = new Set<Connection>();
  const bySocket = new WeakMap<Duplex, Connection>();
  /** The one that was heard last is the last. */
  const heard = new Set<string>();

  server.on('connection', (socket: Socket) => {
    const key = keyOf(socket);
    const address = socket.remoteAddress;
    // It has gone already, or there is no room.
    if (address === undefined || !hasRoomFor(1)) {
      socket.destroy();
      return;
    }
    const connection: Connection = {
      socket,
      address,
      isWaiting: true,
      since: now(),
      usedAt: 0,
      request: undefined,
      hasSpoken: false,
    };
    open.set(key, connection);
    bySocket.set(socket, connection);
    socket.once('close', () => forget(key, connection));
  });

  server.on('secureConnection', (socket: Socket) => {
    const connection = open.get(keyOf(socket));
    if (connection === undefined) return;
    connection.socket = socket;
    bySocket.set(socket, connection);
  });

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = bySocket.get(request.socket);
    if (connection === undefined) return;
    connection.request = request;
    response.once('close', () => {
      connection.usedAt = now();
      if (connection.request === request) connection.request = undefined;
    });
  });

  const staying = (): number => open.size - leaving.size;

  /** False where there is not, because everybody is being answered. */
  function hasRoomFor(guests: number): boolean {
    while (staying() > most - guests) {
      const first = whoGoes();
      if (first === undefined) return false;
      letGo(first);
    }
    return true;
  }

  function whoGoes(): Weight | undefined {
    const time = now();
    const perAddress = new Map<string, number>();
    for (const { address } of open.values()) perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
    const weigh = (key: string, connection: Connection): Weight | undefined => {
      const { request, hasSpoken, address, isWaiting, since, usedAt } = connection;
      if (request?.complete === true || leaving.has(connection)) return undefined;
      const crowd = perAddress.get(address) ?? 0;
      if (hasSpoken) return { key, connection, class: 3, crowd, at: usedAt };
      const isKnown = heard.has(address);
      if (isWaiting || time - since < YOUNG_MS) return { key, connection, class: isKnown ? 4 : 2, crowd: 0, at: since };
      return { key, connection, class: isKnown ? 1 : 0, crowd: 0, at: since };
    };
    let first: Weight | undefined;
    for (const [key, connection] of open) {
      const weight = weigh(key, connection);
      if (weight !== undefined && (first === undefined || goesBefore(weight, first))) first = weight;
    }
    return first;
  }

  function letGo({ key, connection }: Weight): void {
    const { request, usedAt } = connection;
    const close = (): void => {
      forget(key, connection);
      connection.socket.destroy();
    };
    if (!heard.has(connection.address) || leaving.size >= MOST_LEAVING) {
      close();
      return;
    }
    leaving.add(connection);
    afterReading(() => {
      // Gone by itself, or another one has.
      if (!leaving.delete(connection) || staying() <= most) return;
      // It has begun to speak, or has even been answered: then another one has to go.
      if (connection.request === request && connection.usedAt === usedAt) close();
      else hasRoomFor(0);
    });
  }

  function forget(key: string, connection: Connection): void {
    leaving.delete(connection);
    if (open.get(key) === connection) open.delete(key);
  }

  return {
    noteHandshake: (socket) => {
      const connection = bySocket.get(socket);
      if (connection === undefined) return;
      connection.isWaiting = false;
      connection.since = now();
    },
    noteReview: (socket) => {
      const connection = bySocket.get(socket);
      if (connection === undefined) return;
      connection.hasSpoken = true;
      heard.delete(connection.address);
      heard.add(connection.address);
      const [oldest = ''] = heard;
      if (heard.size > MOST_ADDRESSES) heard.delete(oldest);
    },
    count: () => open.size,
  };
}

interface Weight {
  readonly key: string;
  readonly connection: Connection;
  /**
   * 0: silent, of an address that never sent an AdmissionReview. 1: silent, of one that did. 2: the same as 0, so young
   * that it may be about to speak. 3: has spoken and is idle, or sends a body. 4: as 1, but young.
   */
  readonly class: 0 | 1 | 2 | 3 | 4;
  /** How many connections its address has, where that matters: among those that have spoken. */
  readonly crowd: number;
  readonly at: number;
}

function goesBefore(one: Weight, other: Weight): boolean {
  if (one.class !== other.class) return one.class < other.class;
  if (one.crowd !== other.crowd) return one.crowd > other.crowd;
  return one.at < other.at;
}

/** Once everything has been read that has arrived by now: in this turn of the event loop or in the next one. */
function afterReading(act: () => void): void {
  setImmediate(() => setImmediate(act));
}

/** What a connection of TCP and the one of TLS on it have in common. */
function keyOf({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress}`;
}
