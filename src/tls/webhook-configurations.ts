/**
 * The webhook configurations as those who have to trust the certificate: what each holds, for how long all of them have
 * been seen to hold a CA, and the one patch that puts a bundle right. A configuration that is not there needs nothing;
 * one that cannot be read is not guessed at.
 */
import { type Ca, readCertificates } from './inspect.js';
import type { BundleStore, Clock, Handshake, SeenConfiguration, TlsEvent } from './ports.js';
import type { Trust } from './serving.js';

export interface WebhookConfigurationsOptions {
  readonly stores: readonly BundleStore[];
  readonly clock: Pick<Clock, 'ticks'>;
  readonly onEvent: (event: TlsEvent) => void;
}

/** `changed`: something was written, or somebody else was first; it is to be read again. */
export type Published = 'unchanged' | 'changed' | { readonly later: number };

export interface WebhookConfigurations {
  read(signal: AbortSignal): Promise<void>;
  /** Clauses about what could not be read or written the last time. */
  problems(): readonly string[];
  trust(): Trust;
  /** For how long every one that exists has held this CA, as far as it was looked at. To be asked after each `read`. */
  heldForMs(ca: Ca): number | undefined;
  publish(bundleFor: (seen: SeenConfiguration) => string, signal: AbortSignal): Promise<Published>;
  /** Undefined: each that exists trusts what we serve. */
  check(handshake: Handshake, signal: AbortSignal): Promise<string | undefined>;
}

/** Two who want different bundles in the same place must not make a storm of patches. */
const PATCH_GAP_MS = 500;
/** More conflicts than this in a row are none: something else refuses the patch. */
const MOST_CONFLICTS = 3;

interface Row {
  readonly store: BundleStore;
  readonly seen: SeenConfiguration;
  readonly bundles: readonly (readonly Ca[])[];
}

export function createWebhookConfigurations({
  stores,
  clock,
  onEvent,
}: WebhookConfigurationsOptions): WebhookConfigurations {
  const since = new Map<string, number>();
  const patchedAt = new Map<BundleStore, number>();
  const refused = new Map<BundleStore, string>();
  const conflicts = new Map<BundleStore, number>();
  let rows: readonly Row[] = [];
  let unread: readonly string[] = ['the webhook configurations have not been read yet'];

  /** How long it has been so, by what was seen each time it was asked. */
  function lasting(id: string, isSo: boolean): number | undefined {
    if (unread.length > 0) return undefined;
    if (!isSo) {
      since.delete(id);
      return undefined;
    }
    const now = clock.ticks();
    const from = since.get(id) ?? now;
    since.set(id, from);
    return now - from;
  }

  function allBundles(): readonly (readonly Ca[])[] {
    return rows.flatMap(({ bundles }) => bundles);
  }

  async function patch({ store, seen }: Row, bundle: string, signal: AbortSignal): Promise<Published> {
    const wrong = seen.hooks.filter((hook) => hook.bundle !== bundle).length;
    if (wrong === 0) {
      refused.delete(store);
      conflicts.delete(store);
      return 'unchanged';
    }
    const now = clock.ticks();
    const wait = (patchedAt.get(store) ?? Number.NEGATIVE_INFINITY) + PATCH_GAP_MS - now;
    if (wait > 0) return { later: wait };
    patchedAt.set(store, now);
    const written = await store.patch(seen, bundle, signal);
    refused.delete(store);
    switch (written.state) {
      case 'written':
        conflicts.delete(store);
        onEvent({ event: 'bundle-repaired', configuration: store.kind, hooks: wrong });
        return 'changed';
      case 'conflict':
        return conflict(store);
      case 'failed':
        refused.set(store, `${store.name} could not be written: ${written.reason}`);
        return 'unchanged';
      default:
        return written satisfies never;
    }
  }

  function conflict(store: BundleStore): Published {
    const times = (conflicts.get(store) ?? 0) + 1;
    conflicts.set(store, times);
    onEvent({ event: 'conflict', object: store.kind });
    if (times > MOST_CONFLICTS) {
      refused.set(store, `${store.name} could not be written: the patch is refused`);
      return 'unchanged';
    }
    // Nothing was written: the next try need not wait.
    patchedAt.delete(store);
    return 'changed';
  }

  return {
    async read(signal) {
      const reads = await Promise.all(stores.map(async (store) => ({ store, read: await store.get(signal) })));
      unread = reads.flatMap(({ store, read }) =>
        read.state === 'unknown' ? [`${store.name} could not be read: ${read.reason}`] : [],
      );
      rows = reads.flatMap(({ store, read }) => (read.state === 'found' ? [rowOf(store, read.value)] : []));
    },
    problems: () => [...unread, ...refused.values()],
    trust: () => (unread.length > 0 ? { known: false } : { known: true, bundles: allBundles() }),
    heldForMs: (ca) =>
      lasting(
        ca.id,
        allBundles().every((bundle) => bundle.some(({ id }) => id === ca.id)),
      ),
    async publish(bundleFor, signal) {
      const all = await Promise.all(rows.map((row) => patch(row, bundleFor(row.seen), signal)));
      if (all.includes('changed')) return 'changed';
      const waits = all.flatMap((each) => (typeof each === 'object' ? [each.later] : []));
      return waits.length === 0 ? 'unchanged' : { later: Math.min(...waits) };
    },
    async check(handshake, signal) {
      if (stores.length > 0 && rows.length === 0) {
        return `there is no ${stores.map(({ name }) => name).join(' and no ')}`;
      }
      const tried = new Map<string, string | undefined>();
      for (const { store, seen } of rows) {
        for (const { name, bundle } of seen.hooks) {
          if (bundle === '') return `${store.name} trusts nobody yet (${name} has no caBundle)`;
          const why = tried.has(bundle) ? tried.get(bundle) : await handshake(bundle, signal);
          tried.set(bundle, why);
          if (why !== undefined) return `${store.name} does not trust what is served (${name}): ${why}`;
        }
      }
      return undefined;
    },
  };
}

function rowOf(store: BundleStore, seen: SeenConfiguration): Row {
  return { store, seen, bundles: seen.hooks.map(({ bundle }) => readCertificates(bundle)) };
}
