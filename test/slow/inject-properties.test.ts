/**
 * Injection is harmless: cases by the thousand, biased towards what can go wrong (Docker Hub's fallback, wildcards, bad
 * credentials, several images). The properties look at the kubelet's keyring, not at the plan.
 */
import fc from 'fast-check';
import t from 'tap';
import { selects } from '../../src/core/exemption.js';
import type { Facts } from '../../src/core/facts.js';
import type { PatchOp } from '../../src/core/inject/patch.js';
import { matchesPattern } from '../../src/core/match-images.js';
import { type ImageOutlook, outlooksInParts, type RatedMatch, rate } from '../../src/core/outlook.js';
import { wholly } from '../../src/core/parts.js';
import { createKeyring } from '../../src/core/secret/keyring.js';
import type { Settings } from '../../src/core/settings.js';
import { toSubject } from '../../src/core/subject.js';
import type { PullSecret } from '../../src/core/types.js';
import { findWorkload } from '../../src/core/workloads.js';
import type { Assessment } from '../../src/facts/assess.js';
import { NOW } from '../support/case.js';
import {
  aDeployment,
  anAccount,
  aSecret,
  type Login,
  listOf,
  MALFORMED,
  mutate,
  patched,
  settingsOf,
  validate,
} from '../support/injection.js';
import { type KubeObject, stateOf } from '../support/state.js';

// ------------------------------------------------------------------------------------------------------------- cases

/** Docker Hub three times, two of one registry, a port, a public registry. */
const IMAGES = [
  'docker.io/acme/app:1',
  'acme/tool:1',
  'localhost/app:1',
  'ghcr.io/acme/app:1',
  'ghcr.io/acme/tool:1',
  'quay.example.com/acme/app:1',
  'harbor.example.com:5000/acme/app:1',
  'registry.k8s.io/pause:3.10',
] as const;

const KEYS = [
  ...['https://index.docker.io/v1/', 'index.docker.io', 'docker.io', 'docker.io/acme', 'docker.io/acme/app'],
  ...['ghcr.io', 'ghcr.io/acme', 'ghcr.io/acme/tool', 'quay.example.com', 'harbor.example.com:5000'],
  ...['*.io', '*.example.com', '*.k8s.io', 'registry.k8s.io', '*'],
] as const;

const login: fc.Arbitrary<Login> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Login>('good') },
  { weight: 1, arbitrary: fc.constantFrom<Login>('expired', 'hopeless', 'suspect', 'stale', 'anonymous') },
);

interface SecretCase {
  readonly auths: Readonly<Record<string, Login>> | string;
  readonly team: boolean;
}

const secret: fc.Arbitrary<SecretCase> = fc.record({
  auths: fc.oneof(
    { weight: 30, arbitrary: fc.dictionary(fc.constantFrom(...KEYS), login, { minKeys: 1, maxKeys: 3 }) },
    { weight: 1, arbitrary: fc.constant(MALFORMED) },
  ),
  team: fc.boolean(),
});

const aSettings: fc.Arbitrary<Settings> = fc
  .record({
    selector: fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, fc.constant({ matchLabels: { team: 'shop' } })),
    registries: fc.oneof(
      { weight: 5, arbitrary: fc.constant<string[]>([]) },
      fc.constantFrom(['ghcr.io'], ['docker.io', '*.example.com']),
    ),
    known: fc.oneof(
      // By itself a registry on localhost is public; the keyring takes it for Docker Hub.
      { weight: 3, arbitrary: fc.constant({ private: ['localhost'] }) },
      fc.constantFrom({ private: ['quay.example.com', 'docker.io'] }, { nodeCredentials: ['ghcr.io/acme/tool'] }),
    ),
  })
  .map(({ selector, registries, known }) => settingsOf({ selector, registries }, { registries: known }));

/** Docker Hub's own key, which only the fallback uses: what is most easily taken away. */
const hubSecret: fc.Arbitrary<SecretCase> = fc.record({
  auths: login.map((each) => ({ 'https://index.docker.io/v1/': each })),
  team: fc.boolean(),
});

