import { env } from 'node:process';
import type { Row } from '../row.js';
import { wrongIn } from './wrong.js';

const MB = 1024 * 1024;
/** Of the long form: `SOAK_HOURS=24` is a whole day. */
const HOURS = Number(env['SOAK_HOURS'] ?? 1);
if (!(HOURS >= 1)) throw new Error('SOAK_HOURS is a number of hours, 1 at least');
const SCALE = {
  short: { seconds: 60, cutMs: 10_000, sampleMs: 1500 },
  long: { seconds: 3600 * HOURS, cutMs: 60_000, sampleMs: 20_000 },
} as const;
/** What a minute can show of an hour. */
const MOST_GROWN = 1 * MB;
const MOST_SLOPE = 1 * MB;
/** Connections of the load and of fresh reads are kept, and not always as many. */
const MOST_MORE_HANDLES = 8;

export const r17Soak: Row = {
  id: 'R17',
  title: '100 reviews a second, while 5 Secrets a second come or go and all watches are cut again and again',
  load: {
    short: '1 min, cut every 10 s; that shows no more than that it works',
    long: '1 h (a day with `SOAK_HOURS=24`, which has not been tried), cut every minute',
  },
  must: `0 wrong, at most 1 in 100 not judged in time and 1 in 1,000 overtaken by a change of the Secret, at most ${MOST_MORE_HANDLES} handles more in the last third than in the second; heap after a collection: short, at most 1 MB more in the last third than in the second, long, at most 1 MB an hour over both`,
  minutes: { short: 2, long: 60 * HOURS + 4 },
  against: '`serve` with the heap of the chart, and a scripted API server',
  async run({ form, tell }) {
    const { quantile } = await import('../../bench/ratios.mjs');
    const { openIn, slopeOf, soak } = await import('../soak.js');
    const medianOf = (values: readonly number[]): number => quantile(values, 0.5);
    const scale = SCALE[form];
    const seen = await soak({ timings: {}, perSecond: 100, changesPerSecond: 5, ...scale });
    const { reviews, changes, cuts, wrong, unjudged, overtaken, samples } = seen;
    const third = Math.floor(samples.length / 3);
    const [second, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)];
    const grown = medianOf(last.map(({ heap }) => heap)) - medianOf(second.map(({ heap }) => heap));
    const slope = slopeOf(samples.slice(third));
    const [before, after] = [medianOf(second.map(openIn)), medianOf(last.map(openIn))];
    const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(2)} MB`;
    tell(`heap ${samples.map(({ heap }) => (heap / MB).toFixed(1)).join(' ')}`);
    tell(`handles ${samples.map(openIn).join(' ')}`);
    const isFlat = form === 'short' ? grown <= MOST_GROWN : slope <= MOST_SLOPE;
    const rise = form === 'short' ? `${megabytes(grown)} more` : `${megabytes(slope)} an hour`;
    return {
      n: reviews,
      of: 'reviews',
      words: `${wrong.length} wrong${wrongIn(wrong)}, ${unjudged} not judged in time, ${overtaken} overtaken by a change, after ${changes} changes and ${cuts} cuts, ${before} handles and then ${after}, heap ${megabytes(medianOf(last.map(({ heap }) => heap)))}, ${rise}`,
      passed:
        wrong.length === 0 &&
        unjudged <= reviews / 100 &&
        overtaken <= reviews / 1000 &&
        isFlat &&
        after <= before + MOST_MORE_HANDLES &&
        reviews > 95 * scale.seconds &&
        changes > 4 * scale.seconds &&
        cuts >= scale.seconds / (scale.cutMs / 1000) - 1,
    };
  },
};
