// @ts-check
/**
 * The changes that a test must notice: the kinds of Stryker's mutators, as text replacements. Pure: the text of one file
 * in, its mutants out. Types, imports, property names and directives are no behaviour and are left alone.
 */
import ts from 'typescript';
import { regexMutants } from './regex-mutants.mjs';

/**
 * One change. `wrap` is the node that a switch is put around: the change itself, or the whole optional chain it is in.
 * @typedef {{
 *   readonly mutator: string, readonly start: number, readonly end: number, readonly text: string,
 *   readonly how: 'expression' | 'body' | 'block' | 'case', readonly wrap: ts.Node, readonly within: string,
 * }} Mutant
 */

const K = ts.SyntaxKind;

/** @type {Readonly<Record<number, string>>} */
const OTHER_ARITHMETIC = {
  [K.PlusToken]: '-',
  [K.MinusToken]: '+',
  [K.AsteriskToken]: '/',
  [K.SlashToken]: '*',
  [K.PercentToken]: '*',
};
/** @type {Readonly<Record<number, readonly string[]>>} */
const OTHER_COMPARISON = {
  [K.LessThanToken]: ['<=', '>='],
  [K.LessThanEqualsToken]: ['<', '>'],
  [K.GreaterThanToken]: ['>=', '<='],
  [K.GreaterThanEqualsToken]: ['>', '<'],
  [K.EqualsEqualsEqualsToken]: ['!=='],
  [K.ExclamationEqualsEqualsToken]: ['==='],
};
/** @type {Readonly<Record<number, string>>} */
const OTHER_LOGIC = {
  [K.AmpersandAmpersandToken]: '||',
  [K.BarBarToken]: '&&',
  [K.QuestionQuestionToken]: '&&',
};
/** @type {Readonly<Record<number, string>>} */
const OTHER_ASSIGNMENT = {
  [K.PlusEqualsToken]: '-=',
  [K.MinusEqualsToken]: '+=',
  [K.AsteriskEqualsToken]: '/=',
  [K.SlashEqualsToken]: '*=',
  [K.QuestionQuestionEqualsToken]: '&&=',
  [K.BarBarEqualsToken]: '&&=',
  [K.AmpersandAmpersandEqualsToken]: '||=',
};
/** What a method becomes; undefined: its call is taken away and the object stays. */
/** @type {ReadonlyMap<string, string | undefined>} */
const OTHER_METHOD = new Map([
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
  ['toUpperCase', 'toLowerCase'],
  ['toLowerCase', 'toUpperCase'],
  ['trimStart', 'trimEnd'],
  ['trimEnd', 'trimStart'],
  ...['trim', 'sort', 'toSorted', 'reverse', 'toReversed', 'filter', 'slice', 'substring', 'charAt'].map(
    /** @returns {[string, undefined]} */ (name) => [name, undefined],
  ),
]);

