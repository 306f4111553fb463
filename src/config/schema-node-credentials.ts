/** The setting `registries.nodeCredentials`: patterns, and providers whose answer depends on the ServiceAccount. */
import type { CredentialProvider } from '../core/credential-providers.js';
import { flag, patterns, type SchemaNode, section, text } from './schema-node.js';

const tokenAttributes = section<keyof CredentialProvider['tokenAttributes']>(
  'When the kubelet asks it: with `requireServiceAccount` not for static pods; with `requiredServiceAccountAnnotationKeys`, a list, only where the ServiceAccount has all of these annotations, of whatever value.',
  {
    requireServiceAccount: flag('Whether it is asked only for Pods with a ServiceAccount.'),
    requiredServiceAccountAnnotationKeys: {
      type: 'array',
      items: { type: 'string', format: 'annotation-key' },
      description: 'Annotations that the ServiceAccount must have.',
    },
  },
  { required: ['requireServiceAccount'] },
);

const provider = section<keyof CredentialProvider>(
  'A credential provider that works with ServiceAccount tokens.',
  {
    name: text('Its name, for messages.', { format: 'one-line', minLength: 1, maxLength: 100 }),
    matchImages: patterns('Registries that it has credentials for.', { minItems: 1 }),
    tokenAttributes,
  },
  { required: ['matchImages', 'tokenAttributes'] },
);

export const nodeCredentials: SchemaNode = {
  type: 'array',
  description:
    'Registries for which the nodes bring their own credential: patterns, and, only in the file, credential providers that work with ServiceAccount tokens (KEP-4412), in the words of the CredentialProviderConfig of the kubelet.',
  items: {
    if: { type: 'object' },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema; nothing awaits a schema
    then: provider,
    else: { type: 'string', format: 'match-images' },
  },
};
