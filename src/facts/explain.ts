/**
 * The verdict of `assess` on one object, or on one image in a Pod that nobody has created yet, and beside it everything
 * that the verdict rests on, read to the end. It decides nothing: `assess` is asked once, and what is read on is only
 * shown.
 */

import type { Facts } from '../core/facts.js';
import { injectionInput } from '../core/inject/foresee.js';
import { type InjectionPlan, planInjection } from '../core/inject/plan.js';
import { type InjectionSwitch, injectionSwitch } from '../core/inject/switch.js';
import type { ImageOutlook } from '../core/outlook.js';
import { requestFacts } from '../core/request.js';
import type { Settings } from '../core/settings.js';
import type { Admission, Subject } from '../core/types.js';
import type { ExtraFact, Wanted } from '../core/wants.js';
import { asCreated } from './as-created.js';
import { type Assessment, assess } from './assess.js';
import type { ClusterState } from './cluster-state.js';
import { type Gathered, readOn } from './gather.js';
import type { RegistryPort } from './registry-port.js';
import { remembering } from './remembering.js';
import { finish } from './steps.js';

export interface Question {
  /** Not empty. */
  readonly image: string;
  readonly namespace: string;
  /** '' means `default`, as in a Pod. */
  readonly serviceAccount: string;
  /** The Pod's own list; empty: it has none. */
  readonly pullSecrets: readonly string[];
}

export interface ExplainContext {
  readonly settings: Settings;
  readonly state: ClusterState;
  /** Absent: no registry is asked. */
  readonly registry?: RegistryPort | undefined;
  /** ms since the epoch */
  readonly now: number;
}

export interface ObjectExplanation {
  readonly settings: Settings;
  readonly assessment: Assessment;
  readonly subject: Subject;
  /** What the verdict rests on, and what a verdict may leave unread: the ServiceAccount, its secrets, the namespace's. */
  readonly facts: Facts;
  /** Of every image, in order, before anything is injected. */
  readonly outlooks: readonly ImageOutlook[];
  readonly injection: {
    readonly switch: InjectionSwitch;
    /** What would be added where it is on. */
    readonly plan: InjectionPlan;
  };
}

/** One of its images. */
export interface ImageExplanation extends ObjectExplanation {
  readonly outlook: ImageOutlook;
}

export interface Explanation extends ImageExplanation {
  readonly question: Question;
}

/** Undefined where there is nothing to explain: it carries no Pod, or is being deleted. */
export async function explainObject(
  admission: Admission,
  context: ExplainContext,
): Promise<ObjectExplanation | undefined> {
  const { settings, now, registry } = context;
  // The same object may be asked for twice, by the verdict and for the show: the answer must be the same.
  const state = remembering(context.state);
  let gathered: Gathered | undefined;
  const observe = (each: Gathered): void => {
    gathered = each;
  };
  const assessment = await assess(admission, { settings, state, registry, now, observe });
  const { subject } = assessment;
  if (gathered === undefined || subject === undefined) return undefined;
  const facts = await finish(readOn(subject, gathered.facts, SHOWN, { settings, state, now }));
  const { outlooks, unprobed } = gathered;
  const request = requestFacts(admission, settings.ownedPods.controllers);
  const injection = {
    switch: injectionSwitch(facts.namespace, settings, request.origin),
    plan: planInjection(injectionInput({ subject, facts, unprobed, settings, request })),
  };
  return { settings, assessment, subject, facts, outlooks, injection };
}

export async function explainImage(question: Question, context: ExplainContext): Promise<Explanation> {
  const explained = await explainObject(podOf(question), context);
  const outlook = explained?.outlooks[0];
  // A Pod that is created is always gathered for, and only an empty text is no image.
  if (explained === undefined || outlook === undefined) throw new Error('there is nothing to explain');
  return { ...explained, question, outlook };
}

/** What is shown beside the verdict, whatever it rests on. */
const SHOWN: Wanted = {
  facts: new Set<ExtraFact>(['serviceAccount', 'candidates', 'listed']),
  decides: true,
};

/** What the API server would ask if this Pod were created. It has not been through admission yet: the ServiceAccount's list is applied first. */
export function podOf({ image, namespace, serviceAccount, pullSecrets }: Question): Admission {
  const spec = {
    containers: [{ name: 'app', image }],
    serviceAccountName: serviceAccount,
    imagePullSecrets: pullSecrets.map((name) => ({ name })),
  };
  return asCreated({
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: 'pods',
    namespace,
    name: 'explained',
    source: 'file',
    object: { metadata: { name: 'explained', namespace }, spec },
  });
}
