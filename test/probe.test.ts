import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import selfsigned from 'selfsigned';
import t, { type Test } from 'tap';
import { run } from '../src/cli/index.js';
import { createLog } from '../src/log/log.js';
import { createCertificate } from '../src/tls/issue.js';
import { type ServeOptions, startServer } from '../src/webhook/serve.js';
import { ALLOWED } from './helpers/reviews.js';
import { callerAuthority, callerCertificate } from './support/client-certificates.js';

const certificate = await createCertificate(Date.now());
const directory = mkdtempSync(join(tmpdir(), 'pullgate-probe-'));
writeFileSync(join(directory, 'ca.crt'), certificate.cert);
writeFileSync(join(directory, 'empty.crt'), 'no certificate\n');

async function probe(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(['probe', ...args], {
    stdout: { write: (words) => out.push(words) },
    stderr: { write: (words) => err.push(words) },
    stdin: (async function* () {})(),
    env: {},
    cwd: directory,
    isTTY: false,
    now: Date.now,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

interface Reply {
  readonly status?: number;
  readonly body: (uid: string) => string;
}

/** A webhook that answers as it is told; undefined: never. */
async function webhook(t: Test, reply: Reply | undefined, { key, cert } = certificate) {
  const asked: unknown[] = [];
  const server = createServer({ key, cert }, async (request, response) => {
    const review = JSON.parse(await text(request));
    asked.push(review);
    if (reply === undefined) return;
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
    response.end(reply.body(review.request.uid));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // listening on TCP
  return { url: `https://127.0.0.1:${port}/validate`, asked };
}

const review = (response: object) =>
  JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response });

t.test('a running Pullgate is found to be in order', async (t) => {
  const running = await startServer({
    server: { host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0 },
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    decide: async () => ALLOWED,
    log: createLog({ level: 'silent' }),
    certificate,
  });
  t.teardown(() => running.close());
  const { code, stdout, stderr } = await probe('--url', running.urls[0] ?? '', '--ca-file', 'ca.crt');
  t.equal(stderr, '');
  t.match(stdout, /TLSv1\.3, trusted certificate for DNS:localhost.*, valid until \d{4}-.*Z\n/);
  t.match(stdout, /\nA well-formed answer after \d+ ms: allowed\n$/);
  t.equal(code, 0);
});

t.test('the review is a dry run of a Pod, with a uid of its own each time', async (t) => {
  const { url, asked } = await webhook(t, { body: (uid) => review({ uid, allowed: true }) });
  await probe('--url', url, '--ca-file', 'ca.crt');
  await probe('--url', url, '--ca-file', 'ca.crt');
  t.match(asked, [
    { kind: 'AdmissionReview', request: { dryRun: true, operation: 'CREATE', object: { kind: 'Pod' } } },
    { request: { dryRun: true } },
  ]);
  const uids = asked.map((each) => (each as { request: { uid: string } }).request.uid); // as probe-review.ts writes it
  t.not(uids[0], uids[1]);
});

const patch = (operations: unknown) => Buffer.from(JSON.stringify(operations)).toString('base64');

t.test('denied and patched are right answers, too', async (t) => {
  const denied = await webhook(t, {
    body: (uid) => review({ uid, allowed: false, status: { message: 'not \u202ethis' } }),
  });
  const one = await probe('--url', denied.url, '--ca-file', 'ca.crt');
  t.equal(one.code, 0);
  t.match(one.stdout, /: denied: not \\u202ethis\n$/, 'what would steer the terminal is escaped');
  const patched = await webhook(t, {
    body: (uid) => review({ uid, allowed: true, patchType: 'JSONPatch', patch: patch([]) }),
  });
  const two = await probe('--url', patched.url, '--ca-file', 'ca.crt');
  t.equal(two.code, 0);
  t.match(two.stdout, /: allowed, with a patch\n$/);
});

t.test('an answer that is not right is told, with code 1', async (t) => {
  const rows: readonly (Reply & { readonly why: RegExp })[] = [
    { body: () => 'nonsense', why: /it is not JSON/ },
    { body: () => '[]', why: /no AdmissionReview/ },
    {
      body: (uid) => review({ uid, allowed: true }).replace('v1', 'v2'),
      why: /no AdmissionReview but admission.k8s.io\/v2/,
    },
    { body: () => review({ uid: 'other', allowed: true }), why: /for another request \(uid other\)/ },
    { body: (uid) => review({ uid, allowed: 'yes' }), why: /does not say whether/ },
    { body: (uid) => review({ uid, allowed: true, patch: patch([]) }), why: /without patchType/ },
    {
      body: (uid) => review({ uid, allowed: true, patchType: 'JSONPatch', patch: patch({}) }),
      why: /not a JSON Patch in base64/,
    },
    { status: 503, body: () => 'not\nyet', why: /HTTP 503 in place of 200: not yet\n/ },
    { status: 404, body: () => '', why: /HTTP 404 in place of 200: without a text/ },
    { status: 500, body: () => 'x'.repeat(1000), why: /: x{200}\.\.\.\n/ },
  ];
  for (const { why, ...reply } of rows) {
    const { url } = await webhook(t, reply);
    const { code, stderr } = await probe('--url', url, '--ca-file', 'ca.crt');
    t.equal(code, 1, String(why));
    t.match(stderr, why);
    t.match(stderr, /^pullgate: the answer is not right: /);
  }
});

t.test('no answer is told, with code 3', async (t) => {
  const { url } = await webhook(t, { body: (uid) => review({ uid, allowed: true }) });
  const strange = await probe('--url', url);
  t.equal(strange.code, 3);
  t.match(strange.stderr, /DEPTH_ZERO_SELF_SIGNED_CERT/, 'a certificate that nothing vouches for');

  const elsewhere = await selfsigned.generate([{ name: 'commonName', value: 'pullgate.other.svc' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'pullgate.other.svc' }] }],
  });
  const named = await webhook(t, undefined, { key: elsewhere.private, cert: elsewhere.cert });
  writeFileSync(join(directory, 'elsewhere.crt'), elsewhere.cert);
  const wrong = await probe('--url', named.url, '--ca-file', 'elsewhere.crt');
  t.equal(wrong.code, 3);
  t.match(wrong.stderr, /ERR_TLS_CERT_ALTNAME_INVALID/, 'a trusted certificate for another name');

  const silent = await webhook(t, undefined);
  const late = await probe('--url', silent.url, '--ca-file', 'ca.crt', '--timeout', '200ms');
  t.equal(late.code, 3);
  t.match(late.stderr, /none within 0\.2 s/);

  const endless = await webhook(t, { body: () => ' '.repeat(2 * 1024 * 1024) });
  const long = await probe('--url', endless.url, '--ca-file', 'ca.crt');
  t.equal(long.code, 3);
  t.match(long.stderr, /longer than 1048576 bytes/);

  const refused = await probe('--url', 'https://127.0.0.1:1/validate');
  t.equal(refused.code, 3);
  t.equal(refused.stderr, 'pullgate: no answer from https://127.0.0.1:1/validate: the connection was refused\n');
});

