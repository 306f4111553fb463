/**
 * What calls to the API server cost a plain client of node:https that parses the answers and does nothing with them.
 * Messages: the address first; then `{ paths, seconds, perSecond }`, answered with the number of calls made;
 * without `perSecond` as fast as they are answered.
 */
import { Agent, get } from 'node:https';

const AT_ONCE = 8;
// It listens to messages only.
process.stdout.write(`${JSON.stringify({ port: 0 })}\n`);
const { url, ca } = await new Promise((resolve) => process.once('message', resolve));
const agent = new Agent({ keepAlive: true, ca });
const headers = { authorization: 'Bearer bench', accept: 'application/json' };

process.on('message', async ({ paths, seconds, perSecond }) => {
  const end = performance.now() + seconds * 1000;
  let calls = 0;
  const everyMs = perSecond === undefined ? 0 : (1000 * AT_ONCE) / perSecond;
  const one = async () => {
    while (performance.now() < end) {
      if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
      calls += 1;
      await call(paths[calls % paths.length]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  process.send({ calls });
});
process.on('SIGTERM', () => process.exit());
process.on('disconnect', () => process.exit());

function call(path) {
  return new Promise((resolve, reject) => {
    const request = get(`${url}${path}`, { agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    request.on('error', reject);
  });
}
