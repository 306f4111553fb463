import fc from 'fast-check';
import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import { readKey } from '../src/core/secret/key-reading.js';
import { createKeyring } from '../src/core/secret/keyring.js';
import { explainMiss, NEAR_MISSES, nearestMiss } from '../src/core/secret/near-miss.js';
import type { AuthEntry, ImageReference, PullSecret } from '../src/core/types.js';
import { ANY_CHARACTER } from './support/any-character.js';

const GHCR = 'ghcr.io/org/app:1.0';
const CORP = 'registry.example.com/team/app:1.4.2';
const CORP_PORT = 'registry.example.com:5050/team/app';
const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:1';

/** Put together, because the linter takes the text itself for a forgotten template string. */
function shellVariable(name: string, rest: string): string {
  return `$\{${name}}${rest}`;
}

/** image, key as written, kind */
const ROWS: readonly (readonly [image: string, key: string, kind: string])[] = [
  [GHCR, '', 'empty-key'],
  [GHCR, 'https://', 'empty-key'],
  [GHCR, 'us er@ghcr.io', 'dropped-key'],
  [GHCR, 'https://jane:secret?x@ghcr.io', 'login-in-key'],
  [GHCR, 'https://jane:se/cret@ghcr.io', 'login-in-key'],
  [GHCR, ' https://jane:secret@ghcr.io', 'blank-in-key'],
  [GHCR, 'https:/jane:secret@ghcr.io', 'other-registry'],
  [GHCR, '///jane:secret@ghcr.io', 'other-registry'],
  [GHCR, 'https://https://jane:secret@ghcr.io', 'other-registry'],
  [GHCR, 'jane%3Asecret%40ghcr.io', 'dropped-key'],
  [GHCR, 'ghcr.io/ghp_0123456789abcdef', 'token-in-key'],
  [GHCR, 'jane:secret', 'dropped-key'],
  [GHCR, 'ghcr.io/org/app:secret', 'tag-in-key'],
  [GHCR, 'secret://ghcr.io', 'other-scheme'],
  [GHCR, `ghcr.io/${'x'.repeat(1100)}`, 'key-too-long'],
  [GHCR, 'qu{ay}.io', 'dropped-key'],
  [GHCR, 'HTTPS://qu{ay}.io', 'other-registry'],
  [GHCR, 'ghcr.io,quay.io', 'other-registry'],
  [GHCR, 'quay.io ghcr.io', 'dropped-key'],
  [GHCR, shellVariable('REGISTRY', '/org'), 'unexpanded-variable'],
  [GHCR, '$REGISTRY', 'unexpanded-variable'],
  [GHCR, '{{ registry }}', 'unexpanded-variable'],
  [GHCR, '<registry>', 'unexpanded-variable'],
  [GHCR, shellVariable('REGISTRY', ''), 'unexpanded-variable'],
  [GHCR, 'ghcr.io/<org>', 'unexpanded-variable'],
  [GHCR, 'quay.io/<org>', 'other-registry'],
  [GHCR, 'ghcr.io\n', 'control-character'],
  [GHCR, '\tghcr.io', 'control-character'],
  [GHCR, ' ghcr.io', 'blank-in-key'],
  ['acme/app', 'https://index.docker.io/v1/ ', 'blank-in-key'],
  [GHCR, '"ghcr.io"', 'quotes-in-key'],
  [GHCR, "'ghcr.io'", 'quotes-in-key'],
  [GHCR, 'ghcr.io\u200b', 'non-ascii'],
  [GHCR, '\ufeffghcr.io', 'non-ascii'],
  [GHCR, 'ghcr.\u0456o', 'non-ascii'],
  [GHCR, 'ghcr.io;', 'other-registry'],
  [GHCR, 'https://https://ghcr.io', 'other-registry'],
  [GHCR, 'HTTPS://ghcr.io', 'other-scheme'],
  ['acme/app', 'HTTPS://index.docker.io/v1/', 'other-scheme'],
  [GHCR, 'Http://ghcr.io/v2', 'other-scheme'],
  [GHCR, 'oci://ghcr.io', 'other-scheme'],
  [GHCR, 'docker://ghcr.io/org', 'other-scheme'],
  [GHCR, 'https:/ghcr.io', 'other-registry'],
  [GHCR, 'https:ghcr.io', 'dropped-key'],
  [GHCR, 'https//ghcr.io', 'other-registry'],
  [GHCR, '//ghcr.io', 'other-registry'],
  [GHCR, 'https:///ghcr.io', 'other-registry'],
  [GHCR, 'ghcr.io\\org', 'dropped-key'],
  [GHCR, '%67hcr.io', 'dropped-key'],
  [GHCR, 'ghcr.io/org%', 'dropped-key'],
  [GHCR, 'g?cr.io', 'question-mark'],
  [GHCR, '[gx]hcr.io', 'character-class'],
  ['reg1.example.com/app', 'reg[12].example.com', 'character-class'],
  ['[2001:db8::1]:443/app', '2001:db8::1', 'dropped-key'],
  [CORP_PORT, 'registry.example.com:*', 'wildcard-in-port'],
  [CORP_PORT, 'registry.example.com:50*', 'wildcard-in-port'],
  [GHCR, 'ghcr.io:port', 'port-not-a-number'],
  [GHCR, 'ghcr.io:80:90', 'dropped-key'],
  [GHCR, 'ghcr.io.', 'host-typo'],
  [GHCR, 'ghcr..io', 'host-typo'],
  [GHCR, '.ghcr.io', 'host-typo'],
  ['acme/app', 'https://index.docker.io/v1', 'version-without-slash'],
  [GHCR, 'ghcr.io/v2', 'version-without-slash'],
  ['quay.io/org/app', 'https://quay.io/api/v1/', 'path-prefix'],
  [GHCR, 'https://ghcr.io/v3/', 'path-prefix'],
  [CORP, 'https://registry.example.com/v2/_catalog', 'path-prefix'],
  ['acme/app', 'https://index.docker.io/v1//', 'hub-index-path'],
  [GHCR, 'ghcr.io//', 'path-prefix'],
  [GHCR, 'ghcr.io//org', 'path-prefix'],
  [GHCR, 'ghcr.io/org/app@sha256:0123', 'digest-in-key'],
  [GHCR, 'ghcr.io/org/app:1.0@sha256:0123', 'digest-in-key'],
  [GHCR, 'ghcr.io/org/app:1.0', 'tag-in-key'],
  [GHCR, 'ghcr.io/org/*', 'wildcard-in-path'],
  [GHCR, 'ghcr.io/*', 'wildcard-in-path'],
  [GHCR, 'ghcr.io/org/app/', 'path-prefix'],
  ['[::1]/app', '[::1]', 'ipv6-without-port'],
  ['[::1]/app', '[::1]:5000', 'ipv6-without-port'],
  ['localhost:5000', 'localhost:5000', 'image-without-registry'],
  ['acme/app', 'index.docker.io/acme', 'hub-index-path'],
  ['acme/app', 'https://index.docker.io/v1/acme', 'hub-index-path'],
  ['acme/app', 'index.docker.io/other', 'hub-index-path'],
  ['acme/app', 'registry-1.docker.io', 'hub-alias'],
  ['acme/app', 'https://hub.docker.com', 'hub-alias'],
  ['acme/app', 'https://registry.hub.docker.com/v2/', 'hub-alias'],
  ['acme/app', 'index.docker.io:443', 'hub-alias'],
  ['registry-1.docker.io/acme/app', 'https://index.docker.io/v1/', 'hub-alias-in-image'],
  ['docker.io:443/acme/app', 'https://index.docker.io/v1/', 'hub-alias-in-image'],
  ['acme/app', '*.docker.io', 'wildcard-too-many-parts'],
  ['nginx', 'docker.io/nginx', 'hub-library'],
  ['acme/app', 'acme', 'image-without-registry'],
  ['nginx', 'nginx', 'image-without-registry'],
  [CORP_PORT, 'registry.example.com:', 'port-missing-in-key'],
  [GHCR, 'ghcr.io:443', 'default-port-in-key'],
  ['docker.io/acme/app', 'docker.io:443', 'default-port-in-key'],
  ['ghcr.io:443/org/app', 'ghcr.io', 'port-missing-in-key'],
  [CORP_PORT, 'registry.example.com', 'port-missing-in-key'],
  [CORP_PORT, '*.example.com/team', 'port-missing-in-key'],
  [CORP, 'registry.example.com:5000', 'port-missing-in-image'],
  [CORP_PORT, 'registry.example.com:05050', 'port-differs'],
  [CORP_PORT, 'https://registry.example.com:5051', 'port-differs'],
  [GHCR, 'ghcr.io/Org', 'path-prefix'],
  [GHCR, 'ghcr.io/org/app/backend', 'path-prefix'],
  ['harbor.example.com/project2/app', 'harbor.example.com/proj/', 'path-prefix'],
  [CORP, 'registry.example.com/taem', 'path-prefix'],
  [GHCR, 'ghcr.io/other', 'path-prefix'],
  ['harbor.example.com/app', 'harbor.example.com/project', 'path-prefix'],
  [CORP, 'registry.example.com:5000/other', 'other-registry'],
  [
    ECR.replace('eu-west-1', 'cn-north-1').replace('.com/', '.com.cn/'),
    ECR.replace('/team/app:1', ''),
    'ecr-partition',
  ],
  [ECR, '999999999999.dkr.ecr.eu-west-1.amazonaws.com', 'ecr-account'],
  [ECR, 'https://123456789012.dkr.ecr.us-east-1.amazonaws.com', 'ecr-region'],
  [ECR, '123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com', 'ecr-endpoint'],
  ['europe-docker.pkg.dev/proj/repo/app', 'us-docker.pkg.dev', 'artifact-location'],
  ['eu.gcr.io/proj/app', 'https://gcr.io', 'gcr-host'],
  ['eu.gcr.io/proj/app', 'eu.gcr.io/other', 'google-project'],
  ['europe-docker.pkg.dev/proj/repo/app', 'europe-docker.pkg.dev/other/repo', 'google-project'],
  ['us-docker.pkg.dev/proj/repo/app', 'https://gcr.io', 'gcr-or-artifact-registry'],
  ['acme.azurecr.cn/app', 'acme.azurecr.io', 'acr-cloud'],
  [GHCR, 'https://github.com', 'github-host'],
  [GHCR, 'docker.pkg.github.com', 'github-host'],
  [GHCR, 'GHCR.io', 'host-case'],
  ['acme/app', 'https://INDEX.docker.io/v1/', 'image-without-registry'],
  ['[2001:db8::1]:443/app', '[2001:DB8::1]:443', 'host-case'],
  ['MYREG/app', 'myreg', 'host-case'],
  ['localhost:5000/app', '127.0.0.1:5000', 'loopback-name'],
  [GHCR, '*', 'wildcard-alone'],
  [ECR, '*.amazonaws.com', 'wildcard-too-few-parts'],
  ['a.b.azurecr.io/app', '*.azurecr.io', 'wildcard-too-few-parts'],
  [GHCR, '*.ghcr.io', 'wildcard-too-many-parts'],
  ['registry.eu.example.com/app', 'registry.us.*.com', 'other-registry'],
  [CORP, 'harbor.*.com', 'other-registry'],
  [CORP, '*.example.org', 'other-registry'],
  ['registry.gitlab.com/group/project', 'gitlab.com', 'sub-domain-missing'],
  [GHCR, 'www.ghcr.io', 'other-registry'],
  [GHCR, 'gchr.io', 'host-typo'],
  [CORP, 'registry.exmaple.com/team', 'host-typo'],
  [CORP, 'registry.example.test', 'other-registry'],
  [CORP, 'harbor.example.com', 'sub-domain-differs'],
  ['web', 'registry.example.com', 'image-without-registry'],
  [GHCR, 'quay.io', 'other-registry'],
  ['docker.io/acme/app', 'quay.io', 'other-registry'],
  ['gcr.io/proj/app', 'ghcr.io', 'other-registry'],
  ['registry.k8s.io/pause', '*.azurecr.io', 'other-registry'],
];

