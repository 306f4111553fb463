/**
 * What the kubelet would start of a Pod of the cluster, as a process beside it: the arguments, the environment and the
 * mounted ConfigMaps, Secrets and ServiceAccount as they are deployed. Only what cannot be the same for two processes of
 * one machine is given another value: the folders that are mounted, and addresses.
 */
import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from './cluster.js';
import type { ControlPlane } from './control-plane.js';

interface Item {
  readonly key: string;
  readonly path: string;
}

interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string; readonly items?: readonly Item[] };
  readonly secret?: { readonly secretName: string; readonly items?: readonly Item[] };
  readonly emptyDir?: object;
  readonly projected?: object;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string } };
}

export interface Container {
  readonly name: string;
  readonly args?: readonly string[];
  readonly env?: readonly Variable[];
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  readonly readinessProbe?: { readonly httpGet?: { readonly path: string; readonly port: number | string } };
}

export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly containers: readonly Container[];
  readonly volumes?: readonly Volume[];
}

export interface Deployed {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What the kubelet does about once a minute: the mounted files as they are in the cluster now. */
  readonly remount: () => Promise<void>;
}

/** Its only container. */
export function containerOf({ containers }: PodSpec): Container {
  const [container] = containers;
  if (container === undefined || containers.length > 1) throw new Error('not one container');
  return container;
}

export async function deployedContainer(plane: ControlPlane, namespace: string, spec: PodSpec): Promise<Deployed> {
  const container = containerOf(spec);
  const root = mkdtempSync(join(plane.folder, 'mounts-'));
  const mounts = (container.volumeMounts ?? []).map(({ name, mountPath }) => {
    const volume = spec.volumes?.find((each) => each.name === name);
    if (volume === undefined) throw new Error(`there is no volume ${name}`);
    return { volume, mountPath, folder: join(root, mountPath) };
  });
  const here = pathsHere(mounts);
  const remount = async (): Promise<void> => {
    for (const { volume, folder } of mounts) {
      for (const [path, content] of await filesOf(plane, namespace, volume)) {
        // A configuration may name files of another mount.
        writeWhole(folder, path, volume.configMap === undefined ? content : here(content));
      }
    }
  };
  await remount();
  const args = (container.args ?? []).map(here);
  const values = (container.env ?? []).map(({ name, value, valueFrom }) => [
    name,
    value ?? fieldOf(namespace, valueFrom?.fieldRef?.fieldPath ?? ''),
  ]);
  return { args, env: Object.fromEntries(values), remount };
}

interface Mount {
  readonly volume: Volume;
  readonly mountPath: string;
  readonly folder: string;
}

/** Paths of the container as they are on this machine. */
function pathsHere(mounts: readonly Mount[]): (text: string) => string {
  const here = (path: string): string => {
    const mount = mounts.find(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath}/`));
    return mount === undefined ? path : `${mount.folder}${path.slice(mount.mountPath.length)}`;
  };
  return (text) => text.replace(/(?<![\w.-])\/[\w./-]+/g, here);
}

function fieldOf(namespace: string, path: string): string {
  if (path === 'metadata.namespace') return namespace;
  throw new Error(`what is ${path} of a Pod that runs beside the cluster?`);
}

async function filesOf(plane: ControlPlane, namespace: string, volume: Volume) {
  const base = `/api/v1/namespaces/${namespace}`;
  const { configMap, secret } = volume;
  if (configMap !== undefined) {
    const { data } = await must(plane.api.get(`${base}/configmaps/${configMap.name}`));
    return chosen(new Map(Object.entries(Object(data)).map(([key, text]) => [key, String(text)])), configMap.items);
  }
  if (secret !== undefined) {
    const { data } = await must(plane.api.get(`${base}/secrets/${secret.secretName}`));
    const decode = (text: unknown): string => Buffer.from(String(text), 'base64').toString();
    return chosen(new Map(Object.entries(Object(data)).map(([key, text]) => [key, decode(text)])), secret.items);
  }
  // The token of the ServiceAccount comes by a kubeconfig: its folder in a Pod is the same for all processes.
  if (volume.emptyDir !== undefined || volume.projected !== undefined) return new Map<string, string>();
  throw new Error(`volume ${volume.name} is of no kind that is known here`);
}

function chosen(files: ReadonlyMap<string, string>, items: readonly Item[] | undefined): ReadonlyMap<string, string> {
  if (items === undefined) return files;
  return new Map(
    items.map(({ key, path }) => {
      const content = files.get(key);
      if (content === undefined) throw new Error(`the volume names a key that is not there: ${key}`);
      return [path, content];
    }),
  );
}

/** Nobody reads half a file; the kubelet swaps a whole folder. */
function writeWhole(folder: string, path: string, content: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, path);
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

/** A token as the kubelet gets one for a Pod, written where the client reads it again and again. */
export async function accountKubeconfig(plane: ControlPlane, namespace: string, account: string): Promise<string> {
  const token = await requestToken(plane, namespace, account);
  const tokenFile = join(mkdtempSync(join(plane.folder, 'token-')), 'token');
  writeFileSync(tokenFile, token);
  return plane.kubeconfig(`${namespace}-${account}`, { tokenFile }, namespace);
}

export async function requestToken({ api }: ControlPlane, namespace: string, account: string): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`;
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3_600 } };
  const { status } = await must(api.call({ method: 'POST', path, body }));
  const token: unknown = Object(status).token;
  if (typeof token !== 'string') throw new Error(`no token for ${account}`);
  return token;
}
