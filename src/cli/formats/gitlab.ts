/**
 * The code quality report of GitLab, a subset of the Code Climate format: what it shows beside the lines of a merge
 * request. It follows findings by their fingerprints. What could not be decided has no place in it.
 */
import { pathInCheckout } from '../checkout.js';
import { createDistinct } from '../fingerprint.js';
import { allEntries, type Entry, labelOf, sortOf } from './entries.js';
import type { Format, FormatOptions } from './format.js';
import { asciiJson } from './json.js';
import { imagesText, isInFile, objectText, placeText, sentence } from './words.js';

const SEVERITIES = { deny: 'critical', warn: 'minor', audit: 'info' } as const;

export const gitlab: Format = {
  render: (report, options) => {
    const distinct = createDistinct();
    return asciiJson(allEntries(report).map((entry) => toIssue(entry, options, distinct)));
  },
};

function toIssue(entry: Entry, { checkout }: FormatOptions, distinct: (parts: readonly string[]) => string): unknown {
  const path = pathInCheckout(entry, checkout);
  const of = [objectText(entry), imagesText(entry)].filter((part) => part !== '').join(', ');
  const isLine = isInFile(entry) || entry.template === undefined;
  const at = isLine ? '' : ` at ${placeText(entry)}`;
  return {
    description: `${sentence(entry)}${of === '' ? '' : ` (${of})`}${at}`,
    check_name: sortOf(entry),
    fingerprint: entry.fingerprint ?? distinct([path, entry.problem]),
    severity: labelOf(entry) === 'error' ? 'blocker' : SEVERITIES[entry.action],
    location: { path, lines: { begin: isLine ? (entry.line ?? 1) : 1 } },
  };
}
