/**
 * One try at one image: what the runtime of a node does to find its manifest (containerd core/remotes/docker: the manifest
 * without a login, the challenge, a token, the manifest again), and the questions that its answer leaves open.
 */
import type { PullOutcome } from '../core/registry-answer.js';
import { type Challenge, chooseChallenge, parseChallenges } from './challenge.js';
import type { Credential } from './credential.js';
import { readErrors } from './errors.js';
import type { Visit } from './http.js';
import { askManifest, askWords, digestOf, fetchPlatforms, isIndex, isManifest } from './manifest.js';
import { elsewhere, missing, refusal, type Shown } from './outcome.js';
import { type Quirks, quirksOf } from './quirks.js';
import { FEW_PULLS, pullsLeft, rateLimitOf } from './rate-limit.js';
import { type Answered, broken, type Reply, unknown } from './reply.js';
import { askTags } from './tags.js';
import type { Target } from './target.js';
import { fetchToken } from './token.js';

export interface Question {
  readonly visit: Visit;
  readonly target: Target;
  /** As the image names it. */
  readonly registry: string;
  readonly tokenHosts: readonly string[];
  /** Whether the platforms of an index are wanted. */
  readonly platforms: boolean;
  readonly now: () => number;
}

/** Where a login is asked for, and how. */
export interface Door {
  readonly url: URL;
  readonly challenge: Challenge;
}

export interface FirstTry {
  readonly outcome: PullOutcome;
  /** Absent where nobody asked for a login: then none is ever sent. */
  readonly door?: Door;
}

/** Without a login: once without anything, and where that is not enough, with a token for anybody. */
export async function tryAnonymously(question: Question): Promise<FirstTry> {
  const reply = await knock(question);
  if (!reply.ok) return { outcome: reply.outcome };
  const door = doorIn(reply);
  if (door === undefined) return { outcome: await conclude(question, reply, 'nothing', undefined) };
  return { outcome: await tryDoor(question, door, undefined), door };
}

/** Undefined where nobody asks for a login, or nobody answers. */
export async function findDoor(question: Question): Promise<Door | undefined> {
  const reply = await knock(question);
  return reply.ok ? doorIn(reply) : undefined;
}

function knock({ visit, target }: Question): Promise<Reply> {
  return askManifest(visit, new URL(target.manifest, target.origin), undefined);
}

function doorIn({ status, header, url }: Answered): Door | undefined {
  const challenge = status === 401 ? chooseChallenge(parseChallenges(header('www-authenticate'))) : undefined;
  return challenge === undefined ? undefined : { url, challenge };
}

export async function tryLogin(question: Question, door: Door, credential: Credential): Promise<PullOutcome> {
  if (door.url.origin !== question.target.origin)
    return unknown('the registry redirects to another host, to which no login is sent');
  return tryDoor(question, door, credential);
}

async function tryDoor(question: Question, door: Door, credential: Credential | undefined): Promise<PullOutcome> {
  const { visit, target, tokenHosts, now } = question;
  const { url, challenge } = door;
  const quirks = quirksFor(question, challenge);
  if (challenge.scheme === 'basic') {
    if (credential === undefined) return refusal(401, 'nothing', quirks, undefined);
    return again(question, door, 'basic', credential.basic());
  }
  const token = await fetchToken({
    ...{ visit, challenge, quirks, tokenHosts, credential, now },
    ...{ hostname: url.hostname, scope: target.scope },
  });
  if (!token.ok) return token.outcome;
  return again(question, door, credential === undefined ? 'nothing' : 'bearer', token.authorization);
}

async function again(
  question: Question,
  { url, challenge }: Door,
  shown: Shown,
  authorization: string,
): Promise<PullOutcome> {
  const reply = await askManifest(question.visit, url, authorization);
  return reply.ok ? conclude(question, reply, shown, authorization, challenge) : reply.outcome;
}

const quirksFor = ({ registry }: Question, challenge: Challenge | undefined): Quirks =>
  quirksOf(registry, challenge?.params.get('service'));

async function conclude(
  question: Question,
  reply: Answered,
  shown: Shown,
  authorization: string | undefined,
  challenge?: Challenge,
): Promise<PullOutcome> {
  const { visit, target, now } = question;
  const { status, url } = reply;
  const quirks = quirksFor(question, challenge);
  if (status === 200) return pullable(question, reply, authorization);
  if (url.origin !== target.origin) return elsewhere(reply);
  switch (status) {
    case 429:
      return rateLimitOf(reply, shown === 'nothing', now());
    case 401:
    case 403: {
      // Only Basic has no token service that could have told more; a bare 401 to everybody says all there is.
      const isTold = status === 401 && shown !== 'basic';
      return refusal(status, shown, quirks, isTold ? undefined : await wordsAt(question, authorization));
    }
    case 404: {
      const words = await wordsAt(question, authorization);
      const isKnown = reply.header('docker-distribution-api-version').length > 0;
      const tags = isKnown || readErrors(words).isRegistry ? await askTags(visit, target, authorization) : 'not-listed';
      return missing(target.asks, words, isKnown, tags, quirks);
    }
    default:
      return broken;
  }
}

/** Undefined where what came was no refusal any more. */
async function wordsAt({ visit, target }: Question, authorization: string | undefined): Promise<string | undefined> {
  const reply = await askWords(visit, new URL(target.manifest, target.origin), authorization);
  return reply.ok && reply.status >= 400 ? reply.body : undefined;
}

async function pullable(
  { visit, target, platforms: isWanted }: Question,
  reply: Answered,
  authorization: string | undefined,
): Promise<PullOutcome> {
  if (!isManifest(reply)) return broken;
  const digest = digestOf(reply);
  const left = pullsLeft(reply) ?? FEW_PULLS;
  const isCheap = left >= FEW_PULLS;
  const own = reply.url.origin === target.origin;
  const url =
    own && digest !== undefined ? new URL(`${target.repository}/manifests/${digest}`, target.origin) : reply.url;
  const platforms = isWanted && isCheap && isIndex(reply) ? await fetchPlatforms(visit, url, authorization) : undefined;
  return {
    result: 'pullable',
    ...(digest === undefined ? {} : { digest }),
    ...(platforms === undefined ? {} : { platforms }),
    ...(left === 0 ? { noPullsLeft: true } : {}),
  };
}
