/** The time of a line is the one that Date says, whatever was asked for before. */
import t from 'tap';
import { isoClock } from '../src/log/time.js';

t.test('it is what toISOString says', async (t) => {
  let at = 0;
  const isoTime = isoClock(() => at);
  const begin = Date.UTC(2026, 10, 27, 23, 59, 59, 7);
  const times = [0, 0, 1, 992, 993, 994, 1_000, 993, 992, 86_400_000, -86_400_000, 60_000, 60_001];
  for (const ms of times) {
    at = begin + ms;
    t.equal(isoTime(), new Date(at).toISOString(), `${ms} ms later`);
  }
  for (const special of [0, 1, -1, -1_000, -1_001, Date.UTC(2000, 1, 29), Date.UTC(9999, 11, 31, 23, 59, 59, 999)]) {
    at = special;
    t.equal(isoTime(), new Date(at).toISOString(), `${special}`);
  }
});
