/**
 * Settings that come as text: environment variables and flags. It turns text into the value that the schema wants where
 * it can, and leaves it as it is where it cannot, so that the check of the schema names the mistake.
 */
import type { Environment } from '../process/env.js';
import { nearest } from '../text/nearest.js';
import type { Setting } from './schema.js';

/** One value of one source. */
export interface Given {
  readonly setting: Setting;
  readonly value: unknown;
  /** `PULLGATE_MODE` or `--mode` */
  readonly source: string;
}

export interface SourceMistake {
  readonly source: string;
  readonly problem: string;
  readonly suggestion?: string;
}

/** Where the file is; no setting, because it cannot be in the file. */
export const CONFIG_VARIABLE = 'PULLGATE_CONFIG';

/**
 * What the kubelet sets for a Service named `pullgate` or `pullgate-...` (K pkg/kubelet/envvars): PULLGATE_SERVICE_HOST,
 * PULLGATE_PORT_443_TCP_ADDR and the like. PULLGATE_PORT alone is one only with an address as value, and so is a setting
 * such as PULLGATE_SERVER_PORT next to a Service named pullgate-server.
 */
const OF_A_SERVICE = /_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)$/;
const ADDRESS = /^(tcp|udp|sctp):\/\//;

function isOfAService(name: string, value: string): boolean {
  return OF_A_SERVICE.test(name) || (name.endsWith('_PORT') && ADDRESS.test(value));
}

export function fromEnvironment(
  env: Environment,
  settings: readonly Setting[],
): { readonly given: readonly Given[]; readonly mistakes: readonly SourceMistake[] } {
  const byName = new Map(settings.flatMap((setting) => (setting.env === undefined ? [] : [[setting.env, setting]])));
  const given: Given[] = [];
  const mistakes: SourceMistake[] = [];
  for (const [name, text] of Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!name.startsWith('PULLGATE_') || name === CONFIG_VARIABLE || text === undefined) continue;
    if (isOfAService(name, text)) continue;
    const setting = byName.get(name);
    if (setting !== undefined) {
      given.push({ setting, value: fromText(text, setting), source: name });
      continue;
    }
    mistakes.push(unknownVariable(name, [...byName.keys(), CONFIG_VARIABLE], settings));
  }
  return { given, mistakes };
}

function unknownVariable(name: string, known: readonly string[], settings: readonly Setting[]): SourceMistake {
  const fileOnly = settings.find(
    // A list may stand right under its section (schema-exemptions.ts).
    ({ env, path }) =>
      env === undefined && [path, path.replace(/\.list$/, '')].some((each) => name === variableOf(each)),
  );
  if (fileOnly !== undefined) {
    return { source: name, problem: `${fileOnly.path} is made of mappings; only the file can hold it` };
  }
  const own = (text: string) => text.slice('PULLGATE_'.length);
  const shortest = (names: readonly string[]) => [...names].sort((a, b) => a.length - b.length)[0];
  // PULLGATE_PORT is PULLGATE_SERVER_PORT with a word left out, and PULLGATE_CLUSTER_DIR one with a word cut short,
  // however far apart they are by letters.
  const words = own(name)
    .split('_')
    .filter((word) => word !== '');
  const holding = (fits: (part: string, word: string) => boolean) =>
    known.filter(
      (each) =>
        words.length > 0 &&
        words.every((word) =>
          own(each)
            .split('_')
            .some((part) => fits(part, word)),
        ),
    );
  const near = nearest(own(name), known.map(own));
  const suggestion =
    shortest(holding((part, word) => part === word)) ??
    shortest(holding((part, word) => word.length > 2 && part.startsWith(word))) ??
    (near === undefined ? undefined : `PULLGATE_${near}`);
  if (suggestion !== undefined) return { source: name, problem: 'there is no such variable', suggestion };
  return { source: name, problem: `there is no such variable; ${FORM}` };
}

function variableOf(path: string): string {
  return `PULLGATE_${path.replaceAll('.', '_').toUpperCase()}`;
}

const FORM =
  'a setting of `pullgate serve --help` is one with its name in capitals, so that --log-level is PULLGATE_LOG_LEVEL';

/** Flags come from the command line's parser, which knows their names; several of one flag are joined. */
export function fromFlags(
  flags: Readonly<Record<string, readonly string[]>>,
  settings: readonly Setting[],
): readonly Given[] {
  return settings.flatMap((setting) => {
    const texts = setting.flag !== undefined && Object.hasOwn(flags, setting.flag) ? flags[setting.flag] : undefined;
    if (texts === undefined || setting.flag === undefined) return [];
    const text = isJoined(setting) ? texts.join(',') : (texts.at(-1) ?? '');
    return [{ setting, value: fromText(text, setting), source: `--${setting.flag}` }];
  });
}

function isJoined({ node }: Setting): boolean {
  return node.type === 'array' || node.type === 'object';
}

function fromText(text: string, { node }: Setting): unknown {
  switch (node.type) {
    case 'integer':
      return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'array':
      return parts(text);
    // The map of rules: PG101=off,PG102=warn.
    case 'object':
      return Object.fromEntries(parts(text).map(keyAndValue));
    default:
      return text;
  }
}

function parts(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function keyAndValue(part: string): readonly [string, string] {
  const equals = part.indexOf('=');
  return equals < 0 ? [part, ''] : [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
}
