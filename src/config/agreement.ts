/**
 * Settings that make sense only together, looked at once all sources are merged: a list that nobody reads, or a mode
 * without its list, would otherwise be noticed as a wrong verdict.
 */
import { RULES } from '../core/rules/index.js';
import { show } from './check.js';
import { parseDuration } from './duration.js';
import { FORMATS } from './formats.js';
import type { SourceMistake } from './given.js';
import type { Setting } from './schema.js';

export interface Effective {
  readonly setting: Setting;
  readonly value: unknown;
  readonly from: string;
}

interface Mistake extends SourceMistake {
  readonly path: string;
}

/** Which list belongs to which value of `cluster.secrets`. */
const LISTS = [
  { scope: 'namespaces', path: 'cluster.namespaces', example: '[shop, blog]' },
  { scope: 'named', path: 'cluster.secretNames', example: '[regcred]' },
] as const;

export function disagreements(effective: readonly Effective[]): readonly Mistake[] {
  const row = (path: string) => effective.find(({ setting }) => setting.path === path);
  return [
    ...clusterMistakes(row),
    ...injectionMistakes(row),
    ...writtenMistakes(row),
    ...backgroundMistakes(row),
    ...probeMistakes(row),
    ...tlsMistakes(row),
  ];
}

type Row = (path: string) => Effective | undefined;

function clusterMistakes(row: Row): readonly Mistake[] {
  const secrets = row('cluster.secrets');
  const directory = row('cluster.directory');
  return [
    ...LISTS.flatMap(({ scope, path, example }) => listMistake(secrets, row(path), { scope, path, example })),
    ...['cluster.kubeconfig', 'cluster.context'].flatMap((path) => {
      const other = row(path);
      if (isEmpty(directory) || isEmpty(other)) return [];
      const problem = `cluster.directory (${directory?.from}) is the cluster already; leave one of the two out`;
      return [mistakeOf(other, path, problem)];
    }),
  ];
}

/** Which secret is added is chosen among those of the namespace, which only who may list them can see. */
function injectionMistakes(row: Row): readonly Mistake[] {
  const mode = row('injection.mode');
  const secrets = String(row('cluster.secrets')?.value);
  const isBlind = (secrets === 'named' || secrets === 'none') && isEmpty(row('cluster.directory'));
  if (mode?.value === 'off' || !isBlind) return [];
  const problem = `"${String(mode?.value)}" has no effect while cluster.secrets is ${secrets}, because the Secrets of a namespace cannot be listed; set cluster.secrets to cluster or namespaces, or injection.mode to off`;
  return [mistakeOf(mode, 'injection.mode', problem)];
}

/** Who uses a Secret is asked by whoever says something of it, and what is in use is known by nobody else. */
function writtenMistakes(row: Row): readonly Mistake[] {
  const [mode, usage, inUse] = ['secrets.mode', 'secrets.usage', 'secrets.inUse'].map(row);
  const isWatched = usage?.value === true;
  return [
    ...(isWatched && mode?.value === 'off'
      ? [
          mistakeOf(
            usage,
            'secrets.usage',
            'it has no effect while secrets.mode is off; set that to warn, or leave it out',
          ),
        ]
      : []),
    ...(inUse?.value === 'deny' && !isWatched
      ? [
          mistakeOf(
            inUse,
            'secrets.inUse',
            '"deny" has no effect while secrets.usage is false, because nobody knows what is in use; set secrets.usage to true',
          ),
        ]
      : []),
  ];
}

/** What only a server that asks registries looks at, and what it would have nobody to ask with. */
function backgroundMistakes(row: Row): readonly Mistake[] {
  const mode = row('probe.mode');
  if (mode?.value === 'background') {
    if (!isEmpty(row('probe.registries'))) return [];
    const problem =
      '"background" has nobody to ask, because probe.registries is empty; name some there, or set it to off';
    return [mistakeOf(mode, 'probe.mode', problem)];
  }
  return ['probe.waitMs', 'probe.requestsPerMinute'].flatMap((path) => {
    const each = row(path);
    if (each === undefined || each.value === each.setting.default) return [];
    return [mistakeOf(each, path, 'it has no effect while probe.mode is off; set that to background, or leave it out')];
  });
}

/** What a registry answers is evidence, and denies only where the operator has said so of all of it. */
function probeMistakes(row: Row): readonly Mistake[] {
  const rules = row('rules');
  const given: Readonly<Record<string, unknown>> = Object(rules?.value);
  const mayDeny = row('probe.deny')?.value === true;
  return RULES.flatMap(({ code, probed }) => {
    if (probed === undefined || given[code] !== 'deny' || (mayDeny && probed === 'may-deny')) return [];
    const problem =
      probed === 'may-deny'
        ? '"deny" has no effect while probe.deny is false, because a registry is asked from the network of Pullgate; set probe.deny to true, or this to warn'
        : '"deny" has no effect, because it passes by itself or is of the network of Pullgate alone; set it to warn, audit or off';
    const mistake = mistakeOf(rules, `rules.${code}`, problem);
    return [mistake.path === '' ? { ...mistake, problem: `${code}: ${problem}` } : mistake];
  });
}

interface List {
  readonly scope: string;
  readonly path: string;
  readonly example: string;
}

