/**
 * Injection as the validating side sees it. A template's pods are judged as they will be once they have got what they
 * lack, and a warning says so; where injection is on and cannot help, the findings say why. A Pod that is there is judged
 * as it is: what it was to get, it has got, or the mutating webhook was not asked.
 */

import { ON_CLUSTER } from '../basis.js';
import type { Meter as Pace } from '../budget.js';
import { compare } from '../choice.js';
import { type Facts, factsOf } from '../facts.js';
import type { Finding } from '../finding.js';
import type { ImageOutlook } from '../outlook.js';
import type { InParts } from '../parts.js';
import { NO_ANSWERS } from '../registry-facts.js';
import { isThere, type RequestFacts } from '../request.js';
import { ruleOf } from '../rules/index.js';
import { secretNotReferenced } from '../rules/secret-not-referenced.js';
import type { Settings } from '../settings.js';
import { isMirror } from '../subject.js';
import type { ImageUse, Subject } from '../types.js';
import { doubtWords } from '../words/doubt.js';
import { quoted, shown } from '../words/escape.js';
import { accountName, podName, registryName, secretName } from '../words/naming.js';
import { type ImagePlan, type InjectionPlan, needsHelp, type PlanInput, planInParts, type Served } from './plan.js';
import { INJECT_LABEL, injectionSwitch } from './switch.js';
import { insteadOf, notAddedClause } from './words.js';

export interface ForeseeInput {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly outlooks: readonly ImageOutlook[];
  /** Without what registries say: what injection rests on. */
  readonly unprobed: readonly ImageOutlook[];
  readonly settings: Settings;
  readonly request: RequestFacts;
}

export interface Foreseen {
  /** What is judged: as it will be where injection is still to come, else as it was given. */
  readonly facts: Facts;
  readonly outlooks: readonly ImageOutlook[];
  /** The findings with what injection has to do with them. */
  readonly amend: (findings: readonly Finding[]) => readonly Finding[];
}

/** Undefined where injection changes nothing and has nothing to say. */
export function* foresee(input: ForeseeInput, pace: Pace): InParts<Foreseen | undefined> {
  const { subject, facts, outlooks, unprobed, settings, request } = input;
  const { origin } = request;
  if (settings.injection.mode === 'off' || isMirror(subject) || !unprobed.some(needsHelp)) return undefined;
  // Nothing is ever added to a Pod that exists (semantics 5.3).
  if (subject.isPod && isThere(request)) return undefined;
  const where = injectionSwitch(facts.namespace, settings, origin);
  if (where === 'off' || where === 'unknown') return undefined;
  const plan = yield* planInParts(injectionInput(input), pace);
  if (where === 'unlabelled') return { facts, outlooks, amend: (findings) => withLabelHint(findings, plan) };
  const toCome = !subject.isPod || origin === 'file';
  const judged = toCome ? afterwards(input, plan) : { facts, outlooks };
  return { ...judged, amend: (findings) => amended(findings, plan, input, toCome) };
}

/**
 * What injection decides by, on either side: never what a registry says. The mutating webhook has to give the same patch for
 * the same request, in a dry run and on each replica, and answers come and go: a Pod would get its secret or not by what
 * was remembered in that moment. A secret for what everybody may pull is one of no need; a Pod without it would be one that
 * stands still once the repository is closed.
 */
export function injectionInput({
  subject,
  facts,
  unprobed,
  settings,
  request: { origin },
}: Omit<ForeseeInput, 'outlooks'>): PlanInput {
  const { now, namespace, effective, secrets, elsewhere, registry } = facts;
  const silent =
    registry === NO_ANSWERS
      ? facts
      : factsOf({ now, namespace, effective, secrets, elsewhere, registry: NO_ANSWERS }, facts);
  return { subject, facts: silent, outlooks: unprobed, settings, origin };
}

/**
 * What is not helped is told of the list as people know it, so only the rest is looked at as it will be; the list in the
 * facts stays the one that a fix edits.
 */
function afterwards(
  { facts, outlooks, unprobed }: ForeseeInput,
  { after, images }: InjectionPlan,
): Omit<Foreseen, 'amend'> {
  if (after === undefined) return { facts, outlooks };
  const unhelped = new Set(images.flatMap(({ outlook, served }) => (served === undefined ? [outlook] : [])));
  return {
    facts: { ...facts, secrets: after.facts.secrets },
    outlooks: outlooks.map((outlook, index) => {
      const before = unprobed[index];
      const next = after.outlooks[index];
      if (next === undefined || (before !== undefined && unhelped.has(before))) return outlook;
      // That everybody may pull it stays true.
      return outlook.openBy === undefined ? next : { ...next, openBy: outlook.openBy };
    }),
  };
}

