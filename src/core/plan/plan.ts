/**
 * One plan for all that is denied of an object: one login per registry, one list, in an order that works. It is tried on
 * the keyring before it is printed (repair.ts), so that who does all of it is through.
 */
import type { Finding, JudgedFinding } from '../finding.js';
import { registryHint } from '../image/registry-hints.js';
import type { Fix, FixStep, ImageUse, Intent, Subject } from '../types.js';
import { hostOfServer } from '../words/fix.js';
import type { PlanContext } from './context.js';
import { addLogin, createDraft, type Draft, type Login, plannedNames, serverFor } from './draft.js';
import { brokenOf, repair } from './repair.js';
import { fieldOf, type Ways, waysOf } from './ways.js';

/** A finding that was judged, with the remedy that its rule wants. */
export type Judged = Omit<JudgedFinding, 'fix'> & Pick<Finding, 'fix'>;

export interface Planned {
  /** The findings with their part of the plan. */
  readonly findings: readonly JudgedFinding[];
  /** All of it; undefined where nobody knows a way out. */
  readonly plan: Fix | undefined;
}

const NOTHING: Planned = { findings: [], plan: undefined };

/** Images that a plan is made for; no message could tell of more. */
const MOST_PLANNED = 100;
/** Findings that are mended together; nobody reads a plan against more, and the next ones have their turn. */
const MOST_TOGETHER = 24;

/**
 * @param all what is denied together, worst first; what is beyond the first ones has no plan yet
 * @param alongside warnings that another list would make denials
 */
export function planFor(all: readonly Judged[], context: PlanContext, alongside: readonly Judged[] = []): Planned {
  if (all.length === 0) return NOTHING;
  const findings = all.slice(0, MOST_TOGETHER);
  const { budget } = context;
  const { draft, uses } = drafted(findings, context);
  repair(draft, uses, context);
  if (changesList(draft)) mendAlongside(draft, alongside.slice(0, MOST_TOGETHER), uses, context);
  const plan = assemble(draft, findings, context);
  // What was not tried to its end may be wrong, and who follows it is denied again.
  if (budget.isShort()) return { findings: all.map(withoutFix), plan: undefined };
  const planned = findings.map((finding) => withFix(finding, partFor(finding, plan, draft)));
  return { findings: [...planned, ...all.slice(MOST_TOGETHER).map(withoutFix)], plan };
}

function changesList({ logins, named, dropped }: Draft): boolean {
  return logins.size + named.size + dropped.size > 0;
}

/** Once more, because an image that is edited may need a login of its own. */
function mendAlongside(
  draft: Draft,
  findings: readonly Judged[],
  meant: readonly ImageUse[],
  context: PlanContext,
): void {
  const uses = findings.flatMap((finding) => finding.uses).slice(0, MOST_PLANNED);
  if (uses.length === 0) return;
  for (const { fix, uses: own } of findings) for (const intent of intentsOf(fix)) apply(intent, draft, own, context);
  repair(draft, [...new Set([...meant, ...uses])], context);
}

/** A warning is mended alone, and only where nothing that can be pulled today is hurt. */
export function planAlone(finding: Judged, context: PlanContext): JudgedFinding {
  const { budget, outlookAt } = context;
  if (finding.fix === undefined || budget.isShort()) return withoutFix(finding);
  const { draft, uses } = drafted([finding], context);
  // An image of another name may need a secret that the old one did not.
  if (finding.fix.intents.every((each) => each.do === 'edit-image')) repair(draft, uses, context);
  const works = uses.filter(({ path }) => outlookAt.get(path)?.state === 'works');
  if (brokenOf(draft, works, context).length > 0) return withoutFix(finding);
  const plan = assemble(draft, [finding], context);
  return budget.isShort() ? withoutFix(finding) : withFix(finding, plan);
}

function withoutFix(finding: Judged): JudgedFinding {
  return withFix(finding, undefined);
}

function withFix({ fix: _, ...finding }: Judged, fix: Fix | undefined): JudgedFinding {
  return fix === undefined ? finding : { ...finding, fix };
}

function intentsOf(fix: Judged['fix']): readonly Intent[] {
  return fix?.intents ?? [];
}

interface Drafted {
  readonly draft: Draft;
  /** The images of the findings, and those that can be pulled today and are to stay so. */
  readonly uses: readonly ImageUse[];
}

/** One image of a finding, in steps. */
const USE_STEPS = 5;

