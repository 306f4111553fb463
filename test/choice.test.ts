import t from 'tap';
import { bestOf, type Choice } from '../src/core/choice.js';
import { createKeyring } from '../src/core/secret/keyring.js';
import type { PullSecret } from '../src/core/types.js';
import { NOW } from './support/case.js';
import { aPod, aSecret, GHCR, HUB, type Login, mutate, settingsOf, validate } from './support/injection.js';
import { type KubeObject, stateOf } from './support/state.js';

/** One ranking of secrets: for the one that a fix names, and for the one that injection adds. */

const OFF = settingsOf({ mode: 'off' });

async function secretsOf(cluster: readonly KubeObject[]): Promise<readonly PullSecret[]> {
  const found = await stateOf(cluster).ask({ about: 'pullSecrets', namespace: 'shop' }, {});
  return found.state === 'found' ? found.value : [];
}

function bestSecret(secrets: readonly PullSecret[], repository: string): Choice | undefined {
  return bestOf(createKeyring(secrets).lookupEach(repository), secrets, { now: NOW });
}

/** `b`, `b suspect`, or '' */
async function best(cluster: readonly KubeObject[], repository = 'ghcr.io/acme/app'): Promise<string> {
  const choice = bestSecret(await secretsOf(cluster), repository);
  return [choice?.secret.name, choice?.doubt?.kind].filter((each) => each !== undefined).join(' ');
}

t.test('the best secret', async (t) => {
  const rows: readonly (readonly [string, readonly KubeObject[], string])[] = [
    ['none matches', [aSecret('a', { 'quay.io': 'good' })], ''],
    ['the longer key', [aSecret('a', { 'ghcr.io': 'good' }), aSecret('b', { 'ghcr.io/acme': 'good' })], 'b'],
    ['no wildcard', [aSecret('a', { '*.io/acme/app': 'good' }), aSecret('b', { 'ghcr.io': 'good' })], 'b'],
    ['the name', [aSecret('b', { 'ghcr.io': 'good' }), aSecret('a', { 'ghcr.io': 'good' })], 'a'],
    ['good before suspect', [aSecret('a', { 'ghcr.io/acme': 'suspect' }), aSecret('b', { 'ghcr.io': 'good' })], 'b'],
    ['good before stale', [aSecret('a', { 'ghcr.io/acme': 'stale' }), aSecret('b', { 'ghcr.io': 'good' })], 'b'],
    [
      'good with a wildcard before suspect without',
      [aSecret('a', { 'ghcr.io': 'suspect' }), aSecret('b', { '*.io': 'good' })],
      'b',
    ],
    [
      'suspect before stale',
      [aSecret('a', { 'ghcr.io/acme': 'stale' }), aSecret('b', { 'ghcr.io': 'suspect' })],
      'b suspect',
    ],
    ['a stale one at last', [aSecret('a', { 'ghcr.io': 'stale' }), aSecret('b', { 'ghcr.io': 'expired' })], 'a stale'],
    [
      'never one that cannot work',
      [
        aSecret('a', { 'ghcr.io': 'expired' }),
        aSecret('b', { 'ghcr.io': 'hopeless' }),
        aSecret('c', { 'ghcr.io': 'anonymous' }),
      ],
      '',
    ],
    ['by the best of its credentials', [aSecret('a', { 'ghcr.io/acme': 'suspect', 'ghcr.io': 'good' })], 'a'],
  ];
  for (const [name, cluster, wanted] of rows) {
    t.equal(await best(cluster), wanted, name);
    t.equal(await best([...cluster].reverse()), wanted, `${name}, whatever the order`);
  }
  const secrets = await secretsOf([aSecret('a', { 'ghcr.io': 'good' })]);
  const each = createKeyring(secrets).lookupEach('ghcr.io/acme/app');
  t.equal(bestOf(each, secrets, { now: NOW })?.secret.name, 'a', 'of what was looked up before');
});

t.test('a fix and injection agree about every namespace', async (t) => {
  // A linear congruential generator: the same namespaces every time.
  let seed = 1;
  const pick = <T>(of: readonly [T, ...(readonly T[])]): T => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return of[Math.floor((seed / 2_147_483_648) * of.length)] ?? of[0];
  };
  type Keys = readonly [string, ...(readonly string[])];
  const cases: readonly [readonly [string, Keys], readonly [string, Keys]] = [
    [GHCR, ['ghcr.io', 'ghcr.io/acme', 'ghcr.io/acme/app', '*.io', 'quay.io']],
    [HUB, ['https://index.docker.io/v1/', 'docker.io', 'docker.io/acme', '*.io', 'quay.io']],
  ];
  const seen = { sound: 0, doubtful: 0, none: 0 };
  for (let number = 0; number < 300; number += 1) {
    const [image, keys] = pick(cases);
    const cluster = ['a', 'b', 'c', 'd'].map((name) => {
      const login = () => pick<Login>(['good', 'suspect', 'stale', 'expired', 'hopeless', 'anonymous']);
      return aSecret(name, { [pick(keys)]: login(), [pick(keys)]: login() });
    });
    const repository = image.slice(0, image.lastIndexOf(':'));
    const choice = bestSecret(await secretsOf(cluster), repository);
    const answer = await mutate({ object: aPod([image]), cluster });
    const sound = choice !== undefined && choice.doubt === undefined;
    t.strictSame(answer.injection?.added, sound ? [choice.secret.name] : [], `injection, namespace ${number}`);
    const { findings } = await validate({ object: aPod([image]), cluster, settings: OFF });
    const named = findings.find(({ code }) => code === 'PG206');
    const wanted = choice === undefined ? undefined : `secret "${choice.secret.name}" of this namespace matches`;
    t.equal(named?.because.startsWith(wanted ?? ''), wanted === undefined ? undefined : true, 'the fix');
    t.equal(/; it may not work: /.test(named?.because ?? ''), choice?.doubt !== undefined, 'with its doubt');
    seen[choice === undefined ? 'none' : sound ? 'sound' : 'doubtful'] += 1;
  }
  t.ok(seen.sound > 100 && seen.doubtful > 50 && seen.none > 5, JSON.stringify(seen));
});
