/**
 * What registries said of the images of one object: under which name an answer stands, and what it says of a repository
 * whoever asks for it.
 */
import type { RegistryAnswer } from './registry-answer.js';
import type { ImageReference, Lookup } from './types.js';

export type RegistryAnswers = ReadonlyMap<string, Lookup<RegistryAnswer>>;

/** Where nobody asks: one for all, so that it costs nothing. */
export const NO_ANSWERS: RegistryAnswers = new Map();

/** Short names and full ones are one image, and no tag is `latest` (semantics 1.16), so they are one question. */
export function registryKey({ repository, tag, digest }: ImageReference): string {
  const version = digest === undefined ? `:${tag ?? 'latest'}` : `${tag === undefined ? '' : `:${tag}`}@${digest}`;
  return `${repository}${version}`;
}

/** Under which an answer is remembered: a digest says more than the tag beside it, which the runtime does not look at. */
export function answerPlace({ repository, tag, digest }: ImageReference): string {
  return digest === undefined ? `${repository}:${tag ?? 'latest'}` : `${repository}@${digest}`;
}

/** Of what `registryKey` made: a repository always has a slash, and no colon behind it. */
function repositoryOf(key: string): string {
  const name = key.split('@', 1)[0] ?? '';
  const colon = name.indexOf(':', name.lastIndexOf('/'));
  return colon === -1 ? name : name.slice(0, colon);
}

const openOf = new WeakMap<RegistryAnswers, ReadonlyMap<string, RegistryAnswer>>();
const NONE_OPEN: ReadonlyMap<string, RegistryAnswer> = new Map();

/**
 * The repositories of which a registry gave an image to nobody in particular, each with the answer that says so: it needs
 * no secret (semantics 8.5, design 2.6). That an image is not there, or that nobody could be asked, says nothing of it.
 */
export function openRepositories(answers: RegistryAnswers | undefined): ReadonlyMap<string, RegistryAnswer> {
  if (answers === undefined || answers.size === 0) return NONE_OPEN;
  const known = openOf.get(answers);
  if (known !== undefined) return known;
  const open = new Map<string, RegistryAnswer>();
  for (const [key, answer] of answers) {
    if (answer.state !== 'found' || answer.value.anonymous.result !== 'pullable') continue;
    const repository = repositoryOf(key);
    if (!open.has(repository)) open.set(repository, answer.value);
  }
  openOf.set(answers, open);
  return open;
}
