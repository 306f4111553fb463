/** The report as JSON, the shape of `AuditReport` (docs/audit-report.schema.json), in ASCII. */
import { asciiJsonParts } from '../../formats/json.js';
import type { AuditFormat } from './format.js';

export const json: AuditFormat = (report) => asciiJsonParts(report);
