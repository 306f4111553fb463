/**
 * Who has to go when there are more connections than may be. The API server is told from a neighbour by what it has
 * said: it speaks as soon as it is connected, and it posts AdmissionReviews. Silence is not refused as such, because Go
 * dials connections that it uses later; it only goes first.
 *
 * Never closed for another one: a connection whose request has arrived in full and is being answered.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Connections {
  /** The connection has spoken an AdmissionReview. */
  readonly noteReview: (socket: Duplex) => void;
  readonly count: () => number;
}

interface Connection {
  /** Of TCP, and from the handshake on of TLS. */
  socket: Duplex;
  readonly address: string;
  readonly since: number;
  /** When the last request ended. */
  usedAt: number;
  /** The one that is not answered yet. */
  request: IncomingMessage | undefined;
  hasSpoken: boolean;
}

/** Who has been connected for longer and has said nothing does not mean to. */
const YOUNG_MS = 1_000;
/** Addresses of which it is remembered that an AdmissionReview came from there: API servers are few. */
const MOST_ADDRESSES = 256;

/**
 * @param server of HTTP or HTTPS; its `connection` events are listened to from now on
 * @param now milliseconds of a clock that never goes back
 */
export function limitConnections(server: Server, most: number, now: () => number): Connections {
  const open = new Map<string, Connection>();
  const bySocket = new WeakMap<Duplex, Connection>();
  /** The one that was heard last is the last. */
  const heard = new Set<string>();

  server.on('connection', (socket: Socket) => {
    const key = keyOf(socket);
    const address = socket.remoteAddress;
    // It has gone already, or there is no room.
    if (address === undefined || (open.size >= most && !makeRoom())) {
      socket.destroy();
      return;
    }
    const connection: Connection = {
      socket,
      address,
      since: now(),
      usedAt: 0,
      request: undefined,
      hasSpoken: false,
    };
    open.set(key, connection);
    bySocket.set(socket, connection);
    socket.once('close', () => {
      if (open.get(key) === connection) open.delete(key);
    });
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

  /** False where everybody is being answered. */
  function makeRoom(): boolean {
    const time = now();
    const perAddress = new Map<string, number>();
    for (const { address } of open.values()) perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
    const weigh = (key: string, connection: Connection): Weight | undefined => {
      const { request, hasSpoken, address, since, usedAt } = connection;
      if (request?.complete === true) return undefined;
      const crowd = perAddress.get(address) ?? 0;
      if (hasSpoken) return { key, connection, class: 3, crowd, at: usedAt };
      const isKnown = heard.has(address);
      if (time - since < YOUNG_MS) return { key, connection, class: isKnown ? 4 : 2, crowd: 0, at: since };
      return { key, connection, class: isKnown ? 1 : 0, crowd: 0, at: since };
    };
    let first: Weight | undefined;
    for (const [key, connection] of open) {
      const weight = weigh(key, connection);
      if (weight !== undefined && (first === undefined || goesBefore(weight, first))) first = weight;
    }
    if (first === undefined) return false;
    open.delete(first.key);
    first.connection.socket.destroy();
    return true;
  }

  return {
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

/** What a connection of TCP and the one of TLS on it have in common. */
function keyOf({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress}`;
}
