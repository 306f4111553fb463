/**
 * Text of others on its way to a terminal, where it should stay readable in any language: only what steers the terminal
 * or hides in it (control, bidi and zero-width characters) is escaped. Messages of the API server are stricter
 * (core/words/escape.ts).
 */
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Newlines and tabs are kept. */
export function printable(text: string): string {
  return text.replace(STEERING, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
