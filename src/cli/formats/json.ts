/**
 * The report as JSON, the shape of `Report` (docs/check-report.schema.json). ASCII only: what a manifest says must not steer
 * the terminal that shows it.
 */
import type { Format } from './format.js';

export const json: Format = { render: asciiJson, ofAll: true };

export function asciiJson(value: unknown): string {
  return `${inAscii(JSON.stringify(value, undefined, 2))}\n`;
}

/** The same of an object, one item of its lists after the other: for what is long. */
export function* asciiJsonParts(value: object): Generator<string> {
  let before = '{';
  for (const [name, of] of Object.entries(value)) {
    if (of === undefined) continue;
    yield `${before}\n  ${inAscii(JSON.stringify(name))}: `;
    before = ',';
    if (Array.isArray(of) && of.length > 0) yield* listParts(of);
    else yield indented(of, '  ');
  }
  yield before === '{' ? '{}\n' : '\n}\n';
}

function* listParts(items: readonly unknown[]): Generator<string> {
  for (const [index, item] of items.entries()) yield `${index === 0 ? '[' : ','}\n    ${indented(item, '    ')}`;
  yield '\n  ]';
}

/** No text of JSON has a line break in it. */
function indented(value: unknown, by: string): string {
  return inAscii(JSON.stringify(value, undefined, 2)).replaceAll('\n', `\n${by}`);
}

/** The same on one line, for logs. */
export function asciiLine(value: object): string {
  return `${inAscii(JSON.stringify(value))}\n`;
}

function inAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
