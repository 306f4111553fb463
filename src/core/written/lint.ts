/**
 * What the rules say of a Secret, or of what a ServiceAccount lists, before a Pod uses it: the same rules over the same
 * outlooks, of an image for each key (samples.ts). What is certain to fail whoever uses it may deny; everything else, and
 * what a tool would only make again, is a warning at most.
 */
import type { Budget } from '../budget.js';
import { evaluateInParts } from '../evaluate.js';
import { type Finding, findingOf } from '../finding.js';
import { type ImageOutlook, outlooksInParts } from '../outlook.js';
import type { InParts } from '../parts.js';
import type { RequestFacts } from '../request.js';
import { absentFromAccount } from '../rules/secret-not-found.js';
import type { Settings } from '../settings.js';
import { samplesOf } from './samples.js';
import { isOff, lintSettings } from './settings.js';
import { accountsListing, usersOfSecret } from './used-by.js';
import { type Around, factsFor, subjectFor, type Written } from './written.js';

export interface LintInput {
  readonly written: Written;
  readonly around: Around;
  readonly settings: Settings;
  readonly request: RequestFacts;
  readonly budget: Budget;
}

export function* lintInParts(input: LintInput): InParts<readonly Finding[]> {
  const { written, around, settings, request, budget } = input;
  const facts = factsFor(written, around);
  const secrets = written.list.flatMap((name) => {
    const secret = written.secrets.get(name);
    return secret?.state === 'found' ? [secret.value] : [];
  });
  const { uses, partial } = samplesOf(secrets);
  const own = lintSettings(settings);
  const outlooks = yield* outlooksInParts(uses, facts, own, budget);
  const subject = { ...subjectFor(written), images: uses };
  const found = yield* evaluateInParts({ subject, facts, outlooks, settings: own, request, budget });
  const isHopeless = !partial && outlooks.length > 0 && outlooks.every(cannotPull);
  const judged = found.map((finding) => bounded(finding, isHopeless, input));
  return [...judged, ...absent(input)];
}

function cannotPull({ state }: ImageOutlook): boolean {
  return state === 'hopeless' || state === 'blocked' || state === 'lacking';
}

function bounded(finding: Finding, isHopeless: boolean, { written, around }: LintInput): Finding {
  const { fix: _fix, operator: _operator, ...rest } = finding;
  const mayDeny = isHopeless && !written.isMade && isItself(written) && isMeant(finding, written, around);
  return mayDeny ? rest : { ...rest, ceiling: 'warn' };
}

/** A ServiceAccount is right, and what it lists may be mended without it. */
function isItself({ kind }: Written): boolean {
  return kind === 'Secret';
}

/**
 * A Secret of another type may be there to be mounted, as the build tools want it: that it is no pull secret is certain
 * where somebody names it as one.
 */
function isMeant({ code }: Finding, { name }: Written, around: Around): boolean {
  if (code !== 'PG204') return true;
  return accountsListing(name, around).length > 0 || usersOfSecret(name, around).length > 0;
}

/** It may come a moment later, as every installer that makes ServiceAccounts before Secrets has it. */
function absent({ written, around, settings, budget }: LintInput): readonly Finding[] {
  if (written.kind !== 'ServiceAccount' || isOff('PG202', settings)) return [];
  const names = [...new Set(written.list)].filter((name) => written.secrets.get(name)?.state === 'absent');
  return absentFromAccount(names, { namespace: written.namespace, candidates: around.candidates, budget }).map((each) =>
    findingOf('PG202', each),
  );
}
