/**
 * The questions that the faces of the engine are compared by (test/same-answer, test/slow/same-answer), what the library
 * says of them, and how they are put to the command line.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import t, { type Test } from 'tap';
import { run } from '../../src/cli/index.js';
import { RULES } from '../../src/core/rules/index.js';
import { fixText } from '../../src/core/words/fix.js';
import {
  type Admission,
  type Assessment,
  assess,
  createManifestState,
  DEFAULT_SETTINGS,
  type JudgedFinding,
  readManifests,
  type Settings,
} from '../../src/index.js';
import { decodeReview } from '../../src/webhook/review.js';
import { RECORDED } from '../helpers/reviews.js';
import { admissionOf, NOW, readCase } from './case.js';
import { fieldQuestions } from './field-questions.js';
import { eventsOf, readRows } from './recorded-pods.js';
import { settingsOf } from './recorded-verdicts.js';
import type { KubeObject } from './state.js';

const CASES = fileURLToPath(new URL('../fixtures/rules', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'pullgate-same-'));
const cluster = join(work, 'cluster');
mkdirSync(cluster);
t.teardown(() => rmSync(work, { recursive: true }));

type Origin = 'rules' | 'reviews' | 'kubelet' | 'field';

/** A request, what is there when it comes, and how it is to be judged. */
export interface Question {
  readonly from: Origin;
  readonly label: string;
  readonly admission: Admission;
  readonly objects: readonly KubeObject[];
  readonly settings: Settings;
  /** Only what the files hold is known. */
  readonly offline: boolean;
}

export const stateOf = ({ objects, offline }: Question) =>
  createManifestState(readManifests(objects.map((each) => JSON.stringify(each)).join('\n'), 'test').objects, {
    offline,
  });

// ---------------------------------------------------------------------------------------------------------- fixtures

function fromCases(): readonly Question[] {
  return readdirSync(CASES).flatMap((code) =>
    ['pass', 'fail'].flatMap((verdict) =>
      readdirSync(join(CASES, code, verdict)).map((file) => {
        const one = readCase(join(CASES, code, verdict, file));
        const label = `${code}/${verdict}/${file}`;
        const { objects, settings, offline } = one;
        return { from: 'rules' as const, label, admission: admissionOf(one), objects, settings, offline };
      }),
    ),
  );
}

const SECRET = (name: string, server: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'shop' },
  type: 'kubernetes.io/dockerconfigjson',
  stringData: {
    '.dockerconfigjson': JSON.stringify({ auths: { [server]: { username: 'robot', password: 'example-password' } } }),
  },
});

/** What the namespace of the recording would hold if its owner had set up half of it. */
const HALF: readonly KubeObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  SECRET('my-imagepullsecret', 'private.registry.com'),
  SECRET('regcred', 'registry.example.com:5000'),
];

function fromReviews(): readonly Question[] {
  return RECORDED.flatMap(({ name, compact }) => {
    const decoded = decodeReview(Buffer.from(compact));
    if (!decoded.ok) throw new Error(`${name} did not decode`);
    const { admission } = decoded;
    return [{ from: 'reviews', label: name, admission, objects: HALF, settings: DEFAULT_SETTINGS, offline: false }];
  });
}

function fromKubelet(): readonly Question[] {
  return readRows()
    .flatMap(eventsOf)
    .map(({ row, label, objects, admission }) => ({
      from: 'kubelet',
      label,
      admission,
      objects,
      settings: settingsOf(row),
      offline: false,
    }));
}

export const FIELD = await fieldQuestions();
const fromField: readonly Question[] = FIELD.questions.map((each) => ({ ...each, from: 'field', offline: false }));

export const QUESTIONS: readonly Question[] = [...fromCases(), ...fromReviews(), ...fromKubelet(), ...fromField];

// ------------------------------------------------------------------------------------------------------------- faces

export const byLibrary = async (question: Question, admission: Admission): Promise<Assessment> =>
  assess(admission, { settings: question.settings, state: stateOf(question), now: NOW });

export async function cli(argv: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {})(),
    env: { HOME: work },
    cwd: work,
    isTTY: false,
    now: () => NOW,
  });
  return { code, out: code === 2 ? err.join('') : out.join('') };
}

/** The files of a question, in place of those of the one before, and the options that name them. */
export function written({ objects, settings, offline, admission }: Question) {
  const list = (items: readonly unknown[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  writeFileSync(join(cluster, 'objects.json'), list(objects));
  writeFileSync(join(work, 'judged.json'), JSON.stringify(admission.object));
  const { ignoreAnnotations: annotations, exemptions: listed, ...others } = settings;
  const given = { ...others, exemptions: { list: listed, annotations } };
  writeFileSync(join(work, 'pullgate.yaml'), JSON.stringify(given));
  const config = ['--config', join(work, 'pullgate.yaml')];
  const around = offline ? [join(cluster, 'objects.json')] : ['--cluster-dir', cluster];
  return { config, judged: join(work, 'judged.json'), around };
}

// ----------------------------------------------------------------------------------------------------------- the same

export const explained = ({ code, action, problem, because, fix, operator = '' }: JudgedFinding) => ({
  ...{ code, action, problem, because, operator },
  fix: fixText(fix),
});

type Told = Omit<ReturnType<typeof explained>, 'code'> & { readonly code: string };

export const picked = ({ code, action, problem, because, fix, operator }: Told) => ({
  ...{ code, action, problem, because, operator, fix },
});

/** None of these faces asks a registry; what is said of its answers is in test/rules and test/registry-rules. */
export const OF_REGISTRIES: readonly string[] = ['PG501', 'PG502', 'PG503', 'PG504', 'PG505'];

export const isNotKnown = ({ code }: { readonly code: string }): boolean => code === 'PG901';

/** The request that a file is: nobody's, of an object that is there for the first time. */
export function asFile(admission: Admission): Admission {
  const nobody = { uid: '', operation: 'CREATE', subresource: '', user: '', groups: [], dryRun: false } as const;
  return { ...admission, ...nobody, source: 'file', oldObject: () => null };
}

/** What a comparison saw: a face that was asked too little agrees with anybody. */
export function createSeen() {
  const from: Record<Origin, number> = { rules: 0, reviews: 0, kubelet: 0, field: 0 };
  const codes = new Set<string>();
  const decisions = new Set<string>();
  return {
    add({ from: origin }: Question, { decision, findings }: Pick<Assessment, 'decision' | 'findings'>): void {
      from[origin] += 1;
      decisions.add(decision);
      for (const { code } of findings) codes.add(code);
    },
    enough(t: Test, least: Readonly<Record<Origin, number>>, notSeen: readonly string[]): void {
      for (const origin of Object.keys(least) as Origin[])
        t.ok(from[origin] >= least[origin], `${origin}: ${from[origin]}, at least ${least[origin]}`);
      t.strictSame(
        RULES.map(({ code }) => code as string).filter((code) => !codes.has(code)),
        notSeen,
        'every rule has found something in one of them, but for these',
      );
      for (const decision of ['deny', 'warn', 'allow']) t.ok(decisions.has(decision), decision);
    },
  };
}

/** An assertion for each of thousands would take longer than what it looks at. */
export function same(t: Test, is: unknown, expected: unknown, label: string): void {
  if (!isDeepStrictEqual(is, expected)) t.strictSame(is, expected, label);
}
