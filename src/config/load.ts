/**
 * The effective configuration: defaults, over them one YAML file, over it environment variables, over them flags
 * (design 3.3). Each source is checked on its own, so that a mistake is told with where it stands even if another
 * source overrides it; all mistakes of all sources are told at once. Never a half-valid configuration.
 */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { own } from '../core/fields.js';
import type { Settings } from '../core/settings.js';
import type { Environment } from '../process/env.js';
import { systemReason } from '../process/errors.js';
import { disagreements } from './agreement.js';
import { checkConfig, type Problem, showKey } from './check.js';
import { parseConfigFile } from './file.js';
import { CONFIG_VARIABLE, fromEnvironment, fromFlags, type Given, type SourceMistake } from './given.js';
import type { ProbeSettings } from './probe-settings.js';
import { type CONFIG_DEFAULTS, listSettings, type RuleInfo, type Setting, settingsSchema } from './schema.js';
import { asMapping, type ExemptionsSection, keysInFile } from './schema-exemptions.js';
import type { SchemaNode } from './schema-node.js';
import type { ClusterSource, ServerSettings } from './server-settings.js';

export type { RuleInfo } from './schema.js';
export type { ServerSettings } from './server-settings.js';

export interface ConfigSources {
  /** `--config`; else the variable PULLGATE_CONFIG; else no file. */
  readonly file?: string;
  /** What is in it, where it is not on this machine; `file` is then only its name. */
  readonly text?: string;
  /** What a relative path of the file is relative to. */
  readonly cwd: string;
  readonly env: Environment;
  /** Texts per flag name, without the dashes. */
  readonly flags: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly RuleInfo[];
}

export interface Config {
  readonly settings: Settings;
  readonly server: ServerSettings;
  /** Every setting with its value and where that came from: `default`, `FILE:LINE`, a variable or a flag. */
  readonly effective: readonly { readonly setting: Setting; readonly value: unknown; readonly from: string }[];
  readonly file?: string;
  /** Of the text of the file, for `watchConfig`. */
  readonly digest?: string;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly mistakes: readonly string[]; readonly file?: string; readonly digest?: string };

/** One mistake in one source, with its place in the data. */
interface Mistake extends SourceMistake {
  readonly path?: string;
}

export async function loadConfig(sources: ConfigSources): Promise<ConfigResult> {
  const schema = settingsSchema(sources.rules);
  const settings = listSettings(schema);
  const file = sources.file ?? (sources.env[CONFIG_VARIABLE] || undefined);
  const inFile =
    file === undefined ? { given: [], mistakes: [] } : await fromFile({ ...sources, file }, schema, settings);
  const inEnv = fromEnvironment(sources.env, settings);
  const inFlags = fromFlags(sources.flags, settings);
  const texts = [...inEnv.given, ...inFlags];
  const checked = await Promise.all(texts.map((given) => checkGiven(given, schema)));
  const mistakes: readonly Mistake[] = [...inFile.mistakes, ...inEnv.mistakes, ...checked.flat()];
  const { digest } = inFile;
  const place = { ...(file === undefined ? {} : { file }), ...(digest === undefined ? {} : { digest }) };
  if (mistakes.length > 0) return { ok: false, mistakes: mistakes.map(wordMistake), ...place };
  const effective = merge(settings, [...inFile.given, ...texts]);
  const disagreeing = disagreements(effective);
  if (disagreeing.length > 0) return { ok: false, mistakes: disagreeing.map(wordMistake), ...place };
  return { ok: true, config: { ...typed(effective), effective, ...place } };
}

