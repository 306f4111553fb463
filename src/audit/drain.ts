/**
 * What would fail if every node were new tomorrow: Pods that live off an image which is on their node, and that could not
 * pull it again. The kubelet never asks for a credential of a container that runs, so a login that is gone, expired or stale
 * shows itself at the next drain, and then everywhere at once.
 *
 * A Pod of a controller is made anew of its template, so the template tells; one that nobody makes anew, and one whose
 * images another webhook has changed, tells itself.
 */
import { type ContainerStatus, hasStarted } from '../core/container-status.js';
import type { ImageOutlook } from '../core/outlook.js';
import { stopsPull } from '../core/rules/of-pulling.js';
import { firstIfAllUsable } from '../core/rules/usable.js';
import type { Settings } from '../core/settings.js';
import { imageText, isMirror } from '../core/subject.js';
import { quoted } from '../core/words/escape.js';
import { fixText } from '../core/words/fix.js';
import { registryName } from '../core/words/naming.js';
import type { JudgedObject } from './judged.js';
import { keyOfOwner } from './owners.js';
import type { AuditDrain, AuditDrainImage, AuditDrainOwner, AuditObject } from './report.js';
import { createTexts, type Texts } from './texts.js';

export interface Drain {
  readonly add: (judged: JudgedObject) => void;
  readonly report: () => Omit<AuditDrain, 'verification'>;
}

type Prospect = Omit<AuditDrainImage, 'pods' | 'container' | 'image'>;

/** Of an image that can be pulled, or of which that is not known. */
const FINE = undefined;

interface Row {
  readonly object: AuditObject;
  pods: number;
  readonly nodes: Set<string>;
  readonly images: Map<string, AuditDrainImage>;
}

/** Names of nodes that are told of one owner. */
const MOST_NODES = 1_000;

export function createDrain(settings: Pick<Settings, 'injection'>): Drain {
  /** By owner, what its template would come to: container and image. */
  const templates = new Map<string, ReadonlyMap<string, Prospect | undefined>>();
  const rows = new Map<string, Row>();
  const nodes = new Map<string, number>();
  const namespaces = new Map<string, number>();
  const { same } = createTexts();
  let [looked, pods, never] = [0, 0, 0];

  function add(judged: JudgedObject): void {
    const { owner, status, assessment } = judged;
    const key = keyOfOwner(owner);
    if (status === undefined) {
      templates.set(structuredClone(key), prospectsOf(judged, settings, same));
      return;
    }
    const { subject } = assessment;
    if (subject === undefined || isMirror(subject)) return;
    const there = new Map(status.containers.filter(isThere).map((each) => [each.name, each]));
    if (there.size === 0) return;
    looked += 1;
    const failing = failingOf(judged, there);
    if (failing.length === 0) return;
    const { nodeName, namespace } = status;
    if (failing.some(({ prospect }) => prospect.why === 'credential')) {
      pods += 1;
      nodes.set(nodeName, (nodes.get(nodeName) ?? 0) + 1);
      namespaces.set(namespace, (namespaces.get(namespace) ?? 0) + 1);
    } else never += 1;
    const row = rows.get(key) ?? { object: owner, pods: 0, nodes: new Set(), images: new Map() };
    rows.set(key, row);
    row.pods += 1;
    if (row.nodes.size < MOST_NODES) row.nodes.add(same(nodeName));
    for (const { container, image, prospect } of failing) {
      const of = same(`${container} ${image}`);
      const known = row.images.get(of) ?? { image: same(image), container: same(container), pods: 0, ...prospect };
      row.images.set(of, { ...known, pods: known.pods + 1 });
    }
  }

  function failingOf(judged: JudgedObject, there: ReadonlyMap<string, ContainerStatus>) {
    const template = judged.by === 'kubernetes' ? templates.get(keyOfOwner(judged.owner)) : undefined;
    const own = prospectsOf(judged, settings, same);
    return [...own].flatMap(([of, mine]) => {
      const prospect = template?.has(of) === true ? template.get(of) : mine;
      const at = of.indexOf(' ');
      const [container, image] = [of.slice(0, at), of.slice(at + 1)];
      return prospect === FINE || !there.has(container) ? [] : [{ container, image, prospect }];
    });
  }

  return {
    add,
    report: () => ({
      pods,
      never,
      looked,
      nodes: placesOf(nodes),
      namespaces: placesOf(namespaces),
      owners: [...rows.values()].map(toOwner).sort(mostPods),
    }),
  };
}

