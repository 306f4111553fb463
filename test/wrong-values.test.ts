import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import t from 'tap';
import { stringify } from 'yaml';
import { loadConfig } from '../src/config/load.js';
import { deadPattern } from '../src/core/dead-pattern.js';
import { parseImage } from '../src/core/image/parse.js';
import { matchesPattern } from '../src/core/match-images.js';
import { RULES } from '../src/core/rules/index.js';
import { mergeValues, ROOT, VALUES } from './chart/rendered.js';
import { configOf, RIGHT, valuesOf, WRONG } from './chart/wrong-values.js';

const directory = mkdtempSync(join(tmpdir(), 'pullgate-wrong-'));
const schema = JSON.parse(readFileSync(`${ROOT}charts/pullgate/values.schema.json`, 'utf8'));
const validate = new Ajv({ allErrors: true, strictTypes: false, strictRequired: false }).compile(schema);

async function mistakesOf(config: unknown): Promise<string> {
  writeFileSync(join(directory, 'pullgate.yaml'), stringify(config));
  const result = await loadConfig({ cwd: directory, env: {}, flags: {}, rules: RULES, file: 'pullgate.yaml' });
  return result.ok ? '(valid)' : result.mistakes.join('\n');
}

t.test('what the chart must not deploy is refused by config check, and by schema or template', async (t) => {
  for (const row of WRONG) {
    // A line separator would end the line of the report.
    const about = `${row.path}: ${JSON.stringify(row.value)
      .slice(0, 80)
      .replace(/[^ -~]/g, '?')}`;
    const said = await mistakesOf(configOf(row));
    t.ok(said.includes(row.said), `${about}: ${said.slice(0, 400)}`);
    const takes = validate(mergeValues(VALUES, valuesOf(row)));
    t.equal(takes, row.byTemplate !== undefined, `${about}: ${takes ? 'taken' : 'refused'} by the schema of the chart`);
  }
  t.ok(WRONG.length > 80);
});

t.test('what is near to it is taken by both', async (t) => {
  for (const row of RIGHT) {
    t.equal(await mistakesOf(configOf(row)), '(valid)', row.path);
    t.ok(validate(mergeValues(VALUES, valuesOf(row))), `${row.path}: ${JSON.stringify(validate.errors)}`);
  }
});

t.test('the right form of a dead pattern is alive, and no login is shown in it', async (t) => {
  const dead = WRONG.filter(({ path }) => path === 'policy.registries.public').flatMap(({ value }) => value);
  for (const pattern of dead) {
    if (typeof pattern !== 'string') continue;
    for (const meant of deadPattern(pattern)?.meant ?? [])
      t.equal(deadPattern(meant), undefined, `${pattern}: ${meant}`);
  }
  t.strictSame(deadPattern('me:secret@quay.io/app')?.meant, []);
  // The login behind the host, and a password with a "?" in it: a user is no part of a pattern.
  for (const login of ['quay.io/me/x:secret', 'docker://quay.io/me:secret', 'oci://me/x:se?cret@quay.io', 'me/x?a:b']) {
    t.strictSame(deadPattern(login)?.meant, [], login);
  }
  t.strictSame(deadPattern('docker://quay.io/acme/app:v1.4')?.meant, ['quay.io/acme/app']);
  t.strictSame(deadPattern(`https://${'a.'.repeat(600)}com`)?.meant, [], 'nobody writes that');
});

const word = fc.stringMatching(/^[a-z0-9]{1,6}([._-][a-z0-9]{1,4})?$/);
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,5}[a-z0-9])?$/);
const host = fc.oneof(
  fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.')),
  fc.constant('localhost'),
);
const repository = fc
  .tuple(host, fc.option(fc.integer({ min: 80, max: 65_535 })), fc.array(word, { minLength: 1, maxLength: 3 }))
  .map(([name, port, path]) => `${name}${port === null ? '' : `:${port}`}/${path.join('/')}`);

t.test('whatever matches an image is no dead pattern', async (t) => {
  let seen = 0;
  fc.assert(
    fc.property(repository, fc.nat(40), fc.nat(15), (name, cut, stars) => {
      const parsed = parseImage(`${name}:1`);
      fc.pre(parsed.ok);
      const slash = name.indexOf('/');
      const [hostName = '', port] = name.slice(0, slash).split(':');
      const masked = hostName.split('.').map((part, at) => ((stars >> at) & 1 ? '*' : part));
      const kept = `${masked.join('.')}${port === undefined ? '' : `:${port}`}${name.slice(slash, slash + cut)}`;
      if (kept === '*' || kept.startsWith('*/')) return;
      seen += 1;
      if (!matchesPattern(kept, name)) throw new Error(`${kept} does not match ${name}`);
      const dead = deadPattern(kept);
      if (dead !== undefined) throw new Error(`${kept} matches ${name} and is refused: ${dead.why}`);
    }),
    { numRuns: 2000, seed: 13 },
  );
  t.ok(seen > 1000);
});

t.test('a dead pattern matches no image that can be written', async (t) => {
  const images = [
    'nginx',
    'grafana/grafana',
    'quay.io/prometheus/node-exporter',
    'ghcr.io/acme/app',
    'redis',
    'quay.io/app',
    'registry.example.com:5000/team/app',
    'index.docker.io/grafana/grafana',
    'docker.io/library/nginx',
    'a.example.com/x',
  ];
  const repositories = images.flatMap((image) => {
    const parsed = parseImage(image);
    return parsed.ok ? [parsed.reference.repository] : [];
  });
  t.ok(repositories.length > 8);
  const dead = WRONG.filter(({ path }) => path === 'policy.registries.public').flatMap(({ value }) => value);
  // The kubelet cuts a query and a login off, so these match more than they say.
  for (const pattern of dead.filter(
    (each) => typeof each === 'string' && deadPattern(each) !== undefined && !/[?@]/.test(each),
  )) {
    const met = repositories.filter((repository) => matchesPattern(String(pattern), repository));
    t.strictSame(met, [], String(pattern));
  }
});
