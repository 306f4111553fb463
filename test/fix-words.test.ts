/** The words of each step of a fix: a command is copied into a shell, so nothing in it may be another command. */
import t from 'tap';
import type { FixStep } from '../src/core/types.js';
import { fixWords } from '../src/core/words/fix.js';

const many = (count: number, first = 0): readonly string[] =>
  Array.from({ length: count }, (_, number) => `s${first + number}`);
const listed = (names: readonly string[]): string => `[${names.map((name) => `{name: ${name}}`).join(', ')}]`;
const LIST = 'spec.imagePullSecrets';

t.test('every step, and every name that nothing can have', async (t) => {
  const secret = { do: 'create-secret', namespace: 'shop', name: 'regcred', server: 'ghcr.io', named: false } as const;
  const list = { do: 'set-pull-secrets', path: LIST, names: ['a'], add: [], remove: [] } as const;
  const account = { do: 'set-account-secrets', namespace: 'shop', account: 'builder', names: ['a'] } as const;
  const create = 'kubectl -n shop create secret docker-registry regcred --docker-server=';
  const login = ' --docker-username=USER --docker-password=TOKEN';
  const rows: readonly (readonly [FixStep, string])[] = [
    [{ do: 'set-image', image: 'nginx:TAG', note: '' }, 'set the image to "nginx:TAG"'],
    [{ do: 'set-image', image: 'nginx:TAG', note: 'a version' }, 'set the image to "nginx:TAG" (a version)'],
    [secret, `${create}ghcr.io${login}`],
    [{ ...secret, server: 'https://index.docker.io/v1/' }, `${create}https://index.docker.io/v1/${login}`],
    [{ ...secret, server: 'a b' }, `${create}'a b'${login}`],
    [{ ...secret, server: "a'$(id)" }, `${create}'a'\\''$(id)'${login}`],
    [{ ...secret, server: '[::1]:5000' }, `${create}'[::1]:5000'${login}`],
    [
      { ...secret, namespace: 'Shop' },
      'correct the namespace (none can have the name "Shop") and create a pull secret for ghcr.io in it',
    ],
    [{ ...secret, name: 'no name' }, 'correct the name in imagePullSecrets (no Secret can have the name "no name")'],
    [list, `set ${LIST} to [{name: a}]`],
    [{ ...list, names: [] }, `set ${LIST} to []`],
    [
      { ...list, names: ['1', 'true', 'y', 'null', 'yes1', 'a.b'] },
      `set ${LIST} to [{name: "1"}, {name: "true"}, {name: "y"}, {name: "null"}, {name: yes1}, {name: a.b}]`,
    ],
    [{ ...list, names: ['No'] }, `set ${LIST} to [{name: "No"}]`],
    [{ ...list, names: 'too-many', add: ['a', 'b'] }, `in ${LIST} add [{name: a}, {name: b}]`],
    [{ ...list, names: 'too-many', remove: ['c'] }, `in ${LIST} remove [{name: c}]`],
    [{ ...list, names: 'too-many', add: ['a'], remove: ['c'] }, `in ${LIST} add [{name: a}] and remove [{name: c}]`],
    [{ ...list, names: 'too-many', add: many(50) }, `in ${LIST} add ${listed(many(50))}`],
    [{ ...list, names: 'too-many', add: many(52) }, `in ${LIST} add ${listed(many(50))} and 2 more`],
    [account, `kubectl -n shop patch serviceaccount builder --type=merge -p '{"imagePullSecrets":[{"name":"a"}]}'`],
    [
      { ...account, names: [] },
      `kubectl -n shop patch serviceaccount builder --type=merge -p '{"imagePullSecrets":[]}'`,
    ],
    [{ ...account, names: many(51) }, 'edit imagePullSecrets of ServiceAccount shop/builder'],
    [{ ...account, namespace: '-' }, 'correct the namespace (none can have the name "-")'],
    [{ ...account, account: 'B' }, 'correct the name in serviceAccountName (no ServiceAccount can have the name "B")'],
    [
      { do: 'set-service-account', path: 'spec.serviceAccountName', account: 'builder', secret: 'a' },
      'set spec.serviceAccountName to "builder"',
    ],
    [
      { do: 'create-service-account', namespace: 'shop', account: 'builder' },
      'kubectl -n shop create serviceaccount builder',
    ],
    [
      { do: 'create-service-account', namespace: 'a.b', account: 'builder' },
      'correct the namespace (none can have the name "a.b")',
    ],
    [
      { do: 'create-service-account', namespace: 'shop', account: '$(id)' },
      'correct the name in serviceAccountName (no ServiceAccount can have the name "$(id)")',
    ],
    [
      { do: 'recreate-pod' },
      'delete the Pod and create it anew (imagePullSecrets of an existing Pod cannot be changed)',
    ],
  ];
  for (const [step, words] of rows) t.equal(fixWords({ steps: [step] }), `Fix: ${words}`, words);
  const patch = fixWords({ steps: [{ ...account, names: many(50) }] });
  t.ok(patch.includes('"s49"'), 'fifty names still are a command');
});

t.test('steps follow each other, a remark comes last, and nothing to do is nothing to say', async (t) => {
  const steps = [{ do: 'create-service-account', namespace: 'shop', account: 'a' }, { do: 'recreate-pod' }] as const;
  const words = fixWords({ steps, note: 'or use another one' });
  t.match(words, /^Fix: kubectl -n shop create serviceaccount a, then delete the Pod .*\) \(or use another one\)$/);
  t.equal(fixWords(undefined), '');
  t.equal(fixWords({ steps: [], note: 'x' }), '');
});
