/**
 * What goes away while workloads need it: a Secret, a key of it, or its name in the list of a ServiceAccount. The outlooks
 * of all that depend on it, before and after: what found a credential and finds none any more is lost, and nothing else.
 * A rotation, with old and new side by side, loses nothing.
 */

import { ON_CLUSTER } from '../basis.js';
import type { Budget } from '../budget.js';
import { compare } from '../choice.js';
import { type EffectiveSecrets, NOT_ASKED } from '../facts.js';
import { type Finding, findingOf } from '../finding.js';
import { outlooksInParts } from '../outlook.js';
import type { InParts } from '../parts.js';
import type { RuleCode } from '../rules/index.js';
import type { Settings } from '../settings.js';
import type { Lookup, PullSecret } from '../types.js';
import { shown } from '../words/escape.js';
import { secretName } from '../words/naming.js';
import type { WorkloadUse } from '../workload-use.js';
import { useOf } from './samples.js';
import { forRegistries, registryOf, workloadNames } from './used-by.js';
import type { Written } from './written.js';

/** A workload that depends on what is written, with the list of its Pods before and after. */
export interface Dependent {
  readonly workload: WorkloadUse;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What the names of the lists are, before and after. */
export interface Worlds {
  readonly before: Secrets;
  readonly after: Secrets;
}

type Secrets = ReadonlyMap<string, Lookup<PullSecret>>;

export interface LossInput {
  readonly written: Written;
  readonly dependents: readonly Dependent[];
  readonly worlds: Worlds;
  readonly now: number;
  readonly settings: Settings;
  readonly budget: Budget;
}

interface Lost {
  readonly workload: WorkloadUse;
  readonly registries: readonly string[];
}

/** At most one finding, over all of them. */
export function* lossInParts(input: LossInput): InParts<readonly Finding[]> {
  const lost: Lost[] = [];
  for (const dependent of input.dependents) {
    const registries = yield* lostBy(dependent, input);
    if (registries.length > 0) lost.push({ workload: dependent.workload, registries });
    if (input.budget.isOver === true) break;
  }
  return lost.length === 0 ? [] : [wording(lost, input)];
}

function* lostBy({ workload, before, after }: Dependent, input: LossInput): InParts<readonly string[]> {
  const { worlds, now, settings, budget } = input;
  const uses = workload.repositories.map(useOf);
  // The ServiceAccount of each is not asked for: where nodes may bring it a credential, nothing is called lost.
  const outlooksOf = (names: readonly string[], secrets: Secrets) =>
    outlooksInParts(uses, { now, effective: found(names), secrets, serviceAccount: NOT_ASKED }, settings, budget);
  const was = yield* outlooksOf(before, worlds.before);
  const is = yield* outlooksOf(after, worlds.after);
  const registries = uses.flatMap(({ path }, at) => {
    const had = was[at];
    const worked = had?.state === 'works' && had.need !== 'node' && had.matches.length > 0;
    return worked && is[at]?.state === 'lacking' ? [registryOf(path)] : [];
  });
  return [...new Set(registries)].sort(compare);
}

function found(names: readonly string[]): Lookup<EffectiveSecrets> {
  return { state: 'found', value: { names, from: 'pod' } };
}

// ---------------------------------------------------------------------------------------------------------------- words

function wording(lost: readonly Lost[], { written, settings }: LossInput): Finding {
  const who = workloadNames(lost.map(({ workload }) => workload));
  const registries = forRegistries([...new Set(lost.flatMap((each) => each.registries))].sort(compare));
  const { code, problem } = wordsFor(written, who, registries);
  const finding = findingOf(code, { problem, because: BECAUSE, uses: [], basis: ON_CLUSTER });
  return mayDeny(lost, written, settings) ? finding : { ...finding, ceiling: 'warn' };
}

const BECAUSE =
  'nothing else in the list matches, so the next Pod cannot pull. Delete what needs it first, or name another secret';

/** The code of what will be said of the Pods. */
function wordsFor(
  { kind, operation, namespace, name }: Written,
  who: string,
  registries: string,
): { readonly code: RuleCode; readonly problem: string } {
  if (kind === 'ServiceAccount') {
    const account = `ServiceAccount ${shown(namespace)}/${shown(name)}`;
    return { code: 'PG206', problem: `${account} no longer serves ${who}${registries}` };
  }
  return operation === 'DELETE'
    ? { code: 'PG202', problem: `${secretName(name)} is still needed by ${who}${registries}` }
    : { code: 'PG205', problem: `${secretName(name)} no longer serves ${who}${registries}` };
}

/**
 * Whoever takes a whole release away deletes in an order of his own, so what is of the same release as all that need it may
 * always go.
 */
function mayDeny(lost: readonly Lost[], { isMade, release }: Written, { secrets }: Settings): boolean {
  if (secrets.inUse !== 'deny' || isMade) return false;
  return release === undefined || lost.some(({ workload }) => workload.release !== release);
}
