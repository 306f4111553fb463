/** From the explanation to the report: nothing is decided here and nothing worded but where a value came from. */

import { nodePatterns } from '../../core/credential-providers.js';
import type { Facts } from '../../core/facts.js';
import type { JudgedFinding } from '../../core/finding.js';
import { runtimeReference } from '../../core/image/parse.js';
import { PROVIDER_PATTERNS, registryHint } from '../../core/image/registry-hints.js';
import { effectiveMode, isMode, MODE_LABEL } from '../../core/mode.js';
import type { ImageOutlook, OutlookState } from '../../core/outlook.js';
import { registryNeed } from '../../core/registries.js';
import { isUndecided } from '../../core/rules/facts-unknown.js';
import { ruleOf } from '../../core/rules/index.js';
import type { Settings } from '../../core/settings.js';
import { imageText } from '../../core/subject.js';
import type { ImageReference, ImageUse } from '../../core/types.js';
import { containerText } from '../../core/words/container.js';
import { fixText } from '../../core/words/fix.js';
import type { Explanation, ImageExplanation, ObjectExplanation } from '../../facts/explain.js';
import type { ReportedPolicy } from '../policy-line.js';
import { explainAnswers } from './answers.js';
import { firstWords, isRefused } from './first.js';
import { explainInjection } from './injection.js';
import type {
  ExplainedFinding,
  ExplainedImage,
  ExplainedInjection,
  ExplainedObject,
  ExplainedRegistry,
  ExplainedUse,
  ExplainedVerdict,
  ExplainedVerdictOf,
  ExplainReport,
  Outcome,
} from './report.js';
import { explainKeyring, explainList, explainOthers } from './secrets.js';

/** What was asked, for the reader. */
export interface AskedOf {
  readonly cluster: string;
  readonly policy: ReportedPolicy | undefined;
}

export function explainReport(explanation: Explanation, { cluster, policy }: AskedOf): ExplainReport {
  const { question, outlook } = explanation;
  return {
    version: 1,
    ...(policy === undefined ? {} : { policy }),
    question: { ...question, serviceAccount: question.serviceAccount || 'default', cluster },
    ...explainUse(explanation),
    ...explainWhole(explanation, outlook.reference),
  };
}

/** Of each object so many images are explained; the verdict is about all of them. */
const IMAGES = 20;

/** An object as it was found, and what came of it. */
export interface FoundObject {
  readonly apiVersion: string;
  readonly file: string;
  readonly line: number;
}

export function explainedObject(explanation: ObjectExplanation, found: FoundObject): ExplainedObject {
  const { subject, outlooks } = explanation;
  const { kind, namespace, name, serviceAccountName: serviceAccount } = subject;
  const groups = byText(outlooks);
  const images = [...groups].flatMap(([text, [outlook, ...rest]]) =>
    outlook === undefined
      ? []
      : [
          {
            text,
            containers: [outlook, ...rest].map(({ use }) => containerText(use)),
            ...explainUse({ ...explanation, outlook }),
          },
        ],
  );
  const [only, another] = [...groups.values()];
  return {
    object: { apiVersion: found.apiVersion, kind, namespace, name, serviceAccount },
    file: found.file,
    line: found.line,
    images: images.slice(0, IMAGES),
    more: Math.max(0, images.length - IMAGES),
    ...explainWhole(explanation, another === undefined ? only?.[0]?.reference : undefined),
  };
}

function byText(outlooks: readonly ImageOutlook[]): ReadonlyMap<string, readonly ImageOutlook[]> {
  const groups = new Map<string, ImageOutlook[]>();
  for (const outlook of outlooks) {
    const text = imageText(outlook.use);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [outlook]);
    else group.push(outlook);
  }
  return groups;
}

function explainUse(explanation: ImageExplanation): ExplainedUse {
  const registry = explainRegistry(explanation);
  const answers = explainAnswers(explanation);
  return {
    image: explainImageText(explanation.outlook.use),
    ...(registry === undefined ? {} : { registry }),
    keyring: explainKeyring(explanation),
    ...(answers === undefined ? {} : { answers }),
    others: explainOthers(explanation),
  };
}

function explainWhole(explanation: ObjectExplanation, reference: ImageReference | undefined): ExplainedVerdictOf {
  const injection = explainInjection(explanation);
  return {
    first: firstWords(explanation),
    pullSecrets: explainList(explanation, reference),
    injection,
    verdict: explainVerdict(explanation, injection),
  };
}

function explainImageText({ parsed, pullPolicy }: ImageUse): ExplainedImage {
  if (!parsed.ok) return { valid: false, error: parsed.error };
  const { registry, path, tag = '', digest = '', shortName } = parsed.reference;
  const pulledAs = runtimeReference(parsed.reference);
  return { valid: true, registry, repository: path, tag, digest, pulledAs, pullPolicy, shortName };
}

