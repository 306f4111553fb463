// @ts-check
/**
 * One text that is every mutant of a file at once: `a < b` becomes `(M(7)?(a <= b):M(8)?(a >= b):(a < b))`, where M says
 * whether a number is the mutant of this run. What is inside a change is as it was; only the last branch is switched further.
 */
import ts from 'typescript';
import { isNoBehaviour, mutantsOf } from './mutators.mjs';

/** @typedef {import('./mutators.mjs').Mutant} Mutant */

/** @param {string} text @param {string} name @param {number} first number of the file's first mutant */
export function instrument(text, name, first) {
  const mutants = mutantsOf(text, name);
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  // Two parses give equal positions: a node is found by where it is and what it is.
  /** @type {Map<string, { readonly id: number, readonly mutant: Mutant }[]>} */
  const at = new Map();
  mutants.forEach((mutant, index) => {
    const key = keyOf(mutant.wrap);
    at.set(key, [...(at.get(key) ?? []), { id: first + index, mutant }]);
  });
  const head = mutants.length === 0 ? '' : 'const M = globalThis.__mutant;';
  return head + printed(file);

  /** @param {ts.Node} node @returns {string} */
  function printed(node) {
    const start = node.getStart(file);
    if (isNoBehaviour(node)) return text.slice(start, node.end);
    const here = at.get(keyOf(node)) ?? [];
    let inner = '';
    let done = ts.isSourceFile(node) ? 0 : start;
    ts.forEachChild(node, (child) => {
      const from = child.getStart(file);
      if (from < done) return; // JSDoc and the like
      inner += text.slice(done, from) + printed(child);
      done = child.end;
    });
    inner += text.slice(done, node.end);
    return here.reduceRight((sofar, { id, mutant }) => switched(node, start, sofar, id, mutant), inner);
  }

  /** @param {ts.Node} node @param {number} start @param {string} inner @param {number} id @param {Mutant} mutant */
  function switched(node, start, inner, id, mutant) {
    switch (mutant.how) {
      case 'expression':
        return `(M(${id})?(${text.slice(start, mutant.start)}${mutant.text}${text.slice(mutant.end, node.end)}):${inner})`;
      case 'body':
        return `{if(M(${id}))return;${inner.slice(1)}`;
      case 'block':
        return `{if(M(${id})){}else${inner}}`;
      case 'case': {
        const body = caseBody(node);
        return `${inner.slice(0, inner.length - body.length)}if(!M(${id})){${body}}`;
      }
    }
  }

  /** @param {ts.Node} node */
  function caseBody(node) {
    if (!ts.isCaseClause(node) && !ts.isDefaultClause(node)) return '';
    const [first] = node.statements;
    if (first === undefined) return '';
    let body = '';
    let done = first.getStart(file);
    for (const statement of node.statements) {
      body += text.slice(done, statement.getStart(file)) + printed(statement);
      done = statement.end;
    }
    return body;
  }
}

/** @param {ts.Node} node */
function keyOf(node) {
  return `${node.pos}:${node.end}:${node.kind}`;
}
