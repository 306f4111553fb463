import fc from 'fast-check';
import t from 'tap';
import { quoted, shown } from '../src/core/words/escape.js';
import { assess } from '../src/facts/assess.js';
import { ANY_CHARACTER } from './support/any-character.js';
import { admissionOf, type Case, mergeSettings, NOW } from './support/case.js';
import { type KubeObject, stateOf } from './support/state.js';

function aCase(containers: readonly KubeObject[], settings: Readonly<Record<string, unknown>> = {}): Case {
  return {
    about: '',
    objects: [],
    judged: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { containers } },
    old: undefined,
    operation: 'CREATE',
    subresource: '',
    dryRun: false,
    user: 'somebody',
    offline: false,
    settings: mergeSettings(settings),
  };
}

function answer(one: Case, settings = one.settings) {
  return assess(admissionOf(one), { settings, state: stateOf(one.objects), now: NOW });
}

const HOSTILE = fc.oneof(
  fc.string({ unit: ANY_CHARACTER, maxLength: 400 }),
  fc.constantFrom('\u001b[31mred', '\u202eevil', 'a\u200bb', 'x\r\ny', '\u0000', '"quoted"', '\\u{1b}', '\ud800'),
  fc.string({ maxLength: 20 }).map((text) => `registry.example.com/team/${text}`),
);

t.test('whatever the user wrote, a message is printable ASCII in lines of bounded length', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(HOSTILE, HOSTILE), { minLength: 1, maxLength: 30 }), async (containers) => {
      const one = aCase(containers.map(([name, image]) => ({ name, image })));
      const { message, warnings, auditAnnotations, causes } = await answer(one);
      for (const line of message.split('\n')) {
        if (!/^[ -~]*$/.test(line)) return false;
      }
      if (message.length > 2000 || message.startsWith('\n') || message.endsWith('\n')) return false;
      const short = [...warnings, ...Object.values(auditAnnotations), ...causes.map((cause) => cause.message)];
      if (!short.every((text) => /^[ -~]*$/.test(text))) return false;
      return warnings.reduce((sum, { length }) => sum + length, 0) <= 4096 && warnings.length <= 12;
    }),
    { numRuns: 300 },
  );
  t.pass('300 runs');
});

t.test('many problems: the first line stands alone, ten at most, the rest is counted', async (t) => {
  const containers = Array.from({ length: 30 }, (_, index) => ({
    name: `c${index}`,
    image: `registry-${index}.example.com/team/app:1`,
  }));
  const { message, causes } = await answer(aCase(containers));
  t.matchSnapshot(message, 'thirty registries');
  t.ok(message.length <= 2000, `${message.length} characters`);
  t.equal(causes.length, 30, 'tools get all of them');
});

t.test('one problem is one line, several can be one line by configuration', async (t) => {
  const two = [
    { name: 'a', image: 'nginx:latest' },
    { name: 'b', image: 'registry.example.com/team/app:1' },
  ];
  t.matchSnapshot((await answer(aCase(two))).message, 'lines');
  const single = await answer(aCase(two, { messages: { format: 'singleLine' } }));
  t.notMatch(single.message, '\n');
  t.matchSnapshot(single.message, 'singleLine');
});

t.test('on one line the fix comes last, and nothing is glued to what a person copies', async (t) => {
  const messages = { format: 'singleLine', help: 'https://wiki.example.com/{code}', contact: '#platform on chat' };
  const one = [{ name: 'a', image: 'registry.example.com/team/app:1' }];
  t.equal(
    (await answer(aCase(one, { messages }))).message,
    '[PG201] no pull secret for registry.example.com: the pod names none and ServiceAccount shop/default lists none' +
      ' (container "a", image "registry.example.com/team/app:1").' +
      ' If the image is public, an operator can list registry.example.com/team/ under registries.public.' +
      ' More: https://wiki.example.com/PG201, #platform on chat.' +
      ' Fix: (1) kubectl -n shop create secret docker-registry regcred --docker-server=registry.example.com' +
      ' --docker-username=USER --docker-password=TOKEN (2) set spec.imagePullSecrets to [{name: regcred}]',
  );
});

t.test('the words of a controller have room for 900 characters: what gives way is the help, not the fix', async (t) => {
  const settings = {
    ownedPods: { mode: 'enforce' },
    messages: { help: 'https://wiki.example.com/{code}', contact: '#platform on chat' },
  };
  const textOf = async (count: number, path: string): Promise<string> => {
    const containers = Array.from({ length: count }, (_, index) => ({
      name: `c${index}`,
      image: `registry-${index}.example.com/${path}:1`,
    }));
    const user = 'system:serviceaccount:kube-system:replicaset-controller';
    const { message } = await answer({ ...aCase(containers, settings), user });
    t.ok(message.length <= 900, `${message.length} characters`);
    t.notMatch(message, '\n');
    return message;
  };
  const two = await textOf(2, 'team/app');
  t.match(two, / \(\+1 more\)\. /);
  t.match(two, /\. Fix: \(1\) kubectl .* \(2\) kubectl .* \(3\) set [^(]*\[\{name: regcred\}, \{name: regcred-2\}\]$/);
  const six = await textOf(6, 'team/app');
  t.match(
    six,
    / \(\+5 more, told once this is mended\)\. .*\. Fix: \(1\) kubectl .* \(2\) set [^(]*\[\{name: regcred\}\]$/,
  );
  const long = await textOf(1, `team/${'x'.repeat(200)}`);
  t.match(long, /\. More: .*\. Fix: \(1\) kubectl /);
  t.notMatch(long, 'x'.repeat(99), 'a long image gives way first');
});

t.test('where the operator says where help is, a denial ends with it', async (t) => {
  const messages = { help: 'https://wiki.example.com/pullgate/{code}', contact: '#platform on chat' };
  const { message } = await answer(aCase([{ name: 'a', image: 'nginx:latest' }], { messages }));
  t.match(message, /\nMore: https:\/\/wiki\.example\.com\/pullgate\/PG101, #platform on chat$/);
  t.notMatch((await answer(aCase([{ name: 'a', image: 'nginx:latest' }]))).message, 'More:');
});

t.test('the same cluster makes the same text, in whatever order its objects come', async (t) => {
  const secret = (name: string, server: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'shop' },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [server]: { username: 'u', password: 'p' } } }) },
  });
  const objects = ['b', 'a', 'c'].map((name) => secret(name, 'registry.example.com'));
  const one = aCase([{ name: 'b', image: 'registry.example.com/team/app:1' }]);
  const { message } = await answer({ ...one, objects });
  t.match(message, 'secret "a" of this namespace matches');
  t.equal((await answer({ ...one, objects: objects.toReversed() })).message, message);
});

t.test('values are escaped so that their end is their end', async (t) => {
  const rows: readonly (readonly [string, string])[] = [
    ['plain', '"plain"'],
    ['a"b', '"a\\"b"'],
    ['a\\b', '"a\\\\b"'],
    ['tab\there', '"tab\\u{9}here"'],
    ['\u202e', '"\\u{202e}"'],
    ['\u{1f600}', '"\\u{1f600}"'],
    ['\ud800', '"\\u{d800}"'],
  ];
  for (const [value, expected] of rows) t.equal(quoted(value), expected);
  t.equal(shown('x'.repeat(300)).length, 256, 'long values are cut');
  t.match(shown(`${'a'.repeat(300)}zz`), /^a+\.\.\.a+zz$/, 'in the middle');
  const started = process.cpuUsage();
  quoted('\u001b'.repeat(300_000));
  t.ok(process.cpuUsage(started).user < 200_000, 'a value of 300 kB is quick');
});
