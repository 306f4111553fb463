/**
 * A user and a password on their way from a Secret to one try at a registry. Nothing shows them by accident: they are
 * private fields, and whatever prints, inspects or serialises the holder gets a word in their place.
 */
import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { fromData } from '../core/secret/byte-string.js';

const SHOWN = '[credential]';

export class Credential {
  readonly #username: string;
  readonly #password: string;

  constructor(username: string, password: string) {
    this.#username = username;
    this.#password = password;
  }

  /** False: it is an anonymous try (semantics 2.16). */
  get hasUser(): boolean {
    return this.#username !== '';
  }

  /** False: an anonymous try as well (semantics 2.17). */
  get hasPassword(): boolean {
    return this.#password !== '';
  }

  /** The value of an Authorization header: the bytes of the Secret, not those of another encoding of them. */
  basic(): string {
    return `Basic ${Buffer.from(`${this.#username}:${this.#password}`, 'latin1').toString('base64')}`;
  }

  /** The two fields of a form by which a token is asked for (grant type "password"), their bytes percent-encoded. */
  form(): string {
    return `username=${percent(this.#username)}&password=${percent(this.#password)}`;
  }

  /** Equal for equal logins under one key, which whoever compares has made at random. */
  fingerprint(key: Uint8Array): string {
    // With its length, so that no other place of the border between the two gives the same text.
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

/** @param username bytes, or a text of which each character is one (core/secret/byte-string.ts); the same for the password */
export function createCredential(username: string | Uint8Array, password: string | Uint8Array): Credential {
  return new Credential(bytesOf(username), bytesOf(password));
}

function bytesOf(value: string | Uint8Array): string {
  return typeof value === 'string' ? value : fromData(value);
}

/** Go's url.QueryEscape, for bytes: all but letters, digits and four signs. */
function percent(bytes: string): string {
  return bytes.replace(
    /[^A-Za-z0-9_.~-]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