interface InjectionCase {
  readonly secrets: readonly SecretCase[];
  readonly images: readonly string[];
  readonly never: boolean;
  readonly listed: readonly string[] | undefined;
  readonly account: { readonly listed: readonly string[]; readonly enforce: boolean };
  readonly settings: Settings;
  /** What another mutating webhook does before Pullgate is asked again. */
  readonly sidecar: string;
  readonly other: string | undefined;
}

const name = fc.constantFrom('s0', 's0', 's1', 's2', 's3', 'gone', '');

const aCase: fc.Arbitrary<InjectionCase> = fc.record({
  secrets: fc
    .tuple(fc.oneof({ weight: 2, arbitrary: secret }, hubSecret), fc.array(secret, { maxLength: 4 }))
    .map(([first, rest]) => [first, ...rest]),
  images: fc.uniqueArray(fc.constantFrom(...IMAGES), { minLength: 1, maxLength: 4 }),
  never: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, fc.constant(true)),
  listed: fc.option(fc.uniqueArray(name, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  account: fc.record({
    listed: fc.uniqueArray(name, { maxLength: 2 }),
    enforce: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, fc.constant(true)),
  }),
  settings: aSettings,
  sidecar: fc.constantFrom(...IMAGES),
  other: fc.option(name, { nil: undefined }),
});

function podOf({ images, never, listed }: InjectionCase): KubeObject {
  const containers = images.map((image, index) => ({
    name: `c${index}`,
    image,
    ...(never && index === 0 ? { imagePullPolicy: 'Never' } : {}),
  }));
  const list = listed === undefined ? {} : { imagePullSecrets: listed.map((each) => ({ name: each })) };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { containers, ...list } };
}

function clusterOf({ secrets, account }: InjectionCase): readonly KubeObject[] {
  return [
    ...secrets.map(({ auths, team }, index) => aSecret(`s${index}`, auths, team ? { team: 'shop' } : {})),
    anAccount(account.listed, account.enforce),
  ];
}

function otherMutator(pod: KubeObject, { sidecar, other }: InjectionCase): KubeObject {
  const spec = Object(pod['spec']);
  const list = spec.imagePullSecrets ?? [];
  return {
    ...pod,
    spec: {
      ...spec,
      containers: [...spec.containers, { name: 'sidecar', image: sidecar }],
      ...(other === undefined ? {} : { imagePullSecrets: [...list, { name: other }] }),
    },
  };
}

// ------------------------------------------------------------------------------- what the kubelet does with a list

interface View {
  readonly outlook: ImageOutlook;
  /** What it would try, whether or not it pulls. */
  readonly matches: readonly RatedMatch[];
}

type Look = (list: readonly string[]) => readonly View[];

function lookerOf(pod: KubeObject, secrets: ReadonlyMap<string, PullSecret>, settings: Settings): Look {
  const workload = findWorkload({ group: '', version: 'v1', kind: 'Pod' }, []);
  if (workload === undefined) throw new Error('a Pod is a workload');
  const request = { namespace: 'shop', name: 'web', user: '', kind: { group: '', version: 'v1', kind: 'Pod' } };
  const { images } = toSubject({ ...request, origin: 'person' }, workload, pod);
  return (list) => {
    const found = list.flatMap((each) => secrets.get(each) ?? []);
    const facts: Pick<Facts, 'now' | 'effective' | 'secrets'> = {
      now: NOW,
      effective: { state: 'found', value: { names: list, from: 'pod' } },
      secrets: new Map(
        list.map((each) => {
          const value = secrets.get(each);
          return [each, value === undefined ? { state: 'absent' } : { state: 'found', value }];
        }),
      ),
    };
    const keyring = createKeyring(found);
    const outlooks = wholly(outlooksInParts(images, { ...EMPTY, ...facts }, settings, { steps: 0 }));
    return outlooks.map((outlook) => ({
      outlook,
      matches: keyring.lookup(outlook.reference?.repository ?? '').map((match) => rate(match, NOW, settings)),
    }));
  };
}

const EMPTY = {
  namespace: { state: 'absent' },
  serviceAccount: { state: 'absent' },
  candidates: { state: 'absent' },
  serviceAccounts: { state: 'absent' },
  elsewhere: new Map<string, readonly string[]>(),
} as const;

