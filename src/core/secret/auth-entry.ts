/** An entry of a pull secret after reduction: what of an `auths` key and its credential may leave the parser. */
import type { TextFlaw } from './credential-flaws.js';

/** What kind of login an entry holds. Never the user name itself: some registries take tokens there. */
export type LoginClass =
  | 'ecr'
  | 'acr-token'
  | 'google-oauth'
  | 'google-json-key'
  | 'github-token'
  | 'github-app-token'
  | 'github-fine-grained'
  | 'gitlab-job-token'
  | 'docker-hub-token'
  | 'jwt'
  | 'other';

/** Something about a credential that makes it fail, or makes one doubt it (semantics 2.14 to 2.17, 7.1 to 7.5). */
export type CredentialFlaw =
  | 'not-utf8'
  | 'no-password'
  | `${'user' | 'password'}-${TextFlaw}`
  | 'user-doubled-dollar'
  | 'user-not-of-registry'
  | 'docker-hub-email-user'
  | 'robot-user-shell'
  | 'github-fine-grained-on-ghcr'
  | 'github-token-truncated'
  | 'google-key-broken'
  | 'token-for-other-registry';

/** Something in an `auths` key that no registry's name has (semantics 2.18, 2.19). */
export type KeySlipKind =
  | 'unexpanded-variable'
  | 'control-character'
  | 'blank-in-key'
  | 'quotes-in-key'
  | 'non-ascii'
  | 'question-mark'
  | 'character-class'
  | 'port-not-a-number'
  | 'other-scheme'
  | 'tag-in-key'
  | 'token-in-key'
  | 'login-in-key'
  | 'key-too-long'
  | 'odd-character';

export type SlipPlace = 'front' | 'end' | 'inside';

export interface KeySlip {
  readonly kind: KeySlipKind;
  readonly place?: SlipPlace;
  /** Why the kubelet drops the key as it is before this slip is taken out; absent where it does not. */
  readonly dropped?: string;
}

/** A key that is not shown, because it cannot be taken apart without doubt. Nothing in here is a quote of it. */
export interface DescribedKey {
  /** From the outermost on; empty where only the login before the host is at fault. */
  readonly slips: readonly KeySlip[];
  /** A plain key without the slips, to be compared with images and never to be shown as the key. */
  readonly rest?: string;
}

/** One `auths` entry after reduction: everything the verdict needs, nothing that logs in. */
export interface AuthEntry {
  /**
   * For messages only: the key rebuilt from its parts (scheme, host, port, path) without a login, or, where `described` is
   * set, words about it: `a key with a blank in front`.
   */
  readonly key: string;
  readonly described?: DescribedKey;
  /**
   * The key as the kubelet compares it (semantics 2.18), for comparing only; null where the kubelet drops it, and where it
   * could match no image and is not plain.
   */
  readonly normalized: string | null;
  /** Why the kubelet drops the key, a clause; absent where it does not. */
  readonly dropped?: string;
  /** False: the entry matches, but carries no user, so the pull is anonymous (semantics 2.16). */
  readonly hasUser: boolean;
  readonly login: LoginClass;
  /** The decoded expiry, in ms since the epoch, where the credential tells it. */
  readonly expiresAt?: number;
  /** How long this kind of credential lives, in ms, where it always expires (semantics 7.1, 7.3). */
  readonly lifetime?: number;
  readonly flaws: readonly CredentialFlaw[];
  /** The entry carried `identitytoken` or `registrytoken`, which the kubelet ignores (semantics 2.12). */
  readonly ignoredToken: boolean;
}
