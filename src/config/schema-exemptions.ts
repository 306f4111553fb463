/**
 * The setting `exemptions`: who or what is left alone. Written as a list of exemptions, or as a mapping that holds the list
 * and what else there is to say; inside it is always the mapping.
 */
import { isObject } from '../core/fields.js';
import type { Settings } from '../core/settings.js';
import { choice, flag, names, patterns, type SchemaNode, section, text } from './schema-node.js';

export interface ExemptionsSection {
  readonly annotations: Settings['ignoreAnnotations'];
  readonly list: Settings['exemptions'];
}

export function labelSelector(description: string): SchemaNode {
  return section(description, {
    matchLabels: {
      type: 'object',
      description: 'Labels and their values.',
      additionalProperties: { type: 'string' },
    },
    matchExpressions: {
      type: 'array',
      description: 'Expressions over labels.',
      items: section(
        'One expression.',
        {
          key: text('Name of the label.', { minLength: 1 }),
          operator: choice(['In', 'NotIn', 'Exists', 'DoesNotExist'], 'How the label is compared.'),
          values: { type: 'array', items: { type: 'string' }, description: 'Values, for In and NotIn only.' },
        },
        {
          required: ['key', 'operator'],
          if: { properties: { operator: { enum: ['In', 'NotIn'] } } },
          // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema; nothing awaits a schema
          then: { required: ['values'], properties: { values: { minItems: 1 } } },
          else: { properties: { values: { maxItems: 0 } } },
        },
      ),
    },
  });
}

function exemptionList(codes: readonly string[]): SchemaNode {
  const selecting = ['namespaces', 'namespaceSelector', 'users', 'groups', 'images', 'rules'];
  return {
    type: 'array',
    description:
      'Who or what is left alone. Every field that is given must match. Where nothing else is set, the list may stand right under `exemptions`.',
    items: section(
      'One exemption.',
      {
        namespaces: names('Names of namespaces; `*` is a wildcard.'),
        namespaceSelector: labelSelector('Labels of the namespace, in the form of Kubernetes: all must hold.'),
        users: names('Users who send the request; `*` is a wildcard. Pods made by a controller are not theirs.'),
        groups: names('Groups of the user who sends the request; `*` is a wildcard.'),
        images: patterns('Images, as patterns like those of registries.', { minItems: 1 }),
        rules: {
          type: 'array',
          minItems: 1,
          items: { type: 'string', enum: codes },
          description: 'Codes it is limited to; left out: all.',
        },
        reason: text('Why, for whoever reads the logs.', { format: 'one-line' }),
        expires: text('Last day (`YYYY-MM-DD`, UTC) or RFC 3339 time.', { format: 'expiry' }),
      },
      { anyOf: selecting.map((name) => ({ required: [name] })) },
    ),
  };
}

export function exemptions(codes: readonly string[]): SchemaNode {
  return section<keyof ExemptionsSection>('Who or what is left alone: a list, or a mapping with it.', {
    annotations: flag(
      'Let the annotation `pullgate.dev/ignore` of an object, with `pullgate.dev/ignore-reason`, take findings about it away in the cluster, too. Whoever may write an object can then accept what is found in it.',
    ),
    list: exemptionList(codes),
  });
}

/** As a file may have it: for editors and Helm. */
export function eitherForm(node: SchemaNode): SchemaNode {
  const { list } = node.properties ?? {};
  if (list === undefined) return node;
  const { description = '', ...mapping } = node;
  return { description, anyOf: [list, mapping] };
}

/** A bare list is the mapping with nothing else in it. */
export function asMapping(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { exemptions: given } = data;
  return Array.isArray(given) ? { ...data, exemptions: { list: given } } : data;
}

/** Where the file has what the mapping has at `keys`. */
export function keysInFile(keys: readonly string[], data: Readonly<Record<string, unknown>>): readonly string[] {
  const isBare = !isObject(data['exemptions']) && data['exemptions'] !== undefined;
  return isBare && keys[0] === 'exemptions' && keys[1] === 'list' ? ['exemptions', ...keys.slice(2)] : keys;
}
