/** Is it a tag, and nothing else? What a registry says is one is shown only then (REF regexp.go, TagRegexp). */
export function isTag(text: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(text);
}
