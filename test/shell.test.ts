/**
 * Every command that is printed is there to be copied, so a real `sh` reads it here as a person's would: it calls kubectl
 * once, with exactly the words that are meant, and runs nothing else, whatever the names of a request or a file are.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { run } from '../src/cli/index.js';
import { registryHint } from '../src/core/image/registry-hints.js';
import { isNamespaceName, isObjectName } from '../src/core/object-name.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import type { FixStep } from '../src/core/types.js';
import { assess } from '../src/facts/assess.js';
import { decodeReview, encodeReview } from '../src/webhook/review.js';
import { type KubeObject, stateOf } from './support/state.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');

/** Names that no API server takes; what a shell would do with them is `pwn`, or a file in its directory. */
const HOSTILE = [
  'a b',
  "it's",
  "'; pwn; '",
  '"; pwn; "',
  '$(pwn)',
  '`pwn`',
  'x;pwn',
  'x|pwn',
  'x&pwn',
  'x&&pwn',
  'x||pwn',
  'x>pwned',
  'x<pwned',
  'x\npwn',
  'x\r\npwn\n',
  'x\tpwn',
  '-n --all',
  '--all',
  '-A',
  '-',
  '--',
  '$HOME',
  '${IFS}pwn',
  '~',
  '*',
  '?',
  '[a-z]*',
  '{a,b}',
  '!!',
  '#x',
  'x #',
  '\\',
  '\\\npwn',
  'x\\',
  '\u0000pwn',
  '\u001b[31mx',
  '\u202epwn',
  'ünï',
  'Shop',
  'a_b',
  'a..b',
  '.a',
  'a.',
  'a'.repeat(254),
  `${'a'.repeat(300)}; pwn`,
  '(pwn)',
  ')pwn',
  'eval pwn',
  'x=pwn',
  '"$(pwn)"',
  "$'\\npwn'",
] as const;

const NAMESPACES = ['shop', 'team-b', '0', 'a'.repeat(63)];
const NAMES = ['regcred', 'true', '1e3', '0x1f', 'a.b.c', 'null', '2027-01-31', `${'a'.repeat(63)}.${'b'.repeat(189)}`];
const IMAGES = [
  'registry.example.com/team/app:1',
  'registry.example.com:5000/team/app:1',
  'ghcr.io/acme/app:1',
  '[2001:db8::1]/team/app:1',
  '[2001:db8::1]:5000/team/app:1',
  `${'a.'.repeat(100)}example.com/team/app:1`,
];

