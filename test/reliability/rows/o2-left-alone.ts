/** What has to go on whatever Pullgate thinks of it. */
import type { Row } from '../row.js';
import { seenByTap } from '../tap.js';

export const leftAlone: Row = {
  id: 'O2',
  title:
    'Mirror pods, Pods of a ServiceAccount with enforce-mountable-secrets, what is being deleted, and updates of labels alone',
  load: { short: 'every kind, by the engine', long: 'and by a real API server, with injection' },
  must: 'all are admitted and none is changed',
  minutes: { short: 3, long: 15 },
  against: 'the engine itself, and in the long form a real kube-apiserver',
  run: (ask) =>
    seenByTap(
      [
        { command: 'tap', files: ['test/subject.test.ts', 'test/inject.test.ts', 'test/judge.test.ts'] },
        ...(ask.form === 'short'
          ? []
          : [
              {
                command: 'test:e2e' as const,
                files: ['test/e2e/updates.e2e.ts', 'test/e2e/harm.e2e.ts', 'test/e2e/injection.e2e.ts'],
              },
            ]),
      ],
      ask,
    ),
};
