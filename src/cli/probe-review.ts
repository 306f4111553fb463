/**
 * The review that `pullgate probe` posts, and what must come back for it. The Pod is one that every cluster could run,
 * but what the webhook thinks of it is not judged: allowed and denied are both right answers.
 */
import { own } from '../core/fields.js';

/** As kube-apiserver writes it for `kubectl run --dry-run=server`. */
export function probeReview(uid: string): Readonly<Record<string, unknown>> {
  const kind = { group: '', version: 'v1', kind: 'Pod' };
  const resource = { group: '', version: 'v1', resource: 'pods' };
  const name = 'pullgate-probe';
  const namespace = 'default';
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid,
      kind,
      resource,
      requestKind: kind,
      requestResource: resource,
      name,
      namespace,
      operation: 'CREATE',
      userInfo: { username: 'pullgate-probe', groups: ['system:authenticated'] },
      object: {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { name, namespace },
        spec: {
          serviceAccountName: 'default',
          containers: [{ name: 'pause', image: 'registry.k8s.io/pause:3.10', imagePullPolicy: 'IfNotPresent' }],
        },
      },
      oldObject: null,
      dryRun: true,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1', dryRun: ['All'] },
    },
  };
}

export type ProbeAnswer = { readonly ok: true; readonly words: string } | { readonly ok: false; readonly why: string };

/** What kube-apiserver itself insists on (apiserver pkg/admission/plugin/webhook/request/admissionreview.go,
 * VerifyAdmissionResponse). */
export function readProbeAnswer(body: string, uid: string): ProbeAnswer {
  let review: unknown;
  try {
    review = JSON.parse(body);
  } catch {
    return wrong('it is not JSON');
  }
  const kind = `${own(review, 'apiVersion')} ${own(review, 'kind')}`;
  if (kind !== 'admission.k8s.io/v1 AdmissionReview') return wrong(`it is no AdmissionReview but ${kind}`);
  const response = own(review, 'response');
  if (own(response, 'uid') !== uid) return wrong(`it is for another request (uid ${own(response, 'uid')})`);
  const allowed = own(response, 'allowed');
  if (typeof allowed !== 'boolean') return wrong('it does not say whether the Pod is allowed');
  const patch = own(response, 'patch');
  if (patch !== undefined) {
    if (own(response, 'patchType') !== 'JSONPatch') return wrong('it holds a patch without patchType JSONPatch');
    if (!isPatch(patch)) return wrong('its patch is not a JSON Patch in base64');
  }
  return { ok: true, words: allowed ? `allowed${patch === undefined ? '' : ', with a patch'}` : denial(response) };
}

function wrong(why: string): ProbeAnswer {
  return { ok: false, why };
}

function denial(response: unknown): string {
  const message = own(own(response, 'status'), 'message');
  return typeof message === 'string' ? `denied: ${message}` : 'denied';
}

function isPatch(patch: unknown): boolean {
  try {
    return Array.isArray(JSON.parse(Buffer.from(String(patch), 'base64').toString('utf8')));
  } catch {
    return false;
  }
}
