/** What a credential tells about itself, without anybody being asked. All tokens here are made up. */
import fc from 'fast-check';
import t from 'tap';
import { REGISTRIES } from '../src/core/image/registry-hints.js';
import { fromText } from '../src/core/secret/byte-string.js';
import { type Credential, type CredentialClass, classifyCredential } from '../src/core/secret/credential.js';
import { TEXT_FLAWS, type TextFlaw } from '../src/core/secret/credential-flaws.js';

const HOUR = 3_600_000;
const EXP = 1_800_000_000;
const ACR_USER = '00000000-0000-0000-0000-000000000000';

function classify(username: string, password: string, key = 'registry.example.com'): CredentialClass {
  return classifyCredential({ username, password, key });
}

function base64(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64');
}

function jwt(claims: unknown, header: unknown = { alg: 'RS256' }): string {
  return [header, claims, 'sig'].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}

function ecr(expiration: unknown): string {
  return base64({ payload: 'x', datakey: 'y', version: '2', type: 'DATA_KEY', expiration });
}

t.test('the kind of login, its end and its lifetime', async (t) => {
  const cases: readonly (readonly [string, string, string, Partial<CredentialClass>])[] = [
    ['ECR with an expiry', 'AWS', ecr(EXP), { login: 'ecr', expiresAt: EXP * 1000, lifetime: 12 * HOUR }],
    ['ECR that does not decode', 'AWS', 'opaque', { login: 'ecr', lifetime: 12 * HOUR }],
    ['ECR with another layout', 'AWS', base64('[]'), { login: 'ecr', lifetime: 12 * HOUR }],
    ['ECR with a time as text', 'AWS', ecr('1800000000'), { login: 'ecr', lifetime: 12 * HOUR }],
    ['ECR with an absurd time', 'AWS', ecr(1e300), { login: 'ecr', lifetime: 12 * HOUR }],
    ['ECR with milliseconds', 'AWS', ecr(EXP * 1000), { login: 'ecr', lifetime: 12 * HOUR }],
    ['ACR', ACR_USER, jwt({ exp: EXP }), { login: 'acr-token', expiresAt: EXP * 1000, lifetime: 3 * HOUR }],
    ['ACR that does not decode', ACR_USER, 'x.y.z', { login: 'acr-token', lifetime: 3 * HOUR }],
    ['a JWT', 'u', jwt({ exp: EXP + 0.5 }), { login: 'jwt', expiresAt: EXP * 1000 + 500 }],
    ['a JWT without an end', 'u', jwt({}), { login: 'jwt' }],
    ['no JWT: no alg', 'u', jwt({ exp: EXP }, { typ: 'JWT' }), { login: 'other' }],
    ['no JWT: four parts', 'u', `${jwt({ exp: EXP })}.x`, { login: 'other' }],
    ['no JWT: claims are no object', 'u', jwt('x'), { login: 'other' }],
    ['Google access token', 'oauth2accesstoken', 'ya29.x', { login: 'google-oauth', lifetime: HOUR }],
    ['GitHub classic', 'me', `ghp_${'a'.repeat(36)}`, { login: 'github-token' }],
    ['GitHub OAuth', 'me', `gho_${'a'.repeat(36)}`, { login: 'github-token' }],
    ['GitHub Actions', 'me', `ghs_${'a'.repeat(36)}`, { login: 'github-app-token', lifetime: HOUR }],
    ['GitHub fine-grained', 'me', 'github_pat_x', { login: 'github-fine-grained' }],
    ['GitLab job token by user', 'gitlab-ci-token', 'x', { login: 'gitlab-job-token', lifetime: HOUR }],
    ['GitLab job token by prefix', 'me', 'glcbt-x', { login: 'gitlab-job-token', lifetime: HOUR }],
    [
      'GitLab job token that is a JWT',
      'gitlab-ci-token',
      `glcbt-${jwt({ exp: EXP })}`,
      { login: 'gitlab-job-token', lifetime: HOUR, expiresAt: EXP * 1000 },
    ],
    ['Docker Hub personal', 'me', 'dckr_pat_x', { login: 'docker-hub-token' }],
    ['Docker Hub organization', 'acme', 'dckr_oat_x', { login: 'docker-hub-token' }],
    ['a password', 'me', 'hunter2', { login: 'other' }],
    ['nothing', '', '', { login: 'other' }],
  ];
  for (const [name, username, password, expected] of cases) {
    const { flaws, ...rest } = classify(username, password);
    t.same(rest, expected, name);
  }
});

