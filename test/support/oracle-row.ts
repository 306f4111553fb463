/**
 * Our answer to one row of the kubelet's recorded answers (test/vectors/keyring-kubelet-1.36*.jsonl), in the shape of
 * their `expect`. How a row is answered and compared stands in ../oracle/answer.mjs, which `npm run oracle` uses as well;
 * here it is given the engine from src.
 *
 * Order is compared exactly, with one exception: two keys of ONE secret that normalise alike (`ghcr.io` and
 * `https://ghcr.io`), whose order is random in the kubelet (semantics 2.23). `sameAnswer` knows that; do not compare
 * with `t.same`.
 */
import { parseImage } from '../../src/core/image/parse.js';
import { coerceUtf8 } from '../../src/core/secret/byte-string.js';
import { decodeDockerConfig } from '../../src/core/secret/docker-config.js';
import { createKeyring } from '../../src/core/secret/keyring.js';
import { parsePullSecret } from '../../src/core/secret/parse.js';
import {
  type Answer,
  type Attempt,
  createAnswerer,
  createAttempts,
  type Expect,
  type Row,
  type RowSecret,
  sameAnswer as same,
} from '../oracle/index.mjs';

export type { Attempt, Expect as OracleAnswer, RowSecret as OracleSecret } from '../oracle/index.mjs';
export type OracleRow = Pick<Row, 'secrets' | 'image'>;

const engine = { parseImage, parsePullSecret, createKeyring, decodeDockerConfig, coerceUtf8 };
const attemptsFor = createAttempts(engine);

export const answer: (row: OracleRow) => Answer = createAnswerer(engine);

/** The attempts for a repository, in our order; user names are byte strings. */
export function attempts(row: { readonly secrets: readonly RowSecret[] }, repository: string): readonly Attempt[] {
  return attemptsFor(row.secrets, repository);
}

/** Whether two answers to a row are the same, the random order of equal keys of one secret aside. */
export function sameAnswer(_row: OracleRow, ours: Answer, theirs: Expect): boolean {
  return same(ours, theirs);
}
