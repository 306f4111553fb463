/**
 * What an audit keeps of what goes by: a row for each owner that something is wrong with, numbers of all the others. So
 * what is in memory grows with findings and with owners, not with Pods.
 */

import { compareActions, worstAction } from '../core/action.js';
import { compare } from '../core/choice.js';
import { isObjectName } from '../core/object-name.js';
import { OUTSIDE_NAMESPACES } from '../core/outside.js';
import { isUndecided } from '../core/rules/facts-unknown.js';
import { keyOfFinding, toAuditFinding } from './finding.js';
import type { JudgedObject, Step } from './judged.js';
import { keyOfOwner } from './owners.js';
import type {
  AuditAction,
  AuditDecision,
  AuditFinding,
  AuditObject,
  AuditOwner,
  AuditSummary,
  AuditUnread,
} from './report.js';
import { createTexts, type Texts } from './texts.js';

export interface Collected {
  readonly owners: readonly AuditOwner[];
  readonly summary: AuditSummary;
  readonly unread: readonly AuditUnread[];
}

export interface Collector {
  readonly add: (step: Step) => void;
  readonly collected: () => Collected;
}

export interface CollectOptions {
  readonly ownedPods: 'enforce' | 'warn' | 'audit' | 'off';
  /** The namespace of the Pullgate that is installed, for which its webhooks are not called. */
  readonly home: string | undefined;
}

/** Is no webhook of the chart called for it? `home` is the namespace of Pullgate, where one is known. */
export function isOutside(namespace: string, home: string | undefined): boolean {
  return OUTSIDE_NAMESPACES.includes(namespace) || namespace === home;
}

interface Row {
  readonly object: AuditObject;
  file: string;
  line: number;
  readonly findings: Map<string, AuditFinding>;
  /** Made for the first, which few have. */
  unknown: Map<string, AuditFinding> | undefined;
}

/** Of every owner. */
interface Standing {
  pods: number;
  /** Itself was judged. */
  judged: boolean;
  /** Images of its template, with their containers; those of a Pod that stands alone are not asked for. */
  images: ReadonlySet<string> | undefined;
}

export function createCollector({ ownedPods, home }: CollectOptions): Collector {
  const rows = new Map<string, Row>();
  const standings = new Map<string, Standing>();
  const unread = new Map<string, AuditUnread>();
  const texts = createTexts();
  let [pods, ended, skipped] = [0, 0, 0];

  function standingOf(key: string): Standing {
    const known = standings.get(key);
    if (known !== undefined) return known;
    const made: Standing = { pods: 0, judged: false, images: undefined };
    standings.set(key, made);
    return made;
  }

  function rowOf(key: string, object: AuditObject): Row {
    const known = rows.get(key);
    if (known !== undefined) return known;
    const made: Row = { object, file: '', line: 0, findings: new Map(), unknown: undefined };
    rows.set(key, made);
    return made;
  }

  function addJudged(judged: JudgedObject): void {
    const { there, assessment, owner, by, status } = judged;
    const isPod = status !== undefined;
    if (isPod) pods += 1;
    const key = keyOfOwner(owner);
    const standing = standingOf(key);
    if (isPod) standing.pods += 1;
    const isItself = by === 'itself' && owner.kind === there.kind.kind && owner.name === there.name;
    if (isItself) standing.judged = true;
    if (isItself && !isPod) standing.images = imagesOf(judged);
    if (assessment.decision === 'skip') skipped += 1;
    const outside = isOutside(there.namespace, home);
    for (const finding of assessment.findings) {
      const row = rowOf(key, owner);
      if (isItself) [row.file, row.line] = [there.file, there.line];
      const told = toAuditFinding(finding, judged, { ownedPods, outside });
      put(isUndecided(finding) ? unknownOf(row) : row.findings, told, { standing, owner, texts });
    }
  }

  return {
    add(step) {
      switch (step.is) {
        case 'judged':
          addJudged(step.judged);
          return;
        case 'ended':
          ended += 1;
          return;
        case 'made':
          return;
        case 'unread':
          unread.set(JSON.stringify(step.unread), step.unread);
          return;
        default:
          step satisfies never;
      }
    },
    collected() {
      const owners = [...rows].map(([key, row]) => toOwner(row, standingOf(key))).sort(worstFirst);
      // All that is in them is told by now.
      rows.clear();
      const summary = summarize(owners, standings.size, { pods, ended, skipped });
      return { owners, summary, unread: [...unread.values()] };
    },
  };
}

function unknownOf(row: Row): Map<string, AuditFinding> {
  row.unknown ??= new Map();
  return row.unknown;
}

function imagesOf({ assessment: { subject } }: JudgedObject): ReadonlySet<string> {
  return new Set(
    (subject?.images ?? []).map((use) => imageKey(use.name, use.parsed.ok ? use.parsed.reference.raw : use.parsed.raw)),
  );
}

function imageKey(container: string, image: string): string {
  return structuredClone(`${container} ${image}`);
}

