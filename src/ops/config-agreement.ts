/**
 * Settings that make sense only together, looked at once all sources are merged: a list that nobody reads, or a mode
 * without its list, would otherwise be noticed as a wrong verdict.
 */
import type { SourceMistake } from './config-text.js';
import type { Setting } from './settings-schema.js';

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

export function clusterMistakes(effective: readonly Effective[]): readonly Mistake[] {
  const row = (path: string) => effective.find(({ setting }) => setting.path === path);
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
