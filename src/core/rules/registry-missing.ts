import { actionOf } from '../action.js';
import { ON_CLUSTER } from '../basis.js';
import { compare } from '../choice.js';
import type { Facts } from '../facts.js';
import type { ImageOutlook } from '../outlook.js';
import { quoted } from '../words/escape.js';
import type { Rule } from './rule.js';

/** PG105: `acme/app` in a namespace that has credentials for a private registry (semantics 1.2, 1.3, 1.14). */
export const registryMissing: Rule<'PG105'> = {
  code: 'PG105',
  slug: 'registry-missing',
  title: 'the registry was probably forgotten',
  defaultAction: 'warn',
  scope: 'image',
  wants: {
    facts: ['candidates'],
    when: ({ outlooks }) => outlooks.some(isShort),
    decides: ({ settings }) => actionOf('PG105', 'warn', settings) === 'deny',
  },
  docs: {
    what: 'A short name such as `acme/app:1.4` means Docker Hub. It is no Docker Official Image, no Docker Hub credential matches it, and this namespace has credentials for another registry.',
    why: 'A forgotten prefix is a classic: the pull fails with "repository does not exist", or, worse, succeeds with the image of a stranger who registered that name.',
    kubelet:
      'It looks up credentials for `docker.io/acme/app` and hands the short name to the runtime; containerd asks Docker Hub, CRI-O whatever its `registries.conf` says.',
    fix: 'Write the whole name, registry first. If Docker Hub is meant, write `docker.io/acme/app:1.4`.',
    source: ['pkg/util/parsers/parsers.go', 'containers-registries.conf(5)'],
  },
  evaluate: ({ outlooks, facts }) =>
    outlooks.flatMap((outlook) => {
      const { use, reference } = outlook;
      if (reference === undefined || !isShort(outlook)) return [];
      const [registry] = privateRegistries(facts);
      if (registry === undefined) return [];
      const image = `${registry}/${reference.raw}`;
      return {
        problem: `${quoted(reference.path)} means Docker Hub`,
        because: `no credential of the pod is for Docker Hub, but this namespace has one for ${quoted(registry)}`,
        fix: {
          intents: [{ do: 'edit-image', image, note: '' }],
          note: 'or write "docker.io/" in front if Docker Hub is meant',
        },
        uses: [use],
        basis: ON_CLUSTER,
      };
    }),
};

/** Without a registry, no official image, and nothing says that Docker Hub is meant. */
function isShort({ reference, matches, pattern }: ImageOutlook): boolean {
  if (reference === undefined || !reference.shortName || reference.path.startsWith('library/')) return false;
  return matches.length === 0 && pattern === undefined;
}

const registriesOf = new WeakMap<Facts, readonly string[]>();

/** Hosts that credentials of the namespace are for, Docker Hub and wildcards left out; those the pod uses first. */
function privateRegistries(facts: Facts): readonly string[] {
  const known = registriesOf.get(facts);
  if (known !== undefined) return known;
  const found = findPrivateRegistries(facts);
  registriesOf.set(facts, found);
  return found;
}

function findPrivateRegistries(facts: Facts): readonly string[] {
  const hosts = new Set<string>();
  if (facts.candidates.state !== 'found') return [];
  const named = new Set(facts.effective.state === 'found' ? facts.effective.value.names : []);
  const order = [...facts.candidates.value].sort(
    (a, b) => Number(named.has(b.name)) - Number(named.has(a.name)) || compare(a.name, b.name),
  );
  for (const secret of order) {
    if (secret.form !== 'dockerconfigjson' && secret.form !== 'dockercfg') continue;
    // Of a key that is not shown no part is shown.
    const keys = secret.entries.flatMap(({ normalized, described, hasUser }) =>
      normalized !== null && described === undefined && hasUser ? [normalized] : [],
    );
    for (const key of keys.sort()) {
      const host = key.split('/', 1)[0] ?? '';
      if (!/^(?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?$/.test(host)) continue;
      if (!/(^|\.)docker\.(io|com)$/.test(host)) hosts.add(host);
    }
  }
  return [...hosts];
}
