/** What the oracle's scripts pass around; the shape of a row is the one of the recorded vectors. */
import type { ConfigForm, DockerConfig } from '../../src/core/secret/docker-config.js';
import type { Keyring } from '../../src/core/secret/keyring.js';
import type { ParsedImage, PullSecret, RawSecret } from '../../src/core/types.js';

/** One case: what a pod's kubelet would hold (secrets in the pod's order) and one image. */
export interface Row {
  readonly secrets: readonly RowSecret[];
  readonly image: string;
  /** The kubelet's recorded answer; absent in a case that was just generated. */
  readonly expect?: Expect;
}

export interface RowSecret {
  readonly name: string;
  readonly type: string;
  /** Decoded data as text. */
  readonly data?: Readonly<Record<string, string>>;
  /** Decoded data that is not UTF-8, in base64 for the trip. */
  readonly dataBase64?: Readonly<Record<string, string>>;
}

/** An answer, the kubelet's or ours. */
export interface Expect {
  readonly repository?: string;
  readonly tag?: string;
  readonly digest?: string;
  /** The image does not parse; nothing else is said then. */
  readonly invalidImage?: true;
  /** No keyring can be made of the secrets: every pull of the pod fails (semantics 2.5). */
  readonly keyringError?: true;
  /** In the order of the tries. */
  readonly usernames?: readonly string[];
  /** base64(user:password) per user name. Rows recorded before this field have none, and are compared without it. */
  readonly auths?: readonly string[];
}

/** Our answer; `groups` are the lengths of runs whose order the kubelet leaves to chance (semantics 2.23). */
export interface Answer extends Expect {
  readonly groups?: readonly number[];
  /** Our engine broke its promise never to throw. */
  readonly threw?: string;
}

/** The kubelet in another process, or who stands in for it. Answers come in the order of the rows. */
export type Asker = (rows: readonly Row[]) => Promise<readonly Expect[]>;

/** One login that would be tried; byte strings. */
export interface Attempt {
  readonly secretIndex: number;
  /** The normalised key. */
  readonly key: string;
  readonly username: string;
  readonly password: string;
}

/** The parts of our engine that the kubelet can be compared with; src for tests, dist for scripts. */
export interface Engine {
  readonly parseImage: (raw: string) => ParsedImage;
  readonly parsePullSecret: (raw: RawSecret) => PullSecret;
  readonly createKeyring: (secrets: readonly PullSecret[]) => Keyring;
  readonly decodeDockerConfig: (form: ConfigForm, data: Uint8Array) => DockerConfig;
  readonly coerceUtf8: (bytes: string) => string;
}

/** A case on which the two do not agree: `row.expect` is the kubelet's answer. */
export interface Difference {
  readonly row: Row;
  readonly ours: Answer;
}

export interface Hunt {
  readonly cases: number;
  /** Cases on which the two differ. */
  readonly count: number;
  /** Of the kubelet's answers, by `outcomeOf`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** The first of them, made small, each once. */
  readonly differences: readonly Difference[];
}

export interface Random {
  /** A whole number from 0 to n - 1. */
  readonly int: (n: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
}
