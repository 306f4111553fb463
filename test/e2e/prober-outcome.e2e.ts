/**
 * The prober against the pull: one registry, asked by Pullgate's prober and by a kubelet with containerd's resolver. Each
 * login in the kubelet's order: what the registry answered to the prober's try of it is what came of the pull's. Where it is
 * not, the row says why. And the verdict with `--probe`: the code of what the registry says, and no denial of what pulls.
 */
import t from 'tap';
import type { LoginAttempt, PullOutcome, RegistryAnswer } from '../../src/core/registry-answer.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.js';
import type { Lookup, RawSecret } from '../../src/core/types.js';
import { assess } from '../../src/facts/assess.js';
import type { RegistryPort } from '../../src/facts/registry-port.js';
import { createAsking } from '../../src/registry/asking.js';
import { createProber } from '../../src/registry/prober.js';
import { admission, type Manifest } from '../support/recorded-pods.js';
import { stateOf } from '../support/state.js';
import type { ApiObject } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { startControlPlane } from './support/control-plane.js';
import { outcomesOf, PENDING, type Pull, podsIn, startNode } from './support/hollow-node.js';
import { named, pod } from './support/objects.js';
import { FRONT, HELD, HOSTS, LISTED, ROWS, type Row } from './support/probed-rows.js';
import { waitFor } from './support/processes.js';
import { issueAuthority, startFront } from './support/registry-front.js';
import { startRegistryStore } from './support/registry-store.js';

const NAMESPACE = 'probed';
const NODE = 'hollow';

const plane = await startControlPlane(t, { controllers: ['root-ca-certificate-publisher-controller'] });
const store = await startRegistryStore(t, plane.folder, HELD);
const authority = await issueAuthority(HOSTS.known);
const front = await startFront(t, store, authority, FRONT);
// Somebody else's certificate for the same names.
const stranger = await startFront(t, store, await issueAuthority(HOSTS.known), FRONT);
const closed = '127.0.0.1:1';
const places = new Map([
  ...HOSTS.known.map((host): readonly [string, string] => [host, front]),
  [HOSTS.unnamed, front],
  [HOSTS.stranger, stranger],
  [HOSTS.closed, closed],
]);
const node = await startNode(t, plane, { name: NODE, ca: authority.cert });
node.route([...places].map(([host, address]) => ({ namespace: NAMESPACE, address, hosts: [host] })));
await createNamespace(plane, NAMESPACE);

const prober = createProber({
  registries: ['*.example.net', 'docker.io'],
  allowedNetworks: ['127.0.0.0/8'],
  tokenHosts: [LISTED],
  ca: authority.cert,
  requestsPerMinute: 10_000,
  now: Date.now,
  resolve: async (hostname) => {
    const [address = '', port] = places.get(hostname)?.split(':') ?? [];
    if (port === undefined) throw Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
    return [{ address, port: Number(port) }];
  },
});
t.teardown(() => prober.close());

const secretName = (row: Row, index: number): string => `${row.name}-${index}`;

function secretsOf(row: Row): readonly RawSecret[] {
  return row.secrets.map((auths, index) => ({
    namespace: NAMESPACE,
    name: secretName(row, index),
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths })) },
  }));
}

function asObject({ name, namespace, type, data }: RawSecret): ApiObject {
  const coded = Object.entries(data).map(([key, bytes]) => [key, Buffer.from(bytes).toString('base64')]);
  return { apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name }, type, data: Object.fromEntries(coded) };
}

const imageOf = (row: Row): string =>
  row.digestOf === undefined ? row.image : `${row.image}@${store.digestOf(...row.digestOf)}`;

interface Answered {
  /** What the prober says of the tries that the kubelet makes: of each login, or of the one without. */
  readonly answer: RegistryAnswer;
  readonly allowed: boolean;
  readonly codes: readonly string[];
  readonly text: string;
}

/** The operator has said that these registries are private; what one of them says beside that counts for more. */
const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  rules: { PG101: 'off', PG102: 'off', PG105: 'off' },
  registries: { ...DEFAULT_SETTINGS.registries, builtinPublic: false, private: ['*.example.net', 'docker.io'] },
};

/** The verdict on the Pod, as Pullgate gives it with `--probe`. */
async function judge(row: Row, object: Manifest): Promise<Answered> {
  const raws = secretsOf(row);
  const asking = createAsking({
    prober,
    readSecret: async (_, name) => {
      const value = raws.find((raw) => raw.name === name);
      return value === undefined ? { state: 'absent' } : { state: 'found', value };
    },
    nodes: async () => ['linux/amd64'],
    now: Date.now,
  });
  const told: Lookup<RegistryAnswer>[] = [];
  const registry: RegistryPort = {
    ask: async (question, options) => {
      const answer = await asking.ask(question, options);
      told.push(answer);
      return answer;
    },
  };
  const state = stateOf([
    ...raws.map(asObject),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  ]);
  const assessed = await assess(admission('CREATE', object, undefined), {
    settings: SETTINGS,
    state,
    now: Date.now(),
    registry,
  });
  const [first, ...others] = told;
  if (first?.state !== 'found' || others.length > 0) throw new Error(`${row.name}: ${JSON.stringify(told)}`);
  const codes = [...new Set(assessed.findings.map(({ code }) => code))];
  const text = `${assessed.message} ${assessed.warnings.join(' ')}`;
  return { answer: first.value, allowed: assessed.allowed, codes, text };
}

