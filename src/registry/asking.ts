/**
 * One question to a registry from its beginning to its end: which credentials of the secrets the kubelet would send, the
 * Secrets themselves read for this one question, the registry asked, everything dropped. A Secret without a key for the
 * image is not read, and none is where the registry may not be asked at all.
 *
 * What could not be read is a try that says so, in its place among the others: never one that is missing.
 */
import type { Meter } from '../core/budget.js';
import type { InParts } from '../core/parts.js';
import type { LoginAttempt, RegistryAnswer } from '../core/registry-answer.js';
import { keyringInParts } from '../core/secret/keyring.js';
import type { ImageReference, Lookup, PullSecret, RawSecret } from '../core/types.js';
import { secretName } from '../core/words/naming.js';
import type { ReadOptions } from '../facts/cluster-state.js';
import type { PullQuestion, RegistryPort } from '../facts/registry-port.js';
import { finish } from '../facts/steps.js';
import { inTurns } from '../facts/turns.js';
import { MOST_LOGINS } from './limits.js';
import { cannotBeParsed, type Given, type Try, triesInParts } from './logins.js';
import type { Login, Prober } from './prober.js';

/** A Secret as it is there. `unknown`: it could not be read, and why, a clause. */
export type ReadSecret = (namespace: string, name: string, signal?: AbortSignal) => Promise<Lookup<RawSecret>>;

export interface AskingOptions {
  readonly prober: Pick<Prober, 'probe' | 'mayAsk'>;
  readonly readSecret: ReadSecret;
  /** Platforms of the nodes, `linux/amd64`; none where they are not known. */
  readonly nodes: () => Promise<readonly string[]>;
  /** ms since the epoch. */
  readonly now: () => number;
}

export interface Asking extends RegistryPort {
  readonly ask: (question: PullQuestion, options: ReadOptions) => Promise<Lookup<RegistryAnswer>>;
  /** The first half, for who remembers answers: what would be sent is known by its fingerprints, and sent only then. */
  readonly prepare: (question: PullQuestion, options: ReadOptions) => Promise<Lookup<PreparedQuestion>>;
}

/** A question with its credentials. Whoever holds it holds them. */
export interface PreparedQuestion {
  /** Of each credential that would be sent, in order, and of each that could not be. */
  readonly fingerprints: (key: Uint8Array) => readonly string[];
  readonly send: (options: ReadOptions) => Promise<RegistryAnswer>;
  /** An answer to the same fingerprints, which another namespace may have under other names. */
  readonly inOwnNames: (answer: RegistryAnswer) => RegistryAnswer;
}

export function createAsking({ prober, readSecret, nodes, now }: AskingOptions): Asking {
  async function prepare(question: PullQuestion, { signal }: ReadOptions): Promise<Lookup<PreparedQuestion>> {
    const { reference, secrets } = question;
    const reason = prober.mayAsk(reference);
    if (reason !== undefined) return { state: 'unknown', reason };
    const broken = secrets.find(({ form }) => form === 'malformed');
    if (broken !== undefined) return { state: 'unknown', reason: cannotBeParsed(broken.name) };
    const meter: Meter = { steps: 0 };
    const wanted = await finish(inTurns(matchingInParts(question, meter), meter));
    const given = await readAll(wanted, question, readSecret, signal);
    const found = await finish(inTurns(triesInParts(given, reference.repository, meter), meter));
    if (found.state === 'none') return { state: 'unknown', reason: found.why };
    const { tries } = found;
    return {
      state: 'found',
      value: {
        fingerprints: (key) =>
          tries.map((each) => ('credential' in each ? each.credential.fingerprint(key) : `unsent: ${each.unsent}`)),
        send: (options) => send(reference, tries, options),
        inOwnNames: (answer) => ({ ...answer, attempts: inNamesOf(tries, answer.attempts) }),
      },
    };
  }

  async function send(
    reference: ImageReference,
    tries: readonly Try[],
    { signal }: ReadOptions,
  ): Promise<RegistryAnswer> {
    const platforms = await nodes();
    const logins = tries.filter((each): each is Login => 'credential' in each);
    const { anonymous, at, attempts } = await prober.probe(reference, logins, {
      ...(signal === undefined ? {} : { signal }),
      platforms: platforms.length > 0,
    });
    return { anonymous, at, attempts: inOrder(tries, attempts, now()), nodes: platforms, source: 'asked' };
  }

  return {
    prepare,
    async ask(question, options) {
      const prepared = await prepare(question, options);
      return prepared.state === 'found' ? { state: 'found', value: await prepared.value.send(options) } : prepared;
    },
  };
}

