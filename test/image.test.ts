/** Image references: every recorded answer of the kubelet's parser, and what no table can say. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import {
  defaultPullPolicy,
  effectiveTag,
  familiarName,
  isLatest,
  parseImage,
  runtimeReference,
} from '../src/core/image/parse.js';
import type { ImageReference } from '../src/core/types.js';
import { ANY_CHARACTER } from './support/any-character.js';

interface Row {
  readonly input: string;
  readonly error?: string;
  readonly domain?: string;
  readonly pullPolicyDefault: string;
  readonly [field: string]: string | undefined;
}

interface TableRow {
  readonly id: string;
  readonly api: string;
  readonly input: string;
  readonly expect: Readonly<Record<string, string | boolean>>;
  readonly normalized: {
    readonly ok: boolean;
    readonly domain?: string;
    readonly path?: string;
    readonly tag?: string;
    readonly digest?: string;
    readonly error?: string;
  };
}

function load<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`vectors/${name}`, import.meta.url), 'utf8')) as T;
}

function suffix(reference: ImageReference, withTag = true): string {
  const tag = reference.tag !== undefined && withTag ? `:${reference.tag}` : '';
  return tag + (reference.digest === undefined ? '' : `@${reference.digest}`);
}

/** The row as we would have written it. */
function answer(row: Row): Record<string, unknown> {
  const parsed = parseImage(row.input);
  const common = { input: row.input, cat: row['cat'], pullPolicyDefault: defaultPullPolicy(parsed) };
  if (!parsed.ok) return { ...common, error: parsed.error };
  const { reference } = parsed;
  // The parsed domain is empty in the case of semantics 1.12; we offer the registry instead and rebuild the rest.
  const domain = row.domain === '' ? '' : reference.registry;
  const tag = effectiveTag(reference);
  return {
    ...common,
    domain,
    path: domain === '' ? reference.repository : reference.path,
    ...(reference.tag === undefined ? {} : { tag: reference.tag }),
    ...(reference.digest === undefined ? {} : { digest: reference.digest }),
    repo: reference.repository,
    registry: reference.registry,
    cri: runtimeReference(reference),
    ...(tag === undefined ? {} : { effectiveTag: tag }),
    pull: reference.repository + (reference.digest === undefined ? `:${tag}` : suffix(reference, false)),
    familiar: familiarName(reference) + suffix(reference),
  };
}

const references = load<{ rows: readonly Row[] }>('image-references.json').rows;
t.test(`image-references.json: ${references.length} references are read as the kubelet reads them`, async (t) => {
  t.equal(references.length, 3359);
  t.equal(references.filter((row) => row.error === undefined).length, 1525);
  const wrong = references.filter((row) => !sameFields(answer(row), row));
  t.same(
    wrong.slice(0, 5).map((row) => ({ ours: answer(row), theirs: row })),
    [],
  );
  t.equal(wrong.length, 0);
  // The empty domain is upstream's, and only where the first part is no host.
  const empty = references.filter((row) => row.domain === '');
  t.ok(empty.length > 0);
  t.ok(empty.every((row) => row['registry']?.includes('_')));
});

function sameFields(ours: Readonly<Record<string, unknown>>, theirs: Readonly<Record<string, unknown>>): boolean {
  const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...names].every((name) => ours[name] === theirs[name]);
}

const tables = load<{ references: readonly TableRow[] }>('from-upstream-tables.json').references;

/**
 * What upstream's own table says, besides `normalized`, which is asked of every row. Not applicable, by name: the
 * expectations of withName, compose, parseCanonicalOnly, parseAny, familiarGlob and the four grammars are about
 * functions that the kubelet does not call and we do not offer; `parse` is about names without normalisation. Their
 * inputs are replayed for `normalized` all the same.
 */
function upstreamSays(row: TableRow): Readonly<Record<string, unknown>> {
  switch (row.api) {
    case 'normalize':
    case 'kubeletParse':
    case 'kubeletDefaultTag':
    case 'dockerRef':
      return row.expect;
    default:
      return {};
  }
}

function weSay(row: TableRow): Readonly<Record<string, unknown>> {
  const parsed = parseImage(row.input);
  if (!parsed.ok) return { valid: false, error: parsed.error, image: undefined };
  const { reference } = parsed;
  const canonical = reference.repository + suffix(reference);
  const docker =
    reference.repository + (reference.digest === undefined ? `:${effectiveTag(reference)}` : suffix(reference, false));
  return {
    valid: true,
    domain: reference.registry,
    path: reference.path,
    canonical: row.api === 'dockerRef' ? docker : canonical,
    familiar: familiarName(reference) + suffix(reference),
    repo: reference.repository,
    tag: row.api === 'kubeletParse' ? effectiveTag(reference) : reference.tag,
    digest: reference.digest,
    image: runtimeReference(reference),
  };
}

