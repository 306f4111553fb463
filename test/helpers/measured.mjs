/**
 * Loaded before the program (`node --expose-gc --import`): answers each message of the parent with what the process holds,
 * once nothing is left that could be collected.
 */
import { setTimeout as sleep } from 'node:timers/promises';

process.on('message', async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc();
    await sleep(20);
  }
  process.send({ heapBytes: process.memoryUsage().heapUsed, resources: countsOf(process.getActiveResourcesInfo()) });
});
// It would keep alive what has ended.
process.channel?.unref();

/** Timers come and go by themselves. */
function countsOf(names) {
  const counts = {};
  for (const name of names) if (name !== 'Timeout' && name !== 'Immediate') counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
