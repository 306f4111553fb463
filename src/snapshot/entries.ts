/**
 * An entry of a pull secret in a snapshot file. What is usual is not written, so that most are one line: their key. Nothing
 * here could hold a credential, because the type does not (core/secret/parse.ts).
 */
import type { CredentialFlaw, DescribedKey, KeySlip, KeySlipKind, SlipPlace } from '../core/secret/auth-entry.js';
import type { AuthEntry, LoginClass } from '../core/types.js';
import {
  type Codec,
  carried,
  duration,
  type Fields,
  flag,
  list,
  orNull,
  readFields,
  text,
  time,
  usually,
  word,
  writeFields,
} from './codec.js';

const LOGINS: Readonly<Record<LoginClass, true>> = {
  ecr: true,
  'acr-token': true,
  'google-oauth': true,
  'google-json-key': true,
  'github-token': true,
  'github-app-token': true,
  'github-fine-grained': true,
  'gitlab-job-token': true,
  'docker-hub-token': true,
  jwt: true,
  other: true,
};

const FLAWS: Readonly<Record<CredentialFlaw, true>> = {
  'not-utf8': true,
  'no-password': true,
  'user-command': true,
  'user-placeholder': true,
  'user-invisible': true,
  'user-newline': true,
  'user-control': true,
  'user-blank': true,
  'user-quoted': true,
  'user-inner-blank': true,
  'password-command': true,
  'password-placeholder': true,
  'password-invisible': true,
  'password-newline': true,
  'password-control': true,
  'password-blank': true,
  'password-quoted': true,
  'password-inner-blank': true,
  'user-doubled-dollar': true,
  'user-not-of-registry': true,
  'docker-hub-email-user': true,
  'robot-user-shell': true,
  'github-fine-grained-on-ghcr': true,
  'github-token-truncated': true,
  'google-key-broken': true,
  'token-for-other-registry': true,
};

const SLIP_KINDS: Readonly<Record<KeySlipKind, true>> = {
  'unexpanded-variable': true,
  'control-character': true,
  'blank-in-key': true,
  'quotes-in-key': true,
  'non-ascii': true,
  'question-mark': true,
  'character-class': true,
  'port-not-a-number': true,
  'other-scheme': true,
  'tag-in-key': true,
  'token-in-key': true,
  'login-in-key': true,
  'key-too-long': true,
  'odd-character': true,
};

const PLACES: Readonly<Record<SlipPlace, true>> = { front: true, end: true, inside: true };

const SLIP: Fields<KeySlip> = {
  kind: carried(word(SLIP_KINDS)),
  place: carried(word(PLACES)),
  dropped: carried(text),
};

const slips: Codec<KeySlip> = {
  write: (slip) => writeFields(SLIP, slip),
  read: (plain, path) => readFields(SLIP, plain, { path, known: {}, needed: ['kind'] }),
};

const DESCRIBED: Fields<DescribedKey> = {
  slips: usually(list(slips), []),
  rest: carried(text),
};

const described: Codec<DescribedKey> = {
  write: (key) => writeFields(DESCRIBED, key),
  read: (plain, path) => readFields(DESCRIBED, plain, { path, known: {}, needed: [] }),
};

const ENTRY: Fields<AuthEntry> = {
  key: carried(text),
  described: carried(described),
  // The kubelet compares most keys as they are written.
  normalized: carried(orNull(text), ({ key }) => key as string),
  dropped: carried(text),
  hasUser: usually(flag, true),
  login: usually(word(LOGINS), 'other'),
  expiresAt: carried(time),
  lifetime: carried(duration),
  flaws: usually(list(word(FLAWS)), []),
  ignoredToken: usually(flag, false),
};

/** One that says nothing but its key is a text. */
export const entries: Codec<AuthEntry> = {
  write: (entry) => {
    const { key, ...others } = writeFields(ENTRY, entry);
    return Object.keys(others).length === 0 ? entry.key : { key: entry.key, ...others };
  },
  read: (plain, path) =>
    readFields(ENTRY, typeof plain === 'string' ? { key: plain } : plain, { path, known: {}, needed: ['key'] }),
};
