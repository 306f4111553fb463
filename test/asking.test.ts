/** Which credentials go to a registry: those of the kubelet, in its order, byte for byte, and what is read to have them. */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import { wholly } from '../src/core/parts.js';
import type { LoginAttempt, PullOutcome, RegistryAnswer } from '../src/core/registry-answer.js';
import { parsePullSecret } from '../src/core/secret/parse.js';
import type { Lookup, PullSecret, RawSecret } from '../src/core/types.js';
import { createAsking } from '../src/registry/asking.js';
import { createCredential } from '../src/registry/credential.js';
import { MOST_LOGINS } from '../src/registry/limits.js';
import { triesInParts } from '../src/registry/logins.js';
import type { Login, Prober } from '../src/registry/prober.js';
import { answer, type OracleAnswer, type OracleRow, type OracleSecret, sameAnswer } from './support/oracle-row.js';

const TYPE = 'kubernetes.io/dockerconfigjson';
const NOW = Date.parse('2026-11-27T12:00:00Z');

function rawOf({ name, type, data = {}, dataBase64 = {} }: OracleSecret): RawSecret {
  const texts = Object.entries(data).map(([key, text]) => [key, Buffer.from(text)] as const);
  const bytes = Object.entries(dataBase64).map(([key, text]) => [key, Buffer.from(text, 'base64')] as const);
  return { namespace: 'team', name, type, data: Object.fromEntries([...texts, ...bytes]) };
}

function loginsOf(raws: readonly RawSecret[], repository: string): readonly Login[] {
  const given = raws.map((raw) => ({ raw }));
  const found = wholly(triesInParts(given, repository, { steps: 0 }));
  return found.state === 'found' ? found.tries.filter((each) => 'credential' in each) : [];
}

const authOf = ({ credential }: Login): string => credential.basic().replace(/^Basic /, '');
const isSent = (auth: string): boolean => isUtf8(Buffer.from(auth, 'base64'));

for (const [file, rows] of [
  ['keyring-kubelet-1.36.jsonl', 2984],
  ['keyring-kubelet-1.36-odd.jsonl', 1497],
] as const) {
  t.test(`${file}: what is sent is what a kubelet 1.36 was recorded to send`, async (t) => {
    const lines = readFileSync(new URL(`vectors/${file}`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n');
    t.equal(lines.length, rows);
    const wrong: unknown[] = [];
    let [sent, unsent] = [0, 0];
    for (const line of lines) {
      const row = JSON.parse(line) as OracleRow & { readonly expect: OracleAnswer };
      const ours = answer(row);
      const all = ours.auths ?? [];
      const logins = loginsOf(row.secrets.map(rawOf), ours.repository ?? '').map(authOf);
      const wanted = all.slice(0, MOST_LOGINS).filter(isSent);
      sent += logins.length;
      unsent += all.length - wanted.length;
      // Where all can be sent, against the recording itself; where one cannot, without that one.
      const isWhole = wanted.length === all.length;
      const { expect } = row;
      const isSame = isWhole
        ? sameAnswer(row, { ...ours, ...(ours.auths === undefined ? {} : { auths: logins }) }, expect)
        : JSON.stringify(logins) === JSON.stringify(wanted);
      if (!isSame) wrong.push({ row, logins, wanted });
    }
    t.comment(`${file}: ${sent} credentials sent, ${unsent} not`);
    t.ok(sent > 100, 'there were some');
    t.same(wrong.slice(0, 2), []);
    t.equal(wrong.length, 0);
  });
}

// ------------------------------------------------------------------------------------------------------------ credential

t.test('a credential is shown to nobody', async (t) => {
  const credential = createCredential('planted-user', 'planted-password');
  const shown = [
    inspect(credential, { showHidden: true, depth: 9 }),
    inspect({ at: [credential] }, { showHidden: true, depth: 9 }),
    JSON.stringify({ credential }),
    String(credential),
    JSON.stringify(Object.getOwnPropertyNames(credential)),
    JSON.stringify(structuredClone({ ...credential })),
  ];
  for (const text of shown) t.notMatch(text, /planted/);
  t.equal(String(credential), '[credential]');
  t.equal(credential.basic(), `Basic ${btoa('planted-user:planted-password')}`);
});

t.test('the fingerprint tells logins apart, and needs its key', async (t) => {
  const key = new Uint8Array(32).fill(1);
  const of = (user: string, password: string) => createCredential(user, password).fingerprint(key);
  const all = [of('ab', 'c'), of('a', 'bc'), of('a', 'b'), of('', 'ab'), of('a:b', 'c'), of('a', 'b:c'), of('é', 'c')];
  t.equal(new Set(all).size, all.length);
  t.equal(of('ab', 'c'), all[0]);
  t.not(createCredential('ab', 'c').fingerprint(new Uint8Array(32).fill(2)), all[0]);
  t.notMatch(all.join(), /ab/);
});

// --------------------------------------------------------------------------------------------------------------- asking

const IMAGE = 'ghcr.io/acme/web:1';

function referenceOf(image: string) {
  const parsed = parseImage(image);
  if (!parsed.ok) throw new Error(`${image} does not parse`);
  return parsed.reference;
}

/** The user of each key tells where it came from. */
function raw(name: string, hosts: Readonly<Record<string, string>>, more: Partial<RawSecret> = {}): RawSecret {
  const auths = Object.fromEntries(
    Object.entries(hosts).map(([host, username]) => [host, { username, password: `pw-${username}` }]),
  );
  const data = { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths })) };
  return { namespace: 'shop', name, type: TYPE, data, ...more };
}

