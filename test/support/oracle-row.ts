/**
 * Our answer to one row of the kubelet's recorded answers (test/vectors/keyring-kubelet-1.36*.jsonl), in the shape of
 * their `expect`. It goes through `parsePullSecret` and `createKeyring`, as everything else does; user names, which
 * neither gives away, are found again by position in `decodeDockerConfig`.
 *
 * Order is compared exactly, with one exception. Where two keys of ONE secret normalise alike (`ghcr.io` and
 * `https://ghcr.io`), the kubelet walks over a Go map, and their order is random (semantics 2.23): there the user
 * names are compared as a set, among themselves only. `sameAnswer` knows that; do not compare with `t.same`.
 */
import { effectiveTag, parseImage } from '../../src/core/image/parse.js';
import { fromText, toText } from '../../src/core/secret/byte-string.js';
import { decodeDockerConfig } from '../../src/core/secret/docker-config.js';
import { createKeyring } from '../../src/core/secret/keyring.js';
import { parsePullSecret } from '../../src/core/secret/parse.js';
import type { CredentialMatch, PullSecret } from '../../src/core/types.js';

export interface OracleSecret {
  readonly name: string;
  readonly type: string;
  /** Decoded data, as text. */
  readonly data: Readonly<Record<string, string>>;
}

export interface OracleRow {
  readonly secrets: readonly OracleSecret[];
  readonly image: string;
}

export type OracleAnswer =
  | { readonly invalidImage: true }
  | {
      readonly repository: string;
      readonly tag?: string;
      readonly digest?: string;
      readonly keyringError: true;
    }
  | {
      readonly repository: string;
      readonly tag?: string;
      readonly digest?: string;
      /** In the order of the attempts; '' for an entry without a user. */
      readonly usernames: readonly string[];
    };

export interface Attempt {
  readonly secretIndex: number;
  /** The normalised key. */
  readonly key: string;
  readonly username: string;
}

const encoder = new TextEncoder();

export function parseSecrets(secrets: readonly OracleSecret[]): readonly PullSecret[] {
  return secrets.map(({ name, type, data }) => parsePullSecret({ namespace: 'team', name, type, data: toBytes(data) }));
}

function toBytes(data: Readonly<Record<string, string>>): Readonly<Record<string, Uint8Array>> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, encoder.encode(value)]));
}

export function answer(row: OracleRow): OracleAnswer {
  const parsed = parseImage(row.image);
  if (!parsed.ok) return { invalidImage: true };
  const { repository, digest } = parsed.reference;
  // The rows have the tag after defaulting (semantics 1.13).
  const tag = effectiveTag(parsed.reference);
  const named = { repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
  const secrets = parseSecrets(row.secrets);
  if (secrets.some((secret) => secret.form === 'malformed')) return { ...named, keyringError: true };
  return { ...named, usernames: attempts(row, repository).map((attempt) => attempt.username) };
}

/** The attempts for a repository, in our order. */
export function attempts(row: OracleRow, repository: string): readonly Attempt[] {
  const matches = createKeyring(parseSecrets(row.secrets)).lookup(repository);
  return matches.map((match) => ({
    secretIndex: match.secretIndex,
    key: match.entry.normalized ?? '',
    username: usernameOf(row, match),
  }));
}

function usernameOf(row: OracleRow, match: CredentialMatch): string {
  const secret = row.secrets[match.secretIndex];
  const form = secret?.type === 'kubernetes.io/dockercfg' ? 'dockercfg' : 'dockerconfigjson';
  const config = decodeDockerConfig(form, encoder.encode(secret?.data[`.${form}`] ?? ''));
  const entry = config.ok ? config.entries[match.entryIndex] : undefined;
  if (entry === undefined) throw new Error(`no entry ${match.entryIndex} in secret ${match.secretIndex}`);
  return toText(entry.username);
}

/** Whether two answers to a row are the same, the random order of equal keys of one secret aside. */
export function sameAnswer(row: OracleRow, ours: OracleAnswer, theirs: OracleAnswer): boolean {
  if ('invalidImage' in ours || 'invalidImage' in theirs) return 'invalidImage' in ours && 'invalidImage' in theirs;
  if (ours.repository !== theirs.repository || ours.tag !== theirs.tag || ours.digest !== theirs.digest) return false;
  if ('keyringError' in ours || 'keyringError' in theirs) return 'keyringError' in ours && 'keyringError' in theirs;
  const expected = [...theirs.usernames];
  if (expected.length !== ours.usernames.length) return false;
  // Each run of attempts with the same secret and the same key takes its own stretch of their list.
  const groups = groupAlike(attempts(row, ours.repository));
  return groups.every((group) => {
    const stretch = expected.splice(0, group.length);
    return sorted(stretch) === sorted(group.map((attempt) => attempt.username));
  });
}

function groupAlike(all: readonly Attempt[]): readonly (readonly Attempt[])[] {
  const groups: Attempt[][] = [];
  for (const attempt of all) {
    const last = groups.at(-1);
    const alike = last?.[0]?.secretIndex === attempt.secretIndex && last[0].key === attempt.key;
    if (last !== undefined && alike) last.push(attempt);
    else groups.push([attempt]);
  }
  return groups;
}

function sorted(names: readonly string[]): string {
  return JSON.stringify(names.map(fromText).sort());
}
