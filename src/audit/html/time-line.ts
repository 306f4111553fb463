/**
 * When credentials end, as a drawing and as a table. The line has spans of equal width, for who renews a login every twelve
 * hours and who does it once a year look at the same one. Sizes are per cent and letters keep theirs, so it fits a phone.
 */
import { shown } from '../../core/words/escape.js';
import type { AuditCredential, AuditReport } from '../report.js';
import { h, type Part } from './node.js';
import { renderLongTable, type TableRow } from './table.js';
import { DAY, distance, grouped, moment } from './words.js';

interface Span {
  /** Where it ends, from the time of the report. */
  readonly until: number;
  /** Under its end; '' under the last. */
  readonly mark: string;
  /** What falls into it, for those who hear of the drawing. */
  readonly words: string;
  readonly tone: 'bad' | 'soon' | 'later';
}

const SPANS: readonly Span[] = [
  { until: 0, mark: 'now', words: 'expired', tone: 'bad' },
  { until: DAY, mark: '1 day', words: 'within a day', tone: 'soon' },
  { until: 7 * DAY, mark: '7 days', words: 'within 7 days', tone: 'soon' },
  { until: 30 * DAY, mark: '30 days', words: 'within 30 days', tone: 'later' },
  { until: 90 * DAY, mark: '90 days', words: 'within 90 days', tone: 'later' },
  { until: 365 * DAY, mark: '1 year', words: 'within a year', tone: 'later' },
  { until: Number.POSITIVE_INFINITY, mark: '', words: 'later', tone: 'later' },
];
/** What has no other end is drawn as if it had this length. */
const OPEN = 365 * DAY;
const BINS = 3;
const HEIGHT = 96;
const FIRST = 12;

export function renderTimeLine({ credentials, taken }: AuditReport): readonly Part[] {
  if (credentials.length === 0) return [h('p', {}, 'No credential was found that ends.')];
  const now = Date.parse(taken);
  const timed = credentials.map((credential) => ({ credential, left: Date.parse(credential.expires) - now }));
  const columns = ['Secret', 'Registry', 'Ends', 'From now', 'Known by', 'Renewed by'].map((name) => ({ name }));
  return [
    draw(timed.map(({ left }) => left).filter(Number.isFinite)),
    ...renderLongTable({
      ...{ caption: 'Credentials that end, the first to end first', columns, items: timed },
      ...{ toRow: renderRow, noun: 'credential', first: FIRST },
    }),
  ];
}

const KNOWN_BY: Readonly<Record<AuditCredential['by'], string>> = {
  stated: 'its token',
  lifetime: 'the lifetime of its kind',
  annotated: 'its annotation',
};

function renderRow({ credential, left }: { readonly credential: AuditCredential; readonly left: number }): TableRow {
  const { namespace, secret, registry, expires, by, expired, madeBy } = credential;
  const tone = expired ? 'bad' : left < 7 * DAY ? 'soon' : 'later';
  return {
    name: [`${shown(namespace)}/${shown(secret)}`],
    cells: [
      { content: [shown(registry)] },
      { content: [h('time', { datetime: shown(expires) }, shown(moment(expires)))] },
      { content: Number.isFinite(left) ? [h('span', { class: `badge ${tone}` }, distance(left))] : [] },
      { content: [KNOWN_BY[by]] },
      { content: madeBy === undefined ? [] : [shown(madeBy)] },
    ],
  };
}

function draw(times: readonly number[]): Part {
  const width = 100 / SPANS.length;
  const bins = SPANS.map(() => new Array<number>(BINS).fill(0));
  for (const left of times) {
    const at = placeOf(left);
    const row = bins[at.span];
    if (row !== undefined) row[at.bin] = (row[at.bin] ?? 0) + 1;
  }
  const most = Math.max(1, ...bins.flat());
  const sums = bins.map((row) => row.reduce((so, each) => so + each, 0));
  const told = SPANS.flatMap(({ words }, at) => ((sums[at] ?? 0) > 0 ? [`${grouped(sums[at] ?? 0)} ${words}`] : []));
  const base = HEIGHT - 20;
  const bars = SPANS.flatMap(({ tone }, span) =>
    (bins[span] ?? []).flatMap((number, bin) => {
      if (number === 0) return [];
      const size = Math.max(4, Math.round((number / most) * (base - 24)));
      const x = span * width + (bin * width) / BINS;
      return [
        h('rect', {
          ...{ class: tone, x: percent(x + width / BINS / 5), y: String(base - size) },
          ...{ width: percent((width / BINS) * 0.6), height: String(size), rx: '1' },
        }),
      ];
    }),
  );
  const labels = SPANS.flatMap(({ mark, tone }, span) => [
    ...((sums[span] ?? 0) === 0
      ? []
      : [
          h(
            'text',
            { class: `sum ${tone}`, x: percent((span + 0.5) * width), y: '12', 'text-anchor': 'middle' },
            grouped(sums[span] ?? 0),
          ),
        ]),
    ...(mark === ''
      ? []
      : [
          h('line', {
            class: mark === 'now' ? 'now' : 'tick',
            x1: percent((span + 1) * width),
            x2: percent((span + 1) * width),
            y1: mark === 'now' ? '0' : '20',
            y2: String(base + 4),
          }),
          h('text', { x: percent((span + 1) * width), y: String(HEIGHT - 4), 'text-anchor': 'middle' }, mark),
        ]),
  ]);
  return h(
    'svg',
    {
      class: 'time-line',
      role: 'img',
      width: '100%',
      height: String(HEIGHT),
      'aria-label': `Time line of credentials: ${told.join(', ')}`,
    },
    h('line', { class: 'base', x1: '0', x2: '100%', y1: String(base), y2: String(base) }),
    ...bars,
    ...labels,
  );
}

function placeOf(left: number): { readonly span: number; readonly bin: number } {
  const span = SPANS.findIndex(({ until }) => left <= until);
  const from = SPANS[span - 1]?.until ?? -OPEN;
  const end = Math.min(SPANS[span]?.until ?? 0, from + (span === SPANS.length - 1 ? OPEN : Number.POSITIVE_INFINITY));
  const share = (left - from) / (end - from);
  return { span, bin: Math.min(BINS - 1, Math.max(0, Math.floor(share * BINS))) };
}

function percent(number: number): string {
  return `${Math.round(number * 100) / 100}%`;
}
