/**
 * Cases made from public reports of people whose pods could not pull, or whose policy or injector did harm: each with its
 * source, the decision, the codes and what the text must say. What does not hold yet is listed by name, with what is
 * missing; the list may only shrink.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import t, { type Test } from 'tap';
import { run } from '../src/cli/index.js';
import { jsonFaults } from './support/check-formats.js';
import { serve } from './support/served.js';

interface Pattern {
  readonly pattern: string;
  readonly flags: string;
}

interface FieldCase {
  readonly id: string;
  readonly source: string;
  readonly symptom: string;
  /** `refused`: nothing is judged, and the text says why. */
  readonly decision: 'deny' | 'warn' | 'allow' | 'refused';
  /** Exactly these, findings that only go to the audit log aside. */
  readonly codes: readonly string[];
  readonly args: readonly string[];
  readonly says: readonly Pattern[];
  readonly saysNot?: readonly Pattern[];
}

interface Answer {
  readonly decision: string;
  readonly codes: readonly string[];
  readonly text: string;
}

const FOLDER = resolve('test/fixtures/field');
const CASES: readonly FieldCase[] = readFileSync(join(FOLDER, 'cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** By name: what is missing. An entry goes with its last line. */
const NOT_YET: Readonly<Record<string, readonly string[]>> = {};

async function checked(at: string, { args }: FieldCase): Promise<Answer> {
  const command = ['check', join(at, 'manifest.yaml'), '--cluster-dir', join(at, 'cluster'), ...args];
  const cli = async (...more: readonly string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await run([...command, ...more], {
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => err.push(text) },
      stdin: (async function* () {})(),
      env: {},
      cwd: FOLDER,
      isTTY: false,
      now: () => Date.parse('2026-11-21T12:00:00Z'),
    });
    return { code, stdout: out.join(''), stderr: err.join('') };
  };
  const json = await cli('-o', 'json');
  const { stdout, stderr } = await cli('--color', 'never');
  const text = `${stdout}${stderr}`.replaceAll(at, '');
  if (!json.stdout.startsWith('{')) return { decision: 'refused', codes: [], text };
  const faults = jsonFaults(json.stdout);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const report: { readonly results: readonly { readonly findings: readonly { code: string; action: string }[] }[] } =
    JSON.parse(json.stdout);
  const findings = report.results.flatMap((result) => result.findings).filter(({ action }) => action !== 'audit');
  const actions = new Set(findings.map(({ action }) => action));
  const decision = actions.has('deny') ? 'deny' : actions.has('warn') ? 'warn' : json.code === 0 ? 'allow' : 'refused';
  return { decision, codes: [...new Set(findings.map(({ code }) => code))], text };
}

async function posted(at: string, { args }: FieldCase, t: Test): Promise<Answer> {
  const served = await serve(t, '--cluster-directory', join(at, 'cluster'), ...args).catch(String);
  if (typeof served === 'string') return { decision: 'refused', codes: [], text: served };
  const { ask } = served;
  const { response } = JSON.parse(await ask('/validate?timeout=5s', readFileSync(join(at, 'review.json'), 'utf8')));
  const { allowed, status, warnings = [] } = response;
  const text = [status?.message ?? '', ...warnings].join('\n');
  const decision = allowed === true ? (warnings.length > 0 ? 'warn' : 'allow') : 'deny';
  return { decision, codes: [...new Set(text.match(/PG\d{3}/g) ?? [])], text };
}

function differences(one: FieldCase, got: Answer): readonly string[] {
  const wrong: string[] = [];
  if (one.decision !== got.decision) wrong.push(`decision ${got.decision}, not ${one.decision}`);
  if (one.decision !== 'refused') {
    for (const code of one.codes) if (!got.codes.includes(code)) wrong.push(`no ${code}`);
    for (const code of got.codes) if (!one.codes.includes(code)) wrong.push(`also ${code}`);
  }
  const isSaid = ({ pattern, flags }: Pattern): boolean => new RegExp(pattern, flags).test(got.text);
  for (const each of one.says) if (!isSaid(each)) wrong.push(`does not say /${each.pattern}/${each.flags}`);
  for (const each of one.saysNot ?? []) if (isSaid(each)) wrong.push(`says /${each.pattern}/${each.flags}`);
  return wrong;
}

t.test('every case is there, and every name of the list is a case', async (t) => {
  const folders = readdirSync(FOLDER).filter((name) => name !== 'cases.jsonl');
  t.strictSame(CASES.map(({ id }) => id).sort(), folders.sort());
  t.strictSame(
    Object.keys(NOT_YET).filter((name) => !folders.includes(name)),
    [],
  );
});

for (const one of CASES) {
  t.test(`${one.id}: ${one.symptom} (${one.source})`, async (t) => {
    const at = join(FOLDER, one.id);
    const got = existsSync(join(at, 'review.json')) ? await posted(at, one, t) : await checked(at, one);
    const wrong = differences(one, got);
    const missing = NOT_YET[one.id];
    if (missing === undefined) {
      t.strictSame(wrong, [], got.text);
      return;
    }
    t.ok(wrong.length > 0, 'it holds now: take it off the list');
    for (const each of wrong)
      t.ok(
        missing.some((known) => each.startsWith(known)),
        `${each}: a step back\n${got.text}`,
      );
  });
}
