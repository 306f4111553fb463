/**
 * How much of a text, and of a list of them, a line of a log has room for: by what they take in it once JSON has escaped
 * them. Whatever somebody writes, no more of it is looked at than is shown.
 */

/** In what a line is written. */
export interface Script {
  /** Of what is cut. */
  readonly ellipsis: string;
  readonly ellipsisBytes: number;
  /** What one unit of a text takes. */
  readonly bytesAt: (value: string, at: number) => number;
}

/** The most that JSON makes of one unit of a text: `\u0000`. */
const BYTES_PER_UNIT = 6;

/** Half of a character beyond the basic plane counts as what it is alone. */
export const UTF_8: Script = {
  ellipsis: '…',
  ellipsisBytes: 3,
  bytesAt(value, at) {
    const unit = value.charCodeAt(at);
    if (unit < 0x20 || (unit >= 0xd800 && unit <= 0xdfff)) return BYTES_PER_UNIT;
    if (unit === 0x22 || unit === 0x5c) return 2;
    return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  },
};

/** `\u00e9`, `\n` and what stands for itself. */
export const ASCII: Script = {
  ellipsis: '...',
  ellipsisBytes: 3,
  bytesAt(value, at) {
    const unit = value.charCodeAt(at);
    if (unit === 0x22 || unit === 0x5c) return 2;
    return unit >= 0x20 && unit < 0x7f ? 1 : BYTES_PER_UNIT;
  },
};

/** What JSON leaves as it is, a byte for each: nearly every image. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** As much of a text as takes so many bytes. */
export function cut(value: string, most: number, { ellipsis, ellipsisBytes, bytesAt }: Script): string {
  if (value.length * BYTES_PER_UNIT <= most) return value;
  if (value.length <= most && PLAIN.test(value)) return value;
  let bytes = 0;
  let end = 0;
  for (let at = 0; at < value.length; at += 1) {
    bytes += bytesAt(value, at);
    if (bytes > most) return `${value.slice(0, end)}${ellipsis}`;
    if (bytes <= most - ellipsisBytes) end = at + 1;
  }
  return value;
}

export function bytesOf(value: string, { bytesAt }: Script): number {
  if (PLAIN.test(value)) return value.length;
  let bytes = 0;
  for (let at = 0; at < value.length; at += 1) bytes += bytesAt(value, at);
  return bytes;
}

export interface Room {
  /** In bytes, of one value. */
  readonly value: number;
  /** Of all of them. */
  readonly list: number;
  readonly items: number;
}

/** Each once, in order, until there is no room for more. */
export function fitting<T>(
  items: Iterable<T>,
  textOf: (item: T) => string | undefined,
  room: Room,
  script: Script,
): readonly string[] {
  const taken: string[] = [];
  let left = room.list;
  for (const item of items) {
    const text = textOf(item);
    if (text === undefined) continue;
    const value = cut(text, room.value, script);
    if (taken.includes(value)) continue;
    left -= bytesOf(value, script);
    if (left < 0 || taken.length === room.items) break;
    taken.push(value);
  }
  return taken;
}
