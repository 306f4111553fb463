/** TAP 14 (testanything.org): a test for each object, with its findings as a YAML block of JSON values. */
import { shownLong } from '../../core/words/escape.js';
import { type Entry, labelOf, sortOf } from './entries.js';
import type { Format } from './format.js';
import { type TestPoint, toTests } from './tests.js';
import { imagesText, placeText, sentence } from './words.js';

export const tap: Format = {
  ofAll: true,
  render: (report, options) => {
    const points = toTests(report, options);
    const plan = points.length === 0 ? '1..0 # SKIP no objects with images' : `1..${points.length}`;
    return `${['TAP version 14', plan, ...points.flatMap(toLines)].join('\n')}\n`;
  },
};

function toLines(point: TestPoint, index: number): readonly string[] {
  const { outcome, why, name, place, entries } = point;
  const isOk = outcome === 'passed' || outcome === 'skipped';
  const skip = outcome === 'skipped' ? ` # SKIP ${escaped(shownLong(why))}` : '';
  const line = `${isOk ? 'ok' : 'not ok'} ${index + 1} - ${escaped(`${place} ${name}`)}${skip}`;
  const block = [
    ...(outcome === 'error' ? [`  reason: ${scalar(why === '' ? 'it cannot be read' : why)}`] : []),
    ...(entries.length === 0 ? [] : ['  findings:', ...entries.map((entry) => `    - ${finding(entry)}`)]),
  ];
  return block.length === 0 || outcome === 'skipped' ? [line] : [line, '  ---', ...block, '  ...'];
}

/** `#` begins a directive, and a backslash escapes it. */
function escaped(text: string): string {
  return text.replace(/[\\#]/g, '\\$&');
}

/** JSON is YAML; only ASCII comes here. */
function scalar(text: string): string {
  return JSON.stringify(shownLong(text));
}

function finding(entry: Entry): string {
  const { fix, operator } = entry;
  const at = placeText(entry);
  return JSON.stringify({
    action: labelOf(entry),
    code: sortOf(entry),
    at,
    problem: sentence(entry),
    images: imagesText(entry),
    fix,
    operator,
  });
}
