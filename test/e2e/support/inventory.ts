/** Every object of the cluster by name: what an installation adds, and whether it takes all of it away again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from './control-plane.js';

interface Listed {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string };
}

/** They come and go by themselves. */
const TRANSIENT = new Set(['Event', 'Lease']);
const ATTEMPTS = 20;

/** `Kind namespace/name`, sorted; every type that the API server can list. */
export async function inventory({ kubectl }: ControlPlane): Promise<readonly string[]> {
  const types = await kubectl(['api-resources', '--verbs=list', '--output=name']);
  if (types.code !== 0) throw new Error(types.stderr);
  const all = types.stdout.trim().split('\n').join(',');
  const listed = await kubectl(['get', all, '--all-namespaces', '--output=json']);
  if (listed.code !== 0) throw new Error(listed.stderr);
  const { items }: { readonly items: readonly Listed[] } = JSON.parse(listed.stdout);
  const kept = items.filter(({ kind }) => !TRANSIENT.has(kind));
  const names = kept.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
  return [...new Set(names)].sort();
}

/** What is there that was not, once controllers have cleared away what they clear away. */
export async function addedSince(plane: ControlPlane, before: readonly string[]): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const added = (await inventory(plane)).filter((name) => !before.includes(name));
    if (added.length === 0 || attempt === ATTEMPTS) return added;
    await sleep(1_000);
  }
}
