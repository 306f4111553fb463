/** The chart as `helm package` packs it, without Helm, and the same bytes each time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../parts.mjs';
import { archive, filesBelow } from './archive.mjs';

const CHART = join(ROOT, 'charts/pullgate');

export async function packChart(out, { version, seconds }) {
  const chart = parse(readFileSync(join(CHART, 'Chart.yaml'), 'utf8'));
  for (const name of ['version', 'appVersion']) {
    if (chart[name] !== version)
      throw new Error(`${name} of Chart.yaml is ${chart[name]}, not ${version}: npm run gen`);
  }
  const isLeftOut = leftOut(readFileSync(join(CHART, '.helmignore'), 'utf8'));
  const paths = filesBelow(CHART).filter((path) => !isLeftOut(path));
  const name = `${chart.name}-${version}.chart.tgz`;
  // Chart.yaml comes first, so that whoever looks for it need not read on.
  const ordered = ['Chart.yaml', ...paths.filter((path) => path !== 'Chart.yaml')];
  await archive({ file: join(out, name), from: CHART, paths: ordered, prefix: chart.name, seconds, gzip: true });
  return name;
}

/**
 * The forms of .helmignore that ours has: a directory, a name, a name with a star. Any other ends the release, rather than
 * pack what Helm would leave out.
 */
function leftOut(text) {
  const rules = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const tests = rules.map((rule) => {
    if (!/^[\w.*~-]+\/?$/.test(rule)) throw new Error(`.helmignore has a rule of another form: ${rule}`);
    if (rule.endsWith('/')) return (path) => path.split('/').slice(0, -1).includes(rule.slice(0, -1));
    const name = new RegExp(`^${rule.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    return (path) => name.test(path.split('/').at(-1));
  });
  return (path) => tests.some((test) => test(path));
}
