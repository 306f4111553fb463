/** What went wrong how often, for the words of a row: ` (3 x ECONNRESET)`; nothing where nothing did. */
export function failuresIn(failures: Readonly<Record<string, number>>): string {
  const each = Object.entries(failures).map(([what, count]) => `${count} x ${what}`);
  return each.length === 0 ? '' : ` (${each.join(', ')})`;
}
