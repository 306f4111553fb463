/** A report in which every text that a cluster could have chosen is an attack on what shows it. */
import type { AuditReport } from '../../src/audit/report.js';
import { anAuditReport } from './audit-report.js';

/** What would show that something ran or was asked for: `pwned` in the title or on the window, or a request. */
const RUN = "document.title='pwned';window.pwned=1";

export const ATTACKS: readonly string[] = [
  `<script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `<!--<script>${RUN}//-->`,
  `"><img src=x onerror="${RUN}">`,
  `' onfocus='${RUN}' autofocus='`,
  `<svg onload=${RUN}>`,
  `</title></style></pre><iframe srcdoc="<script>parent.pwned=1</script>">`,
  `javascript:${RUN}`,
  '<link rel=stylesheet href=//127.0.0.1:9/a.css><base href=//127.0.0.1:9/>',
  '<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">',
  `\u2028${RUN}//\u2029`,
  '\u0000\u001b[31m\u202egnp.exe\ud800',
  '&lt;b&gt;&#60;b&#62;',
  '${alert(1)}{{constructor.constructor("alert(1)")()}}',
  '__proto__',
];

/** Fields whose values are the code's own words. */
const OWN = new Set([
  'version',
  'kind',
  'action',
  'enforced',
  'decision',
  'judged',
  'seen',
  'by',
  'mode',
  'from',
  'why',
]);

/** @param findings how many; each text of them is the next attack */
export function aHostileReport(findings: number): AuditReport {
  let next = 0;
  const bend = (value: unknown, key: string, isTop = false): unknown => {
    if (typeof value === 'string') {
      // The kind of an object is a text of the cluster; that of a container, and of the report, is not.
      if (OWN.has(key) && !(key === 'kind' && /^[A-Z]/.test(value))) return value;
      next += 1;
      return ATTACKS[next % ATTACKS.length];
    }
    if (Array.isArray(value)) return value.map((each) => bend(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, of]) => [name, isTop && name === 'taken' ? of : bend(of, name)]),
    );
  };
  return bend(withDrain(anAuditReport(findings)), '', true) as AuditReport;
}

/** With the part that `--drain` adds. */
export function withDrain(report: AuditReport): AuditReport {
  const [owner] = report.owners;
  const image = { image: 'ghcr.io/acme/web:1', container: 'app', pods: 3, code: 'PG205', why: 'credential' } as const;
  const images = [
    { ...image, problem: 'the login has expired', assumed: true, fix: 'kubectl -n shop get secret regcred' },
  ];
  return {
    ...report,
    drain: {
      ...{ pods: 3, never: 1, looked: 20 },
      nodes: [{ name: 'node-a', pods: 3 }],
      namespaces: [{ name: 'shop', pods: 3 }],
      owners: owner === undefined ? [] : [{ object: owner.object, pods: 3, nodes: ['node-a'], images }],
      verification: { server: 'v1.36.3', kubelets: [{ version: 'v1.36.3', nodes: 2 }], words: 'All kubelets verify.' },
    },
  };
}
