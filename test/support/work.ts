/** How much work a hostile review causes, counted in steps: how much in all, and how much between two pauses. */
import { createBudget, type Meter, TURN_STEPS } from '../../src/core/budget.js';
import { evaluateInParts } from '../../src/core/evaluate.js';
import type { Finding } from '../../src/core/finding.js';
import { type Judgement, judgeInParts, planInParts } from '../../src/core/judge.js';
import { outlooksInParts } from '../../src/core/outlook.js';
import type { InParts } from '../../src/core/parts.js';
import { requestFacts } from '../../src/core/request.js';
import { DEFAULT_SETTINGS } from '../../src/core/settings.js';
import { subjectInParts, subjectOf } from '../../src/core/subject.js';
import { findWorkload } from '../../src/core/workloads.js';
import { gatherFacts } from '../../src/facts/gather.js';
import { finish } from '../../src/facts/steps.js';
import { decodeReview } from '../../src/webhook/review.js';
import { makeShape, type Shape } from '../bench/hostile/shapes.mjs';
import { NOW } from './case.js';
import { type KubeObject, stateOf } from './state.js';

export interface Work {
  readonly steps: number;
  /** The most between two pauses. */
  readonly longest: number;
  readonly pauses: number;
  readonly findings: readonly Finding[];
  readonly judgement: Judgement;
  /** Something that only explains was left out. */
  readonly isShort: boolean;
}

export async function workOf(shape: Shape): Promise<Work> {
  const made = makeShape(shape);
  const decoded = decodeReview(made?.body);
  if (made === undefined || !decoded.ok) throw new Error('the shape is no review');
  const { admission } = decoded;
  const request = requestFacts(admission, []);
  const workload = findWorkload(admission.kind, []);
  if (workload === undefined) throw new Error('the shape is no workload');
  const budget = createBudget();
  const count = { steps: 0, longest: 0, pauses: 0 };
  const settings = DEFAULT_SETTINGS;
  const subject = counted(
    subjectInParts(subjectOf(admission, request), workload, admission.object, budget),
    budget,
    count,
  );
  const state = stateOf(made.objects as readonly KubeObject[]); // as kubectl would send them
  const { facts } = await finish(gatherFacts(subject, { settings, state, now: NOW, request }));
  const outlooks = counted(outlooksInParts(subject.images, facts, settings, budget), budget, count);
  const input = { subject, facts, outlooks, settings, request, budget };
  const findings = counted(evaluateInParts(input), budget, count);
  const judging = { subject, facts, outlooks, settings, request, meter: budget, change: undefined, ignores: undefined };
  const sentence = counted(judgeInParts(findings, judging), budget, count);
  const judgement = counted(planInParts(sentence, judging), budget, count);
  return { ...count, findings, judgement, isShort: budget.isShort() };
}

function counted<T>(parts: InParts<T>, meter: Meter, count: { steps: number; longest: number; pauses: number }): T {
  for (;;) {
    const step = parts.next();
    const isOver = step.done === true;
    if (!isOver && meter.steps < TURN_STEPS) continue;
    count.steps += meter.steps;
    count.longest = Math.max(count.longest, meter.steps);
    meter.steps = 0;
    if (step.done === true) return step.value;
    count.pauses += 1;
  }
}
