/**
 * What a docker config is in which the kubelet finds nothing, because its parts stand in the wrong place (semantics 2.11).
 * For words only: the verdict is that there is no key.
 */
import {
  enterObject,
  nextMember,
  type Reader,
  readerOf,
  readName,
  readString,
  skipValue,
  toValue,
  typeAt,
} from './go-json.js';

export type ConfigSlip =
  /** Hosts at the top of a dockerconfigjson. */
  | 'no-auths'
  /** `auth` in place of `auths`. */
  | 'auth-for-auths'
  /** The whole config under a key of its own, as an object or as a text. */
  | 'nested'
  /** A whole config.json in a dockercfg, whose top is what `auths` holds. */
  | 'wrapper';

/** More members an honest config does not have at its top. */
const MOST_MEMBERS = 64;

/** @param data well-formed JSON */
export function configSlip(form: 'dockerconfigjson' | 'dockercfg', data: Uint8Array): ConfigSlip | undefined {
  const reader = readerOf(data);
  if (typeAt(reader) !== 'object') return undefined;
  enterObject(reader);
  for (let count = 0; nextMember(reader) && count < MOST_MEMBERS; count += 1) {
    const name = readName(reader, ['auths', 'auth']);
    toValue(reader);
    // Whatever is in it, it is where the kubelet looks.
    if (name === 'auths') return form === 'dockercfg' ? 'wrapper' : undefined;
    const slip = form === 'dockercfg' ? undefined : slipAt(reader, name === 'auth');
    if (slip !== undefined) return slip;
    skipValue(reader);
  }
  return undefined;
}

function slipAt(reader: Reader, isAuth: boolean): ConfigSlip | undefined {
  switch (typeAt(reader)) {
    case 'string':
      return /^\s*\{\s*"auths"\s*:/i.test(readString({ ...reader })) ? 'nested' : undefined;
    case 'object':
      if (hasMember(reader, ['auths'])) return 'nested';
      if (hasMember(reader, ['username', 'password', 'auth'])) return 'no-auths';
      return isAuth ? 'auth-for-auths' : undefined;
    default:
      return undefined;
  }
}

/** Of the object at the reader, which stays where it is. */
function hasMember({ data, at }: Reader, names: readonly string[]): boolean {
  const reader = { data, at };
  enterObject(reader);
  for (let count = 0; nextMember(reader) && count < MOST_MEMBERS; count += 1) {
    if (readName(reader, names) !== undefined) return true;
    toValue(reader);
    skipValue(reader);
  }
  return false;
}
