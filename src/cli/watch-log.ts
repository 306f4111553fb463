/** What lists and watches tell of themselves, as lines of the log. */
import type { ClusterEvent } from '../cluster/events.js';
import type { Log } from '../log/log.js';

/** Each field by name: an event holds nothing of an object, and the line holds nothing more than the event. */
export function logWatch<R extends string>(log: Log, event: ClusterEvent<R>): void {
  const [level, fields, message] = eventLine(event);
  log[level]({ event: 'watch', resource: event.resource, watched_namespace: event.namespace, ...fields }, message);
}

type EventLine = readonly [
  level: 'info' | 'warn' | 'error',
  fields: Readonly<Record<string, unknown>>,
  message: string,
];

/** What an operator searches for. */
const ENDED = {
  list: 'list failed: the API server could not be read',
  watch: 'watch ended',
  check: 'consistency check failed: the API server could not be read',
  telling: 'what was watched could not be told',
} as const satisfies Record<Extract<ClusterEvent, { event: 'fault' }>['during'], string>;

const WATCH_BROKE =
  'a watch broke: this is a fault of Pullgate; what it holds is confirmed until it has been listed again';

function eventLine<R extends string>(event: ClusterEvent<R>): EventLine {
  switch (event.event) {
    case 'synced':
      return ['info', { objects: event.objects, ms: Math.round(event.ms) }, 'list complete'];
    case 'fault': {
      const { during, fault, detail, waitMs, error } = event;
      const fields = { during, fault, detail, wait_ms: Math.round(waitMs) };
      // Of an error the log writes plain words only (error-words.ts).
      if (fault === 'internal') return ['error', { ...fields, err: error }, WATCH_BROKE];
      return ['warn', fields, ENDED[during]];
    }
    case 'repaired':
      return [
        'error',
        { objects: event.objects },
        'consistency check: the watch had missed changes; they were put right',
      ];
    case 'stale':
      return ['warn', { age_ms: Math.round(event.ageMs) }, 'watch silent: nothing was heard for long'];
    case 'recovered':
      return ['info', { silent_ms: Math.round(event.silentMs) }, 'watch heard again'];
    default:
      return event satisfies never;
  }
}