/** Its image is on the node, and a program was started from it. */
function isThere(container: ContainerStatus): boolean {
  return container.kind !== 'ephemeral' && hasStarted(container);
}

/** By container and image, in the order of the Pod. */
function prospectsOf(
  judged: JudgedObject,
  { injection }: Pick<Settings, 'injection'>,
  same: Texts['same'],
): ReadonlyMap<string, Prospect | undefined> {
  const { assessment, outlooks } = judged;
  const prospects = new Map<string, Prospect | undefined>();
  for (const outlook of outlooks) {
    const { use } = outlook;
    if (use.kind === 'imageVolume' || use.kind === 'ephemeral') continue;
    const about = assessment.findings.filter(
      ({ code, uses }) => stopsPull(code) && (uses.length === 0 || uses.some(({ path }) => path === use.path)),
    );
    const plain = prospectOf(outlook, about);
    // A secret that will be added makes it well, and then nothing is found.
    const isHelped = plain?.why === 'credential' && injection.mode !== 'off' && about.length === 0;
    prospects.set(same(`${use.name} ${imageText(use)}`), isHelped || plain === FINE ? FINE : kept(plain, same));
  }
  return prospects;
}

function kept({ problem, fix, ...rest }: Prospect, same: Texts['same']): Prospect {
  return { ...rest, problem: same(problem), fix: same(fix) };
}

/** @param about what was found of it, the worst first */
function prospectOf(outlook: ImageOutlook, about: JudgedObject['assessment']['findings']): Prospect | undefined {
  const { use, state, reference, need, pattern, matches } = outlook;
  const assumed = need === 'private' && pattern === undefined && state === 'lacking';
  const registry = reference === undefined ? '' : registryName(reference);
  const failing = (finding: (typeof about)[number] | undefined, otherwise: string): Prospect => {
    const { code = '', problem = otherwise, fix } = finding ?? {};
    return { why: 'credential', code, problem, assumed, fix: fixText(fix) };
  };
  switch (state) {
    case 'not-pulled':
      if (use.pullPolicy !== 'Never') return FINE;
      return {
        why: 'never',
        problem: 'imagePullPolicy is Never: the image must be on the node before',
        code: '',
        assumed: false,
        fix: '',
      };
    case 'blocked':
    case 'hopeless':
    case 'lacking':
      return failing(about[0], `no credential for ${registry} works`);
    // No Pod is made until the ServiceAccount is there (PG401).
    case 'deferred':
      return failing(about[0], 'its ServiceAccount does not exist');
    case 'works': {
      const stale = firstIfAllUsable(matches, (match) => match.stale);
      if (stale === undefined) return FINE;
      const words = `the credential for ${registry} in secret ${quoted(stale.secret, 63)} is probably stale`;
      return failing(
        about.find(({ code }) => code === 'PG306'),
        words,
      );
    }
    case 'invalid':
    case 'unknown':
      return FINE;
    default:
      return state satisfies never;
  }
}

function placesOf(counts: ReadonlyMap<string, number>): AuditDrain['nodes'] {
  return [...counts]
    .map(([name, pods]) => ({ name, pods }))
    .sort((a, b) => b.pods - a.pods || (a.name < b.name ? -1 : 1));
}

function toOwner({ object, pods, nodes, images }: Row): AuditDrainOwner {
  return { object, pods, nodes: [...nodes].sort(), images: [...images.values()].sort((a, b) => b.pods - a.pods) };
}

function mostPods(a: AuditDrainOwner, b: AuditDrainOwner): number {
  const fails = ({ images }: AuditDrainOwner): number => Number(images.some(({ why }) => why === 'credential'));
  const name = ({ object }: AuditDrainOwner): string => `${object.namespace}/${object.name}/${object.kind}`;
  return fails(b) - fails(a) || b.pods - a.pods || (name(a) < name(b) ? -1 : 1);
}
