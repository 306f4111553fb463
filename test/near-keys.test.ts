/** How near a key is to an image, for each slip of a key on each kind of registry: kind, distance, and the key that is proposed. */
import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import { readKey } from '../src/core/secret/key-reading.js';
import { createKeyring } from '../src/core/secret/keyring.js';
import { explainMiss } from '../src/core/secret/near-miss.js';
import type { AuthEntry, ImageReference } from '../src/core/types.js';
import { type Block, matchTold, matchTopics, quoted, toTable } from './support/told.js';

const ACCOUNT = '123456789012';
/** Each name is a file of test/fixtures/told/near-keys. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  'docker-hub': ['acme/app', 'nginx', 'docker.io/acme/app', 'registry-1.docker.io/acme/app'],
  'of-the-company': ['registry.example.com/team/app', 'registry.example.com:5000/team/app', 'MYREG/app'],
  'of-the-machine': ['[::1]:5000/app', '[::1]/app', 'localhost:5000/app'],
  'ghcr-and-gitlab': ['ghcr.io/org/app', 'registry.gitlab.com/group/project'],
  'ecr-and-azure': [
    `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/team/app`,
    `${ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app`,
    'acme.azurecr.io/app',
  ],
  google: ['us-docker.pkg.dev/proj/repo/app', 'eu.gcr.io/proj/app'],
};
const IMAGES = Object.values(TOPICS).flat();

/** Two letters in the middle change places. */
function swapped(text: string): string {
  const at = Math.floor(text.length / 2);
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}

/** What people do to a key, of the host without port, its port, and the path of an image. */
const SLIPS: readonly ((host: string, port: string, path: string) => string)[] = [
  (h) => h,
  (h, p) => h + p,
  (h) => `${h}:443`,
  (h) => `${h}:80`,
  (h) => `${h}:5001`,
  (h) => `${h}:*`,
  (h) => `${h}:port`,
  (h, p) => h.toUpperCase() + p,
  (h, p) => `*.${h}${p}`,
  (h, p) => h.replace(/^[^.]*/, '*') + p,
  (h, p) => h.replace(/[^.]*$/, '*') + p,
  (h) => h.replace(/^[^.]*\.[^.]*/, '*'),
  (h, p) => `www.${h}${p}`,
  (h, p) => h.replace(/^[^.]*\./, '') + p,
  (h, p) => h.replace(/^[^.]*/, 'other') + p,
  (h, p) => h.replace(/[^.]*$/, 'org') + p,
  (h, p) => swapped(h) + p,
  (h, p) => h.replace(/^./, '') + p,
  (h, p) => `${h.slice(0, 3)}x${h.slice(3)}x${p}`,
  (h, p) => `x${h.slice(0, 3)}x${h.slice(3)}x${p}`,
  (h) => swapped(h),
  (h, p) => `${swapped(h)}${p}/other`,
  (h, p) => `${h}.${p}`,
  (h, p, path) => `https://${h}${p}/v1/${path}`,
  (h, p) => `https://${h}${p}/v2`,
  (h, p) => `https://${h}${p}/v2/_catalog`,
  (h, p) => `https://${h}${p}/api`,
  (h, p, path) => `${h}${p}/${path.toUpperCase()}`,
  (h, p, path) => `${h}${p}/${path}:1.0`,
  (h, p, path) => `${h}${p}/${path}@sha256:0123`,
  (h, p, path) => `${h}${p}/${path}/`,
  (h, p, path) => `${h}${p}/${path}/*`,
  (h, p) => `${h}${p}/*`,
  (h, p, path) => `${h}${p}//${path}`,
  (h, p) => `${h}${p}/other`,
  (h) => `${h}:5001/other`,
  (h, p) => `HTTPS://${h}${p}`,
  (h, p) => `oci://${h}${p}`,
  (h, p) => ` ${h}${p}`,
  (h, p) => `${h}${p} `,
  (h, p) => `${h}${p}\n`,
  (h, p) => `"${h}${p}"`,
  (h, p) => `"${h}${p}/other"`,
  (h, p) => `${h}${p}?x`,
  (h, p) => `${h}${p}/<org>`,
  (h, p) => `${h}${p}/ghp_0123456789abcdef`,
  (h, p) => `me:pw@${h}${p}/other`,
  (h, p) => `${h}${p}\u200b`,
  (_, __, path) => path,
  (_, __, path) => path.split('/', 1)[0] ?? '',
];

