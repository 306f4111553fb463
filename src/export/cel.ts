/** Texts of CEL, the expression language of the API server. Whatever a policy holds ends up in one as a literal. */

/** A literal; raw where that reads better, as regular expressions do. */
export function celText(text: string): string {
  if (/^[ -~]*$/.test(text) && text.includes('\\') && !text.includes("'")) return `r'${text}'`;
  return `'${text.replace(/[\\']/g, '\\$&').replace(/[^ -~]/gu, escaped)}'`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

export function celList(texts: readonly string[]): string {
  return `[${texts.map(celText).join(', ')}]`;
}

/** `false` for none. */
export function anyOf(conditions: readonly string[]): string {
  const [only] = conditions;
  if (only === undefined) return 'false';
  return conditions.length === 1 ? only : `(${conditions.join(' || ')})`;
}

/** `true` for none. */
export function allOf(conditions: readonly string[]): string {
  const [only] = conditions;
  if (only === undefined) return 'true';
  return conditions.length === 1 ? only : `(${conditions.join(' && ')})`;
}

/** A text in which nothing has a meaning, inside a regular expression of RE2. */
export function literally(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** A map of values of any type: the API server takes no literal in which they differ. */
export function celRecord(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([key, value]) => `  ${celText(key)}: dyn(${value})`);
  return `{\n${lines.join(',\n')}}`;
}
