/**
 * The two APIs in which policy engines and scanners tell what they found: OpenReports, and the PolicyReport of the policy
 * working group that it grew from. The results of both are alike.
 */

export interface ReportApi {
  /** As `--reports` has it. */
  readonly name: 'openreports' | 'policyreport';
  readonly group: string;
  readonly version: string;
  /** What is found in a namespace. */
  readonly inNamespace: ReportKind;
  /** What is found of objects that are in none. */
  readonly ofCluster: ReportKind;
  /** What it says of a report as a whole, and the other one cannot. */
  readonly says: Readonly<Record<string, unknown>>;
}

export interface ReportKind {
  readonly kind: string;
  readonly resource: string;
}

/** More in one object and lists of them become slow for everybody who reads them; Kyverno has the same. */
export const MOST_RESULTS = 1_000;

/** In the order in which `--reports auto` takes one. */
export const REPORT_APIS: readonly [ReportApi, ReportApi] = [
  {
    name: 'openreports',
    group: 'openreports.io',
    version: 'v1alpha1',
    inNamespace: { kind: 'Report', resource: 'reports' },
    ofCluster: { kind: 'ClusterReport', resource: 'clusterreports' },
    says: {
      source: 'pullgate',
      configuration: { limits: { maxResults: MOST_RESULTS, statusFilter: ['fail', 'warn', 'error', 'skip'] } },
    },
  },
  {
    name: 'policyreport',
    group: 'wgpolicyk8s.io',
    version: 'v1alpha2',
    inNamespace: { kind: 'PolicyReport', resource: 'policyreports' },
    ofCluster: { kind: 'ClusterPolicyReport', resource: 'clusterpolicyreports' },
    says: {},
  },
];
