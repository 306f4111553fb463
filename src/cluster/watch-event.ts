/**
 * One line of a watch as an event (k8s.io/apimachinery pkg/apis/meta/v1 WatchEvent). Anything that is no event is told
 * and never guessed at, because an event that is passed over is a change that is lost; nothing of the line is quoted.
 */

import { own, textOf } from '../core/fields.js';
import { type InParts, wholly } from '../core/parts.js';
import { type Failure, failure } from './api-client.js';
import type { Kept } from './convert.js';

export type WatchEvent<T> =
  | { readonly kind: 'set'; readonly kept: Kept<T> }
  | { readonly kind: 'delete'; readonly kept: Kept<T> }
  | { readonly kind: 'bookmark'; readonly version: string }
  | Failure;

export function readEvent<T>(line: string, convert: (object: unknown) => Kept<T> | undefined): WatchEvent<T> {
  return wholly(
    // biome-ignore lint/correctness/useYield: it has one step
    eventSteps(line, function* (object) {
      return convert(object);
    }),
  );
}

/** The same, where the object is a lot of work. */
export function* eventSteps<T>(
  line: string,
  convert: (object: unknown) => InParts<Kept<T> | undefined>,
): InParts<WatchEvent<T>> {
  const event = parse(line);
  const object = own(event, 'object');
  const type = textOf(event, 'type');
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED': {
      const kept = yield* convert(object);
      if (kept === undefined) return failure('malformed', 'an event holds no object with uid, name and version');
      return { kind: type === 'DELETED' ? 'delete' : 'set', kept };
    }
    case 'BOOKMARK': {
      const version = textOf(own(object, 'metadata'), 'resourceVersion');
      return version === '' ? failure('malformed', 'a bookmark has no version') : { kind: 'bookmark', version };
    }
    case 'ERROR': {
      const code = own(object, 'code');
      if (code === 410) return failure('expired', 'the version is too old (410)');
      return failure(
        'error-event',
        typeof code === 'number' ? `an event of type ERROR (${code})` : 'an event of type ERROR',
      );
    }
    default:
      return failure('malformed', 'a line is no event');
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
