/** Reviews of Pods in the namespace `shop`, and what is answered, for rows that ask a `serve` about them. */
import type { Posted } from './serving.js';

/** What the Pod names: a pull secret, and an image where it is not the ordinary one. */
export function podReview(uid: string, secret: string, image = 'registry.example.com/team/web:1.4.2'): string {
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      ...{
        uid,
        kind: { group: '', version: 'v1', kind: 'Pod' },
        resource: { group: '', version: 'v1', resource: 'pods' },
      },
      ...{
        name: 'web',
        namespace: 'shop',
        operation: 'CREATE',
        userInfo: { username: 'tenant', groups: [] },
        dryRun: false,
      },
      object: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          serviceAccountName: 'default',
          imagePullSecrets: [{ name: secret }],
          containers: [{ name: 'web', image }],
        },
      },
    },
  });
}

/** `allow`, `deny PG202`, `allow PG901`; what is no verdict in its own words. */
export function verdictIn({ status, body }: Posted): string {
  if (status !== 200) return status === undefined ? `no answer: ${body}` : `HTTP ${status}`;
  const { allowed, warnings = [], status: failure = {} } = JSON.parse(body).response;
  const codes = [...`${failure.message ?? ''} ${warnings.join()}`.matchAll(/PG\d{3}/g)].map(([code]) => code);
  return [allowed === true ? 'allow' : 'deny', ...new Set(codes)].join(' ');
}
