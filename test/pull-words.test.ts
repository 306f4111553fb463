/** What kubelets and runtimes say of an image, read: recorded words, hostile ones, and what is shown of them. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { MOST_MESSAGE, podStatus } from '../src/core/container-status.js';
import { PULL_CAUSES } from '../src/core/pull-words/cause.js';
import { hangingContainers, type PodEvent } from '../src/core/pull-words/hanging.js';
import { hideCredentials } from '../src/core/pull-words/hide.js';
import { PATTERNS } from '../src/core/pull-words/patterns.js';
import { causeOf } from '../src/core/pull-words/read.js';

interface Row {
  readonly cause: string;
  readonly source: string;
  readonly reason: string;
  readonly message: string;
}

const rows: readonly Row[] = readFileSync(new URL('./fixtures/pull-messages.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [cause = '', source = '', reason = '', message = ''] = line.split('\t');
    return { cause, source, reason, message };
  });

const holds = (text: string, [, ...parts]: (typeof PATTERNS)[number]): boolean =>
  parts.every((part) => text.toLowerCase().includes(part));

t.test('every recorded message has its cause', async (t) => {
  t.ok(rows.length >= 120, `${rows.length} messages`);
  for (const { cause, source, reason, message } of rows) {
    t.equal(causeOf({ reason, message }), cause, message);
    t.match(
      source,
      /^https:\/\/github\.com\/|^[a-zA-Z-]+\/[a-z-]+ v[0-9]|^this repository/,
      'and says where it is from',
    );
  }
  const seen = new Set(rows.map(({ cause }) => cause));
  t.strictSame(
    PULL_CAUSES.map(({ slug }) => slug).filter((slug) => !seen.has(slug)),
    [],
    'and every cause has a message',
  );
});

t.test('the page has a row for each cause', async (t) => {
  const page = readFileSync(new URL('../docs/why.md', import.meta.url), 'utf8');
  for (const { slug, code, what } of PULL_CAUSES) t.match(page, `| \`${slug}\` | ${code || '-'} | ${what} |`);
});

t.test('every row of the table decides for a recorded message', async (t) => {
  const first = rows.map(({ message }) => PATTERNS.find((pattern) => holds(message, pattern)));
  for (const pattern of PATTERNS) t.ok(first.includes(pattern), pattern.join(' | '));
});

t.test('the name of an image decides nothing', async (t) => {
  for (const [, ...parts] of PATTERNS) {
    for (const part of parts) {
      t.match(part, / /, 'no reference has a blank in it');
      t.equal(part, part.toLowerCase());
    }
  }
  const image = `${'x'.repeat(20)}: manifest unknown`;
  t.equal(
    causeOf({ reason: 'InvalidImageName', message: `Failed to apply default image tag "${image}"` }),
    'image-invalid',
  );
  t.equal(causeOf({ reason: 'ErrImageNeverPull', message: `Container image "${image}" is not` }), 'never-pulled');
});

t.test('a reason speaks where the message does not', async (t) => {
  t.equal(causeOf({ reason: 'RegistryUnavailable', message: '' }), 'registry-error');
  t.equal(
    causeOf({ reason: 'RegistryUnavailable', message: 'x: no such host, dial tcp: lookup y' }),
    'name-unresolved',
  );
  for (const reason of ['constructor', '__proto__', 'toString', '', 'ContainerCreating']) {
    t.equal(causeOf({ reason, message: '' }), 'unknown', reason);
  }
});

t.test('any text is read in a moment, and only its beginning', async (t) => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (reason, message) => {
      causeOf({ reason, message });
      hideCredentials(message);
    }),
  );
  const before = performance.now();
  for (const unit of ['a', ' ', '"', ': ', '://', '@', '?=', 'denied:', 'x509:', 'auth: decoded ', 'é']) {
    const text = unit.repeat(1_000_000 / unit.length);
    causeOf({ reason: text, message: text });
    t.ok(hideCredentials(text).length <= 2 * MOST_MESSAGE, unit);
  }
  t.ok(performance.now() - before < 2000);
  t.equal(causeOf({ reason: '', message: `${'x'.repeat(MOST_MESSAGE)} manifest unknown` }), 'unknown');
});

// -------------------------------------------------------------------------------------------------- nothing is leaked

const SECRET = 'hunter2hunter2';

t.test('no credential in it is shown', async (t) => {
  for (const message of [
    `failed to do request: Head "https://user:${SECRET}@r.example.com/v2/a/manifests/1": EOF`,
    `Get https://${SECRET}@r.example.com/v2/: x509: unknown`,
    `Get https://user:a/${SECRET}@r.example.com/v2/: EOF`,
    `Get "https://cdn.example.com/blob?X-Amz-Signature=${SECRET}&x=${SECRET}": dial tcp 1.2.3.4:443: i/o timeout`,
    `Get "https://cdn.example.com/blob#${SECRET}": EOF`,
    `invalid decoded auth: "user: ${SECRET} and more ${SECRET}"`,
    `Authorization: Basic ${SECRET}`,
    `Authorization: Bearer ${SECRET}`,
    `{"auths":{"r.example.com":{"auth":"${SECRET}"}}}`,
    `{\\"password\\":\\"${SECRET}\\"}`,
    `login with password: ${SECRET} failed`,
    `--docker-password=${SECRET}`,
    `access_token=${SECRET}&expires=1`,
    `token ghp_${SECRET}${SECRET} is bad`,
    `token "dckr_pat_${SECRET}" is bad`,
    `"eyJhbGciOiJ${SECRET}"`,
    `${SECRET}ABCdef0123456789ABCdef0123456789+/=`,
  ]) {
    t.notMatch(hideCredentials(message), SECRET, message);
  }
});

t.test('and the recorded words are readable as they are', async (t) => {
  const changed = rows.filter(({ message }) => hideCredentials(message) !== message.replace(/ +/g, ' '));
  // Those with a query or a fragment in an address, and no other.
  t.strictSame(
    changed.filter(({ message }) => !/:\/\/\S*[?#]/.test(message)).map(({ message }) => message),
    [],
  );
  t.equal(
    hideCredentials('Get "https://auth.docker.io/token?scope=a&service=b": EOF'),
    'Get "https://auth.docker.io/token?(hidden)": EOF',
  );
});

// ----------------------------------------------------------------------------------------------------- whole Pods

const IMAGE = 'registry.example.com/team/web:2';

function pod(state: unknown, lastState: unknown = {}) {
  return podStatus({
    metadata: { name: 'web', namespace: 'shop' },
    spec: { containers: [{ name: 'web', image: IMAGE }] },
    status: { containerStatuses: [{ name: 'web', image: IMAGE, state, lastState }] },
  });
}

const event = (reason: string, message: string, more: Partial<PodEvent> = {}): PodEvent => ({
  reason,
  message,
  container: 'web',
  at: '2026-11-01T10:00:00Z',
  ...more,
});

const BACK_OFF = { waiting: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${IMAGE}"` } };
const NOT_FOUND = `Failed to pull image "${IMAGE}": rpc error: code = NotFound desc = ${IMAGE}: not found`;

t.test('the status speaks first', async (t) => {
  const message = `Back-off pulling image "${IMAGE}": ErrImagePull: ${IMAGE}: not found`;
  const [hanging] = hangingContainers(pod({ waiting: { reason: 'ImagePullBackOff', message } }), [
    event('Failed', 'dial tcp: lookup x: no such host'),
  ]);
  t.match(hanging, { reason: 'ImagePullBackOff', cause: 'image-not-found', from: 'status', words: message });
});

t.test('then the Events, the newest that says a cause', async (t) => {
  const of = (...events: readonly PodEvent[]) => hangingContainers(pod(BACK_OFF), events)[0];
  t.match(of(event('Failed', NOT_FOUND)), { cause: 'image-not-found', from: 'events', words: NOT_FOUND });
  const later = event('Failed', 'x: dial tcp: lookup x: no such host', { at: '2026-11-01T11:00:00Z' });
  t.match(of(event('Failed', NOT_FOUND), later), { cause: 'name-unresolved' });
  t.match(of(later, event('Failed', NOT_FOUND)), { cause: 'name-unresolved' }, 'in any order');
  t.match(of(event('Failed', 'Error: ErrImagePull'), event('Failed', 'Error: illegal base64 data at input byte 8')), {
    cause: 'secret-malformed',
  });
  t.match(of(event('Failed', NOT_FOUND, { container: 'other' })), { cause: 'unknown', from: 'nowhere', words: '' });
  t.match(of(event('Failed', 'the moon is full')), { cause: 'unknown', from: 'events', words: 'the moon is full' });
  t.match(of(event('Killing', NOT_FOUND)), { from: 'nowhere' });
});

t.test('and nothing is guessed', async (t) => {
  t.match(hangingContainers(pod(BACK_OFF), [])[0], { cause: 'unknown', from: 'nowhere', words: '' });
  const odd = { waiting: { reason: 'ErrImagePull', message: 'the moon is full' } };
  t.match(hangingContainers(pod(odd), [])[0], { cause: 'unknown', from: 'status', words: 'the moon is full' });
});

t.test('what does not wait for an image hangs on something else', async (t) => {
  for (const state of [
    { running: {} },
    { terminated: { reason: 'Completed', exitCode: 0 } },
    { waiting: { reason: 'ContainerCreating' } },
    { waiting: { reason: 'PodInitializing' } },
    { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' } },
    { waiting: { reason: 'CreateContainerConfigError', message: 'secret "x" not found: denied: no' } },
    {},
  ]) {
    t.strictSame(hangingContainers(pod(state), [event('Failed', NOT_FOUND)]), [], JSON.stringify(state));
  }
});

t.test('a program for another platform, and what breaks when the image is there', async (t) => {
  const crash = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s restarting failed container' } };
  const foreign = { terminated: { reason: 'StartError', message: 'exec /web: exec format error', exitCode: 128 } };
  t.match(hangingContainers(pod(crash, foreign), [])[0], {
    cause: 'exec-format',
    words: 'exec /web: exec format error',
  });
  t.match(hangingContainers(pod(foreign), [])[0], { cause: 'exec-format' });
  const raw = { waiting: { reason: 'illegal base64 data at input byte 8' } };
  t.match(hangingContainers(pod(raw), [])[0], {
    cause: 'secret-malformed',
    words: 'illegal base64 data at input byte 8',
  });
  const mount = { waiting: { reason: 'CreateContainerError', message: 'ImageVolumeMountFailed: no' } };
  t.match(hangingContainers(pod(mount), [])[0], { cause: 'image-volume' });
});
