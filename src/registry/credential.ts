/**
 * A user and a password on their way from a Secret to one try at a registry. Nothing shows them by accident: they are
 * private fields, and whatever prints, inspects or serialises the holder gets a word in their place.
 */
import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';

const SHOWN = '[credential]';

export class Credential {
  readonly #username: string;
  readonly #password: string;

  /** @param username bytes, each character one of them (core/secret/byte-string.ts); the same for the password */
  constructor(username: string, password: string) {
    this.#username = username;
    this.#password = password;
  }

  /** False: it is an anonymous try (semantics 2.16). */
  get hasUser(): boolean {
    return this.#username !== '';
  }

  get hasPassword(): boolean {
    return this.#password !== '';
  }

  /** The value of an Authorization header: the bytes of the Secret, and not those of another encoding of them. */
  basic(): string {
    return `Basic ${Buffer.from(`${this.#username}:${this.#password}`, 'latin1').toString('base64')}`;
  }

  /** Equal for equal logins under one key, which whoever compares made at random. */
  fingerprint(key: Uint8Array): string {
    // With its length, so that no other place of the border gives the same text.
    const text = `${this.#username.length}:${this.#username}${this.#password}`;
    return createHmac('sha256', key).update(text, 'latin1').digest('base64url');
  }

  toJSON(): string {
    return SHOWN;
  }

  toString(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}

/** @param username bytes, each character one of them; the same for the password */
export function createCredential(username: string, password: string): Credential {
  return new Credential(username, password);
}