/** `pullgate.yaml:3: mode: found "enforced"; it must be one of ... Did you mean "enforce"?` */
function wordMistake({ source, path, problem, suggestion }: Mistake): string {
  const start = path === undefined || path === '' ? source : `${source}: ${path}`;
  return `${start}: ${problem}.${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`}`;
}

interface FromFile {
  readonly given: readonly Given[];
  readonly mistakes: readonly Mistake[];
  readonly digest?: string;
}

async function fromFile(
  { file, cwd, text: handed }: Pick<ConfigSources, 'cwd' | 'text'> & { readonly file: string },
  schema: SchemaNode,
  settings: readonly Setting[],
): Promise<FromFile> {
  let text: string;
  try {
    text = handed ?? readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    return { given: [], mistakes: [{ source: file, problem: `it cannot be read: ${systemReason(error)}` }] };
  }
  const { digestOf } = await import('./digest.js');
  const parsed = parseConfigFile(text, schema);
  if (!parsed.ok) {
    const mistakes = parsed.problems.map(({ line, problem }) => ({
      source: line === undefined ? file : `${file}:${line}`,
      problem,
    }));
    return { given: [], mistakes, digest: digestOf(text) };
  }
  const { lineOf } = parsed;
  const data = asMapping(parsed.data);
  const inFile = (keys: readonly string[]) => keysInFile(keys, parsed.data);
  const checked = await checkConfig(data, schema);
  const problems = checked.map((problem) => ({ ...problem, keys: inFile(problem.keys) }));
  const given = settings.flatMap((setting) => {
    const value = setting.keys.reduce(own, data);
    return value === undefined ? [] : [{ setting, value, source: `${file}:${lineOf(inFile(setting.keys))}` }];
  });
  const mistakes = problems
    .map((problem) => ({ line: lineOf(problem.keys, problem.unknownKey), problem }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, problem }) => ({ ...problem, source: `${file}:${line}`, path: pathOf(problem) }));
  return { given, mistakes, digest: digestOf(text) };
}

/** `exemptions[0].rules` */
function pathOf({ keys, unknownKey }: Problem): string {
  const all = unknownKey === undefined ? keys : [...keys, unknownKey];
  return all.reduce((path, key) => {
    if (/^\d+$/.test(key)) return `${path}[${key}]`;
    return path === '' ? showKey(key) : `${path}.${showKey(key)}`;
  }, '');
}

async function checkGiven(given: Given, schema: SchemaNode): Promise<readonly Mistake[]> {
  const { keys } = given.setting;
  const data = keys.reduceRight<unknown>((value, key) => ({ [key]: value }), given.value);
  const problems = await checkConfig(data, schema);
  return problems.map((problem) => {
    // The name says which setting it is; only what is inside it needs a path: an entry of a list, a code.
    const path = pathOf({ ...problem, keys: problem.keys.slice(keys.length) });
    return { ...problem, source: given.source, path };
  });
}

/** The last source wins; only the map of rules is merged, code by code. `given` is in the order of precedence. */
function merge(settings: readonly Setting[], given: readonly Given[]): Config['effective'] {
  return settings.map((setting) => {
    const own = given.filter((each) => each.setting.path === setting.path);
    const last = own.at(-1);
    if (last === undefined) return { setting, value: setting.default, from: 'default' };
    if (setting.path !== 'rules') return { setting, value: last.value, from: last.source };
    const rules = Object.assign({}, ...own.map(({ value }) => value));
    return { setting, value: rules, from: own.map(({ source }) => source).join(', ') };
  });
}

interface Tree {
  readonly exemptions: ExemptionsSection;
  readonly cluster: Settings['cluster'] & ClusterSource;
  readonly probe: Settings['probe'] & ProbeSettings;
}

type Written = Omit<typeof CONFIG_DEFAULTS, keyof Tree> & Omit<Settings, keyof Tree | 'ignoreAnnotations'> & Tree;

function typed(effective: Config['effective']): Pick<Config, 'settings' | 'server'> {
  const tree: Record<string, unknown> = {};
  for (const { setting, value } of effective) put(tree, setting.keys, value);
  // The border: every value has been checked against the schema, and the schema has a key for every field.
  const { server, log, cluster, tls, metrics, outcomes, nudge, probe, exemptions, ...rest } =
    tree as unknown as Written;
  const { provider, pods, ...source } = cluster;
  const { deny, ...asking } = probe;
  return {
    settings: {
      ...rest,
      cluster: { provider, pods },
      probe: { deny },
      exemptions: exemptions.list,
      ignoreAnnotations: exemptions.annotations,
    },
    server: { ...server, cluster: source, tls, metrics, outcomes, nudge, probe: asking, logLevel: log.level },
  };
}

function put(tree: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  const [first, ...rest] = keys;
  if (first === undefined) return;
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const branch = (tree[first] ?? {}) as Record<string, unknown>;
  put(branch, rest, value);
  tree[first] = branch;
}
