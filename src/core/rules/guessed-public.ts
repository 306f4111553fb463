/**
 * A registry on loopback, or of a Service, is taken to need no login. Where the pod names a secret that is absent, and the
 * namespace holds one for this very registry, that was a guess: somebody has seen that it needs one (PG202, not PG203).
 */
import { bestOf } from '../choice.js';
import type { Facts } from '../facts.js';
import type { ImageOutlook } from '../outlook.js';
import { isLocalRegistry } from '../registries.js';
import { createKeyring } from '../secret/keyring.js';

export interface GuessedPublic {
  /** The name that is absent. */
  readonly name: string;
  /** For each such image the secret of the namespace that is for its registry. */
  readonly images: readonly { readonly outlook: ImageOutlook; readonly secret: string }[];
}

export function absentName({ effective, secrets }: Facts): string | undefined {
  const names = effective.state === 'found' ? effective.value.names : [];
  return names.find((name) => name !== '' && secrets.get(name)?.state === 'absent');
}

/** Its registry only looks as if it needed no login, and nothing is tried. */
export function isGuessed({ state, need, matches, pattern, reference }: ImageOutlook): boolean {
  if (state !== 'works' || need !== 'public' || matches.length > 0 || reference === undefined) return false;
  return (
    pattern !== undefined && isLocalRegistry(reference.repository) && reference.repository.startsWith(`${pattern}/`)
  );
}

/** Undefined where no image is such a one. */
export function guessedPublic(outlooks: readonly ImageOutlook[], facts: Facts): GuessedPublic | undefined {
  const guessed = outlooks.filter(isGuessed);
  if (guessed.length === 0 || facts.candidates.state !== 'found') return undefined;
  const name = absentName(facts);
  if (name === undefined) return undefined;
  const secrets = facts.candidates.value;
  const keyring = createKeyring(secrets);
  const images = guessed.flatMap((outlook) => {
    const best = bestOf(keyring.lookupEach(outlook.reference?.repository ?? ''), secrets, facts);
    return best === undefined ? [] : [{ outlook, secret: best.secret.name }];
  });
  return images.length === 0 ? undefined : { name, images };
}
