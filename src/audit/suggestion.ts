/**
 * Settings for a cluster out of what runs in it: one pass for the evidence, and one by the suggested settings, with the same
 * engine, for what they would deny all the same.
 */
import type { Settings } from '../core/settings.js';
import { isOutside } from './collect.js';
import { createEvidence, type Found } from './evidence.js';
import { type JudgedObject, type JudgeRequest, judgedObjects } from './judged.js';
import { keyOfOwner } from './owners.js';
import type { AuditUnread } from './report.js';
import { type ProviderSigns, type Suggestion, suggest } from './suggest.js';
import { createModes, type FoundModes } from './suggest-modes.js';

export interface SuggestRequest extends JudgeRequest {
  /** The namespace of the Pullgate that is installed; undefined where none is known. */
  readonly home: string | undefined;
  readonly signs: ProviderSigns;
  /** Told of each object that goes by, twice. */
  readonly onObject?: () => void;
}

export interface Suggested {
  readonly found: Found;
  readonly suggestion: Suggestion;
  readonly modes: FoundModes;
  readonly unread: readonly AuditUnread[];
  /** What the values file says, labels of namespaces aside. */
  readonly settings: Settings;
}

export async function suggestFor(request: SuggestRequest): Promise<Suggested> {
  const { settings, signs, home } = request;
  const unread = new Map<string, AuditUnread>();
  const evidence = createEvidence();
  for await (const step of judgedObjects({ ...request, ended: true })) {
    request.onObject?.();
    if (step.is === 'unread') unread.set(step.unread.what, step.unread);
    if ((step.is === 'judged' || step.is === 'ended') && step.judged !== undefined) {
      const { judged } = step;
      const { status, facts: secrets, outlooks } = judged;
      const outside = isOutside(judged.there.namespace, home);
      if (status !== undefined && secrets !== undefined) evidence.add({ status, outlooks, secrets, outside });
    }
  }
  const found = evidence.found();
  const suggestion = suggest(found, settings, signs);
  const enforced: Settings = { ...suggestion.settings, mode: 'enforce' };
  const modes = createModes();
  for await (const step of judgedObjects({ ...request, settings: enforced })) {
    request.onObject?.();
    if (step.is === 'judged' && !isOutside(step.judged.there.namespace, home)) modes.add(verdictOf(step.judged));
  }
  const foundModes = modes.found();
  const rules = {
    ...enforced.rules,
    ...Object.fromEntries(foundModes.tags.map(({ code }) => [code, 'warn' as const])),
  };
  return { found, suggestion, modes: foundModes, unread: [...unread.values()], settings: { ...enforced, rules } };
}

function verdictOf({
  there,
  owner,
  assessment,
  status,
}: JudgedObject): Parameters<ReturnType<typeof createModes>['add']>[0] {
  return { namespace: there.namespace, owner: keyOfOwner(owner), findings: assessment.findings, status };
}