function listMistake(
  secrets: Effective | undefined,
  list: Effective | undefined,
  { scope, path, example }: List,
): readonly Mistake[] {
  const chosen = secrets?.value === scope;
  if (chosen && isEmpty(list)) {
    const problem = `"${scope}" needs a list; name them in ${path}, such as ${example}`;
    return [mistakeOf(secrets, 'cluster.secrets', problem)];
  }
  if (chosen || isEmpty(list)) return [];
  const problem = `it has no effect while cluster.secrets is ${String(secrets?.value)}; set cluster.secrets to ${scope}, or leave it out`;
  return [mistakeOf(list, path, problem)];
}

/** The name of a flag or a variable says which setting it is; a line of the file does not. */
function mistakeOf(row: Effective | undefined, path: string, problem: string): Mistake {
  const source = row?.from ?? '';
  return { source, path: /^(--|PULLGATE_)/.test(source) ? '' : path, problem };
}

function isEmpty(row: Effective | undefined): boolean {
  return row === undefined || row.value === '' || (Array.isArray(row.value) && row.value.length === 0);
}

// ----------------------------------------------------------------------------------------------------------------- TLS

const CONFIGURATIONS = ['tls.validating', 'tls.mutating'] as const;
/** Below this, reading would be all that Pullgate does. */
const LEAST_POLL_MS = 100;

function tlsMistakes(row: Row): readonly Mistake[] {
  const source = row('tls.source');
  return [
    ...nameMistakes(row),
    ...needMistakes(row, source),
    ...callerMistakes(row),
    ...pollMistakes(row),
    ...(source?.value === 'self' ? timeMistakes(row) : []),
  ];
}

/** Empty means there is none, so the schema cannot ask for a name. */
function nameMistakes(row: Row): readonly Mistake[] {
  const formats = { 'tls.namespace': 'namespace-name', 'tls.validating': 'object-name', 'tls.mutating': 'object-name' };
  return Object.entries(formats).flatMap(([path, format]) => {
    const each = row(path);
    const { why, valid } = FORMATS[format as 'object-name' | 'namespace-name']; // the values of the table above
    const said = typeof each?.value === 'string' && each.value !== '' ? why(each.value) : undefined;
    if (said === undefined) return [];
    return [mistakeOf(each, path, `found ${show(each?.value)}: ${said}; it must be ${valid}`)];
  });
}

/** What a source needs, and what it would not look at. */
function needMistakes(row: Row, source: Effective | undefined): readonly Mistake[] {
  const cluster = row('cluster.directory');
  const named = CONFIGURATIONS.filter((path) => !isEmpty(row(path)));
  const isFiles = source?.value === 'files';
  const unread = isFiles ? [] : ['tls.directory', 'tls.caBundle'].filter((path) => !isEmpty(row(path)));
  const mistakes = unread.map((path) => {
    const problem = `it has no effect while tls.source is ${String(source?.value)}; set tls.source to files, or leave it out`;
    return mistakeOf(row(path), path, problem);
  });
  if (isFiles && isEmpty(row('tls.directory'))) {
    return [...mistakes, mistakeOf(source, 'tls.source', '"files" needs tls.directory, the directory they are in')];
  }
  const needs = source?.value === 'self' || source?.value === 'certManager' || (isFiles && named.length > 0);
  if (!needs || isEmpty(cluster)) return mistakes;
  const what = isFiles ? `"files" with ${named.join(' and ')}` : JSON.stringify(source?.value);
  const problem = `${what} needs a real cluster, and cluster.directory (${cluster?.from}) is none; leave one of the two out`;
  return [...mistakes, mistakeOf(source, 'tls.source', problem)];
}

/** Names of certificates that nobody is asked for. */
function callerMistakes(row: Row): readonly Mistake[] {
  const names = row('tls.clientNames');
  if (isEmpty(names) || !isEmpty(row('tls.clientCaFile'))) return [];
  const problem = 'it has no effect without tls.clientCaFile, the authority of the certificates; set that, too';
  return [mistakeOf(names, 'tls.clientNames', problem)];
}

/** The schema has looked at it. */
function msOf(row: Row, path: string): number {
  return parseDuration(String(row(path)?.value)) ?? 0;
}

function pollMistakes(row: Row): readonly Mistake[] {
  if (msOf(row, 'tls.poll') >= LEAST_POLL_MS) return [];
  return [mistakeOf(row('tls.poll'), 'tls.poll', `it must be at least ${LEAST_POLL_MS}ms`)];
}

function timeMistakes(row: Row): readonly Mistake[] {
  const names = ['caDuration', 'certDuration', 'renewBefore', 'settle', 'jitter'] as const;
  const [ca, cert, renew, settle, jitter] = names.map((name) => msOf(row, `tls.self.${name}`)) as [
    number,
    number,
    number,
    number,
    number,
  ]; // as many as there are names
  const rules: readonly (readonly [isBroken: boolean, path: string, problem: string])[] = [
    [
      renew >= cert,
      'tls.self.renewBefore',
      'it must be shorter than tls.self.certDuration, or each would be due at once',
    ],
    [ca < 2 * cert, 'tls.self.caDuration', 'it must be at least twice tls.self.certDuration'],
    [
      settle >= renew,
      'tls.self.settle',
      'it must be shorter than tls.self.renewBefore, or a certificate could end while a new CA is waited for',
    ],
    [
      jitter >= renew,
      'tls.self.jitter',
      'it must be shorter than tls.self.renewBefore, or a certificate could end while its renewal is waited for',
    ],
  ];
  return rules.flatMap(([isBroken, path, problem]) => (isBroken ? [mistakeOf(row(path), path, problem)] : []));
}
