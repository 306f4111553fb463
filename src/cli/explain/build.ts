/** From the explanation to the report: nothing is decided here and nothing worded but where a value came from. */

import type { Facts } from '../../core/facts.js';
import type { JudgedFinding } from '../../core/finding.js';
import { runtimeReference } from '../../core/image/parse.js';
import { PROVIDER_PATTERNS, registryHint } from '../../core/image/registry-hints.js';
import { effectiveMode, isMode, MODE_LABEL } from '../../core/mode.js';
import { isUndecided } from '../../core/rules/facts-unknown.js';
import { ruleOf } from '../../core/rules/index.js';
import type { Settings } from '../../core/settings.js';
import type { ImageUse } from '../../core/types.js';
import { fixText } from '../../core/words/fix.js';
import type { Explanation } from '../../facts/explain.js';
import type { ReportedPolicy } from '../policy-line.js';
import { explainInjection } from './injection.js';
import type { ExplainedFinding, ExplainedImage, ExplainedRegistry, ExplainedVerdict, ExplainReport } from './report.js';
import { explainKeyring, explainList, explainOthers } from './secrets.js';

/** What was asked, for the reader. */
export interface AskedOf {
  readonly cluster: string;
  readonly policy: ReportedPolicy | undefined;
}

export function explainReport(explanation: Explanation, { cluster, policy }: AskedOf): ExplainReport {
  const { question, outlook } = explanation;
  const registry = explainRegistry(explanation);
  return {
    version: 1,
    ...(policy === undefined ? {} : { policy }),
    question: { ...question, serviceAccount: question.serviceAccount || 'default', cluster },
    image: explainImageText(outlook.use),
    ...(registry === undefined ? {} : { registry }),
    pullSecrets: explainList(explanation),
    keyring: explainKeyring(explanation),
    others: explainOthers(explanation),
    injection: explainInjection(explanation),
    verdict: explainVerdict(explanation),
  };
}

function explainImageText({ parsed, pullPolicy }: ImageUse): ExplainedImage {
  if (!parsed.ok) return { valid: false, error: parsed.error };
  const { registry, path, tag = '', digest = '', shortName } = parsed.reference;
  const pulledAs = runtimeReference(parsed.reference);
  return { valid: true, registry, repository: path, tag, digest, pulledAs, pullPolicy, shortName };
}

// ------------------------------------------------------------------------------------------------------------ registry

function explainRegistry({ outlook, settings }: Explanation): ExplainedRegistry | undefined {
  const { reference, need, pattern } = outlook;
  if (reference === undefined) return undefined;
  const { nodeProvider = '' } = registryHint(reference.registry);
  return {
    need,
    pattern: pattern ?? '',
    setting: pattern === undefined ? 'registries.unlisted' : settingOf(pattern, outlook, settings),
    cloud: need === 'node' ? '' : nodeProvider,
  };
}

/** Whose pattern it is; a list of the operator is named before one that is built in. */
function settingOf(pattern: string, { need }: Explanation['outlook'], { registries, cluster }: Settings): string {
  switch (need) {
    case 'private':
      return 'registries.private';
    case 'node': {
      const { provider } = cluster;
      const isCloud = provider !== 'auto' && provider !== 'none' && PROVIDER_PATTERNS[provider].includes(pattern);
      return isCloud && !registries.nodeCredentials.includes(pattern)
        ? `cluster.provider (${provider})`
        : 'registries.nodeCredentials';
    }
    case 'public':
      return registries.public.includes(pattern) ? 'registries.public' : 'the built-in list of public registries';
    default:
      return need satisfies never;
  }
}

// ------------------------------------------------------------------------------------------------------------- verdict

function explainVerdict(explanation: Explanation): ExplainedVerdict {
  const { assessment, facts } = explanation;
  const { allowed, decision, findings, skipped, mode, auditAnnotations } = assessment;
  const exempt = auditAnnotations['exempt'];
  return {
    admitted: allowed,
    decision,
    undecided: findings.some(isUndecided),
    mode,
    modeFrom: modeFrom(explanation),
    skipped: skipped ?? '',
    notes: [...namespaceNotes(facts), ...(exempt === undefined ? [] : [`an exemption applies: ${exempt}`])],
    findings: findings.map(explainFinding),
  };
}

function labelOf({ namespace }: Facts): string | undefined {
  return namespace.state === 'found' ? namespace.value.labels[MODE_LABEL] : undefined;
}

function modeFrom({ facts, subject, settings }: Explanation): string {
  const { from } = effectiveMode(facts.namespace, subject, settings);
  return from === 'label' ? `label ${MODE_LABEL} of the namespace` : `setting ${from}`;
}

function namespaceNotes(facts: Facts): readonly string[] {
  const { namespace } = facts;
  switch (namespace.state) {
    case 'absent':
      return ['the namespace does not exist'];
    case 'unknown':
      return [`the labels of the namespace are not known, and one of them may set the mode: ${namespace.reason}`];
    case 'found': {
      const label = labelOf(facts);
      const isRight = label === undefined || isMode(label);
      return isRight ? [] : [`label ${MODE_LABEL}="${label}" of the namespace is no mode and is ignored`];
    }
    default:
      return namespace satisfies never;
  }
}

function explainFinding(finding: JudgedFinding): ExplainedFinding {
  const { code, action, weakenedFrom = '', problem, because, fix, operator = '' } = finding;
  return {
    code,
    rule: ruleOf(code).slug,
    action,
    weakenedFrom,
    problem,
    because,
    fix: fixText(fix),
    operator,
  };
}