const ELSEWHERE = [
  '',
  '*',
  '*.*',
  'docker.io',
  'https://index.docker.io/v1/',
  'https://index.docker.io/v1',
  'https://index.docker.io/v2/acme',
  'index.docker.io:443',
  'https://hub.docker.com',
  'registry.hub.docker.com',
  'docker.io/library',
  'docker.io/nginx',
  'docker.com',
  'https://github.com/org',
  'docker.pkg.github.com',
  'npm.pkg.github.com',
  'gitlab.com',
  'gitlab.com:5050',
  'https://gcr.io',
  'us.gcr.io',
  'eu.gcr.io/other',
  'europe-docker.pkg.dev',
  'us-docker.pkg.dev/other/repo',
  'us-docker.pkg.dev/proj/other',
  'pkg.dev',
  'acme.azurecr.cn',
  'other.azurecr.io',
  'azurecr.io',
  `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com`,
  `210987654321.dkr.ecr.eu-west-1.amazonaws.com`,
  `210987654321.dkr.ecr.us-east-1.amazonaws.com`,
  `${ACCOUNT}.dkr.ecr-fips.eu-west-1.amazonaws.com`,
  `${ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com`,
  `${ACCOUNT}.dkr-ecr.eu-west-1.on.aws`,
  'dkr.ecr.eu-west-1.amazonaws.com',
  'public.ecr.aws',
  'localhost',
  '127.0.0.1:5000',
  '0.0.0.0:5000',
  '[::1]:5000/other',
  '::1',
  '[0:0:0:0:0:0:0:1]:5000',
  'myreg',
  'example.com',
  'registry.example.com',
  '*.example.com/other',
  '*.*.example.com',
];

/** More than one thing at a time, and wildcards within a part of the host. */
const MIXED = [
  ...[
    'gh*cr.io:80',
    'gh*r.io:80',
    'g*h*r.io:80',
    'g*c*r.io:80',
    'g*x*r.io:80',
    'g*r*c*.io:80',
    'ghcr*cr.io:80',
    '*h*.io:80',
    'x*.io:80',
    '*x.io:80',
  ],
  ...[
    'ghcr*.io:80',
    '*ghcr.io:80',
    'g**r.io:80',
    'ghcr.io*:80',
    '*.*:80',
    'g*.i*:80',
    'ghcr.*.io:80',
    'GH*.io',
    'GHCR.*',
    'Ghcr.io/org',
    'GHCR.io:443/Org',
    'Ghcr.io:5000/other',
  ],
  ...[
    'gchr.io:5000/org',
    'gchr.io/other',
    'ghcr.oi/x',
    'gh.io',
    'hcr.i',
    'io',
    'app.ghcr.io',
    'x.y.ghcr.io',
    '*.eu.ghcr.io',
    '*.com',
    '*.x',
    'ghcr.*.x',
    '*ghcr',
    'x*.ghcr.io',
    'ghcr',
  ],
  ...[
    'http://ghcr.io:443',
    'http://oci://ghcr.io',
    'https://oci://ghcr.io',
    'http://ghcr.io/v1',
    'http://ghcr.io/other',
    'http://',
    'http://http://ghcr.io',
  ],
  ...[
    'ghcr.io:8*/org',
    'ghcr.io:*8/org',
    'ghcr.io:*/other',
    '[::1]:*',
    '[::1]:5*/app',
    ':*',
    '*:*',
    'x/ghcr.io/v1',
    'ghcr.io/org/v1',
    'quay.io/v1',
    'ghcr.io/v1/v2',
  ],
  ...[
    'ghcr.io/@x',
    'ghcr.io@sha256:0123',
    'ghcr.io/org:1@sha256:0123',
    'ghcr.io/org@sha256:0123/x',
    'quay.io/x@sha256:0123',
    'me@ghcr.io/x@sha256:0123',
    'ghcr.io/a:1',
    'ghcr.io/a:1/b',
    ':5000/a:1',
    '/a:1',
    'ghcr.io:5000/org:1',
    'quay.io/a:1',
  ],
  ...['ghcr.io/*/*', '*/x', 'ghcr.io*', '/*', 'ghcr.io/o*', '*.io/*', 'quay.io/*', '*/*'],
  ...[
    '?ghcr.io',
    'ghcr?',
    'gh?',
    'registry?',
    'ghcr.io/org?',
    'ghcr.io/x?',
    'x?',
    'quay.io?x',
    'me:pw@ghcr.io?x',
    'gh?/x',
    'a b?',
  ],
  ...[
    ' me:pw@ghcr.io',
    ' me:pw@quay.io',
    ' quay.io ',
    ' "ghcr.io" ',
    '" ghcr.io"',
    '"quay.io"',
    'quay.io\n',
    '\tquay.io',
    'ghcr.io:port/other',
    'quay.io:port',
    ' ghcr.io:port',
    '"ghcr.io:port"',
    '" ghcr.io/other"',
    'gh cr.io',
    'qu ay.io',
  ],
  ...[
    'me<x@ghcr.io',
    'me<x@quay.io',
    'gh\u00e9cr.io',
    'quay.io\u00e9',
    'x://ghcr.io',
    'x://quay.io',
    'x://ghcr.io/v1',
    'x:// ghcr.io',
    'x:// quay.io',
    '1x://ghcr.io',
    'ghcr.io#%zz',
    'quay.io#%zz',
    'me:pw@ghcr.io#x',
    'me@registry',
    '[gx]hcr.io',
    '[ab]uay.io',
    '[gx]hcr.io/other',
    `ghcr.io/${'x'.repeat(1100)}`,
  ],
  ...[
    'index.docker.io/',
    'index.docker.io/nginx',
    'index.docker.io/library/nginx',
    'index.docker.io:443/acme',
    'https://index.docker.io/v1/other',
    'docker.io/app',
    'docker.io/library/',
    'docker.io:443/acme',
    'registry-1.docker.io/acme',
  ],
  ...[
    'gcr.io/proj',
    'gcr.io/pro',
    'gcr.io/other/x',
    'eu.gcr.io/proj/other',
    'eu.gcr.io',
    'us-docker.pkg.dev/proj/repo/app',
    'us-docker.pkg.dev/proj/repo/other',
    'us-docker.pkg.dev/pro',
    'us-docker.pkg.dev.x',
    'x.us-docker.pkg.dev',
    'xgcr.io',
    'gcr.io.x',
  ],
];
const MANY = [
  'ghcr.io/org/app',
  'ghcr.io:5000/org/app',
  'acme/app',
  'nginx',
  'registry-1.docker.io/acme/app',
  '[::1]:5000/app',
  'eu.gcr.io/proj/app',
  'us-docker.pkg.dev/proj/repo/app',
  'x.us-docker.pkg.dev/proj/a',
];

