/** An API server that refuses whatever is not granted: what is called is what is granted, in each mode. */
import type { Row } from '../row.js';
import { seenByTap } from '../tap.js';

export const rights: Row = {
  id: 'S11',
  title: 'Every question is asked in each `rbac.secrets`, and every certificate is kept, by least rights',
  load: { short: 'every mode and value set', long: 'and each mode with the real RBAC' },
  must: 'the calls made are the calls granted, and the chart grants these and no others',
  minutes: { short: 3, long: 10 },
  against: 'an API server that answers 403 to all else, and in the long form a real kube-apiserver',
  run: (ask) =>
    seenByTap(
      [
        {
          command: 'tap',
          files: [
            'test/rights.test.ts',
            'test/tls-objects.test.ts',
            'test/chart-rights.test.ts',
            // What was rendered is of the chart as it is.
            'test/chart-values.test.ts',
            'test/chart-audit.test.ts',
          ],
        },
        ...(ask.form === 'short' ? [] : [{ command: 'test:e2e' as const, files: ['test/e2e/chart-rights.e2e.ts'] }]),
      ],
      ask,
    ),
};
