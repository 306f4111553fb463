/**
 * What became of the Pods of a recorded row on the node of this test (./hollow-node.ts), beside what became of them when
 * they were recorded: the outcome of each container, and the logins with which the kubelet tried each image.
 */
import type { PodRow, RecordedPod } from '../../support/recorded-pods.js';
import { type HollowNode, type LivePod, outcomesOf, type Pull } from './hollow-node.js';

export interface Difference {
  /** `theme/what pod container` */
  readonly what: string;
  readonly recorded: string;
  readonly live: string;
}

export interface LiveRow {
  readonly row: PodRow;
  /** Begin of its namespaces' names, `-` included. */
  readonly prefix: string;
  readonly node: HollowNode;
  /** An image as it was sent to this cluster. */
  readonly image: (text: string) => string;
}

const generated = (name: string): RegExp => new RegExp(`^${name.replace('*', '[a-z0-9-]+')}$`);

export function findPod(recorded: RecordedPod, pods: readonly LivePod[]): LivePod | undefined {
  const name = generated(recorded.name);
  return pods.find(({ metadata }) => name.test(metadata.name));
}

/** Outcome of each container of a Pod, image volumes included, by the names of the recording. */
export function liveOutcomes(live: LiveRow, recorded: RecordedPod, pod: LivePod): Readonly<Record<string, string>> {
  const outcomes = outcomesOf(pod);
  const pulls = pullsOf(live, pod);
  const pulled = (image: string): string => {
    const last = pulls.findLast((each) => each.image === sentOf(live.image(image)));
    return last === undefined ? 'never pulled' : last.ok ? 'ok' : 'ErrImagePull';
  };
  const outcome = ({ name, kind, image, mountedBy = [] }: RecordedPod['containers'][number]): string => {
    // Its own outcome stands in no status: it is that of the containers that mount it, or what the runtime was asked.
    const found = outcomes[kind === 'imageVolume' ? (mountedBy[0] ?? '') : name];
    if (kind === 'imageVolume' && found === undefined) return pulled(image);
    // One that ran before, with another image: the status tells of the back-off in turn with the pull.
    return found === 'CrashLoopBackOff' ? pulled(image) : (found ?? 'ContainerCreating');
  };
  return Object.fromEntries(recorded.containers.map((each) => [each.name, outcome(each)]));
}

function pullsOf({ prefix, node }: LiveRow, { metadata }: LivePod): readonly Pull[] {
  return node.pulls().filter(({ namespace, pod }) => namespace === `${prefix}team` && pod === metadata.name);
}

export function compareRow(live: LiveRow, pods: readonly LivePod[]): readonly Difference[] {
  const { row } = live;
  const differences: Difference[] = [];
  const known = row.pods.map(({ name }) => generated(name));
  for (const { metadata } of pods) {
    if (known.some((name) => name.test(metadata.name))) continue;
    differences.push({ what: `${row.name} ${metadata.name}`, recorded: 'no pod', live: 'a pod' });
  }
  for (const recorded of row.pods) {
    const pod = findPod(recorded, pods);
    const label = `${row.name} ${recorded.name}`;
    if (pod === undefined) {
      differences.push({ what: label, recorded: 'a pod', live: 'no pod' });
      continue;
    }
    const outcomes = liveOutcomes(live, recorded, pod);
    for (const { name, outcome } of recorded.containers) {
      const found = outcomes[name] ?? '';
      if (found !== outcome) differences.push({ what: `${label} ${name}`, recorded: outcome, live: found });
    }
    differences.push(...comparePulls(live, recorded, pullsOf(live, pod), label));
  }
  return differences;
}

/** The logins of the first attempt at each image, in order; where that is random, only that the last one serves. */
function comparePulls(
  live: LiveRow,
  recorded: RecordedPod,
  pulls: readonly Pull[],
  label: string,
): readonly Difference[] {
  const { row } = live;
  const differences: Difference[] = [];
  for (const image of new Set(recorded.containers.map((each) => each.image))) {
    const wanted = recorded.containers.filter((each) => each.image === image).flatMap((each) => each.pulls);
    const asked = pulls.filter((each) => each.image === sentOf(live.image(image)));
    // Further attempts are those of later.
    const found = wanted.length === 0 ? asked : asked.slice(0, wanted.length);
    const text = (list: readonly Pick<Pull, 'username' | 'ok'>[]): string =>
      list.map(({ username, ok }) => `${username ?? 'nobody'} ${ok ? 'pulls' : 'is refused'}`).join(', ');
    if (text(found) === text(wanted)) continue;
    if (row.unordered === true && wanted.at(-1)?.ok === asked.some(({ ok }) => ok)) continue;
    differences.push({ what: `${label} ${image}`, recorded: text(wanted), live: text(found) });
  }
  return differences;
}

/** As the kubelet sends it (semantics 1.14). */
function sentOf(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1);
  return last.includes(':') || last.includes('@') ? image : `${image}:latest`;
}
