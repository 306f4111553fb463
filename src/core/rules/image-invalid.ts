import { versioned } from '../image/meant.js';
import { parseImage } from '../image/parse.js';
import { imageText } from '../subject.js';
import type { Fix, ImageErrorCode, ImageUse } from '../types.js';
import { quoted } from '../words/escape.js';
import type { Rule } from './rule.js';

interface Explanation {
  readonly why: string;
  /** A reference that is probably meant; '' where it cannot be guessed. */
  readonly meant: string;
}

/** PG103: the reference does not parse; the kubelet says InvalidImageName (semantics 1.17). */
export const imageInvalid: Rule = {
  code: 'PG103',
  slug: 'image-invalid',
  title: 'the image reference does not parse',
  defaultAction: 'deny',
  scope: 'image',
  docs: {
    what: 'The text in the image field is no image reference: an unexpanded `${VAR}` or `{{ }}`, a scheme such as `docker://`, upper case in the repository, blanks, a colon without a tag, a digest of the wrong length.',
    why: 'The API server only checks that the field is not empty, so the mistake surfaces on the node, minutes later.',
    kubelet:
      'The container waits with reason `InvalidImageName`; nothing is pulled, whatever the pull policy, until the field is changed.',
    fix: 'Write `REGISTRY/REPOSITORY:TAG`, the repository in lower case, without a scheme and without blanks. If the text still holds a placeholder, render the template before it is applied.',
    source: [
      'grammar: github.com/distribution/reference reference.go, normalize.go',
      'pkg/kubelet/images/image_manager.go',
    ],
  },
  evaluate: ({ outlooks, subject }) =>
    outlooks.flatMap(({ use }) => {
      if (use.parsed.ok) return [];
      const { why, meant } = explain(use.parsed.raw, use.parsed.error);
      return {
        code: 'PG103',
        problem: `not a valid image reference: ${why}`,
        because: '',
        fix: fixFor(meant),
        uses: [use],
        basis: 'object',
        // A template may leave the reference of an image volume to something that fills it in (semantics 5.1).
        ...(isOpenReference(use) && !subject.isPod ? { ceiling: 'warn' as const } : {}),
      };
    }),
};

function isOpenReference(use: ImageUse): boolean {
  return use.kind === 'imageVolume' && imageText(use) === '';
}

function fixFor(meant: string): Fix {
  const image = meant === '' ? 'REGISTRY/REPOSITORY:TAG' : meant;
  return { steps: [{ do: 'set-image', image, note: '' }] };
}

/** The order matters: the most specific cause first. Every test is linear in the text. */
function explain(raw: string, error: ImageErrorCode): Explanation {
  if (raw === '') return { why: 'it is empty', meant: '' };
  if (/\$\{|\$\(|\{\{|<no value>|%\w+%/.test(raw)) {
    return { why: 'it holds a placeholder that was not filled in', meant: '' };
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
      return { why: 'the digest has the wrong length (sha256 has 64 hexadecimal characters)', meant: '' };
    case 'digest-format':
      return { why: 'the digest must be lower-case hexadecimal', meant: '' };
    case 'invalid-format':
      return { why: formatFault(raw), meant: '' };
    default:
      return error satisfies never;
  }
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
