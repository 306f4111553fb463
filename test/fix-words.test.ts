/** The words of each step of a fix: a command is copied into a shell, so nothing in it may be another command. */
import t from 'tap';
import { parseImage } from '../src/core/image/parse.js';
import type { ContainerKind, ImageUse } from '../src/core/subject-types.js';
import type { FixStep } from '../src/core/types.js';
import { fixInLine, fixLines, fixText } from '../src/core/words/fix.js';

const many = (count: number, first = 0): readonly string[] =>
  Array.from({ length: count }, (_, number) => `s${first + number}`);
const listed = (names: readonly string[]): string => `[${names.map((name) => `{name: ${name}}`).join(', ')}]`;
const LIST = 'spec.imagePullSecrets';
const use = (name: string, image: string, kind: ContainerKind = 'container'): ImageUse => ({
  ...{ kind, name, path: `spec.${name}`, parsed: parseImage(image), pullPolicy: 'Always', mounted: true },
});

t.test('every step, and every name that nothing can have', async (t) => {
  const secret = { do: 'create-secret', namespace: 'shop', name: 'regcred', server: 'ghcr.io' } as const;
  const list = { do: 'set-pull-secrets', path: LIST, names: ['a'], add: [], remove: [] } as const;
  const account = { do: 'set-account-secrets', namespace: 'shop', account: 'builder', names: ['a'] } as const;
  const create = 'kubectl -n shop create secret docker-registry regcred --docker-server=';
  const login = ' --docker-username=USER --docker-password=TOKEN';
  const rows: readonly (readonly [FixStep, string])[] = [
    [{ do: 'set-image', image: 'nginx:TAG', note: '', uses: [] }, 'set the image to "nginx:TAG"'],
    [{ do: 'set-image', image: 'nginx:TAG', note: 'a version', uses: [] }, 'set the image to "nginx:TAG" (a version)'],
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
      { do: 'set-service-account', path: 'spec.serviceAccountName', account: 'builder' },
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
      { do: 'new-pod', path: LIST, names: ['a'] },
      `create a new Pod with ${LIST} [{name: a}] (that of a Pod which exists cannot be changed)`,
    ],
    [
      { do: 'new-pod', path: LIST, names: 'too-many' },
      `create a new Pod with the secrets that it needs in ${LIST} (that of a Pod which exists cannot be changed)`,
    ],
    [
      { do: 'other-image', uses: [use('debug', 'ghcr.io/a/b:1', 'ephemeral')] },
      'in container "debug" (ephemeral) use an image that the pull secrets of the Pod match, or a public one (the list of a Pod that exists cannot be changed)',
    ],
    [
      { do: 'renew-secret', namespace: 'shop', name: 'regcred', by: 'External Secrets' },
      'see why External Secrets does not renew secret "regcred", or change it in its source, the store that its ExternalSecret reads',
    ],
    [
      { do: 'renew-secret', namespace: 'shop', name: 'regcred', by: 'Kyverno' },
      'see why Kyverno does not renew secret "regcred"',
    ],
    [
      { do: 'renew-secret', namespace: 'shop', name: 'regcred', by: 'Argo CD' },
      'secret "regcred" is kept by Argo CD: change it in its source, the repository of its Application',
    ],
    [
      { ...secret, do: 'replace-secret', server: '*.example.com' },
      "kubectl -n shop create secret docker-registry regcred --docker-server='*.example.com' --docker-username=USER --docker-password=TOKEN --dry-run=client -o yaml | kubectl -n shop apply -f -",
    ],
    [
      { do: 'say-expiry', namespace: 'shop', name: 'regcred' },
      'kubectl -n shop annotate secret regcred --overwrite pullgate.dev/expires-at=TIME',
    ],
    [
      { do: 'annotate-account', namespace: 'shop', account: 'web', keys: ['example.com/role', 'tenant'] },
      'kubectl -n shop annotate serviceaccount web example.com/role=VALUE tenant=VALUE',
    ],
    [
      { do: 'annotate-account', namespace: 'Shop', account: 'web', keys: ['tenant'] },
      'correct the namespace (none can have the name "Shop")',
    ],
    [
      { do: 'annotate-account', namespace: 'shop', account: 'Web', keys: ['tenant'] },
      'correct the name in serviceAccountName (no ServiceAccount can have the name "Web")',
    ],
    [{ do: 'say-expiry', namespace: 'Shop', name: 'a' }, 'correct the namespace (none can have the name "Shop")'],
    [
      { do: 'say-expiry', namespace: 'shop', name: 'A' },
      'correct the name in imagePullSecrets (no Secret can have the name "A")',
    ],
    [{ do: 'apply-again', names: ['a'] }, 'if secret "a" is part of this apply, apply again; else:'],
    [{ do: 'apply-again', names: ['a', 'b'] }, 'if secrets "a", "b" are part of this apply, apply again; else:'],
  ];
  for (const [step, words] of rows) t.strictSame(fixLines({ steps: [step] }, false), [words]);
  const [patch = ''] = fixLines({ steps: [{ ...account, names: many(50) }] }, false);
  t.ok(patch.includes('"s49"'), 'fifty names still are a command');
});