function objectOf(row: Row): Manifest {
  const names = named(...row.secrets.map((_, index) => secretName(row, index)));
  return pod(NAMESPACE, row.name, imageOf(row), { nodeName: NODE, ...names }) as Manifest; // it has a kind and a name
}

/** Undefined: it does not say. */
function wouldPull(outcome: PullOutcome): boolean | undefined {
  switch (outcome.result) {
    case 'pullable':
      return outcome.platforms?.includes('linux/amd64') ?? true;
    case 'refused':
    case 'not-found':
    case 'rate-limited':
    case 'unreachable':
      return false;
    case 'unknown':
      return undefined;
    default:
      return outcome satisfies never;
  }
}

function codeOf(outcome: PullOutcome): string | undefined {
  switch (outcome.result) {
    case 'pullable':
      return wouldPull(outcome) === false ? 'PG505' : undefined;
    case 'refused':
      return 'PG501';
    case 'not-found':
      return 'PG502';
    case 'rate-limited':
      return 'PG503';
    case 'unreachable':
      return 'PG504';
    case 'unknown':
      return undefined;
    default:
      return outcome satisfies never;
  }
}

function words(outcome: PullOutcome): string {
  switch (outcome.result) {
    case 'pullable':
      return ['pullable', ...(outcome.platforms ?? [])].join(' ');
    case 'refused':
      return `refused ${outcome.status} at ${outcome.at}: ${outcome.what}${outcome.expired === true ? ', expired' : ''}`;
    case 'not-found':
      return `no such ${outcome.what}`;
    case 'rate-limited':
      return `too many ${outcome.limit}`;
    case 'unreachable':
      return outcome.why;
    case 'unknown':
      return `unknown: ${outcome.reason}`;
    default:
      return outcome satisfies never;
  }
}

/** The first attempt of the kubelet: every login once, until one works. */
function firstAttempt(row: Row, pulls: readonly Pull[]): readonly boolean[] {
  const own = pulls.filter(({ pod }) => pod === row.name).map(({ ok }) => ok);
  const first = own.indexOf(true);
  return first === -1 ? own.slice(0, Math.max(1, row.tries)) : own.slice(0, first + 1);
}

t.test('what the prober says of each try is what came of the pull', async (t) => {
  for (const row of ROWS) {
    for (const raw of secretsOf(row)) await must(plane.api.create(asObject(raw)));
    await must(plane.api.create(objectOf(row)));
  }
  const outcomes = await waitFor(
    'every pull has come to an end',
    async () => {
      const pods = await podsIn(plane, NAMESPACE);
      const found = new Map(pods.map((each) => [each.metadata.name, outcomesOf(each)['app']]));
      return ROWS.every(({ name }) => !PENDING.has(found.get(name))) ? found : undefined;
    },
    { forMs: 120_000, everyMs: 500 },
  );
  const pulls = node.pulls();
  const count = { pulls: 0, fails: 0 };
  for (const row of ROWS) {
    const { answer, allowed, codes, text: verdictText } = await judge(row, objectOf(row));
    const { anonymous, at, attempts } = answer;
    const bare: Pick<LoginAttempt, 'outcome' | 'at'> = { outcome: anonymous, at };
    const tries = attempts.length === 0 ? [bare] : attempts;
    const said = tries.map(({ outcome }) => words(outcome));
    t.strictSame(said, row.said, `${row.name}: what the prober says`);
    const live = outcomes.get(row.name) === 'ok';
    const first = firstAttempt(row, pulls);
    t.equal(live, row.pulls, `${row.name}: ${live ? 'it pulls' : `it does not pull: ${outcomes.get(row.name)}`}`);
    // What no kubelet can send, no runtime is asked with.
    const verdict = tries.map(({ outcome }) => wouldPull(outcome)).filter((each) => each !== undefined);
    const text = `${row.name}: each try, as it came out: ${said.join(', ')}`;
    if (row.unlike === undefined) t.strictSame(verdict, first, text);
    else t.notSame(verdict, first, `${text}: ${row.unlike}`);
    const code = codeOf((tries.at(-1) ?? bare).outcome);
    // What is denied for want of a login needs no word beside it of who has none.
    const due = code === undefined || (!allowed && (code === 'PG501' || code === 'PG503')) ? [] : [code];
    const ofRegistry = codes.filter((each) => each.startsWith('PG50'));
    t.strictSame(ofRegistry, due, `${row.name}: the code of it: ${verdictText}`);
    if (!allowed) {
      const lacks = row.secrets.length === 0 ? ['PG201'] : ['PG302', 'PG305'];
      t.ok(
        lacks.some((each) => codes.includes(each)),
        `${row.name}: why it is denied: ${verdictText}`,
      );
    }
    if (live) t.ok(allowed, `${row.name}: what pulls is not denied: ${verdictText}`);
    count[live ? 'pulls' : 'fails'] += 1;
  }
  t.comment(`${ROWS.length} rows: ${JSON.stringify(count)}`);
});
