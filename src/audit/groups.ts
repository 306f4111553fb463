/** The same findings from other sides: by cause, by registry, by namespace. */
import { compareActions } from '../core/action.js';
import type {
  AuditAction,
  AuditCause,
  AuditCell,
  AuditFinding,
  AuditGroup,
  AuditOwner,
  AuditReport,
} from './report.js';

/** Most causes differ only in the name of a registry; more nobody reads. */
const MOST_CAUSES = 10_000;

export function groupsOf(
  owners: readonly AuditOwner[],
): Pick<AuditReport, 'causes' | 'registries' | 'namespaces' | 'matrix'> {
  const causes = createFold<AuditFinding>();
  const registries = createFold<string>();
  const namespaces = createFold<string>();
  const cells = createFold<{ readonly registry: string; readonly namespace: string }>();
  for (const owner of owners) {
    const { namespace } = owner.object;
    for (const finding of owner.findings) {
      causes.add(`${finding.code} ${finding.problem}`, finding, finding, owner);
      namespaces.add(namespace, namespace, finding, owner);
      for (const registry of new Set(finding.containers.map((each) => each.registry))) {
        if (registry === '') continue;
        registries.add(registry, registry, finding, owner);
        cells.add(`${registry} ${namespace}`, { registry, namespace }, finding, owner);
      }
    }
  }
  const cell = ({ what, findings, enforced }: Fold<Pick<AuditCell, 'registry' | 'namespace'>>): AuditCell => {
    return { ...what, findings, enforced };
  };
  return {
    causes: causes.all().slice(0, MOST_CAUSES).map(toCause),
    registries: registries.all().map(toGroup),
    namespaces: namespaces.all().map(toGroup),
    matrix: cells.all().map(cell),
  };
}

interface Fold<T> {
  readonly what: T;
  readonly first: AuditOwner;
  action: AuditAction;
  strongest: AuditAction;
  findings: number;
  enforced: number;
  pods: number;
  owners: number;
  /** Owners come one after the other, sorted or not: the last one is enough to count each once. */
  last: AuditOwner | undefined;
  readonly namespaces: Set<string>;
}

interface Folds<T> {
  readonly add: (key: string, what: T, finding: AuditFinding, owner: AuditOwner) => void;
  /** The worst first, then the most owners. */
  readonly all: () => readonly Fold<T>[];
}

function createFold<T>(): Folds<T> {
  const folds = new Map<string, Fold<T>>();
  return {
    add(key, what, { action, enforced }, owner) {
      const fold = folds.get(key) ?? newFold(what, action, enforced, owner);
      folds.set(key, fold);
      fold.findings += 1;
      if (enforced === 'deny') fold.enforced += 1;
      if (compareActions(action, fold.action) < 0) fold.action = action;
      if (compareActions(enforced, fold.strongest) < 0) fold.strongest = enforced;
      fold.namespaces.add(owner.object.namespace);
      if (fold.last === owner) return;
      fold.last = owner;
      fold.owners += 1;
      fold.pods += owner.pods;
    },
    all: () =>
      [...folds.values()].sort(
        (a, b) => compareActions(a.strongest, b.strongest) || b.owners - a.owners || b.pods - a.pods,
      ),
  };
}

function newFold<T>(what: T, action: AuditAction, strongest: AuditAction, first: AuditOwner): Fold<T> {
  const numbers = { findings: 0, enforced: 0, pods: 0, owners: 0 };
  return { what, first, action, strongest, ...numbers, last: undefined, namespaces: new Set() };
}

function toCause({
  what,
  first,
  action,
  strongest,
  findings,
  owners,
  pods,
  namespaces,
}: Fold<AuditFinding>): AuditCause {
  const { code, rule, problem } = what;
  const numbers = { findings, owners, pods, namespaces: namespaces.size };
  return { code, rule, action, enforced: strongest, problem, ...numbers, example: first.object };
}

function toGroup({ what, findings, enforced, owners, pods }: Fold<string>): AuditGroup {
  return { name: what, findings, enforced, owners, pods };
}
