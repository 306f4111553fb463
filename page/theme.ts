/** Light, dark, or as the system has it: one button, nothing is kept. */
import { h } from '../src/audit/html/node.js';
import { toDom } from './dom.js';

export function addTheme(beside: Element): void {
  const button = toDom(h('button', { type: 'button', class: 'theme' }, 'Light or dark'));
  beside.append(button);
  button.addEventListener('click', () => {
    const root = document.documentElement;
    const now = root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    root.dataset['theme'] = now === 'dark' ? 'light' : 'dark';
  });
}
