/**
 * What a list and watch loop holds: reduced objects by namespace and name. Writers that read the API server beside the
 * watch (fresh reads, the consistency check) must not overwrite what the watch brought meanwhile: they open a reading
 * before they ask, and only what nobody touched since is written.
 */
import { type Bounds, createLedger, type Ledger } from './bounds.js';
import type { Kept } from './convert.js';

export interface Store<T> {
  get(namespace: string, name: string): Kept<T> | undefined;
  list(namespace: string): readonly Kept<T>[];
  all(): IterableIterator<Kept<T>>;
  /** Namespaces that hold an object of this name. */
  namespacesWith(name: string): readonly string[];
  readonly size: number;
  set(kept: Kept<T>): void;
  delete(namespace: string, name: string): void;
  /** All at once, after a complete list. */
  replace(items: readonly Kept<T>[]): void;
  read(): Reading<T>;
}

export interface Reading<T> {
  /** What differs from `items` and was not touched since the reading began; of one namespace, or of all. */
  differences(items: readonly Kept<T>[], namespace: string): readonly Difference<T>[];
  /** Writes what still was not touched; how many that were. */
  write(differences: readonly Difference<T>[]): number;
  end(): void;
}

export interface Difference<T> {
  readonly namespace: string;
  readonly name: string;
  /** Absent: it is gone. */
  readonly kept?: Kept<T>;
}

type Contents<T> = Map<string, Map<string, Kept<T>>>;

/** Without bounds everything is held as it comes. */
export function createStore<T>(bounds?: Bounds<T>): Store<T> {
  let contents: Contents<T> = new Map();
  let ledger = createLedger(bounds);
  let size = 0;
  const readings = new Set<{ readonly touched: Set<string>; outdated: boolean }>();

  function touch(namespace: string, name: string): void {
    for (const { touched } of readings) touched.add(`${namespace}/${name}`);
  }

  function set(kept: Kept<T>): void {
    size += put(contents, kept, ledger);
    touch(kept.namespace, kept.name);
  }

  function remove(namespace: string, name: string): void {
    const held = contents.get(namespace);
    const kept = held?.get(name);
    if (kept !== undefined) ledger.release(kept);
    if (held?.delete(name) === true) size -= 1;
    if (held?.size === 0) contents.delete(namespace);
    touch(namespace, name);
  }

  function* all(): IterableIterator<Kept<T>> {
    for (const held of contents.values()) yield* held.values();
  }

  function read(): Reading<T> {
    const reading = { touched: new Set<string>(), outdated: false };
    readings.add(reading);
    const isUntouched = ({ namespace, name }: Difference<T>): boolean =>
      !reading.outdated && !reading.touched.has(`${namespace}/${name}`);
    return {
      differences(items, namespace) {
        const listed: Contents<T> = new Map();
        for (const kept of items) put(listed, kept, undefined);
        const changed = items.filter((kept) => !isSame(contents.get(kept.namespace)?.get(kept.name), kept));
        const held = namespace === '' ? [...all()] : [...(contents.get(namespace)?.values() ?? [])];
        const gone = held.filter((kept) => listed.get(kept.namespace)?.has(kept.name) !== true);
        return [
          ...changed.map((kept) => ({ namespace: kept.namespace, name: kept.name, kept })),
          ...gone.map((kept) => ({ namespace: kept.namespace, name: kept.name })),
        ].filter(isUntouched);
      },
      write(differences) {
        const rest = differences.filter(isUntouched);
        for (const { namespace, name, kept } of rest) {
          if (kept === undefined) remove(namespace, name);
          else set(kept);
        }
        return rest.length;
      },
      end() {
        readings.delete(reading);
      },
    };
  }

  return {
    get: (namespace, name) => contents.get(namespace)?.get(name),
    list: (namespace) => [...(contents.get(namespace)?.values() ?? [])],
    all,
    namespacesWith: (name) => [...contents].flatMap(([namespace, held]) => (held.has(name) ? [namespace] : [])),
    get size() {
      return size;
    },
    set,
    delete: remove,
    replace(items) {
      const next: Contents<T> = new Map();
      const fresh = createLedger(bounds);
      size = items.reduce((count, kept) => count + put(next, kept, fresh), 0);
      ledger = fresh;
      contents = next;
      // Whoever is reading compares with contents that are no more.
      for (const reading of readings) reading.outdated = true;
    },
    read,
  };
}

/** 1 when it is new. */
function put<T>(contents: Contents<T>, kept: Kept<T>, ledger: Ledger<T> | undefined): 0 | 1 {
  const held = contents.get(kept.namespace) ?? new Map<string, Kept<T>>();
  if (held.size === 0) contents.set(kept.namespace, held);
  const before = held.get(kept.name);
  held.set(kept.name, ledger === undefined ? kept : ledger.admit(kept, before));
  return before === undefined ? 1 : 0;
}

/** Versions are opaque: equal or not, never older or newer (design 7.6). */
function isSame<T>(a: Kept<T> | undefined, b: Kept<T>): boolean {
  return a?.uid === b.uid && a.version === b.version;
}
