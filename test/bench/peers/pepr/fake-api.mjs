/** The API server that Pepr keeps its store in: whatever is asked for is there and empty, and nothing changes. */
import { createServer } from 'node:http';

const API_VERSION = 'pepr.dev/v1';

function store(name) {
  const metadata = {
    name,
    namespace: 'pepr-system',
    uid: name,
    resourceVersion: '1',
    labels: { 'pepr.dev-cacheID': '1' },
  };
  return { apiVersion: API_VERSION, kind: 'PeprStore', metadata, data: { __pepr_do_not_delete__: 'k-thx-bye' } };
}

const server = createServer((request, response) => {
  request.resume();
  const { pathname, searchParams } = new URL(request.url, 'http://fake');
  response.setHeader('content-type', 'application/json');
  const selected = /metadata\.name=([^,]+)/.exec(searchParams.get('fieldSelector') ?? '')?.[1];
  if (searchParams.get('watch') === 'true') {
    // Left open.
    response.write(`${JSON.stringify({ type: 'ADDED', object: store(selected) })}\n`);
    return;
  }
  const metadata = { resourceVersion: '1' };
  const answer =
    selected === undefined
      ? store(pathname.split('/').at(-1))
      : { apiVersion: API_VERSION, kind: 'PeprStoreList', metadata, items: [store(selected)] };
  response.end(JSON.stringify(answer));
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
