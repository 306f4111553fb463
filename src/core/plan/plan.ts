/**
 * One plan for all that is denied of an object: one login per registry, one list, in an order that works. It is tried on
 * the keyring before it is printed (repair.ts), so that who does all of it is through.
 */
import type { Budget } from '../budget.js';
import type { Facts } from '../facts.js';
import type { Finding, JudgedFinding } from '../finding.js';
import { registryHint } from '../image/registry-hints.js';
import type { ImageOutlook } from '../outlook.js';
import type { RequestFacts } from '../request.js';
import type { Settings } from '../settings.js';
import type { Fix, FixStep, ImageUse, Intent, Subject } from '../types.js';
import { accountNames, addLogin, createDraft, currentNames, type Draft, plannedNames, serverFor } from './draft.js';
import { brokenOf, type PlanContext, repair } from './repair.js';
import { fieldOf, waysOf } from './ways.js';

export interface PlanInput {
  readonly subject: Subject;
  readonly request: RequestFacts;
  readonly facts: Facts;
  readonly outlooks: readonly ImageOutlook[];
  readonly settings: Settings;
  readonly budget: Budget;
}

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
/** One image tried on the keyring, in steps. */
const TRY_STEPS = 200;

/**
 * @param all what is denied together, worst first; what is beyond the first ones has no plan yet
 * @param alongside warnings that another list would make denials
 */
export function planFor(all: readonly Judged[], input: PlanInput, alongside: readonly Judged[] = []): Planned {
  if (all.length === 0) return NOTHING;
  const findings = all.slice(0, MOST_TOGETHER);
  const { draft, context, uses } = drafted(findings, input);
  if (!input.budget.isShort()) {
    input.budget.steps += TRY_STEPS * uses.length;
    repair(draft, uses, context);
  }
  if (changesList(draft)) mendAlongside(draft, alongside.slice(0, MOST_TOGETHER), uses, input, context);
  const plan = assemble(draft, findings, input, context);
  const planned = findings.map((finding) => withFix(finding, partFor(finding, plan, draft, context)));
  const rest = all.slice(MOST_TOGETHER).map((finding) => withFix(finding, undefined));
  return { findings: [...planned, ...rest], plan };
}

function changesList({ logins, named, dropped }: Draft): boolean {
  return logins.size + named.size + dropped.size > 0;
}

/** Once more, because an image that is edited may need a login of its own. */
function mendAlongside(
  draft: Draft,
  findings: readonly Judged[],
  meant: readonly ImageUse[],
  { subject, budget }: PlanInput,
  context: PlanContext,
): void {
  const uses = findings.flatMap((finding) => finding.uses).slice(0, MOST_PLANNED);
  if (uses.length === 0) return;
  for (const { fix, uses: own } of findings)
    for (const intent of fix?.intents ?? []) apply(intent, draft, own, subject);
  if (budget.isShort()) return;
  budget.steps += TRY_STEPS * (meant.length + uses.length);
  repair(draft, [...new Set([...meant, ...uses])], context);
}

/** A warning is mended alone, and only where nothing that can be pulled today is hurt. */
export function planAlone(finding: Judged, input: PlanInput): JudgedFinding {
  if (finding.fix === undefined) return withFix(finding, undefined);
  const { draft, context, uses } = drafted([finding], input);
  input.budget.steps += TRY_STEPS * uses.length;
  // An image of another name may need a secret that the old one did not.
  if (!input.budget.isShort() && finding.fix.intents.every((each) => each.do === 'edit-image'))
    repair(draft, uses, context);
  const hurts =
    input.budget.isShort() ||
    brokenOf(
      draft,
      uses.filter((use) => worksToday(use, context)),
      context,
    ).length > 0;
  return withFix(finding, hurts ? undefined : assemble(draft, [finding], input, context));
}

function withFix({ fix: _, ...finding }: Judged, fix: Fix | undefined): JudgedFinding {
  return fix === undefined ? finding : { ...finding, fix };
}

