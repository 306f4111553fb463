/**
 * Asks a registry whether it gives an image: without a login first, then with each that the kubelet would send, in its
 * order, until one works (semantics 2.23, 8.5). It says what a registry answered to Pullgate, from where Pullgate is; what
 * that is worth, rules decide.
 *
 * It refuses to ask a registry that is not listed, to connect to an address that is not public or allowed, to send a login
 * anywhere but to the registry and its token service, to read more than it has room for, to wait for longer than it was
 * told, and to ask more often than it was told. It throws nothing, and nothing of what a login or a registry says is in
 * what it returns.
 */
import { randomBytes } from 'node:crypto';
import { compilePatterns } from '../core/match-images.js';
import type { LoginAttempt, PullOutcome, RegistryAnswer } from '../core/registry-answer.js';
import type { AuthEntry } from '../core/secret/auth-entry.js';
import type { ImageReference } from '../core/types.js';
import { createAddressRule } from './addresses.js';
import { type Door, findDoor, type Question, tryAnonymously, tryLogin } from './attempt.js';
import { secureContext } from './connect.js';
import type { Credential } from './credential.js';
import { createVisit } from './http.js';
import { MOST_LOGINS, TIMINGS, type Timings } from './limits.js';
import { createResolve, type Resolve } from './names.js';
import { ANONYMOUS, createPace, EVERYBODY, type RateLimited } from './pace.js';
import { createPlaces } from './places.js';
import { unknown } from './reply.js';
import { targetOf } from './target.js';

/** One credential that the kubelet would send. */
export interface Login {
  readonly secret: string;
  readonly entry: AuthEntry;
  readonly credential: Credential;
}

export interface ProberOptions {
  /** matchImages patterns: no other registry is ever asked. */
  readonly registries: readonly string[];
  /** CIDR of private addresses that may be connected to. */
  readonly allowedNetworks: readonly string[];
  readonly tokenHosts: readonly string[];
  /** PEM of authorities that are trusted besides those of Node.js. */
  readonly ca?: string;
  /** Of each registry. */
  readonly requestsPerMinute: number;
  /** ms since the epoch */
  readonly now: () => number;
  /** In place of the system's. */
  readonly resolve?: Resolve;
  readonly timings?: Partial<Timings>;
}

export type ProbeAnswer = Omit<RegistryAnswer, 'nodes' | 'source'>;

export interface ProbeOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether the platforms of an index are wanted: a GET, which registries count as a pull. */
  readonly platforms?: boolean | undefined;
}

export interface Prober {
  /** @param logins in the order of the kubelet */
  readonly probe: (reference: ImageReference, logins: readonly Login[], options: ProbeOptions) => Promise<ProbeAnswer>;
  /** Why this registry is never asked, a clause; undefined where it may be. */
  readonly mayAsk: (reference: ImageReference) => string | undefined;
  /** Ends what is still being asked. */
  readonly close: () => Promise<void>;
}

