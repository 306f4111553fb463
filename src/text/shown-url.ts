/**
 * An address for people: scheme, host and path. A login, a query and a fragment are left out, for each may be a
 * credential; so is the whole of an address of another kind than http, whose parts are anybody's guess.
 */
export function shownUrl({ protocol, host, pathname }: URL): string {
  if (protocol !== 'https:' && protocol !== 'http:') return 'an address of another kind';
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
