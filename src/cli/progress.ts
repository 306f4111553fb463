/**
 * One line on a terminal that says how far a long check is, and nothing where it takes less than a second or where nobody
 * sits: in a log it would be a thousand lines. It is taken away before anything else is written.
 */
import type { Io } from './command.js';

export interface Progress {
  /** Documents are being read, judged, or reports of them written, or registries asked about images; so many more. */
  readonly step: (doing: Doing, more: number) => void;
  readonly end: () => void;
}

type Doing = 'reading' | 'checking' | 'asking about' | 'writing';

/** Before it nobody has begun to wonder. */
const FIRST_MS = 1000;
const AGAIN_MS = 200;

/** Back to the beginning of the line, which is erased to its end. */
const WIPE = '\r\u001b[K';

/** @param now ms of a clock that never goes back */
export function createProgress(
  { stderr, isErrorTTY, env }: Pick<Io, 'stderr' | 'isErrorTTY' | 'env'>,
  now: () => number = () => performance.now(),
): Progress {
  if (isErrorTTY !== true || env['TERM'] === 'dumb') return { step: () => {}, end: () => {} };
  let next = now() + FIRST_MS;
  let isShown = false;
  const counts = { reading: 0, checking: 0, 'asking about': 0, writing: 0 };
  return {
    step: (doing, more) => {
      counts[doing] += more;
      const at = now();
      if (at < next) return;
      next = at + AGAIN_MS;
      isShown = true;
      stderr.write(`${WIPE}${textOf(doing, counts[doing])}`);
    },
    end: () => {
      if (isShown) stderr.write(WIPE);
      isShown = false;
      next = Number.POSITIVE_INFINITY;
    },
  };
}

function textOf(doing: Doing, count: number): string {
  return doing === 'asking about' ? `asking registries: ${count} images` : `${doing}: ${count} objects`;
}
