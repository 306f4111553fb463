/** Nothing is left behind by reviews, changes and cut watches, however many there were. */
import type { Row } from '../row.js';

const SCALE = {
  short: { seconds: 75, cutSeconds: 10, lookSeconds: 3, from: 30 },
  long: { seconds: 3600, cutSeconds: 60, lookSeconds: 30, from: 600 },
} as const;
const PER_SECOND = 100;
const CHANGES_PER_SECOND = 5;
const MOST_MB = 1;

export const r17Soak: Row = {
  id: 'R17',
  title: 'A steady load, while pull secrets come and go and all watches are cut again and again',
  load: {
    short: '100 reviews/s and 5 changes/s for 75 s, cut every 10 s, looked at in the last 45 s',
    long: '100 reviews/s and 5 changes/s for 1 h, cut every minute, looked at in the last 50 min',
  },
  must: `the heap grows by ${MOST_MB} MB per hour at most (short: by ${MOST_MB} MB), no kind of open resource becomes more, every review is answered`,
  minutes: { short: 3, long: 65 },
  against: '`serve`, and a scripted API server',
  async run({ form, tell }) {
    const { slopeOf } = await import('../slope.js');
    const { soaked } = await import('../../helpers/soak.mjs');
    const { from, ...scale } = SCALE[form];
    const load = { ...scale, perSecond: PER_SECOND, changesPerSecond: CHANGES_PER_SECOND };
    const { reviews, unjudged, changes, cuts, looks } = await soaked({ ...load, tell });
    const late = looks.filter(({ atSeconds }) => atSeconds >= from);
    const perSecond = slopeOf(late.map(({ atSeconds, heapBytes }) => [atSeconds, heapBytes / 1e6]));
    const grown = perSecond * (form === 'long' ? 3600 : scale.seconds - from);
    const more = grownKinds(late.map(({ resources }) => resources));
    const unit = form === 'long' ? 'MB per hour' : 'MB';
    return {
      n: reviews,
      of: 'reviews',
      words: `the heap of ${((late.at(-1)?.heapBytes ?? 0) / 1e6) | 0} MB grew by ${grown.toFixed(2)} ${unit}; open at the end ${more.length === 0 ? 'what was open before' : `more: ${more.join(', ')}`}; ${unjudged} reviews answered without a verdict (PG901), ${changes} changes, ${cuts} cuts`,
      passed:
        grown <= MOST_MB &&
        more.length === 0 &&
        late.length >= 10 &&
        reviews > 0.9 * PER_SECOND * scale.seconds &&
        cuts > 3,
    };
  },
};

/** Kinds of which there were at least so many in each look of the last third as in none of the first: what is under way comes and goes. */
function grownKinds(looks: readonly Readonly<Record<string, number>>[]): readonly string[] {
  const third = Math.floor(looks.length / 3);
  const [first, last] = [looks.slice(0, third), looks.slice(-third)];
  const kinds = new Set(looks.flatMap((each) => Object.keys(each)));
  return [...kinds].filter((kind) => {
    const counts = (some: typeof looks): readonly number[] => some.map((each) => each[kind] ?? 0);
    return Math.min(...counts(last)) > Math.max(...counts(first));
  });
}
