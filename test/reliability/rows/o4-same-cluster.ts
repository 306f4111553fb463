/** The same objects through what the tests take for a cluster, and through a cluster. */
import type { Row } from '../row.js';
import { seenByTap } from '../tap.js';

export const sameCluster: Row = {
  id: 'O4',
  title: 'The same objects go through the stand-in of the tests and through a real API server',
  load: {
    short: 'recorded answers to every form in which an object is written',
    long: 'and the recorded pods, and every kind of workload',
  },
  must: 'both say the same of each',
  minutes: { short: 5, long: 20 },
  against: 'a real kube-apiserver',
  run: (ask) =>
    seenByTap(
      [
        { command: 'tap', files: ['test/shapes.test.ts', 'test/structure.test.ts'] },
        {
          command: 'test:e2e',
          files: [
            'test/e2e/shapes.e2e.ts',
            ...(ask.form === 'short' ? [] : ['test/e2e/snapshot.e2e.ts', 'test/e2e/kinds.e2e.ts']),
          ],
        },
      ],
      ask,
    ),
};
