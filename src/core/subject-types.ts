/**
 * What is judged: the pod, or the pod template, that an object carries. The kind is part of the type, so that a fact of
 * Pods cannot be asked of a template.
 */
import type { ParsedImage } from './image/reference.js';
import type { Placement } from './placement.js';

export type ContainerKind = 'container' | 'init' | 'sidecar' | 'ephemeral' | 'imageVolume';
export type PullPolicy = 'Always' | 'IfNotPresent' | 'Never';

/** One place in an object that names an image. */
export interface ImageUse {
  readonly kind: ContainerKind;
  readonly name: string;
  /** Field path in the object: `spec.template.spec.containers[0].image`. */
  readonly path: string;
  readonly parsed: ParsedImage;
  /** After API defaulting (semantics 1.15). */
  readonly pullPolicy: PullPolicy;
  /** False only for an image volume that no container mounts (semantics 5.1). */
  readonly mounted: boolean;
}

/** What a Pod and a pod template have in common. */
interface PodHolder {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace: string;
  /** `metadata.name`, or generateName and `*`, or ''; for words only */
  readonly name: string;
  /** Path to the pod spec, `spec` or `spec.template.spec`. */
  readonly podPath: string;
  /**
   * The object's own list, in order, empty names kept: one entry is enough to shadow the ServiceAccount's (semantics
   * 4.2).
   */
  readonly imagePullSecrets: readonly string[];
  readonly serviceAccountName: string;
  readonly images: readonly ImageUse[];
  /** What it says of the nodes; undefined where it says nothing. */
  readonly placement?: Placement | undefined;
}

/** A Pod itself: kind Pod of the core group, whatever else calls itself so. */
export interface PodSubject extends PodHolder {
  readonly isPod: true;
  /** The mirror of a static pod: the kubelet runs its file, and never this object (semantics 4.7). */
  readonly mirror: boolean;
  /** A controller makes it: what a person can edit is the template of its owner. */
  readonly owned: boolean;
}

/**
 * An object that holds a pod template. It has no more facts: what the annotations and owners of a Pod mean, they mean on
 * a Pod only, and whoever writes a template writes them, too (design 1.1).
 */
export interface TemplateSubject extends PodHolder {
  readonly isPod: false;
}

export type Subject = PodSubject | TemplateSubject;