function amended(
  findings: readonly Finding[],
  plan: InjectionPlan,
  input: ForeseeInput,
  toCome: boolean,
): readonly Finding[] {
  const plans = new Map(plan.images.map((image) => [image.outlook.use, image]));
  const explained = findings.map((finding) => {
    const image = isAboutCredentials(finding) ? firstPlan(finding.uses, plans) : undefined;
    return image === undefined ? finding : explain(finding, image, plan, input, toCome);
  });
  return toCome ? [...explained, ...helped(plan, input)] : explained;
}

function isAboutCredentials({ code }: Finding): boolean {
  return ruleOf(code).aboutCredentials === true;
}

function firstPlan(uses: readonly ImageUse[], plans: ReadonlyMap<ImageUse, ImagePlan>): ImagePlan | undefined {
  for (const use of uses) {
    const plan = plans.get(use);
    if (plan !== undefined) return plan;
  }
  return undefined;
}

// ------------------------------------------------------------------------------------------------------ what is added

/** One finding per secret and registry: a warning, whatever the operator's action for PG206 is. */
function helped({ images }: InjectionPlan, { subject, facts }: ForeseeInput): readonly Finding[] {
  const findings = new Map<string, Finding & { readonly uses: ImageUse[] }>();
  for (const { outlook, served } of images) {
    if (served === undefined || outlook.reference === undefined) continue;
    const problem = `${podsOf(subject)} ${secretName(served.secret)} for ${registryName(outlook.reference)}`;
    const because = `injection adds it${reasonOf(served, subject, facts)}`;
    const known = findings.get(problem + because);
    if (known !== undefined) {
      known.uses.push(outlook.use);
      continue;
    }
    const uses = [outlook.use];
    findings.set(problem + because, {
      code: secretNotReferenced.code,
      problem,
      because,
      uses,
      basis: ON_CLUSTER,
      ceiling: 'warn',
    });
  }
  return [...findings.values()].sort((a, b) => compare(a.problem, b.problem));
}

function podsOf({ isPod }: Subject): string {
  return isPod ? 'the pod will get' : 'the pods will get';
}

function nobodyElse(subject: Subject, facts: Facts): string {
  if (facts.serviceAccount.state !== 'found' || subject.imagePullSecrets.length > 0) {
    return `${podName(subject)} names none that works`;
  }
  return `neither ${podName(subject)} nor ${accountName(subject)} names one that works`;
}

/** Short, or it does not fit into a warning. */
function reasonOf({ ahead }: Served, subject: Subject, facts: Facts): string {
  if (ahead === undefined) return `, because ${nobodyElse(subject, facts)}`;
  return `; nothing else serves, so it is also tried before ${insteadOf(ahead)} for ${quoted(ahead.image, 64)}`;
}

// ----------------------------------------------------------------------------------------------- why nothing is added

function explain(
  finding: Finding,
  { served, refused }: ImagePlan,
  plan: InjectionPlan,
  { subject, settings }: ForeseeInput,
  toCome: boolean,
): Finding {
  const also = (clause: string): Finding => ({
    ...finding,
    because: finding.because === '' ? clause : `${finding.because}; ${clause}`,
  });
  if (plan.outcome === 'unknown') {
    const reason = `it could not be found out whether injection helps (${shown(plan.reason ?? '', 160)})`;
    // A Pod has had its turn, and nobody will ask again about it.
    return subject.isPod || settings.onUnknown === 'deny' ? also(reason) : { ...also(reason), ceiling: 'warn' };
  }
  if (served !== undefined) return toCome ? finding : also(`injection did not reach ${podName(subject)}`);
  const [first] = refused();
  if (first === undefined) return finding;
  // What a fix says of the same doubt need not be said twice.
  const said = first.why === 'doubt' && finding.because.endsWith(doubtWords(first.doubt));
  return said
    ? { ...finding, because: `${finding.because}, so injection leaves it out` }
    : also(notAddedClause(first, subject));
}

/** True for the operator only: a developer may have no say over labels of the namespace. */
function withLabelHint(findings: readonly Finding[], { images }: InjectionPlan): readonly Finding[] {
  const served = new Set(images.flatMap((image) => (image.served === undefined ? [] : [image.outlook.use])));
  return findings.map((finding) => {
    if (finding.code !== secretNotReferenced.code || !finding.uses.every((use) => served.has(use))) return finding;
    const hint = `An operator can label the namespace ${INJECT_LABEL}=true, and its pods get the secret`;
    const { operator } = finding;
    // Not "or": whether the image is public matters to the other way only.
    return { ...finding, operator: operator === undefined ? hint : `${hint}. ${operator}` };
  });
}
