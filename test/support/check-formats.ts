/** `pullgate check` in this process, and what reads its formats: the schemas, XML, TAP, Markdown, and the runner of GitHub. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { run } from '../../src/cli/index.js';

export interface World {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export const FIXTURES = fileURLToPath(new URL('../fixtures/cli', import.meta.url));

export async function check(argv: readonly string[], { stdin = '', env = {}, cwd = FIXTURES }: World = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(['check', ...argv], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {
      yield stdin;
    })(),
    env,
    cwd,
    isTTY: false,
    now: () => Date.parse('2026-06-01T12:00:00Z'),
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

type Node = Readonly<Record<string, unknown>>;

/** What the report promises, and nothing besides: a field that the schema does not know is a field that nobody promised. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, strict(value)] as const);
  return { ...Object.fromEntries(entries), ...('properties' in schema ? { additionalProperties: false } : {}) };
}

const readJson = (path: string): Node => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

const IS_URI = (text: string): boolean => URL.canParse(text);
const IS_REFERENCE = (text: string): boolean =>
  /^[\w!$&'()*+,;=:@./?#~-]*(?:%[0-9A-F]{2}[\w!$&'()*+,;=:@./?#~-]*)*$/.test(text);

/** @returns what is wrong with a text, one line each */
export type Validator = (text: string) => readonly string[];

/** @param schemaOf asked at the first text: not every test looks at every format */
function validator(schemaOf: () => object): Validator {
  let validate: ValidateFunction | undefined;
  return (text) => {
    validate ??= compile(schemaOf());
    validate(JSON.parse(text));
    return (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message} ${JSON.stringify(each.params)}`);
  };
}

function compile(schema: object): ValidateFunction {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: { uri: IS_URI, 'uri-reference': IS_REFERENCE, 'date-time': true },
  });
  return ajv.compile(schema);
}

export const jsonFaults = validator(() => strict(readJson('docs/check-report.schema.json')) as object);

export const explainFaults = validator(() => strict(readJson('docs/explain-report.schema.json')) as object);

export const liveFaults = validator(() => strict(readJson('docs/live-report.schema.json')) as object);

export const whyFaults = validator(() => strict(readJson('docs/why-report.schema.json')) as object);

export const auditFaults = validator(() => strict(readJson('docs/audit-report.schema.json')) as object);

/** The file of the OASIS committee, byte for byte (test/fixtures/formats/README.md). */
export const SARIF_SCHEMA = 'test/fixtures/formats/sarif-2.1.0.json';

/** Its draft is 04, where an identifier is called `id`; what else is in it means the same to a newer one. */
export const sarifFaults = validator(() => {
  const { id: _id, $schema: _draft, ...schema } = readJson(SARIF_SCHEMA);
  return schema;
});

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const unescapeData = (text: string): string =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const unescapeProperty = (text: string): string => unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));

/** Lines of a log as the runner reads them (actions/runner ActionCommand.cs TryParseV2); the others are only shown. */
export function readCommands(log: string): {
  readonly commands: readonly Command[];
  readonly others: readonly string[];
} {
  const commands: Command[] = [];
  const others: string[] = [];
  for (const line of log.split(/\r?\n|\r/).filter((each) => each !== '')) {
    const end = line.trimStart().startsWith('::') ? line.indexOf('::', 2) : -1;
    if (end < 0) {
      others.push(line);
      continue;
    }
    const [name = '', ...rest] = line.slice(2, end).split(' ');
    const properties = rest
      .join(' ')
      .split(',')
      .map((each) => each.split('='))
      .map(([key = '', ...value]) => [key.trim(), unescapeProperty(value.join('='))] as const);
    commands.push({ name, properties: Object.fromEntries(properties), message: unescapeData(line.slice(end + 2)) });
  }
  return { commands, others };
}
