/** A webhook that admits everything and keeps what it was asked: reviews as the API server writes them. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';
import { createCertificate } from '../../../src/tls/issue.js';
import { must } from './cluster.js';
import type { ControlPlane } from './control-plane.js';

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
  const { key, cert } = await createCertificate(Date.now());
  const reviews: Review[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const review: Review = JSON.parse(Buffer.concat(chunks).toString());
      reviews.push(review);
      const { uid } = review.request;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          apiVersion: 'admission.k8s.io/v1',
          kind: 'AdmissionReview',
          response: { uid, allowed: true },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // of a server that listens at a port
  const url = `https://127.0.0.1:${port}/`;
  const caBundle = Buffer.from(cert).toString('base64');
  return {
    reviews: () => reviews,
    register: async ({ api }, namespace, resources) => {
      const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE', 'DELETE'], resources };
      const webhook = {
        name: 'recorder.example.net',
        admissionReviewVersions: ['v1'],
        clientConfig: { url, caBundle },
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
