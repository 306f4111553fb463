/** The part of the report about injection: what a new Pod would get, and why, or why nothing. The plan is the webhook's. */
import type { ImagePlan } from '../../core/inject/plan.js';
import { INJECT_LABEL } from '../../core/inject/switch.js';
import { insteadOf, LIMITED, notAddedClause } from '../../core/inject/words.js';
import type { Settings } from '../../core/settings.js';
import type { Subject } from '../../core/types.js';
import { quoted } from '../../core/words/escape.js';
import { keyName, secretName } from '../../core/words/naming.js';
import type { ObjectExplanation } from '../../facts/explain.js';
import type { ExplainedInjection } from './report.js';

export function explainInjection(explanation: ObjectExplanation): ExplainedInjection {
  const { injection, settings } = explanation;
  const { plan } = injection;
  const isOn = injection.switch === 'on';
  return {
    on: isOn,
    outcome: plan.outcome,
    adds: isOn ? plan.add : [],
    would: isOn ? [] : plan.add,
    why: isOn ? planWords(explanation) : [switchWords(injection.switch, settings)],
  };
}

function switchWords(position: ObjectExplanation['injection']['switch'], { injection: { mode } }: Settings): string {
  switch (position) {
    case 'on':
      return `injection.mode is "${mode}"`;
    case 'off':
      return mode === 'off' ? 'injection.mode is "off"' : `the namespace has the label ${INJECT_LABEL}="false"`;
    case 'unlabelled':
      return `injection.mode is "namespaces", and the namespace has no label ${INJECT_LABEL}="true"`;
    case 'unknown':
      return `the labels of the namespace are not known, and ${INJECT_LABEL} decides`;
    default:
      return position satisfies never;
  }
}

function planWords({ subject, injection }: ObjectExplanation): readonly string[] {
  const { outcome, images, reason, blockedBy, limited = false } = injection.plan;
  const perImage = [...images.flatMap((image) => imageWords(image, subject)), ...(limited ? [LIMITED] : [])];
  switch (outcome) {
    case 'not-needed':
      return [subject.images.length > 1 ? 'no image lacks a credential' : 'the image lacks no credential'];
    case 'unknown':
      return [`it never guesses, and this is not known: ${reason ?? 'what the namespace holds'}`];
    case 'no-help':
      if (blockedBy !== undefined) {
        return [`${secretName(blockedBy)} of the list is malformed, which stops every pull whatever is added`];
      }
      return perImage.length === 0
        ? [`no secret of the namespace matches ${subject.images.length > 1 ? 'the images' : 'the image'}`]
        : perImage;
    case 'add':
    case 'forbidden':
      return perImage;
    default:
      return outcome satisfies never;
  }
}

function imageWords({ served, refused }: ImagePlan, subject: Subject): readonly string[] {
  if (served === undefined) return refused().map((refusal) => notAddedClause(refusal, subject));
  const { secret, entry, ahead } = served;
  const line = `${secretName(secret)} matches with ${keyName(entry)}, and nothing in the list can work`;
  if (ahead === undefined) return [line];
  return [line, `nothing else serves, so it is also tried before ${insteadOf(ahead)} for ${quoted(ahead.image)}`];
}
