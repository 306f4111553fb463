/**
 * The objects of a list, parsed one after the other out of its bytes: a page is never text and objects all at once, which
 * takes five times its bytes. Reading 100,000 pull secrets so takes a sixth less memory at its peak (`peakRss` of
 * `npm run bench:growth`, here and on the commit before).
 *
 * What comes of it is what JSON.parse makes of the whole, or a failure: every object, what stands before them and what stands
 * behind are parsed by it, and the marks between them are looked at here. A list whose metadata does not stand before its
 * objects, as the API server writes it (k8s.io/apimachinery pkg/apis/meta/v1 ListMeta, k8s.io/api: `ListMeta` before `Items`
 * in each list), is not taken apart.
 */

import { own } from '../core/fields.js';
import { CLOSE_BRACKET, COLON, COMMA, endOfString, endOfValue, OPEN_BRACKET, pastWhite } from './json-text.js';
import { type Lean, leanOf } from './lean.js';

/** Each is handed out once. */
export interface Items {
  /** Undefined: there are no more. `not-json`: nor can there be, and those before were of a text that is none. */
  next(): { readonly object: unknown } | 'not-json' | undefined;
}

export interface Apart {
  /** The list without its objects. */
  readonly list: unknown;
  readonly items: Items;
}

const NAME = Buffer.from('"items"');
const NONE = Buffer.alloc(0);
/** A byte order mark in the midst of a text is no JSON, and stays. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined: it is no such list, or no JSON; JSON.parse knows. */
export function takeApart(body: Buffer, lean: Lean | undefined): Apart | undefined {
  const start = startOfItems(body);
  if (start === undefined) return undefined;
  const list = parsed(body.subarray(0, start), '', '[]}');
  return own(list, 'metadata') === undefined ? undefined : { list, items: itemsAt(body, start, lean) };
}

export function itemsOf(objects: readonly unknown[]): Items {
  const left = objects.values();
  return {
    next() {
      const { done, value } = left.next();
      return done === true ? undefined : { object: value };
    },
  };
}

/** Where the list begins that is the value of `items`. What is passed over on the way is parsed by who asks. */
function startOfItems(body: Buffer): number | undefined {
  let at = pastWhite(body, 0);
  do {
    const name = pastWhite(body, at + 1);
    const nameEnd = endOfString(body, name);
    const colon = pastWhite(body, nameEnd);
    if (body[colon] !== COLON) return undefined;
    const value = pastWhite(body, colon + 1);
    if (body[value] === OPEN_BRACKET && NAME.equals(body.subarray(name, nameEnd))) return value;
    at = pastWhite(body, endOfValue(body, value));
  } while (body[at] === COMMA);
  return undefined;
}

function itemsAt(whole: Buffer, start: number, lean: Lean | undefined): Items {
  let body = whole;
  const first = pastWhite(body, start + 1);
  /** Of the bracket that opens the list, of the comma that an object stands behind, or of the bracket that closes it. */
  let mark = body[first] === CLOSE_BRACKET ? first : start;
  return {
    next() {
      if (body === NONE) return undefined;
      if (body[mark] === CLOSE_BRACKET) {
        const behind = body.subarray(mark + 1);
        // The page is not held any longer.
        body = NONE;
        return isEnd(behind) ? undefined : 'not-json';
      }
      const from = pastWhite(body, mark + 1);
      const end = endOfValue(body, from);
      const object = parsed(leanOf(body.subarray(from, end), lean));
      mark = pastWhite(body, end);
      if (object !== undefined && (body[mark] === COMMA || body[mark] === CLOSE_BRACKET)) return { object };
      body = NONE;
      return 'not-json';
    },
  };
}

/** Of what stands behind the list: it ends the text, and changes nothing of what was read before. */
function isEnd(behind: Buffer): boolean {
  const rest = parsed(behind, '{"items":0');
  return own(rest, 'items') === 0 && own(rest, 'metadata') === undefined;
}

/** Undefined: that is no JSON. */
function parsed(bytes: Buffer, before = '', behind = ''): unknown {
  try {
    return JSON.parse(`${before}${UTF8.decode(bytes)}${behind}`);
  } catch {
    return undefined;
  }
}
