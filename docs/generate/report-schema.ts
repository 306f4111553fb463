/**
 * The JSON Schemas of what commands print with `-o json`, made of the types that it has in the source and of what is said
 * about them there. A type that cannot be told as a schema is an error: the report is a promise, so its types stay plain.
 */
import { posix } from 'node:path';
import ts from 'typescript';

export interface ReportTypes {
  /** The file that declares it. */
  readonly types: string;
  readonly root: string;
  /** The file that is made. */
  readonly schema: string;
  readonly title: string;
}

export const CHECK_REPORT: ReportTypes = {
  types: 'src/cli/report.ts',
  root: 'Report',
  schema: 'docs/check-report.schema.json',
  title: 'Report of pullgate check -o json',
};

export const AUDIT_REPORT: ReportTypes = {
  types: 'src/audit/report.ts',
  root: 'AuditReport',
  schema: 'docs/audit-report.schema.json',
  title: 'Report of pullgate audit -o json',
};

export const EXPLAIN_REPORT: ReportTypes = {
  types: 'src/cli/explain/report.ts',
  root: 'Explained',
  schema: 'docs/explain-report.schema.json',
  title: 'Report of pullgate explain -o json',
};

export const LIVE_REPORT: ReportTypes = {
  types: 'src/cli/live/report.ts',
  root: 'LiveReport',
  schema: 'docs/live-report.schema.json',
  title: 'Report of pullgate check --live -o json and pullgate explain --live -o json',
};

export const WHY_REPORT: ReportTypes = {
  types: 'src/cli/why/report.ts',
  root: 'WhyReport',
  schema: 'docs/why-report.schema.json',
  title: 'Report of pullgate why -o json',
};

export const REPORTS: readonly ReportTypes[] = [CHECK_REPORT, AUDIT_REPORT, EXPLAIN_REPORT, LIVE_REPORT, WHY_REPORT];

type Schema = Readonly<Record<string, unknown>>;
type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** A file and the types that it declares and imports. */
interface Source {
  readonly path: string;
  readonly declared: ReadonlyMap<string, Declaration>;
  /** Path of the file of each. */
  readonly imported: ReadonlyMap<string, string>;
}

/** @param read the text of a file of the repository */
export function renderReportSchema(read: (path: string) => string, { types, root: name, title }: ReportTypes): string {
  const sources = new Map<string, Source>();
  const open = (path: string): Source => {
    const source = sources.get(path) ?? parse(path, read(path));
    sources.set(path, source);
    return source;
  };
  const used = new Map<string, { readonly path: string; readonly schema: Schema }>();
  const referenceIn =
    ({ path, declared, imported }: Source): Reference =>
    (name, whole) => {
      const declaration = declared.get(name);
      const other = imported.get(name);
      if (declaration === undefined && other !== undefined) return referenceIn(open(other))(name, whole);
      if (declaration === undefined) throw new Error(`${path}: ${name} is no type of this file`);
      const known = used.get(name);
      if (known !== undefined && known.path !== path) throw new Error(`${path}: ${known.path} has a type ${name}, too`);
      if (known === undefined) {
        used.set(name, { path, schema: {} });
        const schema = schemaOfDeclaration(declaration, referenceIn(open(path)));
        used.set(name, { path, schema: { ...described(declaration), ...schema } });
      }
      return (whole ? used.get(name)?.schema : undefined) ?? { $ref: `#/definitions/${name}` };
    };
  const root = referenceIn(open(types))(name);
  const definitions = [...used].map(([name, { schema }]) => [name, schema] as const);
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    description: 'Version 1: fields are added, never changed or taken away.',
    ...root,
    definitions: Object.fromEntries(definitions.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function parse(path: string, text: string): Source {
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const imports = statements.filter(ts.isImportDeclaration).flatMap((each) => {
    const { importClause, moduleSpecifier } = each;
    const bindings = importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings) || !ts.isStringLiteral(moduleSpecifier)) return [];
    const file = posix.join(posix.dirname(path), moduleSpecifier.text).replace(/\.js$/, '.ts');
    return bindings.elements.map(({ name }) => [name.text, file] as const);
  });
  const declarations = statements.filter((each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each));
  return {
    path,
    declared: new Map(declarations.map((each) => [each.name.text, each])),
    imported: new Map(imports),
  };
}

/** To a schema by its name; `whole` is that schema itself, of which others are made. */
type Reference = (name: string, whole?: true) => Schema;

function schemaOfDeclaration(declaration: Declaration, reference: Reference): Schema {
  if (!ts.isInterfaceDeclaration(declaration)) return schemaOf(declaration.type, reference);
  const own = objectSchema(declaration.members, reference);
  const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) =>
    types.map(({ expression }) => reference(expression.getText(), true) as ObjectSchema),
  );
  return {
    type: 'object',
    properties: Object.assign({}, ...bases.map(({ properties }) => properties), own.properties),
    required: [...bases.flatMap(({ required }) => required), ...own.required],
  };
}

interface ObjectSchema extends Schema {
  readonly type: 'object';
  readonly properties: Schema;
  readonly required: readonly string[];
}

function objectSchema(members: ts.NodeArray<ts.TypeElement>, reference: Reference): ObjectSchema {
  const fields = members.map((member) => {
    if (!ts.isPropertySignature(member) || member.type === undefined) throw unsupported(member);
    const schema = schemaOf(member.type, reference);
    const words = described(member);
    // Draft 07 looks at nothing beside a reference.
    const said = '$ref' in schema && 'description' in words ? { ...words, allOf: [schema] } : { ...words, ...schema };
    return { name: member.name.getText(), isOptional: member.questionToken !== undefined, said };
  });
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, said }) => [name, said])),
    required: fields.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
  };
}

function schemaOf(type: ts.TypeNode, reference: Reference): Schema {
  if (ts.isTypeOperatorNode(type)) return schemaOf(type.type, reference);
  if (ts.isParenthesizedTypeNode(type)) return schemaOf(type.type, reference);
  if (ts.isArrayTypeNode(type)) return { type: 'array', items: schemaOf(type.elementType, reference) };
  if (ts.isTypeLiteralNode(type)) return objectSchema(type.members, reference);
  if (ts.isTypeReferenceNode(type) && type.typeArguments === undefined) return reference(type.typeName.getText());
  if (ts.isLiteralTypeNode(type)) return { const: literal(type.literal) };
  if (ts.isUnionTypeNode(type)) {
    const each = type.types.map((part) => schemaOf(part, reference));
    const values = each.flatMap((schema) => ('const' in schema ? [schema['const']] : []));
    return values.length === each.length ? { enum: values } : { anyOf: each };
  }
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: 'string' };
    case ts.SyntaxKind.NumberKeyword:
      return { type: 'integer', minimum: 0 };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: 'boolean' };
    default:
      throw unsupported(type);
  }
}

function literal(node: ts.LiteralTypeNode['literal']): string | number | boolean {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  throw unsupported(node);
}

function described(node: ts.Node): { readonly description?: string } {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  const text = comment === undefined || comment.comment === undefined ? '' : ts.getTextOfJSDocComment(comment.comment);
  return text === undefined || text === '' ? {} : { description: text.replace(/\s+/g, ' ') };
}

function unsupported(node: ts.Node): Error {
  return new Error(`${node.getSourceFile().fileName}: a schema cannot tell ${node.getText()}`);
}
