/**
 * Which logins the secrets of a question hold, without the logins: each object that stands for a secret has a number, and
 * what was found for a repository in a list of them is kept under these, as fingerprints. So a review needs no read of a
 * Secret to know which answer is its own.
 *
 * Where secrets are read anew for each review (`cluster.secrets: named`, and those that are too large to be held), every
 * object is a new one. These are known by name and time of change, and for a short time only: that time has seconds.
 */
import type { PullSecret } from '../core/types.js';

export interface Identities {
  readonly of: (secret: PullSecret) => string;
  /** Fingerprints, '' for none; undefined: nobody has looked yet. */
  readonly logins: (repository: string, ids: string) => string | undefined;
  readonly note: (repository: string, ids: string, logins: string) => void;
}

const MOST_LOGINS = 10_000;
const MOST_BYTES = 4 * 1024 * 1024;
const BY_NAME_MS = 60_000;

/** @param clock ms of a clock that never goes back */
export function createIdentities(byName: boolean, clock: () => number): Identities {
  const numbers = new WeakMap<PullSecret, string>();
  /** In the order of their last use. */
  const found = new Map<string, { readonly logins: string; readonly until: number }>();
  let next = 0;
  let bytes = 0;

  const sizeOf = (key: string, logins: string): number => 100 + 2 * (key.length + logins.length);

  function forget(key: string): void {
    const known = found.get(key);
    if (known === undefined) return;
    bytes -= sizeOf(key, known.logins);
    found.delete(key);
  }

  return {
    of(secret) {
      const known = numbers.get(secret);
      if (known !== undefined) return known;
      const { namespace, name, changedAt } = secret;
      const isPassing = (byName || 'omitted' in secret) && changedAt !== undefined;
      if (!isPassing) next += 1;
      const id = isPassing ? `${namespace}/${name}@${changedAt}` : String(next);
      numbers.set(secret, id);
      return id;
    },
    logins(repository, ids) {
      // Without a secret there is no login.
      if (ids === '') return '';
      const key = `${repository}\0${ids}`;
      const known = found.get(key);
      if (known === undefined) return undefined;
      if (clock() >= known.until) {
        forget(key);
        return undefined;
      }
      found.delete(key);
      found.set(key, known);
      return known.logins;
    },
    note(repository, ids, logins) {
      if (ids === '') return;
      const key = `${repository}\0${ids}`;
      forget(key);
      found.set(key, { logins, until: ids.includes('@') ? clock() + BY_NAME_MS : Number.POSITIVE_INFINITY });
      bytes += sizeOf(key, logins);
      for (const oldest of found.keys()) {
        if (found.size <= MOST_LOGINS && bytes <= MOST_BYTES) return;
        forget(oldest);
      }
    },
  };
}
