/**
 * What can be asked about a cluster, as data: one member per question. What answers it (its path, its right, whether it is
 * kept in memory) is one row in `cluster/questions.ts`; who reads it says so in its own file.
 */
import type { ImagesInUse } from './in-use.js';
import type { Lookup, NamespaceFacts, PullSecret, ServiceAccountFacts } from './types.js';
import type { WorkloadUse } from './workload-use.js';

export type Question =
  | { readonly about: 'namespace'; readonly namespace: string }
  | { readonly about: 'serviceAccount'; readonly namespace: string; readonly name: string }
  | { readonly about: 'serviceAccounts'; readonly namespace: string }
  /** One secret by name, whatever its type: `unusable` is an answer, too. */
  | { readonly about: 'secret'; readonly namespace: string; readonly name: string }
  /**
   * The same secret, read at its source, with what it holds for these repositories (full names without tag and digest):
   * asked for a secret that turned out `oversized`. Of a large one only those entries come that could be used for one of
   * them, Docker Hub's fallback included (semantics 2.20 to 2.22), and the number of those left out. `oversized` again:
   * even these are too many.
   */
  | {
      readonly about: 'secretFor';
      readonly namespace: string;
      readonly name: string;
      readonly repositories: readonly string[];
    }
  /** The secrets of a namespace that could be pull secrets (both docker types, and others that hold a docker config). */
  | { readonly about: 'pullSecrets'; readonly namespace: string }
  /**
   * What the Pods of a namespace run; of files the templates of all workloads, too. `partial`: there are more than are
   * looked at. Nothing holds it, so it is asked last, and only where a verdict or its words may hang on it.
   */
  | { readonly about: 'imagesInUse'; readonly namespace: string }
  /** The workloads of a namespace, where they are watched (`secrets.usage`); those of other kinds are not among them. */
  | { readonly about: 'workloads'; readonly namespace: string }
  /** Namespaces that hold a secret of this name; asked only where `messages.otherNamespaces` is on. */
  | { readonly about: 'namespacesWithSecret'; readonly name: string };

export interface Answers {
  readonly namespace: NamespaceFacts;
  readonly serviceAccount: ServiceAccountFacts;
  readonly serviceAccounts: readonly ServiceAccountFacts[];
  readonly secret: PullSecret;
  readonly secretFor: PullSecret;
  readonly pullSecrets: readonly PullSecret[];
  readonly imagesInUse: readonly ImagesInUse[];
  readonly workloads: readonly WorkloadUse[];
  readonly namespacesWithSecret: readonly string[];
}

export type AnswerTo<Q extends Question> = Lookup<Answers[Q['about']]>;

export type About = Question['about'];
export type QuestionAbout<A extends About> = Extract<Question, { readonly about: A }>;

/** Of whom a fact is asked. */
export interface Whose {
  readonly namespace: string;
  readonly serviceAccountName: string;
}

/**
 * Facts that not every verdict rests on, each with what is asked for it: a row here, and `Facts` has it. Who reads one says
 * so where it judges (wants.ts).
 */
export const EXTRA_QUESTIONS = {
  /** The ServiceAccount of the pod or template. */
  serviceAccount: ({ namespace, serviceAccountName }: Whose) =>
    ({ about: 'serviceAccount', namespace, name: serviceAccountName }) as const,
  /** All pull secrets of the namespace, for causes and fixes; unknown where they may not be listed. */
  candidates: ({ namespace }: Whose) => ({ about: 'pullSecrets', namespace }) as const,
  /** Those of the namespace. */
  serviceAccounts: ({ namespace }: Whose) => ({ about: 'serviceAccounts', namespace }) as const,
  /** What its other workloads run. */
  imagesInUse: ({ namespace }: Whose) => ({ about: 'imagesInUse', namespace }) as const,
} satisfies Readonly<Record<string, (about: Whose) => Question>>;

type ExtraQuestions = typeof EXTRA_QUESTIONS;

/** The answers; `unknown` where nobody asked. */
export type ExtraFacts = { readonly [F in keyof ExtraQuestions]: AnswerTo<ReturnType<ExtraQuestions[F]>> };