/** mulberry32: the same cases each time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Case {
  readonly namespace: string;
  readonly objects: readonly KubeObject[];
  readonly judged: KubeObject;
}

function casesOf(count: number, seed: number): readonly Case[] {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // an index of the list
  const name = (valid: readonly string[]): string => pick(random() < 0.5 ? valid : HOSTILE);
  return Array.from({ length: count }, (_, index) => {
    // Most namespaces can exist, or nothing else would ever be printed.
    const namespace = random() < 0.7 ? pick(NAMESPACES) : pick(HOSTILE);
    const account = name(NAMES);
    const secret = name(NAMES);
    const image = pick(IMAGES);
    const host = image.slice(0, image.indexOf('/'));
    const listed = Array.from({ length: Math.floor(random() * 4) }, () => ({ name: name(NAMES) }));
    const auths = { [host]: { username: 'u', password: 'p' } };
    const data = { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths })).toString('base64') };
    const enforce = random() < 0.5 ? { 'kubernetes.io/enforce-mountable-secrets': 'true' } : {};
    const objects: readonly KubeObject[] = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      ...(random() < 0.6
        ? [
            {
              apiVersion: 'v1',
              kind: 'ServiceAccount',
              metadata: { name: account, namespace, annotations: enforce },
              imagePullSecrets: random() < 0.5 ? listed : [],
            },
          ]
        : []),
      ...(random() < 0.5
        ? [
            {
              apiVersion: 'v1',
              kind: 'Secret',
              metadata: { name: secret, namespace },
              type: 'kubernetes.io/dockerconfigjson',
              data,
            },
          ]
        : []),
    ];
    const spec = {
      serviceAccountName: account,
      ...(random() < 0.5 ? { imagePullSecrets: listed } : {}),
      containers: [
        { name: 'a', image },
        ...(random() < 0.3
          ? [
              { name: 'b', image: pick(IMAGES) },
              { name: 'c', image: pick(HOSTILE) },
            ]
          : []),
      ],
    };
    const judged: KubeObject = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `web-${index}`, namespace },
      spec: { selector: {}, template: { metadata: {}, spec } },
    };
    return { namespace, objects, judged };
  });
}

// --------------------------------------------------------------------------------------------------------------- shell

/** A word ends at a blank; a comma or a parenthesis outside of quotes is the sentence's. */
const COMMAND = /(?<=^|[Ff]ix: |, then )kubectl(?: (?:'[^']*'|\\'|[^\s'(,])+)+/gm;

function commandsIn(text: string): readonly string[] {
  // What follows the fix is a sentence of its own.
  const fixes = text.replace(/\. (?=If |More: )/g, '.\n');
  return [...fixes.matchAll(COMMAND)].map(([command]) => command.replace(/\.$/, ''));
}

/** What kubectl is called with by each; one shell for all of them. */
function callsOf(commands: readonly string[]): {
  readonly calls: readonly (readonly string[])[];
  readonly noise: string;
} {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-shell-'));
  for (const file of ['kubectl', 'a', '-n', 'regcred']) writeFileSync(join(directory, file), '');
  const before = readdirSync(directory).join(' ');
  const script = [
    `kubectl() { for word in "$@"; do printf 'word %s\\n' "$word"; done; printf 'end\\n'; }`,
    `pwn() { printf 'PWNED\\n'; }`,
    ...commands,
    '',
  ].join('\n');
  const { stdout, stderr } = spawnSync('/bin/sh', ['-s'], {
    input: script,
    cwd: directory,
    env: { PATH: '/nonexistent', HOME: '/home/somebody' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  const calls: (readonly string[])[] = [];
  const noise: string[] = [stderr];
  let words: string[] = [];
  for (const line of stdout.split('\n').slice(0, -1)) {
    if (line === 'end') {
      calls.push(words);
      words = [];
    } else if (line.startsWith('word ')) words.push(line.slice('word '.length));
    else noise.push(line);
  }
  const after = readdirSync(directory).join(' ');
  return { calls, noise: [...noise, ...(after === before ? [] : [after])].join('') };
}

const userFor = (server: string): string =>
  registryHint(server.replace(/^https?:\/\//, '').split('/', 1)[0] ?? '').username;

/** The words that a step means; undefined where it is no command, or one of a name that nothing can have. */
function meant(step: FixStep): readonly string[] | undefined {
  switch (step.do) {
    case 'create-secret':
      if (!isNamespaceName(step.namespace) || !isObjectName(step.name)) return undefined;
      return [
        ...['-n', step.namespace, 'create', 'secret', 'docker-registry', step.name],
        ...[`--docker-server=${step.server}`, `--docker-username=${userFor(step.server)}`, '--docker-password=TOKEN'],
      ];
    case 'create-service-account':
      if (!isNamespaceName(step.namespace) || !isObjectName(step.account)) return undefined;
      return ['-n', step.namespace, 'create', 'serviceaccount', step.account];
    case 'set-account-secrets': {
      if (!isNamespaceName(step.namespace) || !isObjectName(step.account)) return undefined;
      const patch = JSON.stringify({ imagePullSecrets: step.names.map((name) => ({ name })) });
      return ['-n', step.namespace, 'patch', 'serviceaccount', step.account, '--type=merge', '-p', patch];
    }
    default:
      return undefined;
  }
}

/** Of any command that Pullgate prints, whatever it was asked. */
function isAsPrinted([dash, namespace = '', ...rest]: readonly string[]): boolean {
  const [verb, what, third = '', ...more] = rest;
  if (dash !== '-n' || !isNamespaceName(namespace)) return false;
  if (verb === 'patch')
    return what === 'serviceaccount' && isObjectName(third) && more.length === 3 && isPatch(more[2]);
  if (verb !== 'create') return false;
  if (what === 'serviceaccount') return isObjectName(third) && more.length === 0;
  return third === 'docker-registry' && isObjectName(more[0] ?? '') && more.length === 4;
}

function isPatch(text = ''): boolean {
  const { imagePullSecrets } = JSON.parse(text);
  return imagePullSecrets.every(({ name }: { readonly name: string }) => isObjectName(name));
}

// --------------------------------------------------------------------------------------------------------------- faces

async function cli(argv: readonly string[]): Promise<string> {
  const out: string[] = [];
  await run(argv, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: () => {} },
    stdin: (async function* () {})(),
    env: { HOME: tmpdir() },
    cwd: tmpdir(),
    isTTY: false,
    now: () => NOW,
  });
  return out.join('');
}

function directoryOf(objects: readonly KubeObject[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-shell-'));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'all.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  return directory;
}

t.test('an answer of the webhook: what sh makes of a command is what its step means', async (t) => {
  /** A command, and the words of every step of its denial. */
  const wanted: (readonly [string, ReadonlySet<string> | undefined])[] = [];
  for (const { namespace, objects, judged } of casesOf(1_500, 1)) {
    const review = {
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      request: {
        uid: 'u',
        kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
        resource: { group: 'apps', version: 'v1', resource: 'deployments' },
        operation: 'CREATE',
        namespace,
        name: 'web',
        userInfo: { username: 'somebody' },
        object: judged,
      },
    };
    const decoded = decodeReview(Buffer.from(JSON.stringify(review)));
    if (!decoded.ok) throw new Error(decoded.why);
    const state = stateOf(objects);
    const assessment = await assess(decoded.admission, { settings: DEFAULT_SETTINGS, state, now: NOW });
    const { response } = JSON.parse(encodeReview(decoded.apiVersion, decoded.admission, assessment));
    const printed = [response.status?.message ?? '', ...(response.warnings ?? [])].join('\n');
    const steps = assessment.findings.flatMap(({ fix }) => [
      ...(fix?.steps ?? []),
      ...(fix?.instead === undefined ? [] : [fix.instead]),
    ]);
    const words = new Set(steps.flatMap((step) => JSON.stringify(meant(step)) ?? []));
    const isPart = /^\(\+\d+ more/m.test(printed);
    for (const command of commandsIn(printed)) wanted.push([command, isPart ? undefined : words]);
  }
  const { calls, noise } = callsOf(wanted.map(([command]) => command));
  t.equal(noise, '', 'nothing else runs');
  t.equal(calls.length, wanted.length, 'each is one call');
  t.ok(calls.length > 500, `${calls.length} commands`);
  t.strictSame(
    calls.filter((words, index) => {
      const [, known] = wanted[index] ?? [];
      // Where a text tells of the first problems only, its list is for these.
      return known === undefined ? !isAsPrinted(words) : !known.has(JSON.stringify(words));
    }),
    [],
    'word for word',
  );
  const kinds = new Set(calls.map((words) => words.slice(2, 4).join(' ')));
  t.strictSame([...kinds].sort(), ['create secret', 'create serviceaccount', 'patch serviceaccount']);
});

t.test('check and explain: the same, of files with such names', async (t) => {
  const cases = casesOf(400, 2);
  const files = directoryOf(cases.map(({ judged }) => judged));
  const cluster = directoryOf(cases.flatMap(({ objects }) => objects));
  const check = ['check', files, '--cluster-dir', cluster];
  const report = JSON.parse(await cli([...check, '-o', 'json']));
  const fixes: string[] = report.results.flatMap(
    ({ findings }: { readonly findings: readonly { readonly fix: string }[] }) => findings.map(({ fix }) => fix),
  );
  const explained: string[] = [];
  for (const [index, { namespace, objects, judged }] of cases.slice(0, 120).entries()) {
    const spec = Object(judged['spec']).template.spec;
    const secrets = (spec.imagePullSecrets ?? []).flatMap(({ name }: { readonly name: string }) => [
      `--pull-secret=${name}`,
    ]);
    const own = directoryOf(objects);
    const asked = [`--namespace=${namespace}`, `--service-account=${spec.serviceAccountName}`, `--cluster-dir=${own}`];
    const output = index % 2 === 0 ? [] : ['-o', 'json'];
    const text = await cli(['explain', spec.containers[0].image, ...asked, ...secrets, ...output]);
    if (index % 2 === 0) explained.push(text);
    else for (const { fix } of JSON.parse(text).verdict.findings) explained.push(fix);
  }
  for (const [face, texts] of Object.entries({ text: [await cli(check)], json: fixes, explain: explained })) {
    const commands = texts.flatMap(commandsIn);
    const { calls, noise } = callsOf(commands);
    t.equal(noise, '', `${face}: nothing else runs`);
    t.equal(calls.length, commands.length, `${face}: each is one call`);
    t.ok(calls.length > 50, `${face}: ${calls.length} commands`);
    t.strictSame(
      calls.filter((words) => !isAsPrinted(words)),
      [],
      face,
    );
  }
});

t.test('a name that nothing can have is told, with what holds it', async (t) => {
  const { namespace: _, ...container } = { namespace: '', name: 'a', image: 'ghcr.io/acme/app:1' };
  const deployment = (namespace: string, spec: object): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace },
    spec: { template: { spec: { containers: [container], ...spec } } },
  });
  const fixesOf = async (judged: KubeObject, account = 'default'): Promise<readonly string[]> => {
    const objects = [
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: account, namespace: judged.metadata?.namespace ?? '' },
      },
    ];
    const text = await cli(['check', directoryOf([judged]), '--cluster-dir', directoryOf(objects), '-o', 'json']);
    return JSON.parse(text).results[0].findings.map(({ fix }: { readonly fix: string }) => fix);
  };
  t.match(await fixesOf(deployment('$(pwn)', {})), [
    /^correct the namespace \(none can have the name "\$\(pwn\)"\) and create a pull secret for ghcr\.io in it\nset spec\.template\.spec\.imagePullSecrets to \[\{name: regcred\}\]/,
  ]);
  t.match(await fixesOf(deployment('shop', { serviceAccountName: '-n --all' })), [
    'correct the name in serviceAccountName (no ServiceAccount can have the name "-n --all")',
  ]);
  t.match(
    await fixesOf(
      deployment('shop', { imagePullSecrets: [{ name: "x}], hostNetwork: true, y: [{name: 'y'" }, { name: 'true' }] }),
    ),
    [
      /^kubectl -n shop create secret docker-registry \S+ .*\nset spec\.template\.spec\.imagePullSecrets to \[\{name: "true"\}, \{name: regcred\}\]/,
    ],
  );
});
