/** Words that whatever tells of an audit shares. Text of objects comes out as printable ASCII on one line. */
import { containerText } from '../core/words/container.js';
import { shown } from '../core/words/escape.js';
import type { AuditContainer } from './report.js';

const MOST_CONTAINERS = 5;

/** `container web, image "nginx:latest"` */
export function containersText(containers: readonly AuditContainer[]): string {
  const told = containers
    .slice(0, MOST_CONTAINERS)
    .map((each) => `${containerText(each)}, image "${shown(each.image)}"`);
  const more = containers.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}
