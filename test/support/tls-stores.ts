/**
 * The Secret and the webhook configurations in memory, with resourceVersions as locks, for everything of src/tls that
 * needs no network. `turn` is awaited before each operation, so that a test decides who is next, or that nobody ever is.
 */
import type {
  BundleStore,
  ConfigurationKind,
  Read,
  SecretContent,
  SecretStore,
  SeenConfiguration,
  SeenSecret,
  Written,
} from '../../src/tls/ports.js';

export interface TlsWorld {
  /** A replica's view: each has its own, so that it can be stopped. */
  readonly view: (turn?: (operation: string) => Promise<void>) => {
    readonly secret: SecretStore;
    readonly configurations: readonly BundleStore[];
  };
  secret: SecretContent | undefined;
  /** PEM per entry. */
  bundles: Record<ConfigurationKind, string[] | undefined>;
  /** Called after each change of a bundle. */
  onBundles: () => void;
  /** Answers reads of what is named here with this reason. */
  unknown: Partial<Record<'secret' | ConfigurationKind, string>>;
  readonly writes: { secret: number; bundles: number; conflicts: number };
}

const NOW = async (): Promise<void> => {};

export function createTlsWorld(): TlsWorld {
  let version = 1;
  const versions: Record<ConfigurationKind, number> = { validating: 1, mutating: 1 };
  let secret: SecretContent | undefined = { data: {}, annotations: {} };
  const bundles: Record<ConfigurationKind, string[] | undefined> = { validating: ['', ''], mutating: [''] };
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const watcher of watchers) watcher();
  };
  const watch = (onChange: () => void, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      watchers.add(onChange);
      const stop = (): void => {
        watchers.delete(onChange);
        resolve();
      };
      signal.addEventListener('abort', stop, { once: true });
    });

  const world: TlsWorld = {
    view: (turn = NOW) => ({
      secret: secretStore(turn),
      configurations: [bundleStore('validating', turn), bundleStore('mutating', turn)],
    }),
    get secret() {
      return secret;
    },
    set secret(next) {
      version += 1;
      secret = next;
      tell();
    },
    bundles: {
      get validating() {
        return bundles.validating;
      },
      set validating(next) {
        setBundles('validating', next);
      },
      get mutating() {
        return bundles.mutating;
      },
      set mutating(next) {
        setBundles('mutating', next);
      },
    },
    onBundles: () => {},
    unknown: {},
    writes: { secret: 0, bundles: 0, conflicts: 0 },
  };

  function setBundles(kind: ConfigurationKind, next: string[] | undefined): void {
    versions[kind] += 1;
    bundles[kind] = next;
    world.onBundles();
    tell();
  }

  function conflict(): Written {
    world.writes.conflicts += 1;
    return { state: 'conflict' };
  }

  function secretStore(turn: (operation: string) => Promise<void>): SecretStore {
    return {
      name: 'Secret pullgate/pullgate-tls',
      async get(): Promise<Read<SeenSecret>> {
        await turn('get secret');
        const reason = world.unknown.secret;
        if (reason !== undefined) return { state: 'unknown', reason };
        if (secret === undefined) return { state: 'absent' };
        return { state: 'found', value: { ...secret, object: version } };
      },
      async update(seen, change): Promise<Written> {
        await turn('update secret');
        if (seen.object !== version || secret === undefined) return conflict();
        world.writes.secret += 1;
        world.secret = {
          data: { ...secret.data, ...change.data },
          annotations: { ...secret.annotations, ...change.annotations },
        };
        return { state: 'written' };
      },
      watch,
    };
  }

  function bundleStore(kind: ConfigurationKind, turn: (operation: string) => Promise<void>): BundleStore {
    return {
      kind,
      name: `${kind === 'validating' ? 'Validating' : 'Mutating'}WebhookConfiguration pullgate`,
      async get(): Promise<Read<SeenConfiguration>> {
        await turn(`get ${kind}`);
        const reason = world.unknown[kind];
        if (reason !== undefined) return { state: 'unknown', reason };
        const held = bundles[kind];
        if (held === undefined) return { state: 'absent' };
        const hooks = held.map((bundle, index) => ({ name: `h${index}.pullgate.dev`, bundle }));
        return { state: 'found', value: { hooks, object: versions[kind] } };
      },
      async patch(seen, bundle): Promise<Written> {
        await turn(`patch ${kind}`);
        const held = bundles[kind];
        if (seen.object !== versions[kind] || held === undefined) return conflict();
        world.writes.bundles += 1;
        setBundles(
          kind,
          held.map(() => bundle),
        );
        return { state: 'written' };
      },
      watch,
    };
  }
  return world;
}
