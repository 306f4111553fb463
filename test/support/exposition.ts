/** Reads the text format of Prometheus, as far as prom-client writes it. */

export interface Exposed {
  readonly type: string;
  readonly labels: ReadonlySet<string>;
  /** Each with its labels, without its value. */
  readonly series: readonly string[];
}

/** By the name of each series: a histogram is there as `_bucket`, `_sum` and `_count`. */
export function readExposition(text: string): ReadonlyMap<string, Exposed> {
  const found = new Map<string, { type: string; labels: Set<string>; series: string[] }>();
  const add = (name: string, type: string) => {
    const known = found.get(name) ?? { type, labels: new Set(), series: [] };
    found.set(name, known);
    return known;
  };
  for (const line of text.split('\n')) {
    const [, name = '', type = ''] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    if (type === 'histogram') for (const part of ['bucket', 'sum', 'count']) add(`${name}_${part}`, 'histogram');
    else if (type !== '') add(name, type);
    if (line === '' || line.startsWith('#')) continue;
    const [series = ''] = /^\w+(\{.*\})?(?= )/.exec(line) ?? [];
    const [own = ''] = /^\w+/.exec(series) ?? [];
    const known = found.get(own);
    if (known === undefined) throw new Error(`a series without a type: ${line}`);
    known.series.push(series);
    for (const [, label = ''] of series.matchAll(/[{,](\w+)="/g)) known.labels.add(label);
  }
  return found;
}

/** The value of one series, written as in the exposition; NaN where it is not there. */
export function readValue(text: string, series: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? Number.NaN : Number(line.slice(series.length + 1));
}
