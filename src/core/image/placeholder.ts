/**
 * What a template leaves where nobody gave a value: `${VAR}`, `$VAR`, `$(VAR)`, `{{ .x }}`, `<x>`, `%s`, `%VAR%`, `__X__`,
 * and `None` or `null` where there was none. Found in names of images and secrets, neither of which can hold any of them.
 */

const PLACEHOLDER =
  /\$\{[^{}]*\}?|\$\([^()]*\)?|\{\{(?:[^}]|\}(?!\}))*(?:\}\})?|%!?[sdv](?:\(<?[A-Za-z]*>?\))?(?![A-Za-z0-9])|%[A-Za-z_]\w*%|<[^<>]*>|\$[A-Za-z_]\w*|__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__/;
/** A whole part of a name: values that are not there, and constants, as `IMAGE_PLACEHOLDER`. */
const WHOLE_PART = /^(?:None|NULL|Null|NaN|Nil|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/;
/** The same in lower case, where it is a valid name by itself. */
const NOTHING = /^(?:null|nil|none|undefined|nan)$/i;

/** The first placeholder of a text, as it stands there. */
export function placeholderIn(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[0] ?? text.split(/[/:@]/).find((part) => WHOLE_PART.test(part));
}

/** Whether it is what a template prints for a value that is not set. */
export function isNothing(text: string): boolean {
  return NOTHING.test(text);
}

const GAP = '\u0001';

/**
 * The image with what is known of it kept, and words in capitals where the placeholders stood; '' where nothing is known.
 * `${REGISTRY}/app:1.4` becomes `REGISTRY/app:1.4`.
 */
export function withoutPlaceholders(image: string): string {
  const all = new RegExp(PLACEHOLDER, 'g');
  const [named = '', ...rest] = image.replace(all, GAP).split('@');
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  const parts = (colon === -1 ? named : named.slice(0, colon)).split('/');
  const isGap = (part: string): boolean => part.includes(GAP) || WHOLE_PART.test(part);
  if (parts.every(isGap)) return '';
  const name = parts.map((part, at) =>
    isGap(part) ? (at === 0 && parts.length > 1 ? 'REGISTRY' : 'REPOSITORY') : part,
  );
  const digest = rest.join('@');
  const version = tag === undefined ? '' : `:${tag === '' || isGap(tag) ? 'TAG' : tag}`;
  if (rest.length === 0) return `${name.join('/')}${version === '' ? ':TAG' : version}`;
  return `${name.join('/')}${version}@${isGap(digest) ? 'sha256:DIGEST' : digest}`;
}
