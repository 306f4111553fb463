/**
 * Questions that Pullgate does not ask, added to its sources as docs/architecture.md says that one is added: a member of
 * core/questions.ts, a row of cluster/questions.ts, a row of manifests/state.ts; and for resources that were never read,
 * the labels of their metrics. A ConfigMap by name and those of a namespace, asked anew each time; a LimitRange by name,
 * which is watched.
 */

/** Of a file, below `src`: what goes behind what. */
type Insertions = readonly (readonly [behind: string, text: string])[];

const ANSWER = `
export interface MadeUp {
  readonly name: string;
}
`;

const CONVERTER = `import type { MadeUp } from '../core/questions.js';

function convertMadeUp(object: unknown): Kept<MadeUp> | undefined {
  const kept = convertIdentity(object);
  return kept === undefined ? undefined : { ...kept, value: { name: kept.name } };
}
`;

/** Of a state that changes some answers of another one. */
const PASSED_ON = [
  '    switch (question.about) {\n',
  "      case 'configMap':\n      case 'configMaps':\n      case 'limitRange':\n        return answer;\n",
] as const;

export const INSERTIONS: ReadonlyMap<string, Insertions> = new Map([
  [
    'core/questions.ts',
    [
      [
        'export type Question =\n',
        `  | { readonly about: 'configMap'; readonly namespace: string; readonly name: string }
  | { readonly about: 'configMaps'; readonly namespace: string }
  | { readonly about: 'limitRange'; readonly namespace: string; readonly name: string }\n`,
      ],
      [
        'export interface Answers {\n',
        '  readonly configMap: MadeUp;\n  readonly configMaps: readonly MadeUp[];\n  readonly limitRange: MadeUp;\n',
      ],
      ["import type { Lookup, NamespaceFacts, PullSecret, ServiceAccountFacts } from './types.js';\n", ANSWER],
    ],
  ],
  [
    'cluster/questions.ts',
    [
      ['import {\n  convertNamespace,', '\n  convertIdentity,'],
      ["import type { Lean } from './lean.js';\n", CONVERTER],
      [
        'const RESOURCES = {\n',
        `  configmaps: { group: '', version: 'v1', kind: 'ConfigMap', namespaced: true, lean: 'fields' },
  limitranges: { group: '', version: 'v1', kind: 'LimitRange', namespaced: true, lean: 'fields' },\n`,
      ],
      ['export interface HeldOf {\n', '  readonly limitranges: MadeUp;\n'],
      [
        'export const WATCHES: { readonly [W in Watched]: Listing<HeldOf[W]> } = {\n',
        "  limitranges: { resource: 'limitranges', query: {}, nouns: 'LimitRanges', convert: convertMadeUp },\n",
      ],
      [
        'const ROWS: { readonly [A in About]: Row<A> } = {\n',
        `  configMap: {
    by: 'name',
    resource: 'configmaps',
    namespace: ({ namespace }) => namespace,
    name: ({ name }) => name,
    steps: atOnce(convertMadeUp),
    list: ({ namespace }) => ({ about: 'configMaps', namespace }),
  },
  configMaps: {
    by: 'namespace',
    resource: 'configmaps',
    namespace: ({ namespace }) => namespace,
    lists: [{ resource: 'configmaps', query: {}, nouns: 'ConfigMaps', convert: convertMadeUp }],
  },
  limitRange: {
    by: 'name',
    resource: 'limitranges',
    namespace: ({ namespace }) => namespace,
    name: ({ name }) => name,
    steps: atOnce(convertMadeUp),
    held: ['limitranges'],
  },\n`,
      ],
    ],
  ],
  [
    'manifests/state.ts',
    [
      [
        '  return askTable({\n',
        `    configMap: ({ name }) => found({ name }),
    configMaps: () => found([]),
    limitRange: () => ({ state: 'absent' }),\n`,
      ],
    ],
  ],
  [
    'snapshot/state.ts',
    [
      [
        '    ask: askTable({\n',
        `      configMap: () => ({ state: 'absent' }),
      configMaps: () => found([]),
      limitRange: () => ({ state: 'absent' }),\n`,
      ],
    ],
  ],
  [
    'facts/overlay.ts',
    [
      [
        '  const mixed = askTable({\n',
        `    configMap: cluster.ask,
    configMaps: cluster.ask,
    limitRange: cluster.ask,\n`,
      ],
    ],
  ],
  ['audit/account-fixes.ts', [PASSED_ON]],
  ['facts/told.ts', [PASSED_ON]],
  [
    'metrics/catalogue.ts',
    [
      ['export const WATCHED_KINDS = [', "'limitranges', "],
      ['export const READABLE_KINDS = [', "'configmaps', 'limitranges', "],
    ],
  ],
]);

/** The text of a file of `src` with what is added to it. */
export function withMadeUp(file: string, text: string): string {
  return (INSERTIONS.get(file) ?? []).reduce((rest, [behind, added]) => {
    if (rest.split(behind).length !== 2) throw new Error(`src/${file} holds this not once: ${behind}`);
    return rest.replace(behind, () => behind + added);
  }, text);
}
