import { setTimeout as sleep } from 'node:timers/promises';

/** V8 looks every eight seconds whether there is little to do, and then gives back the room that it no longer needs. */
const REST_MS = 20_000;

/** The memory of this process once it has had nothing to do for a while. */
export async function rest() {
  await sleep(REST_MS);
  return { rss: process.memoryUsage.rss() };
}
