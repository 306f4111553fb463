/**
 * What the workloads of a namespace tell about an image of another: where images are that are in use there, and which of
 * them run without a secret. As few facts as that needs; nothing else of a Pod is kept.
 */

/** Of one Pod, or of the template of one workload. All are full names without tag and digest, in no order of meaning. */
export interface ImagesInUse {
  /** Of images whose registry is written out; of a Pod in a cluster only those that a node has got. */
  readonly named: readonly string[];
  /** Of images, short names too, that a container was started from: a node has got them. */
  readonly runs: readonly string[];
  /** The Pod's whole list of secrets, with which they were pulled. */
  readonly imagePullSecrets: readonly string[];
  /** It has more images, or names more secrets, than are looked at. */
  readonly more?: true;
}
