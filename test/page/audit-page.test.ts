/**
 * `npm run test:page`: the page of an audit as who gets it sees it, in a real Chromium, opened as a file. It needs the
 * browser (Debian: `apt-get install chromium`) and fails without it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { renderPage } from '../../src/audit/html/page.js';
import type { AuditReport } from '../../src/audit/report.js';
import { anAuditReport } from '../support/audit-report.js';
import { startChromium } from '../support/chromium.js';
import { aHostileReport, withDrain } from '../support/hostile-report.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [380, 1400];
const SCHEMES = ['light', 'dark'] as const;
/** A search, and what it changes on the page, in milliseconds. */
const SEARCH = 100;
const MANY = 50_000;

const work = mkdtempSync(join(tmpdir(), 'pullgate-page-'));
let browser: Browser | undefined;
t.before(async () => {
  browser = await startChromium();
});
t.teardown(async () => {
  await browser?.close();
  rmSync(work, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** Everything that the page asked for but itself, and everything that the browser said about it. */
  readonly told: readonly string[];
}

let files = 0;

async function open(t: Test, report: AuditReport, options: BrowserContextOptions = {}, hash = ''): Promise<Opened> {
  if (browser === undefined) throw new Error('the browser has not been started');
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  t.teardown(() => context.close());
  files += 1;
  const path = join(work, `${files}.html`);
  writeFileSync(path, renderPage(report, 'Policy: assumed, the defaults of Pullgate'));
  const page = await context.newPage();
  const told: string[] = [];
  page.on('console', (message) => told.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => told.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => told.push(`dialog: ${dialog.message()}`));
  context.on('page', () => told.push('another page'));
  const address = `file://${path}`;
  page.on('request', (request) => {
    if (request.url() !== address) told.push(`request: ${request.url()}`);
  });
  await page.goto(`${address}${hash}`);
  return { page, told };
}

const status = (page: Page): Promise<string> => page.locator('#status').innerText();

/** What is there once it is as wanted, or after five seconds: an address is followed in a turn after the click. */
async function settled(read: () => Promise<string>, wanted: RegExp): Promise<string> {
  const end = performance.now() + 5_000;
  for (;;) {
    const found = await read();
    if (wanted.test(found) || performance.now() > end) return found;
    await sleep(20);
  }
}

/** What axe has against it, each with the first place. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate<readonly string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ' ' + nodes.length + 'x ' + nodes[0].html.slice(0, 200) + ' ' + nodes[0].failureSummary))`,
  );
}

t.test('axe has nothing against it, and nothing is wider than the screen', async (t) => {
  const reports = [0, 5, 500].map((findings) => anAuditReport(findings));
  for (const report of [...reports, withDrain(anAuditReport(40)), aHostileReport(40)]) {
    for (const colorScheme of SCHEMES) {
      for (const width of WIDTHS) {
        const { page, told } = await open(t, report, { colorScheme, viewport: { width, height: 900 } });
        await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
        const name = `${report.summary.findings} findings, ${colorScheme}, ${width} px`;
        t.strictSame(await violations(page), [], name);
        const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        t.ok(over <= 0, `${name}: wider by ${over}`);
        t.strictSame(told, [], name);
        await page.context().close();
      }
    }
  }
});

t.test('the button changes the colours', async (t) => {
  const { page } = await open(t, anAuditReport(5), { colorScheme: 'light' });
  const paper = (): Promise<string> => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const light = await paper();
  await page.getByRole('button', { name: 'Light or dark' }).click();
  const dark = await paper();
  t.not(dark, light);
  t.strictSame(await violations(page), []);
  await page.getByRole('button', { name: 'Light or dark' }).click();
  t.equal(await paper(), light);
});

t.test('all of it works with the keyboard', async (t) => {
  const { page, told } = await open(t, anAuditReport(500));
  const focused = (): Promise<string> =>
    page.evaluate<string>(
      '(({ id, textContent, ariaLabel }) => id || ariaLabel || textContent)(document.activeElement)',
    );
  await page.keyboard.press('Tab');
  t.equal(await focused(), 'To the findings');
  t.ok(await page.locator('.skip').isVisible(), 'what was hidden is seen while it has the focus');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  t.equal(await focused(), 'f-text', 'the link leads to the search');
  await page.keyboard.type('shop/web-0');
  t.match(await status(page), /^1 finding of 501$/);
  const order: string[] = [];
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press('Tab');
    order.push(await focused());
  }
  t.strictSame(order, [
    ...['f-state', 'f-namespace', 'f-registry', 'f-code', 'f-reset', 'Copy: Fix for PG201 of Deployment shop/web-0'],
  ]);
  await page.keyboard.press('Enter');
  await page.locator('#said', { hasText: 'Copied' }).waitFor({ state: 'attached' });
  await page.locator('#f-reset').focus();
  await page.keyboard.press('Space');
  t.equal(await focused(), 'f-text');
  t.match(await status(page), '500 findings, 1 undecided: 1 to 25 shown');
  await page.locator('[data-to=last]').focus();
  await page.keyboard.press('Enter');
  t.match(await status(page), '501 to 501 shown');
  t.equal(await focused(), 'Last', 'the focus stays where it was');
  t.equal(await page.locator('[data-to=last]').getAttribute('aria-disabled'), 'true');
  await page.keyboard.press('Enter');
  t.match(await status(page), '501 to 501 shown');
  t.strictSame(told, []);
});

t.test('every control shows that it has the focus', async (t) => {
  const { page } = await open(t, anAuditReport(30));
  for (const selector of [
    'nav a',
    'nav button',
    'td a',
    'summary',
    '.copy',
    '#f-text',
    '#f-state',
    '#f-reset',
    '[data-to=next]',
  ]) {
    await page.locator(selector).first().focus();
    await page.keyboard.press('Shift');
    const outline = await page.evaluate<string>(
      "(({ outlineStyle, outlineWidth }) => outlineStyle + ' ' + outlineWidth)(getComputedStyle(document.activeElement))",
    );
    t.equal(outline, 'solid 3px', selector);
  }
});

t.test('search and filters', async (t) => {
  const { page, told } = await open(t, anAuditReport(500));
  t.equal(await page.locator('.finding').count(), 25);
  t.ok((await page.locator('article').count()) < 25, 'what is of one owner stands together');
  await page.locator('#f-text').fill('PG101 quay.io');
  const [, few = ''] = /^(\d+) findings of 501/.exec(await status(page)) ?? [];
  t.ok(Number(few) > 0 && Number(few) < 100, await status(page));
  for (const text of await page.locator('.finding').allInnerTexts()) t.match(text, /PG101[\s\S]*quay\.io/);
  await page.locator('#f-text').fill('no such text');
  t.equal(await status(page), 'None of 501 is like that.');
  t.ok(await page.locator('#pager').isHidden());
  await page.locator('#f-reset').click();
  await page.locator('#f-state').selectOption('enforced');
  const enforced = await page.locator('.finding.deny, .finding.would').count();
  t.equal(enforced, 25);
  t.equal(await page.locator('.finding').count(), enforced);
  t.match(page.url(), /#state=enforced$/);
  await page.locator('#f-reset').click();
  t.match(page.url(), /#findings$/);
  t.strictSame(told, []);
});

t.test('a number leads to the findings that it counts, and back leads back', async (t) => {
  const { page, told } = await open(t, anAuditReport(500));
  for (const selector of ['#causes td a', '#matrix td a', '#enforcement td a']) {
    for (const link of (await page.locator(selector).all()).slice(0, 3)) {
      const number = await link.innerText();
      const address = await link.getAttribute('href');
      await link.click();
      const wanted = new RegExp(`^${number} findings? of 501`);
      t.match(await settled(() => status(page), wanted), wanted, `${selector} ${number}`);
      t.ok(page.url().endsWith(address ?? ''), address ?? '');
      t.ok(await page.locator('#f-text').isVisible());
    }
  }
  await page.goBack();
  t.ok(await page.locator('#status').isVisible());
  const link = page.locator('#causes td a').first();
  await link.click();
  const cause = /Only PG201: nothing logs in to ghcr\.io/;
  t.match(await settled(() => page.locator('#f-cause').innerText(), cause), cause);
  await page.locator('#f-text').fill('no such text');
  await link.click();
  const all = new RegExp(`^${await link.innerText()} findings? of 501`);
  t.match(await settled(() => status(page), all), all, 'the same link once more');
  t.strictSame(told, []);
});

t.test('an address with a filter opens what it says', async (t) => {
  const { page } = await open(t, anAuditReport(500), {}, '#state=unknown');
  t.equal(await status(page), '1 undecided of 501');
  t.equal(await page.locator('#f-state').inputValue(), 'unknown');
  const odd = await open(t, anAuditReport(5), {}, '#namespace=not-there&registry=%3Cscript%3E');
  t.equal(await status(odd.page), 'None of 6 is like that.');
  t.strictSame(odd.told, []);
});

t.test('a fix is copied as it stands', async (t) => {
  const { page, told } = await open(t, anAuditReport(5));
  const fix = await page.locator('.finding .fix code').first().innerText();
  await page.locator('.finding .copy').first().click();
  await page.locator('.finding .copy', { hasText: 'Copied' }).waitFor();
  await page.locator('#f-text').focus();
  await page.keyboard.press('Control+V');
  const line = (text: string): string => text.replace(/\s+/g, '');
  t.equal(line(await page.locator('#f-text').inputValue()), line(fix));
  t.strictSame(told, []);
});

t.test('without scripts it can be read', async (t) => {
  const { page, told } = await open(t, anAuditReport(500), { javaScriptEnabled: false });
  t.match(await page.locator('h1').innerText(), /^\d+ of 1,003 owners would be denied$/);
  t.equal(await page.locator('.finding').count(), 25);
  t.ok(await page.locator('#filters').isHidden());
  t.equal(await page.locator('button').count(), 0);
  t.match(await status(page), 'need the script of this page');
  t.strictSame(told, []);
});

t.test('on paper: what was asked for, and no control', async (t) => {
  const { page, told } = await open(t, anAuditReport(500));
  await page.locator('#f-state').selectOption('warn');
  const found = Number.parseInt(await status(page), 10);
  await page.evaluate(
    "addEventListener('beforeprint', () => { window.printed = document.querySelectorAll('.finding').length; })",
  );
  const pdf = await page.pdf({ format: 'A4' });
  t.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  t.equal(await page.evaluate('window.printed'), found, 'all of them, not a page of them');
  t.ok(found > 25);
  t.equal(await page.locator('.finding').count(), 25, 'and the screen is as it was');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const selector of ['#filters', '#pager', 'nav', '.copy'])
    t.ok(await page.locator(selector).first().isHidden(), selector);
  t.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)');
  t.strictSame(told, []);
});

t.test('nothing that a cluster says runs, or asks for anything', async (t) => {
  const { page, told } = await open(t, aHostileReport(500));
  const title = await page.title();
  for (const text of ['script', '"><img', 'javascript:', '</script>']) await page.locator('#f-text').fill(text);
  await page.locator('#f-reset').click();
  for (const name of ['namespace', 'registry', 'code'] as const) {
    for (const index of [1, 2, 3]) await page.locator(`#f-${name}`).selectOption({ index });
    await page.locator('#f-reset').click();
  }
  for (const link of (await page.locator('td a').all()).slice(0, 20)) if (await link.isVisible()) await link.click();
  await page.locator('#f-reset').click();
  for (const to of ['next', 'last', 'first']) await page.locator(`[data-to=${to}]`).click();
  await page.locator('.copy').first().click();
  await page.pdf();
  t.equal(await page.evaluate('window.pwned'), undefined);
  t.equal(await page.title(), title);
  t.not(title, 'pwned');
  t.equal(await page.locator('img, iframe, object, embed, link, base, meta[http-equiv=refresh]').count(), 0);
  t.equal(await page.locator('script').count(), 2);
  t.strictSame(told, []);
});

t.test('and what got in all the same would be stopped by the policy of the page', async (t) => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.teardown(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { page, told } = await open(t, anAuditReport(5));
  await page.evaluate(`
    const script = document.createElement('script');
    script.append('window.pwned = 1');
    try { document.body.append(script); } catch {}
    const image = document.createElement('img');
    image.src = 'http://127.0.0.1:${port}/';
    document.body.append(image);
    try { document.body.insertAdjacentHTML('beforeend', '<b onclick="window.pwned = 1">a</b>'); } catch {}
  `);
  await page.waitForTimeout(100);
  t.equal(await page.evaluate('window.pwned'), undefined);
  t.equal(asked, 0);
  t.ok(
    told.some((each) => /Content Security Policy/.test(each)),
    'and says so',
  );
});

t.test(`${MANY} findings: opened in seconds, searched in less than ${SEARCH} ms`, async (t) => {
  const { page, told } = await open(t, anAuditReport(MANY));
  const opened = await page.evaluate<number>("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd");
  t.comment(`opened in ${Math.round(opened)} ms`);
  t.ok(opened < 5000, `opened in ${opened} ms`);
  const times: number[] = [];
  for (const text of [
    'c',
    'ch',
    'checkout',
    'checkout pg2',
    'shop',
    'eu-central-1.amazonaws',
    'nothing at all',
    'web-4',
    '',
  ]) {
    const took = await page.evaluate<number>(`(() => {
      const field = document.getElementById('f-text');
      field.value = ${JSON.stringify(text)};
      const begin = performance.now();
      field.dispatchEvent(new Event('input', { bubbles: true }));
      document.body.offsetHeight;
      return performance.now() - begin;
    })()`);
    times.push(took);
  }
  t.comment(`searches: ${times.map((each) => Math.round(each)).join(', ')} ms`);
  const middle = [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.POSITIVE_INFINITY;
  t.ok(middle < SEARCH, `${middle} ms`);
  t.match(await status(page), '50,000 findings, 1 undecided: 1 to 25 shown');
  t.strictSame(await violations(page), []);
  t.strictSame(told, []);
});
