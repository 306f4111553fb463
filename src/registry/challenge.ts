/**
 * What a registry wants to be shown, from WWW-Authenticate (RFC 9110, sections 11.2, 11.3, 11.6.1):
 *
 *   challenge  = scheme [ 1*SP ( token68 / [ param *( OWS "," OWS param ) ] ) ]
 *   param      = token BWS "=" BWS ( token / quoted-string )
 *
 * Several challenges may stand in one header, with the same comma between them as between parameters, and in several
 * headers. A scheme and a name are of any case. What does not parse ends the reading: what was read before it counts.
 */

export interface Challenge {
  readonly scheme: 'basic' | 'bearer';
  /** Names in lower case; the first of a name counts. */
  readonly params: ReadonlyMap<string, string>;
}

/** Characters of all headers together; more is not read. */
const LONGEST = 8 * 1024;
const MOST_CHALLENGES = 16;
const MOST_PARAMS = 32;

const BLANKS = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const EQUALS = /[ \t]*=[ \t]*/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"/y;
/** Base64 in the place of parameters: Negotiate and NTLM have it. What follows has to be the end of the challenge. */
const TOKEN68 = /[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(?:,|$))/y;

interface Cursor {
  readonly text: string;
  at: number;
}

function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text) ?? undefined;
  if (found !== undefined) cursor.at = pattern.lastIndex;
  return found;
}

/** In the order in which they are written, those of other schemes left out. */
export function parseChallenges(headers: readonly string[]): readonly Challenge[] {
  const found: Challenge[] = [];
  let left = LONGEST;
  for (const header of headers.slice(0, MOST_CHALLENGES)) {
    if (header.length > left) break;
    left -= header.length;
    readHeader(header, found);
  }
  return found;
}

function readHeader(text: string, found: Challenge[]): void {
  const cursor: Cursor = { text, at: 0 };
  while (found.length < MOST_CHALLENGES) {
    take(cursor, SEPARATORS);
    const scheme = take(cursor, TOKEN)?.[0].toLowerCase();
    if (scheme === undefined) return;
    const params = readParams(cursor);
    if (scheme === 'basic' || scheme === 'bearer') found.push({ scheme, params });
  }
}

/** Up to the next scheme: a token that no "=" follows. */
function readParams(cursor: Cursor): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  const start = cursor.at;
  take(cursor, BLANKS);
  if (cursor.at > start && !startsParam(cursor) && take(cursor, TOKEN68) !== undefined) return params;
  for (let count = 0; count < MOST_PARAMS; count += 1) {
    take(cursor, SEPARATORS);
    if (!startsParam(cursor)) return params;
    const name = take(cursor, TOKEN)?.[0].toLowerCase() ?? '';
    take(cursor, EQUALS);
    const quoted = take(cursor, QUOTED);
    const value = quoted === undefined ? take(cursor, TOKEN)?.[0] : (quoted[1] ?? '').replace(/\\([\s\S])/g, '$1');
    if (value === undefined) {
      cursor.at = cursor.text.length;
      return params;
    }
    if (!params.has(name)) params.set(name, value);
  }
  cursor.at = cursor.text.length;
  return params;
}

/** A name and "=", and then not the end of a token68 (`abc=`, `abc==`). */
function startsParam(cursor: Cursor): boolean {
  const ahead: Cursor = { ...cursor };
  return (
    take(ahead, TOKEN) !== undefined && take(ahead, EQUALS) !== undefined && /[^=,]/.test(ahead.text[ahead.at] ?? '=')
  );
}

/** The one that is answered: a token before Basic, as containerd has it (core/remotes/docker/auth/parse.go byScheme). */
export function chooseChallenge(challenges: readonly Challenge[]): Challenge | undefined {
  return challenges.find(({ scheme }) => scheme === 'bearer') ?? challenges.find(({ scheme }) => scheme === 'basic');
}
