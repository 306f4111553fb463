import { ON_CLUSTER } from '../basis.js';
import { bestSecret } from '../choice.js';
import { foundSecrets, type ImageOutlook } from '../outlook.js';
import { existingSecret, newSecret, withoutSecrets } from '../remedy.js';
import { createKeyring } from '../secret/keyring.js';
import type { Fix, PullSecret } from '../types.js';
import { NEVER_DECIDES } from '../wants.js';
import { doubtNote } from '../words/doubt.js';
import { shown } from '../words/escape.js';
import { secretName } from '../words/naming.js';
import type { Rule, RuleContext } from './rule.js';

/** PG301: one unparsable secret, and the kubelet refuses every pull of the pod (semantics 2.5). */
export const secretMalformed: Rule<'PG301'> = {
  code: 'PG301',
  slug: 'secret-malformed',
  title: 'a malformed pull secret stops every pull of the pod',
  defaultAction: 'deny',
  scope: 'pod',
  leads: true,
  wants: {
    facts: ['candidates', 'serviceAccount'],
    when: ({ outlooks }) => outlooks.some(({ state }) => state === 'blocked'),
    decides: NEVER_DECIDES,
  },
  docs: {
    what: 'A named Secret has the right type, but the kubelet cannot parse it: `auths` is no object, a field is no string, `auth` is no base64 or holds no colon, `HttpHeaders` is no map of strings.',
    why: 'ONE such Secret makes the kubelet refuse EVERY pull of the pod: public images too, and even if the broken entry is for another registry. The waiting reason is then a raw Go error such as `illegal base64 data at input byte 8`.',
    kubelet:
      'Building the keyring fails, so no pull is attempted at all, not even with good credentials of other Secrets or of the node. Images that are on the node already are not affected.',
    fix: 'Take the Secret out of the list, or replace it by one made with `kubectl create secret docker-registry`, which cannot be malformed.',
    source: [
      'pkg/credentialprovider/secrets/secrets.go (MakeDockerKeyring)',
      'pkg/credentialprovider/config.go (DockerConfigEntry.UnmarshalJSON, decodeDockerConfigFieldAuth)',
    ],
  },
  evaluate: (context) => {
    const blocked = context.outlooks.filter(({ state }) => state === 'blocked');
    if (blocked.length === 0 || context.facts.effective.state !== 'found') return [];
    const listed = foundSecrets(context.facts.effective.value, context.facts.secrets);
    // The first broken one in the list is the one whose error the kubelet shows (semantics 2.5).
    const broken = listed.find((secret) => secret.form === 'malformed');
    if (broken?.form !== 'malformed') return [];
    const { path, why } = broken.fault;
    const all = [...new Set(listed.flatMap((secret) => (secret.form === 'malformed' ? [secret.name] : [])))];
    return [
      {
        problem: `${secretName(broken.name)} cannot be parsed, and that stops every pull of the pod`,
        because: path === '' ? why : `${why} (at ${shown(path, 120)})`,
        fix: fixFor(context, blocked, listed, all),
        uses: blocked.map(({ use }) => use),
        basis: ON_CLUSTER,
      },
    ];
  },
};

/** Without the broken ones the other secrets work again; what they do not cover needs a secret that does. */
function fixFor(
  context: RuleContext,
  blocked: readonly ImageOutlook[],
  listed: readonly PullSecret[],
  broken: readonly string[],
): Fix {
  const rest = createKeyring(listed.filter((secret) => secret.form !== 'malformed'));
  const uncovered = blocked.find(
    ({ need, reference }) =>
      need === 'private' && reference !== undefined && rest.lookup(reference.repository).length === 0,
  );
  if (uncovered?.reference === undefined) return withoutSecrets(context, broken);
  const { candidates, now } = context.facts;
  const others = candidates.state === 'found' ? candidates.value : [];
  const better = bestSecret(others, uncovered.reference.repository, { now });
  if (better === undefined) return newSecret(context, uncovered.reference, broken);
  const note = doubtNote(better);
  return { ...existingSecret(context, better.secret.name, broken), ...(note === undefined ? {} : { note }) };
}
