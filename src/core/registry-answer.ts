/**
 * What a registry itself said of one image (semantics 8): without a credential, and with each one that the kubelet would
 * try, in its order. Plain data without a credential; `facts/registry-port.ts` brings it, rules read it.
 */
import type { AuthEntry } from './secret/auth-entry.js';

/** The answer to one try: a token where the registry wants one, then HEAD of the manifest. */
export type PullOutcome =
  | {
      readonly result: 'pullable';
      /** Of the manifest or index, where the registry told it. */
      readonly digest?: string;
      /** What the index holds, `linux/amd64` or `linux/arm/v7`, sorted; absent where it is no index, or was not read. */
      readonly platforms?: readonly string[];
      /** It shows the image, counts pulls, and says that this address or account has none left. */
      readonly noPullsLeft?: true;
    }
  | {
      readonly result: 'refused';
      /** 401 or 403. */
      readonly status: number;
      /** Who refused: the token service, or the registry where the manifest was asked for. */
      readonly at: 'token' | 'registry';
      /**
       * `credential`: the login itself is not accepted. `permission`: it is, and may not read this. `either`: the registry
       * does not tell these apart, nor, where `mayBeAbsent`, from a repository that is not there.
       */
      readonly what: 'credential' | 'permission' | 'either';
      readonly mayBeAbsent: boolean;
      /** The registry says in so many words that the login has run out. */
      readonly expired?: true;
    }
  | {
      readonly result: 'not-found';
      readonly what: 'tag' | 'digest' | 'repository';
      /** The registry answers the same for what this login may not see. */
      readonly mayBeHidden: boolean;
      /** The tag that is written most alike, where tags may be listed and one is. */
      readonly nearestTag?: string;
    }
  | {
      readonly result: 'rate-limited';
      /** `pulls`: the limit of pulls for this address or account. `requests`: any other 429. */
      readonly limit: 'pulls' | 'requests';
      /** Whether the try was made without a credential. */
      readonly anonymous: boolean;
      /** ms since the epoch; absent where the registry does not say. */
      readonly until?: number;
    }
  | { readonly result: 'unreachable'; readonly why: Unreachable }
  /** Nothing was sent, or what came says nothing: a clause that can follow "because". */
  | { readonly result: 'unknown'; readonly reason: string };

export type Unreachable =
  | 'name-unresolved'
  | 'connection-refused'
  | 'connection-broken'
  | 'timeout'
  | 'certificate-unknown-authority'
  | 'certificate-expired'
  | 'certificate-other-name'
  | 'tls'
  | 'plain-http'
  /** It answers with an error of its own (5xx, 408), or with what is no answer of a registry. */
  | 'registry-error';

/** One credential that was tried. */
export interface LoginAttempt {
  readonly secret: string;
  readonly entry: AuthEntry;
  readonly outcome: PullOutcome;
  /** ms since the epoch. */
  readonly at: number;
}

export interface RegistryAnswer {
  /** Without a credential. A registry that gives the image to everybody says so even where a login beside it fails. */
  readonly anonymous: PullOutcome;
  /** ms since the epoch, of the anonymous try. */
  readonly at: number;
  /**
   * Those credentials that the kubelet would send for this image, in its order; empty where it has none. Not those after
   * the first that works, which the kubelet does not try either.
   */
  readonly attempts: readonly LoginAttempt[];
  /** Platforms of the nodes, `linux/amd64`; empty where they are not known. */
  readonly nodes: readonly string[];
  /** Asked for this very verdict, or remembered from before. */
  readonly source: 'asked' | 'remembered';
}
