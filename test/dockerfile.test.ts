import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** Continued lines are one instruction; comments are none. */
function instructions(text: string): readonly Instruction[] {
  const lines = text.split('\n').filter((line) => !line.trimStart().startsWith('#'));
  const whole = lines
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  return whole
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
      return { word: word.toUpperCase(), rest };
    });
}

const all = instructions(read('Dockerfile'));
const starts = all.flatMap(({ word }, index) => (word === 'FROM' ? [index] : []));
const last = all.slice(starts.at(-1));
const inLast = (word: string) => last.filter((each) => each.word === word).map(({ rest }) => rest);

function argument(name: string): string | undefined {
  const found = all.find(({ word, rest }) => word === 'ARG' && (rest === name || rest.startsWith(`${name}=`)));
  return found?.rest.split('=').slice(1).join('=');
}

t.test('the Dockerfile builds in one stage and ships another', async (t) => {
  t.equal(starts.length, 2);
  t.strictSame(inLast('COPY'), ['--from=build /src/.image/app /app'], 'nothing but the bundle is taken over');
  t.strictSame(inLast('RUN'), [], 'nothing runs on the base that is shipped');
});

t.test('base images are build arguments with a tag, and the one that is shipped takes a digest', async (t) => {
  t.strictSame(
    all.filter(({ word }) => word === 'FROM').map(({ rest }) => rest),
    [`\${NODE_IMAGE} AS build`, `\${BASE_IMAGE}\${BASE_DIGEST:+@\${BASE_DIGEST}}`],
  );
  t.equal(argument('BASE_DIGEST'), '', 'no digest unless one is given');
  for (const name of ['NODE_IMAGE', 'BASE_IMAGE']) {
    t.match(argument(name), /^[a-z.]+\/[a-z0-9/-]+:[a-z0-9-]+$/, `${name} names its registry and a tag`);
    t.notMatch(argument(name), /:latest$/, name);
    t.match(argument(name), /24/, `${name} is Node.js 24`);
  }
  t.match(argument('BASE_IMAGE'), /distroless.*:nonroot$/);
});

t.test('the image runs as a number, without a shell, a debugger or a HEALTHCHECK', async (t) => {
  t.strictSame(inLast('USER'), ['65532:65532']);
  const [entry = ''] = inLast('ENTRYPOINT');
  t.strictSame(JSON.parse(entry), [
    '/nodejs/bin/node',
    '--max-semi-space-size=4',
    '--no-allocation-site-pretenuring',
    '--no-parallel-scavenge',
    '--disable-sigusr1',
    '/app/pullgate.mjs',
  ]);
  t.strictSame(
    inLast('CMD').map((text) => JSON.parse(text)),
    [['serve']],
  );
  for (const word of ['HEALTHCHECK', 'ADD', 'VOLUME', 'SHELL', 'ONBUILD', 'STOPSIGNAL']) {
    t.notOk(
      all.some((each) => each.word === word),
      `no ${word}`,
    );
  }
});

t.test('the labels say what it is; the version is that of the package', async (t) => {
  const { version, license } = JSON.parse(read('package.json'));
  t.equal(argument('VERSION'), version);
  const labels = new Map(
    [
      ...inLast('LABEL')
        .join(' ')
        .matchAll(/org\.opencontainers\.image\.([a-z.]+)="([^"]*)"/g),
    ].map(([, name = '', value = '']) => [name, value] as const),
  );
  t.strictSame([...labels.keys()].sort(), [
    'base.digest',
    'base.name',
    'created',
    'description',
    'licenses',
    'revision',
    'title',
    'version',
  ]);
  t.equal(labels.get('licenses'), license);
  for (const name of ['VERSION', 'REVISION', 'CREATED', 'BASE_IMAGE', 'BASE_DIGEST']) {
    t.ok(
      last.some(({ word, rest }) => word === 'ARG' && rest.split('=')[0] === name),
      `${name} reaches the last stage`,
    );
  }
});

t.test('packages come from the lock file, and no script of theirs runs', async (t) => {
  const runs = all.filter(({ word }) => word === 'RUN').map(({ rest }) => rest);
  t.equal(runs.length, 2);
  t.match(runs[0], /npm ci --ignore-scripts /);
  t.match(runs[0], /--mount=type=secret,id=npmrc,/, 'credentials are a secret, not an argument');
  t.match(runs[1], /^npm run (--silent )?bundle$/);
  const secretive = all.filter(({ word, rest }) => word === 'ARG' && /token|password|auth|secret/i.test(rest));
  t.strictSame(secretive, []);
});

t.test('the build sees what .dockerignore allows, and that is all it needs', async (t) => {
  const rules = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  t.equal(rules[0], '*', 'everything is left out');
  t.strictSame(rules.slice(1).sort(), [
    '!.image/*.mjs',
    '!LICENSE',
    '!docs/example',
    '!package-lock.json',
    '!package.json',
    '!src',
    '!tsconfig.json',
  ]);
});
