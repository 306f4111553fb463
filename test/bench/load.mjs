/**
 * The API server as a closed-loop client: so many kept-alive TLS connections, on each one review after the other, as fast
 * as they are answered. The messages are made before anything is measured. Every answer is checked.
 */
import { connect } from 'node:tls';

export const CONNECTIONS = 8;
/** Node.js closes a connection that has rested for five seconds. */
const MOST_REST_MS = 2000;

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const END_OF_CHUNKS = Buffer.from('\r\n0\r\n\r\n');
const ALLOWED = Buffer.from('"allowed":true');
const DENIED = Buffer.from('"allowed":false');
const UNKNOWN = Buffer.from('PG901');
const PATCH = Buffer.from('"patch":"');

/** What goes over the wire for reviews, in order. */
export function messagesOf(reviews, path) {
  return reviews.map(({ uid, body }) => ({
    uid: Buffer.from(`"${uid}"`),
    bytes: Buffer.concat([Buffer.from(head(path, body.length)), body]),
  }));
}

function head(path, length) {
  return [
    `POST ${path}?timeout=10s HTTP/1.1`,
    'Host: pullgate.pullgate.svc:443',
    'User-Agent: kube-apiserver-admission',
    `Content-Length: ${length}`,
    'Accept: application/json, */*',
    'Content-Type: application/json',
    'Accept-Encoding: gzip',
    '',
    '',
  ].join('\r\n');
}

/**
 * Opens the connections; `open` opens again what the server has closed since. `run` posts on all of them until it is over,
 * and goes on in `messages` where it stopped; its result is the number of reviews answered, and how many of them could not
 * be judged because the API server did not answer in time (PG901), which a machine that is too busy brings.
 * `perSecond`: no more than so many on all of them together; absent: as fast as they are answered.
 *
 * @param expected `{ allowed, patched }`, of every answer
 * `run` notes in `times`, where there is one, the ms from each post to its whole answer.
 */
export async function openLoad({ port, ca }) {
  const sockets = Array.from({ length: CONNECTIONS });
  let usedAt = Number.NEGATIVE_INFINITY;
  const places = new Map();
  const load = {
    open: async () => {
      // Its server may be about to close what has rested for long, and the review would meet that.
      const isStale = performance.now() - usedAt > MOST_REST_MS;
      for (const [index, socket] of sockets.entries()) {
        if (!isStale && socket !== undefined && !socket.destroyed && !socket.readableEnded) continue;
        socket?.destroy();
        sockets[index] = await connected(port, ca);
      }
      usedAt = performance.now();
    },
    run: async (messages, expected, isOver, perSecond, times) => {
      let place = places.get(messages) ?? 0;
      const next = () => {
        place = (place + 1) % messages.length;
        return messages[place];
      };
      const counts = { requests: 0, unjudged: 0 };
      const driven = sockets.map((socket, index) => {
        const pace = perSecond === undefined ? undefined : paceOf(perSecond, index);
        return drive(socket, { next, expected, isOver, counts, pace, times });
      });
      await Promise.all(driven);
      usedAt = performance.now();
      places.set(messages, place);
      return counts;
    },
    close: () => {
      for (const socket of sockets) socket?.destroy();
    },
  };
  await load.open();
  return load;
}

export function forSeconds(seconds) {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() >= end;
}

/** Of all connections together. */
export function forReviews(number) {
  let left = number;
  return () => {
    left -= 1;
    return left <= 0;
  };
}

function connected(port, ca) {
  return new Promise((resolve, reject) => {
    // One cipher for every server, so that none is measured with a cheaper one.
    const options = { port, host: '127.0.0.1', ca, minVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_GCM_SHA256' };
    const socket = connect(options, () => resolve(socket));
    socket.setNoDelay(true);
    socket.on('error', reject);
  });
}

/** When a connection may post again: all of them one after the other, evenly. */
function paceOf(perSecond, index) {
  const everyMs = (1000 * CONNECTIONS) / perSecond;
  let due = performance.now() + (everyMs * index) / CONNECTIONS;
  return (post) => {
    setTimeout(post, due - performance.now());
    due = Math.max(due + everyMs, performance.now());
  };
}

function drive(socket, { next, expected, isOver, counts, times, pace = (post) => post() }) {
  return new Promise((resolve, reject) => {
    let message = next();
    let pending;
    let posted = 0;
    const post = () => {
      posted = performance.now();
      socket.write(message.bytes);
    };
    const finish = (settle, value) => {
      socket.off('data', onData);
      socket.off('close', onClose);
      settle(value);
    };
    const onClose = () => finish(reject, new Error('the server closed a connection'));
    const onData = (chunk) => {
      pending = pending === undefined ? chunk : Buffer.concat([pending, chunk]);
      if (!isWhole(pending)) return;
      counts.requests += 1;
      times?.push(performance.now() - posted);
      if (isUnjudged(pending, expected)) counts.unjudged += 1;
      else if (!isRight(pending, message, expected)) {
        finish(reject, new Error(`a wrong answer: ${pending}`));
        return;
      }
      pending = undefined;
      if (isOver()) {
        finish(resolve);
        return;
      }
      message = next();
      pace(post);
    };
    socket.on('data', onData);
    socket.on('close', onClose);
    pace(post);
  });
}

function isWhole(bytes) {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end === -1) return false;
  const length = /content-length: *(\d+)/i.exec(bytes.latin1Slice(0, end));
  if (length === null) return bytes.subarray(-END_OF_CHUNKS.length).equals(END_OF_CHUNKS);
  return bytes.length >= end + END_OF_HEAD.length + Number(length[1]);
}

function isUnjudged(bytes, { allowed }) {
  return !allowed && bytes.includes(ALLOWED) && bytes.includes(UNKNOWN);
}

function isRight(bytes, { uid }, { allowed, patched = false }) {
  if (bytes.latin1Slice(0, 12) !== 'HTTP/1.1 200') return false;
  return bytes.includes(uid) && bytes.includes(allowed ? ALLOWED : DENIED) && bytes.includes(PATCH) === patched;
}
