/**
 * Addresses of a name, as the system knows them. Such a question keeps a thread of the process's few for as long as a
 * name server is silent, and cannot be taken back; so only two are asked at a time, and the rest of the process has the
 * others.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

export interface Address {
  readonly address: string;
  /** Of tests: where the server of that address listens, in place of the port that was asked for. */
  readonly port?: number;
}

export type Resolve = (hostname: string) => Promise<readonly Address[]>;

const MOST_AT_ONCE = 2;
const MOST_WAITING = 64;

export function createResolve(ask: Resolve = askSystem): Resolve {
  const waiting: (() => void)[] = [];
  let busy = 0;
  const enter = async (): Promise<void> => {
    if (busy < MOST_AT_ONCE) {
      busy += 1;
      return;
    }
    if (waiting.length >= MOST_WAITING) throw new NamesBusy();
    // Whoever leaves hands its place over, so nobody comes in between.
    await new Promise<void>((resolve) => void waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  };
  return async (hostname) => {
    // An address needs nobody's help. URLs write those of IPv6 in brackets.
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(literal) !== 0) return [{ address: literal }];
    await enter();
    try {
      return await ask(hostname);
    } finally {
      leave();
    }
  };
}

/** Too many names are being looked up. */
export class NamesBusy extends Error {
  readonly code = 'ETIMEOUT';
}

async function askSystem(hostname: string): Promise<readonly Address[]> {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address }) => ({ address }));
}
