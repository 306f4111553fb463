/** What the kubelet's Go makes of bytes: UTF-8, base64 and JSON, held against Node's own decoders where these agree with it. */
import { Buffer, isUtf8 as isUtf8Here } from 'node:buffer';
import t from 'tap';
import { decodeBase64, scanText } from '../src/core/secret/base64.js';
import {
  asText,
  coerceUtf8,
  decodeRune,
  encodeRune,
  fromData,
  fromText,
  isUtf8,
  REPLACEMENT,
  runeLength,
  toData,
  toText,
} from '../src/core/secret/byte-string.js';
import {
  enterObject,
  nextMember,
  type Reader,
  readerOf,
  readName,
  readString,
  skipValue,
  toValue,
  typeAt,
} from '../src/core/secret/go-json.js';
import { checkGoJson } from '../src/core/secret/go-json-syntax.js';

function latin1(data: Uint8Array): string {
  return Buffer.from(data).toString('latin1');
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'));
}

/** Each of them, and the two beside it. */
function around(...edges: readonly number[]): readonly number[] {
  return edges.flatMap((edge) => [edge - 1, edge, edge + 1]);
}

t.test('a code point as UTF-8, and back', async (t) => {
  const runes = [
    ...Array(0x900).keys(),
    ...around(0x1000, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600, 0x40000, 0x10fffe),
  ];
  for (const rune of runes) {
    if (rune >= 0xd800 && rune <= 0xdfff) continue;
    const text = String.fromCodePoint(rune);
    const bytes = latin1(bytesOf(text));
    const is =
      encodeRune(rune) === bytes &&
      runeLength(bytes, 0) === bytes.length &&
      decodeRune(bytes, 0, bytes.length) === rune &&
      fromText(`a${text}b`) === `a${bytes}b` &&
      toText(`a${bytes}b`) === `a${text}b` &&
      asText(`a${bytes}b`) === `a${text}b`;
    if (!is) t.fail(rune.toString(16));
  }
});

t.test('half a surrogate pair is no code point; those that stand for a stray byte are that byte', async (t) => {
  for (const rune of [0xd800, 0xdbff, 0xdc00, 0xdc7f, 0xdd00, 0xdfff]) t.equal(encodeRune(rune), REPLACEMENT);
  for (let byte = 0x80; byte <= 0xff; byte += 1) {
    t.equal(encodeRune(0xdc00 + byte), String.fromCharCode(byte));
    t.equal(toText(`a${String.fromCharCode(byte)}`), `a${String.fromCharCode(0xdc00 + byte)}`);
  }
});

t.test('what is UTF-8, and what each stray byte becomes', async (t) => {
  const first = [0x41, ...around(0x80, 0xc1, 0xdf, 0xe0, 0xed, 0xf0, 0xf4), 0xff];
  const other = [0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0];
  for (const a of first) {
    for (const b of other) {
      for (const c of other) {
        for (const d of other) {
          const data = Uint8Array.of(a, b, c, d);
          const bytes = latin1(data);
          if (isUtf8(bytes) !== isUtf8Here(data)) t.fail(`isUtf8 of ${data}`);
          const lengths = [1, 2, 3, 4].filter((length) => isUtf8Here(data.subarray(0, length)));
          if (runeLength(bytes, 0) !== (lengths[0] ?? 0)) t.fail(`runeLength of ${data}`);
          // One for each byte that belongs to no sequence.
          let wanted = '';
          for (let at = 0; at < 4; ) {
            const length = [1, 2, 3, 4].find((size) => at + size <= 4 && isUtf8Here(data.subarray(at, at + size)));
            wanted += length === undefined ? REPLACEMENT : bytes.slice(at, at + length);
            at += length ?? 1;
          }
          if (coerceUtf8(bytes) !== wanted) t.fail(`coerceUtf8 of ${data}`);
          if (fromText(toText(bytes)) !== bytes) t.fail(`there and back: ${data}`);
        }
      }
    }
  }
  t.equal(isUtf8('\u00e2\u0082'), false, 'cut off');
  t.equal(coerceUtf8('a\u00e2\u0082'), `a${REPLACEMENT}${REPLACEMENT}`, 'cut off');
});

t.test('bytes of any number become a string and bytes again', async (t) => {
  for (const length of [0, 1, 8191, 8192, 8193, 16_384, 16_385, 1_048_576]) {
    const data = Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
    t.equal(fromData(data), latin1(data), `${length}`);
    t.equal(latin1(toData(latin1(data))), latin1(data), `${length}`);
  }
});

