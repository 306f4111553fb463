/**
 * What to tell a person about a cause that the words alone settle: one sentence, one way out. It changes nothing but what
 * stops the pull; what only somebody with access to the nodes can do says so. Where a verdict rests on the cluster, too,
 * its own finding and its own plan speak instead (facts/why).
 */
import { isNamespaceName, isObjectName } from '../object-name.js';
import type { ImageReference } from '../types.js';
import { quoted, shown } from '../words/escape.js';
import { hostName, registryName, versionName } from '../words/naming.js';
import { type PullCauseSlug, pullCause } from './cause.js';

/** What is done about a limit. */
export const AGAINST_LIMITS =
  'wait, the kubelet tries again; for good: pull with a login of your own, or through a mirror';

export interface Advised {
  readonly cause: PullCauseSlug;
  /** As written. */
  readonly image: string;
  /** Undefined where it does not parse. */
  readonly reference: ImageReference | undefined;
  readonly container: string;
  /** '' where none is known. */
  readonly node: string;
  readonly namespace: string;
  /** What is edited, the owner or the Pod, as kubectl names it: `deployment/web`. Undefined where it cannot set an image of it. */
  readonly target: string | undefined;
  /** Lower case, as they came. */
  readonly words: string;
}

export interface Advice {
  /** Without a dot at its end. */
  readonly sentence: string;
  /** One way out, of one line or several; '' where there is nothing to do. */
  readonly fix: string;
}

export function adviceFor(advised: Advised): Advice {
  const { cause, reference } = advised;
  const registry = reference === undefined ? 'the registry' : registryName(reference);
  const node = nodeName(advised);
  const host = reference === undefined ? 'the registry' : hostName(reference);
  switch (cause) {
    case 'image-invalid':
      return { sentence: `${quoted(advised.image)} is no image reference`, fix: `correct it: ${setImage(advised)}` };
    case 'registry-missing':
      return {
        sentence: `the image names no registry, and ${node} does not complete short names`,
        fix: `write the registry in front of the image: ${setImage(advised)}`,
      };
    case 'no-credential':
    case 'refused-or-absent':
      return {
        sentence: `${registry} does not show ${repositoryOf(advised)} to this Pod: it is private, or it is not there`,
        fix: `check the name of the image first; if it is right, give the Pod a credential that may read it`,
      };
    case 'secret-not-found':
      return { sentence: 'the kubelet cannot get a pull secret that the Pod names', fix: '' };
    case 'secret-malformed':
      return { sentence: 'a pull secret of the Pod does not parse, which stops every pull of the Pod', fix: '' };
    case 'credential-expired':
    case 'registry-refused':
      return {
        sentence: `${registry} refuses the credential, or what it may read`,
        fix: `make a new token that may read ${repositoryOf(advised)}, and put it into a new pull secret`,
      };
    case 'image-not-found':
      return {
        sentence: `${registry} has no ${versionOf(advised)} of ${repositoryOf(advised)}, or does not show it to this credential`,
        fix: `push it, or use one that is there: ${setImage(advised)}`,
      };
    case 'registry-rate-limited':
      return {
        sentence: `${registry} limits how much is pulled from this address, or with this account`,
        fix: AGAINST_LIMITS,
      };
    case 'name-unresolved':
      return {
        sentence: `the name ${host} does not resolve on ${node}`,
        fix: `correct the registry in the image (${setImage(advised)}); if it is right, mend the name service of the nodes: they do not ask that of the cluster`,
      };
    case 'connection-timeout':
      return {
        sentence: `${host} does not answer ${node} in time`,
        fix: `open the way from the nodes to ${host} (firewall, NAT, proxy), or pull through a mirror that they reach`,
      };
    case 'connection-failed':
      if (isLoopback(host)) {
        return {
          sentence: `${host} is ${node} itself, and no registry listens there`,
          fix: `use the name under which the nodes reach the registry: ${setImage(advised)}`,
        };
      }
      return {
        sentence: `the connection from ${node} to ${host} is refused or breaks`,
        fix: `see that the registry runs, that the port is right, and that nothing between the nodes and ${host} closes connections`,
      };
    case 'proxy-failed':
      return {
        sentence: `the proxy of the container runtime on ${node} cannot be reached`,
        fix: 'correct HTTPS_PROXY and NO_PROXY of the container runtime on the nodes, and restart it',
      };
    case 'certificate-refused':
      return certificateAdvice(advised.words, host, node);
    case 'plain-http':
      return {
        sentence: `${host} speaks plain HTTP, and ${node} asks with HTTPS`,
        fix: `serve the registry with TLS; else list it as plain on the nodes (containerd: certs.d/${host}/hosts.toml; CRI-O: insecure = true in registries.conf)`,
      };
    case 'registry-error':
      return {
        sentence: `${registry} answers with an error of its own`,
        fix: 'wait, the kubelet tries again; if it stays, whoever runs the registry has to look at it',
      };
    case 'platform-missing':
      return {
        sentence: `${quoted(advised.image)} has no variant for the platform of ${node}`,
        fix: 'build the image for that platform, too; or keep the Pod to nodes that it fits: spec.nodeSelector, kubernetes.io/arch',
      };
    case 'exec-format':
      return {
        sentence: `the program in ${quoted(advised.image)} is for another platform than that of ${node}`,
        fix: 'build the image for that platform; or keep the Pod to nodes that it fits: spec.nodeSelector, kubernetes.io/arch',
      };
    case 'never-pulled':
      return {
        sentence: `imagePullPolicy is Never, and ${node} does not have ${quoted(advised.image)}`,
        fix: 'set imagePullPolicy to IfNotPresent, or load the image onto the nodes',
      };
    case 'signature-refused':
      return {
        sentence: `the signature policy of ${node} rejects ${quoted(advised.image)}`,
        fix: 'sign the image as the policy of the nodes wants it (/etc/containers/policy.json), or use one that is signed',
      };
    case 'image-format':
      return {
        sentence: `the container runtime of ${node} cannot read the format of ${quoted(advised.image)}`,
        fix: 'build and push the image anew with a current tool, and use that',
      };
    case 'image-corrupt':
      return {
        sentence: `what came for ${quoted(advised.image)} is not what its digest says, or the store of ${node} is damaged`,
        fix: 'if it fails on this node only, remove the image there (crictl rmi); if it fails everywhere, push it again',
      };
    case 'image-volume':
      return {
        sentence: `an image is there and cannot be mounted as a volume on ${node}`,
        fix: 'see that the container runtime of the nodes supports image volumes of this kind, or copy the files in an init container',
      };
    case 'disk-full':
      return {
        sentence: `${node} has no space left for ${quoted(advised.image)}`,
        fix: 'free or add space where the container runtime of the node keeps its images, or let the Pod run on another node',
      };
    case 'pull-throttled':
      return {
        sentence: `the kubelet of ${node} itself limits how often it pulls`,
        fix: 'wait, it tries again; if that happens often, raise registryPullQPS of the kubelets',
      };
    case 'runtime-unreachable':
      return {
        sentence: `the kubelet of ${node} cannot reach its container runtime`,
        fix: 'see why the container runtime of the node does not run',
      };
    case 'unknown':
      return { sentence: pullCause(cause).what, fix: '' };
    default:
      return cause satisfies never;
  }
}

