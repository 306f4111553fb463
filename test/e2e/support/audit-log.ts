/** The API server's audit log: who asked it what, and what webhooks noted beside a request, which its sender never sees. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AuditEvent {
  readonly user?: { readonly username?: string };
  readonly verb?: string;
  readonly requestURI?: string;
  readonly objectRef?: { readonly resource?: string; readonly namespace?: string; readonly name?: string };
  readonly responseStatus?: { readonly code?: number };
  readonly annotations?: Readonly<Record<string, string>>;
}

type Rule = Readonly<Record<string, unknown>>;

/** Arguments of the API server, by which it keeps one: of what is created, and without the objects themselves. */
export function auditArgs(folder: string): readonly string[] {
  return argsOf(folder, { verbs: ['create'] });
}

/** The same of all that some groups of users ask. */
export function auditArgsOfGroups(folder: string, userGroups: readonly string[]): readonly string[] {
  return argsOf(folder, { userGroups });
}

function argsOf(folder: string, rule: Rule): readonly string[] {
  const policy = join(folder, 'audit-policy.yaml');
  const rules = [{ level: 'Metadata', ...rule }, { level: 'None' }];
  const omitStages = ['RequestReceived', 'ResponseStarted'];
  writeFileSync(policy, JSON.stringify({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', omitStages, rules }));
  return [`--audit-policy-file=${policy}`, `--audit-log-path=${logOf(folder)}`];
}

/** The one request that created this Pod; a dry run is asked for by its query. */
export function auditOfPod(folder: string, namespace: string, name: string, dryRun = false): AuditEvent | undefined {
  return readAudit(folder).find(
    ({ objectRef, requestURI = '' }) =>
      objectRef?.resource === 'pods' &&
      objectRef.namespace === namespace &&
      objectRef.name === name &&
      requestURI.includes('dryRun=All') === dryRun,
  );
}

/** How much a user asked, and what was refused for want of rights. */
export function auditOfUser(folder: string, username: string) {
  const asked = readAudit(folder).filter(({ user }) => user?.username === username);
  const refused = asked.filter(({ responseStatus }) => responseStatus?.code === 401 || responseStatus?.code === 403);
  return { count: asked.length, refused };
}

function readAudit(folder: string): readonly AuditEvent[] {
  const lines = readFileSync(logOf(folder), 'utf8').split('\n');
  // A line that is still being written is left out.
  return lines.filter((line) => line.endsWith('}')).map((line): AuditEvent => JSON.parse(line));
}

function logOf(folder: string): string {
  return join(folder, 'audit.log');
}
