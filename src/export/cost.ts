/**
 * What an evaluation costs at most, by the prices of CEL's own interpreter (cel-go interpreter/runtimecost.go, common/
 * cost.go): the API server stops an expression at 1,000,000 and a policy at 10,000,000 (K apiserver pkg/apis/cel/config.go).
 * Its objects have no types while an expression is compiled, so it can refuse none beforehand: it denies the request.
 */
import type { Variable } from './uses.js';

const PER_EXPRESSION = 1_000_000;
const PER_POLICY = 10_000_000;
/** Characters of an image: more than anybody writes. */
export const LENGTH = 255;

const STRING = Math.ceil((LENGTH + 1) / 10);

/** Where every part of an expression is worked out once. */
export function priceOf(expression: string): number {
  const literals = [...expression.matchAll(/r?'(?:[^'\\]|\\.)*'/g)].map(([text]) => text);
  const bare = expression.replace(/r?'(?:[^'\\]|\\.)*'/g, "''");
  const count = (part: RegExp): number => bare.match(part)?.length ?? 0;
  // Each element of a list of literals is compared, or looked for in front of a text.
  const listed = literals.length;
  const regexes = [...expression.matchAll(/\.matches\((r?'(?:[^'\\]|\\.)*')\)/g)]
    .map(([, text = '']) => STRING * Math.ceil(text.length / 4))
    .reduce((sum, each) => sum + each, 0);
  const walks = count(/\.(?:startsWith|endsWith|contains|substring|indexOf|lastIndexOf|trim|lowerAscii|replace)\(/g);
  return (
    regexes +
    STRING * (walks + count(/ \+ |strings\.quote/g) + count(/ == | != /g)) +
    (STRING + 6) * (bare.includes('.exists(p, ') ? listed : 0) +
    // A field of a map, a variable, a call, an operator; a list and a map that is made.
    count(/[A-Za-z_]\w*|[?!<>]|&&|\|\|/g) +
    10 * count(/\[/g) +
    30 * count(/\{/g) +
    // Every step of a comprehension makes its list anew.
    15 * count(/\.(?:map|filter|exists|all)\(/g)
  );
}

/** How many images, of 255 characters each, an object may have before the API server stops. */
export function mostImages(variables: readonly Variable[]): number {
  const prices = variables.map(({ expression, per }) => ({ per, price: priceOf(expression) }));
  const fits = (images: number): boolean => {
    const costs = prices.map(({ per, price }) =>
      per === 'request' ? price : price * images + (per === 'pair' ? images * images : 0),
    );
    return costs.every((cost) => cost <= PER_EXPRESSION) && costs.reduce((sum, cost) => sum + cost, 0) <= PER_POLICY;
  };
  let low = 0;
  let high = 10_000;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
