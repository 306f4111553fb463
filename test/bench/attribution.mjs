/** From a CPU profile of V8 to µs per review and stage. */
import { STAGES, TABLE } from './stages.mjs';

/** The process did nothing, or did what the profiler was told by its inspector. */
const NO_WORK = new Set(['(idle)', 'dispatch']);
const NOBODY = Symbol('no stage');
/** What asks the inspector (profiled.mjs), and waits for the profile to be written: at 250 reviews a second a sixth of all. */
const PROFILER = /^node:inspector|\/profiled\.mjs$/;

/** The stage of a frame, undefined where the table has none. `url` is that of a file of dist, or anything else. */
export function stageOf({ functionName, url }) {
  const file = /\/dist\/(.+)\.js$/.exec(url)?.[1];
  if (file === undefined) return undefined;
  const row = TABLE.find(
    (each) =>
      (each.file === `${file}.ts` || (each.file.endsWith('/') && file.startsWith(each.file))) &&
      (each.functions?.includes(functionName) ?? true),
  );
  return row?.stage ?? 'other';
}

/**
 * The share of each stage in the time in which the thread was busy; their sum is 1.
 *
 * @param profile as the inspector gives it: `nodes`, `samples`, `timeDeltas`
 */
export function sharesOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const stages = new Map();
  const stageFor = (id) => {
    if (stages.has(id)) return stages.get(id);
    const { callFrame } = byId.get(id);
    const above = parents.has(id) ? stageFor(parents.get(id)) : 'receive';
    const stage = above === NOBODY || isNoWork(callFrame) ? NOBODY : (ownStage(callFrame) ?? above);
    stages.set(id, stage);
    return stage;
  };
  const times = new Map(STAGES.map((stage) => [stage, 0]));
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const stage = stageFor(id);
    if (stage === NOBODY) continue;
    const time = Math.max(0, timeDeltas[index]);
    busy += time;
    times.set(stage, times.get(stage) + time);
  }
  return new Map([...times].map(([stage, time]) => [stage, time / busy]));
}

/** What V8 itself does has no address. */
function isNoWork({ functionName, url }) {
  return (url === '' && NO_WORK.has(functionName)) || PROFILER.test(url);
}

function ownStage(frame) {
  if (frame.functionName === '(garbage collector)') return 'gc';
  return stageOf(frame);
}
