/**
 * One engine, four faces: the webhook, `check`, `explain` and the library say the same of the same Pod, over every
 * fixture that there is: the cases of the rules, the recorded reviews, the pods of a real kubelet, and the cases from the
 * field.
 *
 * `check` and `explain` know no request: nobody's user, no dry run, no old object. So each is compared with what the
 * library says of that, and the library with the webhook for every request; and where a request is that of a file, all
 * must come to the same end.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import t, { type Test } from 'tap';
import { createDecide } from '../src/cli/decide.js';
import type { ExplainReport } from '../src/cli/explain/report.js';
import { run } from '../src/cli/index.js';
import type { Report } from '../src/cli/report.js';
import { requestFacts } from '../src/core/request.js';
import { fixText } from '../src/core/words/fix.js';
import { findWorkload } from '../src/core/workloads.js';
import {
  type Admission,
  type Assessment,
  assess,
  createManifestState,
  DEFAULT_SETTINGS,
  type JudgedFinding,
  readManifests,
  type Settings,
} from '../src/index.js';
import { createLog } from '../src/log/log.js';
import { buildApp } from '../src/webhook/app.js';
import { decodeReview } from '../src/webhook/review.js';
import { RECORDED } from './helpers/reviews.js';
import { admissionOf, NOW, readCase } from './support/case.js';
import { jsonFaults } from './support/check-formats.js';
import { fieldQuestions } from './support/field-questions.js';
import { eventsOf, readRows } from './support/recorded-pods.js';
import { settingsOf } from './support/recorded-verdicts.js';
import type { KubeObject } from './support/state.js';

const CASES = fileURLToPath(new URL('fixtures/rules', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'pullgate-same-'));
const cluster = join(work, 'cluster');
mkdirSync(cluster);
t.teardown(() => rmSync(work, { recursive: true }));

/** A request, what is there when it comes, and how it is to be judged. */
interface Question {
  readonly label: string;
  readonly admission: Admission;
  readonly objects: readonly KubeObject[];
  readonly settings: Settings;
  /** Only what the files hold is known. */
  readonly offline: boolean;
}

const stateOf = ({ objects, offline }: Question) =>
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
        return { label, admission: admissionOf(one), objects, settings, offline };
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
    return [{ label: name, admission: decoded.admission, objects: HALF, settings: DEFAULT_SETTINGS, offline: false }];
  });
}

function fromKubelet(): readonly Question[] {
  return readRows()
    .flatMap(eventsOf)
    .map(({ row, label, objects, admission }) => ({
      label,
      admission,
      objects,
      settings: settingsOf(row),
      offline: false,
    }));
}

const FIELD = await fieldQuestions();
const fromField: readonly Question[] = FIELD.questions.map((each) => ({ ...each, offline: false }));

const QUESTIONS = [...fromCases(), ...fromReviews(), ...fromKubelet(), ...fromField];

t.test('every case from the field is among them, but for those that the API server refuses', async (t) => {
  // The API server itself refuses what it cannot decode; test/field.test.ts has what `check` says of it.
  t.strictSame(FIELD.unasked, ['43-list-of-strings', '88-pull-secrets-is-a-string', '89-pull-secrets-is-a-map']);
  t.ok(FIELD.questions.length > 55, `${FIELD.questions.length} requests`);
});

// ------------------------------------------------------------------------------------------------------------- faces

const byLibrary = async (question: Question, admission: Admission): Promise<Assessment> =>
  assess(admission, { settings: question.settings, state: stateOf(question), now: NOW });

interface Response {
  readonly allowed: boolean;
  readonly status?: { readonly message: string; readonly details: { readonly causes: unknown } };
  readonly warnings?: readonly string[];
  readonly auditAnnotations?: unknown;
}