function certificateAdvice(words: string, host: string, node: string): Advice {
  if (words.includes('certificate has expired or is not yet valid')) {
    return {
      sentence: `the certificate of ${host} is not valid at the time that ${node} has`,
      fix: 'renew the certificate of the registry; if it is valid, set the clock of the node',
    };
  }
  return {
    sentence: `${node} does not trust the certificate of ${host}`,
    fix: `give the authority that signed it to the container runtime of the nodes (containerd: ca in certs.d/${host}/hosts.toml; CRI-O: /etc/containers/certs.d/${host}/ca.crt)`,
  };
}

function nodeName({ node }: Advised): string {
  return node === '' ? 'the node' : `node ${shown(node, 63)}`;
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(host);
}

function repositoryOf({ image, reference }: Advised): string {
  return reference === undefined ? quoted(image) : quoted(reference.path);
}

function versionOf({ reference }: Advised): string {
  return reference === undefined ? 'tag "latest" (the image names none)' : versionName(reference);
}

/** An edit of the image, as kubectl makes it; in words where no command can be made of the names. */
function setImage({ namespace, target, container, reference }: Advised): string {
  const isPlain = isNamespaceName(namespace) && isObjectName(container) && target !== undefined;
  if (!isPlain) return `set the image of container ${quoted(container, 63)}`;
  const example = reference === undefined ? 'REGISTRY/REPOSITORY:TAG' : `${shown(reference.repository)}:TAG`;
  const word = /^[A-Za-z0-9_./:@-]+$/.test(example) ? example : 'REGISTRY/REPOSITORY:TAG';
  return `kubectl -n ${namespace} set image ${target} ${container}=${word}`;
}
