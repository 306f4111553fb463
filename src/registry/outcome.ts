/** What a registry's answer about a manifest means (semantics 8.5 to 8.7), by the row of the registry in quirks.ts. */
import type { PullOutcome } from '../core/registry-answer.js';
import { readErrors } from './errors.js';
import type { Quirks } from './quirks.js';
import { type Answered, broken, unknown } from './reply.js';
import type { Tags } from './tags.js';

/** How the manifest was asked for: without a login, with a token that was given for one, or with the login itself. */
export type Shown = 'nothing' | 'bearer' | 'basic';

type Refused = Extract<PullOutcome, { readonly result: 'refused' }>;

const FIREWALL = unknown('a firewall of the registry keeps out the address of Pullgate');
const OTHER_PLACE = unknown('the registry redirects to a place that does not give the manifest');

/** Of a place that the registry redirects to: what that says is no word of the registry. */
export function elsewhere(reply: Answered): PullOutcome {
  return reply.status >= 500 || reply.status === 408 ? broken : OTHER_PLACE;
}

/**
 * 401 or 403.
 * @param words the body of the refusal, where there was one
 */
export function refusal(status: number, shown: Shown, quirks: Quirks, words: string | undefined): PullOutcome {
  const { firewall, expired } = readErrors(words);
  if (firewall) return FIREWALL;
  const isExpired = expired && shown !== 'nothing';
  const what = isExpired ? 'credential' : whatOf(status, shown, quirks);
  return {
    ...{ result: 'refused', status, at: 'registry', what, mayBeAbsent: what !== 'credential' },
    ...(isExpired ? { expired: true } : {}),
  };
}

function whatOf(status: number, shown: Shown, quirks: Quirks): Refused['what'] {
  // Nobody was refused for who they are.
  if (shown === 'nothing') return 'permission';
  if (status === 403) return quirks.manifest403;
  return shown === 'bearer' ? quirks.bearer401 : quirks.basic401;
}

/**
 * 404. A registry that lists the tags of a repository shows that it is there and may be seen, whatever the code says.
 * @param words the body of the answer; undefined where it did not come
 */
export function missing(
  asked: 'tag' | 'digest',
  words: string | undefined,
  isKnownRegistry: boolean,
  tags: Tags,
  quirks: Quirks,
): PullOutcome {
  const said = readErrors(words);
  if (!said.isRegistry && !isKnownRegistry) return broken;
  const mayBeHidden = quirks.hidesBehind404;
  if (typeof tags === 'object') {
    const near = tags.nearest === undefined ? {} : { nearestTag: tags.nearest };
    return { result: 'not-found', what: asked, mayBeHidden: false, ...near };
  }
  const isRepository = tags === 'repository-missing' || said.missing === 'repository';
  return { result: 'not-found', what: isRepository ? 'repository' : asked, mayBeHidden };
}
