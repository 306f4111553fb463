/** What is read in the metadata of a Secret, besides its name: whose it is, and what its owner says of it. */
import { own } from '../fields.js';
import { makerOf } from './makers.js';
import { managerOf } from './managers.js';
import { readSaidExpiry, type SaidExpiry } from './said-expiry.js';

export interface SecretMarks extends SaidExpiry {
  /** The controller that made it, by a name of makers.ts; absent where a person did, or nothing tells. */
  readonly madeBy?: string;
  /** The tool that keeps it like its source, by a name of managers.ts; absent where nothing tells. */
  readonly managedBy?: string;
  /** Its data can never be changed. */
  readonly immutable?: true;
}

/** @param object a Secret of any shape; what is returned is out of tables of ours, or a number */
export function marksOf(object: unknown): SecretMarks {
  const madeBy = makerOf(object);
  const managedBy = managerOf(object);
  return {
    ...(madeBy === undefined ? {} : { madeBy }),
    ...(managedBy === undefined ? {} : { managedBy }),
    ...(own(object, 'immutable') === true ? { immutable: true } : {}),
    ...readSaidExpiry(own(own(object, 'metadata'), 'annotations')),
  };
}
