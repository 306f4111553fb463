/**
 * Every limit of the cluster layer, with the reason of its figure (design 7.2 to 7.4, 7.9). Tests set smaller ones.
 */
export interface Timings {
  /** One page of a list, and any single GET. */
  readonly pageDeadlineMs: number;
  /** A list in all: less than the five minutes after which the API server has forgotten where it was. */
  readonly listDeadlineMs: number;
  /** A watch answers its headers at once; longer means nobody is there. */
  readonly headerDeadlineMs: number;
  /**
   * Bookmarks come every 60 s (measured 60.4, 121.0, 181.1 s): silence beyond that is a dead connection. It is to be noticed
   * within 90 s of the last byte, what a busy process takes for it included.
   */
  readonly idleLimitMs: number;
  /**
   * After so much silence a watch that is still open counts as blind: bookmarks are 60.1 to 60.6 s apart, and a few
   * seconds are for an API server that is busy. Being wrong here costs a GET.
   */
  readonly quietMs: number;
  /**
   * A watch that was opened anew has brought by then what happened before: events came at most 25 ms late under load, and
   * those of a gap come first. Being wrong here costs a wrong admission, so it is many times that.
   */
  readonly settleMs: number;
  /** Server-side end of a watch, a random time in between, so that watches do not end together. */
  readonly watchSeconds: readonly [least: number, most: number];
  readonly backoffBaseMs: number;
  readonly backoffMostMs: number;
  /**
   * Between two tries of all loops together to reach a server that is away: at first, and at most (tries.ts). With the four
   * that find it gone that is less than thirty a minute; with `settleMs` all is trusted again within five seconds.
   */
  readonly awayBaseMs: number;
  readonly awayMostMs: number;
  /** A wait that a server asks for is obeyed up to this. */
  readonly retryAfterMostMs: number;
  /** A watch that lived so long ends the backoff; one that brought anything, all but its first step. */
  readonly healthyMs: number;
  /** A watch that ended cleanly before is a fault of somebody in between. */
  readonly quickEndMs: number;
  /**
   * Lists that faults cause: so many in this time, whatever the server says. A minute is what the server sees, where one
   * may have been faster on its way than the one before.
   */
  readonly relistWindowMs: number;
  readonly relistsPerWindow: number;
  /** Consistency check; up to a tenth is added at random. */
  readonly checkEveryMs: number;
  /** An event that is under way gets so long to arrive before it counts as missed. */
  readonly checkGraceMs: number;
  readonly staleAfterMs: number;
  /** The next batch of fresh reads of a namespace begins no earlier than this after the last one. */
  readonly freshGapMs: number;
  /** Who would wait longer for a fresh read gets "unknown". */
  readonly freshWaitMs: number;
  /** An admission out of blind memory waits so long for its confirmation; two of them in a row fit into a review. */
  readonly confirmMs: number;
  /** Fresh calls under way at once: at first, at least, at most. */
  readonly callsAtFirst: number;
  readonly callsLeast: number;
  readonly callsMost: number;
  /** A call that waited so long for its turn says that more may be under way. */
  readonly longTurnMs: number;
  readonly freshDeadlineMs: number;
  /** A list that is read as far as it goes in this time: a review has to be answered, whatever its namespace holds. */
  readonly glanceMs: number;
  /** Objects per page. */
  readonly pageSize: number;
  /** etcd takes 1.5 MiB per object; base64 and managedFields come on top. */
  readonly lineBytes: number;
  /** Of several objects; one alone may have `lineBytes`. Pages are parsed in one go, and several are read at once. */
  readonly pageBytes: number;
}

const SECOND = 1000;
const MIB = 1024 * 1024;

export const TIMINGS: Timings = {
  pageDeadlineMs: 15 * SECOND,
  listDeadlineMs: 240 * SECOND,
  headerDeadlineMs: 10 * SECOND,
  idleLimitMs: 85 * SECOND,
  quietMs: 65 * SECOND,
  settleMs: 2 * SECOND,
  watchSeconds: [290, 590],
  backoffBaseMs: 500,
  backoffMostMs: 30 * SECOND,
  awayBaseMs: 250,
  awayMostMs: 2750,
  retryAfterMostMs: 120 * SECOND,
  healthyMs: 60 * SECOND,
  quickEndMs: 5 * SECOND,
  relistWindowMs: 61 * SECOND,
  relistsPerWindow: 2,
  checkEveryMs: 600 * SECOND,
  checkGraceMs: 5 * SECOND,
  staleAfterMs: 120 * SECOND,
  freshGapMs: 100,
  freshWaitMs: 1500,
  confirmMs: 700,
  callsAtFirst: 8,
  callsLeast: 2,
  callsMost: 64,
  longTurnMs: 75,
  freshDeadlineMs: 3 * SECOND,
  glanceMs: 600,
  pageSize: 500,
  lineBytes: 4 * MIB,
  pageBytes: 1 * MIB,
};