t.test(
  'each step is a line, the other way comes after them, notes last, and nothing to do is nothing to say',
  async (t) => {
    const secret = { do: 'create-secret', namespace: 'shop', name: 'a', server: 'ghcr.io' } as const;
    const list = { do: 'set-pull-secrets', path: LIST, names: ['a'], add: ['a'], remove: [] } as const;
    const instead = { do: 'set-account-secrets', namespace: 'shop', account: 'builder', names: ['a'] } as const;
    const create =
      'kubectl -n shop create secret docker-registry a --docker-server=ghcr.io --docker-username=USER --docker-password=TOKEN';
    const patch = `kubectl -n shop patch serviceaccount builder --type=merge -p '{"imagePullSecrets":[{"name":"a"}]}'`;
    const set = `set ${LIST} to [{name: a}]`;
    const last = 'in place of the last line, for all pods of ServiceAccount "builder":';
    t.strictSame(fixLines({ steps: [secret, list], instead }, false), [create, set, last, patch]);
    t.strictSame(fixLines({ steps: [list], instead }, false), [
      set,
      'or, for all pods of ServiceAccount "builder":',
      patch,
    ]);
    t.equal(fixText({ steps: [list], notes: ['one', 'two'] }), `${set}\nNote: one; two`);
    t.equal(fixText(undefined), '');
    t.equal(fixInLine({ steps: [secret, list], instead, notes: ['n'] }), `Fix: (1) ${create} (2) ${set}`);
    t.equal(fixInLine({ steps: [list], notes: [] }), `Fix: ${set}`);
    t.equal(fixInLine({ steps: [], notes: ['x'] }), '');
    t.equal(fixInLine(undefined), '');
  },
);

t.test('an edit of an image says whose, where that is not plain', async (t) => {
  const uses = Array.from({ length: 13 }, (_, index) => use(`c${index}`, 'nginx:latest'));
  const edit = (count: number) =>
    ({ do: 'set-image', image: 'nginx:1', note: '', uses: uses.slice(0, count) }) as const;
  const one = 'set the image to "nginx:1"';
  t.strictSame(fixLines({ steps: [edit(1)] }, true), [`${one} in container "c0"`]);
  t.strictSame(fixLines({ steps: [edit(4)] }, false), [one], 'the line above names four');
  t.match(fixLines({ steps: [edit(12)] }, false)[0], /^set the image to "nginx:1" in containers "c0", .*"c11"$/);
  t.strictSame(fixLines({ steps: [edit(13)] }, false), [`${one} wherever it is "nginx:latest"`]);
  t.equal(fixLines({ steps: [edit(1), edit(2)] }, false)[1], `${one} in containers "c0", "c1"`);
});
