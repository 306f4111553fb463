/**
 * What the admission chain of a cluster said about one object, sorted: the words of Pullgate, and those of others. The
 * API server tells whose a denial is (Kubernetes staging apiserver pkg/admission/plugin/webhook/errors/statuserror.go),
 * and not whose a warning is: Pullgate's begin with its name (core/message/warnings.ts).
 */
import type { Told } from '../../cluster/dry-run.js';

/**
 * `denied`: by Pullgate. `refused`: by the API server or somebody else in the chain. `unanswered`: nobody can tell what
 * they would have said, because they were not asked, or not all of them answered.
 */
export type LiveVerdict = 'admitted' | 'denied' | 'refused' | 'unanswered';

export interface LiveAnswer {
  readonly verdict: LiveVerdict;
  /** Of HTTP; 0 where no answer came. */
  readonly status: number;
  readonly pullgate: Words;
  readonly others: OthersWords;
}

export interface OthersWords extends Words {
  /** Whose the denial is: `admission webhook "x"`, `API server`; '' where there is none. */
  readonly by: string;
}

export interface Words {
  /** As it was said, without what stands in front; '' where nothing was denied. */
  readonly denial: string;
  readonly warnings: readonly string[];
}

/** What the chart calls its webhooks (charts/pullgate/templates): the domain is Pullgate's. */
const OURS = /(^|\.)pullgate\.dev$/;
const WARNING = 'Pullgate: ';
/** Under a dry run Pullgate may only warn (setting `dryRun`), and says what it would have done. */
const STANDS_FOR_DENIAL = 'would be denied: ';

export function liveAnswer(told: Told | { readonly kind: 'failed'; readonly reason: string }): LiveAnswer {
  if (told.kind === 'failed') return unanswered(0, `the API server could not be asked: ${told.reason}`, []);
  const { status, message, warnings } = told;
  const isSuccess = status >= 200 && status < 300;
  const { pullgate, others } = sorted(warnings);
  if (isSuccess) return { verdict: pullgate.denial === '' ? 'admitted' : 'denied', status, pullgate, others };
  if (isUndecided(told)) return unanswered(status, message || `it answered ${status}`, warnings);
  const [head = '', name = ''] = /^admission webhook "([^"]*)" denied the request(?:: )?/.exec(message) ?? [];
  const denial = message.slice(head.length).trimStart();
  if (OURS.test(name)) {
    return { verdict: 'denied', status, pullgate: { ...pullgate, denial }, others };
  }
  const by = name === '' ? policyIn(message) : `admission webhook "${name}"`;
  return { verdict: 'refused', status, pullgate, others: { ...others, denial: denial || `${status}`, by } };
}

function sorted(warnings: readonly string[]): Pick<LiveAnswer, 'pullgate' | 'others'> {
  const ours = warnings.filter((text) => text.startsWith(WARNING)).map((text) => text.slice(WARNING.length));
  const denials = ours.filter((text) => text.startsWith(STANDS_FOR_DENIAL));
  const others = warnings.filter((text) => !text.startsWith(WARNING));
  return {
    pullgate: {
      denial: denials.map((text) => text.slice(STANDS_FOR_DENIAL.length)).join('\n'),
      warnings: ours.filter((text) => !text.startsWith(STANDS_FOR_DENIAL)),
    },
    others: { denial: '', by: '', warnings: others },
  };
}

function unanswered(status: number, denial: string, warnings: readonly string[]): LiveAnswer {
  const { pullgate, others } = sorted(warnings);
  return { verdict: 'unanswered', status, pullgate, others: { ...others, denial, by: 'API server' } };
}

/** `ValidatingAdmissionPolicy 'x' with binding 'y' denied request: ...` (K pkg/admission/plugin/policy/validating). */
function policyIn(message: string): string {
  const [, name] = /(?:^|: )ValidatingAdmissionPolicy '([^']*)' with binding /.exec(message) ?? [];
  return name === undefined ? 'API server' : `ValidatingAdmissionPolicy "${name}"`;
}

/** No right, no login, too busy, or a webhook that did not answer: nobody has said no. */
function isUndecided({ status, message }: Told): boolean {
  if (status >= 500 || status === 401 || status === 408 || status === 429) return true;
  return status === 403 && /(^| )is forbidden: User "[^"]*" cannot [a-z]+ resource /.test(message);
}
