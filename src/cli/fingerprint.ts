/**
 * By what a service that follows findings from run to run knows one again: where the object is and what is wrong with it,
 * not on which line it stands, nor which tag its image has today.
 */
import { createHash } from 'node:crypto';
import type { JudgedFinding } from '../core/finding.js';
import type { InputObject } from './check-input.js';
import { type Checkout, pathInCheckout } from './checkout.js';

export type Fingerprint = (input: InputObject, finding: JudgedFinding) => string;

/** One for each report: of equal findings (an object that stands in a file twice) each gets its own. */
export function createFingerprint(checkout: Checkout): Fingerprint {
  const distinct = createDistinct();
  return (input, { code, problem, uses }) =>
    distinct([
      pathInCheckout(input, checkout),
      ...[code, input.kind.group, input.kind.kind, input.namespace, input.name, problem],
      ...uses.flatMap(({ kind, name }) => [kind, name]),
    ]);
}

/** Texts to 32 hexadecimal digits that no other texts and no earlier call with the same ones got. */
export function createDistinct(): (parts: readonly string[]) => string {
  const seen = new Map<string, number>();
  return (parts) => {
    const hash = (more: readonly unknown[]): string =>
      createHash('sha256')
        .update(JSON.stringify([...parts, ...more]))
        .digest('hex')
        .slice(0, 32);
    const first = hash([]);
    const count = (seen.get(first) ?? 0) + 1;
    seen.set(first, count);
    return count === 1 ? first : hash([count]);
  };
}
