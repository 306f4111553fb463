/** Somebody else's mutating webhook, as of a service mesh: gives every Pod a sidecar from a private registry of its own. */
import type { Test } from 'tap';
import { must } from './cluster.js';
import type { ControlPlane } from './control-plane.js';
import { type ClientConfig, listen } from './somebodys-webhook.js';

export const SIDECAR_IMAGE = 'mesh.example.net/proxy:1.0';

export interface SecondWebhook {
  /** Asked for Pods of namespaces with the label `company` of this value. The names of configurations sort the order. */
  readonly register: (plane: ControlPlane, name: string, company: string) => Promise<void>;
}

export async function startSecondWebhook(t: Test): Promise<SecondWebhook> {
  const clientConfig = await listen(t, (body) => answerTo(JSON.parse(body)));
  return {
    register: async ({ api }, name, company) => {
      await must(api.create(configurationOf(name, company, clientConfig)));
    },
  };
}

function configurationOf(name: string, company: string, clientConfig: ClientConfig) {
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name },
    webhooks: [
      {
        name: 'sidecar.mesh.example.net',
        admissionReviewVersions: ['v1'],
        clientConfig,
        rules: [rule],
        namespaceSelector: { matchLabels: { company } },
        sideEffects: 'None',
        failurePolicy: 'Fail',
        reinvocationPolicy: 'IfNeeded',
      },
    ],
  };
}

interface Review {
  readonly request: {
    readonly uid: string;
    readonly object: { readonly spec: { readonly containers: readonly { readonly name: string }[] } };
  };
}

/** Idempotent, as every mutating webhook has to be. */
function answerTo({ request: { uid, object } }: Review) {
  const there = object.spec.containers.some(({ name }) => name === 'mesh');
  const add = { op: 'add', path: '/spec/containers/-', value: { name: 'mesh', image: SIDECAR_IMAGE } };
  const patch = Buffer.from(JSON.stringify([add])).toString('base64');
  const change = there ? {} : { patchType: 'JSONPatch', patch };
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid, allowed: true, ...change } };
}
