/** Names for new secrets, and the list that is there. */
import type { Facts } from '../facts.js';
import type { Subject } from '../types.js';

/** Gives `regcred`, `regcred-2`, … in turn, those that are taken left out. */
export function createNamer(isTaken: (name: string) => boolean): () => string {
  let count = 0;
  return () => {
    for (;;) {
      count += 1;
      const name = count === 1 ? 'regcred' : `regcred-${count}`;
      if (!isTaken(name)) return name;
    }
  };
}

const takenBy = new WeakMap<Facts, { readonly subject: Subject; readonly taken: ReadonlySet<string> }>();

/**
 * Names that a new secret must not take, as far as is known; `kubectl create` refuses any other that exists. Found once per
 * decision: a namespace may hold thousands of secrets.
 */
export function takenNames(facts: Facts, subject: Subject): ReadonlySet<string> {
  const known = takenBy.get(facts);
  if (known?.subject === subject) return known.taken;
  const taken = new Set<string>(subject.imagePullSecrets);
  for (const [name, secret] of facts.secrets) if (secret.state !== 'absent') taken.add(name);
  if (facts.candidates.state === 'found') for (const { name } of facts.candidates.value) taken.add(name);
  takenBy.set(facts, { subject, taken });
  return taken;
}
