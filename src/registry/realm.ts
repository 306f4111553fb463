/**
 * Where a token service may be. A registry names it in its challenge, and a login is sent there: over TLS, to the
 * registry's own host, to a host below it, to one that is known to belong to it (quirks.ts), or to one that the operator
 * has listed (`probe.tokenHosts`). Hosts with the same ending are no reason: whose `example.co.uk` and `example.github.io`
 * are, only a list of public suffixes could tell (ADR 25).
 */
export function realmOf(
  realm: string | undefined,
  registryHost: string,
  tokenHosts: readonly string[],
): URL | 'missing' | 'elsewhere' {
  if (realm === undefined || realm.length > LONGEST || !URL.canParse(realm)) return 'missing';
  const url = new URL(realm);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return 'elsewhere';
  const { hostname } = url;
  const isOwn = hostname === registryHost || hostname.endsWith(`.${registryHost}`);
  return isOwn || tokenHosts.includes(hostname) || tokenHosts.includes(url.host) ? url : 'elsewhere';
}

const LONGEST = 2048;
