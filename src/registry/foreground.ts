/**
 * The port to registries of a command: it asks while the command waits, each question once, several at a time, and never
 * for longer than anybody would wait. What the same secrets were asked for before is remembered for the run; so is what the
 * same logins were, under whatever names other namespaces have them.
 *
 * A registry that cannot be reached is asked a few times and then left alone: a manifest that names it a hundred times
 * costs no more than one that names it three times.
 */
import { randomBytes } from 'node:crypto';
import type { ProbeSummary } from '../core/probe-summary.js';
import type { RegistryAnswer, Unreachable } from '../core/registry-answer.js';
import { answerPlace } from '../core/registry-facts.js';
import type { ImageReference, Lookup } from '../core/types.js';
import { shown } from '../core/words/escape.js';
import type { ReadOptions } from '../facts/cluster-state.js';
import type { PullQuestion, RegistryPort } from '../facts/registry-port.js';
import type { Asking } from './asking.js';

export interface ForegroundLimits {
  /** Questions under way, to one registry and in all. */
  readonly toOne: number;
  readonly inAll: number;
  /** Questions in a row to which a registry gave no answer, after which it is asked no more. */
  readonly failures: number;
  /** ms from the first question to a registry to the last that is begun, and the same of all. */
  readonly ofOneMs: number;
  readonly ofAllMs: number;
}

/** 500 images of three registries take seconds; nobody waits for a minute of which nothing is seen. */
export const FOREGROUND_LIMITS: ForegroundLimits = {
  toOne: 4,
  inAll: 16,
  failures: 3,
  ofOneMs: 5 * 60_000,
  ofAllMs: 10 * 60_000,
};

export interface ForegroundOptions {
  readonly asking: Pick<Asking, 'prepare'>;
  /** ms of a clock that never goes back. */
  readonly clock: () => number;
  /** Told of each image once something is known of it. */
  readonly onImage?: () => void;
  readonly limits?: ForegroundLimits;
}

export interface Foreground extends RegistryPort {
  readonly ask: (question: PullQuestion, options: ReadOptions) => Promise<Lookup<RegistryAnswer>>;
  readonly summary: () => ProbeSummary;
}

type Told = Lookup<RegistryAnswer>;

/** What is known of a registry by now. */
interface Lane {
  /** When the first question was begun. */
  begun: number | undefined;
  running: number;
  failures: number;
  /** Why it is asked no more. */
  silent: { readonly why: Unreachable; readonly at: number } | undefined;
  readonly waiting: (() => void)[];
}

export function createForeground({
  asking,
  clock,
  onImage = () => {},
  limits = FOREGROUND_LIMITS,
}: ForegroundOptions): Foreground {
  const key = randomBytes(32);
  const bySecrets = new Map<string, Promise<Told>>();
  const byLogins = new Map<string, Promise<RegistryAnswer>>();
  const lanes = new Map<string, Lane>();
  const images = new Map<string, string | undefined>();
  let begun: number | undefined;
  let running = 0;

  function laneOf(registry: string): Lane {
    const known = lanes.get(registry);
    if (known !== undefined) return known;
    const made: Lane = { begun: undefined, running: 0, failures: 0, silent: undefined, waiting: [] };
    lanes.set(registry, made);
    return made;
  }

  async function inLane(reference: ImageReference, work: (lane: Lane) => Promise<Told>): Promise<Told> {
    const lane = laneOf(reference.registry);
    while (lane.running >= limits.toOne || running >= limits.inAll) {
      await new Promise<void>((resolve) => void lane.waiting.push(resolve));
    }
    lane.running += 1;
    running += 1;
    try {
      return await work(lane);
    } finally {
      lane.running -= 1;
      running -= 1;
      wake(lane);
    }
  }

  /** Its own first: who waits for a place in all may be of any registry. */
  function wake(own: Lane): void {
    for (const lane of [own, ...lanes.values()]) {
      const next = lane.running < limits.toOne ? lane.waiting.shift() : undefined;
      if (next === undefined) continue;
      next();
      return;
    }
  }

  /** Why it is not asked; undefined where it is. */
  function refusal({ registry }: ImageReference, lane: Lane): Told | undefined {
    const { silent } = lane;
    if (silent !== undefined) {
      const anonymous = { result: 'unreachable', why: silent.why } as const;
      const value: RegistryAnswer = { anonymous, at: silent.at, attempts: [], nodes: [], source: 'remembered' };
      return { state: 'found', value };
    }
    const now = clock();
    begun ??= now;
    lane.begun ??= now;
    if (now - lane.begun >= limits.ofOneMs)
      return unknown(`${shown(registry)} was asked for ${minutes(limits.ofOneMs)}`);
    if (now - begun >= limits.ofAllMs) return unknown(`registries were asked for ${minutes(limits.ofAllMs)}`);
    return undefined;
  }

  function came(lane: Lane, { anonymous, at }: RegistryAnswer): void {
    if (anonymous.result !== 'unreachable') {
      // One that was not sent says nothing of the registry.
      if (anonymous.result !== 'unknown') lane.failures = 0;
      return;
    }
    lane.failures += 1;
    if (lane.failures >= limits.failures) lane.silent ??= { why: anonymous.why, at };
  }

  async function find(question: PullQuestion, options: ReadOptions): Promise<Told> {
    const { reference } = question;
    return inLane(reference, async (lane) => {
      const refused = refusal(reference, lane);
      if (refused !== undefined) return refused;
      const prepared = await asking.prepare(question, options);
      if (prepared.state !== 'found') return prepared;
      const { value } = prepared;
      const about = JSON.stringify([answerPlace(reference), ...value.fingerprints(key)]);
      const known = byLogins.get(about);
      if (known !== undefined) return { state: 'found', value: value.inOwnNames(await known) };
      const sent = value.send(options);
      byLogins.set(about, sent);
      const answer = await sent;
      came(lane, answer);
      return { state: 'found', value: answer };
    });
  }

  /** One answer to one of its questions is enough for an image to be asked about. */
  function note(place: string, told: Told): void {
    if (!images.has(place)) onImage();
    else if (images.get(place) === undefined) return;
    images.set(place, reasonOf(told));
  }

  return {
    ask(question, options) {
      const place = answerPlace(question.reference);
      const names = question.secrets.map(({ name }) => name);
      const about = JSON.stringify([question.namespace, place, ...names]);
      const known = bySecrets.get(about);
      if (known !== undefined) return known;
      const told = find(question, options).then((answer) => {
        note(place, answer);
        return answer;
      });
      bySecrets.set(about, told);
      return told;
    },
    summary() {
      const reasons = new Map<string, number>();
      for (const reason of images.values()) {
        if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
      const notAsked = [...reasons].map(([reason, count]) => ({ reason, images: count }));
      notAsked.sort((a, b) => b.images - a.images || (a.reason < b.reason ? -1 : 1));
      const left = notAsked.reduce((sum, each) => sum + each.images, 0);
      return { images: images.size, asked: images.size - left, notAsked };
    },
  };
}

function reasonOf(told: Told): string | undefined {
  if (told.state === 'unknown') return told.reason;
  if (told.state === 'absent') return 'there is nothing to ask for';
  const { anonymous, source } = told.value;
  if (anonymous.result === 'unknown') return anonymous.reason;
  return anonymous.result === 'unreachable' && source === 'remembered'
    ? 'the registry could not be reached'
    : undefined;
}

function unknown(reason: string): Told {
  return { state: 'unknown', reason: `${reason}, and no longer` };
}

function minutes(ms: number): string {
  return `${Math.round(ms / 60_000)} minutes`;
}
