// @ts-check
/**
 * Cases out of cases: texts, and JSON as it is written (a member twice, a name in escapes, blanks where nobody has them),
 * which no value in memory can hold. The same random numbers make the same cases.
 */

/** @typedef {import('../oracle/types.js').Random} Random */

const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\u007f',
  '\u202e',
  '\ud800',
  '\ufeff',
  'a'.repeat(300),
  '%',
  '..',
  '../..',
  '{{ x }}',
  '${X}',
  'null',
  '0',
  '-1',
  '1e400',
  '__proto__',
  'constructor',
  'toString',
  ':latest',
  '@sha256:',
  'docker.io/',
  '[::1]:5000/a',
  '\n',
  '\r\n',
  '"',
  '\\',
  '*',
  '/',
];
const ODD_VALUES = [null, true, false, 0, -1, 1e308, 0.1, '', [], {}, [[]], { '': '' }, [null], 'x'];
const MARKS = [
  ':',
  '/',
  '@',
  '.',
  '-',
  '_',
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\\',
  '\n',
  '\r',
  '\t',
  '\u0000',
  ' ',
  '#',
  '&',
  '*',
  '!',
  '|',
  '>',
  '%',
  '~',
  '=',
  '$',
];

/** @param {Random} random @param {string} text @param {readonly string[]} others */
export function mutateText(random, text, others) {
  let made = text;
  for (let count = 1 + random.int(3); count > 0; count -= 1) made = once(random, made, others);
  return made.length > 200_000 ? made.slice(0, 200_000) : made;
}

/** @param {Random} random @param {string} text @param {readonly string[]} others */
function once(random, text, others) {
  const [from, to] = [random.int(text.length + 1), random.int(text.length + 1)].sort((a, b) => a - b);
  const [head, part, tail] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (random.int(8)) {
    case 0:
      return head + tail;
    case 1:
      return head + part + part + tail;
    case 2:
      return head + random.pick(MARKS) + part + tail;
    case 3:
      return head + random.pick(ODD_TEXTS) + tail;
    case 4: {
      const other = random.pick(others);
      return head + other.slice(random.int(other.length + 1)) + tail;
    }
    case 5:
      return head + part.toUpperCase() + tail;
    case 6:
      return head + (part.length > 0 && part.length < 40 ? part.repeat(1 + random.int(60)) : part) + tail;
    default:
      return head + [...part].reverse().join('') + tail;
  }
}

/** A value with something else in it. @param {Random} random @param {unknown} value @param {readonly string[]} others @returns {unknown} */
function mutateValue(random, value, others) {
  const made = structuredClone(value);
  for (let count = 1 + random.int(3); count > 0; count -= 1) {
    const places = placesIn(made);
    if (places.length === 0) return structuredClone(random.pick(ODD_VALUES));
    const { holder, key } = random.pick(places);
    change(random, holder, key, others);
  }
  return made;
}

/** @typedef {{ readonly holder: Record<string, unknown>, readonly key: string }} Place A member of an object, or of a list by its number. */

/** @param {unknown} value @returns {Place[]} */
function placesIn(value) {
  /** @type {Place[]} */
  const places = [];
  const walk = (/** @type {unknown} */ each) => {
    if (typeof each !== 'object' || each === null || places.length > 2000) return;
    for (const key of Object.keys(each)) {
      // A list has its numbers for names.
      places.push({ holder: /** @type {Record<string, unknown>} */ (each), key });
      walk(Reflect.get(each, key));
    }
  };
  walk(value);
  return places;
}

/** @param {Random} random @param {Place['holder']} holder @param {string} key @param {readonly string[]} others */
function change(random, holder, key, others) {
  const old = holder[key];
  switch (random.int(7)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return;
    case 1:
      // A value of its own: what is put in once more may be changed in between.
      holder[key] = structuredClone(random.pick(ODD_VALUES));
      return;
    case 2:
      holder[key] = typeof old === 'string' ? mutateText(random, old, ODD_TEXTS) : random.pick(ODD_TEXTS);
      return;
    case 3: {
      const theirs = placesIn(tryParse(random.pick(others)));
      if (theirs.length === 0) return;
      const { holder: from, key: name } = random.pick(theirs);
      holder[key] = structuredClone(from[name]);
      return;
    }
    case 4:
      if (Array.isArray(old) && old.length > 0 && old.length < 50)
        holder[key] = Array.from({ length: 1 + random.int(200) }, (_, at) => structuredClone(old[at % old.length]));
      else if (!Array.isArray(holder)) setOwn(holder, nameFrom(random, others), old);
      return;
    case 5:
      if (!Array.isArray(holder)) setOwn(holder, random.chance(0.5) ? key.toUpperCase() : `${key} `, old);
      return;
    default: {
      const places = placesIn(holder);
      if (places.length === 0) return;
      const other = random.pick(places);
      const moved = structuredClone(other.holder[other.key]);
      holder[key] = moved;
    }
  }
}

/** A name that means something in another place, or nothing anywhere. @param {Random} random @param {readonly string[]} others */
function nameFrom(random, others) {
  const places = random.chance(0.7) ? placesIn(tryParse(random.pick(others))) : [];
  return places.length === 0 ? random.pick(ODD_TEXTS) : random.pick(places).key;
}

/** A name such as `__proto__` as a member like any other. @param {object} holder @param {string} key @param {unknown} value */
function setOwn(holder, key, value) {
  Object.defineProperty(holder, key, {
    value: structuredClone(value),
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/**
 * JSON as few write it and all have to read it: blanks, names in escapes, and, where `twice`, members that stand there more
 * than once, the last of which counts.
 *
 * @param {Random} random @param {unknown} value @param {{ twice: boolean }} how @returns {string}
 */
export function writeJson(random, value, how) {
  const blank = () => (random.chance(0.02) ? random.pick([' ', '\n', '\t', '\r\n  ']) : '');
  const text = (/** @type {string} */ each) => {
    const plain = JSON.stringify(each);
    if (!random.chance(0.02)) return plain;
    return `"${[...Array.from({ length: each.length }, (_, at) => each.charCodeAt(at))].map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}"`;
  };
  const write = (/** @type {unknown} */ each) => {
    if (typeof each === 'string') return text(each);
    if (Array.isArray(each)) return `[${each.map((one) => blank() + write(one) + blank()).join(',')}]`;
    if (typeof each !== 'object' || each === null) return JSON.stringify(each) ?? 'null';
    const members = Object.entries(each).map(
      ([key, one]) => `${blank()}${text(key)}${blank()}:${blank()}${write(one)}`,
    );
    if (how.twice && members.length > 0 && random.chance(0.05)) {
      const [key = ''] = random.pick(Object.entries(each));
      const earlier = `${text(key)}:${JSON.stringify(random.pick(ODD_VALUES))}`;
      members.splice(0, 0, earlier);
    }
    return `{${members.join(',')}${blank()}}`;
  };
  return write(value);
}

/** @param {string} text @returns {unknown} undefined where it is no JSON */
export function tryParse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Mostly a value of another kind, sometimes a text that is no JSON any more.
 *
 * @param {Random} random @param {string} text @param {readonly string[]} others
 * @param {{ valid: number, twice: number }} chances of staying JSON, and of members that stand there twice
 */
export function mutateJson(random, text, others, { valid, twice }) {
  const parsed = random.chance(valid) ? tryParse(text) : undefined;
  if (parsed === undefined) return mutateText(random, text, others);
  // Of the others only those are parsed that are used: there are thousands of them, and a case takes one or two.
  return writeJson(random, mutateValue(random, parsed, others), { twice: random.chance(twice) });
}
