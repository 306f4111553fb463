/**
 * What in the text of a login makes it fail, or makes one doubt it: a table, one row for each mistake that people report.
 * The first row that applies is what is told. Texts are byte strings; a row says yes or no and keeps nothing of them.
 */

/** A mistake that user and password can have alike. */
export type TextFlaw =
  | 'command'
  | 'placeholder'
  | 'invisible'
  | 'newline'
  | 'control'
  | 'blank'
  | 'quoted'
  | 'inner-blank';

interface TextRow {
  readonly name: TextFlaw;
  readonly found: (text: string) => boolean;
  /** Where it was seen: a public report or documentation. */
  readonly source: string;
}

/** UTF-8 of U+FEFF, U+200B to U+200F, U+2028 to U+202F, U+205F to U+206F, U+00A0, U+00AD, U+3000. */
const INVISIBLE =
  /\u00ef\u00bb\u00bf|\u00e2\u0080[\u008b-\u008f\u00a8-\u00af]|\u00e2\u0081[\u009f-\u00af]|\u00c2[\u00a0\u00ad]|\u00e3\u0080\u0080/;
/** UTF-8 of the quotation marks that word processors make: U+2018 to U+201E. */
const CURLY = /^\u00e2\u0080[\u0098-\u009e].*\u00e2\u0080[\u0098-\u009e]$/s;

/** Programs whose command lines are pasted where their output belongs. */
const PROGRAMS =
  'aws|gcloud|az|doctl|ibmcloud|oc|kubectl|docker|podman|crane|vault|op|pass|cat|echo|printf|base64|curl';
const COMMAND = new RegExp(`^(?:sudo +)?(?:\\$\\(|\`|(?:${PROGRAMS}) +[^ ])`);

/** Nobody filled it in: `<token>`, `${X}`, `$X`, `{{ x }}`, `%X%`, `[MASKED]`, `***`, `xxx`. */
const TEMPLATE =
  /^(?:<[^<>]{1,80}>|\$\{[^{}]{1,80}\}|\$[A-Z_][A-Z0-9_]{1,80}|\{\{.{0,200}\}\}|%[A-Z_]{2,80}%|%[sv]|\[[A-Za-z_ -]{3,40}\]|\*{3,80}|[xX]{3,16}|\.{3,80})$/;
/** What stands for a value that is not there, in any case. */
const ABSENT =
  /^(?:change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this)|fill[-_ ]?me(?:[-_ ]?in)?|insert[-_ ].{1,60}|todo|tbd|fixme|placeholder|redacted|masked|null|nil|none|undefined|your(?:[-_ ].{1,60}|(?:user|name|login|pass|token|key|secret|e?mail).{0,40}))$/i;
/** The names of the thing itself in capitals, as commands in documentation, and our own fixes, have them. */
const CAPITALS = /^[A-Z][A-Z_+]{2,60}$/;
const NOUN = /(?:^|[_+])(?:USER(?:NAME)?|LOGIN|ROBOT|NAME|EMAIL|PASS(?:WORD|WD)?|TOKEN|SECRET|(?:API)?KEY|KEY_JSON)$/;

export const TEXT_FLAWS: readonly TextRow[] = [
  {
    name: 'command',
    found: (text) => COMMAND.test(text),
    source: 'docs.aws.amazon.com, ECR: aws ecr get-login-password is to be run, and its output is the password',
  },
  {
    name: 'placeholder',
    found: (text) => TEMPLATE.test(text) || ABSENT.test(text) || (CAPITALS.test(text) && NOUN.test(text)),
    source: 'docker/hub-feedback#1424',
  },
  {
    name: 'invisible',
    found: (text) => INVISIBLE.test(text),
    source: 'microsoft/azuredevopslabs#715 (a byte order mark)',
  },
  { name: 'newline', found: (text) => /[\r\n]/.test(text), source: 'charmed-kubernetes/bundle#384 (echo without -n)' },
  // Other than the line ends, which have words of their own (semantics 2.14).
  {
    name: 'control',
    found: (text) => /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/.test(text),
    source: 'semantics 2.14',
  },
  {
    name: 'blank',
    found: (text) => text.startsWith(' ') || text.endsWith(' '),
    source: 'docker/cli#3630 (values of an env file are taken as they are)',
  },
  { name: 'quoted', found: isQuoted, source: 'docker/cli#3630 (quotes of an env file are part of the value)' },
  {
    name: 'inner-blank',
    found: (text) => text.includes(' '),
    source: 'docker/cli#3630 (values of an env file are taken as they are)',
  },
];

/** The first mistake of a text; undefined where it has none. */
export function textFlaw(text: string): TextFlaw | undefined {
  return TEXT_FLAWS.find(({ found }) => found(text))?.name;
}

function isQuoted(text: string): boolean {
  const first = text[0];
  if (text.length >= 2 && (first === '"' || first === "'" || first === '`') && text.endsWith(first)) return true;
  return CURLY.test(text);
}
