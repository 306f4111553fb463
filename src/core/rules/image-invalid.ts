import { ON_OBJECT } from '../basis.js';
import { versioned } from '../image/meant.js';
import { parseImage } from '../image/parse.js';
import { placeholderIn, withoutPlaceholders } from '../image/placeholder.js';
import { imageText } from '../subject.js';
import type { ImageErrorCode, ImageUse, Remedy } from '../types.js';
import { NEVER_DECIDES } from '../wants.js';
import { quoted } from '../words/escape.js';
import { perImage } from './per-image.js';
import type { Rule } from './rule.js';

/** Longest placeholder that is shown whole. */
const PLACEHOLDER_SHOWN = 64;

interface Explanation {
  readonly why: string;
  /** A reference that is probably meant; '' where it cannot be guessed. */
  readonly meant: string;
}

const NOT_EXPLAINED: Explanation = { why: '', meant: '' };

/** PG103: the reference does not parse; the kubelet says InvalidImageName (semantics 1.17). */
export const imageInvalid: Rule<'PG103'> = {
  code: 'PG103',
  slug: 'image-invalid',
  title: 'the image reference does not parse',
  defaultAction: 'deny',
  scope: 'image',
  leads: true,
  // The image that is meant may lack a credential, too, and the fix is for all of it.
  wants: {
    facts: ['candidates', 'serviceAccount'],
    when: ({ outlooks }) => outlooks.some(({ state }) => state === 'invalid'),
    decides: NEVER_DECIDES,
  },
  docs: {
    what: 'The text in the image field is no image reference: a placeholder that nobody filled in (`${VAR}`, `{{ }}`, `<x>`, `None`), a scheme such as `docker://`, upper case in the repository, blanks, a colon without a tag, a number in scientific notation for a tag, a second registry inside the path, a digest of the wrong length.',
    why: 'The API server only checks that the field is not empty, so the mistake surfaces on the node, minutes later.',
    kubelet:
      'The container waits with reason `InvalidImageName`; nothing is pulled, whatever the pull policy, until the field is changed.',
    fix: 'Write `REGISTRY/REPOSITORY:TAG`, the repository in lower case, without a scheme and without blanks. If the text still holds a placeholder, render the template before it is applied.',
    source: [
      'grammar: github.com/distribution/reference reference.go, normalize.go',
      'pkg/kubelet/images/image_manager.go',
    ],
  },
  evaluate: perImage(({ use }, { subject, brief }) => {
    if (use.parsed.ok) return undefined;
    const { raw, error } = use.parsed;
    const { why, meant } = brief ? NOT_EXPLAINED : explain(raw, error);
    const isNamed = meant === '' && !brief && error !== 'identifier';
    return {
      problem: `not a valid image reference: ${why}`,
      because: '',
      fix: fixFor(isNamed ? knownName(raw) : meant),
      uses: [use],
      basis: ON_OBJECT,
      // A template may leave the reference of an image volume to something that fills it in (semantics 5.1).
      ...(isOpenReference(use) && !subject.isPod ? { ceiling: 'warn' as const } : {}),
    };
  }),
};

function isOpenReference(use: ImageUse): boolean {
  return use.kind === 'imageVolume' && imageText(use) === '';
}

function fixFor(meant: string): Remedy {
  const image = meant === '' ? 'REGISTRY/REPOSITORY:TAG' : meant;
  return { intents: [{ do: 'edit-image', image, note: '' }] };
}

/** The name, where only what follows it is wrong; '' where the name is. */
function knownName(raw: string): string {
  const [named = '', ...rest] = raw.split('@');
  const slash = named.lastIndexOf('/');
  const name = `${named.slice(0, slash + 1)}${named.slice(slash + 1).split(':', 1)[0] ?? ''}`;
  return parseImage(name).ok ? `${name}${rest.length === 0 ? ':TAG' : '@sha256:DIGEST'}` : '';
}

