/**
 * Tokens of a registry's token service (distribution's specification of it; semantics 8.3). In the order
 * of containerd (core/remotes/docker/authorizer.go doBearerAuth): a login is sent as a form first, and with GET and Basic
 * where that is answered 400, 401, 404 or 405; without a login there is GET alone. CRI-O has only GET; a login that works
 * with one of the two works there, unless the service answers the form with another error.
 */
import { own } from '../core/fields.js';
import type { PullOutcome } from '../core/registry-answer.js';
import type { Challenge } from './challenge.js';
import type { Credential } from './credential.js';
import { parse, readErrors } from './errors.js';
import type { Visit } from './http.js';
import type { Quirks } from './quirks.js';
import { rateLimitOf } from './rate-limit.js';
import { realmOf } from './realm.js';
import { type Answered, broken, type Reply, unknown } from './reply.js';

export interface TokenQuestion {
  readonly visit: Visit;
  readonly challenge: Challenge;
  /** Of the registry that made the challenge. */
  readonly hostname: string;
  /** `repository:library/nginx:pull` */
  readonly scope: string;
  readonly quirks: Quirks;
  readonly tokenHosts: readonly string[];
  readonly credential: Credential | undefined;
  readonly now: () => number;
}

export type Token =
  /** The value of an Authorization header. */
  { readonly ok: true; readonly authorization: string } | { readonly ok: false; readonly outcome: PullOutcome };

const failed = (outcome: PullOutcome): Token => ({ ok: false, outcome });
/** Answers to the form after which GET is tried. */
const NO_FORMS: ReadonlySet<number> = new Set([400, 401, 404, 405]);
const LONGEST_TOKEN = 32 * 1024;
const LONGEST_PARAM = 512;

export async function fetchToken(question: TokenQuestion): Promise<Token> {
  const { challenge, hostname, quirks, tokenHosts, credential, now } = question;
  const realm = realmOf(challenge.params.get('realm'), hostname, [...quirks.tokenHosts, ...tokenHosts]);
  if (realm === 'missing') return failed(broken);
  if (realm === 'elsewhere')
    return failed(unknown('the registry names a token service on a host that no login is sent to (probe.tokenHosts)'));
  const reply = await askRealm(question, realm);
  if (!reply.ok) return failed(reply.outcome);
  if (reply.status === 429) return failed(rateLimitOf(reply, credential === undefined, now()));
  if (reply.status === 401 || reply.status === 403) return failed(refusalOf(reply, quirks, credential));
  const token = reply.status === 200 ? tokenIn(reply.body) : undefined;
  return token === undefined ? failed(broken) : { ok: true, authorization: `Bearer ${token}` };
}

async function askRealm(question: TokenQuestion, realm: URL): Promise<Reply> {
  const { visit, credential, challenge } = question;
  const service = (challenge.params.get('service') ?? '').slice(0, LONGEST_PARAM);
  const scopes = scopesOf(question);
  if (credential !== undefined) {
    const fields = new URLSearchParams({
      scope: scopes.join(' '),
      service,
      client_id: 'pullgate',
      grant_type: 'password',
    });
    // The login is percent-encoded from its bytes, not from a text.
    const form = `${fields}&${credential.form()}`;
    const reply = await visit.ask({ method: 'POST', url: realm, form, redirects: 'none' });
    const isOther = reply.ok && (NO_FORMS.has(reply.status) || (reply.status >= 300 && reply.status < 400));
    if (!isOther) return reply;
  }
  const url = new URL(realm);
  if (service !== '') url.searchParams.append('service', service);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  return visit.ask({ method: 'GET', url, authorization: credential?.basic(), redirects: 'own' });
}

/**
 * Ours, and that of the challenge where a registry calls the repository otherwise; but nothing that allows more than to
 * pull, because the registry gets the token.
 */
function scopesOf({ scope, challenge }: TokenQuestion): readonly string[] {
  const named = challenge.params.get('scope') ?? '';
  const isPull = named.length <= LONGEST_PARAM && /^repository:[a-z0-9._/:-]+:pull$/.test(named);
  return isPull && named !== scope ? [scope, named] : [scope];
}

function refusalOf(reply: Answered, quirks: Quirks, credential: Credential | undefined): PullOutcome {
  const { status, body } = reply;
  const { firewall, expired } = readErrors(body);
  if (firewall) return unknown('a firewall of the registry keeps out the address of Pullgate');
  const login = expired ? 'credential' : status === 401 ? quirks.token401 : quirks.token403;
  const what = credential === undefined ? 'permission' : login;
  return {
    ...{ result: 'refused', status, at: 'token', what, mayBeAbsent: what !== 'credential' },
    ...(expired && credential !== undefined ? { expired } : {}),
  };
}

function tokenIn(body: string | undefined): string | undefined {
  const answer = parse(body);
  const found = [own(answer, 'access_token'), own(answer, 'token')];
  // Of what a header may hold, so that it cannot become another one.
  return found.find(
    (each): each is string => typeof each === 'string' && each.length <= LONGEST_TOKEN && /^[\x21-\x7e]+$/.test(each),
  );
}