function reference(image: string): ImageReference {
  const parsed = parseImage(image);
  if (!parsed.ok) throw new Error(`not an image: ${image}`);
  return parsed.reference;
}

function anEntry(raw: string): AuthEntry {
  return { ...readKey(raw), hasUser: true, login: 'other', flaws: [], ignoredToken: false };
}

function aSecret(name: string, keys: readonly string[]): PullSecret {
  const type = 'kubernetes.io/dockerconfigjson';
  return { namespace: 'shop', name, type, form: 'dockerconfigjson', entries: keys.map(anEntry), usesHelper: false };
}

function pulls(key: string, repository: string): boolean {
  return createKeyring([aSecret('regcred', [key])]).lookup(repository).length > 0;
}

/** Time of this process alone: the machine may be busy. */
const cpuMs = (): number => process.cpuUsage().user / 1000;

const suggested = (why: string): string | undefined => /; use "([^"]*)"$/.exec(why)?.[1];

t.test('each class of near miss is recognised', async (t) => {
  for (const [image, key, kind] of ROWS) {
    const miss = explainMiss(reference(image), anEntry(key), 'regcred');
    t.equal(miss?.kind, kind, `${JSON.stringify(key)} for ${image}: ${miss?.why}`);
  }
});

t.test('every class has a row in the table, and every row a class', async (t) => {
  const kinds = new Set(NEAR_MISSES.map(({ kind }) => kind));
  t.strictSame([...new Set(ROWS.map(([, , kind]) => kind))].sort(), [...kinds].sort());
});

