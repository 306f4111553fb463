/** The whole of an audit: one pass over what is there, and one more for the commands that end many findings. */
import { createWishes, proveFixes } from './account-fixes.js';
import { createCollector } from './collect.js';
import { createDrain } from './drain.js';
import { groupsOf } from './groups.js';
import { type JudgedObject, type JudgeRequest, judgedObjects } from './judged.js';
import { keyOfOwner } from './owners.js';
import type { AuditDrain, AuditReport } from './report.js';

export interface AuditRequest extends JudgeRequest {
  /** The namespace of the Pullgate that is installed; undefined where none is known. */
  readonly home: string | undefined;
  readonly drain: boolean;
  /** Told of each object that goes by, judged or not. */
  readonly onObject?: () => void;
  /** Told of each that is judged: for who has a question of his own to it. */
  readonly onJudged?: (judged: JudgedObject) => void;
}

export type Audited = Pick<
  AuditReport,
  'summary' | 'owners' | 'causes' | 'registries' | 'namespaces' | 'matrix' | 'unread' | 'fixes'
> & { readonly drain?: Omit<AuditDrain, 'verification'> };

export async function audit(request: AuditRequest): Promise<Audited> {
  const { settings, home, onObject, onJudged } = request;
  const collector = createCollector({ ownedPods: settings.ownedPods.mode, home });
  const wishes = createWishes();
  const drain = request.drain ? createDrain(settings) : undefined;
  for await (const step of judgedObjects(request)) {
    onObject?.();
    collector.add(step);
    if (step.is !== 'judged') continue;
    wishes.note(step.judged);
    drain?.add(step.judged);
    onJudged?.(step.judged);
  }
  const { owners, summary, unread } = collector.collected();
  const pods = new Map(owners.map((owner) => [keyOfOwner(owner.object), owner.pods]));
  const fixes = await proveFixes(wishes.ofMany(), { ...request, podsOf: (owner) => pods.get(owner) ?? 0 });
  const found = { summary, owners, ...groupsOf(owners), unread, fixes };
  return drain === undefined ? found : { ...found, drain: drain.report() };
}