function reference(image: string): ImageReference {
  const parsed = parseImage(image);
  if (!parsed.ok) throw new Error(`not an image: ${image}`);
  return parsed.reference;
}

function anEntry(raw: string): AuthEntry {
  return { ...readKey(raw), hasUser: true, login: 'other', flaws: [], ignoredToken: false };
}

/** What is far from the image is told of no key by itself, and is the same for all of them. */
const FAR = 50;

function rowOf(image: string, key: string): readonly (readonly string[])[] {
  const miss = explainMiss(reference(image), anEntry(key), 'x');
  if (miss === undefined) return [[quoted(key), 'matches']];
  if (miss.distance >= FAR) return [];
  return [[quoted(key), miss.kind, String(miss.distance), /; use "([^"]*)"$/.exec(miss.why)?.[1] ?? '']];
}

for (const [topic, images] of Object.entries(TOPICS)) {
  t.test(`slips of a key: ${topic}`, async (t) => {
    const blocks = images.map((image): Block => {
      const { registry, path } = reference(image);
      const [, host = '', port = ''] = /^(\[.*\]|[^:]*)(:[0-9]+)?$/.exec(registry) ?? [];
      const keys = [...SLIPS.map((slip) => slip(host, port, path)), ...ELSEWHERE];
      return [image, toTable([...new Set(keys)].flatMap((key) => rowOf(image, key)))];
    });
    matchTold(t, `near-keys/${topic}`, blocks);
  });
}

t.test('several slips at once', async (t) => {
  const blocks = MANY.map((image): Block => {
    const rows = [...new Set(MIXED)].flatMap((key) => {
      const miss = explainMiss(reference(image), anEntry(key), 'x');
      const isTold = miss !== undefined && (miss.distance < FAR || image === MANY[0]);
      const short = quoted(key.replace(/x{99,}/, 'x...'));
      return isTold ? [[short, miss.kind, String(miss.distance), miss.why.replace(/x{99,}/, 'x...')]] : [];
    });
    return [image, toTable(rows)];
  });
  matchTold(t, 'near-keys/several-slips', blocks);
  matchTopics(t, 'near-keys', [...Object.keys(TOPICS), 'several-slips']);
});

t.test('of equal text, what the keyring does not use is missed, and nothing else', async (t) => {
  for (const image of IMAGES) {
    for (const key of [...ELSEWHERE, ...MIXED]) {
      const entry = anEntry(key);
      const secret = {
        namespace: 'n',
        name: 'x',
        type: 't',
        form: 'dockerconfigjson',
        entries: [entry],
        usesHelper: false,
      } as const;
      const isUsed = createKeyring([secret]).lookup(reference(image).repository).length > 0;
      if ((explainMiss(reference(image), entry, 'x') === undefined) !== isUsed) t.fail(`${key} for ${image}`);
    }
  }
});
