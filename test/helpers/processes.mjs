/** Starts the processes of a measurement and talks to them: `await child.do('fill', {...})`. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const DIST = path('../../dist');

/** The fake API server is TypeScript, and Node.js 20 does not run that. */
export async function startApi() {
  const bundle = path('../../node_modules/.cache/pullgate/fake-api-server.mjs');
  await build({
    entryPoints: [path('../support/fake-api-server.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: bundle,
    logLevel: 'error',
  });
  return start('fake-api.mjs', [bundle], {});
}

export async function startLive({ url, ca }, flags = []) {
  const child = talkTo(fork(path('live-state.mjs'), [DIST, url], { execArgv: ['--expose-gc', ...flags] }));
  child.send(ca);
  await child.hello;
  return child;
}

/** A cache that keeps every object as it came, to compare with. */
export async function startFullObjects({ url, ca }, flags = []) {
  const child = talkTo(fork(path('full-objects.mjs'), [url], { execArgv: ['--expose-gc', ...flags] }));
  child.send(ca);
  await child.hello;
  return child;
}

async function start(file, args, options) {
  const child = talkTo(fork(path(file), args, options));
  const hello = await child.hello;
  return { ...child, ...hello };
}

function talkTo(child) {
  const waiting = new Map();
  let next = 0;
  const hello = once(child, 'message').then(([message]) => message);
  child.on('message', ({ id, ...answer }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  return {
    hello,
    /** Of a process that did not end by itself. */
    died: once(child, 'exit').then(([code, signal]) => ({ died: code ?? signal })),
    send: (message) => child.send(message),
    do: (act, more = {}) =>
      new Promise((resolve) => {
        next += 1;
        waiting.set(next, resolve);
        child.send({ id: next, act, ...more });
      }),
    stop: async () => {
      if (!child.connected) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

export { DIST };
