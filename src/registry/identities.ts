/**
 * Which logins the secrets of a question hold, without the logins: each object that stands for a secret has a number, and
 * what was found for a repository in a list of them is kept under these, as fingerprints. So a review needs no read of a
 * Secret to know which answer is its own.
 *
 * Where secrets are read anew for each review (`cluster.secrets: named`, and those that are too large to be held), every
 * object is a new one. These are known by name and time of change, and for a short time only: that time has seconds.
 */
import type { LoginAttempt, RegistryAnswer } from '../core/registry-answer.js';
import type { PullSecret } from '../core/types.js';

/** The logins of a question: what they are known by, and what they are called. */
export interface KnownLogins {
  /** Fingerprints; '' for none. */
  readonly prints: string;
  /** Where each stands, in the order in which they are tried; as many as were tried by then. */
  readonly names: readonly Pick<LoginAttempt, 'secret' | 'entry'>[];
}

export const NO_LOGINS: KnownLogins = { prints: '', names: [] };

export interface Identities {
  readonly of: (secret: PullSecret) => string;
  /** Undefined: nobody has looked yet. */
  readonly logins: (repository: string, ids: string) => KnownLogins | undefined;
  readonly note: (repository: string, ids: string, logins: KnownLogins) => void;
}

const MOST_LOGINS = 10_000;
const MOST_BYTES = 4 * 1024 * 1024;
const BY_NAME_MS = 60_000;
const OVERHEAD = 400;

/** @param clock ms of a clock that never goes back */
export function createIdentities(byName: boolean, clock: () => number): Identities {
  const numbers = new WeakMap<PullSecret, string>();
  /** In the order of their last use. */
  const found = new Map<string, { readonly logins: KnownLogins; readonly until: number; readonly bytes: number }>();
  let next = 0;
  let bytes = 0;

  function forget(key: string): void {
    const known = found.get(key);
    if (known === undefined) return;
    bytes -= known.bytes;
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
      if (ids === '') return NO_LOGINS;
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
      const until = ids.includes('@') ? clock() + BY_NAME_MS : Number.POSITIVE_INFINITY;
      const size = OVERHEAD + 2 * key.length + 2 * JSON.stringify(logins).length;
      // A clone: a text that was cut out of a Secret would keep all of it in memory.
      found.set(key, { logins: structuredClone(logins), until, bytes: size });
      bytes += size;
      for (const oldest of found.keys()) {
        if (found.size <= MOST_LOGINS && bytes <= MOST_BYTES) return;
        forget(oldest);
      }
    },
  };
}

/** The answer to the same logins under their own names; undefined where more were tried than have one by now. */
export function inNames(answer: RegistryAnswer, { names }: KnownLogins): RegistryAnswer | undefined {
  if (answer.attempts.length > names.length) return undefined;
  const attempts = answer.attempts.map((attempt, index) => ({ ...attempt, ...names[index] }));
  return { ...answer, attempts };
}
