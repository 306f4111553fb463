/**
 * Which addresses may be connected to. A registry's name, the place of its token service and where it redirects to are
 * chosen by others, and the network of a pod reaches much that is not theirs: services of the cluster, the node, the
 * metadata service of the cloud, which hands out credentials to whoever asks.
 *
 * Every special-purpose network of IANA's two registries is refused (RFC 6890 and its updates), of IPv6 all that is no
 * global unicast. `allowedNetworks` opens private ones; what only a link or a cloud's own services are behind opens never.
 */
import { addressBytes, isWithin, type Network, networkOf } from './address-bytes.js';

export type AddressClass =
  | 'public'
  /** Unless its network is allowed. */
  | 'private'
  /** Whatever is allowed. */
  | 'never';

const networks = (...texts: readonly string[]): readonly Network[] =>
  texts.flatMap((text) => {
    const network = networkOf(text);
    return network === undefined ? [] : [network];
  });

const NEVER = networks(
  // This host on this network, the link, multicast, reserved and broadcast.
  ...['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/128', 'fe80::/10', 'ff00::/8', '100::/64'],
  // Metadata and host services outside of the link: Azure, Alibaba, Oracle; AWS and Google over IPv6.
  ...['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::/32', 'fd20:ce::254'],
);

const PRIVATE = networks(
  ...['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
);

/** Within 2000::/3: documentation, and Teredo, whose embedded address is that of a stranger. */
const SPECIAL_SIX = networks('2001::/23', '2001:db8::/32', '3fff::/20');
const GLOBAL_SIX = networks('2000::/3');
/** Loopback, unique local, the retired site-local, and NAT64 of a network's own prefix (RFC 8215). */
const PRIVATE_SIX = networks('::1/128', 'fc00::/7', 'fec0::/10', '64:ff9b:1::/48');

/** IPv6 addresses behind which there is one of IPv4, and where in it: mapped, NAT64, 6to4. */
const EMBEDDED = [
  { within: networks('::ffff:0:0/96'), at: 12 },
  { within: networks('64:ff9b::/96'), at: 12 },
  { within: networks('2002::/16'), at: 2 },
] as const;

const isIn = (bytes: readonly number[], list: readonly Network[]): boolean =>
  list.some((network) => isWithin(bytes, network));

export function classOf(address: string): AddressClass {
  const bytes = addressBytes(address);
  return bytes === undefined ? 'never' : classOfBytes(bytes);
}

function classOfBytes(bytes: readonly number[]): AddressClass {
  if (isIn(bytes, NEVER)) return 'never';
  if (bytes.length === 4) return isIn(bytes, PRIVATE) ? 'private' : 'public';
  if (isIn(bytes, PRIVATE_SIX)) return 'private';
  const embedded = embeddedIn(bytes);
  if (embedded !== undefined) return classOfBytes(embedded);
  if (isIn(bytes, SPECIAL_SIX)) return 'private';
  return isIn(bytes, GLOBAL_SIX) ? 'public' : 'never';
}

function embeddedIn(bytes: readonly number[]): readonly number[] | undefined {
  const form = bytes.length === 16 ? EMBEDDED.find(({ within }) => isIn(bytes, within)) : undefined;
  return form === undefined ? undefined : bytes.slice(form.at, form.at + 4);
}

/** @param allowed CIDR, as `probe.allowedNetworks` has it; what is none opens nothing */
export function createAddressRule(allowed: readonly string[]): (address: string) => boolean {
  const open = networks(...allowed);
  return (address) => {
    const kind = classOf(address);
    if (kind !== 'private') return kind === 'public';
    const bytes = addressBytes(address) ?? [];
    // Whoever allows 10.0.0.0/8 means its addresses however they are written.
    return isIn(bytes, open) || isIn(embeddedIn(bytes) ?? [], open);
  };
}
