/** The report as JSON, the shape of `Report`. ASCII only: what a manifest says must not steer the terminal that shows it. */
import type { Report } from '../report.js';

export function renderJson(report: Report): string {
  return asciiJson(report);
}

export function asciiJson(value: unknown): string {
  const json = JSON.stringify(value, undefined, 2);
  return `${json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
