/**
 * Whether the nodes give an image that is there to a Pod without its credential (KEP-2535): what can be told of it from the
 * API. The policy itself (`imagePullCredentialsVerificationPolicy`) stands in files of the nodes, which the API does not show.
 *
 * K pkg/features/kube_features.go KubeletEnsureSecretPulledImages: alpha 1.33, beta and on by default 1.35; the policy is
 * then NeverVerifyPreloadedImages (semantics 2.26).
 */
import type { AuditVerification } from './report.js';

/** Minor version of Kubernetes 1 from which kubelets verify unless told otherwise. */
const VERIFIES_FROM = 35;

export interface VersionsSeen {
  /** `gitVersion` of the API server; '' where it is not known. */
  readonly server: string;
  /** Of each node: `status.nodeInfo.kubeletVersion`; undefined where the nodes could not be read. */
  readonly kubelets: readonly string[] | undefined;
}

export function verificationOf({ server, kubelets }: VersionsSeen): AuditVerification {
  const counts = new Map<string, number>();
  for (const version of kubelets ?? []) counts.set(version, (counts.get(version) ?? 0) + 1);
  const versions = [...counts].map(([version, nodes]) => ({ version, nodes }));
  versions.sort((a, b) => (minorOf(a.version) ?? 0) - (minorOf(b.version) ?? 0) || (a.version < b.version ? -1 : 1));
  if (kubelets === undefined || kubelets.length === 0) return { server, kubelets: [], words: unreadWords(server) };
  const verifying = kubelets.filter((version) => verifies(version)).length;
  return { server, kubelets: versions, verifying, words: `${readWords(verifying, kubelets.length)} ${NOT_TOLD}` };
}

function verifies(version: string): boolean {
  return (minorOf(version) ?? 0) >= VERIFIES_FROM;
}

/** `v1.35.2-eks-3025e55` is 35; undefined for what is no version of Kubernetes 1. */
function minorOf(version: string): number | undefined {
  const minor = /^v?1\.(\d{1,4})(?:\D|$)/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

const VERIFYING =
  'give an image that was pulled with a secret only to Pods that have that login, so a new Pod with a dead one fails on an old node, too';
const GIVING = 'give an image that is there to every Pod, so nothing shows until a node is new';
const NOT_TOLD =
  'That is the default; what the kubelets are configured with (imagePullCredentialsVerificationPolicy) the API does not tell.';

function readWords(verifying: number, all: number): string {
  if (verifying === all) return `The kubelets of all ${all} nodes are of 1.35 or later: they ${VERIFYING}.`;
  if (verifying === 0) return `The kubelets of all ${all} nodes are older than 1.35: they ${GIVING}.`;
  return `The kubelets of ${verifying} of ${all} nodes are of 1.35 or later: they ${VERIFYING}. The others ${GIVING}.`;
}

/** No kubelet is newer than its API server. */
function unreadWords(server: string): string {
  const minor = minorOf(server);
  if (minor !== undefined && minor < VERIFIES_FROM) {
    return `The API server is older than 1.35, and so are the kubelets: they ${GIVING}. ${NOT_TOLD}`;
  }
  return 'The versions of the kubelets could not be read: those of 1.35 or later refuse a cached image to a Pod without its login by default, older ones do not.';
}
