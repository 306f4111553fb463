/**
 * Loaded before the program (`node --import`): takes a CPU profile between two messages of the parent. The answer to `stop`
 * is the profile.
 */
import { Session } from 'node:inspector/promises';

const SAMPLE_EVERY_US = 500;
const session = new Session();
session.connect();

process.on('message', async (word) => {
  if (word === 'start') {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
    await session.post('Profiler.start');
    process.send({ started: true });
  } else {
    const { profile } = await session.post('Profiler.stop');
    process.send({ profile });
  }
});