t.test('where callers need a certificate it calls with one, or makes sure that it is refused without', async (t) => {
  const authority = await callerAuthority('callers');
  const [caller, other] = await Promise.all([callerCertificate(authority), callerCertificate(authority)]);
  writeFileSync(join(directory, 'caller.crt'), caller.cert);
  writeFileSync(join(directory, 'caller.key'), caller.key);
  writeFileSync(join(directory, 'other.key'), other.key);
  const start = async (callers?: ServeOptions['callers']) => {
    const running = await startServer({
      server: { host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0 },
      settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
      decide: async () => ALLOWED,
      log: createLog({ level: 'silent' }),
      certificate,
      callers,
    });
    t.teardown(() => running.close());
    return ['--url', running.urls[0] ?? '', '--ca-file', 'ca.crt'];
  };
  const locked = await start({ ca: authority.cert, names: [] });
  const key = ['--cert-file', 'caller.crt', '--key-file', 'caller.key'];
  t.match(await probe(...locked, ...key), { code: 0, stdout: /A well-formed answer/ });
  t.match(await probe(...locked), {
    code: 1,
    stderr: /HTTP 401 in place of 200: .*Only the API server is answered here/,
  });
  t.match(await probe(...locked, '--expect-refusal'), { code: 0, stdout: /Refused, as it should be: .*Only the API/ });
  t.match(await probe(...(await start()), '--expect-refusal'), {
    code: 1,
    stderr: 'pullgate: HTTP 200 in place of 401 or 403: whoever calls is answered\n',
  });
  t.match(await probe(...locked, '--cert-file', 'caller.crt'), {
    code: 2,
    stderr: /needs both --cert-file and --key-file/,
  });
  const mixed = await probe(...locked, '--cert-file', 'caller.crt', '--key-file', 'other.key');
  t.equal(mixed.code, 2);
  t.match(mixed.stderr, /caller\.crt and other\.key are no certificate with its key \(ERR_OSSL_/);
  t.match(await probe(...locked, '--cert-file', 'no.crt', '--key-file', 'caller.key'), {
    code: 2,
    stderr: /no\.crt cannot be read/,
  });
});

t.test('a wrong command line is told, with code 2', async (t) => {
  const rows: readonly (readonly [args: readonly string[], why: RegExp])[] = [
    [[], /name the webhook: pullgate probe --url https:/],
    [['--url', 'http://pullgate/validate'], /must be an https address, not "http:/],
    [['--url', 'pullgate'], /must be an https address/],
    [['--url', 'https://a/', '--timeout', '5'], /--timeout must be a duration, not "5"; did you mean 5s\?/],
    [['--url', 'https://a/', '--timeout', '0s'], /--timeout must be a duration/],
    [['--url', 'https://a/', '--ca-file', 'nowhere.crt'], /nowhere\.crt cannot be read: no such file/],
    [['--url', 'http://bob:MARKER@a/?token=MARKER'], /not "http:\/\/a"\n$/],
    [['--url', 'ftp://bob:MARKER@a/'], /not "an address of another kind"\n$/],
    [['--url', 'bob:MARKER@a'], /not "an address of another kind"\n$/],
    [['--url', 'https://bob:MARKER'], /not what is given\n$/],
    [['--url', 'https://a/', '--ca-file', 'empty.crt'], /empty\.crt holds no certificate/],
    [['--url', 'https://a/', 'more'], /one word too many/],
  ];
  for (const [args, why] of rows) {
    const { code, stderr } = await probe(...args);
    t.equal(code, 2, args.join(' '));
    t.match(stderr, why);
  }
});
