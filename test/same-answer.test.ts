/**
 * One engine, four faces: the webhook, `check`, `explain` and the library say the same of the same object, over every
 * fixture that there is: the cases of the rules, the recorded reviews, the pods of a real kubelet, and the cases from the
 * field; `explain -f` is in test/slow/same-answer. Each comparison says how much of each it saw, so that none can pass
 * because it compared nothing.
 *
 * `check` and `explain` know no request: nobody's user, no dry run, no old object. So each is compared with what the
 * library says of that, and the library with the webhook for every request; and where a request is that of a file, all
 * must come to the same end.
 */
import t from 'tap';
import { createDecide } from '../src/cli/decide.js';
import type { ExplainReport } from '../src/cli/explain/report.js';
import type { Report } from '../src/cli/report.js';
import { requestFacts } from '../src/core/request.js';
import { findWorkload } from '../src/core/workloads.js';
import { type Admission, createManifestState, DEFAULT_SETTINGS, type Settings } from '../src/index.js';
import { createLog } from '../src/log/log.js';
import { buildApp } from '../src/webhook/app.js';
import { NOW } from './support/case.js';
import { explainFaults, jsonFaults } from './support/check-formats.js';
import {
  asFile,
  byLibrary,
  cli,
  createSeen,
  explained,
  FIELD,
  isNotKnown,
  OF_REGISTRIES,
  picked,
  QUESTIONS,
  type Question,
  same,
  stateOf,
  written,
} from './support/faces.js';

t.test('every case from the field is among them, but for those that the API server refuses', async (t) => {
  // The API server itself refuses what it cannot decode; test/field.test.ts has what `check` says of it.
  t.strictSame(FIELD.unasked, ['43-list-of-strings', '88-pull-secrets-is-a-string', '89-pull-secrets-is-a-map']);
  t.ok(FIELD.questions.length > 55, `${FIELD.questions.length} requests`);
});

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

/** That a fact is not known, of a directory that is the cluster nobody says. */
const OFFLINE_ONLY = ['PG901'];

t.test('the webhook says what the library says, of every request', async (t) => {
  const seen = createSeen();
  const { post, close } = openWebhook();
  t.teardown(close);
  for (const question of QUESTIONS.filter(({ offline }) => !offline)) {
    const said = await byLibrary(question, question.admission);
    const { allowed, status, warnings = [], auditAnnotations } = await post(question);
    const answered = { allowed, message: status?.message ?? '', causes: status?.details.causes ?? [], warnings };
    const { message, causes } = said;
    same(t, answered, { allowed: said.allowed, message, causes, warnings: said.warnings }, question.label);
    same(t, auditAnnotations, said.auditAnnotations, question.label);
    seen.add(question, said);
  }
  seen.enough(t, { rules: 100, reviews: 28, kubelet: 300, field: 55 }, [...OF_REGISTRIES, ...OFFLINE_ONLY]);
});

t.test('check says what the library says, of every object that a file can hold', async (t) => {
  const seen = createSeen();
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
    seen.add(question, said);
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
  seen.enough(t, { rules: 100, reviews: 20, kubelet: 300, field: 55 }, OF_REGISTRIES);
  t.ok(alike > 300, `${alike} of them come to what the webhook says`);
});

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
    same(t, explainFaults(out), [], `${question.label}: the schema`);
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
