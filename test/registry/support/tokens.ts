/**
 * A token service as distribution's specification has it: a JWT for what a user
 * may do, signed with a certificate that the registry trusts.
 */
import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto';
import type { Answer, Seen } from '../../support/scripted-registry.js';

export interface TokenRights {
  /** Repositories that a user may pull; of `''`: everybody. */
  readonly users: Readonly<Record<string, { readonly password: string; readonly pull: readonly string[] }>>;
  readonly forms: boolean;
}

interface Signing {
  readonly key: string;
  readonly cert: string;
}

export const SERVICE = 'registry.example.com';
export const ISSUER = 'pullgate-test';

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** @param seconds how long it lives; below 0: it has ended */
export function tokenFor(
  { key, cert }: Signing,
  user: string,
  access: readonly { readonly name: string; readonly actions: readonly string[] }[],
  seconds = 300,
): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { typ: 'JWT', alg: 'ES256', x5c: [new X509Certificate(cert).raw.toString('base64')] };
  const claims = {
    ...{ iss: ISSUER, sub: user, aud: SERVICE, iat: now - 600, nbf: now - 600, exp: now + seconds, jti: randomUUID() },
    access: access.map((each) => ({ type: 'repository', ...each })),
  };
  const text = `${base64url(header)}.${base64url(claims)}`;
  const signature = sign('sha256', Buffer.from(text), { key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

/** Answers GET with Basic and, where `forms`, POST of a form; a user who may not, gets a token for nothing. */
export function answerToken(seen: Seen, signing: Signing, { users, forms }: TokenRights, seconds?: number): Answer {
  if (seen.method === 'POST' && !forms) return { status: 404 };
  const form = new URLSearchParams(seen.body);
  const [user = '', password = ''] =
    seen.method === 'POST'
      ? [form.get('username') ?? '', form.get('password') ?? '']
      : Buffer.from(seen.authorization.slice('Basic '.length), 'base64').toString().split(/:(.*)/s);
  const known = users[user];
  if (known === undefined || known.password !== password)
    return { status: 401, body: { errors: [{ code: 'UNAUTHORIZED', message: 'incorrect username or password' }] } };
  const scopes = seen.method === 'POST' ? (form.get('scope') ?? '').split(' ') : seen.query.getAll('scope');
  const access = scopes.flatMap((scope) => {
    const [type, name = '', actions = ''] = scope.split(':');
    return type === 'repository' && known.pull.includes(name) && actions === 'pull'
      ? [{ name, actions: ['pull'] }]
      : [];
  });
  return { status: 200, body: { token: tokenFor(signing, user, access, seconds), expires_in: 300 } };
}
