import t from 'tap';
import { corpusOf, hunt, TARGETS } from '../fuzz/index.mjs';

t.setTimeout(300_000);

/** The same ones in every run: new ones are for `npm run fuzz`, which may find something on any day. */
const CASES: Readonly<Record<string, number>> = {
  reference: 50_000,
  secret: 3_000,
  review: 300,
  yaml: 1_500,
  http: 60,
};

for (const target of TARGETS) {
  t.test(`${target.name}: further cases`, async (t) => {
    const most = CASES[target.name] ?? 0;
    const { cases, found } = await hunt(target, { corpus: corpusOf(target.name), seed: 7, until: () => false, most });
    t.equal(cases, most);
    t.ok(most > 0);
    t.strictSame(found, []);
    for (const [what, times] of Object.entries(target.reached?.() ?? {})) t.ok(times > 0, `${times} ${what}`);
  });
}
