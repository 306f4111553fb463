/**
 * Plain values as YAML for reviews: one fact a line, two blanks of indent, no flow but for what is empty, no folding. What
 * YAML could take for anything but the text that it is stands in quotes, as JSON has them.
 */
import type { Plain } from './codec.js';

/** Begins with a letter, so that it is no number, no date and no alias. */
const PLAIN = /^[A-Za-z](?:[A-Za-z0-9_./*:@+,()-]| (?=[^ ]))*$/;
/** What kubectl's YAML takes for a boolean or null, and what ends a plain text. */
const OTHER = /^(?:y|n|yes|no|on|off|true|false|null)$|: |:$/i;

export function yamlOf(value: { readonly [key: string]: Plain }): string {
  const lines: string[] = [];
  addMap(lines, value, '', '');
  return `${lines.join('\n')}\n`;
}

/** @param first what the first line begins with; the others are indented alike */
function addMap(lines: string[], map: { readonly [key: string]: Plain }, first: string, indent: string): void {
  let start = first;
  for (const [key, value] of Object.entries(map)) {
    addValue(lines, value, `${start}${quoted(key, true)}:`, indent);
    start = indent;
  }
}

function addValue(lines: string[], value: Plain, start: string, indent: string): void {
  if (isList(value)) {
    if (value.length === 0) lines.push(`${start} []`);
    else {
      lines.push(start);
      for (const each of value) addItem(lines, each, `${indent}  `);
    }
  } else if (typeof value === 'object' && value !== null) {
    if (Object.keys(value).length === 0) lines.push(`${start} {}`);
    else {
      lines.push(start);
      addMap(lines, value, `${indent}  `, `${indent}  `);
    }
  } else lines.push(`${start} ${scalar(value)}`);
}

function addItem(lines: string[], value: Plain, indent: string): void {
  const isFull = typeof value === 'object' && value !== null && !isList(value) && Object.keys(value).length > 0;
  if (isFull) addMap(lines, value, `${indent}- `, `${indent}  `);
  else addValue(lines, value, `${indent}-`, indent);
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function scalar(value: string | number | boolean | null): string {
  return typeof value === 'string' ? quoted(value, false) : JSON.stringify(value);
}

function quoted(text: string, isKey: boolean): string {
  const isPlain = PLAIN.test(text) && !OTHER.test(text) && !(isKey && text.includes(':'));
  return isPlain ? text : JSON.stringify(text).replace(ODD, escaped);
}

/** What not every terminal shows as what it is. */
const ODD = /[^ -~]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
