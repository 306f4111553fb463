/**
 * The JSON Schema of the report of `pullgate check`, made of the types that it has in the source and of what is said about
 * them there. A type that cannot be told as a schema is an error: the report is a promise, so its types stay plain.
 */
import ts from 'typescript';

export const REPORT_TYPES = 'src/cli/report.ts';
export const REPORT_SCHEMA = 'docs/check-report.schema.json';
const ROOT = 'Report';

type Schema = Readonly<Record<string, unknown>>;
type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** @param source the text of REPORT_TYPES */
export function renderReportSchema(source: string): string {
  const file = ts.createSourceFile(REPORT_TYPES, source, ts.ScriptTarget.ES2022, true);
  const declarations = new Map<string, Declaration>(
    file.statements
      .filter((each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each))
      .map((each) => [each.name.text, each]),
  );
  const used = new Map<string, Schema>();
  const reference = (name: string): Schema => {
    const declaration = declarations.get(name);
    if (declaration === undefined) throw new Error(`${REPORT_TYPES}: ${name} is no type of this file`);
    if (!used.has(name)) {
      used.set(name, {});
      used.set(name, { ...described(declaration), ...schemaOfDeclaration(declaration, reference) });
    }
    return { $ref: `#/definitions/${name}` };
  };
  const root = reference(ROOT);
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Report of pullgate check -o json',
    description: 'Version 1: fields are added, never changed or taken away.',
    ...root,
    definitions: Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

type Reference = (name: string) => Schema;

function schemaOfDeclaration(declaration: Declaration, reference: Reference): Schema {
  return ts.isInterfaceDeclaration(declaration)
    ? objectSchema(declaration.members, reference)
    : schemaOf(declaration.type, reference);
}

function objectSchema(members: ts.NodeArray<ts.TypeElement>, reference: Reference): Schema {
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
  return new Error(`${REPORT_TYPES}: a schema cannot tell ${node.getText()}`);
}
