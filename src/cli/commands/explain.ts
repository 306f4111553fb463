/** `pullgate explain`: the page of a rule, offline, made from the rule itself. */
import { findRule, RULES } from '../../core/rules/index.js';
import { renderRulePage } from '../../core/rules/page.js';
import { Fault } from '../../ops/errors.js';
import { nearest } from '../../ops/nearest.js';
import type { Invocation, Io } from '../command.js';

export async function run({ positionals }: Invocation, io: Io): Promise<number> {
  const [word] = positionals;
  if (word === undefined) {
    const width = Math.max(...RULES.map(({ slug }) => slug.length));
    for (const { code, slug, defaultAction, title } of RULES) {
      io.stdout.write(`${code}  ${slug.padEnd(width)}  ${defaultAction.padEnd(5)}  ${title}\n`);
    }
    io.stdout.write('\npullgate explain CODE shows what a rule looks at, why, and how to fix it.\n');
    return 0;
  }
  const rule = findRule(word);
  if (rule === undefined) {
    const suggestion = nearest(word, [...RULES.map(({ code }) => code), ...RULES.map(({ slug }) => slug)]);
    const hint = suggestion === undefined ? 'pullgate explain lists them' : `did you mean ${suggestion}?`;
    throw new Fault('PG_E_USAGE', `there is no rule ${JSON.stringify(word)}; ${hint}`);
  }
  io.stdout.write(renderRulePage(rule));
  return 0;
}