function drafted(findings: readonly Judged[], context: PlanContext): Drafted {
  const draft = createDraft(context);
  const meant = new Map<string, ImageUse>();
  for (const { uses, fix } of findings) {
    if (!context.budget.spare(USE_STEPS * uses.length)) break;
    for (const use of uses.slice(0, MOST_PLANNED - meant.size)) meant.set(use.path, use);
    for (const intent of intentsOf(fix)) apply(intent, draft, uses, context);
  }
  for (const use of context.working) meant.set(use.path, use);
  return { draft, uses: [...meant.values()] };
}

function apply(intent: Intent, draft: Draft, uses: readonly ImageUse[], { subject }: PlanContext): void {
  switch (intent.do) {
    case 'edit-image':
      for (const use of uses) {
        if (!draft.images.has(use.path)) draft.images.set(use.path, { use, image: intent.image, note: intent.note });
      }
      return;
    case 'log-in':
      addLogin(draft, subject.namespace, intent.registry, serverFor(intent.registry));
      return;
    case 'make':
      draft.awaited.add(intent.name);
      addLogin(draft, subject.namespace, intent.registry, serverFor(intent.registry), intent.name);
      return;
    case 'name':
      if (!draft.dropped.has(intent.secret)) draft.named.add(intent.secret);
      return;
    case 'drop':
      // What is named all the same stays (plannedNames).
      for (const name of intent.secrets) draft.dropped.add(name);
      return;
    case 'renew':
      draft.renewed.set(intent.secret, intent.by);
      return;
    case 'replace':
      draft.replaced.set(intent.secret, intent);
      return;
    case 'annotate-account':
      for (const key of intent.keys) draft.annotated.add(key);
      return;
    // What a ServiceAccount's name wants, or when a secret is created, is no part of a list (accountSteps, arrivalSteps).
    case 'annotate':
    case 'set-account':
    case 'make-account':
      return;
    default:
      intent satisfies never;
  }
}

// --------------------------------------------------------------------------------------------------------- the steps

function assemble(draft: Draft, findings: readonly Judged[], context: PlanContext): Fix | undefined {
  const { subject } = context;
  const list = listWays(draft, context);
  const creates = [...draft.logins.values()].map(
    ({ server, name }): FixStep => ({ do: 'create-secret', namespace: subject.namespace, name, server }),
  );
  const isMoot = list?.steps.some((step) => step.do === 'other-image') === true;
  const steps: readonly FixStep[] = [
    ...(subject.isPod || draft.awaited.size === 0 ? [] : [{ do: 'apply-again', names: [...draft.awaited] } as const]),
    ...imageSteps(draft),
    ...remedySteps(findings, subject),
    ...[...draft.renewed].map(
      ([name, by]): FixStep => ({ do: 'renew-secret', namespace: subject.namespace, name, by }),
    ),
    ...[...draft.replaced].flatMap(([name, { server, said }]) => replaceSteps(subject.namespace, name, server, said)),
    ...(isMoot ? [] : creates),
    ...(list?.steps ?? []),
  ];
  if (steps.length === 0) return undefined;
  const notes = isMoot ? remarks(findings) : [...listNotes(draft, draft.logins.values()), ...remarks(findings)];
  return { steps, ...(list?.instead === undefined ? {} : { instead: list.instead }), notes };
}

/** What is said of the old login is wrong of the new one. @param said its owner wrote down when it ends */
export function replaceSteps(namespace: string, name: string, server: string, said: boolean): readonly FixStep[] {
  const replace: FixStep = { do: 'replace-secret', namespace, name, server };
  return said ? [replace, { do: 'say-expiry', namespace, name }] : [replace];
}

function remarks(findings: readonly Judged[]): readonly string[] {
  return [...new Set(findings.flatMap(({ fix }) => (fix?.note === undefined ? [] : [fix.note])))];
}

/** Why the list names what no finding tells of, and where the tokens of the logins come from. */
function listNotes({ found, replaced }: Draft, logins: Iterable<Login>): readonly string[] {
  const notes = new Set(found.values());
  for (const { server } of replaced.values()) {
    const { note } = registryHint(hostOfServer(server));
    if (note !== undefined) notes.add(note);
  }
  for (const { registries } of logins) {
    for (const registry of registries) {
      const { note } = registryHint(registry);
      if (note !== undefined) notes.add(note);
    }
  }
  return [...notes];
}

