/**
 * What registries said, remembered under a text that names the image and, by their fingerprints, the credentials. Bounded
 * in number and in size, because a tenant chooses the images: what was used longest ago goes first. A restart forgets all.
 */
import type { RegistryAnswer } from '../core/registry-answer.js';
import { ageOf, isPullable, saysNothing } from './ages.js';

export interface Recalled {
  readonly answer: RegistryAnswer;
  /** It counts, and should be asked for again. */
  readonly isDue: boolean;
}

export interface Answers {
  readonly recall: (key: string) => Recalled | undefined;
  /** @returns what is remembered from now on */
  readonly keep: (key: string, answer: RegistryAnswer, byDigest: boolean) => RegistryAnswer;
  readonly size: () => number;
  /** About, of all keys and answers. */
  readonly bytes: () => number;
}

export interface AnswerBounds {
  readonly entries: number;
  readonly bytes: number;
}

/** A cluster has some thousand images in use; a kilobyte holds an answer with two credentials. */
export const ANSWER_BOUNDS: AnswerBounds = { entries: 10_000, bytes: 8 * 1024 * 1024 };

interface Row {
  readonly answer: RegistryAnswer;
  readonly again: number;
  readonly until: number;
  readonly bytes: number;
}

/** @param now ms since the epoch */
export function createAnswers(now: () => number, bounds: AnswerBounds = ANSWER_BOUNDS): Answers {
  /** In the order of their last use. */
  const rows = new Map<string, Row>();
  let bytes = 0;

  function forget(key: string): void {
    bytes -= rows.get(key)?.bytes ?? 0;
    rows.delete(key);
  }

  function put(key: string, row: Row): void {
    forget(key);
    rows.set(key, row);
    bytes += row.bytes;
    for (const oldest of rows.keys()) {
      if (rows.size <= bounds.entries && bytes <= bounds.bytes) return;
      forget(oldest);
    }
  }

  function alive(key: string): Row | undefined {
    const row = rows.get(key);
    if (row === undefined || now() < row.until) return row;
    forget(key);
    return undefined;
  }

  return {
    recall(key) {
      const row = alive(key);
      if (row === undefined) return undefined;
      rows.delete(key);
      rows.set(key, row);
      return { answer: row.answer, isDue: now() >= row.again };
    },
    keep(key, told, byDigest) {
      const at = now();
      const { again, kept } = ageOf(told, byDigest, at);
      const known = alive(key);
      // Silence proves nothing: what let a pull succeed stands, and is asked for again a little later.
      if (known !== undefined && saysNothing(told) && isPullable(known.answer)) {
        put(key, { ...known, again: Math.min(at + again, known.until) });
        return known.answer;
      }
      // A clone: a text that was cut out of another keeps the whole of it in memory, which may be a Secret.
      const answer: RegistryAnswer = { ...structuredClone(told), source: 'remembered' };
      put(key, { answer, again: at + again, until: at + kept, bytes: sizeOf(key, answer) });
      return answer;
    },
    size: () => rows.size,
    bytes: () => bytes,
  };
}

/** Of the maps and objects around the texts. */
const OVERHEAD = 400;

function sizeOf(key: string, answer: RegistryAnswer): number {
  return OVERHEAD + 2 * key.length + 2 * JSON.stringify(answer).length;
}
