import { ON_CLUSTER } from '../basis.js';
import { registryHint } from '../image/registry-hints.js';
import { isAcrLogin } from '../outlook.js';
import { renewal } from '../remedy.js';
import type { CredentialFlaw, ImageReference } from '../types.js';
import { keyName, registryName, secretName } from '../words/naming.js';
import { perImage } from './per-image.js';
import type { Rule, RuleContext } from './rule.js';
import { firstIfAllUsable } from './usable.js';

/** PG305: something about the credential makes it fail, or makes one doubt it (semantics 2.14 to 2.17, 7.3 to 7.5). */
export const credentialSuspect: Rule<'PG305'> = {
  code: 'PG305',
  slug: 'credential-suspect',
  title: 'the credential looks wrong',
  defaultAction: 'warn',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'The credential that matches has a mark of a typical mistake: a trailing newline (`echo` without `-n`), NUL, quotes, blanks or invisible characters in user or password, a placeholder that nobody filled in, a command in place of its output, what `az acr login` leaves, bytes that are not UTF-8, a user name or a kind of token that the registry never accepts. Secrets that a controller made are left to it, unless failure is certain.',
    why: 'Nothing trims a credential on its way: the newline becomes part of the password. A warning, because some registry may accept it; a denial where failure is certain.',
    kubelet:
      'It sends the credential as it is. Bytes that are not UTF-8 cannot even be sent to the runtime (grpc error).',
    fix: 'Create a new Secret; use `printf %s` rather than `echo` to make the value.',
    source: [
      'pkg/credentialprovider/config.go (decodeDockerConfigFieldAuth)',
      'staging/src/k8s.io/cri-api/pkg/apis/runtime/v1/api.proto (AuthConfig)',
    ],
  },
  evaluate: perImage(({ use, reference, matches, state, need }, context) => {
    if (reference === undefined || (state !== 'works' && state !== 'hopeless')) return undefined;
    const certain = state === 'hopeless' && !matches.some(({ standing }) => standing === 'expired');
    const bad = certain
      ? matches.find(({ standing, entry }) => standing === 'hopeless' || isAcrLogin(entry))
      : state === 'works'
        ? firstIfAllUsable(matches, ({ standing }) => standing === 'suspect')
        : undefined;
    const flaw = bad?.entry.flaws[0];
    if (bad === undefined || flaw === undefined || (!certain && isMade(bad.secret, context))) return undefined;
    return {
      problem: `the credential for ${registryName(reference)} ${certain ? 'cannot work' : 'looks wrong'}`,
      because: `${secretName(bad.secret)}, ${keyName(bad.entry)}: ${wordsFor(flaw, reference)}`,
      fix: renewal(context, reference, bad.secret, need),
      uses: [use],
      basis: ON_CLUSTER,
      ...(certain ? { certain } : {}),
    };
  }),
};

/** Nobody but the controller can mend it, and it may have made it for one job. */
function isMade(name: string, { facts }: RuleContext): boolean {
  const secret = facts.secrets.get(name);
  return secret?.state === 'found' && secret.value.madeBy !== undefined;
}

/** Where the registry is known, with the name that it has. */
function wordsFor(flaw: CredentialFlaw, { registry }: ImageReference): string {
  const { name, username, users } = registryHint(registry);
  return flaw === 'user-not-of-registry' && users !== undefined
    ? `${name} has no such user; the user name there is "${username}"`
    : flawWords(flaw);
}

export function flawWords(flaw: CredentialFlaw): string {
  return WORDS[flaw];
}

const WORDS: Readonly<Record<CredentialFlaw, string>> = {
  'not-utf8': 'user or password is not UTF-8 text, which the kubelet cannot send',
  'no-password':
    'a user without a password (after "az acr login" the secret holds only a token that the kubelet ignores)',
  'user-command': 'the user name is a command line and not its output',
  'user-placeholder': 'the user name is a placeholder that nobody filled in',
  'user-invisible': 'the user name holds an invisible character (a byte order mark, a zero-width or a no-break space)',
  'user-newline': 'the user name holds a line break',
  'user-control': 'the user name holds a control character',
  'user-blank': 'the user name begins or ends with a blank',
  'user-quoted': 'the user name is in quotes',
  'user-inner-blank': 'the user name has a blank inside',
  'user-doubled-dollar': 'the user name has a doubled dollar sign: "$$" stands for "$" in Compose files only',
  'user-not-of-registry': 'this registry has no such user',
  'password-command': 'the password is a command line and not its output',
  'password-placeholder': 'the password is a placeholder that nobody filled in',
  'password-invisible':
    'the password holds an invisible character (a byte order mark, a zero-width or a no-break space)',
  'password-newline': 'the password holds a line break (echo without -n)',
  'password-control': 'the password holds a control character',
  'password-blank': 'the password begins or ends with a blank',
  'password-quoted': 'the password is in quotes',
  'password-inner-blank': 'the password has a blank inside',
  'github-fine-grained-on-ghcr': 'a fine-grained GitHub token (github_pat_...), which GitHub Packages does not accept',
  'github-token-truncated': 'a GitHub token of the wrong length',
  'google-key-broken': 'the user says _json_key, but the password is no service account key',
  'docker-hub-email-user': 'the user is an e-mail address; Docker Hub wants the user name',
  'robot-user-shell': 'the user is just "robot": the shell probably ate the rest of robot$name',
  'token-for-other-registry': 'the token was issued for another registry',
};
