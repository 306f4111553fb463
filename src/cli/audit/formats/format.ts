/** What a format of an audit is. Each is a file beside this one and a line in index.ts. */
import type { AuditReport } from '../../../audit/report.js';
import type { Checkout } from '../../checkout.js';

export interface AuditFormatOptions {
  readonly colour: boolean;
  readonly checkout: Checkout;
  /** Of Pullgate. */
  readonly version: string;
}

/**
 * The report as a text that ends with a newline, or as the parts of one, which need not be in memory all at once. What
 * objects say must not steer what shows it.
 */
export type AuditFormat = (report: AuditReport, options: AuditFormatOptions) => string | Iterable<string>;
