/** The formats of a report: a new one is a file and a line here; help and choices follow. */
import type { Format } from './format.js';
import { github } from './github.js';
import { gitlab } from './gitlab.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import { sarif } from './sarif.js';
import { tap } from './tap.js';
import { text } from './text.js';

export const FORMATS = {
  text,
  json,
  sarif,
  junit,
  github,
  gitlab,
  tap,
  markdown,
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;
