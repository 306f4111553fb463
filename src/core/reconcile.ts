/**
 * Several denials of one pod are mended together, so their fixes must not contradict each other: two new secrets need
 * two names, and there is only one list of names. Every fix then prints the same final list, and doing all of them, or
 * the last, leaves the pod right.
 */

import type { Facts } from './facts.js';
import type { JudgedFinding } from './finding.js';
import { isObjectName } from './object-name.js';
import { createNamer, editedList, takenNames } from './remedy.js';
import type { Fix, FixStep, Subject } from './types.js';

type CreateSecret = Extract<FixStep, { do: 'create-secret' }>;
type SetPullSecrets = Extract<FixStep, { do: 'set-pull-secrets' }>;

/** @param findings the denials of one subject, in the order in which they are told */
export function reconcileFixes(
  findings: readonly JudgedFinding[],
  subject: Subject,
  facts: Facts,
): readonly JudgedFinding[] {
  const named = nameSecrets(findings, subject, facts);
  const listed = keepOneList(named, subject, facts);
  const edits = listed.flatMap(({ fix }) => (fix?.steps ?? []).filter(isListEdit));
  if (edits.length === 0) return listed;
  const add = new Set(edits.flatMap((edit) => edit.add));
  const remove = new Set(edits.flatMap((edit) => edit.remove).filter((name) => !add.has(name)));
  const steps = listSteps(editedList(facts, subject, [...add], [...remove]), subject, facts);
  return listed.map((finding) => withSteps(finding, (step) => (isListEdit(step) ? steps : [step])));
}

/** One name per server, free of what is there and of each other. */
function nameSecrets(findings: readonly JudgedFinding[], subject: Subject, facts: Facts): readonly JudgedFinding[] {
  const taken = takenNames(facts, subject);
  const given = new Set<string>();
  const nextFree = createNamer((name) => taken.has(name) || given.has(name));
  const nameOf = new Map<string, string>();
  const serverOf = new Map<string, string>();
  const assign = (step: CreateSecret): string => {
    const known = nameOf.get(step.server);
    if (known !== undefined) return known;
    const keeps = step.named && !serverOf.has(step.name);
    const name = keeps ? step.name : nextFree();
    given.add(name);
    nameOf.set(step.server, name);
    serverOf.set(name, step.server);
    return name;
  };
  return findings.map((finding) => {
    const create = finding.fix?.steps.find((step) => step.do === 'create-secret');
    if (create === undefined) return finding;
    const name = assign(create);
    const renamed = withSteps(finding, (step) => [rename(step, create.name, name)]);
    // The absent secret that is named can be made for one registry only; a second one has to be named as well.
    if (!create.named || name === create.name) return renamed;
    return withSteps(renamed, (step) =>
      step.do === 'create-secret' ? [step, editedList(facts, subject, [name], [])] : [step],
    );
  });
}

function rename(step: FixStep, from: string, to: string): FixStep {
  if (step.do === 'create-secret') return { ...step, name: to };
  if (step.do === 'set-pull-secrets') return { ...step, add: step.add.map((name) => (name === from ? to : name)) };
  return step;
}

/** A list in the object switches the ServiceAccount off, so where one is needed, another account does not help. */
function keepOneList(findings: readonly JudgedFinding[], subject: Subject, facts: Facts): readonly JudgedFinding[] {
  const needsList = findings.some(({ fix }) => fix?.steps.some((step) => isListEdit(step)) === true);
  const accounts = new Set(
    findings.flatMap(({ fix }) =>
      (fix?.steps ?? []).flatMap((step) => (step.do === 'set-service-account' ? [step.account] : [])),
    ),
  );
  if (!needsList && accounts.size < 2) return findings;
  return findings.map((finding) =>
    withSteps(finding, (step) =>
      step.do === 'set-service-account' ? [editedList(facts, subject, [step.secret], [])] : [step],
    ),
  );
}

/**
 * A list that becomes empty is filled from the ServiceAccount again, so what is removed must go there, too (semantics
 * 4.2).
 */
function listSteps(list: SetPullSecrets, subject: Subject, facts: Facts): readonly FixStep[] {
  const account = facts.serviceAccount.state === 'found' ? facts.serviceAccount.value : undefined;
  if (account === undefined || list.names.length > 0) return [list];
  const gone = new Set(list.remove);
  if (!account.imagePullSecrets.some((name) => gone.has(name))) return [list];
  const names = account.imagePullSecrets.filter((name) => isObjectName(name) && !gone.has(name));
  const patch: FixStep = { do: 'set-account-secrets', namespace: subject.namespace, account: account.name, names };
  return subject.imagePullSecrets.length > 0 ? [list, patch] : [patch];
}

function isListEdit(step: FixStep): step is SetPullSecrets {
  return step.do === 'set-pull-secrets';
}

function withSteps(finding: JudgedFinding, change: (step: FixStep) => readonly FixStep[]): JudgedFinding {
  if (finding.fix === undefined) return finding;
  const fix: Fix = { ...finding.fix, steps: finding.fix.steps.flatMap(change) };
  return { ...finding, fix };
}
