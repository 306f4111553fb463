/**
 * What one image of a Pod says about whether its node can pull it without a pull secret. A container that
 * started has its image, and where none of the Pod's secrets matches, it came without one; unless it was there before, or a
 * secret matched at that time. Only what leaves no such doubt is a proof, and each doubt has a name.
 */
import { type ContainerStatus, hasStarted, type PodStatus } from '../core/container-status.js';
import type { Facts } from '../core/facts.js';
import { parseImage } from '../core/image/parse.js';
import type { ImageOutlook } from '../core/outlook.js';
import type { ImageReference, PullSecret } from '../core/types.js';

export type Doubt =
  /** `imagePullPolicy: Never`, or an image that the policy takes for preloaded. */
  | 'never'
  /** The image on the node did not come from this repository, as far as its digest tells. */
  | 'loaded'
  /** A named Secret is not there now, or holds something else than then: it may have matched. */
  | 'changed'
  /** What the Secrets hold could not be read. */
  | 'unread'
  /** Another one of its images was replaced since, or its status tells of another one. */
  | 'replaced';

export type Witness =
  /** Asked for at the registry at every start (`Always`), and started. */
  | { readonly is: 'pulled' }
  /** Started with what its node had or got (`IfNotPresent`). */
  | { readonly is: 'there' }
  /** A secret matches; whether one is needed nobody can tell. */
  | { readonly is: 'secret' }
  /** Its node cannot pull it, as it says. */
  | { readonly is: 'failing' }
  /** It started, and that proves nothing. */
  | { readonly is: 'doubt'; readonly doubt: Doubt }
  /** Nothing has come of it yet. */
  | { readonly is: 'nothing' };

/** What is known of the secrets of a Pod. */
export type SecretFacts = Pick<Facts, 'effective' | 'secrets'>;

const NOTHING: Witness = { is: 'nothing' };

/** Reasons of a waiting container whose image could not be had (K pkg/kubelet/images/types.go). */
const PULL_FAILED: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);

/** @param outlook of one image of the Pod, as the engine has it */
export function witnessOf(outlook: ImageOutlook, status: PodStatus, secrets: SecretFacts): Witness {
  const { reference, use, state } = outlook;
  // With a malformed secret nothing is pulled (semantics 2.5): what runs was there before it.
  if (reference === undefined || state === 'blocked' || status.nodeName === '') return NOTHING;
  const containers = use.kind === 'imageVolume' ? status.containers : status.containers.filter(isOf(outlook));
  const started = isStarted(outlook, containers);
  if (state === 'not-pulled') return started ? { is: 'doubt', doubt: 'never' } : NOTHING;
  // An entry without a user is an anonymous attempt (semantics 2.16): a pull with it is one without a secret.
  if (outlook.matches.some(({ standing }) => standing !== 'anonymous')) return { is: 'secret' };
  if (containers.some(isFailing)) return { is: 'failing' };
  if (!started) return NOTHING;
  const doubt = doubtOf(outlook, reference, containers) ?? doubtOfSecrets(secrets, sinceOf(status, containers, use));
  if (doubt !== undefined) return { is: 'doubt', doubt };
  return { is: use.pullPolicy === 'Always' ? 'pulled' : 'there' };
}

function isOf({ use }: ImageOutlook): (status: ContainerStatus) => boolean {
  return ({ kind, name }) => kind === use.kind && name === use.name;
}

/** An image volume has no status of its own: it was pulled before any container that mounts it, so before all of them. */
function isStarted({ use }: ImageOutlook, containers: readonly ContainerStatus[]): boolean {
  const all = containers.filter(({ kind }) => use.kind !== 'imageVolume' || kind !== 'ephemeral');
  return use.mounted && all.length > 0 && all.every(hasStarted);
}

function isFailing({ state }: ContainerStatus): boolean {
  return state.is === 'waiting' && PULL_FAILED.has(state.reason);
}

function doubtOf(
  { use }: ImageOutlook,
  { repository }: ImageReference,
  [status]: readonly ContainerStatus[],
): Doubt | undefined {
  if (use.kind === 'imageVolume' || status === undefined) return undefined;
  // Runtimes that know several names of an image tell one of them, and some tell its ID only.
  if (isOfAnother(status.statusImage, repository)) return 'replaced';
  if (use.pullPolicy === 'Always') return undefined;
  // What was loaded into the node's store has no digest of the repository, or that of another one.
  const at = status.imageID.indexOf('@');
  const name = at < 0 ? '' : status.imageID.slice(0, at).replace(/^[a-z-]+:\/\//, '');
  return name === '' || isOfAnother(name, repository) ? 'loaded' : undefined;
}

function isOfAnother(text: string, repository: string): boolean {
  if (text === '' || /^(?:sha256:)?[0-9a-f]{12,64}$/.test(text)) return false;
  const parsed = parseImage(text);
  return !parsed.ok || parsed.reference.repository !== repository;
}

/** A secret of a kind that something renews holds the same registries each time. */
function doubtOfSecrets({ effective, secrets }: SecretFacts, since: number): Doubt | undefined {
  if (effective.state !== 'found') return 'unread';
  let doubt: Doubt | undefined;
  for (const name of effective.value.names) {
    if (name === '') continue;
    const secret = secrets.get(name);
    if (secret === undefined || secret.state === 'unknown') return 'unread';
    if (secret.state === 'absent') doubt = 'changed';
    else if (secret.value.form === 'oversized') return 'unread';
    else if (isChanged(secret.value, since)) doubt = 'changed';
  }
  return doubt;
}

function isChanged(secret: PullSecret, since: number): boolean {
  const { changedAt, madeBy } = secret;
  if (changedAt === undefined || changedAt <= since || madeBy !== undefined) return false;
  const entries = secret.form === 'dockerconfigjson' || secret.form === 'dockercfg' ? secret.entries : [];
  return entries.length === 0 || entries.some(({ expiresAt, lifetime }) => (expiresAt ?? lifetime) === undefined);
}

/** The last moment at which it may have been pulled, in ms; that of a later start is as good only where each one asks. */
function sinceOf(
  { startTime, createdAt }: PodStatus,
  [status]: readonly ContainerStatus[],
  { pullPolicy, kind }: ImageOutlook['use'],
): number {
  const ofPod = Date.parse(startTime === '' ? createdAt : startTime);
  if (pullPolicy !== 'Always' || kind === 'imageVolume' || status === undefined) return orNever(ofPod);
  const { state, lastState } = status;
  const starts = [state, lastState].flatMap((each) =>
    each.is === 'running' || each.is === 'terminated' ? [Date.parse(each.startedAt)] : [],
  );
  return orNever(Math.max(ofPod, ...starts.filter((each) => !Number.isNaN(each))));
}

/** Without a time everything has changed since. */
function orNever(time: number): number {
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
}
