/** The cases from the field as requests: what each manifest asks when it is applied, and the reviews that are recorded. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../src/config/load.js';
import { RULES } from '../../src/core/rules/index.js';
import type { Settings } from '../../src/core/settings.js';
import type { Admission } from '../../src/core/types.js';
import { findWorkload } from '../../src/core/workloads.js';
import { loadManifests } from '../../src/manifests/load.js';
import type { ManifestObject } from '../../src/manifests/read.js';
import { groupVersionKind } from '../../src/manifests/unfold.js';
import { decodeReview } from '../../src/webhook/review.js';
import type { KubeObject } from './state.js';

const FOLDER = fileURLToPath(new URL('../fixtures/field', import.meta.url));

export interface FieldQuestion {
  readonly label: string;
  readonly admission: Admission;
  readonly objects: readonly KubeObject[];
  readonly settings: Settings;
}

export interface FieldQuestions {
  readonly questions: readonly FieldQuestion[];
  /** Those whose manifest the API server could not decode: it asks nobody. */
  readonly unasked: readonly string[];
}

interface FieldCase {
  readonly id: string;
  readonly args: readonly string[];
}

export async function fieldQuestions(): Promise<FieldQuestions> {
  const lines = readFileSync(`${FOLDER}/cases.jsonl`, 'utf8').trim().split('\n');
  const cases: readonly FieldCase[] = lines.map((line) => JSON.parse(line));
  const questions = (await Promise.all(cases.map(questionsOf))).flat();
  const asked = new Set(questions.map(({ label }) => label.split(':')[0]));
  return { questions, unasked: readdirSync(FOLDER).filter((name) => name !== 'cases.jsonl' && !asked.has(name)) };
}

async function questionsOf({ id, args }: FieldCase): Promise<readonly FieldQuestion[]> {
  const at = `${FOLDER}/${id}`;
  const load = (name: string): readonly ManifestObject[] =>
    existsSync(`${at}/${name}`) ? loadManifests({ paths: [`${at}/${name}`], recursive: true }).objects : [];
  const settings = await settingsOf(args);
  const cluster = load('cluster').map(({ object }) => object as KubeObject);
  if (existsSync(`${at}/review.json`)) {
    const decoded = decodeReview(readFileSync(`${at}/review.json`));
    return decoded.ok ? [{ label: `${id}: the review`, admission: decoded.admission, objects: cluster, settings }] : [];
  }
  const manifest = load('manifest.yaml');
  return manifest.flatMap((each, index) => {
    const workload = findWorkload(groupVersionKind(each), settings.kinds);
    if (workload === undefined) return [];
    const others = manifest.filter((other) => other !== each).map(({ object }) => object as KubeObject);
    const admission = applied(each, workload.resource);
    return [{ label: `${id}: object ${index + 1}`, admission, objects: [...cluster, ...others], settings }];
  });
}

async function settingsOf(args: readonly string[]): Promise<Settings> {
  const flags: Record<string, string[]> = {};
  for (let index = 0; index < args.length; index += 2) {
    const name = args[index]?.replace(/^--/, '') ?? '';
    flags[name] = [...(flags[name] ?? []), args[index + 1] ?? ''];
  }
  const loaded = await loadConfig({ env: {}, cwd: FOLDER, flags, rules: RULES });
  if (!loaded.ok) throw new Error(loaded.mistakes.join('\n'));
  return loaded.config.settings;
}

/** What a person's `kubectl apply` asks. */
function applied(each: ManifestObject, resource: string): Admission {
  return {
    uid: 'u',
    operation: 'CREATE',
    kind: groupVersionKind(each),
    resource,
    subresource: '',
    namespace: each.namespace === '' ? 'default' : each.namespace,
    name: each.name,
    user: 'jane',
    groups: [],
    dryRun: false,
    source: 'review',
    object: each.object,
    oldObject: () => null,
  };
}