/** A secret of the list that has something to do with the image. */
interface Wanted {
  readonly secret: PullSecret;
  /** Whether it is read; further ones would not be tried. */
  readonly isRead: boolean;
}

/**
 * By the keys that are held of them. What the kubelet skips is skipped, and what none of them matches is not read: most
 * pods name secrets of several registries.
 */
function* matchingInParts({ reference, secrets }: PullQuestion, meter: Meter): InParts<readonly Wanted[]> {
  const keyring = yield* keyringInParts(secrets, meter);
  const matches = keyring.lookup(reference.repository, meter);
  const matching = new Set(matches.map(({ secretIndex }) => secretIndex));
  const first = new Set(matches.slice(0, MOST_LOGINS).map(({ secretIndex }) => secretIndex));
  // What is in a large one is known once it is read; there are hardly ever two.
  const large = [...secrets.keys()].filter((index) => secrets[index]?.form === 'oversized');
  for (const index of large.slice(0, MOST_LARGE)) first.add(index);
  return secrets.flatMap((secret, index) =>
    matching.has(index) || secret.form === 'oversized' ? [{ secret, isRead: first.has(index) }] : [],
  );
}

/** Each is a megabyte. */
const MOST_LARGE = 2;

async function readAll(
  wanted: readonly Wanted[],
  { namespace }: PullQuestion,
  readSecret: ReadSecret,
  signal: AbortSignal | undefined,
): Promise<readonly Given[]> {
  // A list may name one twice, and then the kubelet tries it twice.
  const asked = new Map<string, Promise<Lookup<RawSecret>>>();
  const reading = (name: string): Promise<Lookup<RawSecret>> => {
    const known = asked.get(name) ?? readSecret(namespace, name, signal);
    asked.set(name, known);
    return known;
  };
  const given = wanted.map(async ({ secret, isRead }): Promise<readonly Given[]> => {
    if (!isRead) return [{ held: secret, unread: 'too many secrets have a key for this image for all to be read' }];
    const found = await reading(secret.name);
    switch (found.state) {
      case 'found':
        return [{ raw: found.value }];
      // It has gone since, and the kubelet skips it from now on (semantics 2.1).
      case 'absent':
        return [];
      case 'unknown':
        return [{ held: secret, unread: `${secretName(secret.name)} could not be read: ${found.reason}` }];
      default:
        return found satisfies never;
    }
  });
  return (await Promise.all(given)).flat();
}

/** By their places: equal fingerprints stand in one order. */
function inNamesOf(
  tries: readonly Pick<Try, 'secret' | 'entry'>[],
  attempts: readonly LoginAttempt[],
): readonly LoginAttempt[] {
  return attempts.flatMap(({ outcome, at }, index) => {
    const own = tries[index];
    return own === undefined ? [] : [{ secret: own.secret, entry: own.entry, outcome, at }];
  });
}

/** What came of those that were sent, and between them those that were not, up to the first that works. */
function inOrder(tries: readonly Try[], sent: readonly LoginAttempt[], now: number): readonly LoginAttempt[] {
  const attempts: LoginAttempt[] = [];
  let next = 0;
  for (const each of tries) {
    if (!('credential' in each)) {
      const { secret, entry, unsent: reason } = each;
      attempts.push({ secret, entry, outcome: { result: 'unknown', reason }, at: now });
      continue;
    }
    const attempt = sent[next];
    if (attempt === undefined) break;
    next += 1;
    attempts.push(attempt);
    if (attempt.outcome.result === 'pullable') break;
  }
  return attempts;
}
