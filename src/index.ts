/**
 * Pullgate as a library: would the kubelet be able to pull these images? The same engine as the webhook and
 * `pullgate check`; see docs/library.md for an example that a test runs.
 *
 * Nothing here talks to a network or reads the clock: facts come from a `ClusterState` and, where one is given, a
 * `RegistryPort`, time from the caller.
 */

import type { Admission } from './core/types.js';
import { type AssessContext, type Assessment, assess as assessNow } from './facts/assess.js';
import { inject as injectNow } from './facts/inject.js';

export type { EffectiveSecrets, Facts } from './core/facts.js';
export type { Finding, JudgedFinding } from './core/finding.js';
export {
  defaultPullPolicy,
  effectiveTag,
  familiarName,
  isLatest,
  parseImage,
  runtimeReference,
} from './core/image/parse.js';
export type { PatchOp } from './core/inject/patch.js';
export type { PlanOutcome } from './core/inject/plan.js';
export { matchesPattern, parsePattern } from './core/match-images.js';
export type { Answers, AnswerTo, Question } from './core/questions.js';
export type { LoginAttempt, PullOutcome, RegistryAnswer, Unreachable } from './core/registry-answer.js';
export { findRule, RULES } from './core/rules/index.js';
export { renderRulePage } from './core/rules/page.js';
export type { Rule, RuleDocs } from './core/rules/rule.js';
export { createKeyring, type Keyring } from './core/secret/keyring.js';
export { explainMiss, nearestMiss } from './core/secret/near-miss.js';
export { parsePullSecret } from './core/secret/parse.js';
export {
  DEFAULT_SETTINGS,
  type Exemption,
  type ExtraKind,
  type LabelSelector,
  type Settings,
} from './core/settings.js';
export type {
  Admission,
  AuthEntry,
  CredentialMatch,
  Fix,
  FixStep,
  ImageReference,
  ImageUse,
  Lookup,
  Mode,
  NamespaceFacts,
  NearMiss,
  ParsedImage,
  PullSecret,
  RawSecret,
  RuleAction,
  ServiceAccountFacts,
  Subject,
} from './core/types.js';
export { WORKLOADS, type Workload } from './core/workloads.js';
export type { AssessContext, Assessment, DecisionWord, Injection } from './facts/assess.js';
export type { Awaitable } from './facts/awaitable.js';
export { type AnswerTable, askTable, type ClusterState, type ReadOptions } from './facts/cluster-state.js';
export type { PullQuestion, RegistryPort } from './facts/registry-port.js';
export { type Diagnostic, type ManifestFile, type ManifestObject, readManifests } from './manifests/read.js';
export { createManifestState, type ManifestState } from './manifests/state.js';

/** As the webhook does (facts/assess.ts), and always a promise, whether or not the answers were at hand. */
export async function assess(admission: Admission, context: AssessContext): Promise<Assessment> {
  return assessNow(admission, context);
}

/** What would be added to a Pod (facts/inject.ts), in the same way. */
export async function inject(admission: Admission, context: AssessContext): Promise<Assessment> {
  return injectNow(admission, context);
}
