/** How much of a registry's answer is read, and for how long it is waited for. Whoever answers may be hostile. */

/** Bytes of all headers of one answer. */
export const MOST_HEADER_BYTES = 16 * 1024;
/** Bytes of a body: of a token, of an error. */
export const MOST_BODY_BYTES = 64 * 1024;
/** Of an index: 3,000 platforms. Parsing more at once would keep a review waiting. */
export const MOST_INDEX_BYTES = 1024 * 1024;
/** Of a page of tags: 1,000 of the longest ones are 130 kB. */
export const MOST_TAGS_BYTES = 256 * 1024;
export const MOST_TAG_PAGES = 3;
export const TAGS_PER_PAGE = 1000;
export const MOST_REDIRECTS = 3;
/** Of one image. The kubelet tries them all; who has more of them gets `unknown` for the rest. */
export const MOST_LOGINS = 8;
/** Places that one question may connect to: the registry, its token service, where it redirects to. */
export const MOST_ORIGINS = 4;
/** Of a name: the rest is not tried. */
export const MOST_ADDRESSES = 8;

export interface Timings {
  /** ms until a connection stands, looking up the name and TLS among them. */
  readonly connectMs: number;
  /** ms from a request to the end of its answer, whatever comes in between. */
  readonly requestMs: number;
  /** ms for all that one question needs. */
  readonly probeMs: number;
  /** ms that a request may wait for its turn where a registry was asked often (`requestsPerMinute`); 0: none waits. */
  readonly turnMs: number;
}

export const TIMINGS: Timings = { connectMs: 5_000, requestMs: 8_000, probeMs: 30_000, turnMs: 0 };
