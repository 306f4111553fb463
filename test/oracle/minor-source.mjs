// @ts-check
/** Reads the sources of a Kubernetes version in the cache of Go modules: stages of feature gates, and texts of facts. */

/** @import {Step} from './minor-facts.mjs' */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GATES, KUBELET_FACTS, SERVER_FACTS } from './minor-facts.mjs';
import { moduleFolder } from './minor-module.mjs';

/** @typedef {{readonly go: string, readonly gates: Readonly<Record<string, string>>}} Stages */

const STAGING = /^staging\/src\/(k8s\.io\/[^/]+)\//;

/** @type {(minor: string) => number} */
const numberOf = (minor) => Number(minor.slice(minor.indexOf('.') + 1));

/**
 * @param {string} text Of kube_features.go.
 * @param {string} gate
 * @param {string} minor
 * @returns {string} Such as `beta, on`; `none` where the gate is not there.
 */
export function stageOf(text, gate, minor) {
  const block = new RegExp(`^\\t(?:genericfeatures\\.)?${gate}: \\{\\n((?:\\t\\t.*\\n)+)\\t\\},`, 'm').exec(text)?.[1];
  const steps = [
    ...(block ?? '').matchAll(/MustParse\("(1\.\d+)"\), Default: (\w+).*?PreRelease: featuregate\.(\w+)/g),
  ];
  const [, , on, stage = ''] = steps.findLast(([, since = '']) => numberOf(since) <= numberOf(minor)) ?? [];
  if (stage === '') return 'none';
  return `${stage === 'GA' ? stage : stage.toLowerCase()}, ${on === 'true' ? 'on' : 'off'}`;
}

/** @type {(steps: readonly Step[], minor: string) => Step | undefined} */
export function stepOf(steps, minor) {
  return steps.findLast(({ from }) => numberOf(from) <= numberOf(minor));
}

/**
 * @param {{minor: string, version: string}} minor
 * @returns {Stages} What a minor has now, for minor-gates.json.
 */
export function readStages({ minor, version }) {
  const text = readSource(version, 'pkg/features/kube_features.go') ?? '';
  return {
    go: (readSource(version, '.go-version') ?? '').trim(),
    gates: Object.fromEntries(GATES.map(({ gate }) => [gate, stageOf(text, gate, minor)])),
  };
}

/**
 * @param {{minor: string, version: string}} minor
 * @returns {readonly string[]} Facts that this version's source does not bear out.
 */
export function wrongFacts({ minor, version }) {
  return [...KUBELET_FACTS, ...SERVER_FACTS].flatMap((fact) => {
    const text = plain(readSource(version, fact.file) ?? '');
    const step = stepOf(fact.steps, minor);
    const wrong = fact.steps.filter(
      (each) => each.text !== null && text.includes(plain(each.text)) !== (each === step),
    );
    return wrong.map((each) => `${fact.file}: "${each.says}" (since ${each.from}) is wrong about ${version}`);
  });
}

/** @type {(text: string) => string} */
function plain(text) {
  return text.replace(/\s+/g, ' ');
}

/** @type {(version: string, file: string) => string | undefined} */
function readSource(version, file) {
  const [begin = '', staged] = STAGING.exec(file) ?? [];
  const folder =
    staged === undefined
      ? moduleFolder('k8s.io/kubernetes', `v${version}`)
      : moduleFolder(staged, `v0.${version.slice(version.indexOf('.') + 1)}`);
  const path = join(folder, file.slice(begin.length));
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
