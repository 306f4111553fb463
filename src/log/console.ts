/** The few lines that a long-running process prints for people: they are worth no wait and no end of it. */
import { createLineSink } from './line-sink.js';
import { openOutlet } from './outlet.js';

const MOST_KEPT_BYTES = 64 * 1024;

/** Standard error, which may be a full disk or a terminal that was stopped. */
export function openWords(): { readonly write: (text: string) => void } {
  return createLineSink(openOutlet(2), {
    mostBytes: MOST_KEPT_BYTES,
    notice: (lines) => `(${lines} ${lines === 1 ? 'text is' : 'texts are'} missing here: they could not be written)\n`,
  });
}
