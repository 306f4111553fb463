/** Findings that somebody accepted beside the object, for people: a line each, with the reason. */
import { shown, shownLong } from '../../core/words/escape.js';
import type { Paint } from '../colour.js';
import type { Result } from '../report.js';
import { imagesText, objectText, placeText } from './words.js';

export function renderIgnored(result: Result, paint: Paint): readonly string[] {
  const { file, template } = result;
  return result.ignored.map(({ line, column, code, problem, containers, ignored: { from, reason } }) =>
    [
      paint('dim', 'ignored'),
      placeText({ file, line, column, ...(template === undefined ? {} : { template }) }),
      objectText(result),
      imagesText({ containers }),
      paint('bold', code),
      `${shownLong(problem)} (${from}: ${shown(reason)})`,
    ]
      .filter((each) => each !== '')
      .join('  '),
  );
}
