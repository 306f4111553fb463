/** What is exported as the text of a file: a head that says what it is and what it leaves out, then the objects. */
import { stringify } from 'yaml';
import { LENGTH } from './cost.js';
import { type Exported, type ExportOptions, FEW } from './policies.js';

const WIDTH = 110;

export function renderExport(
  { objects, codes, unsaid, mostImages }: Exported,
  from: string,
  options: ExportOptions,
): string {
  const head = [
    `Made by pullgate export vap, out of ${from}. Do not edit; export it again when the policy changes.`,
    `It keeps ${codes.join(', ')} while Pullgate is away. Needs Kubernetes 1.30 or later.`,
    ...(options.static ? [STATIC] : []),
    '',
    'What it does not say:',
    ...unsaid.map((each) => `- ${each}`),
    '',
    costWords(mostImages),
  ];
  const comment = head.flatMap((line) => wrapped(line)).map((line) => (line === '' ? '#' : `# ${line}`));
  const texts = objects.map((object) => stringify(object, FORM));
  return `${comment.join('\n')}\n${texts.join('---\n')}`;
}

/** Readers of YAML 1.1, as those of Kubernetes are, take `off` for a boolean where it has no quotes. */
const FORM = { schema: 'yaml-1.1', lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false } as const;

const STATIC =
  'For manifest-based admission control (KEP-5793): put the file into the directory that staticManifestsDir of the ValidatingAdmissionPolicyConfiguration names, in the AdmissionConfiguration of every kube-apiserver (--admission-control-config-file; --feature-gates=ManifestBasedAdmissionControlConfig=true where it is not on by default). Nobody can change it through the API, where it cannot be seen, either.';

/** What to expect of large objects. */
export function costWords(images: number): string {
  return `An object with more than ${images} images of ${LENGTH} characters may pass the cost limit of the API server, and is denied then (failurePolicy: Fail).`;
}

/** Undefined where no honest object comes near it. */
export function costWarning(images: number): string | undefined {
  return images >= FEW
    ? undefined
    : `an expression passes the cost limit of the API server for objects with more than ${images} images, which are denied then; the lists of patterns make it long: shorten them`;
}

function wrapped(line: string): readonly string[] {
  const lines: string[] = [];
  let now = '';
  for (const word of line.split(' ')) {
    if (now !== '' && now.length + word.length >= WIDTH) {
      lines.push(now);
      now = line.startsWith('- ') ? `  ${word}` : word;
    } else now = now === '' ? word : `${now} ${word}`;
  }
  return [...lines, now];
}
