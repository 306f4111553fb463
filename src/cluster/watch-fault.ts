/** How a watch is asked for, and what a fault of a list or a watch means for what comes next. */
import type { Failure, StatusAnswer } from './api-client.js';
import type { FaultKind } from './events.js';
import type { ListRequest } from './list.js';
import type { Timings } from './timings.js';

export function watchPath<T>(
  { path, query }: ListRequest<T>,
  version: string,
  timings: Timings,
  random: () => number,
): string {
  const [least, most] = timings.watchSeconds;
  const seconds = least + Math.floor(random() * (most - least + 1));
  const parameters = new URLSearchParams({
    ...query,
    watch: 'true',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(seconds),
    resourceVersion: version,
  });
  return `${path}?${parameters}`;
}

/** After these, going on from the last version would pass over a change, or is refused. */
export function losesEvents(end: Failure | StatusAnswer): boolean {
  const fault = faultOf(end);
  switch (fault) {
    case 'expired':
    case 'malformed':
    case 'oversize':
    case 'error-event':
    case 'internal':
      return true;
    default:
      return false;
  }
}

export function isUnreached(fault: Failure | StatusAnswer): boolean {
  return fault.kind === 'failed' && fault.unreached === true;
}

export function faultOf(fault: Failure | StatusAnswer): FaultKind {
  if (fault.kind === 'failed') return fault.fault;
  switch (fault.status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 410:
      return 'expired';
    case 429:
      return 'throttled';
    default:
      return 'status';
  }
}

export function detailOf(fault: Failure | StatusAnswer): string {
  return fault.kind === 'failed' ? fault.reason : `the API server answered ${fault.status}`;
}
