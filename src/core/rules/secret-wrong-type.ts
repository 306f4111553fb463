import { type UnusableSecret, wouldMatch, wrongType } from '../causes/wrong-type.js';
import { newSecret } from '../remedy.js';
import type { ImageReference } from '../types.js';
import { quoted } from '../words/escape.js';
import { registryName, secretName } from '../words/naming.js';
import { causeFindings } from './cause-findings.js';
import type { Rule } from './rule.js';

/** PG204: a secret that the kubelet skips without a word (semantics 2.2). */
export const secretWrongType: Rule<'PG204'> = {
  code: 'PG204',
  slug: 'secret-wrong-type',
  title: 'the named secret is no pull secret',
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'The kubelet only reads Secrets of type `kubernetes.io/dockerconfigjson` with data key `.dockerconfigjson`, and of type `kubernetes.io/dockercfg` with data key `.dockercfg`. This one has another type, or its data under another key.',
    why: 'It is there, its name is right, its content may be right, and it still does nothing. `kubectl create secret generic --from-file=config.json` is the usual origin.',
    kubelet: 'It skips the secret without an event and without an error, and tries with what is left.',
    fix: 'Create a new Secret with `kubectl create secret docker-registry` and name it instead; the type of an existing Secret cannot be changed.',
    source: [
      'pkg/credentialprovider/secrets/secrets.go (MakeDockerKeyring)',
      'pkg/apis/core/validation (type is immutable)',
    ],
  },
  evaluate: (context) =>
    causeFindings(context, wrongType, ({ secret }, reference) => ({
      problem: `${secretName(secret.name)} is no pull secret for ${registryName(reference)}`,
      because: whySkipped(secret, reference),
      fix: newSecret(reference, [secret.name]),
    })),
};

/** A clause about a secret that the kubelet skips. */
export function whySkipped(secret: UnusableSecret, { repository }: ImageReference): string {
  const { why, type, holds } = secret;
  const twice = holds?.encodedTwice === true ? ', encoded twice' : '';
  const content =
    holds === undefined
      ? ''
      : wouldMatch(secret, repository)
        ? `, although its data key ${quoted(holds.dataKey)} holds a matching credential${twice}`
        : `; its data key ${quoted(holds.dataKey)} holds other registries${twice}`;
  switch (why) {
    case 'type':
      return `its type is ${quoted(type)}, so the kubelet skips it${content}`;
    case 'key-missing':
      return `it lacks the data key ${quoted(dataKeyOf(type))}, so the kubelet skips it${content}`;
    case 'key-empty':
      return `its data key ${quoted(dataKeyOf(type))} is empty, so the kubelet skips it${content}`;
    default:
      return why satisfies never;
  }
}

function dataKeyOf(type: string): string {
  return type === 'kubernetes.io/dockercfg' ? '.dockercfg' : '.dockerconfigjson';
}
