/** The API server may ask twice in one request; the second answer must add nothing. */
import type { Row } from '../row.js';
import { seenByTap } from '../tap.js';

export const twice: Row = {
  id: 'O3',
  title: 'Every Pod of the fixtures is mutated, patched and mutated again',
  load: {
    short: 'the fixtures of the rules and the recorded pods, each also without its list of secrets',
    long: 'and by a real API server, with another webhook before and after Pullgate',
  },
  must: 'the second call changes nothing',
  minutes: { short: 2, long: 10 },
  against: 'the engine itself, and in the long form a real kube-apiserver',
  run: async (ask) => {
    const { mutatedTwice } = await import('../../support/mutated-twice.js');
    const { pods, changed, wrong } = await mutatedTwice();
    for (const each of wrong) ask.tell(each);
    const here = {
      n: pods,
      of: 'Pods',
      words: `${changed} got a secret, ${wrong.length} were changed once more`,
      passed: wrong.length === 0 && changed > 0,
    };
    if (ask.form === 'short') return here;
    const there = await seenByTap([{ command: 'test:e2e', files: ['test/e2e/injection.e2e.ts'] }], ask);
    const words = `${here.words}; of ${there.n} assertions by a real API server ${there.words}`;
    return { ...here, words, passed: here.passed && there.passed };
  },
};
