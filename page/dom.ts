/** What src/audit/html/node.ts describes, as nodes of the page. Texts become text nodes; nothing is parsed. */
import { type Child, namesOf } from '../src/audit/html/node.js';

export function toDom(child: Child): Node {
  if (typeof child === 'string') return document.createTextNode(child);
  const element = document.createElement(child.tag);
  for (const [name, value] of namesOf(child.attributes)) element.setAttribute(name, value === true ? '' : value);
  element.append(...child.children.map(toDom));
  return element;
}

/** An element that the generator has written. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}
