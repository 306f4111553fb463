/**
 * Why an image is not there, as the node says it: a closed set, so that a report can be counted and a metric has a bound.
 * The slug of a rule where a rule explains it; names of its own for what no admission can know.
 */

export interface PullCause {
  /** Name in JSON, in metrics and in the log. Never reused. */
  readonly slug: string;
  /** PG5xx, or the code of the rule that explains it; '' where none does. */
  readonly code: string;
  /** What it is, a clause: for the table of the pages, and for a list of many. */
  readonly what: string;
}

export const PULL_CAUSES = [
  { slug: 'image-invalid', code: 'PG103', what: 'the reference does not parse' },
  { slug: 'registry-missing', code: 'PG105', what: 'the node does not know which registry a short name means' },
  { slug: 'no-credential', code: 'PG201', what: 'the pull was made without a credential, and the registry wants one' },
  { slug: 'secret-not-found', code: 'PG202', what: 'the kubelet could not get a pull secret that the Pod names' },
  { slug: 'secret-malformed', code: 'PG301', what: 'a pull secret does not parse, which stops every pull of the Pod' },
  { slug: 'credential-expired', code: 'PG303', what: 'the registry says that the credential has expired' },
  { slug: 'registry-refused', code: 'PG501', what: 'the registry refuses the credential, or what it may read' },
  {
    slug: 'refused-or-absent',
    code: 'PG501',
    what: 'the registry does not say which: the credential may not read the repository, or there is no such repository',
  },
  { slug: 'image-not-found', code: 'PG502', what: 'the tag, the digest or the repository is not there' },
  { slug: 'registry-rate-limited', code: 'PG503', what: 'the registry limits how much is pulled' },
  { slug: 'name-unresolved', code: 'PG504', what: 'the name of the registry does not resolve on the node' },
  { slug: 'connection-timeout', code: 'PG504', what: 'the registry does not answer the node in time' },
  {
    slug: 'connection-failed',
    code: 'PG504',
    what: 'the connection from the node to the registry is refused or breaks',
  },
  { slug: 'proxy-failed', code: 'PG504', what: 'the proxy of the node cannot be reached or refuses' },
  { slug: 'certificate-refused', code: 'PG504', what: 'the node does not trust the certificate of the registry' },
  { slug: 'plain-http', code: 'PG504', what: 'the registry speaks plain HTTP, and the node asks with HTTPS' },
  { slug: 'registry-error', code: 'PG504', what: 'the registry answers with an error of its own' },
  { slug: 'platform-missing', code: 'PG505', what: 'the image has no variant for the platform of the node' },
  { slug: 'exec-format', code: 'PG505', what: 'the program in the image is for another platform' },
  { slug: 'never-pulled', code: '', what: 'the policy is Never, and the node does not have the image' },
  { slug: 'signature-refused', code: '', what: 'the signature policy of the node rejects the image' },
  { slug: 'image-format', code: '', what: 'the runtime of the node cannot read the format of the image' },
  {
    slug: 'image-corrupt',
    code: '',
    what: 'what came is not what the digest says, or the store of the node is damaged',
  },
  { slug: 'image-volume', code: '', what: 'the image came, and cannot be mounted as a volume' },
  { slug: 'disk-full', code: '', what: 'the node has no space left for the image' },
  { slug: 'pull-throttled', code: '', what: 'the kubelet itself limits how often it pulls' },
  { slug: 'runtime-unreachable', code: '', what: 'the kubelet cannot reach the container runtime of the node' },
  { slug: 'unknown', code: '', what: 'the words say nothing that is known here' },
] as const satisfies readonly PullCause[];

export type PullCauseSlug = (typeof PULL_CAUSES)[number]['slug'];

const BY_SLUG: ReadonlyMap<string, (typeof PULL_CAUSES)[number]> = new Map(
  PULL_CAUSES.map((cause) => [cause.slug, cause]),
);

export function pullCause(slug: PullCauseSlug): PullCause {
  const cause = BY_SLUG.get(slug);
  if (cause === undefined) throw new Error(`there is no cause ${slug}`);
  return cause;
}