// ------------------------------------------------------------------------------------------------------------ registry

function explainRegistry({ outlook, settings }: ImageExplanation): ExplainedRegistry | undefined {
  const { reference, need, pattern } = outlook;
  if (reference === undefined) return undefined;
  const { nodeProvider = '' } = registryHint(reference.registry);
  const isOfNodes = need === 'node' || isUnserved(outlook, settings);
  return {
    need,
    pattern: pattern ?? '',
    setting: pattern === undefined ? settingOfNone(outlook, settings) : settingOf(pattern, outlook, settings),
    cloud: isOfNodes ? '' : nodeProvider,
  };
}

/** No pattern decided. */
function settingOfNone({ openBy, reference, need }: ImageOutlook, settings: Settings): string {
  const isItself =
    openBy !== undefined && reference !== undefined && registryNeed(reference.repository, settings).need !== need;
  return isItself ? 'the registry itself' : 'registries.unlisted';
}

/** The nodes bring a credential, but not to this ServiceAccount. */
function isUnserved({ need, pattern }: ImageOutlook, settings: Settings): boolean {
  if (need !== 'private' || pattern === undefined || settings.registries.private.includes(pattern)) return false;
  return nodePatterns(settings).includes(pattern);
}

/** Whose pattern it is; a list of the operator is named before one that is built in. */
function settingOf(pattern: string, outlook: ImageOutlook, settings: Settings): string {
  const { registries, cluster } = settings;
  switch (outlook.need) {
    case 'private':
      return isUnserved(outlook, settings)
        ? 'registries.nodeCredentials, whose provider does not serve this ServiceAccount'
        : 'registries.private';
    case 'node': {
      const { provider } = cluster;
      const isCloud = provider !== 'auto' && provider !== 'none' && PROVIDER_PATTERNS[provider].includes(pattern);
      return isCloud && !nodePatterns(settings).includes(pattern)
        ? `cluster.provider (${provider})`
        : 'registries.nodeCredentials';
    }
    case 'public':
      return registries.public.includes(pattern) ? 'registries.public' : 'the built-in list of public registries';
    default:
      return outlook.need satisfies never;
  }
}

// ------------------------------------------------------------------------------------------------------------- verdict

function explainVerdict(explanation: ObjectExplanation, { adds }: ExplainedInjection): ExplainedVerdict {
  const { assessment, facts, outlooks, subject } = explanation;
  const { allowed, decision, findings, skipped, mode, auditAnnotations } = assessment;
  const exempt = auditAnnotations['exempt'];
  const undecided = findings.some(isUndecided);
  const outcome = outcomeOf(explanation, undecided);
  return {
    outcome,
    admitted: allowed && outcome !== 'refused',
    failing: (adds.length === 0 && outlooks.some(({ state }) => FAILING.has(state))) || findings.some(isRefusal),
    fruitless: !subject.isPod && facts.serviceAccount.state === 'absent',
    decision,
    undecided,
    mode,
    modeFrom: modeFrom(explanation),
    skipped: skipped ?? '',
    notes: [...namespaceNotes(facts), ...(exempt === undefined ? [] : [`an exemption applies: ${exempt}`])],
    findings: findings.map(explainFinding),
  };
}

/** By the word of the registry, with no doubt left. */
function isRefusal({ code, certain }: JudgedFinding): boolean {
  return certain === true && ruleOf(code).probed === 'may-deny';
}

const FAILING: ReadonlySet<OutlookState> = new Set<OutlookState>(['invalid', 'blocked', 'hopeless', 'lacking']);

function outcomeOf({ assessment, facts, subject }: ObjectExplanation, undecided: boolean): Outcome {
  if (isRefused(facts, subject)) return 'refused';
  const isKnown = assessment.findings.some((each) => each.action === 'deny' && !isUndecided(each));
  if (isKnown) return 'denied';
  if (undecided) return 'unknown';
  return assessment.allowed ? 'admitted' : 'denied';
}

function labelOf({ namespace }: Facts): string | undefined {
  return namespace.state === 'found' ? namespace.value.labels[MODE_LABEL] : undefined;
}

function modeFrom({ facts, subject, settings }: ObjectExplanation): string {
  const { from } = effectiveMode(facts.namespace, subject, settings);
  return from === 'label' ? `label ${MODE_LABEL} of the namespace` : `setting ${from}`;
}

function namespaceNotes(facts: Facts): readonly string[] {
  const { namespace } = facts;
  switch (namespace.state) {
    case 'absent':
      return [];
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
