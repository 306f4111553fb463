/**
 * Objects of every kind of wrong structure, and their neighbours that are right. `test/e2e/shapes` asks a real API server
 * about each and keeps its answers in test/fixtures/api-server; `test/structure` holds what `check` says against them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DROPPED, deploymentOf, KEPT, NAMELESS } from './list-slips.js';
import { SHAPES } from './shapes.js';

const NAMED = 'metadata: {name: NAME, namespace: default}';
const SECRET = (rest: string): string => `apiVersion: v1\nkind: Secret\n${NAMED}\n${rest}`;
const ACCOUNT = (rest: string): string => `apiVersion: v1\nkind: ServiceAccount\n${NAMED}\n${rest}`;
const CONFIG = (json: string): string =>
  SECRET(`type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: '${json}'}`);
const LEGACY = (json: string): string => SECRET(`type: kubernetes.io/dockercfg\nstringData: {.dockercfg: '${json}'}`);

/** Bodies of Secrets that can be decoded; some of them validation refuses (semantics 2.3). */
const SECRETS: readonly string[] = [
  CONFIG('{}'),
  CONFIG('null'),
  CONFIG('{"auths":{"ghcr.io":"text"}}'),
  CONFIG(''),
  CONFIG('ghcr.io'),
  CONFIG('[]'),
  CONFIG('"text"'),
  CONFIG('{"auths":{},}'),
  CONFIG('{"auths":{}} x'),
  CONFIG('{"auths":{"ghcr.io":1e400}}'),
  CONFIG('\ufeff{}'),
  CONFIG('eyJhdXRocyI6e319'),
  LEGACY('{}'),
  LEGACY('[]'),
  SECRET('type: kubernetes.io/dockerconfigjson'),
  SECRET('type: kubernetes.io/dockerconfigjson\nstringData: {config.json: "{}"}'),
  SECRET('type: kubernetes.io/dockerconfigjson\nstringData: {dockerconfigjson: "{}"}'),
  SECRET('type: kubernetes.io/dockercfg\nstringData: {.dockerconfigjson: "{}"}'),
  SECRET('type: Opaque\nstringData: {.dockerconfigjson: "x"}'),
  SECRET('type: dockerconfigjson\nstringData: {.dockerconfigjson: "x"}'),
  SECRET('stringData: {"a b": x}'),
  SECRET('stringData: {"..a": x}'),
  SECRET('stringData: {"": x}'),
  SECRET('data: {"a/b": eA==}'),
  SECRET('').replace('NAME', 'Upper_NAME'),
];

const ACCOUNTS: readonly string[] = [
  ACCOUNT('imagePullSecrets: [{name: regcred}]'),
  ACCOUNT('imagePullSecrets: [{name: regcred, namespace: infra}]'),
  ACCOUNT('imagePullSecrets: [{secret: regcred}]'),
  ACCOUNT('imagePullSecret: [{name: regcred}]'),
];

/** As YAML; in most NAME stands for a name. */
export const STRUCTURES: readonly string[] = [
  ...SHAPES.map(({ text }) => text),
  ...[...DROPPED, ...NAMELESS].map(({ text }) => deploymentOf(text)),
  ...KEPT.map(deploymentOf),
  ...SECRETS,
  ...ACCOUNTS,
];

export interface Answer {
  readonly status: number;
  readonly message: string;
}

/** What one API server answered. */
export interface Answered {
  readonly text: string;
  /** To a client that asks for no validation of fields, as Helm 3 and most libraries are. */
  readonly create: Answer;
  /** To one that asks for it, as kubectl. */
  readonly strict: Answer;
  readonly serverSideApply: Answer;
  /** Paths of fields that it does not know, and of entries without a name. */
  readonly unknown: readonly string[];
  readonly nameless: readonly string[];
}

const FILE = fileURLToPath(new URL('../fixtures/api-server/structures.jsonl', import.meta.url));

export function readAnswers(): readonly Answered[] {
  return readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line): Answered => JSON.parse(line));
}

export function writeAnswers(answers: readonly Answered[]): void {
  writeFileSync(FILE, answers.map((each) => `${JSON.stringify(each)}\n`).join(''));
}