t.test('base64 of any length, padded and not, and where the first colon is', async (t) => {
  for (let length = 0; length < 12; length += 1) {
    for (const seed of [1, 3, 77, 250]) {
      const data = Buffer.from(Array.from({ length }, (_, at) => (seed * (at + 3)) % 256));
      for (const text of [data.toString('base64'), data.toString('base64').replace(/=+$/, '')]) {
        t.same(decodeBase64(text), { ok: true, bytes: latin1(data) }, text);
        t.same(scanText(text), { ok: true, length, colon: data.indexOf(':') }, text);
      }
    }
  }
  for (const text of [':', 'a:', 'ab:', 'abc:d', 'a:b:c', '::', 'ab', '\u007f:']) {
    const scan = scanText(Buffer.from(text).toString('base64'));
    t.same(scan, { ok: true, length: text.length, colon: text.indexOf(':') }, text);
  }
});

t.test('every character that is not of base64 says what it is', async (t) => {
  const alphabet = /[A-Za-z0-9+/\r\n]/;
  for (let code = 0; code < 0x180; code += 1) {
    const character = String.fromCharCode(code);
    const { ok, fault } = { fault: undefined, ...scanText(`AAA${character}AAAA`) };
    t.equal(ok, alphabet.test(character), `${code}`);
    const wanted = /[-_]/.test(character) ? 'url-safe' : character === '=' ? 'padding' : 'character';
    if (!ok) t.equal(fault, /[ \t]/.test(character) ? 'blank' : wanted, `${code}`);
  }
  const faults = {
    'A===': 'padding',
    'AA=': 'padding',
    'AAA==': 'padding',
    'AAAA=': 'padding',
    'AAAA==': 'padding',
    A: 'length',
    AAAAA: 'length',
  };
  for (const [text, fault] of Object.entries(faults)) t.same(scanText(text), { ok: false, fault }, text);
});

// ------------------------------------------------------------------------------------------------------------------ JSON