export function createProber(options: ProberOptions): Prober {
  const { now, tokenHosts, requestsPerMinute } = options;
  const timings = { ...TIMINGS, ...options.timings };
  const isListed = compilePatterns(options.registries.map((pattern) => ({ pattern })));
  const resolve = createResolve(options.resolve);
  const isAllowed = createAddressRule(options.allowedNetworks);
  const context = secureContext(options.ca);
  const pace = createPace({ requestsPerMinute, turnMs: timings.turnMs, now });
  const places = createPlaces();
  /** Who was told to wait is remembered by a hash, whose key nobody else has. */
  const key = randomBytes(32);

  const mayAsk = (reference: ImageReference): string | undefined => {
    if (isListed(reference.repository) === undefined) return 'the registry is not one of probe.registries';
    return targetOf(reference) === undefined ? 'the registry has no name that can be asked' : undefined;
  };

  const held = async (registry: string, who: string, act: () => Promise<PullOutcome>): Promise<PullOutcome> => {
    const limited = pace.held(registry, who);
    if (limited !== undefined) return { ...limited, anonymous: who === ANONYMOUS };
    const outcome = await act();
    if (outcome.result === 'rate-limited') pace.hold(registry, whoIsHeld(outcome, who), outcome);
    return outcome;
  };

  const probe = async (
    reference: ImageReference,
    logins: readonly Login[],
    wanted: ProbeOptions,
  ): Promise<ProbeAnswer> => {
    const reason = mayAsk(reference);
    const target = targetOf(reference);
    if (reason !== undefined || target === undefined) return answerAll(unknown(reason ?? ''), logins, now());
    const { registry } = reference;
    const { signal, platforms = false } = wanted;
    const visit = createVisit({
      ...{ resolve, isAllowed, context, timings, signal },
      turn: () => pace.turn(registry, signal),
    });
    const question: Question = { visit, target, registry, tokenHosts, platforms, now };
    try {
      let door: Door | undefined;
      const at = now();
      const anonymous = await held(registry, ANONYMOUS, async () => {
        const first = await tryAnonymously(question);
        door = first.door;
        return first.outcome;
      });
      const attempts: LoginAttempt[] = [];
      for (const [index, login] of logins.entries()) {
        const begun = now();
        const outcome =
          index >= MOST_LOGINS ? TOO_MANY : (sameFor(login, anonymous, door) ?? (await ask(question, login, door)));
        attempts.push({ secret: login.secret, entry: login.entry, outcome, at: begun });
        if (outcome.result === 'pullable') break;
      }
      return { anonymous, at, attempts };
    } finally {
      await visit.close();
    }
  };

  const ask = (question: Question, { credential }: Login, door: Door | undefined): Promise<PullOutcome> =>
    held(question.registry, credential.fingerprint(key), async () => {
      // Anonymous pulls are held up, so that nobody has asked yet how a login is to be shown.
      const found = door ?? (await findDoor(question));
      return found === undefined ? NO_DOOR : tryLogin(question, found, credential);
    });

  return {
    mayAsk,
    probe: (reference, logins, wanted) =>
      places.enter(
        reference.registry,
        wanted.signal,
        (signal) => probe(reference, logins, { ...wanted, signal }),
        (why) => answerAll(unknown(why), logins, now()),
      ),
    close: () => places.close(),
  };
}

const TOO_MANY = unknown(`more than ${MOST_LOGINS} logins fit this image, and the rest is not tried`);
const NO_DOOR = unknown('the registry did not say how a login is to be shown');

/**
 * What another try could not change. A login without a user or without a password is an anonymous try (semantics 2.16,
 * 2.17); where nobody asks for a login, none is sent; and a registry that cannot be reached, or wants to be left alone by
 * everybody, is not knocked at once more.
 */
function sameFor({ credential }: Login, anonymous: PullOutcome, door: Door | undefined): PullOutcome | undefined {
  if (!credential.hasUser || !credential.hasPassword) return anonymous;
  switch (anonymous.result) {
    case 'unreachable':
      // It answers, and perhaps only those without a login badly.
      return anonymous.why === 'registry-error' && door !== undefined ? undefined : anonymous;
    case 'unknown':
      return anonymous;
    case 'rate-limited':
      return anonymous.limit === 'requests' ? { ...anonymous, anonymous: false } : undefined;
    case 'pullable':
    case 'refused':
    case 'not-found':
      return door === undefined ? anonymous : undefined;
    default:
      return anonymous satisfies never;
  }
}

/** The limit of pulls is that of an address without a login, or of an account; any other is everybody's. */
function whoIsHeld({ limit }: RateLimited, who: string): string {
  return limit === 'pulls' ? who : EVERYBODY;
}

function answerAll(outcome: PullOutcome, logins: readonly Login[], at: number): ProbeAnswer {
  return { anonymous: outcome, at, attempts: logins.map(({ secret, entry }) => ({ secret, entry, outcome, at })) };
}
