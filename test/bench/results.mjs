/** What comes of the samples of a run: one object that the report prints and docs/performance.md is made from. */
import { GOALS } from './goals.mjs';
import { areEqual, pairedRatios, quartiles, verdict, withoutCalls } from './ratios.mjs';

const BASES = ['R1', 'R1 again'];
const JUDGED = 'as shipped';

/** @param run `{ machine, rows, groups, rounds, seconds }` */
export function judge(samples, { machine, rows, groups, rounds, seconds }) {
  const generations = new Set(samples.map(({ generation }) => generation)).size;
  return {
    machine,
    run: { generations, rounds, seconds },
    groups: groups.map(({ name }) => resultOf(samples, name, rows)),
  };
}

function resultOf(samples, group, rows) {
  const goal = GOALS.find((each) => each.group === group);
  const equal = quartiles(pairedRatios(samples, { group, server: 'R1 again', bases: ['R1'] }));
  const servers = rows.flatMap(({ name }) => {
    const own = samples.filter((sample) => sample.group === group && sample.server === name);
    return own.length === 0 ? [] : [serverOf(samples, own, { group, server: name })];
  });
  const judged = servers.find(({ name }) => name === JUDGED);
  const ratio = goal.apart === true ? judged?.apart : judged?.ratio;
  const result = ratio === undefined ? (areEqual(equal) ? 'undecided' : 'void') : verdict(ratio, goal.limit, equal);
  return { group, limit: goal.limit, stretch: goal.stretch, isApart: goal.apart === true, equal, verdict: result, servers };
}

function serverOf(samples, own, { group, server }) {
  const median = (key) => quartiles(own.map((sample) => sample[key])).median;
  const calls = median('calls');
  const ratioBy = (cost) => quartiles(pairedRatios(samples, { group, server, bases: BASES, cost }));
  return {
    name: server,
    samples: own.length,
    ratio: ratioBy(),
    ...(calls > 0.005 ? { calls, callUs: median('callUs'), apart: ratioBy(withoutCalls) } : {}),
    cpuUs: median('cpuUs'),
    perSecond: median('perSecond'),
    waiting: median('waiting'),
    rss: Math.max(...own.map(({ rss }) => rss)),
  };
}
