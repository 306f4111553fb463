/**
 * What installs an object, and takes it away together with others: a release of Helm, a Kustomization or HelmRelease of
 * Flux, an Application of Argo CD. Two objects of one release may be deleted in any order.
 */
import { isObject, own, textOf } from '../fields.js';

/** Longer than any two names that the API server takes. */
const LONGEST = 512;

/** @param object of any shape; undefined where nothing tells */
export function releaseOf(object: unknown): string | undefined {
  const metadata = own(object, 'metadata');
  const annotations = own(metadata, 'annotations');
  const labels = own(metadata, 'labels');
  if (!isObject(annotations) && !isObject(labels)) return undefined;
  // helm.sh/helm pkg/action/validate.go: set on everything that a release holds.
  const found =
    pair('helm', annotations, 'meta.helm.sh/release-namespace', 'meta.helm.sh/release-name') ??
    pair('flux', labels, 'kustomize.toolkit.fluxcd.io/namespace', 'kustomize.toolkit.fluxcd.io/name') ??
    pair('flux', labels, 'helm.toolkit.fluxcd.io/namespace', 'helm.toolkit.fluxcd.io/name') ??
    argo(textOf(annotations, 'argocd.argoproj.io/tracking-id'));
  return found === undefined || found.length > LONGEST ? undefined : found;
}

function pair(tool: string, from: unknown, namespaceKey: string, nameKey: string): string | undefined {
  const name = textOf(from, nameKey);
  return name === '' ? undefined : `${tool} ${textOf(from, namespaceKey)}/${name}`;
}

/** `APPLICATION:GROUP/KIND:NAMESPACE/NAME` (argo-cd util/argo/resource_tracking.go). */
function argo(id: string): string | undefined {
  const colon = id.indexOf(':');
  return colon < 1 ? undefined : `argo ${id.slice(0, colon)}`;
}
