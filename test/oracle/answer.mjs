// @ts-check
/**
 * Our engine's answer to a row, in the shape of the kubelet's, and the comparison of the two. The one implementation for
 * tests (which hand in src) and scripts (which hand in dist). Nothing here repairs an answer: user names are looked up
 * again only because the engine, on purpose, does not hold them.
 */

/** @import {Answer, Attempt, Engine, Expect, Row, RowSecret} from './types.js' */
/** @import {PullSecret, RawSecret} from '../../src/core/types.js' */
import { Buffer } from 'node:buffer';

/** @type {(secret: RowSecret) => RawSecret} */
function toRawSecret({ name, type, data = {}, dataBase64 = {} }) {
  const texts = Object.entries(data).map(([key, text]) => [key, Buffer.from(text)]);
  const bytes = Object.entries(dataBase64).map(([key, text]) => [key, Buffer.from(text, 'base64')]);
  return { namespace: 'team', name, type, data: Object.fromEntries([...texts, ...bytes]) };
}

/**
 * The logins that we would try for a repository, in our order; byte strings.
 * @param {Engine} engine
 * @returns {(secrets: readonly RowSecret[], repository: string) => readonly Attempt[]}
 */
export function createAttempts(engine) {
  return (secrets, repository) => {
    const raws = secrets.map(toRawSecret);
    return attemptsOf(engine, { raws, secrets: raws.map((raw) => engine.parsePullSecret(raw)), repository });
  };
}

/** @type {(engine: Engine, from: {raws: readonly RawSecret[], secrets: readonly PullSecret[], repository: string}) => readonly Attempt[]} */
function attemptsOf(engine, { raws, secrets, repository }) {
  const matches = engine.createKeyring(secrets).lookup(repository);
  const used = new Set(matches.map(({ secretIndex }) => secretIndex));
  const logins = raws.map((raw, i) => (used.has(i) ? loginsOf(engine, raw) : []));
  return matches.map(({ secretIndex, entryIndex, entry }) => {
    const login = logins[secretIndex]?.[entryIndex];
    if (login === undefined) throw new Error(`entry ${entryIndex} of secret ${secretIndex} matches, and is not there`);
    return { secretIndex, key: entry.normalized ?? '', username: login.username, password: login.password };
  });
}

/** @type {(engine: Engine, raw: RawSecret) => readonly {username: string, password: string}[]} */
function loginsOf({ decodeDockerConfig }, { type, data }) {
  const form = type === 'kubernetes.io/dockercfg' ? 'dockercfg' : 'dockerconfigjson';
  const config = decodeDockerConfig(form, data[`.${form}`] ?? new Uint8Array());
  return config.ok ? config.entries : [];
}

/**
 * @param {Engine} engine
 * @returns {(row: Row) => Answer}
 */
export function createAnswerer(engine) {
  /** What Go's JSON makes of bytes: one U+FFFD for each that is not UTF-8. @type {(bytes: string) => string} */
  const goText = (bytes) => Buffer.from(engine.coerceUtf8(bytes), 'latin1').toString();
  return (row) => {
    const parsed = engine.parseImage(row.image);
    if (!parsed.ok) return { invalidImage: true };
    const { repository, tag, digest } = parsed.reference;
    const name = {
      repository,
      ...(tag !== undefined ? { tag } : digest === undefined && { tag: 'latest' }), // 1.13
      ...(digest !== undefined && { digest }),
    };
    const raws = row.secrets.map(toRawSecret);
    const secrets = raws.map((raw) => engine.parsePullSecret(raw));
    if (secrets.some(({ form }) => form === 'malformed')) return { ...name, keyringError: true };
    const attempts = attemptsOf(engine, { raws, secrets, repository });
    return {
      ...name,
      usernames: attempts.map(({ username }) => goText(username)),
      auths: attempts.map((one) => Buffer.from(`${one.username}:${one.password}`, 'latin1').toString('base64')),
      groups: groupLengths(attempts),
    };
  };
}

/** Runs of attempts with one key of one secret: Go tries them in map order, which is random (semantics 2.23). */
/** @type {(attempts: readonly Attempt[]) => readonly number[]} */
function groupLengths(attempts) {
  /** @type {number[]} */
  const lengths = [];
  attempts.forEach((one, i) => {
    const before = attempts[i - 1];
    const same = before?.secretIndex === one.secretIndex && before.key === one.key;
    lengths.push(same ? (lengths.pop() ?? 0) + 1 : 1);
  });
  return lengths;
}

/**
 * True where the kubelet could have answered what we answered.
 * @param {Answer} ours
 * @param {Expect} theirs
 */
export function sameAnswer(ours, theirs) {
  if (ours.threw !== undefined) return false;
  const plain = /** @type {const} */ (['repository', 'tag', 'digest', 'invalidImage', 'keyringError']);
  if (plain.some((field) => ours[field] !== theirs[field])) return false;
  if ((ours.usernames === undefined) !== (theirs.usernames === undefined)) return false;
  const sameUsers = sameInGroups(ours.usernames ?? [], theirs.usernames ?? [], ours.groups);
  const haveAuths = ours.auths !== undefined && theirs.auths !== undefined;
  return sameUsers && (!haveAuths || sameInGroups(ours.auths ?? [], theirs.auths ?? [], ours.groups));
}

/** @type {(ours: readonly string[], theirs: readonly string[], groups: readonly number[] | undefined) => boolean} */
function sameInGroups(ours, theirs, groups) {
  if (ours.length !== theirs.length) return false;
  if (ours.every((text, i) => text === theirs[i])) return true;
  let from = 0;
  return (groups ?? ours.map(() => 1)).every((length) => {
    const to = from + length;
    const same = ours.slice(from, to).sort().join('\n') === theirs.slice(from, to).sort().join('\n');
    from = to;
    return same;
  });
}

/**
 * What came out, in one word; for counting, and for shrinking one kind of difference without sliding into another.
 * @param {Answer} answer
 */
export function outcomeOf(answer) {
  if ('threw' in answer) return 'threw';
  if (answer.invalidImage) return 'invalidImage';
  if (answer.keyringError) return 'keyringError';
  return (answer.usernames ?? []).length > 0 ? 'credential' : 'none';
}
