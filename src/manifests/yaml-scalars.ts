/**
 * What a plain scalar means to kubectl, as tags for the `yaml` package: YAML 1.1 as go-yaml v2 knows it
 * (go.yaml.in/yaml/v2 resolve.go). Unlike the package's own 1.1 schema, base 60 does not exist (`1:30` is a text), a date
 * stays a text, `0o17` and `1_000` are numbers and `e5` is none.
 */
import type { ScalarTag } from 'yaml';

const YAML_TAG = 'tag:yaml.org,2002:';

export const scalarTags: ScalarTag[] = [
  { tag: `${YAML_TAG}null`, default: true, test: /^(?:~|[Nn]ull|NULL)?$/, resolve: () => null },
  {
    tag: `${YAML_TAG}bool`,
    default: true,
    test: /^(?:[yY]|[Yy]es|YES|[nN]|[Nn]o|NO|[Tt]rue|TRUE|[Ff]alse|FALSE|[Oo]n|ON|[Oo]ff|OFF)$/,
    resolve: (text) => /^(?:y|t|on)/i.test(text),
  },
  { tag: `${YAML_TAG}int`, default: true, test: /^[-+]?\d/, resolve: (text) => toNumber(text) ?? text },
  { tag: `${YAML_TAG}float`, default: true, test: /^[-+]?[.\d]/, resolve: (text) => toNumber(text) ?? text },
  { tag: `${YAML_TAG}binary`, resolve: decodeBinary },
];

/** Go's strconv.ParseInt with base 0. More digits do not fit into 64 bits. */
const RADIX: readonly (readonly [RegExp, number])[] = [
  [/^0[xX]([0-9a-fA-F]{1,16})$/, 16],
  [/^0[oO]?([0-7]{1,21})$/, 8],
  [/^0[bB]([01]{1,64})$/, 2],
];
const FLOAT = /^(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const WORD = /^\.(?:inf|Inf|INF)$/;

/** Undefined: a text. Infinities and NaN are numbers, but no JSON: the caller refuses them. */
function toNumber(text: string): number | undefined {
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  const sign = text.startsWith('-') ? -1 : 1;
  const unsigned = text.replace(/^[-+]/, '');
  if (WORD.test(unsigned)) return sign * Number.POSITIVE_INFINITY;
  const plain = text.startsWith('.') ? unsigned : unsigned.replaceAll('_', '');
  for (const [pattern, radix] of RADIX) {
    const digits = pattern.exec(plain)?.[1];
    if (digits !== undefined) return sign * Number.parseInt(digits, radix);
  }
  // What a float64 cannot hold stays a text.
  const value = FLOAT.test(plain) ? sign * Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Go's base64.StdEncoding ignores line breaks and insists on padding. Bytes that are no UTF-8 become U+FFFD, as in JSON. */
function decodeBinary(text: string, onError: (message: string) => void): string {
  const plain = text.replace(/[\r\n]/g, '');
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain))
    onError('The !!binary value is not valid base64');
  return Buffer.from(plain, 'base64').toString('utf8');
}
