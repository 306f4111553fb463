/** Who trusts what: the CA in the Secret of a release, and the caBundle of each of its webhooks. */
import type { ControlPlane } from './control-plane.js';
import { releasedObjects } from './installation.js';

interface Webhook {
  readonly name: string;
  readonly clientConfig: { readonly caBundle?: string };
}

const GROUP = '/apis/admissionregistration.k8s.io/v1';
const CONFIGURATIONS = [`${GROUP}/validatingwebhookconfigurations`, `${GROUP}/mutatingwebhookconfigurations`];

/** PEM; '' where there is none. */
export async function caBundles(plane: ControlPlane, release: string): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(CONFIGURATIONS.map((path) => releasedObjects(plane, path, release)));
  const webhooks = found.flat().flatMap((object): readonly Webhook[] => Object(object)['webhooks']);
  return new Map(webhooks.map(({ name, clientConfig }) => [name, decode(clientConfig.caBundle ?? '')]));
}

/** The data of the Secret with the certificate, as the API has it; empty before anybody has written it. */
export async function tlsSecret(plane: ControlPlane, release: string): Promise<Readonly<Record<string, string>>> {
  const [secret, ...others] = await releasedObjects(plane, '/api/v1/secrets', release);
  if (secret === undefined || others.length > 0) throw new Error(`${release} has not one Secret`);
  return Object(secret['data']);
}

export async function publishedCa(plane: ControlPlane, release: string): Promise<string> {
  return decode((await tlsSecret(plane, release))['ca.crt'] ?? '');
}

function decode(text: string): string {
  return Buffer.from(text, 'base64').toString();
}
