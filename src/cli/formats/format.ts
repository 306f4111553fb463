/** What a format of a report is. Each is a file beside this one and a line in index.ts. */
import type { Environment } from '../../process/env.js';
import type { Checkout } from '../checkout.js';
import type { FailOn, Report } from '../report.js';

export interface FormatOptions {
  readonly colour: boolean;
  /** What fails the check, so that a format for tests fails where the command does. */
  readonly failOn: FailOn;
  readonly strict: boolean;
  readonly checkout: Checkout;
  /** Of Pullgate. */
  readonly version: string;
}

export interface Format {
  /** The report as a text that ends with a newline. What manifests say must not steer what shows it. */
  readonly render: (report: Report, options: FormatOptions) => string;
  /** It tells of objects without a finding, too: all of them are in memory then. */
  readonly ofAll?: true;
  /** What goes besides into a file that the environment names, behind what is in it. */
  readonly appendix?: (report: Report, env: Environment) => Appendix | undefined;
}

export interface Appendix {
  readonly file: string;
  readonly text: string;
}
