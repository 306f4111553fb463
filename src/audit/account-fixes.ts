/**
 * One command for a whole ServiceAccount, where it ends what many owners suffer from. The plans of the engine offer it for
 * each object alone; here what they offer is put together, and everything that runs under the account is judged once more
 * with it. What would be worse off in any way, if only by a warning, makes it no fix.
 */
import { own } from '../core/fields.js';
import { loginSecret } from '../core/plan/draft.js';
import type { FixStep, Lookup, PullSecret, ServiceAccountFacts } from '../core/types.js';
import { fixLines } from '../core/words/fix.js';
import { assess } from '../facts/assess.js';
import { whenKnown } from '../facts/awaitable.js';
import { askBy, askedBy, type ClusterState } from '../facts/cluster-state.js';
import type { RegistryPort } from '../facts/registry-port.js';
import { keyOfFinding, toAuditFinding } from './finding.js';
import { type JudgedObject, type JudgeRequest, judgedObjects, toAdmission } from './judged.js';
import { keyOfOwner } from './owners.js';
import type { AuditFix } from './report.js';

type AccountStep = Extract<FixStep, { readonly do: 'set-account-secrets' }>;
type LoginStep = Extract<FixStep, { readonly do: 'create-secret' }>;

/** What plans want of one ServiceAccount. */
interface Wish {
  readonly namespace: string;
  readonly account: string;
  readonly lists: Map<string, AccountStep>;
  /** By their server. */
  readonly logins: Map<string, LoginStep>;
  owners: number;
}

export interface Wishes {
  readonly note: (judged: JudgedObject) => void;
  /** Those of several owners, most first. */
  readonly ofMany: () => readonly Wish[];
}

/** Each is proved by judging a namespace again. */
const MOST_PROVED = 200;
/** Plans of one account differ in few things. */
const MOST_LISTS = 64;

export function createWishes(): Wishes {
  const wishes = new Map<string, Wish>();
  return {
    note({ assessment, status, by }) {
      // The list of a Pod that is there cannot be changed.
      if (status !== undefined || by !== 'itself') return;
      const asked = new Set<Wish>();
      for (const { fix } of assessment.findings) {
        if (fix === undefined) continue;
        const list = [...fix.steps, ...(fix.instead === undefined ? [] : [fix.instead])].find(isAccountStep);
        if (list === undefined) continue;
        const wish = wishOf(list);
        asked.add(wish);
        if (wish.lists.size < MOST_LISTS) wish.lists.set(JSON.stringify(list.names), list);
        for (const step of fix.steps.filter(isLoginStep)) {
          if (wish.logins.size < MOST_LISTS && !wish.logins.has(step.server)) wish.logins.set(step.server, step);
        }
      }
      for (const wish of asked) wish.owners += 1;
    },
    ofMany: () =>
      [...wishes.values()]
        .filter(({ owners }) => owners > 1)
        .sort((a, b) => b.owners - a.owners)
        .slice(0, MOST_PROVED),
  };

  function wishOf({ namespace, account }: AccountStep): Wish {
    const key = `${namespace}/${account}`;
    const wish = wishes.get(key) ?? { namespace, account, lists: new Map(), logins: new Map(), owners: 0 };
    wishes.set(key, wish);
    return wish;
  }
}

function isAccountStep(step: FixStep): step is AccountStep {
  return step.do === 'set-account-secrets';
}

function isLoginStep(step: FixStep): step is LoginStep {
  return step.do === 'create-secret';
}

// --------------------------------------------------------------------------------------------------------------- proof

/** What is to be done, and what came of it where it was tried. */
interface Trial {
  readonly steps: readonly FixStep[];
  readonly account: ServiceAccountFacts;
  readonly before: ServiceAccountFacts;
  readonly state: ClusterState;
  readonly healed: Set<string>;
  findings: number;
  harms: boolean;
}

export interface ProofRequest extends JudgeRequest {
  /** Pods that stand behind an owner, by its key. */
  readonly podsOf: (owner: string) => number;
}

/** Those that end findings of several owners and harm none. */
export async function proveFixes(wishes: readonly Wish[], request: ProofRequest): Promise<readonly AuditFix[]> {
  const trials = new Map<string, Trial>();
  for (const wish of wishes) {
    const trial = await trialOf(wish, request.state);
    if (trial !== undefined) trials.set(`${wish.namespace}/${wish.account}`, trial);
  }
  if (trials.size === 0) return [];
  const { only } = request;
  const affected = [...new Set([...trials.values()].map(({ account }) => account.namespace))];
  const again = affected.length <= FEW ? affected : only;
  for await (const step of judgedObjects({ ...request, only: again })) {
    // What cannot be looked at may be harmed.
    if (step.is === 'unread') return [];
    if (step.is === 'judged') await tryOn(step.judged, trials, request);
  }
  return [...trials.values()]
    .filter(({ harms, healed }) => !harms && healed.size > 1)
    .map((trial) => toFix(trial, request))
    .sort(
      (a, b) =>
        b.findings - a.findings ||
        (`${a.namespace}/${a.serviceAccount}` < `${b.namespace}/${b.serviceAccount}` ? -1 : 1),
    );
}

/** So many namespaces are listed one by one; of more all is listed once. */
const FEW = 20;

function toFix({ steps, account, healed, findings }: Trial, { podsOf }: ProofRequest): AuditFix {
  const { namespace, name: serviceAccount } = account;
  const pods = [...healed].reduce((sum, owner) => sum + podsOf(owner), 0);
  return { namespace, serviceAccount, lines: fixLines({ steps }, false), findings, owners: healed.size, pods };
}

