/** The part of the report about the registry's own answer: each try, how old it is, and whether it was asked for this. */
import type { PullOutcome, RegistryAnswer } from '../../core/registry-answer.js';
import { registryKey } from '../../core/registry-facts.js';
import type { ImageReference } from '../../core/types.js';
import { askedWords, outcomeWords } from '../../core/words/answer.js';
import { shown } from '../../core/words/escape.js';
import { keyName } from '../../core/words/naming.js';
import type { ImageExplanation } from '../../facts/explain.js';
import type { ExplainedAnswer, ExplainedAnswers } from './report.js';

/** Undefined where no registry was asked about the image. */
export function explainAnswers({ facts, outlook }: ImageExplanation): ExplainedAnswers | undefined {
  const { reference } = outlook;
  if (facts.registry.size === 0 || reference === undefined) return undefined;
  const answer = facts.registry.get(registryKey(reference));
  switch (answer?.state) {
    case undefined:
      return undefined;
    case 'absent':
      return { state: 'unknown', why: 'no answer is there', tries: [], nodes: [] };
    case 'unknown':
      return { state: 'unknown', why: shown(answer.reason), tries: [], nodes: [] };
    case 'found':
      return explainAnswer(answer.value, reference, facts.now);
    default:
      return answer satisfies never;
  }
}

function explainAnswer(answer: RegistryAnswer, reference: ImageReference, now: number): ExplainedAnswers {
  const { anonymous, at, attempts, nodes, source } = answer;
  const tried = (outcome: PullOutcome, when: number, secret: string, key: string): ExplainedAnswer => ({
    secret,
    key,
    result: outcome.result,
    status: outcome.result === 'refused' ? outcome.status : 0,
    says: outcomeWords(outcome, reference, now, secret !== ''),
    source,
    ageSeconds: Math.max(0, Math.floor((now - when) / 1000)),
    asked: askedWords(when, source, now),
  });
  return {
    state: 'found',
    why: '',
    tries: [
      tried(anonymous, at, '', ''),
      ...attempts.map((each) => tried(each.outcome, each.at, each.secret, keyName(each.entry))),
    ],
    nodes: nodes.map((node) => shown(node, 40)),
  };
}

/** For people. */
export function answerLines({ state, why, tries, nodes }: ExplainedAnswers): readonly string[] {
  if (state === 'unknown') return [`not known: ${why}`];
  return [
    ...tries.map(
      ({ secret, key, says, asked }) =>
        ` - ${secret === '' ? 'without a credential' : `with secret "${shown(secret)}", ${key}`}: it ${says}; ${asked}`,
    ),
    ...(nodes.length === 0 ? [] : [`The nodes are ${nodes.join(', ')}.`]),
  ];
}
