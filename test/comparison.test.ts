import t from 'tap';
import { judgedOf, PEERS, ROWS, shouldRefuse, weRefuse } from '../docs/generate/comparison.js';
import { FEATURES } from '../docs/generate/comparison-features.js';
import { parseImage } from '../src/core/image/parse.js';

t.test('we refuse what moves and what is no image, and nothing else', async (t) => {
  for (const row of ROWS) {
    t.equal(weRefuse(row.image), shouldRefuse(row), row.image);
    // What a row says of the kubelet is what its own parser says (test/vectors/image-references.json).
    const parsed = parseImage(row.image);
    const { tag, digest } = parsed.ok ? parsed.reference : {};
    const moves = digest === undefined && (tag === undefined || tag === 'latest');
    t.equal(parsed.ok ? (moves ? 'moves' : 'stays') : 'no image', row.means, row.image);
  }
});

t.test('each of the others differs somewhere, as the page says', async (t) => {
  for (const { name, refuses } of PEERS) {
    const wrong = ROWS.filter((row) => refuses(row.image) !== shouldRefuse(row)).map(({ image }) => image);
    t.ok(wrong.length > 0 && wrong.length < ROWS.length / 2, `${name}: ${wrong.join(', ')}`);
  }
});

t.test('the cases about pull secrets are answered as the page says', async (t) => {
  for (const { what, yaml, codes } of FEATURES) {
    const { findings, allowed } = judgedOf(yaml);
    t.strictSame([...new Set(findings.map(({ code }) => code))].sort(), codes, what);
    t.equal(allowed, codes.length === 0, what);
  }
});
