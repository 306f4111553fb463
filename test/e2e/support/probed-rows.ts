/**
 * One registry, asked by the prober and by a kubelet (../prober-outcome.e2e.ts): what it holds, to whom it gives what, and
 * what each row must come to.
 */
import type { FrontOptions, Granted, Instead, Question } from './registry-front.js';
import type { Held } from './registry-store.js';

/** An entry of `auths`. */
interface Entry {
  readonly username?: string;
  readonly password?: string;
  readonly auth?: string;
}

export interface Row {
  /** Of the Pod. */
  readonly name: string;
  readonly image: string;
  /** Repository and tag whose digest stands behind the image. */
  readonly digestOf?: readonly [string, string];
  /** `auths` of each secret that the Pod names, in order. */
  readonly secrets: readonly Readonly<Record<string, Entry>>[];
  /** Logins that the kubelet has for it. */
  readonly tries: number;
  /** What the prober says of each try up to the first that works. */
  readonly said: readonly string[];
  readonly pulls: boolean;
  /** Why the prober's verdict is not what came of the pull. */
  readonly unlike?: string;
}

const TOKEN = 'registry.example.net';
const BASIC = 'basic.example.net';
const LIMITED = 'limited.example.net';
const BROKEN = 'broken.example.net';
const BLOBS = 'blobs.example.net';
const DENYING = 'denying.example.net';
const TOKENLESS = 'tokenless.example.net';
const BUSY_TOKENS = 'busy-tokens.example.net';
const HEADLESS = 'headless.example.net';
const BOTH = 'both.example.net';
const NEAR_REALM = 'near-realm.example.net';
const AUTH = `auth.${NEAR_REALM}`;
const LISTED_REALM = 'listed-realm.example.net';
const FAR_REALM = 'far-realm.example.net';
const ELSEWHERE = 'token.example.org';
/** A token service that the operator has listed. */
export const LISTED = 'listed.example.org';
const SILENT = 'silent.example.net';

export const HOSTS = {
  known: [
    ...[TOKEN, BASIC, LIMITED, BROKEN, BLOBS, DENYING, TOKENLESS, BUSY_TOKENS, HEADLESS, BOTH, AUTH, NEAR_REALM],
    ...[FAR_REALM, ELSEWHERE, LISTED_REALM, LISTED, SILENT, 'registry-1.docker.io'],
  ],
  /** Not in the certificate. */
  unnamed: 'unnamed.example.net',
  /** With a certificate of nobody's. */
  stranger: 'stranger.example.net',
  /** Where nothing listens. */
  closed: 'closed.example.net',
  /** That no DNS knows. */
  absent: 'absent.example.net',
};

const good: Entry = { username: 'good', password: 'pw' };
const stale: Entry = { username: 'good', password: 'old' };
const expired: Entry = { username: 'expired', password: 'pw' };
const foreign: Entry = { username: 'größe', password: 'pä:ß' };
const notUtf8: Entry = { auth: Buffer.from([0x75, 0x3a, 0xff, 0xfe]).toString('base64') };
const newline: Entry = { auth: Buffer.from('good:pw\n').toString('base64') };
const userOnly: Entry = { auth: Buffer.from('00000000-0000-0000-0000-000000000000:').toString('base64') };

const at = (entry: Entry, host: string = TOKEN): Readonly<Record<string, Entry>> => ({ [host]: entry });

const REFUSED_LOGIN = 'refused 401 at token: credential';
const REFUSED = 'refused 401 at registry: permission';

interface Short {
  readonly secrets?: Row['secrets'];
  readonly said: readonly string[];
  readonly tries?: number;
  readonly digestOf?: readonly [string, string];
  readonly unlike?: string;
}

function row(name: string, image: string, { secrets = [], said, tries, ...more }: Short): Row {
  const pulls = /^pullable(?: linux\/amd64.*)?$/.test(said.at(-1) ?? '') !== (more.unlike !== undefined);
  return { name, image, ...more, secrets, tries: tries ?? Math.max(1, said.length), said, pulls };
}

