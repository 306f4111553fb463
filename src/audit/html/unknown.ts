/** What could not be read, and what could not be decided. */
import { shownLong } from '../../core/words/escape.js';
import type { AuditReport } from '../report.js';
import { h, type Part } from './node.js';
import { count, grouped } from './words.js';

const MOST = 20;

export function renderUnknown({ unread, summary }: AuditReport): readonly Part[] {
  const reasons = [...summary.unknownReasons].sort((a, b) => b.objects - a.objects);
  return [
    ...list(
      unread.map(({ what, reason }) => `${shownLong(what)}: ${shownLong(reason)}`),
      'Could not be read, so that nobody knows what it holds:',
    ),
    ...list(
      reasons.map(({ reason, objects }) => `${shownLong(reason)} (${count(objects, 'owner')})`),
      'Could not be decided:',
    ),
  ];
}

function list(texts: readonly string[], title: string): readonly Part[] {
  if (texts.length === 0) return [];
  const more = texts.length - MOST;
  const items = texts.slice(0, MOST).map((text) => h('li', {}, text));
  return [h('p', {}, title), h('ul', {}, ...items, ...(more > 0 ? [h('li', {}, `and ${grouped(more)} more`)] : []))];
}
