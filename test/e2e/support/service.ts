/**
 * A Service without kube-proxy: its ClusterIP is an address of loopback, on which this listens and spreads connections
 * over the replicas, as kube-proxy does: a new connection goes to a replica that is ready, one that is open stays where it
 * is, and where no replica is left a connection is refused.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Test } from 'tap';

export interface Endpoint {
  /** No new connections; open ones go on. */
  readonly drain: () => void;
  /** Not a byte passes any more, as with a node that has lost its network. */
  readonly freeze: () => void;
  /** Connections it was given so far. */
  readonly connections: () => number;
}

export interface ForwardedService {
  readonly add: (port: number) => Promise<Endpoint>;
}

interface Target {
  readonly port: number;
  readonly pairs: Set<readonly [Socket, Socket]>;
  connections: number;
  frozen: boolean;
}

export function forwardService(t: Test, clusterIp: string, servicePort: number): ForwardedService {
  const targets: Target[] = [];
  const open = new Set<Socket>();
  let server: Server | undefined;
  let turn = 0;
  const accept = (client: Socket): void => {
    turn += 1;
    const target = targets[turn % targets.length];
    if (target === undefined) client.destroy();
    else join(client, target, open);
  };
  const listen = async (): Promise<void> => {
    const listening = createServer(accept);
    server = listening;
    await new Promise<void>((resolve, reject) => {
      listening.once('error', reject);
      listening.listen(servicePort, clusterIp, resolve);
    });
  };
  t.teardown(() => {
    server?.close();
    for (const socket of open) socket.destroy();
  });
  return {
    add: async (port) => {
      const target: Target = { port, pairs: new Set(), connections: 0, frozen: false };
      targets.push(target);
      if (targets.length === 1) await listen();
      return {
        drain: () => {
          const at = targets.indexOf(target);
          if (at >= 0) targets.splice(at, 1);
          // Connections that are open outlive it, so that the end of all of them is not waited for.
          if (targets.length === 0) server?.close();
        },
        freeze: () => {
          target.frozen = true;
          for (const [client, upstream] of target.pairs) hold(client, upstream);
        },
        connections: () => target.connections,
      };
    },
  };
}

function join(client: Socket, target: Target, open: Set<Socket>): void {
  const upstream = connect(target.port, '127.0.0.1');
  const pair = [client, upstream] as const;
  target.connections += 1;
  target.pairs.add(pair);
  const end = (): void => {
    target.pairs.delete(pair);
    // What was written to the other one still arrives, as it would without this in between.
    for (const socket of pair) socket.destroySoon();
  };
  for (const socket of pair) {
    open.add(socket);
    socket.setNoDelay(true);
    socket.once('close', () => {
      open.delete(socket);
      end();
    });
    // Its end is told by `close`.
    socket.on('error', () => undefined);
  }
  if (target.frozen) hold(client, upstream);
  else {
    client.pipe(upstream);
    upstream.pipe(client);
  }
}

function hold(client: Socket, upstream: Socket): void {
  client.unpipe(upstream);
  upstream.unpipe(client);
  client.pause();
  upstream.pause();
}
