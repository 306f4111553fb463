/** Pictures that are made from figures: they are those of the last measurement, and a value stands where its axis says. */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { GROWTH, type Growth, growthPlots, growthSection } from '../docs/generate/performance-growth.js';
import { type Plot, renderPlot } from '../docs/generate/plot.js';

const ROOT = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const growth = JSON.parse(read(GROWTH)) as Growth;

t.test('the plots of growth are those of the figures that are kept', (t) => {
  const plots = growthPlots(growth);
  for (const [path, svg] of plots) t.equal(read(path), svg, `${path}; if not: npm run gen`);
  const shown = [...growthSection(growth).matchAll(/\]\((performance\/[^)]+)\)/g)].map(([, path]) => `docs/${path}`);
  t.strictSame(shown.sort(), [...plots.keys()].sort());
  t.end();
});

t.test('the section has a row for each size, and no figure that is none', (t) => {
  const section = growthSection(growth);
  t.equal(section.match(/^\| [\d,]+ \|/gm)?.length, 8 + growth.images.rows.length + growth.memory.length);
  t.notMatch(section, /NaN|undefined|Infinity/);
  for (const svg of growthPlots(growth).values()) t.notMatch(svg, /NaN|undefined|Infinity/);
  t.end();
});

t.test('values stand where the axes say', (t) => {
  const plot: Plot = {
    title: 'a < b & c',
    x: { name: 'x', scale: 'log', ticks: [1, 10, 100] },
    y: { name: 'y', scale: 'linear', ticks: [0, 10] },
    lines: [
      {
        name: 'l',
        points: [
          { x: 1, y: 0 },
          { x: 10, y: 5, low: 0, high: 10 },
          { x: 1000, y: 20 },
        ],
      },
    ],
    limit: { at: 10, name: 'most' },
  };
  const svg = renderPlot(plot);
  // The frame is 64 to 608 wide, and 304 at the bottom to 40 at the top. What lies beyond is drawn at its edge.
  t.match(svg, 'd="M64 304L336 172L608 40"');
  t.match(svg, '<line x1="336" y1="304" x2="336" y2="40"');
  t.match(svg, 'd="M64 40H608"');
  t.match(svg, 'a &lt; b &amp; c');
  const { limit: _, ...unlimited } = plot;
  t.notMatch(renderPlot(unlimited), 'stroke-dasharray');
  t.end();
});
