/** Field paths as findings write them: `spec.template.spec.containers[0].image`, `metadata.annotations["a.b/c"]`. */

export type PathStep = string | number;

const STEP = /\.?([^.[\]]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]/y;

/** What is no path ends it: the steps before it still say roughly where. */
export function parseFieldPath(path: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  STEP.lastIndex = 0;
  for (let match = STEP.exec(path); match !== null; match = STEP.exec(path)) {
    if (match[2] !== undefined) steps.push(Number(match[2]));
    else steps.push(match[1] ?? match[3]?.replace(/\\(.)/g, '$1') ?? match[4] ?? '');
    if (STEP.lastIndex >= path.length) break;
  }
  return steps;
}
