// @ts-check
/** The DNS of a cluster, for a process beside it: CLUSTER_DNS is JSON, an address per name. To be loaded by `--import`. */
import dns from 'node:dns';
import { env } from 'node:process';

/** @type {Readonly<Record<string, string>>} */
const addresses = JSON.parse(env['CLUSTER_DNS'] ?? '{}');
const system = dns.lookup;

/**
 * @param {string} name
 * @param {dns.LookupOptions} options
 * @param {(error: Error | null, address: string | dns.LookupAddress[], family?: number) => void} callback
 */
function lookup(name, options, callback) {
  const address = addresses[name];
  if (address === undefined) return system(name, options, callback);
  if (options.all === true) return callback(null, [{ address, family: 4 }]);
  return callback(null, address, 4);
}

Object.assign(dns, { lookup });
