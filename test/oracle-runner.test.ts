/** The oracle's runner, without the oracle: two sides that are known to differ must be found to differ. */
import t from 'tap';
import type { Answer, Asker, Hunt, Row } from './oracle/index.mjs';
import {
  compareYaml,
  createGenerator,
  createRandom,
  createYamlGenerator,
  hunt,
  readRows,
  sameAnswer,
  yamlCases,
} from './oracle/index.mjs';
import { answer } from './support/oracle-row.js';

/** Our engine stands in for the kubelet: what is tested here is who compares, not who is right. */
const kubelet: Asker = (rows) => Promise.resolve(rows.map((row) => withoutGroups(answer(row))));

function withoutGroups({ groups: _, ...expect }: Answer): Answer {
  return expect;
}

function huntWith(ours: (row: Row) => Answer, cases: number): Promise<Hunt> {
  return hunt({ next: createGenerator(createRandom(1)), cases, ours, kubelet, show: 1 });
}

t.test('two equal sides have no difference, and every outcome is a good share of the cases', async (t) => {
  const { cases, count, differences, outcomes } = await huntWith(answer, 800);
  t.equal(cases, 800);
  t.equal(count, 0);
  t.same(differences, []);
  for (const [outcome, least] of Object.entries({ credential: 200, none: 200, keyringError: 50, invalidImage: 50 })) {
    t.ok((outcomes[outcome] ?? 0) > least, `${outcome}: ${outcomes[outcome]}`);
  }
});

const wrong: Readonly<Record<string, { ours: (row: Row) => Answer; secrets: number; characters: number }>> = {
  'forgets every credential but the first': {
    ours: (row) => {
      const right = answer(row);
      return right.usernames === undefined ? right : { ...right, usernames: right.usernames.slice(0, 1) };
    },
    secrets: 1,
    characters: 330,
  },
  'reads a broken secret as an empty one': {
    ours: (row) => {
      const { keyringError, ...right } = answer(row);
      return keyringError === true ? { ...right, usernames: [] } : right;
    },
    secrets: 1,
    characters: 200,
  },
  'lets any image pass': {
    ours: (row) => (answer(row).invalidImage ? { repository: row.image, usernames: [] } : answer(row)),
    secrets: 0,
    characters: 60,
  },
  'has the right user and the wrong password': {
    ours: (row) => {
      const right = answer(row);
      return right.auths === undefined ? right : { ...right, auths: right.auths.map(() => 'Og==') };
    },
    secrets: 1,
    characters: 290,
  },
  'throws where a key holds a percent sign': {
    ours: (row) => {
      if (row.secrets.some(({ data = {} }) => Object.values(data).some((text) => text.includes('%'))))
        throw new Error();
      return answer(row);
    },
    secrets: 1,
    characters: 160,
  },
};

for (const [what, { ours, secrets, characters }] of Object.entries(wrong)) {
  t.test(`a side that ${what} is found, and the case is made small`, async (t) => {
    const { count, differences } = await huntWith(ours, 200);
    t.ok(count > 0);
    const [difference] = differences;
    if (difference === undefined) throw new Error('nothing was kept');
    const { row } = difference;
    t.equal(row.secrets.length, secrets);
    const text = JSON.stringify(row);
    t.ok(text.length <= characters, `${text.length} characters: ${text}`);
    const [replayed] = readRows('found.jsonl', `# a comment\n\n${text}\n`);
    if (replayed === undefined) throw new Error('the printed row is not read back');
    t.equal(replayed.line, 3);
    t.ok(sameAnswer(answer(replayed.row), replayed.row.expect), 'the right side agrees with the printed row');
  });
}

t.test('the same seed gives the same cases, another seed gives others', (t) => {
  const cases = (seed: number): readonly Row[] => Array.from({ length: 50 }, createGenerator(createRandom(seed)));
  t.same(cases(7), cases(7));
  t.notSame(cases(7), cases(8));
  t.end();
});