/** Each row has an image of its own: what one has pulled, another would find. */
export const ROWS: readonly Row[] = [
  row('right', `${TOKEN}/team/app:right`, { secrets: [at(good)], said: ['pullable'] }),
  row('wrong', `${TOKEN}/team/app:wrong`, { secrets: [at(stale)], said: [REFUSED_LOGIN] }),
  row('missing', `${TOKEN}/team/app:missing`, { said: [REFUSED] }),
  row('expired', `${TOKEN}/team/app:expired`, {
    secrets: [at(expired)],
    said: ['refused 403 at token: credential, expired'],
  }),
  row('wrong-then-right', `${TOKEN}/team/app:second`, {
    secrets: [at(stale), at(good)],
    said: [REFUSED_LOGIN, 'pullable'],
  }),
  row('right-then-wrong', `${TOKEN}/team/app:first`, { secrets: [at(good), at(stale)], said: ['pullable'] }),
  row('wrong-twice', `${TOKEN}/team/app:twice`, {
    secrets: [at(stale), at(expired)],
    said: [REFUSED_LOGIN, 'refused 403 at token: credential, expired'],
  }),
  row('longer-key-first', `${TOKEN}/team/app:longer`, {
    secrets: [at(good), { [`${TOKEN}/team/`]: stale }],
    said: [REFUSED_LOGIN, 'pullable'],
  }),
  row('absent-tag', `${TOKEN}/team/app:absent`, { secrets: [at(good)], said: ['no such tag'] }),
  row('absent-digest', `${TOKEN}/team/app@sha256:${'ab'.repeat(32)}`, {
    secrets: [at(good)],
    said: ['no such digest'],
  }),
  row('digest', `${TOKEN}/team/app`, {
    secrets: [at(good)],
    digestOf: ['team/app', 'digest'],
    said: ['pullable'],
  }),
  row('absent-repository', `${TOKEN}/team/absent:1`, { secrets: [at(good)], said: ['no such repository'] }),
  row('no-permission', `${TOKEN}/forbidden/app:1`, { secrets: [at(good)], said: [REFUSED] }),
  row('public', `${TOKEN}/public/app:bare`, { said: ['pullable'] }),
  row('public-stale', `${TOKEN}/public/app:stale`, { secrets: [at(stale)], said: [REFUSED_LOGIN] }),
  row('public-right', `${TOKEN}/public/app:right`, { secrets: [at(good)], said: ['pullable'] }),
  row('public-user-only', `${TOKEN}/public/app:user-only`, { secrets: [at(userOnly)], said: ['pullable'] }),
  row('public-empty-entry', `${TOKEN}/public/app:empty`, { secrets: [at({})], said: ['pullable'] }),
  row('public-stale-then-empty', `${TOKEN}/public/app:stale-empty`, {
    secrets: [at(stale), at({})],
    said: [REFUSED_LOGIN, 'pullable'],
  }),
  row('public-absent-tag', `${TOKEN}/public/app:absent`, { said: ['no such tag'] }),
  row('private-user-only', `${TOKEN}/team/app:user-only`, { secrets: [at(userOnly)], said: [REFUSED] }),
  row('index', `${TOKEN}/team/index:amd64`, { secrets: [at(good)], said: ['pullable linux/amd64'] }),
  row('index-without-platform', `${TOKEN}/team/index:arm64`, { secrets: [at(good)], said: ['pullable linux/arm64'] }),
  row('blobs-elsewhere', `${TOKEN}/redirected/app:1`, { secrets: [at(good)], said: ['pullable'] }),
  row('basic-right', `${BASIC}/team/app:basic-right`, { secrets: [at(good, BASIC)], said: ['pullable'] }),
  row('basic-wrong', `${BASIC}/team/app:basic-wrong`, {
    secrets: [at(stale, BASIC)],
    said: ['refused 401 at registry: either'],
  }),
  row('basic-missing', `${BASIC}/team/app:basic-missing`, { said: [REFUSED] }),
  row('basic-user-only', `${BASIC}/team/app:basic-user-only`, { secrets: [at(userOnly, BASIC)], said: [REFUSED] }),
  row('basic-absent-tag', `${BASIC}/team/app:absent`, { secrets: [at(good, BASIC)], said: ['no such tag'] }),
  row('too-many-requests', `${LIMITED}/team/app:1`, { said: ['too many requests'] }),
  row('server-error', `${BROKEN}/team/app:1`, { said: ['registry-error'] }),
  row('other-authority', `${HOSTS.stranger}/team/app:1`, { said: ['certificate-unknown-authority'] }),
  row('nobody-listens', `${HOSTS.closed}/team/app:1`, { said: ['connection-refused'] }),
  row('no-such-host', `${HOSTS.absent}/team/app:1`, { said: ['name-unresolved'] }),
  row('other-name', `${HOSTS.unnamed}/team/app:1`, { said: ['certificate-other-name'] }),
  row('cut-off', `${SILENT}/team/app:1`, { said: ['connection-broken'] }),
  row('foreign-letters', `${TOKEN}/team/app:foreign`, { secrets: [at(foreign)], said: ['pullable'] }),
  row('not-utf8-then-right', `${TOKEN}/team/app:not-utf8`, {
    secrets: [at(notUtf8), at(good)],
    said: ['unknown: it is not UTF-8, so no kubelet can send it', 'pullable'],
  }),
  row('newline', `${TOKEN}/team/app:newline`, { secrets: [at(newline)], said: [REFUSED_LOGIN] }),
  row('hub', 'team/app:hub', { secrets: [at(good, 'https://index.docker.io/v1/')], said: ['pullable'] }),
  row('hub-stale', 'public/app:hub', {
    secrets: [at(stale, 'https://index.docker.io/v1/')],
    said: [REFUSED_LOGIN],
  }),
  row('asks-for-nothing', `${BLOBS}/team/app:open`, { secrets: [at(stale, BLOBS)], said: ['pullable'] }),
  row('denied', `${DENYING}/team/app:1`, {
    secrets: [at(good, DENYING)],
    said: ['refused 403 at registry: permission'],
  }),
  row('token-service-fails', `${TOKENLESS}/team/app:1`, {
    secrets: [at(good, TOKENLESS)],
    said: ['registry-error'],
  }),
  row('token-service-busy', `${BUSY_TOKENS}/team/app:1`, {
    secrets: [at(good, BUSY_TOKENS)],
    said: ['too many requests'],
  }),
  row('no-head', `${HEADLESS}/team/app:headless`, { secrets: [at(good, HEADLESS)], said: ['pullable'] }),
  row('two-challenges', `${BOTH}/team/app:both`, { secrets: [at(good, BOTH)], said: ['pullable'] }),
  row('manifest-elsewhere', `${TOKEN}/moved/app:1`, { secrets: [at(good)], said: ['pullable'] }),
  row('realm-below', `${NEAR_REALM}/team/app:near`, { secrets: [at(good, NEAR_REALM)], said: ['pullable'] }),
  row('realm-listed', `${LISTED_REALM}/team/app:listed`, { secrets: [at(good, LISTED_REALM)], said: ['pullable'] }),
  row('realm-elsewhere', `${FAR_REALM}/team/app:far`, {
    secrets: [at(good, FAR_REALM)],
    said: ['unknown: the registry names a token service on a host that no login is sent to (probe.tokenHosts)'],
    unlike: 'a token service elsewhere gets no login of the prober (docs/adr/0025), so that it says nothing',
  }),
  row('blob-missing', `${TOKEN}/lost/app:1`, {
    secrets: [at(good)],
    said: ['pullable'],
    unlike: 'the prober asks for the manifest, not for what it names',
  }),
];

