/** The formats of a report: a new one is a file and a line here; help and choices follow. */
import type { Report } from '../report.js';
import { renderJson } from './json.js';
import { renderText } from './text.js';

export type Format = (report: Report, options: { readonly colour: boolean }) => string;

export const FORMATS = {
  text: renderText,
  json: renderJson,
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;
