/** What is said of an object that was asked for by its name, and none of whose Pods waits for an image. */

import {
  type ContainerStatus,
  hasStarted,
  MOST_MESSAGE,
  type PodStatus,
  podStatus,
} from '../../core/container-status.js';
import { listOf, own, textOf } from '../../core/fields.js';
import { hideCredentials } from '../../core/pull-words/hide.js';
import { shown } from '../../core/words/escape.js';

export function finePod(object: unknown): readonly string[] {
  const status = podStatus(object);
  const name = `Pod ${shown(status.namespace)}/${shown(status.name)}`;
  if (status.isBeingDeleted) return [`${name} is being deleted.`];
  if (status.phase === 'Succeeded') return [`${name} has done its work and ended.`];
  if (status.nodeName === '') return [notScheduled(status, name)];
  const waiting = status.containers.filter((each) => !hasStarted(each));
  if (waiting.length === 0)
    return [`${name} waits for no image: the node has them all, and every container was started.`];
  return [`${name} waits for no image, as far as its node tells:`, ...waiting.map((each) => `  ${stateWords(each)}`)];
}

function notScheduled({ conditions }: PodStatus, name: string): string {
  const said = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.message ?? '';
  const why = said === '' ? '' : ` (${shown(hideCredentials(said), WORDS)})`;
  return `${name} has no node yet, so nobody has tried to pull its images${why}.`;
}

const WORDS = 400;

function stateWords({ name, state }: ContainerStatus): string {
  const container = `container ${shown(name)}`;
  switch (state.is) {
    case 'waiting': {
      const said = state.message === '' ? '' : `: ${shown(hideCredentials(state.message), WORDS)}`;
      return `${container} waits (${shown(state.reason === '' ? 'no reason is given' : state.reason)}${said})`;
    }
    case 'running':
      return `${container} runs`;
    case 'terminated':
      return `${container} has ended (${shown(state.reason)})`;
    case 'untold':
      return `${container} was not told of yet`;
    default:
      return state satisfies never;
  }
}

/** A workload without Pods that hang may have none because none can be made. */
export function fineWorkload(object: unknown, { kind, name }: Named, pods: number): readonly string[] {
  const what = `${shown(kind)} ${shown(name)}`;
  const failed = listOf(own(object, 'status'), 'conditions').find(
    (each) => textOf(each, 'type') === 'ReplicaFailure' && textOf(each, 'status') === 'True',
  );
  const message = textOf(failed, 'message').slice(0, MOST_MESSAGE);
  if (message !== '')
    return [`Pods of ${what} are refused when they are created: ${shown(hideCredentials(message), WORDS)}`];
  if (pods === 0) return [`${what} has no Pods now.`];
  return [`None of the ${pods === 1 ? 'Pods' : `${pods} Pods`} of ${what} waits for an image.`];
}

interface Named {
  readonly kind: string;
  readonly name: string;
}
