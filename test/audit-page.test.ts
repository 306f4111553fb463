/** The page of an audit as a text: what stands in it, and what cannot get out of it. test/page opens it in a browser. */
import { createHash } from 'node:crypto';
import t from 'tap';
import { ANY, createSearch, type Query, readAddress, stateOf, writeAddress } from '../page/search.js';
import { escapeHtml, h, toHtml } from '../src/audit/html/node.js';
import { renderPage } from '../src/audit/html/page.js';
import { pack, rowsOf, STATES, unpack } from '../src/audit/html/rows.js';
import { countRows, distance, grouped, moment } from '../src/audit/html/words.js';
import type { AuditReport } from '../src/audit/report.js';
import { aFinding, anAuditReport } from './support/audit-report.js';
import { ATTACKS, aHostileReport, withDrain } from './support/hostile-report.js';

const POLICY = 'Policy: assumed, the defaults of Pullgate; mode enforce: no Pullgate was found';

const page = (report: AuditReport): string => renderPage(report, POLICY);

/** What stands between the first `<tag ...>` that fits and its end. */
function inside(html: string, open: RegExp, close: string): string {
  const { index = -1, 0: tag = '' } = open.exec(html) ?? {};
  return index < 0 ? '' : html.slice(index + tag.length, html.indexOf(close, index));
}

const dataOf = (html: string): string => inside(html, /<script type="application\/json" id="data">/, '</script>');

/** Opening tags with their attributes, the three texts that are no HTML aside. */
function tagsOf(html: string): readonly string[] {
  const markup = html.replace(/(<(script|style)[^>]*>)[\s\S]*?<\/\2>/g, '$1</$2>');
  return markup.match(/<[a-z!][^>]*>/g) ?? [];
}