t.test('what is wrong with user and password', async (t) => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['me', 'fine', []],
    ['me', 'pass\n', ['password-newline']],
    ['me', 'pass\r\n', ['password-newline']],
    ['me', 'pass\u0000', ['password-control']],
    ['me', 'pa\tss', ['password-control']],
    ['me', ' pass', ['password-blank']],
    ['me', 'pass ', ['password-blank']],
    ['me', 'pa ss', ['password-inner-blank']],
    ['me', '"pass"', ['password-quoted']],
    ['me', "'pass'", ['password-quoted']],
    ['me', '"', []],
    ['me', '"pass', []],
    ['me', '', ['no-password']],
    ['me\n', 'p', ['user-newline']],
    ['me\u007f', 'p', ['user-control']],
    [' me', 'p', ['user-blank']],
    ['"me"', 'p', ['user-quoted']],
    ['me', fromText('pässword'), []],
    ['me', '\u00e4', ['not-utf8']],
    ['\u00ff', 'p', ['not-utf8']],
    // Anonymous (semantics 2.16): a password without a user is never sent, though the CRI call still has to be UTF-8
    // (2.15).
    ['', 'pass\n', []],
    ['', '\u00ff', ['not-utf8']],
  ];
  for (const [username, password, flaws] of cases) {
    t.same(classify(username, password).flaws, flaws, JSON.stringify([username, password]));
  }
});

t.test('every mistake of a text is found in user and password alike, and says where it was seen', async (t) => {
  const placeholder = (text: string): string => `$\{${text}}`;
  const cases: readonly (readonly [TextFlaw, readonly string[]])[] = [
    [
      'command',
      [
        '$(aws ecr get-login-password)',
        '`cat token`',
        'aws ecr get-login-password --region eu-west-1',
        'gcloud auth print-access-token',
        'sudo cat /run/token',
        'echo s3cret',
      ],
    ],
    [
      'placeholder',
      [
        'USER',
        'TOKEN',
        'PASSWORD',
        'ROBOT',
        'ACCESS_TOKEN',
        'DOCKER_USERNAME',
        'ORG+ROBOT',
        '<token>',
        '<your-pword>',
        placeholder('X'),
        '$DOCKER_TOKEN',
        '{{ .Values.password }}',
        '%TOKEN%',
        '%s',
        '[MASKED]',
        '****',
        'xxxx',
        'changeme',
        'ChangeMe',
        'change-me',
        'change_it',
        'REPLACE_ME',
        'your-password',
        'your_token',
        'yourusername',
        'TODO',
        'null',
        'undefined',
        'None',
        '<nil>',
        'redacted',
        '...',
      ],
    ],
    [
      'invisible',
      [
        '\ufeffs3cret',
        's3cret\ufeff',
        's3\u200bcret',
        's3cret\u00a0',
        's3cret\u202f',
        '\u2060s3cret',
        's3\u00adcret',
      ].map(fromText),
    ],
    ['newline', ['s3cret\n', 's3cret\r\n', 's3\ncret']],
    ['control', ['s3cret\u0000', 's\u00003\u0000', 's3\tcret']],
    ['blank', [' s3cret', 's3cret ']],
    ['quoted', ['"s3cret"', "'s3cret'", '`s3cret`', fromText('\u201cs3cret\u201d'), fromText('\u2018s3cret\u2019')]],
    ['inner-blank', ['s3 cret']],
  ];
  t.strictSame(cases.map(([name]) => name).sort(), TEXT_FLAWS.map(({ name }) => name).sort(), 'a case for every row');
  for (const [name, texts] of cases) {
    for (const text of texts) {
      // Lone backquotes begin a command for the shell, and a placeholder may look like an OpenShift user.
      const expected = name === 'quoted' && text.startsWith('`') ? 'command' : name;
      t.same(classify('me', text).flaws, [`password-${expected}`], JSON.stringify(text));
      t.same(classify(text, 's3cret').flaws, [`user-${expected}`], JSON.stringify(text));
    }
  }
  for (const { name, source } of TEXT_FLAWS) t.match(source, /\S+[#.]\S+/, name);
});

t.test('logins that look odd and are in order', async (t) => {
  const users = [
    'me',
    'robot$ci',
    'robot$project+ci',
    'acme+ci',
    'jane@example.com',
    'gitlab+deploy-token-12',
    '$oauthtoken',
    'iamapikey',
    'AWS',
    '_json_key_base64',
    'token',
    'user',
    'admin',
    'MYREG',
    'CI',
    'tenancy/jane',
    'x',
    'userdata',
  ];
  for (const user of users)
    t.same(
      classify(user, 's3cret').flaws.filter((flaw) => flaw.startsWith('user-')),
      [],
      user,
    );
  const passwords = [
    'hunter2',
    'dckr_pat_AbCd',
    'glpat-AbCd',
    'a$$b',
    '$2y$05$abc',
    'aws',
    'echo',
    'pass',
    'password',
    'yourdon',
    'xx',
    '*',
    'p%20q',
    'A',
    'KEYS',
    fromText('p\u00e4ss'),
    'nvapi-x',
    'x'.repeat(80),
    '<',
    '>',
    '{}',
    '$a',
  ];
  for (const password of passwords) t.same(classify('me', password).flaws, [], password);
  t.same(classify('<token>', jwt({ iss: 'openshift' })).flaws, [], 'the user that OpenShift writes');
});

t.test('what our own fixes print is found where nobody filled it in', async (t) => {
  for (const { name, username = 'USER', users } of REGISTRIES) {
    const { flaws } = classify(username, 'TOKEN');
    t.ok(flaws.includes('password-placeholder') || flaws.includes('google-key-broken'), name);
    t.equal(flaws.includes('user-placeholder'), users === undefined, name);
  }
});

t.test('users and tokens of known registries', async (t) => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['AWS', 'x', '123456789012.dkr.ecr.eu-west-1.amazonaws.com', []],
    ['aws', 'x', '123456789012.dkr.ecr.eu-west-1.amazonaws.com', ['user-not-of-registry']],
    ['AKIAEXAMPLE', 'x', '*.dkr.ecr.*.amazonaws.com', ['user-not-of-registry']],
    ['jane', 'x', 'public.ecr.aws', ['user-not-of-registry']],
    ['jane', 'x', 'europe-docker.pkg.dev/acme', ['user-not-of-registry']],
    ['jane', 'x', '*.gcr.io', ['user-not-of-registry']],
    ['_dcgcr_2_1_0_token', 'x', 'gcr.io', []],
    ['oauthtoken', 'x', 'nvcr.io', ['user-not-of-registry']],
    ['$oauthtoken', 'x', 'nvcr.io', []],
    ['$$oauthtoken', 'x', 'nvcr.io', ['user-doubled-dollar']],
    ['robot$$ci', 'x', 'harbor.example.com', ['user-doubled-dollar']],
    ['robot+ci', 'x', 'harbor.example.com', ['robot-user-shell']],
    ['jane', 'x', 'de.icr.io', ['user-not-of-registry']],
    ['iamapikey', 'x', 'icr.io', []],
    ['jane', 'x', 'acme.azurecr.io', []],
    ['jane', 'ghp_'.padEnd(40, 'a'), 'index.docker.io', ['token-for-other-registry']],
    ['jane', 'dckr_pat_abc', 'ghcr.io', ['token-for-other-registry']],
    ['jane', 'glpat-abc', 'docker.io', ['token-for-other-registry']],
    ['jane', 'glpat-abc', 'registry.example.com', []],
    ['jane', 'dckr_pat_abc', 'registry.example.com', []],
    ['jane', 'dckr_pat_abc', '', []],
  ];
  for (const [user, password, key, flaws] of cases)
    t.same(classify(user, password, key).flaws, flaws, `${user} at ${key}`);
});

