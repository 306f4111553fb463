// @ts-check
/** Workers, started anew where one is spoilt, stuck or gone. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./types.js').Asked} Asked */
/** @typedef {import('./types.js').Told} Told */

const WORKER = fileURLToPath(new URL('./worker.mjs', import.meta.url));

/** @param {{ readonly cwd: string, readonly work: string, readonly total: number }} options */
export function createWorker({ cwd, work, total }) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;

  async function start() {
    const { NODE_OPTIONS: _, TAP_SNAPSHOT: __, ...env } = process.env;
    child = fork(WORKER, [work, String(total)], {
      cwd,
      env,
      execArgv: ['--no-warnings', '--max-old-space-size=3000'],
      stdio: ['ignore', 'ignore', process.env['MUTATION_DEBUG'] === '1' ? 'inherit' : 'ignore', 'ipc'],
    });
    await told(child, 30_000);
    return child;
  }

  function stop() {
    child?.kill('SIGKILL');
    child = undefined;
  }

  /** @param {Asked} asked @param {number} ms @returns {Promise<Told | { readonly kind: 'stuck' | 'gone' }>} */
  async function ask(asked, ms) {
    const to = child ?? (await start());
    const answer = told(to, ms);
    to.send(asked);
    const got = await answer;
    const isLost = got.kind === 'stuck' || got.kind === 'gone' || got.kind === 'spoilt';
    if (isLost || ('isSpoilt' in got && got.isSpoilt)) stop();
    return got;
  }

  return { ask, stop };
}

/**
 * @param {import('node:child_process').ChildProcess} child @param {number} ms
 * @returns {Promise<Told | { readonly kind: 'stuck' | 'gone' }>}
 */
function told(child, ms) {
  return new Promise((done) => {
    let timer = setTimeout(() => end({ kind: 'stuck' }), ms);
    /** @param {Told} message */
    const onMessage = (message) => {
      if (message.kind !== 'begun') return end(message);
      clearTimeout(timer);
      timer = setTimeout(() => end({ kind: 'stuck' }), message.ms);
    };
    const onExit = () => end({ kind: 'gone' });
    /** @param {Told | { readonly kind: 'stuck' | 'gone' }} what */
    function end(what) {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      done(what);
    }
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}
