/** `pullgate explain PG501`: a code that no rule has, because only a pull can tell what it stands for. */
import { PULL_CAUSES } from '../../core/pull-words/cause.js';
import { findRule } from '../../core/rules/index.js';

/** A page of text; undefined where it is no such code, in whatever case. */
export function pullCodePage(word: string): string | undefined {
  const code = word.toUpperCase();
  const causes = PULL_CAUSES.filter((cause) => cause.code === code);
  if (causes.length === 0 || findRule(code) !== undefined) return undefined;
  const width = Math.max(...causes.map(({ slug }) => slug.length));
  return [
    `${code} is what only a pull can tell: no rule of the webhook raises it.`,
    '',
    ...causes.map(({ slug, what }) => `  ${slug.padEnd(width)}  ${what}`),
    '',
    'pullgate why pod/NAME -n NAMESPACE says what it is for a Pod, and the way out.',
    '',
  ].join('\n');
}
