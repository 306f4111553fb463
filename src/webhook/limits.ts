/**
 * What the server grants a client before it has said anything useful (design 6.2): slow clients, crowds and large
 * bodies must not keep the API server's own calls waiting. All of those come from one or a few addresses, so nothing is
 * counted by address; where there is not enough for all, connections.ts and slots.ts say who goes and who waits.
 */

export interface Limits {
  /** Larger is refused; a legal update of a Deployment was 5.12 MiB as a review. */
  readonly bodyBytes: number;
  /** A body above this size, or of unknown size, needs one of the large slots. */
  readonly largeBytes: number;
  /** Large bodies under way, from the first byte read to the answer: as many of the largest as two. */
  readonly largeBytesAtOnce: number;
  /** Read, parsed and judged, the largest costs 35 ms of one core for 7 MiB; this is a fifth of one. */
  readonly largeBytesPerSecond: number;
  /** Small bodies under way: 2,000 reviews of the usual 6 KB. */
  readonly smallBytesAtOnce: number;
  /** Requests that wait for a place, large and small ones apart; the kernel keeps up to 128 KiB for each. */
  readonly waiting: number;
  /** A body that is still on its way so long after it got its place gives it up for others (slots.ts). */
  readonly patienceMs: number;
  /** Longer than the 90 s after which the API server itself closes, or its POSTs would race our close. */
  readonly keepAliveMs: number;
  readonly headersMs: number;
  readonly requestMs: number;
  readonly handshakeMs: number;
  readonly checkMs: number;
  readonly connections: number;
  /** Connections that the kernel keeps for us until we accept them; a call that finds no room there comes a second late. */
  readonly backlog: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 8 * 1024 * 1024,
  largeBytes: 256 * 1024,
  largeBytesAtOnce: 16 * 1024 * 1024,
  largeBytesPerSecond: 40 * 1024 * 1024,
  smallBytesAtOnce: 16 * 1024 * 1024,
  waiting: 500,
  patienceMs: 250,
  keepAliveMs: 120_000,
  headersMs: 5_000,
  requestMs: 10_000,
  handshakeMs: 5_000,
  checkMs: 1_000,
  connections: 2_000,
  backlog: 2_048,
};
