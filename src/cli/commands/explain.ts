/**
 * `pullgate explain`: the page of a rule, offline, made from the rule itself; or all that an image in a new Pod, or an
 * object, comes to, by the verdict of `assess`. A word that is the code or the name of a rule is that, one such as
 * `deployment/web` is an object, and every other one is an image.
 */
import { editDistance } from '../../core/edit-distance.js';
import { findRule, RULES } from '../../core/rules/index.js';
import { renderRulePage } from '../../core/rules/page.js';
import { Fault } from '../../process/errors.js';
import { nearest } from '../../text/nearest.js';
import type { Invocation, Io } from '../command.js';

export async function run(invocation: Invocation, io: Io): Promise<number> {
  const [word] = invocation.positionals;
  const files = invocation.options['filename'] ?? [];
  const isAbout = isAboutImage(invocation);
  if (word === undefined && files.length === 0) {
    if (isAbout) throw new Fault('PG_E_USAGE', 'no image is named; usage: pullgate explain IMAGE [OPTION]...');
    listRules(io);
    return 0;
  }
  const page = word === undefined ? undefined : pageOf(word);
  if (word === undefined || page === undefined) {
    if (word !== undefined) refuseMisspelt(word, isAbout);
    const { explain } = await import('../explain/run.js');
    return explain({ word, files }, invocation, io);
  }
  if (isAbout) {
    throw new Fault(
      'PG_E_USAGE',
      `${word} is explained without options; an image of that name is docker.io/library/${word}`,
    );
  }
  io.stdout.write(page);
  return 0;
}

function pageOf(word: string): string | undefined {
  const rule = findRule(word);
  return rule === undefined ? undefined : renderRulePage(rule);
}

function isAboutImage({ options, settings }: Invocation): boolean {
  return Object.keys(options).length + Object.keys(settings).length > 0;
}

function listRules(io: Io): void {
  const width = Math.max(...RULES.map(({ slug }) => slug.length));
  for (const { code, slug, defaultAction, title } of RULES) {
    io.stdout.write(`${code}  ${slug.padEnd(width)}  ${defaultAction.padEnd(5)}  ${title}\n`);
  }
  io.stdout.write('\npullgate explain CODE shows what a rule looks at, why, and how to fix it.\n');
}

/** Letters that two names of rules never have in common, so that no sensible image is taken for a rule. */
const SLIP = 2;

function refuseMisspelt(word: string, isAbout: boolean): void {
  const isCode = /^pg[0-9]{1,4}$/i.test(word);
  const slugs = RULES.map(({ slug }) => slug);
  const isSlug = !isAbout && slugs.some((slug) => editDistance(word.toLowerCase(), slug, SLIP) <= SLIP);
  if (!isCode && !isSlug) return;
  const suggestion = nearest(word, [...RULES.map(({ code }) => code), ...slugs]);
  const hint = suggestion === undefined ? 'pullgate explain lists them' : `did you mean ${suggestion}?`;
  const image = `An image of that name is docker.io/library/${word.toLowerCase()}.`;
  throw new Fault('PG_E_USAGE', `there is no rule ${JSON.stringify(word)}; ${hint} ${image}`);
}
