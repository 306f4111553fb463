/**
 * The settings' schema as a function that finds all mistakes at once, made by ajv. The bundle of the image has in place
 * of this file what ajv makes of it beforehand (.image/validator.mjs): loading ajv and compiling takes longer than
 * everything else that Pullgate's own code does at start.
 */
import type { ErrorObject, Options } from 'ajv';
import { FORMATS } from './formats.js';
import type { SchemaNode } from './schema-node.js';

export type Validate = (data: unknown) => readonly ErrorObject[];

export const AJV_OPTIONS = {
  allErrors: true,
  verbose: true,
  strictTypes: false,
  strictRequired: false,
  // The schema is ours, and test/config.test.ts holds it against the meta-schema: at every start that would cost as much
  // as to compile it.
  meta: false,
  validateSchema: false,
} as const satisfies Options;

/** `format` as ajv calls it. */
export const CHECKS: Readonly<Record<string, (text: string) => boolean>> = Object.fromEntries(
  Object.entries(FORMATS).map(([name, { why }]) => [name, (text: string) => why(text) === undefined]),
);

export async function createValidator(schema: SchemaNode): Promise<Validate> {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({ ...AJV_OPTIONS, formats: CHECKS });
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}
