/**
 * A closed-loop client: so many kept-alive TLS connections, on each one request after the other, as fast as they are
 * answered. It writes the same bytes each time and reads as little of the answers as it must.
 */
import { connect } from 'node:tls';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** Opens the connections; `run` posts on all of them until the time is over. */
export async function openLoad({ port, cert, connections }) {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port, cert)));
  return {
    run: async (payload, seconds) => {
      const message = requestOf(payload);
      const until = performance.now() + seconds * 1000;
      const counts = await Promise.all(sockets.map((socket) => drive(socket, message, payload.uid, until)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function open(port, cert) {
  return new Promise((resolve, reject) => {
    // One cipher for every server, so that none is measured with a cheaper one.
    const options = { port, host: '127.0.0.1', ca: cert, minVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_GCM_SHA256' };
    const socket = connect(options, () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

function requestOf({ body }) {
  const head = [
    'POST /validate?timeout=10s HTTP/1.1',
    'Host: pullgate.pullgate.svc:443',
    'User-Agent: kube-apiserver-admission',
    `Content-Length: ${body.length}`,
    'Accept: application/json, */*',
    'Content-Type: application/json',
    'Accept-Encoding: gzip',
    '',
    '',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head), body]);
}

function drive(socket, message, uid, until) {
  return new Promise((resolve, reject) => {
    let count = 0;
    let pending = Buffer.alloc(0);
    const finish = (settle, value) => {
      socket.off('data', onData);
      socket.off('close', onClose);
      settle(value);
    };
    const onClose = () => finish(reject, new Error('the server closed a connection'));
    const onData = (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const answer = wholeAnswer(pending);
      if (answer === undefined) return;
      pending = Buffer.alloc(0);
      if (!answer.startsWith('HTTP/1.1 200') || !answer.includes(uid) || !answer.includes('"allowed":true')) {
        finish(reject, new Error(`a wrong answer: ${answer}`));
        return;
      }
      count += 1;
      if (performance.now() < until) socket.write(message);
      else finish(resolve, count);
    };
    socket.on('data', onData);
    socket.on('close', onClose);
    socket.write(message);
  });
}

function wholeAnswer(bytes) {
  const head = bytes.indexOf(END_OF_HEAD);
  if (head === -1) return undefined;
  const text = bytes.toString('latin1');
  const length = Number(/content-length: *(\d+)/i.exec(text)?.[1]);
  return bytes.length >= head + END_OF_HEAD.length + length ? text : undefined;
}