const GOOGLE_KEY = { type: 'service_account', client_email: 'a@b.iam.gserviceaccount.com', private_key: 'x' };

t.test('what is wrong for the registry it is meant for', async (t) => {
  const acr = (aud: unknown, iss: unknown = 'Azure Container Registry') => jwt({ iss, aud, exp: EXP });
  const cases: readonly (readonly [string, string, string, string, readonly string[]])[] = [
    ['fine-grained on ghcr.io', 'me', 'github_pat_x', 'ghcr.io/org', ['github-fine-grained-on-ghcr']],
    ['fine-grained elsewhere', 'me', 'github_pat_x', 'registry.example.com', []],
    ['a GitHub token cut off', 'me', `ghp_${'a'.repeat(35)}`, 'ghcr.io', ['github-token-truncated']],
    ['a GitHub token in full', 'me', `ghp_${'a'.repeat(36)}`, 'ghcr.io', []],
    ['a longer GitHub token', 'me', `ghs_${'a'.repeat(300)}`, 'ghcr.io', []],
    ['something like one for another registry', 'me', 'ghp_short', 'registry.example.com', []],
    ['a job token is none: its age tells', 'gitlab-ci-token', 'x', 'registry.gitlab.com', []],
    ['an address at Docker Hub', 'me@example.com', 'p', 'index.docker.io', ['docker-hub-email-user']],
    ['an address elsewhere', 'me@example.com', 'p', 'quay.io', []],
    ['the shell ate $name', 'robot', 'p', 'harbor.corp.example/proj', ['robot-user-shell']],
    ['robot$name is fine', 'robot$ci', 'p', 'harbor.corp.example/proj', []],
    ['a user called robot', 'robot', 'p', 'registry.example.com', []],
    ['a token for another ACR', ACR_USER, acr('other.azurecr.io'), 'acme.azurecr.io', ['token-for-other-registry']],
    ['a token for this ACR', ACR_USER, acr('acme.azurecr.io'), 'acme.azurecr.io/app', []],
    ['host names have no case', ACR_USER, acr('Acme.azurecr.io'), 'acme.azurecr.io', []],
    ['a wildcard covers it', ACR_USER, acr('acme.azurecr.io'), '*.azurecr.io', []],
    ['a wildcard that does not', ACR_USER, acr('acme.azurecr.io'), '*.azurecr.cn', ['token-for-other-registry']],
    ['a dropped key is no registry', ACR_USER, acr('acme.azurecr.io'), '', []],
    ['another issuer means another thing', ACR_USER, acr('x', 'https://login.example.com'), 'acme.azurecr.io', []],
    ['a key file', '_json_key', JSON.stringify(GOOGLE_KEY), 'gcr.io', []],
    ['a key file, printed over lines', '_json_key', `${JSON.stringify(GOOGLE_KEY, null, 2)}\n`, 'gcr.io', []],
    ['a key file in base64', '_json_key_base64', base64(GOOGLE_KEY), 'gcr.io', []],
    ['a key file in base64 under the other user', '_json_key', `${base64(GOOGLE_KEY)}\n`, 'gcr.io', []],
    ['a key file cut off', '_json_key', JSON.stringify(GOOGLE_KEY).slice(0, -1), 'gcr.io', ['google-key-broken']],
    [
      'a key file of another type',
      '_json_key',
      JSON.stringify({ ...GOOGLE_KEY, type: 'authorized_user' }),
      'gcr.io',
      ['google-key-broken'],
    ],
    [
      'a key file without its key',
      '_json_key',
      JSON.stringify({ ...GOOGLE_KEY, private_key: '' }),
      'gcr.io',
      ['google-key-broken'],
    ],
    ['the name of the file', '_json_key', 'key.json', 'gcr.io', ['google-key-broken']],
    ['no key file at all', '_json_key', '', 'gcr.io', ['no-password']],
  ];
  for (const [name, username, password, key, flaws] of cases) {
    t.same(classify(username, password, key).flaws, flaws, name);
  }
});

