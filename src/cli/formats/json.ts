/**
 * The report as JSON, the shape of `Report` (docs/check-report.schema.json). ASCII only: what a manifest says must not steer
 * the terminal that shows it.
 */
import type { Format } from './format.js';

export const json: Format = { render: asciiJson, ofAll: true };

export function asciiJson(value: unknown): string {
  return `${inAscii(JSON.stringify(value, undefined, 2))}\n`;
}

/** The same on one line, for logs. */
export function asciiLine(value: object): string {
  return `${inAscii(JSON.stringify(value))}\n`;
}

function inAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
