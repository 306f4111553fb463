/**
 * Which platforms of an image a node can run, as containerd's pull decides it: the node's own, and what it can run besides
 * (github.com/containerd/platforms compare.go platformVector, database.go normalizeArch: 386 on amd64, 32-bit arm on
 * arm64, older variants of arm). CRI-O takes fewer; of a doubt nothing is said.
 */

interface Platform {
  readonly os: string;
  readonly arch: string;
  readonly variant: string;
}

/** Those of the nodes, each once, in order; one that says none is left out. */
export function platformsOf(nodes: readonly { readonly platform: string }[]): readonly string[] {
  return [...new Set(nodes.map(({ platform }) => platform))].filter((each) => each !== '').sort();
}

/** Other names of the same. */
const ALIASES: Readonly<Record<string, readonly [arch: string, variant?: string]>> = {
  i386: ['386'],
  x86_64: ['amd64'],
  'x86-64': ['amd64'],
  aarch64: ['arm64'],
  armhf: ['arm', 'v7'],
  armel: ['arm', 'v6'],
};

function platformOf(text: string): Platform {
  const [os = '', arch = '', variant = ''] = text.toLowerCase().split('/');
  const alias = Object.hasOwn(ALIASES, arch) ? ALIASES[arch] : undefined;
  return { os, arch: alias?.[0] ?? arch, variant: alias?.[1] ?? variant };
}

/** `v7` and `7`; arm without a variant is v7, as a node without one is any. */
function versionOf({ variant }: Platform): number {
  return variant === '' ? 7 : Number(variant.replace(/^v/, ''));
}

/** @param node `linux/arm64` @param image `linux/arm/v7` */
export function runsOn(node: string, image: string): boolean {
  const there = platformOf(node);
  const given = platformOf(image);
  if (there.os !== given.os) return false;
  if (there.arch === given.arch) {
    return there.arch !== 'arm' || there.variant === '' || versionOf(given) <= versionOf(there);
  }
  return (there.arch === 'amd64' && given.arch === '386') || (there.arch === 'arm64' && given.arch === 'arm');
}

/** Is it a platform at all? What is no image, as an attestation, stands in an index under `unknown/unknown`. */
export function isPlatform(text: string): boolean {
  const { os, arch } = platformOf(text);
  return os !== '' && arch !== '' && os !== 'unknown' && arch !== 'unknown';
}