const REFUSED: PullOutcome = { result: 'refused', status: 401, at: 'token', what: 'credential', mayBeAbsent: false };
const PULLABLE: PullOutcome = { result: 'pullable' };

interface Scene {
  /** What is held of them; unless told, what they are. */
  readonly held?: readonly PullSecret[];
  readonly raws: readonly RawSecret[];
  /** Instead of what is there. */
  readonly reads?: Readonly<Record<string, Lookup<RawSecret>>>;
  /** Users with whom it can be pulled. */
  readonly good?: readonly string[];
  readonly image?: string;
  readonly nodes?: readonly string[];
  readonly mayAsk?: string;
}

interface Told {
  readonly answer: Lookup<RegistryAnswer>;
  /** Names of secrets that were read, and users that were sent. */
  readonly read: readonly string[];
  readonly sent: readonly string[];
  readonly platforms: boolean | undefined;
}

const userOf = (login: Login): string => Buffer.from(authOf(login), 'base64').toString().split(':')[0] ?? '';

async function play({ raws, held, reads = {}, good = [], image = IMAGE, nodes = [], mayAsk }: Scene): Promise<Told> {
  const read: string[] = [];
  const sent: string[] = [];
  let platforms: boolean | undefined;
  const prober: Pick<Prober, 'probe' | 'mayAsk'> = {
    mayAsk: () => mayAsk,
    async probe(_, logins, options) {
      platforms = options.platforms;
      const attempts: LoginAttempt[] = [];
      for (const login of logins) {
        const { secret, entry } = login;
        sent.push(userOf(login));
        const outcome = good.includes(userOf(login)) ? PULLABLE : REFUSED;
        attempts.push({ secret, entry, outcome, at: NOW });
        if (outcome === PULLABLE) break;
      }
      return { anonymous: REFUSED, at: NOW, attempts };
    },
  };
  const asking = createAsking({
    prober,
    async readSecret(namespace, name) {
      t.equal(namespace, 'shop');
      read.push(name);
      const found = raws.find((each) => each.name === name);
      return reads[name] ?? (found === undefined ? { state: 'absent' } : { state: 'found', value: found });
    },
    nodes: async () => nodes,
    now: () => NOW,
  });
  const secrets = held ?? raws.map((each) => parsePullSecret(each));
  const answer = await asking.ask({ reference: referenceOf(image), namespace: 'shop', secrets }, {});
  return { answer, read, sent, platforms };
}

/** `b refused`, `c unknown: why`. */
function attemptsOf({ answer }: Told): readonly string[] {
  if (answer.state !== 'found') return [answer.state === 'unknown' ? `unknown: ${answer.reason}` : answer.state];
  return answer.value.attempts.map(({ secret, outcome }) =>
    outcome.result === 'unknown' ? `${secret} unknown: ${outcome.reason}` : `${secret} ${outcome.result}`,
  );
}

t.test('only secrets with a key for the image are read, and they are tried in the order of the kubelet', async (t) => {
  const told = await play({
    raws: [
      raw('other', { 'quay.io': 'quay' }),
      raw('wide', { 'ghcr.io': 'wide' }),
      raw('opaque', { 'ghcr.io': 'no' }, { type: 'Opaque' }),
      raw('narrow', { 'ghcr.io/acme': 'narrow' }),
    ],
  });
  t.same(told.read, ['wide', 'narrow']);
  t.same(told.sent, ['narrow', 'wide']);
  t.same(attemptsOf(told), ['narrow refused', 'wide refused']);
  const { answer } = told;
  t.match(answer, { state: 'found', value: { source: 'asked', at: NOW, anonymous: REFUSED, nodes: [] } });
});

t.test('what is tried ends with the first that works', async (t) => {
  const raws = [raw('a', { 'ghcr.io/acme': 'a' }), raw('b', { 'ghcr.io': 'b' })];
  t.same(attemptsOf(await play({ raws, good: ['a'] })), ['a pullable']);
});

t.test('a secret that is named twice is read once and tried twice', async (t) => {
  const one = raw('a', { 'ghcr.io': 'a' });
  const held = parsePullSecret(one);
  const told = await play({ raws: [one], held: [held, held] });
  t.same(told.read, ['a']);
  t.same(told.sent, ['a', 'a']);
});

t.test('keys that normalise alike keep their own logins', async (t) => {
  const told = await play({ raws: [raw('a', { 'ghcr.io': 'one', 'x.io': 'no', 'https://ghcr.io/v2/': 'two' })] });
  t.same(told.sent, ['one', 'two']);
});

