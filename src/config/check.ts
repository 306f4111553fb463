/**
 * Checks data against the settings' schema and says what is wrong in words: what was found, what would be valid, and
 * what was probably meant. All mistakes at once. ajv is loaded only when there is something to check, because most runs
 * of `pullgate check` configure nothing.
 */
import type { ErrorObject } from 'ajv';
import { own } from '../core/fields.js';
import { findRule } from '../core/rules/index.js';
import { isTokenLike, plainKey } from '../core/secret/plain-key.js';
import { nearest } from '../text/nearest.js';
import { FORMATS } from './formats.js';
import { listSettings } from './schema.js';
import type { SchemaNode } from './schema-node.js';
import type { Validate } from './validator.js';

export interface Problem {
  /** Where in the data, key by key. */
  readonly keys: readonly string[];
  /** The key that is not known, where it is one. */
  readonly unknownKey?: string;
  /** `found "enforced"; it must be one of ...` */
  readonly problem: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

const validators = new WeakMap<SchemaNode, Promise<Validate>>();

export async function checkConfig(data: unknown, schema: SchemaNode): Promise<readonly Problem[]> {
  let validator = validators.get(schema);
  if (validator === undefined) {
    validator = import('./validator.js').then(({ createValidator }) => createValidator(schema));
    validators.set(schema, validator);
  }
  const errors = (await validator)(data);
  // A value of the wrong type fails its list of choices, too, in the same words.
  const problems = new Map<string, Problem>();
  for (const error of errors) {
    const problem = word(error, schema, data);
    if (problem !== undefined)
      problems.set(JSON.stringify([problem.keys, problem.unknownKey, problem.problem]), problem);
  }
  return [...problems.values()];
}

function word(error: ErrorObject, root: SchemaNode, data: unknown): Problem | undefined {
  const keys = error.instancePath.split('/').slice(1).map(unescapePointer);
  // The branches of `anyOf` and `if` report each on their own; the keyword around them says what is meant.
  if (error.keyword === 'if' || /\/anyOf\/\d/.test(error.schemaPath)) return undefined;
  // With `verbose`, ajv hands over the part of our own schema that failed; its types cannot know that.
  const schema = (error.parentSchema ?? {}) as SchemaNode;
  const found = `found ${show(error.data)}`;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(keys, String(error.params['additionalProperty']), schema, root);
    case 'required':
      return { keys, problem: `"${error.params['missingProperty']}" is missing` };
    case 'anyOf':
      return { keys, problem: `it names nothing to leave alone; give ${alternatives(schema.anyOf ?? [])}` };
    case 'enum': {
      const suggestion = typeof error.data === 'string' ? nearest(error.data, schema.enum ?? []) : undefined;
      return { keys, problem: `${found}; ${valid(schema)}`, ...(suggestion === undefined ? {} : { suggestion }) };
    }
    case 'format': {
      if (isBesideLogin(data, keys, schema)) return { keys, problem: `${BESIDE_LOGIN}; ${valid(schema)}` };
      const why = schema.format === undefined ? undefined : FORMATS[schema.format].why(String(error.data));
      // What says what to write needs no example.
      const rest = why?.includes('; write ') === true ? '' : `; ${valid(schema)}`;
      return { keys, problem: `${found}${why === undefined ? '' : `: ${why}`}${rest}` };
    }
    // Only the values of a label expression have these without a type of their own.
    case 'maxItems':
      return { keys, problem: `${found}; with this operator it must be left out` };
    default:
      return { keys, problem: `${found}; ${valid(schema)}` };
  }
}

/** A variable is a list with commas, and a password may hold one: what stands behind it is an entry of its own here. */
const BESIDE_LOGIN = 'found a text that is not shown, because another one of this list could hold a login';

function isBesideLogin(data: unknown, keys: readonly string[], { format }: SchemaNode): boolean {
  const within = (value: unknown, key: string) => (Array.isArray(value) ? value[Number(key)] : own(value, key));
  const list = keys.slice(0, -1).reduce<unknown>(within, data);
  if (!Array.isArray(list) || format === undefined) return false;
  return list.some((each, index) => {
    if (typeof each !== 'string' || String(index) === keys.at(-1) || !couldHoldLogin(each)) return false;
    const why = FORMATS[format].why(each);
    // What says what to write was found to be an address.
    return why !== undefined && !why.includes('; write ');
  });
}