t.test('every class says where it was seen', async (t) => {
  const known = /^(?:[\w.-]+\/[\w.-]+#\d+|(?:[\w-]+\.)+[a-z]+[ ,]|kubernetes pkg\/|docs\/promises\.md)/;
  for (const { kind, source } of NEAR_MISSES) t.match(source, known, kind);
});

t.test('the sentences', async (t) => {
  const lines = ROWS.map(([image, key, kind]) => {
    const { why, distance } = explainMiss(reference(image), anEntry(key), 'regcred') ?? { why: 'matches', distance: 0 };
    return `${kind} (${distance}), ${image}\n  secret "regcred" has ${JSON.stringify(why.replace(/x{1000,}/, 'x...'))
      .slice(1, -1)
      .replaceAll('\\"', '"')}`;
  });
  t.matchSnapshot(lines.join('\n'), 'one per row of the table');
});

t.test('the key of every row does not match, and every key that a sentence proposes does', async (t) => {
  for (const [image, key] of ROWS) {
    const { repository } = reference(image);
    const why = explainMiss(reference(image), anEntry(key), 'regcred')?.why ?? '';
    const use = suggested(why);
    t.notOk(pulls(key, repository), `${JSON.stringify(key)} does not match ${image}`);
    if (use !== undefined) t.ok(pulls(use, repository), `"${use}" matches ${image}`);
  }
});

t.test(
  'all keys against all images: a miss exactly where the keyring has none, and only proposals that match',
  async (t) => {
    const images = [...new Set(ROWS.map(([image]) => image))].map(reference);
    const keys = [...new Set(ROWS.map(([, key]) => key))];
    const wrong: string[] = [];
    for (const image of images) {
      for (const key of keys) {
        const miss = explainMiss(image, anEntry(key), 'regcred');
        const use = suggested(miss?.why ?? '');
        const fits = (miss === undefined) === pulls(key, image.repository);
        if (!fits || (use !== undefined && !pulls(use, image.repository)))
          wrong.push(`${key} for ${image.raw}: ${miss?.why}`);
      }
    }
    t.strictSame(wrong, []);
  },
);

t.test('sentences are one line of plain words: no final dot, at most 300 characters beside the values', async (t) => {
  for (const [image, key] of ROWS) {
    const { why, key: shown } = explainMiss(reference(image), anEntry(key), 'regcred') ?? { why: '', key: '' };
    const words = why.startsWith('key "') ? why.replace(shown, '') : why;
    t.match(words, /^(?:key ""|a key) [\x20-\x7e]{1,300}$/, words);
    t.notMatch(words, /[.]$/);
  }
});

t.test('the nearest of several keys is named', async (t) => {
  const secrets = [
    aSecret('hub', ['https://index.docker.io/v1/']),
    aSecret('regcred', ['quay.io', 'registry.example.com:5000']),
  ];
  const miss = nearestMiss(reference(CORP), secrets);
  t.equal(miss?.secret, 'regcred');
  t.equal(miss?.key, 'registry.example.com:5000');
  t.equal(
    miss?.why,
    'key "registry.example.com:5000" with port 5000, but the image names no port; use "registry.example.com"',
  );
});

t.test('ties go to the name of the secret, then to the key', async (t) => {
  const miss = nearestMiss(reference(GHCR), [aSecret('b', ['quay.io']), aSecret('a', ['z.io', 'x.io'])]);
  t.equal(miss?.secret, 'a');
  t.equal(miss?.key, 'x.io');
});

t.test('secrets without readable keys have no near miss', async (t) => {
  const base = { namespace: 'shop', name: 'x', type: 'Opaque' };
  t.equal(nearestMiss(reference(GHCR), []), undefined);
  t.equal(nearestMiss(reference(GHCR), [{ ...base, form: 'unusable', why: 'type' }]), undefined);
  const fault = { code: 'syntax', path: '', why: 'no JSON' } as const;
  t.equal(nearestMiss(reference(GHCR), [{ ...base, form: 'malformed', fault }]), undefined);
  t.equal(nearestMiss(reference(GHCR), [aSecret('empty', [])]), undefined);
});

t.test('user-info in a key is never repeated in a proposal', async (t) => {
  for (const key of [
    'jane:secret@ghcr.io:443',
    'HTTPS://jane:secret@ghcr.io',
    'https://jane:secret@ghcr.io/v2',
    'jane@ghcr.io/org/*',
  ]) {
    const why = explainMiss(reference(GHCR), anEntry(key), 'regcred')?.why ?? '';
    t.notMatch(why, /secret|jane/);
    t.notMatch(suggested(why) ?? '', /@/);
  }
});

/** Keys near images: pieces of real keys, glued in every way. */
const PIECES = [
  ...[
    'https://',
    'HTTP://',
    'oci://',
    '//',
    '/',
    '.',
    ':',
    ':443',
    ':5000',
    '*',
    '?',
    '#',
    '@',
    '%',
    '%2F',
    '[',
    ']',
    '[::1]',
  ],
  ...[
    'ghcr.io',
    'docker.io',
    'index.docker.io',
    'registry.example.com',
    'localhost',
    'org',
    'app',
    'v1',
    'v2',
    'api',
    ' ',
  ],
  ...[
    '\n',
    '\u200b',
    '"',
    ',',
    shellVariable('X', ''),
    '{{x}}',
    '\\',
    'amazonaws.com',
    '123456789012.dkr.ecr.eu-west-1.',
    'GHCR.IO',
    'gcr.io',
  ],
];
const aKey = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }).map((pieces) => pieces.join('')),
  fc.constantFrom(...ROWS.map(([, key]) => key)),
  fc.string({ unit: ANY_CHARACTER, maxLength: 40 }),
);
const anImage = fc.constantFrom(...new Set(ROWS.map(([image]) => image))).map(reference);

