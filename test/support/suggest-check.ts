/** What must hold of a suggestion, whatever the cluster is: told as sentences, none where all is right. */
import { judgedObjects } from '../../src/audit/judged.js';
import { type Suggested, suggestFor } from '../../src/audit/suggestion.js';
import { DEFAULT_SETTINGS } from '../../src/core/settings.js';
import { NOW } from './case.js';
import { clusterOf, type World } from './suggest-world.js';

export interface Checked {
  readonly suggested: Suggested;
  readonly wrong: readonly string[];
}

export async function checkWorld(world: World): Promise<Checked> {
  const { objects, nodes, schemes } = world;
  const common = { now: NOW, only: undefined, namespaces: [], home: undefined };
  const signs = { nodes, schemes };
  const settings = { ...DEFAULT_SETTINGS, cluster: { ...DEFAULT_SETTINGS.cluster, provider: 'none' as const } };
  const suggested = await suggestFor({ ...clusterOf(objects), ...common, settings, signs });
  const labels = new Map(suggested.modes.labels.map(({ namespace }) => [namespace, { 'pullgate.dev/mode': 'warn' }]));
  const request = { ...clusterOf(objects, labels), ...common, settings: suggested.settings };
  // What is denied at apply is the template, or the Pod that stands alone.
  const denied = new Set<string>();
  const found = new Set<string>();
  for await (const step of judgedObjects(request)) {
    if (step.is !== 'judged') continue;
    const { there, assessment } = step.judged;
    const key = `${there.namespace}/${there.name.replace(/-d$/, '')}`;
    if (!assessment.allowed) denied.add(key);
    const would = assessment.findings.some(({ action, weakenedFrom }) => (weakenedFrom ?? action) === 'deny');
    if (would) found.add(key);
  }
  const wrong = world.pods.flatMap(({ namespace, name, runs, pulls }) => {
    const key = `${namespace}/${name}`;
    if (runs && pulls !== false && denied.has(key)) return [`${key} runs and pulls, and is denied`];
    if (pulls === false && !found.has(key)) return [`${key} cannot pull, and nothing says so`];
    if (pulls === false && !denied.has(key) && !labels.has(namespace)) return [`${key} cannot pull, and is admitted`];
    return [];
  });
  return { suggested, wrong };
}
