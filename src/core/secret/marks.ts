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
  return marksIn({
    madeBy: makerOf(object),
    managedBy: managerOf(object),
    immutable: own(object, 'immutable') === true ? true : undefined,
    ...readSaidExpiry(own(own(object, 'metadata'), 'annotations')),
  });
}

/** The same of what has them already, one by one: what else there is stays behind. */
export function marksIn({ madeBy, managedBy, immutable, saidExpiry, saidExpiryFault }: Given): SecretMarks {
  return {
    ...(madeBy === undefined ? {} : { madeBy }),
    ...(managedBy === undefined ? {} : { managedBy }),
    ...(immutable === undefined ? {} : { immutable }),
    ...(saidExpiry === undefined ? {} : { saidExpiry }),
    ...(saidExpiryFault === undefined ? {} : { saidExpiryFault }),
  };
}

type Given = { readonly [M in keyof SecretMarks]: SecretMarks[M] | undefined };
