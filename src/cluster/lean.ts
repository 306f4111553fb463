/**
 * An answer of the API server without the one part of an object that costs more to parse than all else: thousands of
 * nested objects in `metadata.managedFields`, which whoever writes an object can make as large as etcd takes (1.5 MiB:
 * 120 ms). What is usual stays, because the age of a Secret's data is read from it.
 *
 * The name cannot stand inside a string, where its quotes would be escaped, and as the name of anything else that the
 * API server writes it has no list for its value.
 */
const NAME = Buffer.from('"managedFields":[');
const EMPTY = Buffer.from('[]');
/** Bytes of an honest one: a manager takes some hundred, or some thousand where it owns very many fields. */
const MOST_BYTES = 16 * 1024;

const QUOTE = 0x22;
const OPEN = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE = 0x5d;

/** The same bytes, or a copy in which every such list that is too large is empty. */
export function withoutLargeFields(body: Buffer): Buffer {
  if (body.length <= MOST_BYTES) return body;
  const parts: Buffer[] = [];
  let kept = 0;
  for (let at = body.indexOf(NAME); at !== -1; ) {
    const start = at + NAME.length - 1;
    const end = endOfList(body, start);
    // Cut off: whoever parses it will say so.
    if (end === -1) break;
    if (end - start > MOST_BYTES) {
      parts.push(body.subarray(kept, start), EMPTY);
      kept = end;
    }
    at = body.indexOf(NAME, end);
  }
  return parts.length === 0 ? body : Buffer.concat([...parts, body.subarray(kept)]);
}

/** Behind the bracket that closes the one at `start`; -1 where none does. */
function endOfList(body: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) {
      at = endOfString(body, at);
      if (at === -1) return -1;
    } else if (byte === OPEN) depth += 1;
    else if (byte === CLOSE) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** The quote that ends the string which begins at `start`. */
function endOfString(body: Buffer, start: number): number {
  for (let at = start + 1; at < body.length; at += 1) {
    if (body[at] === BACKSLASH) at += 1;
    else if (body[at] === QUOTE) return at;
  }
  return -1;
}
