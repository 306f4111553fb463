/**
 * `pullgate probe`: one dry-run review posted to a running webhook, as the API server would post it. It says what came
 * back; it never says whether an image can be pulled. Codes: 0 a right answer, 1 a wrong one, 3 none.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { resolve } from 'node:path';
import { createSecureContext, type TLSSocket } from 'node:tls';
import { parseDuration } from '../../config/duration.js';
import { Fault, systemReason } from '../../process/errors.js';
import { after } from '../../process/timers.js';
import { codeOf } from '../../text/error-words.js';
import { nearest } from '../../text/nearest.js';
import { printable } from '../../text/printable.js';
import { shownUrl } from '../../text/shown-url.js';
import { readAuthority } from '../authority.js';
import { type Invocation, type Io, optionGiven, optionText } from '../command.js';
import { type ProbeAnswer, probeReview, readProbeAnswer } from '../probe-review.js';

const DEFAULT_TIMEOUT = '10s';
/** An answer has a few hundred bytes; one that is longer comes from somebody else. */
const MOST_BYTES = 1024 * 1024;
const WRONG_ANSWER = 1;
const NO_ANSWER = 3;

interface Endpoint {
  readonly url: URL;
  /** PEM; undefined: the authorities that Node.js comes with. */
  readonly ca: string | undefined;
  /** PEM, of the certificate to call with; undefined: none. */
  readonly client: { readonly cert: string; readonly key: string } | undefined;
  readonly timeoutMs: number;
}

export async function run(invocation: Invocation, io: Io): Promise<number> {
  const target = await readEndpoint(invocation, io);
  const uid = randomUUID();
  const begin = performance.now();
  const reply = await post(target, JSON.stringify(probeReview(uid)));
  const ms = Math.round(performance.now() - begin);
  if (reply.kind === 'none') {
    io.stderr.write(printable(`pullgate: no answer from ${shownUrl(target.url)}: ${reply.why}\n`));
    return NO_ANSWER;
  }
  io.stdout.write(printable(`${shownUrl(target.url)}: ${reply.tls}\n`));
  if (optionGiven(invocation, 'expect-refusal')) return tellRefusal(reply, io);
  const answer: ProbeAnswer =
    reply.status === 200
      ? readProbeAnswer(reply.body, uid)
      : { ok: false, why: `HTTP ${reply.status} in place of 200: ${excerpt(reply.body)}` };
  if (!answer.ok) {
    io.stderr.write(printable(`pullgate: the answer is not right: ${answer.why}\n`));
    return WRONG_ANSWER;
  }
  io.stdout.write(printable(`A well-formed answer after ${ms} ms: ${answer.words}\n`));
  return 0;
}

/** Whether those who may not ask are sent away, which is what a check without a certificate of the API server can see. */
function tellRefusal({ status, body }: Extract<Reply, { readonly kind: 'answer' }>, io: Io): number {
  if (status === 401 || status === 403) {
    io.stdout.write(printable(`Refused, as it should be: ${excerpt(body)}\n`));
    return 0;
  }
  io.stderr.write(printable(`pullgate: HTTP ${status} in place of 401 or 403: whoever calls is answered\n`));
  return WRONG_ANSWER;
}

async function readEndpoint(invocation: Invocation, io: Io): Promise<Endpoint> {
  const address = optionText(invocation, 'url');
  if (address === undefined) {
    throw new Fault('PG_E_USAGE', 'name the webhook: pullgate probe --url https://pullgate.pullgate.svc/validate');
  }
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:') {
    const what = url === undefined ? 'what is given' : JSON.stringify(shownUrl(url));
    throw new Fault('PG_E_USAGE', `--url must be an https address, not ${what}`);
  }
  const timeout = optionText(invocation, 'timeout') ?? DEFAULT_TIMEOUT;
  const timeoutMs = parseDuration(timeout);
  if (timeoutMs === undefined || timeoutMs === 0) {
    const suggestion = /^\d+$/.test(timeout) ? `${timeout}s` : nearest(timeout, [DEFAULT_TIMEOUT]);
    const hint = suggestion === undefined ? `such as ${DEFAULT_TIMEOUT}` : `did you mean ${suggestion}?`;
    throw new Fault('PG_E_USAGE', `--timeout must be a duration, not ${JSON.stringify(timeout)}; ${hint}`);
  }
  const [ca, client] = await Promise.all([
    authorityIn(optionText(invocation, 'ca-file'), io),
    readClient(invocation, io),
  ]);
  return { url, ca, client, timeoutMs };
}

