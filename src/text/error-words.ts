/**
 * What of an error that nobody expected may be written down. Its text may hold anything: parsers quote their input, Node.js
 * the value it did not like, a credential plugin its own stderr. The place it comes from is in the frames, and is what a
 * report needs; of the text only words of a dictionary are kept.
 */

/** A code of Node.js, OpenSSL or the system: `ECONNRESET`, `ERR_INVALID_URL`, `DEPTH_ZERO_SELF_SIGNED_CERT`. */
const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;
/** `(reading`, `undefined`, `don't,`: no capitals inside, no digits, no signs. */
const WORD = /^\(?[A-Za-z]?[a-z'-]{0,19}[.,:;!]?\)?[.,:;!]?$/;
const NUMBER = /^\d{1,4}[.,]?$/;
const QUOTED = /"[^"]*"|'[^']*'(?![a-z])|`[^`]*`/g;
const LONGEST = 500;

/** '' where it has none. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && CODE.test(code) ? code : '';
}

export function typeOf(error: Error): string {
  return /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error';
}

/** The message without quotes and without any word that a person might have made up. */
export function wordsOf(error: Error): string {
  if (error instanceof SyntaxError || error.name.startsWith('YAML')) return 'text withheld: it may quote the input';
  const words = error.message
    .slice(0, LONGEST)
    .replace(QUOTED, '...')
    .split(/\s+/)
    .map((word) => (WORD.test(word) || NUMBER.test(word) ? word : '...'));
  return words.filter((word, at) => word !== '...' || words[at - 1] !== '...').join(' ');
}

/** The frames without the head, which repeats the message. */
export function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

/** `TypeError (ERR_X): cannot read ...`, then the frames. */
export function reportOf(error: unknown): string {
  if (!(error instanceof Error)) return `something that is no Error was thrown (${typeof error})`;
  const code = codeOf(error);
  return `${typeOf(error)}${code === '' ? '' : ` (${code})`}: ${wordsOf(error)}\n${framesOf(error)}`;
}