t.test('any key: never throws, proposes only what matches, a miss exactly where the keyring has none', async (t) => {
  fc.assert(
    fc.property(anImage, aKey, (image, key) => {
      const miss = explainMiss(image, anEntry(key), 'regcred');
      const use = suggested(miss?.why ?? '');
      const fits = (miss === undefined) === pulls(key, image.repository);
      return fits && (use === undefined || pulls(use, image.repository));
    }),
    { numRuns: 1500, seed: 20261121 },
  );
  t.pass();
});

t.test('the nearest miss does not depend on the order of secrets', async (t) => {
  const secrets = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,3}$/), fc.array(aKey, { maxLength: 4 })), {
    selector: ([name]) => name,
    maxLength: 4,
  });
  fc.assert(
    fc.property(anImage, secrets, (image, list) => {
      const made = list.map(([name, keys]) => aSecret(name, keys));
      const once = JSON.stringify(nearestMiss(image, made));
      return (
        once === JSON.stringify(nearestMiss(image, [...made].reverse())) &&
        once === JSON.stringify(nearestMiss(image, made))
      );
    }),
    { numRuns: 500, seed: 20261121 },
  );
  t.pass();
});

t.test('the near one is found among thousands of keys, in a moment', async (t) => {
  const keys = Array.from({ length: 20_000 }, (_, at) => `"HTTPS://${at}.test:443//a/v1/"`);
  const secret = aSecret('regcred', [...keys, 'registry.example.com:5000']);
  const before = cpuMs();
  t.equal(nearestMiss(reference(CORP), [secret])?.key, 'registry.example.com:5000');
  t.ok(cpuMs() - before < 1000);
});

t.test('a hostile key of 600 kB is explained at once', async (t) => {
  for (const piece of ['/v1', ':', '.', '*.', '[', '/', '%', ' ', 'a.b.', ',', '::']) {
    const key = piece.repeat(Math.ceil(600_000 / piece.length));
    const entry = anEntry(key);
    const before = cpuMs();
    explainMiss(reference(GHCR), entry, 'regcred');
    t.ok(cpuMs() - before < 1000, `${JSON.stringify(piece)} again and again`);
  }
});
