/**
 * What is wrong with a YAML text, in words of our own. The messages of the `yaml` package quote scalars, anchors and tags
 * (`password: *hunter2` is an alias without an anchor), and an unquoted password in a manifest is exactly what breaks a
 * parser; so no message passes through. Those that quote nothing are known by heart, the others have a sentence per code.
 */
import type { ErrorCode, YAMLError } from 'yaml';

/** Per code: true of every message that has it. */
const WORDS: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias ("*name") has a tag or an anchor of its own',
  BAD_ALIAS:
    'an alias ("*name") or anchor ("&name") stands here that is empty, ambiguous or leads nowhere; a text that begins with "*" or "&" needs quotes',
  BAD_COLLECTION_TYPE: 'a tag does not fit what it stands before',
  BAD_DIRECTIVE: 'a directive (a line that starts with "%") is not one that YAML knows',
  BAD_DQ_ESCAPE: 'a text in double quotes holds an escape ("\\") that YAML does not know',
  BAD_INDENT: 'something is not indented like what it belongs to',
  BAD_PROP_ORDER: 'anchors and tags must come after the indicator',
  BAD_SCALAR_START: 'a text without quotes cannot start with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'nested mappings are not allowed in compact mappings',
  BLOCK_IN_FLOW: 'block collections are not allowed within flow collections',
  DUPLICATE_KEY: 'a key of this mapping is given twice',
  IMPOSSIBLE: 'it cannot be read',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'a closing quote, bracket, comma, colon or blank is missing',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'it holds several YAML documents',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'a key must be text',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  TAB_AS_INDENT: 'tabs are not allowed as indentation',
  TAG_RESOLVE_FAILED:
    'a tag ("!name") is not known here, or its value does not fit it; a text that begins with "!" needs quotes',
  UNEXPECTED_TOKEN: 'something stands where it may not; a text that begins with "|", ">", "%", "@" or "`" needs quotes',
};

/** Messages of the package that say more than their code and hold no text of the document. */
const KNOWN: ReadonlySet<string> = new Set([
  'All collection items must start at the same column',
  'All mapping items must start at the same column',
  'All sequence items must start at the same column',
  'Block collection cannot start on same line with directives-end marker',
  'Block collections are not allowed within flow collections',
  'Block scalar values in collections must be indented',
  'Comments must be separated from other tokens by white space characters',
  'Flow map in block collection must be sufficiently indented and end with a }',
  'Flow map must end with a }',
  'Flow sequence in block collection must be sufficiently indented and end with a ]',
  'Flow sequence must end with a ]',
  'Implicit keys need to be on a single line',
  'Implicit keys of flow sequence pairs need to be on a single line',
  'Implicit map keys need to be followed by map values',
  'Map keys must be unique',
  'Missing closing "quote',
  "Missing closing 'quote",
  'Missing directives-end indicator line',
  'Missing directives-end/doc-start indicator line',
  'Missing , between flow map items',
  'Missing , between flow sequence items',
  'Missing , or : between flow map items',
  'Missing , or : between flow sequence items',
  'Missing space after : in flow map',
  'Missing space after : in flow sequence',
  'Nested mappings are not allowed in compact mappings',
  'Sequence item without - indicator',
  'Tabs are not allowed as indentation',
  'Tags and anchors must be separated from the next token by white space',
  'Unexpected , in flow map',
  'Unexpected , in flow sequence',
]);

/** What closes something that is not open; the message goes on with a quote of it. */
const CLOSING = /^Unexpected flow-(?:map|seq)-end token in YAML (?:stream|document)/;

/** A clause that quotes nothing; the place is `error.pos`. */
export function yamlWords({ code, message }: Pick<YAMLError, 'code' | 'message'>): string {
  if (KNOWN.has(message)) return `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  if (CLOSING.test(message)) return 'a "}" or "]" closes what is not open';
  return WORDS[code] ?? WORDS.IMPOSSIBLE;
}
