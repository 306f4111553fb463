/**
 * Where no login matches because the image itself is wrong: its host is another name of a registry, written with capitals,
 * a slip of the fingers, or stands behind a second registry. Then a login at that host would mend nothing, and for a
 * look-alike it would give a password away (`ghrc.io` asks for one), so the image is to be corrected.
 */
import { editDistance } from '../edit-distance.js';
import { createPool } from '../memory.js';
import { parseImage } from './parse.js';
import type { ImageReference } from './reference.js';
import { REGISTRIES, registryHint } from './registry-hints.js';

export interface Meant {
  /** The image with the host that is meant, and `:TAG` where it says no version. */
  readonly image: string;
  readonly reference: ImageReference;
  /** A clause about the image, with its values whole. */
  readonly why: string;
}

/** Hosts that logins are for, plain and without wildcards. */
export interface KnownHosts {
  /** Of the secrets that the pod uses. */
  readonly used: readonly string[];
  /** Of all secrets of the namespace. */
  readonly all: readonly string[];
  /** The operator lists a pattern that the image matches, so its host is no slip. */
  readonly listed?: boolean;
}

/** What is meant, or undefined where the image may well be right. */
export function meantImage(reference: ImageReference, hosts: KnownHosts): Meant | undefined {
  if (reference.shortName) return undefined;
  const wrong = twoRegistries(reference) ?? otherName(reference) ?? capitals(reference, hosts);
  if (wrong !== undefined || hosts.listed === true || hosts.all.includes(reference.registry)) return wrong;
  return slipOfKnown(reference) ?? slipOfUsed(reference, hosts);
}

/** Registries whose organisations have no dot in their names, so that what has one is a host. */
const DOTLESS: ReadonlySet<string> = new Set(['docker.io', 'ghcr.io']);
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/;

function twoRegistries(reference: ImageReference): Meant | undefined {
  const { registry, path, raw } = reference;
  const [first = ''] = path.split('/', 1);
  if (!DOTLESS.has(registry) || first === path || !HOST.test(first)) return undefined;
  const why = `the image names two registries: "${registry}/" stands in front of "${first}"`;
  return meant(raw.slice(raw.indexOf('/') + 1), why);
}

function otherName(reference: ImageReference): Meant | undefined {
  const { registry } = reference;
  const row = REGISTRIES.find(({ aliases }) => aliases?.includes(registry.toLowerCase()) === true);
  const host = row?.hosts?.[0];
  if (row === undefined || host === undefined) return undefined;
  const why = `images of ${row.name} are named "${host}/...", and to the kubelet "${registry}" is another registry`;
  return meant(host + afterHost(reference), why);
}

function capitals(reference: ImageReference, { all }: KnownHosts): Meant | undefined {
  const { registry } = reference;
  const lower = registry.toLowerCase();
  if (lower === registry || !(all.includes(lower) || isKnown(lower))) return undefined;
  return meant(
    lower + afterHost(reference),
    'the host of the image is written with capitals, and the kubelet compares letter case',
  );
}

/** Below this length one letter makes another name. */
const SHORT = 7;
/** From this length on two letters are a slip. */
const LONG = 12;

function slipOfKnown(reference: ImageReference): Meant | undefined {
  const { host } = nearestKnown(reference.registry);
  return host === undefined ? undefined : slip(reference, host);
}

/** Compared with a hundred hosts: many images, and many reviews, have the same registry. */
const nearestKnown = createPool(1000).remembering((registry): { readonly host?: string | undefined } => {
  if (isKnown(registry)) return {};
  const host = KNOWN.find((each) => {
    const limit = each.length >= LONG ? 2 : each.length >= SHORT ? 1 : 0;
    return limit > 0 && editDistance(registry, each, limit) <= limit && !isOther(registry, each);
  });
  return { host };
});

function slipOfUsed(reference: ImageReference, { used }: KnownHosts): Meant | undefined {
  const { registry } = reference;
  if (isKnown(registry) || registry.length < LONG) return undefined;
  const host = used.find(
    (each) => each.length >= LONG && editDistance(registry, each, 1) === 1 && !isOther(registry, each),
  );
  return host === undefined ? undefined : slip(reference, host);
}

/** Near, and still two hosts: they differ in a number (`registry1`), or in their ending (`registry.gitlab.corp`). */
function isOther(a: string, b: string): boolean {
  const trunk = (host: string): string => host.slice(0, host.lastIndexOf('.'));
  return a.replace(/\d/g, '') === b.replace(/\d/g, '') || trunk(a) === trunk(b);
}

function slip(reference: ImageReference, host: string): Meant | undefined {
  return meant(host + afterHost(reference), `the host "${reference.registry}" looks like a slip of "${host}"`);
}

const KNOWN: readonly string[] = REGISTRIES.flatMap(({ hosts }) => hosts ?? []);

/** A registry that exists under this very host. */
function isKnown(host: string): boolean {
  const { source, guessed } = registryHint(host);
  return KNOWN.includes(host) || (source !== undefined && guessed !== true);
}

/** From the slash behind the host on. */
function afterHost({ raw }: ImageReference): string {
  return raw.slice(raw.indexOf('/'));
}

function meant(text: string, why: string): Meant | undefined {
  const image = versioned(text);
  const parsed = parseImage(image);
  return parsed.ok ? { image, reference: parsed.reference, why } : undefined;
}

/** Adds `:TAG` where the guess would otherwise only trade this finding for PG101 or PG102; '' where it is no image. */
export function versioned(image: string): string {
  const parsed = parseImage(image);
  if (!parsed.ok) return '';
  const { tag, digest } = parsed.reference;
  if (digest !== undefined || (tag !== undefined && tag !== 'latest')) return image;
  return `${tag === undefined ? image : image.slice(0, -tag.length - 1)}:TAG`;
}
