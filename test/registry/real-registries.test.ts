/**
 * `npm run test:registry`: the prober and registries that people run. Debian's docker-registry with htpasswd and with
 * tokens, and the registry of go-containerregistry behind a login; images are pushed into them, and asked for.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { PullOutcome } from '../../src/core/registry-answer.js';
import type { ProberOptions } from '../../src/registry/prober.js';
import {
  askedFor,
  certificateFor,
  challenge,
  type Login,
  login,
  makeCertificate,
  proberFor,
  type Script,
  startRegistry,
} from '../support/scripted-registry.js';
import { folderOf, type Running, startDistribution, startGgcr } from './support/parts.js';
import { type Place, type Pushed, pushImage, pushIndex } from './support/push.js';
import { answerToken, ISSUER, SERVICE, type TokenRights, tokenFor } from './support/tokens.js';

const HOST = 'registry.example.com';
const REPOSITORY = 'acme/app';
const GOOD = login('alice', 'alice-password');
const WRONG = login('alice', 'not-her-password');
const STRANGER = login('mallory', 'x');
/** Known, and may read nothing of this. */
const OTHER = login('bob', 'bob-password');
const EMPTY = login('', '');

const refused = (
  at: 'token' | 'registry',
  what: 'credential' | 'permission' | 'either',
  status = 401,
): PullOutcome => ({
  ...{ result: 'refused', status, at, what, mayBeAbsent: what !== 'credential' },
});
const unreachable = (why: Extract<PullOutcome, { result: 'unreachable' }>['why']): PullOutcome => ({
  result: 'unreachable',
  why,
});

interface Filled {
  readonly one: Pushed;
  readonly index: Pushed;
}

async function fill(place: Place): Promise<Filled> {
  return {
    one: await pushImage(place, REPOSITORY, '1.27.0'),
    index: await pushIndex(place, REPOSITORY, 'multi', ['linux/amd64', 'linux/arm/v7']),
  };
}

/** What is the same everywhere: who may read finds what is there, and learns what is not. */
async function foundBy(
  t: Test,
  good: Login,
  { one, index }: Filled,
  ask: (image: string, ...logins: readonly Login[]) => Promise<PullOutcome>,
) {
  t.strictSame(await ask(`${HOST}/${REPOSITORY}:1.27.0`, good), { result: 'pullable', digest: one.digest });
  t.strictSame(await ask(`${HOST}/${REPOSITORY}@${one.digest}`, good), { result: 'pullable', digest: one.digest });
  t.strictSame(
    await ask(`${HOST}/${REPOSITORY}:multi`, good),
    { result: 'pullable', digest: index.digest, platforms: ['linux/amd64', 'linux/arm/v7'] },
    'an index, without its attestation',
  );
  t.match(
    await ask(`${HOST}/${REPOSITORY}:1.27.O`, good),
    { result: 'not-found', what: 'tag', mayBeHidden: false, nearestTag: '1.27.0' },
    'an absent tag',
  );
  t.strictSame(
    await ask(`${HOST}/${REPOSITORY}@sha256:${'0'.repeat(64)}`, good),
    { result: 'not-found', what: 'digest', mayBeHidden: false },
    'an absent digest',
  );
}

const ABSENT: PullOutcome = { result: 'not-found', what: 'repository', mayBeHidden: true };

const asker = (t: Test, running: Running, ca: string, change: Partial<ProberOptions> = {}) => {
  const prober = proberFor(t, { ca, resolve: async () => [{ address: '127.0.0.1', port: running.port }] }, change);
  return (image: string, ...logins: readonly Login[]) => askedFor(prober, image, ...logins);
};

