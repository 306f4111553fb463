/**
 * A cluster in which images are really pulled: control plane, Debian's registry behind a front for each table of
 * registries, a Pullgate for each, and nodes. Pods of a namespace `TABLE-...` know the registries of that table only.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Test } from 'tap';
import { createNamespace, must } from './cluster.js';
import { type ControlPlane, RECORDER, startControlPlane } from './control-plane.js';
import { type HollowNode, type NodeOptions, type Route, startNode } from './hollow-node.js';
import { type Pullgate, startPullgate } from './pullgate.js';
import { register } from './registration.js';
import {
  type FrontOptions,
  type Granted,
  issueAuthority,
  nameOf,
  type Question,
  startFront,
} from './registry-front.js';
import { type Held, type RegistryStore, startRegistryStore } from './registry-store.js';

export interface LiveCluster {
  readonly plane: ControlPlane;
  readonly store: RegistryStore;
  /** PEM */
  readonly ca: string;
  readonly addNode: (options: Omit<NodeOptions, 'ca'>) => Promise<HollowNode>;
  readonly addTable: (table: Table) => Promise<Pullgate>;
}

export interface Table {
  /** Begin of the names of its namespaces, before a `-`; that of its webhook. */
  readonly name: string;
  /** As in images. */
  readonly hosts: readonly string[];
  readonly front: FrontOptions;
  /** Of Pullgate. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly args?: readonly string[];
  readonly inject?: boolean;
}

/** From here on its Pods are made, whatever is said of them. */
export async function bypass({ plane }: Pick<LiveCluster, 'plane'>, namespace: string): Promise<void> {
  const body = { metadata: { labels: { 'pullgate.dev/mode': 'off' } } };
  const path = `/api/v1/namespaces/${namespace}`;
  const contentType = 'application/merge-patch+json';
  await must(plane.api.call({ method: 'PATCH', path, body, contentType, token: RECORDER.token }));
  await sleep(WATCH_LAG_MS);
}

const WATCH_LAG_MS = 300;

export const labelsOf = (table: string): Readonly<Record<string, string>> => ({ 'e2e.pullgate.dev/table': table });

/** @param hosts of all tables, as in images */
export async function startLiveCluster(
  t: Test,
  images: readonly Held[],
  hosts: readonly string[],
): Promise<LiveCluster> {
  const plane = await startControlPlane(t, { controllers: ['root-ca-certificate-publisher-controller'] });
  const store = await startRegistryStore(t, plane.folder, images);
  const authority = await issueAuthority(hosts);
  const nodes: HollowNode[] = [];
  const routes: Route[] = [];
  const spread = (): void => {
    for (const node of nodes) node.route(routes);
  };
  return {
    plane,
    store,
    ca: authority.cert,
    addNode: async (options) => {
      const node = await startNode(t, plane, { ...options, ca: authority.cert });
      nodes.push(node);
      spread();
      return node;
    },
    addTable: async ({ name, hosts, front, settings = {}, args = [], inject = false }) => {
      const address = await startFront(t, store, authority, front);
      routes.push({ namespace: `${name}-`, address, hosts: hosts.map(nameOf) });
      spread();
      const labels = labelsOf(name);
      await createNamespace(plane, name, labels);
      const pullgate = await startPullgate(t, plane, { settings, args, name });
      await register(plane, pullgate, { name, matchLabels: labels, probe: name, inject });
      return pullgate;
    },
  };
}

/** What a table of a recorded row says (../../vectors/README.md): the longest host or host/path that the image begins with. */
export function grantsOf(registries: Readonly<Record<string, 'public' | 'private'>>): (asked: Question) => Granted {
  const entries = Object.entries(registries).map(([key, kind]): readonly [string, string] => [
    key.toLowerCase().replace('registry-1.docker.io', 'docker.io'),
    kind,
  ]);
  entries.sort(([a], [b]) => b.length - a.length);
  return ({ host, repository, login }) => {
    const name = `${host}/${repository}`;
    const kind = entries.find(([key]) => name.startsWith(`${key}/`))?.[1];
    if (login === undefined || login.user === '') return kind === 'public' ? 'pull' : 'nothing';
    return login.user === 'good' && login.password === 'pw' ? 'pull' : 'refused';
  };
}
