// @ts-check
/** Changes of a regular expression that are one token: an anchor or a quantifier less, a class or an escape turned round. */

/** @param {string} literal with its slashes and flags @returns {readonly string[]} literals that are regular expressions too */
export function regexMutants(literal) {
  const last = literal.lastIndexOf('/');
  const pattern = literal.slice(1, last);
  const flags = literal.slice(last + 1);
  /** @type {string[]} */
  const changed = [];
  let isClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    /** @param {number} length @param {string} text */
    const put = (length, text) => changed.push(pattern.slice(0, at) + text + pattern.slice(at + length));
    if (char === '\\') {
      const next = pattern.charAt(at + 1);
      if (/[dDsSwWbB]/.test(next)) put(2, `\\${next === next.toLowerCase() ? next.toUpperCase() : next.toLowerCase()}`);
      at += 1;
    } else if (isClass) {
      if (char === ']') isClass = false;
    } else if (char === '[') {
      isClass = true;
      const isNegated = pattern.charAt(at + 1) === '^';
      put(isNegated ? 2 : 1, isNegated ? '[' : '[^');
      if (isNegated) at += 1;
    } else if (char === '^' || char === '$') put(1, '');
    else if (char === '*' || char === '+') put(1, '');
    else if (char === '?' && pattern.charAt(at - 1) !== '(' && !/[*+?}]/.test(pattern.charAt(at - 1))) put(1, '');
    else if (char === '(' && /^\(\?<?[=!]/.test(pattern.slice(at))) {
      const sign = pattern.indexOf('=', at) === at + 2 || pattern.indexOf('=', at) === at + 3 ? '=' : '!';
      const head = pattern.slice(at, pattern.indexOf(sign, at));
      put(head.length + 1, head + (sign === '=' ? '!' : '='));
    }
  }
  return changed.filter((other) => other !== '' && isPattern(other, flags)).map((other) => `/${other}/${flags}`);
}

/** @param {string} pattern @param {string} flags */
function isPattern(pattern, flags) {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}
