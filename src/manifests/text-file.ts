/** The text of a file, a part at a time. UTF-8, or UTF-16 with its mark; broken bytes become U+FFFD. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TextDecoder } from 'node:util';

const MOST_BYTES = 64 * 1024;
/** A pipe tells no size. */
const LEAST_BYTES = 4096;

/** Throws what the system says. A pipe is read to its end; what is a directory says so at the first part. */
export function* readInParts(path: string): Generator<string, void> {
  const file = openSync(path, 'r');
  try {
    // One more than there is, so that the end is seen by the second look.
    const buffer = new Uint8Array(Math.max(LEAST_BYTES, Math.min(MOST_BYTES, fstatSync(file).size + 1)));
    let decoder: TextDecoder | undefined;
    // A mark of two bytes may come in two parts.
    let filled = 0;
    for (;;) {
      const count = readSync(file, buffer, filled, buffer.length - filled, null);
      filled += count;
      if (count > 0 && filled < 2) continue;
      decoder ??= decoderOf(buffer.subarray(0, filled));
      yield decoder.decode(buffer.subarray(0, filled), { stream: count > 0 });
      if (count === 0) return;
      filled = 0;
    }
  } finally {
    closeSync(file);
  }
}

export function decodeText(bytes: Uint8Array): string {
  return decoderOf(bytes).decode(bytes);
}

const UTF16_LE = [0xff, 0xfe];
const UTF16_BE = [0xfe, 0xff];

/** golang.org/x/text BOMOverride: the mark decides, UTF-8 without one. */
function decoderOf(bytes: Uint8Array): TextDecoder {
  const startsWith = (mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte);
  if (startsWith(UTF16_LE)) return new TextDecoder('utf-16le');
  if (startsWith(UTF16_BE)) return new TextDecoder('utf-16be');
  return new TextDecoder('utf-8');
}
