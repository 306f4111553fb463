/** What comes of the samples of a run: one object that the report prints and docs/performance.md is made from. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GOALS } from './goals.mjs';
import { CONNECTIONS } from './load.mjs';
import { areEqual, pairedRatios, quartiles, verdict, withoutCalls } from './ratios.mjs';
import { sizeOf } from './reviews.mjs';

const BASES = ['R1', 'R1 again'];
const JUDGED = 'as shipped';

/** @param run `{ machine, rows, groups, rounds, seconds }` */
export function judge(samples, { machine, rows, groups, rounds, seconds }) {
  const generations = new Set(samples.map(({ generation }) => generation)).size;
  return {
    machine,
    run: { date: today(), generations, rounds, seconds, connections: CONNECTIONS },
    groups: groups.map((group) => resultOf(samples, group, rows)),
  };
}

/** One file for each line of Node.js; `npm run gen` makes docs/performance.md of them. */
export function writeResult(result) {
  return write('node', result);
}

/** Where the time goes: beside the result of the same line. @param profile as `profileOf` gives it */
export function writeProfile(machine, profile) {
  return write('profile', { machine, date: today(), ...profile });
}

/** What clusters of some sizes need, of whatever line of Node.js. */
export function writeSizing(result) {
  return writeTo('sizing', { date: today(), ...result });
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

function write(what, result) {
  const line = /^v(\d+)/.exec(result.machine.node)?.[1];
  return writeTo(`${what}-${line}`, result);
}

function writeTo(name, result) {
  const file = fileURLToPath(new URL(`results/${name}.json`, import.meta.url));
  mkdirSync(fileURLToPath(new URL('results', import.meta.url)), { recursive: true });
  writeFileSync(file, `${JSON.stringify(rounded(result), undefined, 1)}\n`);
  return file;
}

/** What is beyond a thousandth is noise. */
function rounded(value) {
  if (typeof value === 'number') return Math.round(value * 1000) / 1000;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded(each)]));
}

function resultOf(samples, reviews, rows) {
  const { name: group, title } = reviews;
  const goal = GOALS.find((each) => each.group === group);
  const equal = quartiles(pairedRatios(samples, { group, server: 'R1 again', bases: ['R1'] }));
  const servers = rows.flatMap(({ name, version }) => {
    const own = samples.filter((sample) => sample.group === group && sample.server === name);
    return own.length === 0
      ? []
      : [{ ...serverOf(samples, own, { group, server: name }), ...(version === undefined ? {} : { version }) }];
  });
  const judged = servers.find(({ name }) => name === JUDGED);
  const ratio = goal.apart === true ? (judged?.apart ?? judged?.ratio) : judged?.ratio;
  const result = ratio === undefined ? (areEqual(equal) ? 'undecided' : 'void') : verdict(ratio, goal.limit, equal);
  return {
    group,
    title,
    bytes: sizeOf(reviews),
    limit: goal.limit,
    stretch: goal.stretch,
    isApart: goal.apart === true,
    equal,
    verdict: result,
    servers,
  };
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