async function readClient(invocation: Invocation, io: Io): Promise<Endpoint['client']> {
  const files = ['cert-file', 'key-file'].map((name) => optionText(invocation, name));
  const [certFile, keyFile] = files;
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) {
    throw new Fault('PG_E_USAGE', 'a client certificate needs both --cert-file and --key-file');
  }
  const [cert, key] = await Promise.all([readText(certFile, io), readText(keyFile, io)]);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    // By its code only: a text of OpenSSL may quote what it was given.
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new Fault('PG_E_INPUT', `${certFile} and ${keyFile} are no certificate with its key${code}`);
  }
  return { cert, key };
}

function authorityIn(file: string | undefined, io: Io): string | undefined {
  if (file === undefined) return undefined;
  const read = readAuthority(file, io.cwd);
  if ('ca' in read) return read.ca;
  throw new Fault('PG_E_INPUT', `${file} ${read.why}`);
}

async function readText(file: string, io: Io): Promise<string> {
  try {
    return await readFile(resolve(io.cwd, file), 'utf8');
  } catch (error) {
    throw new Fault('PG_E_INPUT', `${file} cannot be read: ${systemReason(error)}`, { cause: error });
  }
}

type Reply =
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'answer'; readonly status: number; readonly body: string; readonly tls: string };

/** The deadline covers name, handshake and answer; the certificate must be for the host of the URL. */
function post({ url, ca, client, timeoutMs }: Endpoint, body: string): Promise<Reply> {
  return new Promise((settle) => {
    const call = request(url, {
      method: 'POST',
      agent: false,
      ...(ca === undefined ? {} : { ca }),
      ...client,
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': 'pullgate-probe',
      },
    });
    const finish = (reply: Reply): void => {
      timer.cancel();
      settle(reply);
      call.destroy();
    };
    const none = (why: string): void => finish({ kind: 'none', why });
    const timer = after(timeoutMs, () => none(`none within ${timeoutMs / 1000} s`), { keepsAlive: true });
    call.on('error', (error) => none(reasonOf(error)));
    call.on('response', (response) => {
      const tls = describeTls(response.socket as TLSSocket); // of an https call
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MOST_BYTES) none(`what comes is longer than ${MOST_BYTES} bytes`);
        else chunks.push(chunk);
      });
      response.on('error', (error) => none(reasonOf(error)));
      response.on('end', () => {
        finish({ kind: 'answer', status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8'), tls });
      });
    });
    call.end(body);
  });
}

function describeTls(socket: TLSSocket): string {
  const { valid_to: end, subjectaltname: names } = socket.getPeerCertificate();
  const until = Number.isNaN(Date.parse(end)) ? end : new Date(end).toISOString();
  return `${socket.getProtocol() ?? 'TLS'}, trusted certificate for ${names ?? 'no name'}, valid until ${until}`;
}

/** By OpenSSL's and Node.js's codes; their own words quote the certificate. */
const TLS_WORDS: ReadonlyMap<string, string> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is signed by itself, and nothing vouches for it'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is from an authority that nothing vouches for'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is from an authority that is not known'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'its certificate is from an authority that is not known'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate is from an authority that is not known'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for other names than the one in the URL'],
]);

/** Codes of TLS say more than words, those of the system less. */
function reasonOf(error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'the connection was reset';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its name does not resolve';
    default:
      return TLS_WORDS.has(code) ? `${TLS_WORDS.get(code)} (${code})` : systemReason(error);
  }
}

const LONGEST_EXCERPT = 200;

function excerpt(body: string): string {
  const text = body.trim().replaceAll(/\s+/g, ' ');
  if (text === '') return 'without a text';
  return text.length <= LONGEST_EXCERPT ? text : `${text.slice(0, LONGEST_EXCERPT)}...`;
}