function unescapePointer(text: string): string {
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}

function alternatives(branches: readonly SchemaNode[]): string {
  return joined(branches.flatMap(({ required }) => required ?? []));
}

function unknownKey(keys: readonly string[], key: string, schema: SchemaNode, root: SchemaNode): Problem {
  const siblings = Object.keys(schema.properties ?? {});
  const suggestion = findRule(key)?.setting ?? nearest(key, siblings) ?? elsewhere(key, keys, root);
  const place = keys.length === 0 ? '; there are' : `; ${keys.join('.')} has`;
  const problem = `there is no such setting${suggestion === undefined ? `${place} ${siblings.join(', ')}` : ''}`;
  return { keys, unknownKey: key, problem, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** `port` at the top is meant to be `server.port`. */
function elsewhere(key: string, keys: readonly string[], root: SchemaNode): string | undefined {
  if (keys.length > 1) return undefined;
  const same = listSettings(root).filter((setting) => setting.keys.at(-1) === key);
  return same.length === 1 ? same[0]?.path : undefined;
}

/** What would be valid, as the end of a sentence. */
export function valid(schema: SchemaNode): string {
  // The two forms of an entry, told apart by an `if`.
  if (schema.then !== undefined && schema.else !== undefined && schema.type === undefined) {
    return `${valid(schema.else)}, or a mapping with ${Object.keys(schema.then.properties ?? {}).join(', ')}`;
  }
  if (schema.enum !== undefined) return `it must be one of ${schema.enum.join(', ')}`;
  switch (schema.type) {
    case 'integer':
      return `it must be a whole number from ${schema.minimum} to ${schema.maximum}`;
    case 'boolean':
      return 'it must be true or false';
    case 'array':
      return `it must be a list${schema.minItems === undefined ? '' : ' with at least one entry'}`;
    case 'object': {
      const known = Object.keys(schema.properties ?? {});
      return `it must be a mapping${known.length > 0 && known.length < 12 ? ` with ${known.join(', ')}` : ''}`;
    }
    default:
      return validText(schema);
  }
}

function validText({ format, minLength, maxLength, minItems }: SchemaNode): string {
  if (minItems !== undefined) return 'it must be a list with at least one entry';
  const limits = maxLength === undefined ? '' : `, ${maxLength} characters at most`;
  if (format !== undefined) return `it must be ${FORMATS[format].valid}${limits}`;
  return `it must be text${minLength === undefined ? '' : ' that is not empty'}${limits}`;
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Letters, digits, what stands between them in names, and what JSON adds. */
const ORDINARY = /^[\w .,*/"{}[\]<>+-]*$/;
/** Colons that end no user name, and an escape: a scheme, a time of day, a placeholder for a port. */
const HARMLESS = /https?:\/\/|\d{2}:\d{2}(?::\d{2})?|:port\b|\\u[0-9a-f]{4}/gi;

/**
 * The value as JSON, cut. A registry written with a login in it is not shown, nor is what looks like a token: this text
 * goes to the log at every reload.
 */
export function show(value: unknown): string {
  if (couldHoldLogin(value)) return 'a text that is not shown, because it could hold a login';
  const json = jsonOf(value);
  const cut = json.length <= 60 ? json : `${json.slice(0, 57)}...`;
  return isTokenLike(cut) ? 'what looks like a token' : cut;
}

function couldHoldLogin(value: unknown): boolean {
  const plain = jsonOf(value).replaceAll('":', '"').replace(HARMLESS, '');
  const isKey = typeof value === 'string' && plainKey(value) === value;
  return !isKey && !ORDINARY.test(plain);
}

/** JSON has no word for what YAML calls .inf and .nan. */
function jsonOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
}

/** The name of a key as the configuration has it: of any other key only that it is there. */
export function showKey(key: string): string {
  return /^[A-Za-z0-9_./-]{1,100}$/.test(key) && !isTokenLike(key) ? key : '(another key)';
}
