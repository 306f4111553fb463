/**
 * docs/messages.md: every text that somebody may read is read by somebody first. The page has a row for each failing fixture
 * and each public report, and what of it can be computed is computed here; the ratings are written by hand.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { env } from 'node:process';
import t from 'tap';
import { parse } from 'yaml';
import { run } from '../src/cli/index.js';

const PAGE = resolve('docs/messages.md');
const TOLD = resolve('test/fixtures/told/rules');
const FIELD = resolve('test/fixtures/field');

/** A row without what is written by hand. */
interface Row {
  readonly name: string;
  readonly computed: readonly string[];
}

const codesIn = (text: string): string => [...new Set(text.match(/PG\d{3}(?=\])/g) ?? [])].sort().join(', ');

/** What the line that is left when a client cuts the rest says of `what`, `why` and `where`. */
function saidBy(line: string): string {
  const sentence = line.replace(/^.*?\[PG\d{3}\] /, '').replace(/\. Fix: .*$/, '');
  const where = / \((?:containers?|image volumes?) ".*\)$/.exec(sentence)?.[0] ?? '';
  const isReasoned = sentence.slice(0, sentence.length - where.length).includes(': ');
  return ['what', ...(isReasoned ? ['why'] : []), ...(where === '' ? [] : ['where'])].join(', ');
}

function fixtures(): readonly Row[] {
  return readdirSync(TOLD)
    .sort()
    .flatMap((file) => {
      const blocks = readFileSync(join(TOLD, file), 'utf8').split(/^=== /m).slice(1);
      return blocks.map((block): Row => {
        const [head = ''] = block.split('\n', 1);
        const { message, warnings } = parse(block.slice(head.length).replace(/^\\ no newline.*$/m, ''));
        const texts: readonly string[] = [...message, ...warnings].filter((text) => text !== '');
        const [first = ''] = texts;
        const fix = texts.includes('Fix:') || first.includes('. Fix: ') ? 'yes' : 'none';
        return {
          name: `${file.replace('.txt', '')} ${head.split(':', 1)[0]}`,
          computed: [codesIn(texts.join('\n')), saidBy(first), fix],
        };
      });
    });
}

interface Report {
  readonly id: string;
  readonly decision: string;
  readonly codes: readonly string[];
  readonly args: readonly string[];
}

const REPORTS: readonly Report[] = readFileSync(join(FIELD, 'cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

function reports(): readonly Row[] {
  return REPORTS.filter(({ decision }) => decision !== 'allow').map(({ id, codes }) => ({
    name: id,
    computed: [[...codes].sort().join(', ') || '-'],
  }));
}

/** The rows of the page that begin with a name of a mistake. */
function writtenRows(page: string): ReadonlyMap<string, readonly string[]> {
  const rows = page.split('\n').flatMap((line): readonly (readonly [string, readonly string[]])[] => {
    const cells = /^\| (.*) \|$/.exec(line.replaceAll('|  |', '|   |'))?.[1]?.split(' | ');
    const [name = '', ...rest] = cells ?? [];
    return rest.length < 4 || name === '---' ? [] : [[name, rest.map((cell) => cell.trim())]];
  });
  return new Map(rows);
}

/** By hand: the first rating, the rating now, what is wrong. */
const BY_HAND = 3;

function table(
  heads: readonly string[],
  rows: readonly Row[],
  written: ReadonlyMap<string, readonly string[]>,
): string {
  const lines = rows.map(({ name, computed }) => {
    const byHand = written.get(name)?.slice(-BY_HAND) ?? ['?', '?', ''];
    return [name, ...computed, ...byHand];
  });
  const all = [heads, heads.map(() => '---'), ...lines];
  return `${all.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

/** The part of a page between its heading and the next one of its rank. */
function part(page: string, heading: string): string {
  const start = page.indexOf(heading);
  if (start === -1) throw new Error(`docs/messages.md has no "${heading.trim()}"`);
  const end = page.indexOf('\n## ', start + heading.length);
  return page.slice(start, end === -1 ? page.length : end + 1);
}

const TABLE = /(?:^\|.*\n)+/m;

async function checked(id: string): Promise<string> {
  const args = REPORTS.find((each) => each.id === id)?.args ?? [];
  const out: string[] = [];
  await run(['check', 'manifest.yaml', '--cluster-dir', 'cluster', '--color', 'never', ...args], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: () => true },
    stdin: (async function* () {})(),
    env: {},
    cwd: join(FIELD, id),
    isTTY: false,
    now: () => Date.parse('2026-11-21T12:00:00Z'),
  });
  return out.join('').replace(/^Summary: .*\n/m, '');
}

/** The page with all that can be computed as it is now. */
async function rendered(page: string): Promise<string> {
  const written = writtenRows(page);
  const ofFixtures = part(page, '## The fixtures of the rules\n');
  const ofReports = part(page, '## Public reports\n');
  let pairs = part(page, '## Twelve messages, before and after\n');
  let whole = page.replace(
    ofFixtures,
    ofFixtures.replace(TABLE, () =>
      table(['mistake', 'codes', 'line 1', 'fix', 'first', 'now', 'below 5 because'], fixtures(), written),
    ),
  );
  whole = whole.replace(ofReports, () =>
    ofReports.replace(TABLE, () => table(['report', 'codes', 'first', 'now', 'below 5 because'], reports(), written)),
  );
  for (const [shown, id = ''] of pairs.matchAll(
    /^`test\/fixtures\/field\/([^`]+)`[\s\S]*?^Now:\n\n```text\n[\s\S]*?^```$/gm,
  )) {
    const text = await checked(id);
    const fresh = shown.replace(
      /(^Now:\n\n```text\n)[\s\S]*(```)$/m,
      (_all, before, after) => `${before}${text}${after}`,
    );
    const replaced = pairs.replace(shown, () => fresh);
    whole = whole.replace(pairs, () => replaced);
    pairs = replaced;
  }
  return whole;
}

t.test('every mistake has a row, and the page shows the texts as they are', async (t) => {
  const fresh = await rendered(readFileSync(PAGE, 'utf8'));
  if (env['TAP_SNAPSHOT'] === '1') writeFileSync(PAGE, fresh);
  t.equal(
    fresh,
    readFileSync(PAGE, 'utf8'),
    'npm run snap writes what can be computed; the ratings are written by hand',
  );
  t.equal(fresh.match(/^Before:$|\. Before:$/gm)?.length, 12, 'twelve messages before and after');
});

t.test('somebody has read each of them', async (t) => {
  const page = readFileSync(PAGE, 'utf8');
  const written = writtenRows(page);
  const counts = new Map<string, number>();
  for (const { name } of [...fixtures(), ...reports()]) {
    const [first = '', now = '', why = ''] = written.get(name)?.slice(-BY_HAND) ?? [];
    t.match(`${first} ${now}`, /^[1-5] [1-5]$/, `${name}: read its text and rate it, from 1 to 5`);
    t.ok(now === '5' || (why !== '' && !why.startsWith('was: ')), `${name}: what is wrong, where it is below 5`);
    t.ok(Number(now) >= Number(first), `${name}: no text became worse`);
    counts.set(now, (counts.get(now) ?? 0) + 1);
  }
  const told = ['5', '4', '3', '2', '1'].map((rating) => `${counts.get(rating) ?? 0} at ${rating}`).join(', ');
  t.match(page, `Now: ${told}.`, 'the figures of the page');
});
