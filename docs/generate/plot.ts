/** A plot as an SVG file: lines with their quartiles over a linear or a logarithmic axis, and perhaps a limit. */

export interface Point {
  readonly x: number;
  readonly y: number;
  /** First and third quartile. */
  readonly low?: number;
  readonly high?: number;
}

export interface Plot {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** One to three. */
  readonly lines: readonly { readonly name: string; readonly points: readonly Point[] }[];
  /** A value of y, and what it says. */
  readonly limit?: { readonly at: number; readonly name: string };
}

export interface Axis {
  readonly name: string;
  readonly scale: 'linear' | 'log';
  /** Where a value is written. The first and the last are the ends. */
  readonly ticks: readonly number[];
}

const WIDTH = 640;
const HEIGHT = 360;
const FRAME = { left: 64, right: 32, top: 40, bottom: 56 };
const COLOURS = ['#1a6fb4', '#c4561a', '#4a7d2c'];

export function renderPlot({ title, x, y, lines, limit }: Plot): string {
  const atX = placeOn(x, FRAME.left, WIDTH - FRAME.right);
  const atY = placeOn(y, HEIGHT - FRAME.bottom, FRAME.top);
  const bottom = HEIGHT - FRAME.bottom;
  const right = WIDTH - FRAME.right;
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(WIDTH / 2, 22, title, 'middle', 15),
    ...y.ticks.flatMap((tick) => [
      line(FRAME.left, atY(tick), right, atY(tick), '#dddddd'),
      text(FRAME.left - 8, atY(tick) + 4, number(tick), 'end'),
    ]),
    ...x.ticks.flatMap((tick) => [
      line(atX(tick), bottom, atX(tick), bottom + 5, '#555555'),
      text(atX(tick), bottom + 20, number(tick), 'middle'),
    ]),
    line(FRAME.left, bottom, right, bottom, '#555555'),
    text((FRAME.left + right) / 2, HEIGHT - 14, x.name, 'middle'),
    `<g transform="translate(16 ${(FRAME.top + bottom) / 2}) rotate(-90)">${text(0, 0, y.name, 'middle')}</g>`,
    ...(limit === undefined
      ? []
      : [
          `<path d="M${FRAME.left} ${round(atY(limit.at))}H${right}" stroke="#a01010" stroke-dasharray="6 4"/>`,
          text(right - 4, atY(limit.at) - 5, limit.name, 'end'),
        ]),
    ...lines.flatMap(({ name, points }, index) => {
      const colour = COLOURS[index] ?? '#000000';
      const path = points.map((point) => `${round(atX(point.x))} ${round(atY(point.y))}`).join('L');
      return [
        `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...points.flatMap(({ x: at, y: value, low = value, high = value }) => [
          line(atX(at), atY(low), atX(at), atY(high), colour),
          `<circle cx="${round(atX(at))}" cy="${round(atY(value))}" r="3.5" fill="${colour}"/>`,
        ]),
        `<rect x="${FRAME.left + 12}" y="${FRAME.top + 6 + 18 * index}" width="12" height="4" fill="${colour}"/>`,
        text(FRAME.left + 30, FRAME.top + 12 + 18 * index, name, 'start'),
      ];
    }),
  ];
  const box = `width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img" font-family="sans-serif">
<title>${escaped(title)}</title>
${parts.join('\n')}
</svg>
`;
}

/** Beyond the ends a value is drawn at the end. */
function placeOn({ scale, ticks }: Axis, from: number, to: number): (value: number) => number {
  const of = (value: number): number => (scale === 'log' ? Math.log10(value) : value);
  const least = of(ticks[0] ?? 0);
  const most = of(ticks.at(-1) ?? 1);
  return (value) => from + ((to - from) * (Math.min(Math.max(of(value), least), most) - least)) / (most - least);
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  const ends = `x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"`;
  return `<line ${ends} stroke="${colour}"/>`;
}

function text(x: number, y: number, words: string, anchor: string, size = 12): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}" fill="#222222">${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** 100000 as 100,000. */
function number(value: number): string {
  return value.toLocaleString('en-US');
}
