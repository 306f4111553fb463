/** A throw in a loop that nobody waits for: counted and logged, so that the loop can go on. */
import type { Log } from '../log/log.js';
import { createFaultMetrics, type Loop } from '../metrics/faults.js';
import type { MetricsRegistry } from '../metrics/registry.js';

export interface Faults {
  readonly count: (loop: Loop) => void;
  /** Counted, and a line of the log. */
  readonly note: (loop: keyof typeof WORDS, error: unknown) => void;
}

/** A watch tells more than that there was one (live-cluster.ts). */
const WORDS: Readonly<Record<Exclude<Loop, 'watch'>, string>> = {
  provider: 'whose nodes these are could not be found out: this is a fault of Pullgate; it is tried again',
  certificates: 'the certificate could not be looked after: this is a fault of Pullgate; it is tried again',
  callers: 'the changed authority of the callers could not be used: this is a fault of Pullgate; it is tried again',
  config: 'the changed configuration could not be read: this is a fault of Pullgate; it is tried again',
  directory: 'the changed cluster directory could not be read: this is a fault of Pullgate; it is tried again',
  registries: 'a registry could not be asked: this is a fault of Pullgate',
  other: 'an unhandled rejection: this is a fault of Pullgate',
};

export function createFaults(log: Pick<Log, 'error'>, registry: MetricsRegistry): Faults {
  const { noteFault } = createFaultMetrics(registry);
  return {
    count: noteFault,
    note: (loop, error) => {
      noteFault(loop);
      log.error({ event: 'fault', loop, err: error }, WORDS[loop]);
    },
  };
}