const isSound = ({ standing, stale }: RatedMatch) => standing === 'good' && !stale;
const lacks = ({ outlook }: View) => outlook.state === 'lacking' || outlook.state === 'hopeless';
const works = ({ outlook }: View) => outlook.state === 'works';
const textOf = ({ secret: from, entryIndex }: RatedMatch) => `${from}/${entryIndex}`;

/** Is what was tried still tried, in the same order? */
function keepsOrder(before: View, after: View): boolean {
  const old = before.matches.map(textOf);
  const kept = after.matches.map(textOf).filter((each) => old.includes(each));
  return kept.join() === old.join();
}

/** Order, what works, and every anonymous attempt that may succeed. */
function isHarmless(before: readonly View[], after: readonly View[]): boolean {
  return before.every((old, index) => {
    const next = after[index];
    if (next === undefined || !keepsOrder(old, next) || (works(old) && !works(next))) return false;
    if (old.matches.length > 0 || next.matches.length === 0 || next.outlook.state === 'not-pulled') return true;
    if (works(old) && old.outlook.need === 'public') return next.matches.some(isSound);
    const surely = old.outlook.need === 'private' && old.outlook.pattern !== undefined;
    return surely || old.outlook.need === 'node' || next.matches.some(isSound);
  });
}

/** Images that work, and for which something new comes before what they work with. */
function disturbed(before: readonly View[], after: readonly View[]): number {
  return before.filter((old, index) => {
    const next = after[index]?.matches ?? [];
    if (!works(old) || next.length === old.matches.length) return false;
    if (old.outlook.need === 'node' || old.matches.length === 0) return true;
    const known = old.matches.map(textOf);
    const firstNew = next.findIndex((match) => !known.includes(textOf(match)));
    return next.slice(firstNew).some((match) => known.includes(textOf(match)));
  }).length;
}

/** The images that lack a credential, and get one that nothing speaks against. */
function served(before: readonly View[], after: readonly View[]): ReadonlySet<number> {
  return new Set(
    before.flatMap((old, index) => {
      const next = after[index];
      return next !== undefined && lacks(old) && next.matches.some(isSound) ? [index] : [];
    }),
  );
}

// -------------------------------------------------------------------------------------------------------- properties

/** Codes of findings that injection is meant to cure. */
const CURED = new Set(['PG201', 'PG202', 'PG204', 'PG205', 'PG206', 'PG302', 'PG303', 'PG402', 'PG403']);

function denials({ findings }: Assessment): readonly string[] {
  return findings
    .filter(({ action }) => action === 'deny')
    .flatMap(({ code, uses }) => uses.map(({ path }) => `${code} ${path}`));
}

function whyOf({ auditAnnotations }: Assessment): string {
  return auditAnnotations['injection-why'] ?? '';
}

function check(condition: boolean, what: string, seen: unknown = ''): void {
  if (!condition) throw new Error(`${what} ${JSON.stringify(seen)}`);
}

function checkOps(ops: readonly PatchOp[], added: readonly string[], hadList: boolean): void {
  const note = ops.at(-1);
  check(
    ops.every(({ op }) => op === 'add'),
    'only add',
    ops,
  );
  check(note?.path.startsWith('/metadata/annotations') === true, 'the note comes last', ops);
  const paths = ops.slice(0, -1).map(({ path }) => path);
  const wanted = hadList ? added.map(() => '/spec/imagePullSecrets/-') : ['/spec/imagePullSecrets'];
  check(paths.join() === wanted.join(), 'one add per secret, or one for the whole list', ops);
}

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** all.length }, (_, bits) =>
    all.filter((_each, index) => ((bits >> index) & 1) === 1),
  );
}

function mayHave(view: View | undefined, { settings }: InjectionCase): boolean {
  const { registries } = settings.injection;
  const repository = view?.outlook.reference?.repository ?? '';
  return registries.length === 0 || registries.some((pattern) => matchesPattern(pattern, repository));
}

