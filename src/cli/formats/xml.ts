/** XML 1.0 of texts that are printable ASCII and newlines: `shown` has escaped the rest, and XML could not hold all of it. */

export type Xml = string & { readonly isXml: true };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export function xmlText(text: string): Xml {
  // What is no character of XML 1.0 never comes here; where it does, the report must stay readable all the same.
  return text.replace(/[^\t\n -~]/gu, '?').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '') as Xml; // escaped
}

/** @param children on lines of their own; a text stands between the tags as it is */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: Xml | readonly Xml[] = [],
): Xml {
  // A line break in an attribute would be read as a blank (XML 1.0 3.3.3).
  const given = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${xmlText(String(value)).replaceAll('\n', '&#10;')}"`,
  );
  const open = `<${name}${given.join('')}`;
  if (typeof children === 'string') return `${open}>${children}</${name}>` as Xml; // of escaped parts
  if (children.length === 0) return `${open}/>` as Xml; // of escaped parts
  return `${open}>\n${children.join('\n')}\n</${name}>` as Xml; // of escaped parts
}