t.test('what is JSON, and what is not, as Node has it', async (t) => {
  const documents = [
    '\t{"a" : [1,2 ] ,\r\n"b":{}}\n',
    '{"c":null,"":true}',
    '[-0.5e+3, 20E-1,0]',
    '"d\\u00e9\\n\\""',
    '[[],{} ,"\\\\"]',
    ...['1', '"a"', '[]', '{}', 'null', 'true', 'false', '-1', '1.5', '1e5', '1E+05', '0.10'],
  ];
  const pieces = ['', ' ', '\u0001', '\u007f', ...'"\\/{}[]:,.+-0123489aAeEfFgGlnrstu@\'#\u001f!'];
  let sound = 0;
  for (const document of documents) {
    for (let at = 0; at <= document.length; at += 1) {
      for (const piece of pieces) {
        for (const gone of [0, 1]) {
          const text = document.slice(0, at) + piece + document.slice(at + gone);
          const is = isJson(text);
          sound += is ? 1 : 0;
          if ((checkGoJson(bytesOf(text)) === undefined) !== is) t.fail(text);
        }
      }
    }
  }
  t.ok(sound > 500, `${sound} were sound`);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

t.test('where it stops being JSON, and what somebody did there', async (t) => {
  const cases: readonly (readonly [text: string, why: string])[] = [
    ['', 'it holds white space only'],
    [' \t\r\n', 'it holds white space only'],
    ['{', 'it is JSON that ends too early'],
    ['{"a"', 'it is not JSON from byte 2 on'],
    ['{"a":', 'it is JSON that ends too early'],
    ['{"a":1,', 'it is JSON that ends too early'],
    ['[1', 'it is JSON that ends too early'],
    ['{"a":"b', 'it is not JSON from byte 6 on: a text without its closing quote'],
    ['\ufeff{}', 'it begins with a byte order mark, which JSON does not allow'],
    ['\uf000{}', 'it is not JSON from byte 1 on'],
    ['{} x', 'it is not JSON from byte 4 on'],
    ['{"a":tru}', 'it is not JSON from byte 6 on'],
    ['{"a":nul1}', 'it is not JSON from byte 6 on'],
    ['{"a":01}', 'it is not JSON from byte 7 on'],
    ['{"a":1.}', 'it is not JSON from byte 7 on'],
    ['{"a":1e}', 'it is not JSON from byte 7 on'],
    ['{"a":-}', 'it is not JSON from byte 6 on'],
    ['{"a" 1}', 'it is not JSON from byte 2 on'],
    ["{'a':1}", 'it is not JSON from byte 2 on: single quotes, where JSON has double ones'],
    ['{"a":1} // b', 'it is not JSON from byte 9 on: a comment, which JSON does not have'],
    ['{"a":1, # b', 'it is not JSON from byte 9 on: a comment, which JSON does not have'],
    ['{"a":1,\n}', 'it is not JSON from byte 9 on: a comma with nothing after it'],
    ['[1, \t\r\n]', 'it is not JSON from byte 8 on: a comma with nothing after it'],
    ['{"a":]', 'it is not JSON from byte 6 on'],
    ['[1}', 'it is not JSON from byte 3 on'],
    ['{"a":"b" "c":1}', 'it is not JSON from byte 10 on'],
    ['{"a":"b"c"}', 'it is not JSON from byte 9 on: a quote inside a text, which has to be written \\"'],
    ['{"a":"b\nc"}', 'it is not JSON from byte 6 on: a raw line break inside a text, which has to be written \\n'],
    ['{"a":"b\rc"}', 'it is not JSON from byte 6 on: a raw line break inside a text, which has to be written \\n'],
    ['{"a":"b\\\n"}', 'it is not JSON from byte 6 on'],
    ['{"a":"b\tc"}', 'it is not JSON from byte 6 on: a raw control character inside a text'],
    ['{"a":"b\\"', 'it is not JSON from byte 6 on: a text without its closing quote'],
    ['{"a":"\\x"}', 'it is not JSON from byte 6 on'],
    ['{"a":"\\u12g4"}', 'it is not JSON from byte 6 on'],
    ['auths:\n  ghcr.io: {}', 'it is not JSON from byte 1 on: it is YAML'],
    ['\n auths : {}', 'it is not JSON from byte 3 on: it is YAML'],
    ['my-auths: {}', 'it is not JSON from byte 1 on'],
    ['eyJhdXRocyI6e319', 'it is not JSON from byte 1 on: it is base64 once more, so it was encoded twice'],
    ['eyJhdX\nRocyI6e319', 'it is not JSON from byte 1 on: it is base64 once more, so it was encoded twice'],
    ['IHsKImEiOjF9\n', 'it is not JSON from byte 1 on: it is base64 once more, so it was encoded twice'],
    ['eyJh=', 'it is not JSON from byte 1 on: it is base64 once more, so it was encoded twice'],
    ['ey', 'it is not JSON from byte 1 on'],
    ['YWJjZA==', 'it is not JSON from byte 1 on'],
    ['"a" "b"', 'it is not JSON from byte 5 on'],
  ];
  for (const [text, why] of cases) t.equal(checkGoJson(bytesOf(text)), why, JSON.stringify(text));
});

t.test('how deep it may be', async (t) => {
  const nested = (depth: number): Uint8Array => bytesOf('['.repeat(depth) + ']'.repeat(depth));
  t.equal(checkGoJson(nested(10_000)), undefined);
  t.equal(checkGoJson(nested(10_001)), 'it is nested too deeply');
});

/** What the reader makes of a document, all of it by its own functions. */
function read(reader: Reader): unknown {
  const type = typeAt(reader);
  if (type === 'string') return readString(reader);
  if (type !== 'object') {
    const from = reader.at;
    skipValue(reader);
    return [type, latin1(reader.data.subarray(from, reader.at))];
  }
  const members: unknown[] = [];
  enterObject(reader);
  while (nextMember(reader)) {
    const name = readString(reader);
    toValue(reader);
    members.push([name, read(reader)]);
  }
  return members;
}

t.test('values are read one after the other, each up to its end', async (t) => {
  const numbers = ['1', '-0.5e+3', '0'].map((text) => [text, ['number', text]] as const);
  const words = [
    ['null', ['null', 'null']],
    ['true', ['bool', 'true']],
    ['false', ['bool', 'false']],
  ] as const;
  const texts = [
    ['"x"', 'x'],
    ['""', ''],
    ['"\\\\"', '\\'],
    ['"\\""', '"'],
    ['"}"', '}'],
    ['","', ','],
  ] as const;
  const lists = ['[]', '[1,[2,"]"],{"a":[]}]', '[ "\\"" ]', '["a\\\\"]'].map(
    (text) => [text, ['array', text]] as const,
  );
  const objects = [
    ['{}', []],
    ['{ }', []],
    ['{"p":{"q":1 } }', [['p', [['q', ['number', '1']]]]]],
  ] as const;
  const all = [...numbers, ...words, ...texts, ...lists, ...objects];
  for (const [text, wanted] of all) {
    for (const [before, after] of [
      ['', ''],
      [' ', ' '],
      ['\n', '\t'],
      ['\r\n', ''],
    ]) {
      const member = (name: string) => `${before}"${name}"${after}:${before}${text}${after}`;
      const data = bytesOf(`${before}{${member('a')},${member('b')}}${after}`);
      t.equal(checkGoJson(data), undefined);
      const reader = readerOf(data);
      t.strictSame(
        read(reader),
        [
          ['a', wanted],
          ['b', wanted],
        ],
        latin1(data),
      );
      t.equal(reader.at, data.length - (after ?? '').length, 'behind the closing brace');
    }
    const alone = readerOf(bytesOf(text));
    skipValue(alone);
    t.equal(alone.at, text.length, text);
  }
});

t.test('escapes of strings', async (t) => {
  const text = (inside: string): string => toText(readString(readerOf(bytesOf(`"${inside}"`))));
  for (const [written, meant] of Object.entries({
    '\\"': '"',
    '\\\\': '\\',
    '\\/': '/',
    '\\b': '\b',
    '\\f': '\f',
    '\\n': '\n',
    '\\r': '\r',
    '\\t': '\t',
  })) {
    t.equal(text(written), meant, written);
    t.equal(text(`a${written}${written}b`), `a${meant}${meant}b`, written);
  }
  for (const unit of [0, 0x1f, 0x7f, 0x80, 0x7ff, 0x800, 0x1234, 0xabcd, 0xefef, 0xd7ff, 0xe000, 0xfffd, 0xffff]) {
    const hex = unit.toString(16).padStart(4, '0');
    for (const written of [hex, hex.toUpperCase()])
      t.equal(text(`a\\u${written}b`), `a${String.fromCharCode(unit)}b`, written);
  }
  const halves: readonly (readonly [written: string, meant: string])[] = [
    ['\\ud800\\udc00', '\u{10000}'],
    ['\\udbff\\udfff', '\u{10ffff}'],
    ['\\ud83d\\ude00\\ud83d\\ude01', '\u{1f600}\u{1f601}'],
    ['\\ud800', '\ufffd'],
    ['\\udbff', '\ufffd'],
    ['\\udc00', '\ufffd'],
    ['\\udfff', '\ufffd'],
    ['\\ud800x', '\ufffdx'],
    ['\\ud800\\ud800', '\ufffd\ufffd'],
    ['\\udc00\\udc00', '\ufffd\ufffd'],
    ['\\ud800\\u0041', '\ufffdA'],
    ['\\ud800\\udbff', '\ufffd\ufffd'],
    ['\\ud800\\ue000', '\ufffd\ue000'],
    ['\\ud800udc00', '\ufffdudc00'],
    ['\\ud800\\ndc00', '\ufffd\ndc00'],
  ];
  for (const [written, meant] of halves) t.equal(text(written), meant, written);
});

t.test('a name in any case, with the two letters that fold to one of ASCII, and nothing else', async (t) => {
  const NAMES = ['auth', 'auths', 'sick'] as const;
  const named = (written: string): string | undefined => {
    const reader = readerOf(bytesOf(`"${written}":1`));
    const name = readName(reader, NAMES);
    t.equal(reader.at, Buffer.byteLength(written) + 2, 'behind the name');
    return name;
  };
  const cases: readonly (readonly [written: string, name: string | undefined])[] = [
    ['auth', 'auth'],
    ['auths', 'auths'],
    ['AUTHS', 'auths'],
    ['aUtH', 'auth'],
    ['auth\u017f', 'auths'],
    ['auth\\u017f', 'auths'],
    ['auth\\u017F', 'auths'],
    ['auth\\u0073', 'auths'],
    ['auth\\u0053', 'auths'],
    ['\\u0061UTH', 'auth'],
    ['sic\u212a', 'sick'],
    ['sic\\u212a', 'sick'],
    ['\u017fic\u212a', 'sick'],
    ['sic\\u004b', 'sick'],
    ['', undefined],
    ['aut', undefined],
    ['authx', undefined],
    ['authsx', undefined],
    ['xauth', undefined],
    ['auth\u017e', undefined],
    ['auth\u0180', undefined],
    ['auth\\u017e', undefined],
    ['sic\u212b', undefined],
    ['sic\u2129', undefined],
    ['sic\u20aa', undefined],
    ['sic\\u212b', undefined],
    ['auth\\n', undefined],
    ['a\\"th', undefined],
    ['auth\\\\', undefined],
    ['auth ', undefined],
    ['\u00e1uth', undefined],
  ];
  for (const [written, name] of cases) t.equal(named(written), name, written);
  // A letter beside those of the alphabet has no other case.
  for (const beside of ['@', '[', '`', '{', '\u0001', 'A\u0300']) t.equal(named(`${beside}uth`), undefined, beside);
});
