/**
 * The recorded rows as the minor that the tests run with plays them, where its API server does otherwise with an image
 * volume than the recorded one did, and what its kubelet does otherwise with an image that is there. Requests stay as they
 * are; what becomes of them is another thing.
 */
import type { PodRow, RecordedPod } from '../../support/recorded-pods.js';
import { isFrom, withoutGate } from './minor.js';

type Container = RecordedPod['containers'][number];

const EMPTY_REFERENCE = 'workload/deployment-image-volume-empty-reference';

/** The containers that nothing but an image volume stopped. Their own images are public. */
const STOPPED_BY_A_VOLUME: Readonly<Record<string, readonly string[]>> = {
  'image-volume/private-no-secret': ['app'],
  'image-volume/private-mounted-by-one-of-two': ['app'],
  'image-volume/bad-name': ['app'],
  'image-volume/private-mounted-by-init-container': ['init-db', 'app'],
};

/** What is named in ../../support/recorded-verdicts.ts and does not come about in this minor. */
export function namesGone(): readonly string[] {
  if (withoutGate('ImageVolume') !== false)
    return ['image-volume/private-not-mounted-no-secret web', `${EMPTY_REFERENCE} web`];
  return isFrom('1.37') ? [`${EMPTY_REFERENCE} web`] : [];
}

/** What an image that is there is for: all Pods, where nothing remembers whose secret it was pulled with (KEP-2535). */
const FOR_ALL = 'without the gate KubeletEnsureSecretPulledImages an image that is there is for all';
const NOT_CHECKED: readonly string[] = [
  'cached/second-pod-secret-absent second app',
  'cached/second-pod-secret-absent second registry.example.com/team/app:1.445',
  'cached/preloaded-then-pulled-with-secret-then-without second app',
  'cached/preloaded-then-pulled-with-secret-then-without second registry.example.com/team/app:1.464',
  'cached/preloaded-then-pulled-with-secret-then-never-without second app',
  'cached/public-image-pulled-with-secret-then-without second nginx:10.451',
];

/** pkg/kubelet/images/image_manager.go */
const ALWAYS_LOOKED_UP = 'before 1.34 a malformed secret stops a Pod whose image is there, too';
const STOPPED_ALL_THE_SAME: readonly string[] = [
  'malformed/policy-never-preloaded web app',
  'malformed/if-not-present-preloaded web app',
  'cached/public-image-pulled-anonymously-then-broken-secret second app',
];

/** The same file, between the two: neither always, nor for the check that the gate brings. */
const NOT_LOOKED_UP = 'from 1.34 on no secret is read for an image that is there and is not checked';
const NOT_STOPPED: readonly string[] = ['cached/second-pod-never-broken-secret second app'];

/** What the kubelet of this minor does and the recorded one did not, by name, and why. */
export function unlikeInMinor(): Readonly<Record<string, string>> {
  const named = (names: readonly string[], why: string) => Object.fromEntries(names.map((name) => [name, why]));
  const isChecked = withoutGate('KubeletEnsureSecretPulledImages') === false;
  return {
    ...(isChecked ? {} : named(NOT_CHECKED, FOR_ALL)),
    ...(isFrom('1.34') ? {} : named(STOPPED_ALL_THE_SAME, ALWAYS_LOOKED_UP)),
    ...(isFrom('1.34') && !isChecked ? named(NOT_STOPPED, NOT_LOOKED_UP) : {}),
  };
}

export function rowOfMinor(row: PodRow): PodRow {
  if (withoutGate('ImageVolume') !== false) return withoutVolumes(row);
  if (row.name !== EMPTY_REFERENCE || !isFrom('1.37')) return row;
  // validateImageVolumeSource of pkg/apis/core/validation refuses templates, too, no longer Pods alone.
  return { ...row, refused: [{ op: 'create', kind: 'Deployment', name: 'web', status: 422 }] };
}

/** Without the gate the API server takes volume and mounts out (pkg/api/pod/util.go), and the rest runs. */
function withoutVolumes(row: PodRow): PodRow {
  const stopped = STOPPED_BY_A_VOLUME[row.name] ?? [];
  const runs = (each: Container): Container => ({
    ...each,
    outcome: 'ok',
    pulls: [{ image: each.image, username: null, ok: true }],
  });
  const pods = row.name === EMPTY_REFERENCE ? [podOfDeployment(row)] : row.pods;
  return {
    ...row,
    pods: pods.map((pod) => ({
      ...pod,
      containers: pod.containers
        .filter(({ kind }) => kind !== 'imageVolume')
        .map((each) => (stopped.includes(each.name) ? runs(each) : each)),
    })),
  };
}

/** Recorded without a Pod, since each was refused for its volume. */
function podOfDeployment({ manifests }: PodRow): RecordedPod {
  const image = Object(manifests[0]?.['spec']).template.spec.containers[0].image;
  const pulls = [{ image, username: null, ok: true }];
  const container = { name: 'app', kind: 'container', image, outcome: 'ok', pulls };
  return { name: 'web-*', imagePullSecrets: null, containers: [container] };
}
