/** A Secret as it is there, read by its name for one question to a registry. */
import type { Lookup, RawSecret } from '../core/types.js';
import type { ApiClient } from './api-client.js';
import { rawSecretOf } from './convert.js';
import { missing, type Reader } from './object.js';
import type { Timings } from './timings.js';

export interface SecretAt {
  readonly namespace: string;
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  readonly reader?: Reader;
}

export async function readRawSecret(
  client: Pick<ApiClient, 'get'>,
  { pageDeadlineMs, lineBytes }: Pick<Timings, 'pageDeadlineMs' | 'lineBytes'>,
  { namespace, name, signal, reader }: SecretAt,
): Promise<Lookup<RawSecret>> {
  const parts = ['namespaces', namespace, 'secrets', name].map((part) => encodeURIComponent(part));
  const answer = await client.get(`/api/v1/${parts.join('/')}`, {
    signal,
    deadlineMs: pageDeadlineMs,
    mostBytes: lineBytes,
  });
  if (answer.kind !== 'found') return missing(answer, `secrets in namespace ${namespace}`, reader);
  const secret = rawSecretOf(answer.body);
  const isIt = secret?.namespace === namespace && secret.name === name;
  return isIt ? { state: 'found', value: secret } : { state: 'unknown', reason: 'the answer is no such Secret' };
}
