import { ON_CLUSTER } from '../basis.js';
import type { ImageOutlook } from '../outlook.js';
import { foundSecrets } from '../outlook.js';
import { withoutSecrets } from '../remedy.js';
import { NEVER_DECIDES } from '../wants.js';
import { shown } from '../words/escape.js';
import { secretName } from '../words/naming.js';
import type { Rule } from './rule.js';

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
    if (context.facts.effective.state !== 'found' || !context.outlooks.some(isBlocked)) return [];
    const blocked = context.outlooks.filter(isBlocked);
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
        // What the others then lack, the plan finds out.
        fix: withoutSecrets(all),
        uses: blocked.map(({ use }) => use),
        basis: ON_CLUSTER,
      },
    ];
  },
};

function isBlocked({ state }: ImageOutlook): boolean {
  return state === 'blocked';
}