t.test('keys of one secret that normalise alike may come in any order, other keys may not', (t) => {
  const ours: Answer = { repository: 'a.io/b', tag: '1', usernames: ['u', 'v', 'w'], groups: [2, 1] };
  t.ok(sameAnswer(ours, { repository: 'a.io/b', tag: '1', usernames: ['v', 'u', 'w'] }));
  t.notOk(sameAnswer(ours, { repository: 'a.io/b', tag: '1', usernames: ['u', 'w', 'v'] }));
  t.notOk(sameAnswer(ours, { repository: 'a.io/b', tag: '1', usernames: ['u', 'u', 'w'] }));
  t.notOk(sameAnswer(ours, { repository: 'a.io/b', tag: '1', usernames: ['u', 'v'] }));
  t.notOk(sameAnswer(ours, { repository: 'a.io/b', usernames: ['u', 'v', 'w'] }));
  t.notOk(sameAnswer(ours, { repository: 'a.io/b', tag: '1', keyringError: true }));
  t.end();
});

t.test('a row that is not one is refused with file and line', (t) => {
  const good = '{"secrets":[],"image":"nginx","expect":{"usernames":[]}}';
  const bad: Readonly<Record<string, string | RegExp>> = {
    '{"secrets":[],': /^rows\.jsonl:2: not JSON: /,
    '[]': 'rows.jsonl:2: a row is an object {secrets, image, expect}',
    '{"secrets":[],"expect":{"usernames":[]}}': 'rows.jsonl:2: "image" must be a string',
    '{"secrets":{},"image":"a","expect":{}}': 'rows.jsonl:2: "secrets" must be a list',
    '{"secrets":[],"image":"a"}': 'rows.jsonl:2: "expect" must be an object: the kubelet\'s answer',
    '{"secrets":[],"image":"a","expect":{}}':
      'rows.jsonl:2: "expect" must have one of invalidImage, keyringError and usernames',
    '{"secrets":[{"name":"s","type":"t","data":{"k":5}}],"image":"a","expect":{"usernames":[]}}':
      'rows.jsonl:2: "secrets[0]" must be {name, type, data}, with texts',
  };
  for (const [line, message] of Object.entries(bad)) {
    t.throws(() => readRows('rows.jsonl', `${good}\n${line}\n`), { name: 'RowError', message });
  }
  t.throws(() => readRows('rows.jsonl', '\n'), { message: 'rows.jsonl: holds no row' });
  t.equal(readRows('rows.jsonl', `${good}\n`).length, 1);
  t.end();
});

t.test('where kubectl and we part over a manifest is seen, and how much it matters', async (t) => {
  const text = 'apiVersion: v1\nkind: Pod\nimage: "a  b"\n';
  const pod = { apiVersion: 'v1', kind: 'Pod', image: 'a  b' };
  t.equal(compareYaml(text, { objects: [pod] }), 'same');
  t.equal(compareYaml(text, { objects: [{ ...pod, image: 'a b' }] }), 'blanks');
  t.equal(compareYaml(text, { objects: [{ ...pod, image: 'redis' }] }), 'differs');
  t.equal(compareYaml(text, { objects: [] }), 'differs', 'an object too many');
  t.equal(compareYaml(text, { objects: [pod, pod] }), 'differs', 'an object too few');
  t.equal(compareYaml(text, { objects: [], error: 'yaml: line 3' }), 'lenient');
  t.equal(compareYaml(`${text}b: [\n`, { objects: [pod] }), 'refused');
  t.equal(compareYaml(`${text}---\nb: [\n`, { objects: [pod], error: 'yaml: line 2' }), 'same');
  t.equal(
    compareYaml(`${text}---\nb: [\n`, { objects: [{ ...pod, image: 'x' }], error: 'yaml' }),
    'same',
    'it is told',
  );
});

t.test('generated manifests are the same for the same seed, and others than they were', async (t) => {
  const made = (seed: number) => Array.from({ length: 200 }, createYamlGenerator(createRandom(seed), yamlCases()));
  t.same(made(1), made(1));
  t.notSame(made(1), made(2));
  const known = new Set(yamlCases());
  t.ok(made(1).filter((text) => !known.has(text)).length > 150);
});