function put(
  findings: Map<string, AuditFinding>,
  told: AuditFinding,
  { standing, owner, texts }: { readonly standing: Standing; readonly owner: AuditObject; readonly texts: Texts },
): void {
  const key = texts.same(keyOfFinding(told));
  const known = findings.get(key);
  if (known === undefined) {
    const first = told.seen === 'pods' ? ofOldPods(told, findings, standing, owner) : told;
    findings.set(key, kept(first, texts));
    return;
  }
  findings.set(key, {
    ...known,
    action: stronger(known.action, told.action),
    enforced: stronger(known.enforced, told.enforced),
    seen: known.seen === told.seen ? known.seen : 'both',
    pods: known.pods + told.pods,
  });
}

function kept(finding: AuditFinding, { same }: Texts): AuditFinding {
  const { code, problem, because, fix, operator, containers } = finding;
  return {
    ...finding,
    code: same(code),
    problem: same(problem),
    because: same(because),
    fix: same(fix),
    operator: same(operator),
    containers: containers.map(({ kind, name, image, registry, repository, path }) => ({
      kind,
      name: same(name),
      image: same(image),
      registry: same(registry),
      repository: same(repository),
      path: same(path),
    })),
  };
}

function stronger(a: AuditAction, b: AuditAction): AuditAction {
  return compareActions(a, b) <= 0 ? a : b;
}

const RESTARTED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** What only Pods suffer from, and the template that they were made of does not any more, new ones do not suffer from. */
function ofOldPods(
  told: AuditFinding,
  known: ReadonlyMap<string, AuditFinding>,
  { images }: Standing,
  { apiVersion, kind, namespace, name }: AuditObject,
): AuditFinding {
  const isOfTemplate =
    told.containers.length > 0 &&
    told.containers.every(({ name: of, image }) => images?.has(`${of} ${image}`) === true);
  // A tenant chooses how many findings an owner has: they are looked through for those of a template only.
  if (!isOfTemplate || !apiVersion.startsWith('apps/') || !RESTARTED.has(kind)) return told;
  const names = new Set(told.containers.map((each) => each.name));
  const isWell = [...known.values()].every(
    ({ seen, containers }) => seen === 'pods' || !containers.some((each) => names.has(each.name)),
  );
  if (!isWell || !isObjectName(name) || !isObjectName(namespace)) return told;
  const fix = `kubectl -n ${namespace} rollout restart ${kind.toLowerCase()}/${name}\nNote: the template is right by now; these Pods are older`;
  return { ...told, fix };
}

const NONE: readonly AuditFinding[] = [];

function toOwner({ object, file, line, findings, unknown }: Row, { judged, pods }: Standing): AuditOwner {
  const all = [...findings.values()].sort(worstFinding);
  return {
    object,
    file,
    line,
    judged: judged ? 'object' : 'pods',
    pods,
    decision: worstAction(all) ?? 'allow',
    enforced: all.some(({ enforced }) => enforced === 'deny'),
    findings: all,
    unknown: unknown === undefined ? NONE : [...unknown.values()],
  };
}

function worstFinding(a: AuditFinding, b: AuditFinding): number {
  return compareActions(a.enforced, b.enforced) || compareActions(a.action, b.action) || compare(a.code, b.code);
}

function worstFirst(a: AuditOwner, b: AuditOwner): number {
  return (
    Number(b.enforced) - Number(a.enforced) ||
    rank(a.decision) - rank(b.decision) ||
    b.pods - a.pods ||
    compare(a.object.namespace, b.object.namespace) ||
    compare(a.object.name, b.object.name) ||
    compare(a.object.kind, b.object.kind)
  );
}

const RANKS: Readonly<Record<AuditDecision, number>> = { deny: 0, warn: 1, audit: 2, allow: 3 };

function rank(decision: AuditDecision): number {
  return RANKS[decision];
}

interface Numbers {
  readonly pods: number;
  readonly ended: number;
  readonly skipped: number;
}

function summarize(owners: readonly AuditOwner[], all: number, numbers: Numbers): AuditSummary {
  const decisions = { deny: 0, warn: 0, audit: 0, allow: all - owners.length };
  const actions: Record<AuditAction, number> = { deny: 0, warn: 0, audit: 0 };
  const reasons = new Map<string, number>();
  let [findings, enforced, enforcedPods, unknown] = [0, 0, 0, 0];
  for (const owner of owners) {
    decisions[owner.decision] += 1;
    if (owner.enforced) {
      enforced += 1;
      enforcedPods += owner.pods;
    }
    if (owner.unknown.length > 0) unknown += 1;
    for (const reason of new Set(owner.unknown.map(({ problem, because }) => because || problem))) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    findings += owner.findings.length;
    for (const { action } of owner.findings) actions[action] += 1;
  }
  const unknownReasons = [...reasons]
    .map(([reason, objects]) => ({ reason, objects }))
    .sort((a, b) => b.objects - a.objects || compare(a.reason, b.reason));
  return { ...numbers, owners: all, decisions, enforced, enforcedPods, findings, ...actions, unknown, unknownReasons };
}