/** What may be added at all: each takes nothing from an image that works, and helps one that may be helped. */
function allowedIn(one: InjectionCase, look: Look, before: readonly View[]): readonly string[] {
  const list = one.listed ?? [];
  return one.secrets.flatMap(({ team }, index) => {
    const each = `s${index}`;
    if (list.includes(each) || !selects(one.settings.injection.selector, team ? { team: 'shop' } : {})) return [];
    if (one.account.enforce && !one.account.listed.includes(each)) return [];
    const after = look([...list, each]);
    const spares = before.every((old, image) => {
      const next = after[image];
      if (next === undefined || !keepsOrder(old, next)) return false;
      return !works(old) || (works(next) && isHarmless([old], [next]));
    });
    return spares && [...served(before, after)].some((image) => mayHave(before[image], one)) ? [each] : [];
  });
}

/** Every image that lacks a credential and that injection is for. */
function helpsAll(one: InjectionCase, before: readonly View[], after: readonly View[]): boolean {
  const images = served(before, after);
  return before.every((view, image) => !lacks(view) || !mayHave(view, one) || images.has(image));
}

/** By force: where nothing is added, no set that may be added would help all. */
function checkNoneWouldDo(one: InjectionCase, look: Look, before: readonly View[]): void {
  for (const set of subsets(allowedIn(one, look, before))) {
    const after = look([...(one.listed ?? []), ...set]);
    const would = set.length > 0 && isHarmless(before, after) && helpsAll(one, before, after);
    check(!would, 'nothing is added only where no set would help all', { set });
  }
}

/** By force: no smaller set would do, none does more, and nothing is tried ahead without need. */
function checkSmallest(one: InjectionCase, look: Look, before: readonly View[], added: readonly string[]): void {
  const list = one.listed ?? [];
  const chosen = look([...list, ...added]);
  const mine = served(before, chosen);
  check(helpsAll(one, before, chosen), 'all or none', { added });
  for (const set of subsets(allowedIn(one, look, before))) {
    const after = look([...list, ...set]);
    if (!isHarmless(before, after)) continue;
    const theirs = served(before, after);
    const covers = [...mine].every((image) => theirs.has(image));
    const free = disturbed(before, after) === 0;
    if (covers && free) {
      check(set.length >= added.length, 'no smaller set would do', { added, set });
      check(disturbed(before, chosen) === 0, 'nothing is tried ahead without need', { added, set });
    }
    // With registries limited, what else a set happens to serve is not asked for.
    if (one.settings.injection.registries.length === 0) {
      check(theirs.size <= mine.size, 'no set serves more', { added, set });
    }
  }
}

t.test('injection helps, and never harms', async (t) => {
  const counts = new Map<string, number>();
  const count = (what: string, holds = true): void => {
    if (holds) counts.set(what, (counts.get(what) ?? 0) + 1);
  };
  const property = fc.asyncProperty(aCase, async (one) => {
    const object = podOf(one);
    const cluster = stateOf(clusterOf(one));
    const ask = { cluster, settings: one.settings };
    const answer = await mutate({ ...ask, object });
    const added = answer.injection?.added ?? [];
    count(answer.injection?.result ?? '');
    count('cases');

    const dry = await mutate({ ...ask, object, admission: { dryRun: true } });
    check(JSON.stringify(dry.injection) === JSON.stringify(answer.injection), 'a dry run has the same patch');
    const found = await cluster.ask({ about: 'pullSecrets', namespace: 'shop' }, {});
    const secrets = new Map(found.state === 'found' ? found.value.map((each) => [each.name, each]) : []);
    const look = lookerOf(object, secrets, one.settings);
    const before = look(one.listed ?? []);
    const fallback = before.some(({ matches }) => matches[0]?.via === 'fallback');
    count('with Docker Hub by fallback before, and something lacking', fallback && before.some(lacks));
    count('a secret is refused for the harm it would do', /would take from/.test(whyOf(answer)));
    if (added.length === 0) {
      check(answer.injection?.patch.length === 0, 'no patch without a secret');
      if (before.some(lacks)) checkNoneWouldDo(one, look, before);
      return;
    }

    checkOps(answer.injection?.patch ?? [], added, one.listed !== undefined);
    const after = patched(object, answer);
    check(listOf(after).join() === [...listOf(object), ...added].join(), 'added at the end, nothing moved');
    const again = await mutate({ ...ask, object: after });
    check(again.injection?.patch.length === 0, 'twice is once', again.injection);

    const now = look(listOf(after));
    check(isHarmless(before, now), 'every credential in its order, everything that works', added);
    count(
      'with Docker Hub by fallback after',
      now.some(({ matches }) => matches[0]?.via === 'fallback'),
    );
    count(
      'by a wildcard',
      now.some(({ matches }) => matches.some(({ entry }) => entry.key.includes('*'))),
    );
    count('something is tried ahead', disturbed(before, now) > 0);
    count('beside an image that works', before.some(works));
    count('two or more are added', added.length > 1);
    checkSmallest(one, look, before, added);
    checkLimits(one, added, now);

    await checkVerdict(one, ask, object, after, served(before, now));
    await checkReinvocation(one, ask, after);
  });
  await fc.assert(property, { numRuns: 1600, seed: 20_261_121 });
  for (const [what, number] of [...counts].sort()) t.comment(`${number} ${what}`);
  const least: Readonly<Record<string, number>> = {
    ...{ add: 200, 'no-help': 150, forbidden: 25, 'not-needed': 100, 'two or more are added': 40 },
    ...{
      'with Docker Hub by fallback before, and something lacking': 60,
      'a secret is refused for the harm it would do': 12,
      'with Docker Hub by fallback after': 100,
      'by a wildcard': 120,
    },
    ...{ 'something is tried ahead': 15, 'beside an image that works': 100 },
  };
  for (const [what, number] of Object.entries(least)) t.ok((counts.get(what) ?? 0) >= number, `enough: ${what}`);
});