async function trialOf(
  { namespace, account: name, lists, logins }: Wish,
  state: ClusterState,
): Promise<Trial | undefined> {
  const before = await state.ask({ about: 'serviceAccount', namespace, name }, {});
  if (before.state !== 'found') return undefined;
  const existing = before.value.imagePullSecrets;
  const wanted = [...lists.values()].flatMap(({ names }) => names);
  const gone = existing.filter((each) => each !== '' && [...lists.values()].some(({ names }) => !names.includes(each)));
  const made = await namedLogins([...logins.values()], new Set(wanted), state);
  const takenFor = new Set([...logins.values()].map((step) => step.name));
  const found = wanted.filter((each) => !takenFor.has(each) || existing.includes(each));
  const names = [...new Set([...existing, ...found])].filter((each) => each !== '' && !gone.includes(each));
  const all = [...new Set([...names, ...made.map((step) => step.name)])];
  const account = { ...before.value, imagePullSecrets: all };
  const steps: readonly FixStep[] = [...made, { do: 'set-account-secrets', namespace, account: name, names: all }];
  const secrets = made.map((step) => loginSecret(namespace, step.name, step.server));
  const changed = withAccount(state, account, secrets);
  return { steps, account, before: before.value, state: changed, healed: new Set(), findings: 0, harms: false };
}

/** Two plans may have given two logins the one name that was free for each. */
async function namedLogins(
  steps: readonly LoginStep[],
  wanted: ReadonlySet<string>,
  state: ClusterState,
): Promise<readonly LoginStep[]> {
  const given = new Set<string>();
  const named: LoginStep[] = [];
  for (const step of steps) {
    let { name } = step;
    for (
      let count = 2;
      given.has(name) || (name !== step.name && (wanted.has(name) || !(await isFree(step.namespace, name, state))));
      count += 1
    ) {
      name = `regcred-${count}`;
    }
    given.add(name);
    named.push({ ...step, name });
  }
  return named;
}

async function isFree(namespace: string, name: string, state: ClusterState): Promise<boolean> {
  return (await state.ask({ about: 'secret', namespace, name }, {})).state === 'absent';
}

/** The cluster with the command done. */
function withAccount(state: ClusterState, account: ServiceAccountFacts, made: readonly PullSecret[]): ClusterState {
  const { namespace } = account;
  const byName = new Map(made.map((secret) => [secret.name, secret]));
  const ask = askBy((question, read) => {
    const answer = state.ask(question, read);
    if (!('namespace' in question) || question.namespace !== namespace) return answer;
    switch (question.about) {
      case 'serviceAccount':
        return question.name === account.name ? found(account) : answer;
      case 'serviceAccounts':
        return whenKnown(state.ask(question, read), (all) => replaced(all, account));
      case 'secret':
      case 'secretFor':
        return madeOf(byName.get(question.name)) ?? answer;
      case 'pullSecrets':
        return whenKnown(state.ask(question, read), (all) =>
          all.state === 'found' ? { ...all, value: [...all.value, ...made] } : all,
        );
      case 'namespace':
      case 'imagesInUse':
      case 'workloads':
        return answer;
      default:
        return question satisfies never;
    }
  });
  return askedBy(ask, state);
}

function replaced(
  all: Lookup<readonly ServiceAccountFacts[]>,
  account: ServiceAccountFacts,
): Lookup<readonly ServiceAccountFacts[]> {
  if (all.state !== 'found') return all;
  return { ...all, value: all.value.map((each) => (each.name === account.name ? account : each)) };
}

function found<T>(value: T): Lookup<T> {
  return { state: 'found', value };
}

function madeOf<T>(value: T | undefined): Lookup<T> | undefined {
  return value === undefined ? undefined : found(value);
}

async function tryOn(judged: JudgedObject, trials: ReadonlyMap<string, Trial>, request: JudgeRequest): Promise<void> {
  const { there, assessment, by } = judged;
  const { subject } = assessment;
  if (subject === undefined) return;
  const trial = trials.get(`${subject.namespace}/${subject.serviceAccountName}`);
  if (trial === undefined) return;
  // A Pod that is there keeps its list; the one that takes its place gets that of the account, where it had that. Of a
  // template the template tells.
  const isCopied = subject.isPod && sameNames(subject.imagePullSecrets, trial.before.imagePullSecrets);
  if (subject.isPod && (by === 'kubernetes' || !isCopied)) return;
  const object = subject.isPod ? withList(there.object, trial.account) : there.object;
  const { settings, registry, now } = request;
  const after = await assess(toAdmission({ ...there, object }), {
    settings,
    state: trial.state,
    ...(registry === undefined ? {} : { registry: withoutLogins(registry) }),
    now,
  });
  const before = keysOf(judged);
  const left = keysOf({ ...judged, assessment: after });
  if ([...left].some((key) => !before.has(key))) trial.harms = true;
  if (subject.isPod || before.size <= left.size) return;
  trial.findings += before.size - left.size;
  trial.healed.add(keyOfOwner(judged.owner));
}

/** What everybody may pull stays that; of a login that is yet to be made no registry can tell anything. */
function withoutLogins(port: RegistryPort): RegistryPort {
  return { ask: (question, read) => port.ask({ ...question, secrets: [] }, read) };
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

function withList(object: unknown, { imagePullSecrets }: ServiceAccountFacts): unknown {
  const list = imagePullSecrets.map((name) => ({ name }));
  return { ...Object(object), spec: { ...Object(own(object, 'spec')), imagePullSecrets: list } };
}

function keysOf(judged: JudgedObject): ReadonlySet<string> {
  const options = { ownedPods: 'warn', outside: false } as const;
  const findings = judged.assessment.findings.filter(({ basis }) => !basis.includes('registry'));
  return new Set(findings.map((finding) => keyOfFinding(toAuditFinding(finding, judged, options))));
}
