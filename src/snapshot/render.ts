/** A snapshot as the text of its file. Of the same state, the same bytes. */
import { documentOf } from './document.js';
import type { Snapshot } from './snapshot.js';
import { TAKEN } from './taken.js';
import { yamlOf } from './yaml.js';

const TITLE = `# What the verdicts of Pullgate on a cluster rest on, for: pullgate check --snapshot FILE
# It holds no password, no token and no user name, nor anything made of one. One fact a line, sorted: a diff shows what changed.
# When it was taken stands in a file beside it, whose name ends in "${TAKEN}".
`;

/** Nothing after it was lost. */
export const END = '...';

export function renderSnapshot(snapshot: Snapshot): string {
  return `${TITLE}${yamlOf(documentOf(snapshot))}${END}\n`;
}
