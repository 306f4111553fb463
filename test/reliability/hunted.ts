/** A row that is a target of test/fuzz: its corpus, and cases made of it. */
import type { Ask, Seen } from './row.js';

export async function seenByHunt(name: string, most: number, { tell }: Ask): Promise<Seen> {
  // What reads files as it is loaded is not for the page, which is made of the rows, too.
  const { corpusOf, hunt, TARGETS } = await import('../fuzz/index.mjs');
  const target = TARGETS.find((each) => each.name === name);
  if (target === undefined) throw new Error(`no target ${name}`);
  const { cases, found, slowestMs } = await hunt(target, {
    corpus: corpusOf(name),
    seed: 11,
    until: () => false,
    most,
  });
  for (const { why, text } of found) tell(`${why}: ${JSON.stringify(text.slice(0, 300))}`);
  const reached = Object.entries(target.reached?.() ?? {});
  const slowest = `the slowest ${Math.ceil(slowestMs)} ms`;
  const words =
    found.length === 0
      ? ['0 wrong', ...reached.map(([what, times]) => `${times} ${what}`), slowest].join(', ')
      : `${found.length} kinds of fault: ${found.map(({ why }) => why).join('; ')}`;
  // A hunt ends early where it has found enough.
  return {
    n: cases,
    of: 'cases',
    words,
    passed: found.length === 0 && cases === most && reached.every(([, times]) => times > 0),
  };
}
