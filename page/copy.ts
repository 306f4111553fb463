/** A button beside every fix. A file that was opened from a mail may be refused the clipboard; then its text is selected. */
import { h } from '../src/audit/html/node.js';
import { toDom } from './dom.js';

/** How long a button says what it has done. */
const TOLD = 2000;

export function addCopyButtons(root: ParentNode): void {
  for (const fix of root.querySelectorAll<HTMLElement>('.fix')) {
    if (fix.querySelector('button') !== null) continue;
    const label = fix.dataset['label'] ?? '';
    fix.append(toDom(h('button', { type: 'button', class: 'copy', 'aria-label': `Copy: ${label}` }, 'Copy')));
  }
}

/** One listener for all of them, whenever they came. @param say for those who do not see the button */
export function listenForCopies(say: (words: string) => void): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button.copy') : null;
    const code = button?.parentElement?.querySelector('code');
    if (button === null || code === null || code === undefined) return;
    void copy(code).then((copied) => {
      const words = copied ? 'Copied' : 'Selected: copy it';
      button.textContent = words;
      say(words);
      setTimeout(() => {
        button.textContent = 'Copy';
      }, TOLD);
    });
  });
}

async function copy(code: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    // The only way left where there is no clipboard for a file.
    return document.execCommand('copy');
  }
}
