/** What the background of the server is made of, and what it tells. */
import type { RegistryAnswer } from '../core/registry-answer.js';
import type { ImageReference } from '../core/types.js';
import type { RegistryPort } from '../facts/registry-port.js';
import type { Asking } from './asking.js';
import type { BreakerOptions } from './breaker.js';

export interface BackgroundOptions {
  readonly asking: Pick<Asking, 'prepare'>;
  /** Why this registry is never asked, a clause; undefined where it may be. */
  readonly mayAsk: (reference: ImageReference) => string | undefined;
  readonly waitMs: number;
  readonly requestsPerMinute: number;
  /** Platforms of the nodes as they are known at this moment. */
  readonly nodes: () => readonly string[];
  /** A secret that is read anew for each review is a new object each time: then it is known by name and time of change. */
  readonly namesAreSecrets?: boolean;
  /** ms since the epoch */
  readonly now: () => number;
  /** ms of a clock that never goes back */
  readonly clock: () => number;
  readonly observe: Observer;
  readonly onFault: (error: unknown) => void;
}

export interface Observer {
  /** @param ms from its turn to its answer */
  readonly probed: (reference: ImageReference, result: ProbeResult, ms: number) => void;
  readonly dropped: (reference: ImageReference) => void;
  readonly breaker: BreakerOptions['onChange'];
}

/** What a question came to: of the last credential that was tried, or without one; `failed`: nothing could be asked. */
export type ProbeResult = RegistryAnswer['anonymous']['result'] | 'failed';

export interface Background extends RegistryPort {
  readonly figures: () => Figures;
  readonly stop: () => Promise<void>;
}

export interface Figures {
  readonly queued: number;
  readonly underWay: number;
  readonly remembered: number;
  /** Hosts. */
  readonly openBreakers: readonly string[];
}
