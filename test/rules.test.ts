import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { stringify } from 'yaml';
import { RULES } from '../src/core/rules/index.js';
import { assessCase, type Case, readCase } from './support/case.js';
import { applyInLine, applyOperator, applyText } from './support/printed-fix.js';
import { type Block, matchTold, matchTopics } from './support/told.js';

const FIXTURES = fileURLToPath(new URL('fixtures/rules', import.meta.url));

function casesOf(code: string, verdict: 'pass' | 'fail'): readonly { readonly name: string; readonly one: Case }[] {
  const folder = `${FIXTURES}/${code}/${verdict}`;
  return readdirSync(folder)
    .sort()
    .map((file) => ({ name: file.replace('.yaml', ''), one: readCase(`${folder}/${file}`) }));
}

t.test('every rule has fixtures that pass and fixtures that fail, and no fixture is without a rule', async (t) => {
  t.strictSame(
    readdirSync(FIXTURES).sort(),
    RULES.map(({ code }) => code),
    'add test/fixtures/rules/PGnnn/{pass,fail}/*.yaml for the code that is missing',
  );
  matchTopics(
    t,
    'rules',
    RULES.map(({ code }) => code),
  );
  for (const { code } of RULES) {
    t.ok(casesOf(code, 'pass').length > 0, `${code} has a passing fixture`);
    t.ok(casesOf(code, 'fail').length > 0, `${code} has a failing fixture`);
  }
});

for (const { code, title } of RULES) {
  t.test(`${code}: ${title}`, async (t) => {
    const told: Block[] = [];
    for (const { name, one } of casesOf(code, 'fail')) {
      const { findings, allowed, message, warnings, causes } = await assessCase(one);
      t.ok(
        findings.some((finding) => finding.code === code),
        `${name}: ${one.about}`,
      );
      const words = { allowed, message: message.split('\n'), warnings, causes };
      told.push([`${name}: ${one.about}`, stringify(words, { lineWidth: 0 })]);
    }
    matchTold(t, `rules/${code}`, told);
    for (const { name, one } of casesOf(code, 'pass')) {
      const { findings, allowed } = await assessCase(one);
      t.notOk(
        findings.some((finding) => finding.code === code),
        `${name}: ${one.about}`,
      );
      t.ok(allowed, `${name} is admitted`);
    }
  });
}

t.test('every printed fix works: the text alone, done as printed, and the same request passes', async (t) => {
  let replayed = 0;
  let warned = 0;
  let operators = 0;
  for (const { code } of RULES) {
    for (const { name, one } of casesOf(code, 'fail')) {
      const { message, warnings, findings } = await assessCase(one);
      for (const fixed of applyText(one, message) ?? []) {
        replayed += 1;
        const after = await assessCase(fixed);
        t.ok(after.allowed, `${code} ${name}: ${message}\n-> ${after.message}`);
      }
      const told = findings.filter(({ action }) => action === 'warn');
      for (const [index, text] of warnings.entries()) {
        const finding = told[index];
        const mended = applyInLine(one, text);
        if (mended === undefined || finding === undefined || finding.weakenedFrom === 'deny') continue;
        warned += 1;
        const after = await assessCase(mended);
        t.notOk(
          after.findings.some((each) => each.code === finding.code && each.problem === finding.problem),
          `${code} ${name}: the warning is gone: ${text}`,
        );
      }
      const operator = applyOperator(one, message);
      if (
        operator !== undefined &&
        findings.filter(({ action }) => action === 'deny').every((each) => each.operator !== undefined)
      ) {
        operators += 1;
        t.ok((await assessCase(operator)).allowed, `${code} ${name}: the operator's way out`);
      }
    }
  }
  t.comment(`${replayed} printed fixes, ${warned} of warnings and ${operators} ways out for operators replayed`);
  t.ok(replayed >= 80, `${replayed} fixes were replayed`);
  t.ok(warned >= 15, `${warned} fixes of warnings were replayed`);
  t.ok(operators >= 10, `${operators} ways out for operators were replayed`);
});
