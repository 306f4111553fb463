/** A webhook that admits everything and keeps what it was asked: reviews as the API server writes them. */
import type { Test } from 'tap';
import { must } from './cluster.js';
import type { ControlPlane } from './control-plane.js';
import { listen } from './somebodys-webhook.js';

export interface Recorder {
  /** Asked about these resources of the core group, in namespaces of this name, whatever is done with them. */
  readonly register: (plane: ControlPlane, namespace: string, resources: readonly string[]) => Promise<void>;
  /** The reviews so far, in order. */
  readonly reviews: () => readonly Review[];
}

export interface Review {
  readonly request: {
    readonly uid: string;
    readonly operation: string;
    readonly name: string;
    readonly userInfo: { readonly username: string };
    readonly [field: string]: unknown;
  };
}

export async function startRecorder(t: Test): Promise<Recorder> {
  const reviews: Review[] = [];
  const clientConfig = await listen(t, (body) => {
    const review: Review = JSON.parse(body);
    reviews.push(review);
    const { uid } = review.request;
    return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid, allowed: true } };
  });
  return {
    reviews: () => reviews,
    register: async ({ api }, namespace, resources) => {
      const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE', 'DELETE'], resources };
      const webhook = {
        name: 'recorder.example.net',
        admissionReviewVersions: ['v1'],
        clientConfig,
        rules: [rule],
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        sideEffects: 'None',
        failurePolicy: 'Fail',
      };
      await must(
        api.create({
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingWebhookConfiguration',
          metadata: { name: 'recorder' },
          webhooks: [webhook],
        }),
      );
    },
  };
}
