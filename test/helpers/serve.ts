/** A server as a process of its own, for what only a process shows: signals and rejections nobody handled. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../../src/log/log.js';
import { closeOnSignals, startServer } from '../../src/webhook/serve.js';
import { ALLOWED } from './reviews.js';

const log = createLog({ level: 'info' });
const running = await startServer({
  server: { host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0 },
  settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
  decide: async (admission) => {
    if (admission.name === 'reject') void Promise.reject(new Error('nobody handles this'));
    if (admission.name === 'slow') await sleep(500);
    return ALLOWED;
  },
  log,
  drain: { leastMs: 300, quietMs: 100, mostMs: 2000 },
});
closeOnSignals({
  running,
  log,
  stop: async () => log.info('stopped'),
  onRejection: (err) => log.error({ event: 'fault', err }, 'an unhandled rejection: this is a fault of Pullgate'),
});
log.info({ url: running.urls[0], cert: running.cert }, 'listening');
