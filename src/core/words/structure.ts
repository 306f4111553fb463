/** What becomes of a field that is not as the API has it: the same sentence wherever it is met. */
import type { ShapeFault } from '../shape.js';
import { shown } from './escape.js';

export interface DroppedField {
  /** A clause. */
  readonly why: string;
  /** What to write, a clause. */
  readonly right: string;
  /** It is an entry without a name, which is taken and means nothing; else a field that is dropped. */
  readonly isEntry?: true;
}

/**
 * kubectl and server-side apply refuse a field that is none; Helm 3 and client libraries lose it (semantics 5.10).
 *
 * @param isRefused the object is, for something else, so that this is what becomes of it afterwards
 */
export function droppedWords(kind: string, { why, right, isEntry }: DroppedField, isRefused = false): string {
  return `${isRefused ? 'Once that is mended, ' : ''}${fateWords(shown(kind, KIND_SHOWN), isEntry, isRefused)}: ${why}: ${right}.`;
}

function fateWords(kind: string, isEntry: true | undefined, isRefused: boolean): string {
  const server = isRefused ? 'the API server' : 'The API server';
  return isEntry
    ? `${server} takes this ${kind}, and the kubelet passes over an entry of it without a word`
    : `${server} drops a field of this ${kind} without a word (kubectl refuses it)`;
}

export function refusedWords(kind: string, { why }: Pick<ShapeFault, 'why'>): string {
  return `The API server refuses this ${shown(kind, KIND_SHOWN)}: ${why}. It was not checked.`;
}

/** What types the fields of a custom kind have, its definition says and not Kubernetes: wrong ones count as not there. */
export function unusableWords(kind: string, { why }: Pick<ShapeFault, 'why'>): string {
  return `No Pod can be made of this ${shown(kind, KIND_SHOWN)}: ${why}. The field counted as not there.`;
}

const KIND_SHOWN = 63;
