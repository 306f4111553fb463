/** The report as JSON, the shape of `AuditReport` (docs/audit-report.schema.json), in ASCII. */
import { asciiJson } from '../../formats/json.js';
import type { AuditFormat } from './format.js';

export const json: AuditFormat = (report) => asciiJson(report);
