/** The words in which the schema of the configuration is said: JSON Schema as data, and the few shapes of setting there are. */

/** The formats of text that JSON Schema cannot say; `config/formats.ts` checks them. */
export type FormatName =
  | 'match-images'
  | 'expiry'
  | 'field-path'
  | 'one-line'
  | 'annotation-key'
  | 'namespace-name'
  | 'object-name'
  /** `NAMESPACE/NAME` */
  | 'service-account'
  /** In the notation of CIDR. */
  | 'network'
  /** `HOST` or `HOST:PORT` */
  | 'host'
  /** `OS/ARCHITECTURE`, with or without a variant. */
  | 'platform'
  | 'duration'
  /** A duration of at most a day. */
  | 'interval';

export interface SchemaNode {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly format?: FormatName;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly if?: SchemaNode;
  readonly then?: SchemaNode;
  readonly else?: SchemaNode;
}

export function choice(values: readonly string[], description: string): SchemaNode {
  return { type: 'string', enum: values, description };
}

export function text(description: string, more: SchemaNode = {}): SchemaNode {
  return { type: 'string', description, ...more };
}

export function flag(description: string): SchemaNode {
  return { type: 'boolean', description };
}

export function whole(minimum: number, maximum: number, description: string): SchemaNode {
  return { type: 'integer', minimum, maximum, description };
}

export function patterns(description: string, more: SchemaNode = {}): SchemaNode {
  return { type: 'array', items: { type: 'string', format: 'match-images' }, description, ...more };
}

export function names(description: string): SchemaNode {
  return { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 }, description };
}

export function kubernetesNames(format: FormatName, description: string): SchemaNode {
  return { type: 'array', items: { type: 'string', format }, description };
}

/** `Keys` makes the compiler miss a setting that has no schema, and a schema that has no setting. */
export function section<Keys extends string>(
  description: string,
  properties: Readonly<Record<Keys, SchemaNode>>,
  more: SchemaNode = {},
): SchemaNode {
  return { type: 'object', description, additionalProperties: false, properties, ...more };
}