/** @param {string} text @param {string} name @returns {readonly Mutant[]} in the order of the text */
export function mutantsOf(text, name) {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  /** @type {Mutant[]} */
  const mutants = [];
  ts.forEachChild(file, (child) => visit(child, undefined, []));
  return mutants;

  /** @param {ts.Node} node @param {ts.Node | undefined} chain the top of the optional chain that the node is a link of @param {readonly string[]} within */
  function visit(node, chain, within) {
    if (isNoBehaviour(node)) return;
    const top = isLink(node) ? (chain ?? node) : undefined;
    for (const { mutator, text: replacement, start = node.getStart(file), end = node.end, how = 'expression' } of [
      ...changes(node),
      ...returned(node),
    ]) {
      mutants.push({ mutator, start, end, text: replacement, how, wrap: top ?? node, within: within.join('.') });
    }
    const inner = [...within, ...nameOf(node)];
    ts.forEachChild(node, (child) => {
      const goesOn = top !== undefined && 'expression' in node && node.expression === child && isLink(child);
      visit(child, goesOn ? top : undefined, inner);
    });
  }

  /**
   * @typedef {{ readonly mutator: string, readonly text: string, readonly start?: number, readonly end?: number, readonly how?: Mutant['how'] }} Change
   * @param {ts.Node} node
   * @returns {readonly Change[]}
   */
  function changes(node) {
    if (ts.isBinaryExpression(node)) return [...binary(node), ...decided(node)];
    if (ts.isPrefixUnaryExpression(node)) return [...prefix(node), ...decided(node)];
    if (ts.isPostfixUnaryExpression(node)) {
      const operator = node.operator === K.PlusPlusToken ? '--' : '++';
      return [{ mutator: 'update', text: source(node.operand) + operator }];
    }
    if (node.kind === K.TrueKeyword) return [{ mutator: 'boolean', text: 'false' }];
    if (node.kind === K.FalseKeyword) return [{ mutator: 'boolean', text: 'true' }];
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      if (!isValue(node)) return [];
      return [{ mutator: 'string', text: node.text === '' ? "'mutated'" : "''" }, ...decided(node)];
    }
    if (ts.isTemplateExpression(node)) return isValue(node) ? [{ mutator: 'string', text: '``' }] : [];
    if (ts.isRegularExpressionLiteral(node)) {
      return regexMutants(node.text).map((pattern) => ({ mutator: 'regex', text: pattern }));
    }
    if (ts.isArrayLiteralExpression(node)) {
      // `[a, b] = [c, d]`: what is assigned to is no value.
      const { parent } = node;
      if (
        ts.isBinaryExpression(parent) &&
        parent.left === node &&
        parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
      ) {
        return [];
      }
      return [{ mutator: 'array', text: node.elements.length === 0 ? "['mutated']" : '[]' }];
    }
    if (ts.isObjectLiteralExpression(node)) {
      return node.properties.length === 0 ? [] : [{ mutator: 'object', text: '{}' }];
    }
    if (ts.isBlock(node)) return block(node);
    if (ts.isCaseClause(node) || ts.isDefaultClause(node)) {
      const [first] = node.statements;
      if (first === undefined || node.statements.some((statement) => ts.isVariableStatement(statement))) return [];
      return [{ mutator: 'case', text: '', start: first.getStart(file), how: 'case' }];
    }
    return [...chainOf(node), ...method(node), ...decided(node)];
  }

  /** @param {ts.BinaryExpression} node @returns {readonly Change[]} */
  function binary({ operatorToken: { kind }, left, right, parent }) {
    const arithmetic = OTHER_ARITHMETIC[kind];
    if (arithmetic !== undefined) {
      const isText = kind === K.PlusToken && (hasText(left) || hasText(right) || isTextSum(parent));
      return isText ? [] : [{ mutator: 'arithmetic', text: joined(left, arithmetic, right) }];
    }
    const assignment = OTHER_ASSIGNMENT[kind];
    if (assignment !== undefined) {
      return hasText(right) ? [] : [{ mutator: 'assignment', text: joined(left, assignment, right) }];
    }
    const logic = OTHER_LOGIC[kind];
    if (logic !== undefined) return [{ mutator: 'logical', text: joined(left, logic, right) }];
    return (OTHER_COMPARISON[kind] ?? []).map((other) => ({ mutator: 'equality', text: joined(left, other, right) }));
  }

  /** @param {ts.Expression} left @param {string} operator @param {ts.Expression} right */
  function joined(left, operator, right) {
    return `${operand(left)} ${operator} ${operand(right)}`;
  }

  /** @param {ts.Expression} node */
  function operand(node) {
    return ts.isBinaryExpression(node) ||
      ts.isConditionalExpression(node) ||
      ts.isArrowFunction(node) ||
      ts.isYieldExpression(node)
      ? `(${source(node)})`
      : source(node);
  }

  /** @param {ts.PrefixUnaryExpression} node @returns {readonly Change[]} */
  function prefix({ operator, operand }) {
    const of = source(operand);
    switch (operator) {
      case K.ExclamationToken:
        return [{ mutator: 'boolean', text: of }];
      case K.MinusToken:
        return [{ mutator: 'unary', text: `+${of}` }];
      case K.PlusToken:
        return [{ mutator: 'unary', text: `-${of}` }];
      case K.TildeToken:
        return [{ mutator: 'unary', text: of }];
      case K.PlusPlusToken:
        return [{ mutator: 'update', text: `--${of}` }];
      default:
        return [{ mutator: 'update', text: `++${of}` }];
    }
  }

  /** A condition that is always, and one that is never. @param {ts.Node} node @returns {readonly Change[]} */
  function decided(node) {
    const { parent } = node;
    const isLoop =
      (ts.isWhileStatement(parent) && parent.expression === node) ||
      (ts.isDoStatement(parent) && parent.expression === node) ||
      (ts.isForStatement(parent) && parent.condition === node);
    if (isLoop) return node.kind === K.TrueKeyword ? [] : [{ mutator: 'condition', text: 'false' }];
    const isTest =
      (ts.isIfStatement(parent) && parent.expression === node) ||
      (ts.isConditionalExpression(parent) && parent.condition === node);
    const isBoolean =
      ts.isBinaryExpression(node) &&
      (OTHER_COMPARISON[node.operatorToken.kind] !== undefined ||
        node.operatorToken.kind === K.AmpersandAmpersandToken ||
        node.operatorToken.kind === K.BarBarToken);
    if (!isTest && !isBoolean) return [];
    return ['true', 'false'].map((text) => ({ mutator: 'condition', text }));
  }

  /** What an arrow without a block gives. @param {ts.Node} node @returns {readonly Change[]} */
  function returned(node) {
    const isBody = ts.isArrowFunction(node.parent) && node.parent.body === node && !ts.isBlock(node);
    return isBody && source(node) !== 'undefined' ? [{ mutator: 'arrow', text: 'undefined' }] : [];
  }

  /** @param {ts.Block} node @returns {readonly Change[]} */
  function block(node) {
    if (node.statements.length === 0) return [];
    return [{ mutator: 'block', text: '{}', how: ts.isFunctionLike(node.parent) ? 'body' : 'block' }];
  }

  /** @param {ts.Node} node @returns {readonly Change[]} */
  function chainOf(node) {
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node) && !ts.isCallExpression(node))
      return [];
    const token = node.questionDotToken;
    if (token === undefined) return [];
    return [
      {
        mutator: 'chain',
        text: ts.isPropertyAccessExpression(node) ? '.' : '',
        start: token.getStart(file),
        end: token.end,
      },
    ];
  }

  /** @param {ts.Node} node @returns {readonly Change[]} */
  function method(node) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    const { expression: object, name } = node.expression;
    if (!OTHER_METHOD.has(name.text)) return [];
    const other = OTHER_METHOD.get(name.text);
    if (other === undefined) return [{ mutator: 'method', text: source(object) }];
    return [{ mutator: 'method', text: other, start: name.getStart(file), end: name.end }];
  }

  /** @param {ts.Node} node */
  function source(node) {
    return text.slice(node.getStart(file), node.end);
  }
}