t.test("Debian's docker-registry with htpasswd over TLS", async (t) => {
  const folder = folderOf(t);
  const { status, stdout, error } = spawnSync('htpasswd', ['-nbB', 'alice', 'alice-password'], { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`htpasswd cannot be started (${error?.message}); on Debian: apt-get install apache2-utils`);
  writeFileSync(join(folder, 'htpasswd'), stdout);
  const pair = await certificateFor([HOST]);
  const running = await startDistribution(
    t,
    folder,
    pair,
    `auth: { htpasswd: { realm: x, path: '${folder}/htpasswd' } }`,
  );
  const filled = await fill({ ...running, ca: pair.cert, authorization: () => GOOD.credential.basic() });
  const ask = asker(t, running, pair.cert);
  await foundBy(t, GOOD, filled, ask);
  const image = `${HOST}/${REPOSITORY}:1.27.0`;
  t.strictSame(await ask(image), refused('registry', 'permission'), 'nobody');
  t.strictSame(await ask(image, EMPTY), refused('registry', 'permission'), 'a login without a user');
  t.strictSame(await ask(image, WRONG), refused('registry', 'either'), 'a wrong password');
  t.strictSame(await ask(image, STRANGER), refused('registry', 'either'), 'a wrong user');
  t.match(await ask(image, WRONG, STRANGER, GOOD), { result: 'pullable' }, 'the third of three');
  t.strictSame(await ask(`${HOST}/acme/none:1`, GOOD), ABSENT);
  const { cert } = await makeCertificate([HOST], Date.now() + 60_000);
  t.strictSame(
    await asker(t, running, cert)(image, GOOD),
    unreachable('certificate-unknown-authority'),
    'another authority',
  );
  t.strictSame(await ask('other.example.com/acme/app:1', GOOD), unreachable('certificate-other-name'));
});

t.test('one whose certificate has ended', async (t) => {
  const folder = folderOf(t);
  const pair = await makeCertificate([HOST], Date.now() - 1000);
  const running = await startDistribution(t, folder, pair, '');
  t.strictSame(await asker(t, running, pair.cert)(`${HOST}/${REPOSITORY}:1`, GOOD), unreachable('certificate-expired'));
});

for (const forms of [true, false]) {
  t.test(`Debian's docker-registry with tokens, ${forms ? 'by form or Basic' : 'by Basic alone'}`, async (t) => {
    const folder = folderOf(t);
    const names = [HOST, `auth.${HOST}`];
    const pair = await certificateFor(names);
    const rights: TokenRights = {
      users: {
        '': { password: '', pull: ['acme/public'] },
        alice: { password: 'alice-password', pull: [REPOSITORY, 'acme/none', 'acme/public'] },
        bob: { password: 'bob-password', pull: [] },
      },
      forms,
    };
    let seconds: number | undefined;
    const service = await startRegistry(t, names, (seen) => answerToken(seen, pair, rights, seconds));
    writeFileSync(join(folder, 'issuer.pem'), pair.cert);
    const running = await startDistribution(
      t,
      folder,
      pair,
      `auth: { token: { realm: 'https://auth.${HOST}/token', service: '${SERVICE}', issuer: ${ISSUER}, rootcertbundle: '${folder}/issuer.pem' } }`,
    );
    const all = (name: string) => `Bearer ${tokenFor(pair, 'tests', [{ name, actions: ['pull', 'push'] }])}`;
    const place: Place = { ...running, ca: pair.cert, authorization: all };
    const filled = await fill(place);
    await pushImage(place, 'acme/public', '1');
    const ask = asker(t, running, pair.cert, {
      resolve: async (name) => [{ address: '127.0.0.1', port: name === HOST ? running.port : service.port }],
    });
    await foundBy(t, GOOD, filled, ask);
    const image = `${HOST}/${REPOSITORY}:1.27.0`;
    t.strictSame(await ask(image), refused('registry', 'permission'), 'nobody');
    t.strictSame(await ask(image, WRONG), refused('token', 'credential'), 'a wrong password');
    t.strictSame(await ask(image, OTHER), refused('registry', 'permission'), 'a user who may not');
    t.match(await ask(image, OTHER, GOOD), { result: 'pullable' });
    t.match(await ask(`${HOST}/acme/public:1`), { result: 'pullable' }, 'public');
    t.strictSame(
      await ask(`${HOST}/acme/public:1`, WRONG),
      refused('token', 'credential'),
      'public, and a stale login',
    );
    t.strictSame(await ask(`${HOST}/acme/none:1`, GOOD), ABSENT);
    seconds = -120;
    t.strictSame(await ask(image, GOOD), refused('registry', 'permission'), 'a token that has ended on its way');
  });
}

/** TLS, a login, and faults, before a registry that has none of them. */
async function before(t: Test, upstream: Running & { readonly ca?: string }, fault: Script | undefined) {
  const front = await startRegistry(t, [HOST, 'blobs.example.net'], (seen, raw) => {
    if (seen.authorization === '' && seen.host === HOST) return challenge('Basic realm="front"');
    const broken = fault?.(seen, raw);
    if (broken !== undefined && broken !== 'raw') return broken;
    if (broken === 'raw') return 'raw';
    if (seen.authorization !== GOOD.credential.basic()) return { status: 401, body: {} };
    const query = `${seen.query}`;
    const options = {
      ...{
        host: '127.0.0.1',
        port: upstream.port,
        method: seen.method,
        path: `${seen.path}${query === '' ? '' : `?${query}`}`,
      },
      headers: { host: HOST, ...(seen.headers['accept'] === undefined ? {} : { accept: seen.headers['accept'] }) },
    };
    const outgoing =
      upstream.ca === undefined ? plain(options) : secure({ ...options, ca: upstream.ca, servername: HOST });
    outgoing.on('response', (incoming) => {
      raw.response.writeHead(incoming.statusCode ?? 500, incoming.headers);
      incoming.pipe(raw.response);
    });
    outgoing.on('error', () => raw.response.destroy());
    outgoing.end();
    return 'raw';
  });
  return front;
}

t.test('the registry of go-containerregistry, behind a login', async (t) => {
  const running = await startGgcr(t);
  const filled = await fill(running);
  const front = await before(t, running, undefined);
  const ask = asker(t, front, front.ca);
  await foundBy(t, GOOD, filled, ask);
  const image = `${HOST}/${REPOSITORY}:1.27.0`;
  t.strictSame(await ask(image), refused('registry', 'permission'));
  t.strictSame(await ask(image, WRONG), refused('registry', 'either'));
  t.match(await ask(image, WRONG, GOOD), { result: 'pullable' });
  t.strictSame(await ask(`${HOST}/acme/none:1`, GOOD), ABSENT);
  t.strictSame(await asker(t, running, front.ca)(image, GOOD), unreachable('plain-http'), 'without TLS');
});

t.test('faults on the way to a registry', async (t) => {
  const running = await startGgcr(t);
  const { one } = await fill(running);
  const image = `${HOST}/${REPOSITORY}:1.27.0`;
  const timings = (name: string) => ({ requestMs: name === 'slow' ? 400 : 5000 });
  const rows: readonly (readonly [name: string, fault: Script, said: PullOutcome])[] = [
    [
      '429',
      () => ({ status: 429, headers: { 'retry-after': '60' } }),
      { result: 'rate-limited', limit: 'requests', anonymous: false, until: 61_000 },
    ],
    ['500', () => ({ status: 500 }), unreachable('registry-error')],
    ['503', () => ({ status: 503, headers: { 'retry-after': '60' } }), unreachable('registry-error')],
    [
      'no permission',
      () => ({ status: 403, body: { errors: [{ code: 'DENIED' }] } }),
      refused('registry', 'permission', 403),
    ],
    ['slow', () => 'raw', unreachable('timeout')],
    [
      'half-open',
      (_seen, { socket }) => {
        socket.destroy();
        return 'raw';
      },
      unreachable('connection-broken'),
    ],
    [
      'redirect to a blob store',
      ({ host }) =>
        host === HOST
          ? { status: 307, headers: { location: 'https://blobs.example.net/x' } }
          : { status: 200, headers: { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }, body: one.bytes },
      { result: 'pullable' },
    ],
  ];
  for (const [name, fault, said] of rows) {
    const front = await before(t, running, fault);
    t.strictSame(await asker(t, front, front.ca, { timings: timings(name), now: () => 1000 })(image, GOOD), said, name);
    const told = front.seen.filter(({ host, authorization }) => host !== HOST && authorization !== '');
    t.strictSame(told, [], 'nobody else got the login');
  }
  t.strictSame(await asker(t, running, '', { allowedNetworks: [] })(image, GOOD), {
    ...{ result: 'unknown', reason: 'its address is one that is not connected to (probe.allowedNetworks)' },
  });
});
