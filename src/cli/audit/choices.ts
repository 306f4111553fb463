/** What `--reports` takes. */
import { REPORT_APIS, type ReportApi } from '../../audit/reports/apis.js';

export type ReportChoice = 'auto' | ReportApi['name'];

export const REPORT_CHOICES = ['auto', 'off', ...REPORT_APIS.map(({ name }) => name)] as const;

/** Undefined: none. */
export function reportChoice(text: string | undefined): ReportChoice | undefined {
  return text === undefined || text === 'off' ? undefined : (text as ReportChoice);
}
