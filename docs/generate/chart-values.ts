/**
 * The values of the chart as data: every value of charts/pullgate/values.yaml with its comment and the schema it has to
 * match. README and values.schema.json are made from it (chart-pages.ts). It refuses a value that nobody explained
 * and a comment that belongs to none. Reads no files.
 */

import { parse } from 'yaml';
import { type RuleInfo, settingsSchema } from '../../src/config/schema.js';
import { eitherForm } from '../../src/config/schema-exemptions.js';
import type { FormatName } from '../../src/config/schema-node.js';
import { LIVE_PATTERN } from '../../src/core/dead-pattern.js';
import { isObject } from '../../src/core/fields.js';

/** JSON Schema, draft-07, as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One value, or a mapping of values. */
export interface ChartValue {
  readonly keys: readonly string[];
  readonly section: string;
  readonly description: string;
  readonly default: unknown;
  readonly schema: JsonSchema;
  /** The values in a mapping that is ours; absent for a single value and for what Kubernetes defines. */
  readonly children?: readonly ChartValue[];
}

/** What stands above a key: `# -- description`, `# @schema {...}`, `# @section Name`. */
interface Comment {
  readonly section: string;
  readonly description?: string;
  readonly hint?: Hint;
}

/** `open`: further keys; `$ref`: one of the shapes; `$setting`: a setting of the configuration. The rest is JSON Schema. */
type Hint = Readonly<Record<string, unknown>>;

interface Shapes {
  readonly named: Readonly<Record<string, JsonSchema>>;
  readonly setting: (path: string) => JsonSchema;
}

export function chartValues(text: string, rules: readonly RuleInfo[]): readonly ChartValue[] {
  const comments = commentsOf(text);
  const shapes: Shapes = { named: SHAPES, setting: settingShapes(rules) };
  const used = new Set<string>();
  const values = childrenOf(parse(text), [], { comments, shapes, used });
  const lost = [...comments.keys()].filter((path) => !used.has(path));
  if (lost.length > 0) throw new Error(`values.yaml: a comment stands above no value of its own: ${lost.join(', ')}`);
  return values;
}

const COMMENT = /^\s*# (--|@schema|@section) (.*)$/;
const KEY = /^( *)([A-Za-z][A-Za-z0-9]*):/;

/** By path. Our own file is indented by two blanks, and a comment is one line right above its key. */
function commentsOf(text: string): ReadonlyMap<string, Comment> {
  const comments = new Map<string, Comment>();
  let pending: Omit<Comment, 'section'> = {};
  let section = '';
  let path: readonly string[] = [];
  for (const line of text.split('\n')) {
    const [, mark, rest = ''] = COMMENT.exec(line) ?? [];
    const [, indent, key] = KEY.exec(line) ?? [];
    if (mark === '--') pending = { ...pending, description: rest };
    else if (mark === '@schema') pending = { ...pending, hint: JSON.parse(rest) };
    else if (mark === '@section') section = rest;
    else if (indent !== undefined && key !== undefined) {
      path = [...path.slice(0, indent.length / 2), key];
      if (Object.keys(pending).length > 0 || path.length === 1) comments.set(path.join('.'), { ...pending, section });
      pending = {};
    } else pending = {};
  }
  return comments;
}

interface Walk {
  readonly comments: ReadonlyMap<string, Comment>;
  readonly shapes: Shapes;
  readonly used: Set<string>;
}

function childrenOf(data: unknown, keys: readonly string[], walk: Walk): readonly ChartValue[] {
  return Object.entries(isObject(data) ? data : {}).map(([key, value]) => chartValueOf(value, [...keys, key], walk));
}

