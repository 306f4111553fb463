/**
 * What the suggested settings would deny although it runs: each object is judged by them, and its Pods say whether they do.
 * A namespace in which nothing proves that such images can be pulled is one to begin with in `warn`; tags are no matter of
 * pulling, so their rules warn everywhere; what fails for certain stays denied.
 */
import { hasStarted, type PodStatus } from '../core/container-status.js';
import type { JudgedFinding } from '../core/finding.js';
import { dependsOnNeed } from '../core/rules/of-pulling.js';
import { isOfTags } from '../core/rules/of-tags.js';
import { imageText } from '../core/subject.js';
import type { ImageUse } from '../core/types.js';

/** An object of the cluster and its verdict under the suggested settings. */
export interface SuggestedVerdict {
  readonly namespace: string;
  /** Of the object to edit: the same for a template and for the Pods that come of it. */
  readonly owner: string;
  readonly findings: readonly JudgedFinding[];
  /** Of a Pod; templates come before the Pods that they make. */
  readonly status: PodStatus | undefined;
}

export interface Modes {
  readonly add: (verdict: SuggestedVerdict) => void;
  readonly found: () => FoundModes;
}

export interface FoundModes {
  /** Namespaces to begin with in `warn`, by name. */
  readonly labels: readonly ModeLabel[];
  /** Rules about tags that what runs breaks, by code. */
  readonly tags: readonly TagRule[];
  /** Running Pods that stay denied, by code. */
  readonly stay: readonly { readonly code: string; readonly pods: number }[];
}

export interface ModeLabel {
  readonly namespace: string;
  readonly codes: readonly string[];
  /** Running Pods that would be denied, or whose template would. */
  readonly pods: number;
  /** One of their images. */
  readonly image: string;
}

export interface TagRule {
  readonly code: string;
  readonly pods: number;
  /** Sorted. */
  readonly namespaces: readonly string[];
}

/** Denied templates that are waited for. Of more the namespace warns, whether or not a Pod of them runs. */
const MOST_TEMPLATES = 50_000;
/** Of one template. */
const MOST_DENIED = 64;

interface Denied {
  readonly code: string;
  readonly image: string;
  /** `container/web` */
  readonly containers: ReadonlySet<string>;
}

interface Label {
  readonly codes: Set<string>;
  pods: number;
  image: string;
}

export function createModes(): Modes {
  const templates = new Map<string, readonly Denied[]>();
  const labels = new Map<string, Label>();
  const tags = new Map<string, { pods: number; readonly namespaces: Set<string> }>();
  const stay = new Map<string, number>();

  function labelFor(namespace: string, { code, image }: Denied, pods: number): void {
    const label = labels.get(namespace) ?? { codes: new Set(), pods: 0, image };
    labels.set(namespace, label);
    label.codes.add(code);
    label.pods += pods;
    if (image < label.image) label.image = image;
  }

  function noteTag({ code }: Denied, namespace: string): void {
    const tag = tags.get(code) ?? { pods: 0, namespaces: new Set() };
    tags.set(code, tag);
    tag.pods += 1;
    tag.namespaces.add(namespace);
  }

  function noteRunning(namespace: string, denied: readonly Denied[]): void {
    const lacking = denied.filter(({ code }) => dependsOnNeed(code));
    for (const [index, each] of lacking.entries()) labelFor(namespace, each, index === 0 ? 1 : 0);
    for (const each of firstOfCode(denied)) {
      if (isOfTags(each.code)) noteTag(each, namespace);
      else if (!dependsOnNeed(each.code)) stay.set(each.code, (stay.get(each.code) ?? 0) + 1);
    }
  }

  return {
    add({ namespace, owner, findings, status }) {
      const denied = findings.filter(({ action }) => action === 'deny').map(toDenied);
      if (status !== undefined) {
        const started = startedIn(status);
        const all = [...denied, ...(templates.get(owner) ?? [])];
        noteRunning(
          namespace,
          all.filter(({ containers }) => isSeen(containers, started)),
        );
      } else if (denied.length > 0) {
        if (templates.size < MOST_TEMPLATES) templates.set(owner, denied.slice(0, MOST_DENIED));
        else for (const each of denied) if (dependsOnNeed(each.code)) labelFor(namespace, each, 0);
      }
    },
    found: () => ({
      labels: [...labels]
        .map(([namespace, { codes, pods, image }]) => ({ namespace, codes: [...codes].sort(), pods, image }))
        .sort((a, b) => (a.namespace < b.namespace ? -1 : 1)),
      tags: [...tags]
        .map(([code, { pods, namespaces }]) => ({ code, pods, namespaces: [...namespaces].sort() }))
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
      stay: [...stay].map(([code, pods]) => ({ code, pods })).sort((a, b) => (a.code < b.code ? -1 : 1)),
    }),
  };
}

function toDenied({ code, uses }: JudgedFinding): Denied {
  const [first] = uses;
  const containers = new Set(uses.map(keyOfUse));
  return { code, image: first === undefined ? '' : imageText(first), containers };
}

function keyOfUse({ kind, name }: ImageUse): string {
  return `${kind}/${name}`;
}

function startedIn({ containers }: PodStatus): ReadonlySet<string> {
  const started = containers.filter(hasStarted);
  const all = started.length === containers.length && started.length > 0;
  // An image volume was there before all of them.
  return new Set([...started.map(({ kind, name }) => `${kind}/${name}`), ...(all ? ['imageVolume'] : [])]);
}

/** A finding about the Pod as a whole is one about whatever of it runs. */
function isSeen(containers: ReadonlySet<string>, started: ReadonlySet<string>): boolean {
  if (containers.size === 0) return started.size > 0;
  return [...containers].some((each) => started.has(each.startsWith('imageVolume/') ? 'imageVolume' : each));
}

function firstOfCode(denied: readonly Denied[]): readonly Denied[] {
  return [...new Map(denied.map((each) => [each.code, each])).values()];
}
