import t from 'tap';
import { createNamespace, must } from './support/cluster.js';
import { startControlPlane } from './support/control-plane.js';
import { outcomesOf, podsIn, startNode } from './support/hollow-node.js';
import { pod } from './support/objects.js';
import { issueAuthority, startFront } from './support/registry-front.js';
import { startRegistryStore } from './support/registry-store.js';

t.test('smoke', async (t) => {
  const plane = await startControlPlane(t, { controllers: ['root-ca-certificate-publisher-controller'] });
  const store = await startRegistryStore(t, plane.folder, [{ repository: 'team/app', tag: '1' }]);
  const authority = await issueAuthority(['registry.example.com', 'public.example.com']);
  const front = await startFront(t, store, authority, {
    grants: ({ host, login }) =>
      login === undefined ? (host.startsWith('public') ? 'pull' : 'nothing') : login.user === 'good' ? 'pull' : 'refused',
  });
  const node = await startNode(t, plane, { name: 'hollow', ca: authority.cert });
  node.route([{ namespace: 'team', address: front, hosts: ['registry.example.com', 'public.example.com'] }]);
  await createNamespace(plane, 'team');
  const at = { nodeName: 'hollow' };
  await must(plane.api.create(pod('team', 'a', 'registry.example.com/team/app:1', at)));
  await must(plane.api.create(pod('team', 'b', 'public.example.com/team/app:1', at)));
  await must(plane.api.create(pod('team', 'c', 'unknown.example.com/team/app:1', at)));
  for (let i = 0; i < 8; i++) {
    await new Promise((r) => setTimeout(r, 2000));
    for (const p of await podsIn(plane, 'team')) console.log(p.metadata.name, p.status?.phase, outcomesOf(p), JSON.stringify(p.status?.containerStatuses?.[0]?.state));
  }
  console.log(node.pulls());
  console.log((await plane.kubectl(['get', 'events', '-A'])).stdout);
  console.log((await plane.kubectl(['describe', 'node', 'hollow'])).stdout);
});
