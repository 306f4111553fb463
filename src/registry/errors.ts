/**
 * What a registry says in the body of a refusal (distribution-spec, "Error codes"): codes of a closed set, and a few
 * words that are looked for. Nothing of the text goes any further.
 */
import { listOf, textOf } from '../core/fields.js';

export interface Said {
  /** It answers in the form of a registry. */
  readonly isRegistry: boolean;
  readonly missing?: 'manifest' | 'repository';
  /** ECR and others: the login has run out. */
  readonly expired: boolean;
  /** ACR: a firewall keeps out the address that asks. */
  readonly firewall: boolean;
  /** Docker Hub: the limit is that of pulls. */
  readonly pullLimit: boolean;
}

const NOTHING: Said = { isRegistry: false, expired: false, firewall: false, pullLimit: false };
const MOST_ERRORS = 16;

export function readErrors(body: string | undefined): Said {
  if (body === undefined || body === '') return NOTHING;
  const errors = errorsIn(body);
  const codes = errors.map(({ code }) => code);
  const words = body.toLowerCase();
  const missing = missingOf(errors);
  return {
    isRegistry: codes.some((code) => code !== ''),
    ...(missing === undefined ? {} : { missing }),
    expired: /\btoken has expired\b|\btoken is expired\b|\btoken expired\b/.test(words),
    firewall: /\bis not allowed access\b/.test(words),
    pullLimit: /\bpull rate limit\b/.test(words),
  };
}

interface OneError {
  readonly code: string;
  readonly message: string;
}

function errorsIn(body: string): readonly OneError[] {
  return listOf(parse(body), 'errors')
    .slice(0, MOST_ERRORS)
    .map((each) => ({ code: textOf(each, 'code'), message: textOf(each, 'message').toLowerCase() }));
}

function missingOf(errors: readonly OneError[]): Said['missing'] {
  for (const { code, message } of errors) {
    if (code === 'NAME_UNKNOWN') return 'repository';
    if (code === 'MANIFEST_UNKNOWN' || code === 'MANIFEST_BLOB_UNKNOWN') return 'manifest';
    // Harbor says NOT_FOUND of everything.
    if (code === 'NOT_FOUND') return /^(?:project|repository)\b/.test(message) ? 'repository' : 'manifest';
  }
  return undefined;
}

/** Undefined where it is no JSON. */
export function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
