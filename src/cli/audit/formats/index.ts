/** The formats of an audit: a new one is a file and a line here; help and choices follow. */
import type { AuditFormat } from './format.js';

export const AUDIT_FORMATS = {
  text: async () => (await import('./text.js')).text,
  json: async () => (await import('./json.js')).json,
  sarif: async () => (await import('./sarif.js')).sarif,
  markdown: async () => (await import('./markdown.js')).markdown,
  log: async () => (await import('./log.js')).log,
  html: async () => (await import('./html.js')).html,
} as const satisfies Readonly<Record<string, () => Promise<AuditFormat>>>;