/** The order matters: the most specific cause first. Every test is linear in the text. */
function explain(raw: string, error: ImageErrorCode): Explanation {
  if (raw === '') return { why: 'it is empty', meant: '' };
  const placeholder = placeholderIn(raw);
  if (placeholder !== undefined) {
    const why = `it holds the placeholder ${quoted(placeholder, PLACEHOLDER_SHOWN)}, which nobody filled in`;
    return { why, meant: ifWritten(withoutPlaceholders(raw)) };
  }
  const trimmed = raw.trim();
  if (trimmed !== raw) return { why: 'it has blanks or line breaks around it', meant: ifValid(trimmed) };
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(raw)?.[0];
  if (scheme !== undefined) {
    return { why: `it starts with a scheme, ${quoted(scheme)}`, meant: ifValid(raw.slice(scheme.length)) };
  }
  if (/^["'].*["']$/s.test(raw)) return { why: 'the quotes are part of the value', meant: ifValid(raw.slice(1, -1)) };
  if (/\s/.test(raw)) return { why: 'it has a blank inside', meant: '' };
  if (/[^!-~]/.test(raw)) return { why: 'it has a character that is not ASCII', meant: '' };
  const cut = cutDigest(raw);
  if (cut !== undefined) return cut;
  if (raw.endsWith(':')) return { why: 'it ends in a colon, with no tag after it', meant: versioned(raw.slice(0, -1)) };
  if (raw.endsWith('@')) return { why: 'it ends in "@", with no digest after it', meant: versioned(raw.slice(0, -1)) };
  return explainByCode(raw, error);
}

function explainByCode(raw: string, error: ImageErrorCode): Explanation {
  switch (error) {
    case 'empty':
      return { why: 'it is empty', meant: '' };
    case 'uppercase':
      return { why: 'the repository has upper-case letters', meant: lowered(raw) };
    case 'name-too-long':
      return { why: 'the repository is longer than 255 characters', meant: '' };
    case 'identifier':
      return { why: 'it is 64 hexadecimal characters, which is an image ID and no name', meant: '' };
    case 'digest-unsupported':
      return { why: 'the digest is none of sha256, sha384 and sha512', meant: '' };
    case 'digest-length':
      return { why: 'the digest has the wrong length', meant: '' };
    case 'digest-format':
      return { why: 'the digest must be lower-case hexadecimal', meant: '' };
    case 'invalid-format':
      return scientific(raw) ?? secondRegistry(raw) ?? { why: formatFault(raw), meant: '' };
    default:
      return error satisfies never;
  }
}

/** A number that a template wrote: YAML reads `58467965` without quotes as a number, and Go prints large ones so. */
const SCIENTIFIC = /[:@](\d(?:\.(\d+))?)[eE]\+?(\d{1,3})$/;

function scientific(raw: string): Explanation | undefined {
  const match = SCIENTIFIC.exec(raw);
  if (match === null) return undefined;
  const [written, mantissa = '', decimals = '', exponent = ''] = match;
  const missing = Number(exponent) - decimals.length;
  // Only whole numbers that Go did not round.
  const known = missing >= 0 && decimals.length < 16 && missing <= 20;
  const number = `${mantissa.replace('.', '')}${'0'.repeat(known ? missing : 0)}`;
  const why = `${quoted(written.slice(1), 64)} is a number in scientific notation: quote the number in the template`;
  return { why, meant: known && written.startsWith(':') ? ifValid(`${raw.slice(0, -written.length)}:${number}`) : '' };
}

const DIGEST = /^(.*)@(sha256|sha384|sha512):([0-9A-Fa-f]*)$/s;
const DIGITS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

function cutDigest(raw: string): Explanation | undefined {
  const [, name = '', algorithm = '', digits = ''] = DIGEST.exec(raw) ?? [];
  const wanted = DIGITS[algorithm];
  if (wanted === undefined || digits.length === wanted) return undefined;
  const why = `a ${algorithm} digest has ${wanted} hexadecimal characters, this one ${digits.length}`;
  return { why, meant: parseImage(name).ok ? `${name}@${algorithm}:DIGEST` : '' };
}

/** `docker.io/harbor.example.net:5000/app:1`: only the first part can name a registry, and a port. */
function secondRegistry(raw: string): Explanation | undefined {
  const parts = (raw.split('@', 1)[0] ?? '').split('/');
  const at = parts.findIndex((part, index) => index > 0 && index < parts.length - 1 && part.includes(':'));
  const part = parts[at];
  if (part === undefined) return undefined;
  const inFront = quoted(`${parts.slice(0, at).join('/')}/`, 64);
  const isHost = /^[A-Za-z0-9.-]+\.[A-Za-z0-9.-]+:\d+$|^localhost:\d+$/.test(part);
  const why = isHost
    ? `it names two registries: ${inFront} stands in front of ${quoted(part, 64)}`
    : `it has a colon inside the path, in ${quoted(part, 64)}`;
  return { why, meant: isHost ? ifValid(raw.split('/').slice(at).join('/')) : '' };
}

function formatFault(raw: string): string {
  if (raw.includes('//')) return 'it has an empty part between two slashes';
  if (raw.startsWith('/') || raw.endsWith('/')) return 'it begins or ends with a slash';
  const name = raw.split('@', 1)[0] ?? '';
  const colons = name.slice(name.lastIndexOf('/') + 1).split(':').length - 1;
  if (colons > 1) return 'it has two tags';
  const tag = /:([^/:]*)$/.exec(name)?.[1];
  if (tag !== undefined && !/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tag))
    return `${quoted(tag, 64)} is no valid tag`;
  if (/@[^:]*$/.test(raw)) return 'what follows "@" is no digest';
  if (raw.indexOf('@') !== raw.lastIndexOf('@')) return 'it has two "@"';
  return 'a part of the name begins, ends or continues with a character that is not allowed there';
}

/** Words in capitals stand in it, which an image cannot hold everywhere. */
function ifWritten(image: string): string {
  const filled = image
    .replace('REGISTRY/', 'registry.k8s.io/')
    .replaceAll('REPOSITORY', 'x')
    .replace('DIGEST', 'a'.repeat(64));
  return parseImage(filled).ok ? image : '';
}

function ifValid(image: string): string {
  return parseImage(image).ok ? versioned(image) : '';
}

/** Lower case everywhere but in the tag, where upper case is allowed. */
function lowered(raw: string): string {
  const slash = raw.lastIndexOf('/');
  const colon = raw.indexOf(':', slash + 1);
  const name = colon === -1 ? raw : raw.slice(0, colon);
  return ifValid(name.toLowerCase() + raw.slice(name.length));
}
