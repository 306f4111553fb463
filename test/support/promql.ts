/** Which metrics and labels an expression of Prometheus names: a small tokenizer, no parser. promtool says whether it parses. */

export interface Named {
  readonly metric: string;
  /** Of its selector. */
  readonly labels: readonly string[];
}

export interface Expression {
  readonly selectors: readonly Named[];
  /** Of `by`, `without`, `on`, `ignoring` and the like. */
  readonly groupedBy: readonly string[];
}

const TOKEN = /"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\d[\w.]*|[A-Za-z_:][\w:]*|=~|!~|!=|>=|<=|==|\S/g;
const GROUPING = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right']);
const WORDS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'atan2']);

export function readExpression(text: string): Expression {
  const tokens: readonly string[] = text.match(TOKEN) ?? [];
  const selectors: Named[] = [];
  const groupedBy: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    if (!/^[A-Za-z_:]/.test(token) || WORDS.has(token)) continue;
    const next = tokens[at + 1];
    if (GROUPING.has(token)) {
      const end = tokens.indexOf(')', at);
      groupedBy.push(...tokens.slice(at + 2, end).filter((each) => each !== ','));
      at = end;
    } else if (next === '{') {
      const end = tokens.indexOf('}', at);
      const labels = tokens.slice(at + 2, end).filter((_token, index, all) => /^[=!]/.test(all[index + 1] ?? ''));
      selectors.push({ metric: token, labels });
      at = end;
    } else if (next !== '(' && !(next !== undefined && GROUPING.has(next))) {
      selectors.push({ metric: token, labels: [] });
    }
  }
  return { selectors, groupedBy };
}