function chartValueOf(value: unknown, keys: readonly string[], walk: Walk): ChartValue {
  const path = keys.join('.');
  const comment = walk.comments.get(path);
  walk.used.add(path);
  const section = walk.comments.get(keys[0] ?? '')?.section ?? '';
  const { open, ...hint } = comment?.hint ?? {};
  const explained = shapeOf(hint, walk.shapes);
  const leaf = explained !== undefined || !isObject(value) || Object.keys(value).length === 0;
  // What Kubernetes defines stays open; `global` is open and still has values of ours.
  const isOurs = !leaf && (open !== true || hasComments(path, walk));
  if (isOurs) {
    const children = childrenOf(value, keys, walk);
    const properties = Object.fromEntries(children.map((child) => [child.keys.at(-1), child.schema]));
    const schema = { type: 'object', additionalProperties: open === true, properties };
    return { keys, section, description: comment?.description ?? '', default: value, schema, children };
  }
  const base = explained ?? (isObject(value) ? { type: 'object', ...hint } : { type: typeOf(value), ...hint });
  const description = comment?.description ?? String(base['description'] ?? '');
  if (description === '') throw new Error(`values.yaml: ${path} has no comment "# -- ..."`);
  return { keys, section, description, default: value, schema: { ...base, description, default: value } };
}

function hasComments(path: string, { comments }: Walk): boolean {
  return [...comments.keys()].some((other) => other.startsWith(`${path}.`));
}

function shapeOf(hint: Hint, { named, setting }: Shapes): JsonSchema | undefined {
  const { $ref, $setting, ...more } = hint;
  if (typeof $setting === 'string') return { ...setting($setting), ...more };
  if (typeof $ref !== 'string') return undefined;
  const shape = named[$ref];
  if (shape === undefined) throw new Error(`values.yaml: there is no shape ${$ref}`);
  return { ...shape, ...more };
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? 'integer' : typeof value;
}

/** What a setting may be. Formats of our own are nothing to Helm, so each becomes a pattern. */
function settingShapes(rules: readonly RuleInfo[]): (path: string) => JsonSchema {
  const schema = settingsSchema(rules);
  return (path) => {
    let node: unknown = schema;
    for (const key of path.split('.')) {
      const properties = isObject(node) ? node['properties'] : undefined;
      node = isObject(properties) ? properties[key] : undefined;
    }
    if (!isObject(node)) throw new Error(`values.yaml: there is no setting ${path}`);
    return withoutFormats(path === 'exemptions' ? { ...eitherForm(node) } : node);
  };
}

function withoutFormats(node: JsonSchema): JsonSchema {
  const entries = Object.entries(node).flatMap(([key, value]): readonly [string, unknown][] => {
    // The border: a format of the settings' schema is one of the table.
    if (key === 'format') return Object.entries(PATTERNS[value as FormatName]);
    if (Array.isArray(value)) return [[key, value.map((each) => (isObject(each) ? withoutFormats(each) : each))]];
    return [[key, isObject(value) ? withoutFormats(value) : value]];
  });
  return Object.fromEntries(entries);
}

/** As cert-manager has it. */
const DURATION = '^([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h))+$';
/** Of our own settings; that it is a hundred years at most, and an interval a day, the templates see. */
const OWN_DURATION = '^([0-9]{1,9}(\\.[0-9]{1,9})?(ms|s|m|h))+$';
/** Of at most a day, as far as a pattern can count. */
const INTERVAL =
  '^((1?[0-9]|2[0-4])(\\.[0-9]+)?h|[0-9]{1,4}(\\.[0-9]+)?m|[0-9]{1,5}(\\.[0-9]+)?s|[0-9]{1,8}(\\.[0-9]+)?ms)+$';
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const KEY_NAME = '[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?';
const KEY_PREFIX = '[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*';
const NAMESPACE_NAME: JsonSchema = { type: 'string', maxLength: 63, pattern: `^${LABEL}$` };
const OBJECT_NAME: JsonSchema = { type: 'string', maxLength: 253, pattern: `^${LABEL}(\\.${LABEL})*$` };

/**
 * Helm shows the pattern and nothing else, so the right form stands at its head, in a branch that no text can match.
 *
 * @param hint what is no error in a pattern
 */
function withHint(pattern: string, hint: string): string {
  return `^$ (${hint})|${pattern}`;
}

const DAY = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const TIME = '[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])';
const PATTERN_HINT =
  'write quay.io, *.example.com, registry:5000 or docker.io/grafana/: no scheme, tag, capitals, and no wildcard in the path';

