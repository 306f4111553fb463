/**
 * The API server as a client of a webhook, as a process of its own: it reads the webhook configurations every 50 ms, trusts
 * exactly the caBundle that it has read, and verifies the name of the Service. Of four calls in a row `kept` are on
 * connections that are kept, the others have one of their own; a new bundle means a new agent, as there (apiserver pkg/util/webhook caches a client by
 * configuration). At the end it prints what came of it.
 *
 * @example node tls-load.mjs '{"api":"https://127.0.0.1:1","ca":"PEM","urls":["https://..."],"name":"a.b.svc","perSecond":300,"seconds":20,"kept":2}'
 */
import { once } from 'node:events';
import { Agent, request } from 'node:https';
import { json, text } from 'node:stream/consumers';

const READ_EVERY_MS = 50;
const MOST_UNDER_WAY = 24;
const { api, ca, urls, name, perSecond, seconds, kept } = JSON.parse(process.argv[2]);
const body = JSON.stringify({ request: { uid: 'u', operation: 'CREATE', kind: { kind: 'Pod' } } });
const counts = { asked: 0, handshakes: 0, bundles: 0, longestMs: 0 };
const failures = {};
const underWay = new Set();
const toApi = new Agent({ keepAlive: true });

/** Of all entries of both configurations; each is believed in turn. */
async function readBundles() {
  const kinds = ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'];
  const objects = await Promise.all(
    kinds.map(async (kind) => {
      const url = `${api}/apis/admissionregistration.k8s.io/v1/${kind}/pullgate`;
      const outgoing = request(url, { agent: toApi, ca });
      outgoing.end();
      const [incoming] = await once(outgoing, 'response');
      return json(incoming);
    }),
  );
  return objects.flatMap(({ webhooks }) =>
    webhooks.map(({ clientConfig }) => Buffer.from(clientConfig.caBundle ?? '', 'base64').toString()),
  );
}

let bundles = await readBundles();
const agents = new Map();

function agentFor(bundle) {
  const known = agents.get(bundle);
  if (known !== undefined) return known;
  counts.bundles += 1;
  const made = new Agent({ keepAlive: true, maxSockets: 4 });
  agents.set(bundle, made);
  return made;
}

/** Those of bundles that nobody has any more: their calls under way end, and then their connections. */
function forget() {
  for (const [bundle, agent] of agents) {
    if (bundles.includes(bundle)) continue;
    agents.delete(bundle);
    setTimeout(() => agent.destroy(), 5_000).unref();
  }
}

async function ask() {
  const number = counts.asked;
  counts.asked += 1;
  const bundle = bundles[number % bundles.length];
  const isKept = number % 4 >= 4 - kept;
  const began = performance.now();
  try {
    const outgoing = request(urls[(number >> 1) % urls.length], {
      method: 'POST',
      agent: isKept ? agentFor(bundle) : false,
      ca: bundle,
      servername: name,
      headers: { host: name, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    outgoing.on('error', () => {});
    outgoing.on('socket', () => {
      if (!outgoing.reusedSocket) counts.handshakes += 1;
    });
    outgoing.end(body);
    const [incoming] = await once(outgoing, 'response');
    const answer = await text(incoming);
    if (incoming.statusCode !== 200 || !answer.includes('"allowed":true')) throw new Error(`${incoming.statusCode}`);
  } catch (error) {
    const what = error.code ?? error.message;
    failures[what] = (failures[what] ?? 0) + 1;
  }
  counts.longestMs = Math.max(counts.longestMs, Math.round(performance.now() - began));
}

const began = performance.now();
const ends = began + seconds * 1000;
let isReading = false;
const reader = setInterval(async () => {
  if (isReading) return;
  isReading = true;
  bundles = await readBundles();
  forget();
  isReading = false;
}, READ_EVERY_MS);
while (performance.now() < ends) {
  if (counts.asked < (perSecond / 1000) * (performance.now() - began) && underWay.size < MOST_UNDER_WAY) {
    const asked = ask().finally(() => underWay.delete(asked));
    underWay.add(asked);
  } else {
    await new Promise((done) => setTimeout(done, 2));
  }
}
clearInterval(reader);
await Promise.all(underWay);
toApi.destroy();
for (const agent of agents.values()) agent.destroy();
process.stdout.write(`${JSON.stringify({ ...counts, failures })}\n`);