t.test('the key of Docker Hub is used where no other one matches', async (t) => {
  const hub = raw('hub', { 'https://index.docker.io/v1/': 'hub' });
  const image = 'nginx:1';
  t.same((await play({ raws: [raw('x', { 'ghcr.io': 'x' }), hub], image })).sent, ['hub']);
  const told = await play({ raws: [raw('x', { 'docker.io': 'x' }), hub], image });
  t.same(told.sent, ['x']);
  t.same(told.read, ['x'], 'and then not even read');
});

t.test('what cannot be read is a try that says so, in its place', async (t) => {
  const raws = [raw('a', { 'ghcr.io/acme/web': 'a' }), raw('b', { 'ghcr.io/acme': 'b' }), raw('c', { 'ghcr.io': 'c' })];
  const reads = { b: { state: 'unknown', reason: 'you may not' } } as const;
  const unread = 'b unknown: secret "b" could not be read: you may not';
  t.same(attemptsOf(await play({ raws, reads })), ['a refused', unread, 'c refused']);
  t.same(attemptsOf(await play({ raws, reads, good: ['c'] })), ['a refused', unread, 'c pullable']);
  t.same(attemptsOf(await play({ raws, reads, good: ['a'] })), ['a pullable']);
});

t.test('a secret that has gone is skipped, as the kubelet does it', async (t) => {
  const raws = [raw('a', { 'ghcr.io': 'a' }), raw('b', { 'ghcr.io': 'b' })];
  t.same(attemptsOf(await play({ raws, reads: { a: { state: 'absent' } } })), ['b refused']);
});

t.test('a secret that cannot be parsed stops every pull, so nothing is asked', async (t) => {
  const good = raw('a', { 'ghcr.io': 'a' });
  const broken = raw('broken', {}, { data: { '.dockerconfigjson': Buffer.from('{"auths": {"x": 1}}') } });
  const reason = 'unknown: secret "broken" cannot be parsed, so the kubelet asks no registry';
  const told = await play({ raws: [good, broken] });
  t.same(attemptsOf(told), [reason]);
  t.same([told.read, told.sent], [[], []]);
  t.same(loginsOf([good, broken], 'ghcr.io/acme/web'), []);
  const since = await play({ raws: [good], reads: { a: { state: 'found', value: { ...broken, name: 'broken' } } } });
  t.same(attemptsOf(since), [reason], 'one that became so since it was held, too');
  t.same(since.sent, []);
});

t.test('a login that is no UTF-8 is not sent', async (t) => {
  const auth = Buffer.from([0x75, 0x3a, 0xff]).toString('base64');
  const data = { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths: { 'ghcr.io/acme': { auth } } })) };
  const told = await play({ raws: [raw('bad', {}, { data }), raw('b', { 'ghcr.io': 'b' })] });
  t.same(attemptsOf(told), ['bad unknown: it is not UTF-8, so no kubelet can send it', 'b refused']);
  t.same(told.sent, ['b']);
});

t.test('a registry that may not be asked costs no read of a Secret', async (t) => {
  const told = await play({ raws: [raw('a', { 'ghcr.io': 'a' })], mayAsk: 'it is not listed' });
  t.same(attemptsOf(told), ['unknown: it is not listed']);
  t.same(told.read, []);
});

t.test('so many are read and sent, and the rest is told', async (t) => {
  const raws = Array.from({ length: MOST_LOGINS + 12 }, (_, index) => raw(`s${index}`, { 'ghcr.io': `u${index}` }));
  const told = await play({ raws });
  t.equal(told.sent.length, MOST_LOGINS);
  t.equal(told.read.length, MOST_LOGINS);
  const attempts = attemptsOf(told);
  t.equal(attempts.length, MOST_LOGINS + 1);
  t.equal(
    attempts.at(-1),
    `s8 unknown: 12 more credentials of the secrets match, and only ${MOST_LOGINS} are tried here`,
  );
});

t.test('a large Secret is read for the image alone', async (t) => {
  const hosts = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`x${index}.example.com`, 'no']));
  const large = raw('large', { ...hosts, 'ghcr.io': 'large' });
  t.equal(parsePullSecret(large).form, 'oversized');
  t.same((await play({ raws: [large, raw('b', { 'ghcr.io': 'b' })] })).sent, ['large', 'b']);
  const many = Array.from({ length: 4 }, (_, index) => ({ ...large, name: `large${index}` }));
  const told = await play({ raws: many });
  t.equal(told.read.length, 2);
  t.match(attemptsOf(told)[0], /^unknown: secret "large2" holds 301 keys, more than/);
});

t.test('the platforms of the nodes are asked for where there are some', async (t) => {
  const raws = [raw('a', { 'ghcr.io': 'a' })];
  t.equal((await play({ raws })).platforms, false);
  const told = await play({ raws, nodes: ['linux/arm64'] });
  t.equal(told.platforms, true);
  t.match(told.answer, { value: { nodes: ['linux/arm64'] } });
});

t.test('nothing of a login is in an answer', async (t) => {
  const told = await play({ raws: [raw('a', { 'ghcr.io': 'planted' })] });
  t.notMatch(inspect(told.answer, { showHidden: true, depth: 9 }), /planted/);
});