/** Formats of which Helm can see at least the form. What it cannot see is a check in templates/validate.yaml. */
const PATTERNS: Readonly<Record<FormatName, JsonSchema>> = {
  'match-images': { pattern: withHint(LIVE_PATTERN, PATTERN_HINT) },
  expiry: { pattern: withHint(`^${DAY}(${TIME})?$`, 'write 2027-01-31 or 2027-01-31T12:00:00Z') },
  'field-path': { pattern: withHint('^[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*$', 'write spec.template') },
  'one-line': { pattern: '^[^\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]*$' },
  'annotation-key': {
    pattern: withHint(`^(${KEY_PREFIX}/)?${KEY_NAME}$`, 'write example.com/registry-role'),
  },
  'namespace-name': NAMESPACE_NAME,
  'object-name': OBJECT_NAME,
  'service-account': { pattern: withHint(`^${LABEL}/${LABEL}(\\.${LABEL})*$`, 'write NAMESPACE/NAME') },
  network: { pattern: withHint('^[0-9A-Fa-f:.]{2,45}/[0-9]{1,3}$', 'write 10.20.0.0/16') },
  host: {
    pattern: withHint(`^${LABEL}(\\.${LABEL})*(:[0-9]{1,5})?$`, 'write auth.example.com, without a scheme'),
  },
  platform: { pattern: withHint('^[a-z0-9]+/[a-z0-9]+(/[a-z0-9]+)?$', 'write linux/arm64') },
  duration: { pattern: OWN_DURATION },
  interval: { pattern: INTERVAL },
};

const TEXT: JsonSchema = { type: 'string' };
const TEXTS: JsonSchema = { type: 'array', items: TEXT };
const STRINGS: JsonSchema = { type: 'object', additionalProperties: TEXT };

function closed(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length === 0 ? {} : { required }),
  };
}

function seconds(minimum: number): JsonSchema {
  return { type: 'integer', minimum };
}

const SHAPES: Readonly<Record<string, JsonSchema>> = {
  strings: STRINGS,
  texts: TEXTS,
  names: { type: 'array', items: { type: 'string', minLength: 1 } },
  optionalName: { ...OBJECT_NAME, pattern: `^(${LABEL}(\\.${LABEL})*)?$` },
  namespaceNames: { type: 'array', items: NAMESPACE_NAME },
  objectNames: { type: 'array', items: OBJECT_NAME },
  objects: { type: 'array', items: { type: 'object' } },
  pullSecrets: {
    type: 'array',
    items: { anyOf: [{ type: 'string', minLength: 1 }, closed({ name: { type: 'string', minLength: 1 } }, ['name'])] },
  },
  port: { type: 'integer', minimum: 1, maximum: 65_535 },
  duration: { type: 'string', pattern: DURATION },
  issuer: closed({ name: TEXT, kind: TEXT, group: TEXT }),
  failurePolicy: { type: 'string', enum: ['Ignore', 'Fail'] },
  timeoutSeconds: { type: 'integer', minimum: 1, maximum: 30 },
  labelSelector: closed({
    matchLabels: STRINGS,
    matchExpressions: {
      type: 'array',
      items: closed({ key: TEXT, operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] }, values: TEXTS }, [
        'key',
        'operator',
      ]),
    },
  }),
  matchConditions: { type: 'array', items: closed({ name: TEXT, expression: TEXT }, ['name', 'expression']) },
  rules: {
    type: 'array',
    items: closed(
      {
        apiGroups: TEXTS,
        apiVersions: TEXTS,
        operations: { type: 'array', items: { enum: ['CREATE', 'UPDATE'] } },
        resources: TEXTS,
        scope: { enum: ['Namespaced', 'Cluster', '*'] },
      },
      ['apiGroups', 'apiVersions', 'operations', 'resources'],
    ),
  },
  probe: closed({
    initialDelaySeconds: seconds(0),
    periodSeconds: seconds(1),
    timeoutSeconds: seconds(1),
    successThreshold: seconds(1),
    failureThreshold: seconds(1),
    terminationGracePeriodSeconds: seconds(1),
  }),
};