/** A link of an optional chain: a switch around less than the whole chain would end it early. @param {ts.Node} node */
function isLink(node) {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

/** @param {ts.Node} node */
export function isNoBehaviour(node) {
  return (
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
    ts.isImportDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    isImpossible(node)
  );
}

/** `default: return kind satisfies never`: the compiler has proved that nobody gets there. @param {ts.Node} node */
function isImpossible(node) {
  return (
    ts.isDefaultClause(node) &&
    node.statements.every(
      (each) =>
        (ts.isReturnStatement(each) || ts.isExpressionStatement(each)) &&
        each.expression !== undefined &&
        ts.isSatisfiesExpression(each.expression) &&
        each.expression.type.kind === K.NeverKeyword,
    ) &&
    node.statements.length > 0
  );
}

/** A string that is neither a name nor an address of a module. @param {ts.Node} node */
function isValue(node) {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return parent.name !== node;
  if (ts.isTaggedTemplateExpression(parent) || ts.isExpressionStatement(parent)) return false;
  if (ts.isMethodDeclaration(parent) || ts.isBindingElement(parent))
    return 'initializer' in parent && parent.initializer === node;
  return !(ts.isCallExpression(parent) && parent.expression.kind === K.ImportKeyword);
}

/** @param {ts.Node} node */
function hasText(node) {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isTextSum(node);
}

/** @param {ts.Node} node @returns {boolean} */
function isTextSum(node) {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === K.PlusToken &&
    (hasText(node.left) || ts.isStringLiteralLike(node.right) || ts.isTemplateExpression(node.right))
  );
}

/** What a mutant is found again by when lines move: the declarations around it. @param {ts.Node} node @returns {readonly string[]} */
function nameOf(node) {
  const isNamed =
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isMethodDeclaration(node);
  return isNamed && node.name !== undefined && ts.isIdentifier(node.name) ? [node.name.text] : [];
}
