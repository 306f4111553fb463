/**
 * `--probe`, the option: what asks registries is loaded where it is given, with an HTTP client that no other command line
 * needs.
 */
import { Fault } from '../process/errors.js';
import { type Invocation, type Io, type Option, optionGiven } from './command.js';
import type { Probing, ProbingRequest } from './probing.js';

export type { Probing } from './probing.js';

export const PROBE: Option = {
  name: 'probe',
  description:
    'Ask the registries of the images, too, with the logins that a node would send: those of probe.registries, and no others.',
};

/** Undefined where it is not given. */
export async function openProbing(
  invocation: Invocation,
  request: ProbingRequest,
  io: Io,
): Promise<Probing | undefined> {
  if (!optionGiven(invocation, PROBE.name)) return undefined;
  const { openRegistries } = await import('./probing.js');
  return openRegistries(request, io);
}

/** `--live` asks others, who have their own way of knowing. */
export function refuseBoth(invocation: Invocation): void {
  if (!optionGiven(invocation, PROBE.name) || !optionGiven(invocation, 'live')) return;
  throw new Fault(
    'PG_E_USAGE',
    '--live asks the webhooks of the cluster, which ask registries themselves or not at all; leave out --probe, or --live',
  );
}