t.test(`from-upstream-tables.json: ${tables.length} rows of upstream's reference tables`, async (t) => {
  t.equal(tables.length, 368);
  let expectations = 0;
  for (const row of tables) {
    const parsed = parseImage(row.input);
    const { normalized } = row;
    t.equal(parsed.ok, normalized.ok, row.id);
    if (!parsed.ok) {
      t.equal(parsed.error, normalized.error, row.id);
    } else {
      const { reference } = parsed;
      const domain = normalized.domain === '' ? '' : `${normalized.domain}/`;
      t.equal(reference.repository, domain + normalized.path, row.id);
      t.equal(reference.tag, normalized.tag, row.id);
      t.equal(reference.digest, normalized.digest, row.id);
    }
    const ours = weSay(row);
    for (const [field, value] of Object.entries(upstreamSays(row))) {
      expectations += 1;
      t.equal(ours[field] ?? '', value, `${row.id} ${field}`);
    }
  }
  t.comment(`${expectations} further expectations of normalize, dockerRef, kubeletParse and kubeletDefaultTag`);
  t.ok(expectations > 200);
});

t.test('a hostile text of 600 kB is answered in milliseconds, whatever it is made of', async (t) => {
  const size = 600_000;
  const texts = {
    letters: 'a'.repeat(size),
    dashes: `a${'-'.repeat(size)}!`,
    'letter and dash': `${'a-'.repeat(size / 2)}!`,
    underscores: `a${'_'.repeat(size)}`,
    slashes: '/'.repeat(size),
    components: `${'a/'.repeat(size / 2)}A`,
    colons: ':'.repeat(size),
    ats: '@'.repeat(size),
    dots: `${'a.'.repeat(size / 2)}/x`,
    labels: `${'a-b.'.repeat(size / 4)}c/x`,
    bracket: `[${':'.repeat(size)}/x`,
    port: `a:${'1'.repeat(size)}/x:`,
    digest: `a@${'a+'.repeat(size / 2)}:`,
    hex: `a@sha256:${'a'.repeat(size)}`,
    tag: `a:${'a.'.repeat(size / 2)}`,
    'not ASCII': 'İ'.repeat(size / 2),
  };
  for (const [name, text] of Object.entries(texts)) {
    const before = process.cpuUsage();
    parseImage(text);
    // Time of this process alone: a busy machine must not decide.
    const milliseconds = process.cpuUsage(before).user / 1000;
    t.ok(milliseconds < 200, `${name}: ${milliseconds.toFixed(1)} ms`);
  }
});

t.test('latest is a tag in lower case without a digest', async (t) => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const cases: readonly (readonly [string, boolean])[] = [
    ['nginx', true],
    ['nginx:latest', true],
    ['nginx:Latest', false],
    ['nginx:1.25', false],
    [`nginx@${digest}`, false],
    [`nginx:latest@${digest}`, false],
  ];
  for (const [image, latest] of cases) {
    const parsed = parseImage(image);
    t.equal(parsed.ok && isLatest(parsed.reference), latest, image);
  }
});

t.test('a short name is one that names no registry', async (t) => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['nginx', true],
    ['acme/app', true],
    ['localhost:5000', true],
    ['docker.io/nginx', false],
    ['localhost/app', false],
    ['MYREG/app', false],
    ['my_reg.com/app', false],
  ];
  for (const [image, short] of cases) {
    const parsed = parseImage(image);
    t.equal(parsed.ok && parsed.reference.shortName, short, image);
  }
});

t.test('no text makes it throw, and what it calls valid it reads the same again', async (t) => {
  const piece = fc.constantFrom(
    'a',
    'B',
    '0',
    '.',
    '-',
    '_',
    '/',
    ':',
    '@',
    '[',
    ']',
    'é',
    ' ',
    'docker.io',
    'sha256:',
    'a'.repeat(64),
    'localhost',
  );
  const text = fc.oneof(
    fc.string({ unit: ANY_CHARACTER }),
    fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
  );
  let valid = 0;
  fc.assert(
    fc.property(text, (image) => {
      const parsed = parseImage(image);
      if (!parsed.ok) return;
      valid += 1;
      const { reference } = parsed;
      const again = parseImage(reference.repository + suffix(reference));
      // A path without a host in front (semantics 1.12) names its registry again; everything else is a fixed point.
      if (!again.ok) throw new Error(`${image} does not round-trip`);
      for (const field of ['repository', 'registry', 'path', 'tag', 'digest'] as const) {
        if (again.reference[field] !== reference[field]) throw new Error(`${image}: ${field} differs`);
      }
      if (`${reference.registry}/${reference.path}` !== reference.repository) throw new Error(image);
    }),
    { numRuns: 5000, seed: 3 },
  );
  t.ok(valid > 50, `${valid} valid ones among them`);
});
