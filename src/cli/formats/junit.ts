/**
 * JUnit XML, as Jenkins and GitLab read it (Jenkins junit-4.xsd): a suite for each file, a test for each object. A finding
 * that does not fail the check is output of a test that passed.
 */
import { shownLong } from '../../core/words/escape.js';
import { type Entry, labelOf, sortOf } from './entries.js';
import type { Format } from './format.js';
import { type TestPoint, toTests } from './tests.js';
import { imagesText, placeText, sentence } from './words.js';
import { type Xml, xmlElement, xmlText } from './xml.js';

export const junit: Format = {
  ofAll: true,
  render: (report, options) => {
    const points = toTests(report, options);
    const suites = new Map<string, TestPoint[]>();
    for (const point of points) {
      const same = suites.get(point.suite);
      if (same === undefined) suites.set(point.suite, [point]);
      else same.push(point);
    }
    const elements = [...suites].map(([name, each]) => toSuite(name, each));
    const root = xmlElement('testsuites', { name: 'pullgate check', ...counts(points) }, elements);
    return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
  },
};

function toSuite(name: string, points: readonly TestPoint[]): Xml {
  const skipped = points.filter(({ outcome }) => outcome === 'skipped').length;
  return xmlElement('testsuite', { name: shownLong(name), ...counts(points), skipped }, points.map(toCase));
}

function counts(points: readonly TestPoint[]): Readonly<Record<'tests' | 'failures' | 'errors', number>> {
  const of = (outcome: TestPoint['outcome']): number => points.filter((point) => point.outcome === outcome).length;
  return { tests: points.length, failures: of('failed'), errors: of('error') };
}

function toCase(point: TestPoint): Xml {
  const attributes = { name: point.name, classname: shownLong(point.suite) };
  return xmlElement('testcase', attributes, outcomeOf(point));
}

/** One element with all findings: who reads reports shows the first one only. */
function outcomeOf({ outcome, why, entries }: TestPoint): readonly Xml[] {
  const body = xmlText(entries.map(entryText).join('\n'));
  const [first] = entries;
  const message = first === undefined ? shownLong(why) : sentence(first);
  const type = [...new Set(entries.map(sortOf))].join(' ');
  switch (outcome) {
    case 'passed':
      return entries.length === 0 ? [] : [xmlElement('system-out', {}, body)];
    case 'skipped':
      return [xmlElement('skipped', {}, xmlText(shownLong(why)))];
    case 'failed':
      return [xmlElement('failure', { message, type }, body)];
    case 'error':
      return [xmlElement('error', { message: why === '' ? message : shownLong(why), type: type || 'PG901' }, body)];
    default:
      return outcome satisfies never;
  }
}

function entryText(entry: Entry): string {
  const { code, fix, operator } = entry;
  const images = imagesText(entry);
  return [
    `${labelOf(entry)} ${placeText(entry)}${code === undefined ? '' : ` ${code}`} ${sentence(entry)}`,
    ...(images === '' ? [] : [images]),
    ...(fix === '' ? [] : [`Fix:\n${fix}`]),
    ...(operator === '' ? [] : [operator]),
    '',
  ].join('\n');
}
