/**
 * The audit for a collector of logs: a JSON object per line, in the form and with the names of the server's own log, for
 * an audit that runs on its own (`audit.enabled` of the chart). `event` is always `audit`, and `what` says of what the line
 * is; the summary is the last one, so that who waits for it knows that the audit came to its end.
 *
 * ASCII only, and every value is cut by what it takes in the line: whatever an object says, a line stays below the 16 KiB at
 * which container runtimes and Docker's log drivers break one.
 */
import type {
  AuditAction,
  AuditCredential,
  AuditDrainImage,
  AuditDrainOwner,
  AuditFinding,
  AuditObject,
  AuditOwner,
  AuditReport,
  AuditReports,
} from '../../../audit/report.js';
import { secretsNamedIn } from '../../../core/words/naming.js';
import { ASCII, cut as cutText, fitting as fittingTexts } from '../../../log/room.js';
import { asciiLine } from '../../formats/json.js';
import type { AuditFormat } from './format.js';
import { drainHead, endsSoon, enforcedText, reportsText } from './words.js';

/** In bytes of the line; as in the lines of reviews. */
const ROOM = { value: 258, list: 2048, items: 20 };
/** Of a sentence, and of a fix, which may be a few commands. */
const LONGEST_TEXT = 1024;
const MOST_SECRETS = 3;

type Fields = Readonly<Record<string, unknown>>;

interface Line {
  readonly level: 'info' | 'warn';
  readonly what: 'finding' | 'undecided' | 'drain' | 'credential' | 'unread' | 'reports' | 'summary';
  readonly fields: Fields;
  readonly msg: string;
}

/** What only counts is worth no more than what went well. */
const LEVELS: Readonly<Record<AuditAction, Line['level']>> = { deny: 'warn', warn: 'warn', audit: 'info' };

export const log: AuditFormat = function* (report) {
  for (const { level, what, fields, msg } of linesOf(report)) {
    yield asciiLine({ level, time: report.taken, event: 'audit', what, ...fields, msg: cut(msg, LONGEST_TEXT) });
  }
};

function* linesOf(report: AuditReport): Generator<Line> {
  if (report.drain === undefined) {
    for (const owner of report.owners) {
      for (const finding of owner.findings) yield findingLine('finding', owner, finding);
      for (const finding of owner.unknown) yield findingLine('undecided', owner, finding);
    }
    for (const credential of endsSoon(report)) yield credentialLine(credential);
  } else {
    for (const owner of report.drain.owners) for (const image of owner.images) yield drainLine(owner, image);
  }
  for (const { what, reason } of report.unread) {
    yield {
      level: 'warn',
      what: 'unread',
      fields: { part: cut(what), reason: cut(reason, LONGEST_TEXT) },
      msg: 'it could not be read: what rests on it is undecided',
    };
  }
  if (report.reports !== undefined) yield reportsLine(report.reports);
  yield summaryLine(report);
}

function findingLine(what: 'finding' | 'undecided', owner: AuditOwner, finding: AuditFinding): Line {
  const { code, rule, action, enforced, problem, because, fix, seen, pods, containers } = finding;
  const [first] = containers;
  return {
    level: what === 'finding' ? LEVELS[action] : 'info',
    what,
    fields: {
      ...objectFields(owner.object),
      code,
      rule,
      action,
      enforced,
      container: first && cut(first.name),
      image: first && cut(first.image),
      registry: first && cut(first.registry),
      images: fitting(containers.map(({ image }) => image)),
      secrets: secretsNamedIn(`${problem} ${because}`).slice(0, MOST_SECRETS),
      seen,
      pods,
      owner_pods: owner.pods,
      because: cut(because, LONGEST_TEXT),
      fix: cut(fix, LONGEST_TEXT),
    },
    msg: problem,
  };
}

function drainLine(owner: AuditDrainOwner, { image, container, pods, code, why, problem, fix }: AuditDrainImage): Line {
  return {
    level: why === 'credential' ? 'warn' : 'info',
    what: 'drain',
    fields: {
      ...objectFields(owner.object),
      code,
      why,
      container: cut(container),
      image: cut(image),
      nodes: fitting(owner.nodes),
      pods,
      owner_pods: owner.pods,
      fix: cut(fix, LONGEST_TEXT),
    },
    msg: problem,
  };
}

function credentialLine({ namespace, secret, registry, expires, by, expired, madeBy }: AuditCredential): Line {
  return {
    level: 'warn',
    what: 'credential',
    fields: {
      namespace: cut(namespace),
      secret: cut(secret),
      registry: cut(registry),
      expires,
      by,
      expired,
      made_by: madeBy === undefined ? undefined : cut(madeBy),
    },
    msg: expired ? 'a login has ended' : 'a login ends soon',
  };
}

function reportsLine(reports: AuditReports): Line {
  const { group, written, deleted, failed, leftOut, reason } = reports;
  return {
    level: failed > 0 || leftOut > 0 ? 'warn' : 'info',
    what: 'reports',
    fields: { group, written, deleted, failed, left_out: leftOut, reason: cut(reason, LONGEST_TEXT) },
    msg: reportsText(reports),
  };
}

function summaryLine(report: AuditReport): Line {
  const { summary, policy, cluster, only, unread, drain } = report;
  const { unknownReasons: _, decisions, ...counts } = summary;
  const isPartial = unread.length > 0 || policy?.unknown === true;
  return {
    level: isPartial || (policy?.assumed ?? '') !== '' ? 'warn' : 'info',
    what: 'summary',
    fields: {
      cluster: cut(cluster),
      only: only && fitting(only),
      policy: policy && cut(policy.name),
      mode: policy?.mode,
      assumed: policy && cut(policy.assumed, LONGEST_TEXT),
      // In one place of their own: a collector knows a field by one type, and `enforced` of a finding is a word.
      counts: { ...namedAsInLogs(counts), decisions, unread: unread.length, drained_pods: drain?.pods },
    },
    msg: drain === undefined ? enforcedText(summary) : drainHead(drain),
  };
}

function objectFields({ apiVersion, kind, namespace, name }: AuditObject): Fields {
  const [version = '', group = ''] = apiVersion.split('/', 2).reverse();
  return { kind: cut(kind), group: cut(group), version: cut(version), namespace: cut(namespace), name: cut(name) };
}

/** `enforcedPods` is `enforced_pods` in a log. */
function namedAsInLogs(fields: Readonly<Record<string, number>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}

function cut(value: string, most = ROOM.value): string {
  return cutText(value, most, ASCII);
}

function fitting(items: readonly string[]): readonly string[] {
  return fittingTexts(items, (item) => item, ROOM, ASCII);
}
