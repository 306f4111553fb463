/** What a rule is: one file that holds its code, its words and its judgement. `rules/index.ts` lists them. */
import type { Budget } from '../budget.js';
import type { Cause } from '../causes/index.js';
import type { Facts } from '../facts.js';
import type { ListSlips } from '../list-slip.js';
import type { ImageOutlook } from '../outlook.js';
import type { RequestFacts } from '../request.js';
import type { Settings } from '../settings.js';
import type { RuleAction, RuleFinding, Subject } from '../types.js';
import type { Want } from '../wants.js';

/** What a rule may look at. Everything is there before it runs; a rule asks nobody. */
export interface RuleContext {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly settings: Settings;
  /** One per image, in the order of `subject.images`. */
  readonly outlooks: readonly ImageOutlook[];
  /** For each image without a working credential, the one cause that is told (design 1.5). */
  readonly causes: ReadonlyMap<ImageOutlook, Cause>;
  /** The codes that occur among them. */
  readonly causeCodes: ReadonlySet<Cause['code']>;
  readonly request: RequestFacts;
  readonly budget: Budget;
  /** What of the object explains that its secrets are not used; looked for at the first question. */
  readonly slips: () => ListSlips;
  /** Only that something is found counts, and of which images: the words are not shown. */
  readonly brief: boolean;
}

export interface RuleDocs {
  /** What is wrong, in a sentence or two. */
  readonly what: string;
  /** Why one should care. */
  readonly why: string;
  /** What the kubelet does when such a pod reaches it. */
  readonly kubelet: string;
  readonly fix: string;
  /** Where the behaviour is defined: upstream files, not web addresses. */
  readonly source: readonly string[];
}

export type Code = `PG${number}`;

/** @typeParam C the code, as a type: `RuleCode` is made of them */
export interface Rule<C extends Code = Code> {
  readonly code: C;
  readonly slug: string;
  readonly title: string;
  readonly defaultAction: RuleAction;
  /**
   * `image`: each image is judged by itself, so that many can be judged some at a time. `pod`: the rule looks at all of
   * them together, or at none.
   */
  readonly scope: 'image' | 'pod';
  /** Absent: pods, and templates of pods, that a kubelet takes their images and secrets from. */
  readonly judges?: 'mirrors';
  /** The setting that says what is done about it, in place of `rules`. */
  readonly setting?: 'onUnknown';
  /**
   * It rests on what a registry answered over Pullgate's network, so `probe.deny` says whether it may deny at all, or it
   * never does.
   */
  readonly probed?: 'may-deny' | 'never-denies';
  /** It says why an image has no working credential, so injection adds what it has to do with that. */
  readonly aboutCredentials?: true;
  /** Told before all that is as bad: until it is mended nothing else matters. */
  readonly leads?: true;
  /** Facts that it reads beyond what every verdict rests on. */
  readonly wants?: Want;
  /** Those that are asked for once the others are known, because they cost a call and the others may say that nobody needs them. */
  readonly wantsLast?: Want;
  readonly docs: RuleDocs;
  readonly evaluate: (context: RuleContext) => readonly RuleFinding[];
}