t.test('no bytes make it throw, and nothing of them comes out', async (t) => {
  const bytes = fc.uint8Array({ maxLength: 60 }).map((data) => String.fromCharCode(...data));
  const users = fc.constantFrom('AWS', ACR_USER, '_json_key', 'gitlab-ci-token', 'oauth2accesstoken', '');
  const passwords = fc.oneof(
    bytes,
    bytes.map((inside) => Buffer.from(inside, 'latin1').toString('base64')),
    fc.jsonValue().map(base64),
    fc.tuple(fc.jsonValue(), fc.jsonValue()).map(([header, claims]) => jwt(claims, header)),
    fc.jsonValue().map((claims) => jwt(claims)),
  );
  const credential: fc.Arbitrary<Credential> = fc.record({
    username: fc.oneof(users, bytes),
    password: passwords,
    key: fc.constantFrom('ghcr.io', '*.azurecr.io', '[', ''),
  });
  fc.assert(
    fc.property(credential, (one) => {
      const { login, flaws, expiresAt, lifetime } = classifyCredential(one);
      for (const word of [login, ...flaws]) if (!/^[a-z0-9-]+$/.test(word)) throw new Error('not a word of ours');
      for (const time of [expiresAt, lifetime])
        if (time !== undefined && !Number.isSafeInteger(time)) throw new Error('time');
    }),
    { numRuns: 1000, seed: 17 },
  );
  t.pass();
});

t.test('a password of a megabyte is no burden', async (t) => {
  const size = 1_000_000;
  const start = process.hrtime.bigint();
  for (const password of [
    'a'.repeat(size),
    '.'.repeat(size),
    'a.'.repeat(size / 2),
    '['.repeat(size),
    ' '.repeat(size),
    '"'.repeat(size),
  ]) {
    classify('AWS', password);
    classify('_json_key', password);
    classify('me', password);
  }
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  t.ok(milliseconds < 3000, `${milliseconds.toFixed(0)} ms for 18 of them`);
});