/** What `serve` decides with, posted to as the API server posts; the settings and the cluster are those of the question. */
function openWebhook() {
  let asked: Question | undefined;
  let state: ReturnType<typeof stateOf> | undefined;
  const settings = (): Settings => asked?.settings ?? DEFAULT_SETTINGS;
  const cluster = {
    view: () => ({ state: state ?? createManifestState([], { offline: false }) }),
    notReady: () => undefined,
    settle: (given: Settings) => given,
  };
  const decide = createDecide({ cluster, settings, now: () => NOW, uptime: () => 60_000 });
  const app = buildApp({ decide, settings, log: createLog({ level: 'silent' }) });
  const post = async (question: Question): Promise<Response> => {
    asked = question;
    state = stateOf(question);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(reviewOf(question.admission));
    const response = await app.inject({ method: 'POST', url: '/validate?timeout=10s', headers, body });
    return response.json().response;
  };
  return { post, close: () => app.close() };
}

function reviewOf(admission: Admission): unknown {
  const { uid, kind, resource, subresource, namespace, name, operation, user, groups, dryRun, object } = admission;
  const request = {
    ...{ uid: uid || 'u', kind, resource: { group: kind.group, version: kind.version, resource }, namespace, name },
    ...{ subResource: subresource, operation, userInfo: { username: user, groups }, dryRun, object },
    oldObject: admission.oldObject() ?? null,
  };
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request };
}

