/** From the annotations of an object of a file to when an installer creates it (core/arrival.ts). */
import { ARGO_PHASES, type ArgoPhase, type Arrival, HELM_EVENTS, type HelmEvent } from '../core/arrival.js';
import { own, textOf } from '../core/fields.js';
import type { ManifestObject } from './unfold.js';

const HELM_HOOK = 'helm.sh/hook';
const HELM_WEIGHT = 'helm.sh/hook-weight';
const ARGO_HOOK = 'argocd.argoproj.io/hook';
const ARGO_WAVE = 'argocd.argoproj.io/sync-wave';

/**
 * @param upgrades whether the cluster is known: without it, what an upgrade needs may be there since an earlier release
 */
export function arrivalOf({ object, name }: ManifestObject, upgrades: boolean): Arrival {
  const annotations = own(own(object, 'metadata'), 'annotations');
  const helmHook = textOf(annotations, HELM_HOOK);
  const argoHook = textOf(annotations, ARGO_HOOK);
  const argoWave = textOf(annotations, ARGO_WAVE);
  const events = wordsOf(helmHook.toLowerCase(), HELM_EVENTS);
  const weight = integerOf(textOf(annotations, HELM_WEIGHT)) ?? 0;
  const phase = argoHook === '' ? phaseOf(events, helmHook !== '') : wordsOf(argoHook, ARGO_PHASES)[0];
  const wave = integerOf(argoWave) ?? weight;
  return {
    name,
    ...(helmHook === '' ? {} : { helm: upgrades ? { events, weight } : { events, weight, mayBeLater: true } }),
    ...(phase === undefined ? {} : { argo: { phase, wave } }),
    byArgo: argoHook !== '' || argoWave !== '',
  };
}

/** Blanks around the commas are allowed in both (helm pkg/releaseutil manifest_sorter.go; gitops-engine pkg/sync/hook). */
function wordsOf<T extends string>(text: string, known: readonly T[]): readonly T[] {
  const words = text.split(',').map((word) => word.trim());
  return known.filter((each) => words.includes(each));
}

/** How Argo CD takes a hook of Helm (gitops-engine pkg/sync/hook/helm); undefined where a sync does not create it. */
function phaseOf(events: readonly HelmEvent[], isHook: boolean): ArgoPhase | undefined {
  if (!isHook) return 'Sync';
  if (events.includes('pre-install') || events.includes('pre-upgrade')) return 'PreSync';
  return events.includes('post-install') || events.includes('post-upgrade') ? 'PostSync' : undefined;
}

/** Go's strconv.Atoi, as far as anybody counts. */
function integerOf(text: string): number | undefined {
  return /^[-+]?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
