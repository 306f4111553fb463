/** The audit as one file that opens in a browser, from a mail, too, and loads nothing (src/audit/html). */
import { renderPage } from '../../../audit/html/page.js';
import { policyLine } from '../../policy-line.js';
import type { AuditFormat } from './format.js';

export const html: AuditFormat = (report) =>
  renderPage(report, report.policy === undefined ? '' : policyLine(report.policy));