const tagOf = (image: string): readonly [string, string] => {
  const [, repository = '', tag = ''] = /^(?:[^/]+\.[^/]+\/)?([^:@]+):([^@]+)/.exec(image) ?? [];
  return [repository, tag];
};

export const HELD: readonly Held[] = [
  ...ROWS.filter(({ name }) => !name.includes('absent') && !name.startsWith('index')).map((each): Held => {
    const [repository, tag] = each.digestOf ?? tagOf(each.image);
    return { repository, tag };
  }),
  { repository: 'team/index', tag: 'amd64', indexOf: 'amd64' },
  { repository: 'team/index', tag: 'arm64', indexOf: 'arm64' },
  { repository: 'public/app', tag: 'there' },
].filter(({ repository }) => repository !== '');

function grants({ repository, login }: Question): Granted {
  if (login === undefined || login.user === '') return repository.startsWith('public/') ? 'pull' : 'nothing';
  if (login.user === 'expired') return 'expired';
  if (login.user === foreign.username && login.password === foreign.password) return 'pull';
  if (login.user !== 'good' || login.password !== 'pw') return 'refused';
  return repository.startsWith('forbidden/') ? 'nothing' : 'pull';
}

export const FRONT: FrontOptions = {
  grants,
  basic: [BASIC],
  open: [BLOBS],
  instead: (path, method, host) => {
    const isToken = path.startsWith('/auth/token');
    const isManifest = path.includes('/manifests/');
    if (host === LIMITED || (host === BUSY_TOKENS && isToken)) return { status: 429, headers: { 'retry-after': '1' } };
    if (host === BROKEN || (host === TOKENLESS && isToken)) return { status: 503 };
    if (host === DENYING && isManifest) return DENIED;
    if (host === HEADLESS && isManifest && method === 'HEAD') return { status: 405 };
    if (host === SILENT) return 'cut';
    if (host === BLOBS) return undefined;
    if (/^\/v2\/redirected\/app\/blobs\//.test(path) || /^\/v2\/moved\/app\/manifests\//.test(path)) {
      return { status: 307, headers: { location: `https://${BLOBS}${path}` } };
    }
    if (/^\/v2\/lost\/app\/blobs\//.test(path)) return { status: 404 };
    return undefined;
  },
  challenge: (host, challenge) => {
    const realm = (other: string): string => challenge.replace(/realm="https:\/\/[^/]+/, `realm="https://${other}`);
    if (host === NEAR_REALM) return [realm(AUTH)];
    if (host === FAR_REALM) return [realm(ELSEWHERE)];
    if (host === LISTED_REALM) return [realm(LISTED)];
    return host === BOTH ? [challenge, 'Basic realm="e2e"'] : [challenge];
  },
};

/** As the Artifact Registry says it, whoever asks (semantics 8.5). */
const DENIED: Instead = {
  status: 403,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ errors: [{ code: 'DENIED', message: 'Permission "downloadArtifacts" denied on resource' }] }),
};
