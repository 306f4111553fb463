/**
 * What an informer keeps that takes objects as they come: all Secrets of a type, listed in pages of 500 and parsed, by
 * namespace and name. For the memory of ours to be compared with.
 */
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const [url] = process.argv.slice(2);
const ca = await new Promise((resolve) => process.once('message', resolve));
const agent = new https.Agent({ ca, keepAlive: true });
const kept = new Map();

async function measure() {
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc();
    await sleep(50);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heapUsed };
}

function get(path) {
  return new Promise((resolve, reject) => {
    https
      .get(`${url}${path}`, { agent }, (response) => text(response).then(JSON.parse).then(resolve, reject))
      .on('error', reject);
  });
}

const idle = await measure();

const acts = {
  async sync() {
    const selector = encodeURIComponent('type=kubernetes.io/dockerconfigjson');
    let bytes = 0;
    for (let next = ''; next !== undefined; ) {
      const list = await get(
        `/api/v1/secrets?limit=500&fieldSelector=${selector}&continue=${encodeURIComponent(next)}`,
      );
      for (const item of list.items) kept.set(`${item.metadata.namespace}/${item.metadata.name}`, item);
      next = list.metadata.continue || undefined;
    }
    for (const object of [...kept.values()].slice(0, 100)) bytes += JSON.stringify(object).length;
    return { secrets: kept.size, bytesEach: bytes / Math.min(100, kept.size), idle, ...(await measure()) };
  },
};

process.on('message', async ({ id, act }) => process.send({ id, ...(await acts[act]()) }));
process.on('disconnect', () => process.exit());
process.send({ ready: true });
