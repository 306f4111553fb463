/** The API server may ask twice in one request; the second answer must add nothing. */
import type { Row } from '../row.js';
import { seenByTap } from '../tap.js';

export const twice: Row = {
  id: 'O3',
  title: 'Pods are mutated, patched and mutated again, also after another webhook has changed them',
  load: {
    short: 'drawn scenes and the recorded pods',
    long: 'and by a real API server, with the other webhook before and after Pullgate',
  },
  must: 'mutated twice is mutated once, whatever the order',
  minutes: { short: 3, long: 10 },
  against: 'the engine itself, and in the long form a real kube-apiserver',
  run: (ask) =>
    seenByTap(
      [
        {
          command: 'tap',
          files: ['test/inject-again.test.ts', 'test/inject-scenes.test.ts', 'test/inject-answer.test.ts'],
        },
        ...(ask.form === 'short' ? [] : [{ command: 'test:e2e' as const, files: ['test/e2e/injection.e2e.ts'] }]),
      ],
      ask,
    ),
};