t.test(
  'the page lets nothing in, nothing out, and nothing run but its own script and style, by their hashes',
  async (t) => {
    for (const report of [anAuditReport(0), anAuditReport(40), aHostileReport(40)]) {
      const html = page(report);
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
      const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
      const script = inside(html, /<script>/, '</script>');
      const style = inside(html, /<style>/, '</style>');
      t.ok(script.length > 1000 && style.length > 1000);
      t.strictSame(policy.split('; '), [
        "default-src 'none'",
        `script-src ${hash(script)}`,
        `style-src ${hash(style)}`,
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ]);
      t.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<style>'), 'before anything that it is about');
      t.notMatch(script, /<!--|<\/?script|sourceMappingURL/i);
      t.notMatch(style, /<|url\(|@import/i);
    }
  },
);

t.test('no tag but ours, no handler, no style and no address in any of them, whatever the cluster says', async (t) => {
  const tags = tagsOf(page(aHostileReport(40)));
  t.ok(tags.length > 300);
  const known = new Set(tagsOf(page(withDrain(anAuditReport(40)))).map((tag) => /^<[a-z!0-9]+/.exec(tag)?.[0]));
  for (const tag of tags) {
    t.ok(known.has(/^<[a-z!0-9]+/.exec(tag)?.[0]), tag);
    // What is quoted is a value; what is left is names.
    const names = tag.replace(/"[^"]*"/g, '""');
    t.notMatch(names, /\son[a-z]+=|\s(?:style|src|srcdoc|action|formaction|target)=|'/, tag);
    for (const [, address = ''] of tag.matchAll(/\shref="([^"]*)"/g)) t.match(address, /^#/, tag);
  }
});

t.test('the data is one block that nothing in it can end, and says what the cluster said', async (t) => {
  const html = page(aHostileReport(40));
  t.match(html, /^[\n -~]*$/, 'ASCII, whatever reads it');
  const data = dataOf(html);
  t.notMatch(data, /[<>&]/);
  const { strings } = JSON.parse(data) as { strings: readonly string[] };
  for (const attack of ATTACKS.filter((each) => /^[ -~]*$/.test(each))) {
    t.ok(
      strings.some((text) => text.includes(attack)),
      attack,
    );
  }
  t.ok(
    strings.every((text) => /^[\n -~]*$/.test(text)),
    'what is no ASCII is told, not shown',
  );
  t.equal(html.match(/<\/script>/g)?.length, 2, 'the ends of the data and of the script');
});

t.test('the same report gives the same bytes', async (t) => {
  t.equal(page(withDrain(anAuditReport(60))), page(withDrain(anAuditReport(60))));
});

t.test('what matters can be read without the script', async (t) => {
  const html = page(withDrain(anAuditReport(60)));
  const body = html.slice(html.indexOf('<body>'), html.indexOf('<script'));
  const text = body
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'");
  for (const words of [
    '3 of 20 Pods would fail on new nodes',
    POLICY,
    '60 findings, 1 undecided',
    'nothing logs in to ghcr.io',
    'With mode: enforce, ',
    "kubectl -n shop patch serviceaccount default -p '",
    'The first 25 stand here; search, filters and the other 36 need the script',
    'Deployment shop/web-0',
    'All kubelets verify.',
  ]) {
    t.ok(text.includes(words), words);
  }
  t.equal(body.match(/<li class="finding /g)?.length, 25);
  t.match(body, '<form id="filters" role="search" aria-label="Findings" hidden>');
  t.notMatch(body, /<button/);
});

t.test('a part for what is there, and none for what is not', async (t) => {
  const titles = (report: AuditReport): readonly string[] =>
    [...page(report).matchAll(/<h2[^>]*>([^<]*)</g)].map(([, title = '']) => title);
  t.strictSame(titles(anAuditReport(0)), [
    ...['Causes', 'What enforcement would deny', 'Registries and namespaces', 'Credentials that end', 'Findings'],
  ]);
  t.strictSame(titles(withDrain(anAuditReport(9))), [
    ...['If every node were new', 'Causes', 'What enforcement would deny', 'Fixes that end many findings'],
    ...['Registries and namespaces', 'Credentials that end', 'What is not known', 'Findings'],
  ]);
  const html = page(anAuditReport(9));
  for (const [, id = ''] of (/<nav[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '').matchAll(/href="#([a-z]+)"/g)) {
    t.ok(html.includes(`<section id="${id}"`), id);
  }
});

t.test('the answer is one sentence', async (t) => {
  const title = (report: AuditReport): string => /<h1>([^<]*)</.exec(page(report))?.[1] ?? '';
  const change = (summary: Partial<AuditReport['summary']>): AuditReport =>
    anAuditReport(1, (report) => ({ ...report, summary: { ...report.summary, ...summary } }));
  const rows: readonly (readonly [said: string, report: AuditReport])[] = [
    ['1 of 1,005 owners would be denied', change({ owners: 1005, enforced: 1 })],
    ['None of 5 owners would be denied; 2 findings', change({ owners: 5, enforced: 0, findings: 2 })],
    [
      'Nothing wrong was found with 5 owners; some are undecided',
      change({ owners: 5, enforced: 0, findings: 0, unknown: 1 }),
    ],
    ['Nothing is wrong with 1 owner', change({ owners: 1, enforced: 0, findings: 0, unknown: 0 })],
    ['No owner was found', change({ owners: 0, enforced: 0, findings: 0, unknown: 0 })],
  ];
  for (const [said, report] of rows) t.equal(title(report), said);
});

t.test('what is packed comes out as it was', async (t) => {
  const rows = [...anAuditReport(60).owners, ...aHostileReport(60).owners].flatMap(rowsOf);
  const packed = pack(rows, []);
  t.strictSame(
    packed.rows.map((row) => unpack(packed, row)),
    rows,
  );
  t.ok(packed.strings.length < rows.length * 6, 'texts stand in it once');
});

t.test('a Pod of thousands of containers is told with the first, and found by the registry of any', async (t) => {
  const [one] = aFinding(0, 'shop').containers;
  const [owner] = anAuditReport(1).owners;
  if (one === undefined || owner === undefined) throw new Error('the report holds one');
  const containers = Array.from({ length: 3000 }, (_, at) => ({ ...one, registry: `r${at}.example.com` }));
  const rows = rowsOf({ ...owner, findings: [aFinding(0, 'shop', { containers })] });
  t.equal(rows[0]?.containers.length, 20);
  t.equal(rows[0]?.more, 2980);
  t.strictSame(createSearch(pack(rows, []))({ ...ANY, registry: 'r2999.example.com' }), [0]);
});

t.test('a search finds what is asked for', async (t) => {
  const report = anAuditReport(300);
  const rows = report.owners.flatMap(rowsOf);
  const causes = report.causes.map(({ code, problem }) => ({ code, problem }));
  const search = createSearch(pack(rows, causes));
  const cases: readonly (readonly [query: Partial<Query>, isFound: (row: (typeof rows)[number]) => boolean])[] = [
    [{}, () => true],
    [{ text: 'web' }, (row) => JSON.stringify(row).includes('web')],
    [{ text: '  SHOP/web-0  ' }, ({ owner }) => owner.includes('shop/web-0')],
    [{ text: 'checkout:1.3.0 PG201' }, (row) => row.code === 'PG201' && JSON.stringify(row).includes('checkout:1.3.0')],
    [{ text: 'expired 12' }, (row) => row.code === 'PG205'],
    [{ text: 'no such text' }, () => false],
    [{ namespace: 'shop' }, ({ namespace }) => namespace === 'shop'],
    [{ namespace: 'sho' }, () => false],
    [{ registry: 'ghcr.io' }, ({ registries }) => registries.includes('ghcr.io')],
    [{ registry: 'unreadable image' }, ({ registries }) => registries.includes('unreadable image')],
    [{ code: 'PG101' }, ({ code }) => code === 'PG101'],
    [{ state: 'enforced' }, ({ state }) => state === 'deny' || state === 'would'],
    [{ state: 'would' }, ({ state }) => state === 'would'],
    [{ state: 'unknown' }, ({ state }) => state === 'unknown'],
    [
      { cause: 1 },
      ({ code, problem, state }) => code === causes[1]?.code && problem === causes[1]?.problem && state !== 'unknown',
    ],
    [{ cause: 9999 }, () => false],
    [
      { text: 'monitoring', state: 'warn', registry: 'quay.io' },
      (row) => JSON.stringify(row).includes('monitoring') && row.state === 'warn' && row.registries.includes('quay.io'),
    ],
  ];
  for (const [query, isFound] of cases) {
    const wanted = rows.flatMap((row, index) => (isFound(row) ? [index] : []));
    t.strictSame(search({ ...ANY, ...query }), wanted, JSON.stringify(query));
  }
  for (const cause of report.causes.keys()) {
    t.equal(search({ ...ANY, cause }).length, report.causes[cause]?.findings, 'as many as the link says');
  }
  for (const { registry, namespace, findings } of report.matrix) {
    t.equal(search({ ...ANY, namespace, registry: registry === '' ? 'unreadable image' : registry }).length, findings);
  }
});

t.test('an address that was written is read again, and another is no filter', async (t) => {
  const queries: readonly Query[] = [
    ANY,
    {
      ...ANY,
      text: 'a+b c&d=e#f "é"',
      namespace: 'shop',
      registry: 'ghcr.io:5000',
      code: 'PG201',
      state: 'enforced',
      cause: 3,
    },
    ...STATES.map((state) => ({ ...ANY, state })),
  ];
  for (const query of queries.slice(1)) t.strictSame(readAddress(writeAddress(query)), query);
  t.equal(writeAddress(ANY), '#findings');
  for (const hash of ['', '#', '#findings', '#Causes=1', '#=']) t.equal(readAddress(hash), undefined, hash);
  t.strictSame(readAddress('#state=evil&cause=-1&other=1'), ANY);
  t.strictSame(readAddress('#text=%E0%A4%A'), { ...ANY, text: '\ufffd%A' }, 'half of a character');
  t.equal(stateOf('__proto__'), '');
});

t.test('a text is never a tag', async (t) => {
  t.equal(
    escapeHtml('a <b> "c" \'d\' & é\u2028\ud83d\ude00\u0000'),
    'a &#60;b&#62; &#34;c&#34; &#39;d&#39; &#38; &#233;&#8232;&#128512;&#0;',
  );
  t.equal(
    toHtml(h('p', { id: '"><', hidden: true }, '<i>', h('wbr', {}))),
    '<p id="&#34;&#62;&#60;" hidden>&#60;i&#62;<wbr></p>',
  );
});

t.test('numbers and times', async (t) => {
  t.strictSame([0, 999, 1000, 1234567].map(grouped), ['0', '999', '1,000', '1,234,567']);
  t.equal(moment('2026-11-26T20:54:31.123Z'), '2026-11-26 20:54 UTC');
  t.equal(moment('<b>'), '<b>');
  const hours = [-1000, -30, -0.01, 0.2, 1, 47.4, 50, 24 * 400];
  t.strictSame(
    hours.map((each) => distance(each * 3_600_000)),
    [
      '42 days ago',
      '30 hours ago',
      '1 minute ago',
      'in 12 minutes',
      'in 1 hour',
      'in 47 hours',
      'in 2 days',
      'in 400 days',
    ],
  );
  t.strictSame(
    [countRows(5, 0), countRows(6, 1), countRows(2, 2), countRows(0, 0)],
    ['5 findings', '5 findings, 1 undecided', '2 undecided', '0 findings'],
  );
});

t.test('each credential stands on the time line where it ends, and one without a time only in the table', async (t) => {
  const at = (expires: string) =>
    ({ namespace: 'shop', secret: 's', registry: 'ghcr.io', expires, by: 'stated', expired: false }) as const;
  const ends = [
    '2020-01-01T00:00:00Z',
    '2026-11-26T20:54:00Z',
    '2026-11-27T08:00:00Z',
    '2026-12-01T00:00:00Z',
    '2027-06-01T00:00:00Z',
    '2099-01-01T00:00:00Z',
    'soon',
  ];
  const html = page(anAuditReport(1, (report) => ({ ...report, credentials: ends.map(at) })));
  const svg = inside(html, /<svg class="time-line"/, '</svg>');
  t.match(
    svg,
    'aria-label="Time line of credentials: 2 expired, 1 within a day, 1 within 7 days, 1 within a year, 1 later"',
  );
  t.strictSame(
    [...svg.matchAll(/<rect class="([a-z]+)" x="([\d.]+)%"/g)].map(([, tone, x]) => [
      tone,
      Math.floor(Number(x) / (100 / 7)),
    ]),
    [
      ['bad', 0],
      ['bad', 0],
      ['soon', 1],
      ['soon', 2],
      ['later', 5],
      ['later', 6],
    ],
  );
  t.equal(html.match(/<tr role="row"><th scope="row" role="rowheader">shop\/s</g)?.length, ends.length);
});