/** Equal edits of several containers are one line. */
function imageSteps({ images }: Draft): readonly FixStep[] {
  const groups = new Map<string, { readonly note: string; readonly uses: ImageUse[] }>();
  for (const { use, image, note } of images.values()) {
    const known = groups.get(image);
    if (known === undefined) groups.set(image, { note, uses: [use] });
    else known.uses.push(use);
  }
  return [...groups].map(([image, { note, uses }]) => ({ do: 'set-image', image, note, uses }));
}

/** What concerns neither an image nor the list: ServiceAccounts, and when a secret arrives. */
function remedySteps(findings: readonly Judged[], subject: Subject): readonly FixStep[] {
  const path = fieldOf(subject, 'serviceAccountName');
  const { namespace } = subject;
  return findings
    .flatMap(({ fix }) => intentsOf(fix))
    .flatMap((intent): readonly FixStep[] => {
      switch (intent.do) {
        case 'set-account':
          return [{ do: 'set-service-account', path, account: intent.account }];
        case 'make-account':
          return [{ do: 'create-service-account', namespace, account: intent.account }];
        case 'annotate':
          return [{ do: 'annotate-secret', name: intent.secret, annotations: intent.annotations }];
        case 'annotate-account':
          return [{ do: 'annotate-account', namespace, account: intent.account, keys: intent.keys }];
        case 'edit-image':
        case 'log-in':
        case 'make':
        case 'name':
        case 'drop':
        case 'renew':
        case 'replace':
          return [];
        default:
          return intent satisfies never;
      }
    });
}

/** Undefined where the list stays as it is. */
function listWays(draft: Draft, context: PlanContext): Ways | undefined {
  const { current, accountNames, stuck, budget } = context;
  if (current === undefined || !budget.spare(LISTED_STEPS * (current.length + accountNames.length))) return undefined;
  const names = plannedNames(draft, context);
  const before = new Set(current);
  const after = new Set(names);
  const add = names.filter((name) => !before.has(name));
  // What the ServiceAccount lists counts where the list is left empty.
  const listed = names.length > 0 ? before : new Set([...current, ...accountNames]);
  const remove = [...draft.dropped].filter((name) => listed.has(name) && !after.has(name));
  return add.length === 0 && remove.length === 0 ? undefined : waysOf({ names, add, remove }, stuck, context);
}

/** A name of the list as it is and as it will be, in steps. */
const LISTED_STEPS = 4;

/** Of the whole plan what one finding needs; a list is for all of them. */
function partFor(finding: Judged, plan: Fix | undefined, draft: Draft): Fix | undefined {
  if (plan === undefined) return undefined;
  const intents = intentsOf(finding.fix);
  const paths = new Set(finding.uses.map(({ path }) => path));
  const registries = new Set(finding.uses.flatMap(({ parsed }) => (parsed.ok ? [parsed.reference.registry] : [])));
  const logins = [...draft.logins.values()].filter((login) =>
    [...login.registries].some((each) => registries.has(each)),
  );
  const servers = new Set(logins.map(({ server }) => server));
  const isAboutList = intents.some(({ do: what }) => what !== 'edit-image' && what !== 'annotate-account');
  const steps = plan.steps.filter((step) => {
    switch (step.do) {
      case 'set-image':
        return (
          (!isAboutList && step.uses.some(({ path }) => paths.has(path))) ||
          intents.some((each) => each.do === 'edit-image' && each.image === step.image)
        );
      case 'create-secret':
        return isAboutList && servers.has(step.server);
      case 'annotate-account':
        return intents.some((each) => each.do === 'annotate-account' && each.keys === step.keys);
      case 'replace-secret':
      case 'say-expiry':
        return intents.some((each) => each.do === 'replace' && each.secret === step.name);
      case 'annotate-secret':
        return intents.some((each) => each.do === 'annotate' && each.secret === step.name);
      case 'mend-secret':
      case 'renew-secret':
      case 'apply-again':
      case 'set-pull-secrets':
      case 'set-account-secrets':
      case 'new-pod':
      case 'other-image':
      case 'set-service-account':
      case 'create-service-account':
        return isAboutList;
      default:
        return step satisfies never;
    }
  });
  if (steps.length === 0) return undefined;
  return {
    steps,
    ...(plan.instead !== undefined && isAboutList ? { instead: plan.instead } : {}),
    notes: isAboutList ? [...listNotes(draft, logins), ...remarks([finding])] : remarks([finding]),
  };
}
