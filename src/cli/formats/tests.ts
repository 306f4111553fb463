/** The report as tests, for formats of test runners: each object is one, and so is each file that could not be read. */
import { failsOn, type Report, type Result } from '../report.js';
import { type Entry, findingEntries, ofFinding, ofInput } from './entries.js';
import type { FormatOptions } from './format.js';
import { objectText, placeText } from './words.js';

export interface TestPoint {
  /** File, or what the document was rendered from. */
  readonly suite: string;
  readonly name: string;
  readonly place: string;
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  /** Why it was skipped or could not be decided. */
  readonly why: string;
  /** In the order of the lines. */
  readonly entries: readonly Entry[];
}

export function toTests(report: Report, options: FormatOptions): readonly TestPoint[] {
  return [
    ...report.diagnostics.filter(({ level }) => level === 'error').map((each) => ofInputFault(ofInput(each), options)),
    ...report.results.map((result) => ofResult(result, options)),
    ...(options.strict && report.policy?.unknown === true ? [POLICY] : []),
  ];
}

/** With `strict` the command fails where nobody could tell by which policy the cluster judges. */
const POLICY: TestPoint = {
  suite: 'policy',
  name: 'is known',
  place: 'policy',
  outcome: 'error',
  why: 'the policy of the cluster could not be found out',
  entries: [],
};

/** What cannot be read always fails the check, what the API server does not take as a denial does. */
function ofInputFault(entry: Entry, { failOn }: FormatOptions): TestPoint {
  const fails = failsOn('deny', failOn) ? 'failed' : 'passed';
  return {
    suite: entry.template ?? entry.file,
    name: entry.about === undefined ? 'can be read' : 'is what the API server takes',
    place: placeText(entry),
    outcome: entry.about === undefined ? 'error' : fails,
    why: '',
    entries: [entry],
  };
}

function ofResult(result: Result, { failOn, strict }: FormatOptions): TestPoint {
  const { file, template, findings, unknown } = result;
  const [undecided] = unknown.map((finding) => ofFinding(result, finding));
  const point = {
    suite: template ?? file,
    name: objectText(result),
    place: placeText(result),
    entries: inLines(result),
  };
  if (findings.some(({ action }) => failsOn(action, failOn))) return { ...point, outcome: 'failed', why: '' };
  if (result.decision === 'error' || (strict && undecided !== undefined)) {
    return { ...point, outcome: 'error', why: undecided?.because ?? 'it could not be judged' };
  }
  if (result.decision === 'skip') return { ...point, outcome: 'skipped', why: result.skipped ?? '' };
  if (undecided !== undefined && findings.length === 0) {
    return { ...point, outcome: 'skipped', why: `undecided: ${undecided.because}` };
  }
  return { ...point, outcome: 'passed', why: '' };
}

function inLines(result: Result): readonly Entry[] {
  return findingEntries({ results: [result] });
}
