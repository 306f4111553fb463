/**
 * From what was found of something that is written to what is said: modes, exemptions and dry run as for Pods
 * (judge.ts), then who uses it, and the way out. A Secret has no plan, which is about lists of Pods: its way out is its
 * own data.
 */
import { compareActions } from '../action.js';
import type { Budget } from '../budget.js';
import { compare } from '../choice.js';
import type { Facts } from '../facts.js';
import type { Finding, JudgedFinding } from '../finding.js';
import { type Judgement, judgeInParts, type Sentence } from '../judge.js';
import type { InParts } from '../parts.js';
import type { Judged } from '../plan/plan.js';
import type { RequestFacts } from '../request.js';
import type { Settings } from '../settings.js';
import type { TemplateSubject } from '../subject-types.js';
import type { Fix } from '../types.js';
import { createFixer } from './fix.js';
import { inUseSettings, writtenSettings } from './settings.js';
import { accountUsedBy, secretUsedBy } from './used-by.js';
import { type Around, factsFor, subjectFor, type Written } from './written.js';

export interface WrittenInput {
  readonly written: Written;
  readonly around: Around;
  readonly request: RequestFacts;
  readonly settings: Settings;
  readonly budget: Budget;
}

/** What was found of one thing that is written. */
export interface Found {
  /** What is wrong with it. */
  readonly lint: readonly Finding[];
  /** What goes away with it. */
  readonly loss: readonly Finding[];
}

export interface WrittenJudgement extends Judgement {
  readonly subject: TemplateSubject;
  readonly facts: Facts;
}

export function* judgeWritten({ lint, loss }: Found, input: WrittenInput): InParts<WrittenJudgement> {
  const { written, around, settings } = input;
  const facts = factsFor(written, around);
  const subject = subjectFor(written);
  const ofLint = yield* sentenceOf(lint, writtenSettings(settings, around.namespace), { ...input, facts, subject });
  const ofLoss = yield* sentenceOf(loss, inUseSettings(settings), { ...input, facts, subject });
  const told = withUsers(merged(ofLint.judged, input), input);
  const findings = [...told, ...merged(ofLoss.judged, input)].sort(worstFirst);
  const denials = findings.filter(({ action }) => action === 'deny');
  const { mode, from, badLabel } = ofLint;
  return {
    subject,
    facts,
    // What is denied for its use is under the mode of the namespace, whatever `secrets.mode` makes of it.
    mode: ofLoss.judged.length > 0 ? ofLoss.mode : mode,
    from,
    badLabel,
    findings,
    denied: denials.length > 0,
    planFor: (count) => joined(denials.slice(0, count)),
    exemptions: [...ofLint.exemptions, ...ofLoss.exemptions],
    ignored: [],
  };
}

interface SentenceInput extends WrittenInput {
  readonly facts: Facts;
  readonly subject: TemplateSubject;
}

function* sentenceOf(
  findings: readonly Finding[],
  settings: Settings,
  { request, budget, facts, subject }: SentenceInput,
): InParts<Sentence> {
  const none = { outlooks: [], change: undefined, ignores: undefined };
  return yield* judgeInParts(findings, { subject, request, facts, settings, meter: budget, ...none });
}

/** The image of a key is ours, and nobody is told of it; what is the same without it is said once. */
function merged(judged: readonly Judged[], input: WrittenInput): readonly JudgedFinding[] {
  const found = new Map<string, JudgedFinding>();
  const fixFor = createFixer(input);
  for (const { fix: _, ...finding } of judged) {
    const fix = fixFor(finding);
    const told = { ...finding, uses: [] };
    const key = `${told.code} ${told.action} ${told.problem} ${told.because}`;
    if (!found.has(key)) found.set(key, fix === undefined ? told : { ...told, fix });
  }
  return [...found.values()];
}

/** Said once, of the worst of them. */
function withUsers(findings: readonly JudgedFinding[], input: WrittenInput): readonly JudgedFinding[] {
  const { written, around, budget } = input;
  const [first, ...rest] = [...findings].sort(worstFirst);
  if (first === undefined) return [];
  const secret = written.kind === 'Secret' ? written.secrets.get(written.name) : undefined;
  const users =
    secret?.state === 'found'
      ? secretUsedBy(written.name, secret.value, around, budget)
      : written.kind === 'ServiceAccount'
        ? accountUsedBy(written.name, around)
        : '';
  if (users === '') return [first, ...rest];
  return [{ ...first, because: first.because === '' ? users : `${first.because}; ${users}` }, ...rest];
}

/** The steps of all of them, each once. */
function joined(denials: readonly JudgedFinding[]): Fix | undefined {
  const steps = denials.flatMap(({ fix }) => fix?.steps ?? []);
  const distinct = new Map(steps.map((step) => [JSON.stringify(step), step]));
  return distinct.size === 0 ? undefined : { steps: [...distinct.values()], notes: [] };
}

function worstFirst(a: JudgedFinding, b: JudgedFinding): number {
  return compareActions(a.action, b.action) || compare(a.code, b.code) || compare(a.problem, b.problem);
}