function worksToday({ path }: ImageUse, { outlooks }: PlanContext): boolean {
  return outlooks.get(path)?.state === 'works';
}

interface Drafted {
  readonly draft: Draft;
  readonly context: PlanContext;
  /** The images of the findings, and those that can be pulled today and are to stay so. */
  readonly uses: readonly ImageUse[];
}

function drafted(findings: readonly Judged[], { subject, facts, settings, outlooks }: PlanInput): Drafted {
  const draft = createDraft(facts, subject);
  const context: PlanContext = {
    subject,
    facts,
    settings,
    outlooks: new Map(outlooks.map((each) => [each.use.path, each])),
  };
  const meant = new Map<string, ImageUse>();
  for (const { uses, fix } of findings) {
    for (const use of uses) if (meant.size < MOST_PLANNED) meant.set(use.path, use);
    for (const intent of fix?.intents ?? []) apply(intent, draft, uses, subject);
  }
  for (const { use, state } of outlooks)
    if (state === 'works' && meant.size < 2 * MOST_PLANNED) meant.set(use.path, use);
  return { draft, context, uses: [...meant.values()] };
}

function apply(intent: Intent, draft: Draft, uses: readonly ImageUse[], { namespace }: Subject): void {
  switch (intent.do) {
    case 'edit-image':
      for (const { path } of uses) {
        if (!draft.images.has(path)) draft.images.set(path, { image: intent.image, note: intent.note });
      }
      return;
    case 'log-in':
      addLogin(draft, namespace, intent.registry, serverFor(intent.registry));
      return;
    case 'make':
      draft.awaited.add(intent.name);
      addLogin(draft, namespace, intent.registry, serverFor(intent.registry), intent.name);
      return;
    case 'name':
      if (!draft.dropped.has(intent.secret)) draft.named.add(intent.secret);
      return;
    case 'drop':
      for (const name of intent.secrets) if (!draft.named.has(name)) draft.dropped.add(name);
      return;
    case 'renew':
      draft.renewed.set(intent.secret, intent.by);
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

function assemble(draft: Draft, findings: readonly Judged[], input: PlanInput, context: PlanContext): Fix | undefined {
  const { subject } = input;
  const list = listWays(draft, input, context);
  const creates = [...draft.logins.values()].map(
    ({ server, name }): FixStep => ({ do: 'create-secret', namespace: subject.namespace, name, server }),
  );
  const isMoot = list?.steps.some((step) => step.do === 'other-image') === true;
  const steps: readonly FixStep[] = [
    ...(subject.isPod || draft.awaited.size === 0 ? [] : [{ do: 'apply-again', names: [...draft.awaited] } as const]),
    ...imageSteps(draft, context),
    ...accountSteps(findings, subject),
    ...arrivalSteps(findings),
    ...[...draft.renewed].map(
      ([name, by]): FixStep => ({ do: 'renew-secret', namespace: subject.namespace, name, by }),
    ),
    ...(isMoot ? [] : creates),
    ...(list?.steps ?? []),
  ];
  if (steps.length === 0) return undefined;
  const notes = [...loginNotes(isMoot ? [] : draft.logins.values()), ...remarks(findings)];
  return { steps, ...(list?.instead === undefined ? {} : { instead: list.instead }), notes };
}

function remarks(findings: readonly Judged[]): readonly string[] {
  return [...new Set(findings.flatMap(({ fix }) => (fix?.note === undefined ? [] : [fix.note])))];
}

/** Where the tokens come from. */
function loginNotes(logins: Iterable<{ readonly registries: ReadonlySet<string> }>): readonly string[] {
  const notes = new Set<string>();
  for (const { registries } of logins) {
    for (const registry of registries) {
      const { note } = registryHint(registry);
      if (note !== undefined) notes.add(note);
    }
  }
  return [...notes];
}

/** Equal edits of several containers are one line. */
function imageSteps({ images }: Draft, { outlooks }: PlanContext): readonly FixStep[] {
  const groups = new Map<
    string,
    { readonly edit: { readonly image: string; readonly note: string }; readonly uses: ImageUse[] }
  >();
  for (const [path, edit] of images) {
    const use = outlooks.get(path)?.use;
    if (use === undefined) continue;
    const known = groups.get(edit.image);
    if (known === undefined) groups.set(edit.image, { edit, uses: [use] });
    else known.uses.push(use);
  }
  return [...groups.values()].map(({ edit, uses }) => ({ do: 'set-image', image: edit.image, note: edit.note, uses }));
}

function accountSteps(findings: readonly Judged[], subject: Subject): readonly FixStep[] {
  const path = fieldOf(subject, 'serviceAccountName');
  return findings.flatMap(({ fix }) =>
    (fix?.intents ?? []).flatMap((intent): readonly FixStep[] => {
      if (intent.do === 'set-account') return [{ do: 'set-service-account', path, account: intent.account }];
      if (intent.do !== 'make-account') return [];
      return [{ do: 'create-service-account', namespace: subject.namespace, account: intent.account }];
    }),
  );
}

function arrivalSteps(findings: readonly Judged[]): readonly FixStep[] {
  return findings.flatMap(({ fix }) =>
    (fix?.intents ?? []).flatMap((intent): readonly FixStep[] =>
      intent.do === 'annotate' ? [{ do: 'annotate-secret', name: intent.secret, annotations: intent.annotations }] : [],
    ),
  );
}

/** Undefined where the list stays as it is. */
function listWays(draft: Draft, input: PlanInput, { outlooks }: PlanContext) {
  const current = currentNames(input.facts);
  if (current === undefined) return undefined;
  const names = plannedNames(draft, current);
  const before = new Set(current);
  const after = new Set(names);
  const add = names.filter((name) => !before.has(name));
  // What the ServiceAccount lists counts where the list is left empty.
  const listed = names.length > 0 ? before : new Set([...current, ...accountNames(input.facts)]);
  const remove = [...draft.dropped].filter((name) => listed.has(name) && !after.has(name));
  if (add.length === 0 && remove.length === 0) return undefined;
  const uses = [...outlooks.values()]
    .filter(({ state }) => state !== 'works' && state !== 'not-pulled')
    .map(({ use }) => use);
  return waysOf({ names, add, remove }, uses, input);
}

/** Of the whole plan what one finding needs; a list is for all of them. */
function partFor(finding: Judged, plan: Fix | undefined, draft: Draft, { outlooks }: PlanContext): Fix | undefined {
  if (plan === undefined || (finding.fix === undefined && finding.uses.length === 0)) return undefined;
  const paths = new Set(finding.uses.map(({ path }) => path));
  const registries = new Set(finding.uses.flatMap(({ path }) => outlooks.get(path)?.reference?.registry ?? []));
  const servers = new Set(
    [...draft.logins.values()]
      .filter((login) => [...login.registries].some((each) => registries.has(each)))
      .map(({ server }) => server),
  );
  const isAboutList = (finding.fix?.intents ?? []).some(({ do: what }) => what !== 'edit-image');
  const steps = plan.steps.filter((step) => {
    switch (step.do) {
      case 'set-image':
        return (
          (!isAboutList && step.uses.some(({ path }) => paths.has(path))) ||
          finding.fix?.intents.some((each) => each.do === 'edit-image' && each.image === step.image) === true
        );
      case 'create-secret':
        return isAboutList && servers.has(step.server);
      case 'annotate-secret':
        return finding.fix?.intents.some((each) => each.do === 'annotate' && each.secret === step.name) === true;
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
  const isWhole = steps.at(-1) === plan.steps.at(-1);
  return {
    steps,
    ...(plan.instead !== undefined && isWhole && isAboutList ? { instead: plan.instead } : {}),
    notes: remarks([finding]),
  };
}