async function cli(argv: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
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
function written({ objects, settings, offline, admission }: Question) {
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

const explained = ({ code, action, problem, because, fix, operator = '' }: JudgedFinding) => ({
  ...{ code, action, problem, because, operator },
  fix: fixText(fix),
});

type Told = Omit<ReturnType<typeof explained>, 'code'> & { readonly code: string };

const picked = ({ code, action, problem, because, fix, operator }: Told) => ({
  ...{ code, action, problem, because, operator, fix },
});

const isNotKnown = ({ code }: { readonly code: string }): boolean => code === 'PG901';

/** The request that a file is: nobody's, of an object that is there for the first time. */
function asFile(admission: Admission): Admission {
  const nobody = { uid: '', operation: 'CREATE', subresource: '', user: '', groups: [], dryRun: false } as const;
  return { ...admission, ...nobody, source: 'file', oldObject: () => null };
}

/** An assertion for each of thousands would take longer than what it looks at. */
function same(t: Test, is: unknown, expected: unknown, label: string): void {
  if (!isDeepStrictEqual(is, expected)) t.strictSame(is, expected, label);
}

/** A file says all that this request says. */
function isPlain({ admission, offline }: Question): boolean {
  const { operation, subresource, dryRun } = admission;
  return (
    operation === 'CREATE' &&
    subresource === '' &&
    !dryRun &&
    requestFacts(admission, []).origin !== 'controller' &&
    !offline
  );
}

t.test('the webhook says what the library says, of every request', async (t) => {
  let compared = 0;
  const { post, close } = openWebhook();
  t.teardown(close);
  for (const question of QUESTIONS.filter(({ offline }) => !offline)) {
    const said = await byLibrary(question, question.admission);
    const { allowed, status, warnings = [], auditAnnotations } = await post(question);
    const answered = { allowed, message: status?.message ?? '', causes: status?.details.causes ?? [], warnings };
    const { message, causes } = said;
    same(t, answered, { allowed: said.allowed, message, causes, warnings: said.warnings }, question.label);
    same(t, auditAnnotations, said.auditAnnotations, question.label);
    compared += 1;
  }
  t.ok(compared > 500, `${compared} requests`);
});

t.test('check says what the library says, of every object that a file can hold', async (t) => {
  let compared = 0;
  let alike = 0;
  for (const question of QUESTIONS) {
    if (
      question.admission.object === null ||
      findWorkload(question.admission.kind, question.settings.kinds) === undefined
    )
      continue;
    const { config, judged, around } = written(question);
    const said = await byLibrary(question, asFile(question.admission));
    const { code, out } = await cli(['check', judged, ...around, ...config, '-o', 'json']);
    if (code === 2) t.fail(out);
    same(t, jsonFaults(out), [], `${question.label}: the schema`);
    const report: Report = JSON.parse(out);
    const [result, ...others] = report.results.filter(({ file }) => file.endsWith('judged.json'));
    same(t, others, [], question.label);
    same(
      t,
      [...(result?.findings ?? []), ...(result?.unknown ?? [])].map(picked),
      [...said.findings.filter((each) => !isNotKnown(each)), ...said.findings.filter(isNotKnown)].map(explained),
      question.label,
    );
    const isUndecided = said.findings.length > 0 && said.findings.every(isNotKnown);
    same(t, result?.decision, isUndecided ? 'allow' : said.decision, question.label);
    compared += 1;
    if (!isPlain(question)) continue;
    const asked = await byLibrary(question, question.admission);
    same(
      t,
      { decision: said.decision, findings: said.findings.map(explained) },
      { decision: asked.decision, findings: asked.findings.map(explained) },
      `${question.label}: as a request`,
    );
    alike += 1;
  }
  t.ok(compared > 500, `${compared} objects`);
  t.ok(alike > 300, `${alike} of them come to what the webhook says`);
});

/** A Pod that `explain` can be asked about: one image, and nothing else that a verdict could rest on. */
function asWords({ admission, offline }: Question): readonly string[] | undefined {
  const { kind, object, namespace } = admission;
  const { metadata = {}, spec = {} } = Object(object);
  const { containers = [], imagePullSecrets = [], serviceAccountName = 'default', ...rest } = spec;
  const [{ image = '', name: _, ...more } = { image: '' }] = containers;
  const isPlain = kind.kind === 'Pod' && kind.group === '' && containers.length === 1 && !offline;
  const isAlone =
    Object.keys(rest).length === 0 && Object.keys(more).length === 0 && metadata.annotations === undefined;
  if (!isPlain || !isAlone || image === '' || admission.operation !== 'CREATE') return undefined;
  const names: readonly string[] = imagePullSecrets.map(
    (entry: { readonly name?: string } | null) => entry?.name ?? '',
  );
  if ([...names, image, serviceAccountName].some((word) => word === '' || word.startsWith('-'))) return undefined;
  const secrets = names.flatMap((name) => ['--pull-secret', name]);
  return [image, '-n', namespace, '--service-account', serviceAccountName, ...secrets];
}

/** Whether the namespace of a Pod or its ServiceAccount is not there. */
async function lacksPlace(question: Question): Promise<boolean> {
  const { namespace, object } = question.admission;
  const name: string = Object(Object(object).spec).serviceAccountName ?? 'default';
  const ask = stateOf(question).ask;
  const answers = await Promise.all([
    ask({ about: 'namespace', namespace }, {}),
    ask({ about: 'serviceAccount', namespace, name }, {}),
  ]);
  return answers.some(({ state }) => state === 'absent');
}

t.test('explain says what the library says, of every Pod with one image', async (t) => {
  let compared = 0;
  let refused = 0;
  for (const question of QUESTIONS) {
    const words = asWords(question);
    if (words === undefined) continue;
    const { config, around } = written(question);
    const { code, out } = await cli(['explain', ...words, ...around, ...config, '-o', 'json']);
    if (code === 2) t.fail(out);
    const { verdict }: ExplainReport = JSON.parse(out);
    const said = await byLibrary(question, { ...question.admission, dryRun: false, user: '', groups: [] });
    same(t, verdict.findings.map(picked), said.findings.map(explained), question.label);
    // What the API server refuses before it asks anybody, only `explain` has to tell.
    const isRefused = await lacksPlace(question);
    same(t, verdict.outcome === 'refused', isRefused, question.label);
    same(t, [verdict.admitted, verdict.decision], [said.allowed && !isRefused, said.decision], question.label);
    compared += 1;
    refused += Number(isRefused);
  }
  t.ok(compared - refused > 250, `${compared} pods, ${refused} of them without a namespace or a ServiceAccount`);
});