/** No secret that the operator or the ServiceAccount left out; each serves an image that may have one. */
function checkLimits(one: InjectionCase, added: readonly string[], now: readonly View[]): void {
  const { settings, secrets, account } = one;
  const { selector } = settings.injection;
  for (const each of added) {
    const { team = false } = secrets[Number(each.slice(1))] ?? {};
    check(selects(selector, team ? { team: 'shop' } : {}), 'selected', each);
    check(!account.enforce || account.listed.includes(each), 'listed by the ServiceAccount', each);
    const serves = now.filter(({ matches }) => matches.some((match) => match.secret === each && isSound(match)));
    check(
      serves.some((view) => mayHave(view, one)),
      'for an image that may have one',
      each,
    );
  }
}

type Ask = Omit<Parameters<typeof mutate>[0], 'object'>;

async function checkVerdict(
  one: InjectionCase,
  ask: Ask,
  object: KubeObject,
  after: KubeObject,
  helped: ReadonlySet<number>,
): Promise<void> {
  const was = denials(await validate({ ...ask, object }));
  const verdict = await validate({ ...ask, object: after });
  const is = denials(verdict);
  const paths = [...helped].map((index) => `spec.containers[${index}].image`);
  const left = verdict.findings.filter(
    ({ code, uses }) => CURED.has(code) && uses.some(({ path }) => paths.includes(path)),
  );
  check(
    left.length === 0,
    'what was to be cured is cured',
    left.map(({ code, problem }) => [code, problem]),
  );
  const isOld = (each: string) => was.some((old) => old.split(' ')[1] === each.split(' ')[1]);
  check(is.every(isOld), 'no image is denied that was not before', { was, is });
  // The template of such a Pod is judged as its pods will be.
  const template = await validate({ ...ask, object: aDeployment(one.images, one.listed) });
  if (!one.never && one.listed !== undefined) {
    check(template.allowed === (is.length === 0), 'the template is admitted if its pods are', [template.message, is]);
  }
}

async function checkReinvocation(one: InjectionCase, ask: Ask, after: KubeObject): Promise<void> {
  const changed = otherMutator(after, one);
  const second = await mutate({ ...ask, object: changed });
  const final = patched(changed, second);
  check(listOf(final).join().startsWith(listOf(changed).join()), 'nothing is undone', listOf(final));
  const third = await mutate({ ...ask, object: final });
  check(third.injection?.patch.length === 0, 'and then it is stable', third.injection);
  const note = (pod: KubeObject) => (pod.metadata?.annotations?.['pullgate.dev/injected'] ?? '').split(',');
  check(
    note(after).every((each) => note(final).includes(each)),
    'the note names all of it',
    [note(after), note(final)],
  );
}
