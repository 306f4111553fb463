// @ts-check
/** Manifests with a few mutations: what hands, editors and people with a purpose make of a file. The same seed, the same files. */

/** @import {Random} from './types.js' */

const BREAKS = ['\r', '\r\n', '\r\r\n', '\u0085', '\u2028', '\u2029', '\n\n', ' \n', ''];
const TOKENS = [
  '[',
  ']',
  '{',
  '}',
  ',',
  ': ',
  ':',
  '- ',
  ' # ',
  '#',
  '"',
  "'",
  '\t',
  '&a ',
  '*a',
  '!!str ',
  '|',
  '>',
  '\\',
  '%',
  '@',
  '~',
  '<<: ',
  '? ',
  '...',
  '---',
  ' ',
  '1',
  'é',
  '\u00a0',
];

/**
 * @param {Random} random
 * @param {readonly string[]} corpus Documents.
 * @returns {() => string}
 */
export function createYamlGenerator(random, corpus) {
  /** @type {readonly ((text: string) => string)[]} */
  const mutations = [
    (text) => atNewline(text, () => random.pick(BREAKS)),
    (text) => text.replaceAll('\n', random.pick(BREAKS.slice(0, 6))),
    (text) => atNewline(text, () => ` # a comment${random.pick(BREAKS)}${random.pick(text.split('\n'))}\n`),
    (text) => insert(text, random.int(text.length + 1), random.pick(TOKENS)),
    (text) => insert(text, random.int(text.length + 1), random.pick(TOKENS)),
    (text) => atLine(text, (line) => `${' '.repeat(random.int(5))}${line.trimStart()}`),
    (text) => atLine(text, inFlow),
    (text) => atLine(text, inFlow),
    (text) => atLine(text, inQuotes),
    (text) => atLine(text, (line) => `${line}\n${line}`),
    (text) => {
      const at = random.int(text.length + 1);
      return text.slice(0, at) + text.slice(at + 1 + random.int(3));
    },
  ];

  /** @type {(line: string) => string} */
  function inFlow(line) {
    const [, head = '', value = ''] = /^(\s*(?:- )?[\w./-]+: |\s*- )(.+)$/.exec(line) ?? [];
    if (head === '') return line;
    const [open, close] = random.pick([
      ['[', ']'],
      ['{a: ', '}'],
    ]);
    const gap = () => `${random.pick(['\n', '\n', ' # c\n', ' '])}${' '.repeat(random.int(6))}`;
    return `${head}${open}${gap()}${value}${random.chance(0.3) ? `,${gap()}b` : ''}${gap()}${close}`;
  }

  /** @type {(line: string) => string} */
  function inQuotes(line) {
    const [, head = '', value = ''] = /^(\s*(?:- )?[\w./-]+: |\s*- )(.+)$/.exec(line) ?? [];
    if (head === '') return line;
    const quote = random.pick(['"', "'"]);
    const at = random.int(value.length);
    return `${head}${quote}${value.slice(0, at)}\n${' '.repeat(random.int(5))}${value.slice(at)}${quote}`;
  }

  /** @type {(text: string, to: () => string) => string} */
  function atNewline(text, to) {
    const places = [...text.matchAll(/\n/g)].map(({ index }) => index);
    if (places.length === 0) return text;
    const at = random.pick(places);
    return text.slice(0, at) + to() + text.slice(at + 1);
  }

  /** @type {(text: string, change: (line: string) => string) => string} */
  function atLine(text, change) {
    const lines = text.split('\n');
    const at = random.int(lines.length);
    return lines.map((line, i) => (i === at ? change(line) : line)).join('\n');
  }

  return () => {
    let text = random.pick(corpus);
    const count = 1 + random.int(3);
    for (let i = 0; i < count; i += 1) text = random.pick(mutations)(text);
    return text;
  };
}

/** @type {(text: string, at: number, token: string) => string} */
function insert(text, at, token) {
  return text.slice(0, at) + token + text.slice(at);
}
