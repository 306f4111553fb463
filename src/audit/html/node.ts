/**
 * The page as values: the generator writes them as text (`toHtml`), the script inside the page makes DOM nodes of them
 * (page/dom.ts). A text is never put where a tag or an attribute could be read out of it, so nothing else has to think of
 * escaping. Attributes are a closed set: no event handler, no style, no address but one within the page.
 */

export type Child = string | Part;

export interface Part {
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

type Tag =
  | `h${1 | 2 | 3}`
  | 'a'
  | 'article'
  | 'b'
  | 'button'
  | 'caption'
  | 'code'
  | 'dd'
  | 'details'
  | 'div'
  | 'dl'
  | 'dt'
  | 'footer'
  | 'form'
  | 'header'
  | 'input'
  | 'label'
  | 'li'
  | 'line'
  | 'main'
  | 'nav'
  | 'noscript'
  | 'ol'
  | 'option'
  | 'p'
  | 'pre'
  | 'rect'
  | 'section'
  | 'select'
  | 'span'
  | 'summary'
  | 'svg'
  | 'table'
  | 'tbody'
  | 'td'
  | 'text'
  | 'th'
  | 'thead'
  | 'time'
  | 'tr'
  | 'ul'
  | 'wbr';

export interface Attributes {
  readonly class?: string;
  readonly id?: string;
  readonly href?: `#${string}`;
  readonly role?: string;
  readonly [aria: `aria-${string}`]: string;
  readonly [data: `data-${string}`]: string;
  readonly scope?: 'col' | 'row';
  readonly tabindex?: '0' | '-1';
  readonly hidden?: true;
  readonly datetime?: string;
  // Of forms.
  readonly type?: 'button' | 'search';
  readonly for?: string;
  readonly value?: string;
  readonly autocomplete?: 'off';
  readonly spellcheck?: 'false';
  // Of drawings: in per cent or pixels.
  readonly x?: string;
  readonly y?: string;
  readonly x1?: string;
  readonly x2?: string;
  readonly y1?: string;
  readonly y2?: string;
  readonly rx?: string;
  readonly width?: string;
  readonly height?: string;
  readonly 'text-anchor'?: 'start' | 'middle' | 'end';
}

const ALONE: ReadonlySet<Tag> = new Set(['input', 'wbr']);

export function h(tag: Tag, attributes: Attributes, ...children: readonly Child[]): Part {
  return { tag, attributes, children };
}

/** HTML in ASCII, whatever the encoding in which the file is read. */
export function toHtml(child: Child): string {
  if (typeof child === 'string') return escapeHtml(child);
  const { tag, attributes, children } = child;
  const named = namesOf(attributes).map(([name, value]) =>
    value === true ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`,
  );
  const open = `<${tag}${named.join('')}>`;
  return ALONE.has(tag) ? open : `${open}${children.map(toHtml).join('')}</${tag}>`;
}

/** Those that are there. */
export function namesOf(attributes: Attributes): readonly (readonly [name: string, value: string | true])[] {
  return Object.entries<string | true | undefined>({ ...attributes }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
}

/** For a text between tags and for a value in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[^ !#-%(-;=?-~\n]/gu, (found) => `&#${found.codePointAt(0) ?? 0};`);
}
