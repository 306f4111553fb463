/**
 * The report for people: seven short parts, in the order in which the kubelet gets to them. What others wrote is escaped
 * and bounded line by line: it goes to a terminal.
 */
import { shown } from '../../core/words/escape.js';
import { policyLine } from '../policy-line.js';
import { answerLines } from './answers.js';
import type {
  ExplainedFinding,
  ExplainedImage,
  ExplainedInjection,
  ExplainedKey,
  ExplainedKeyring,
  ExplainedList,
  ExplainedObject,
  ExplainedObjects,
  ExplainedOthers,
  ExplainedRegistry,
  ExplainedSecret,
  ExplainedUse,
  ExplainedVerdict,
  ExplainedVerdictOf,
  ExplainReport,
} from './report.js';
import { STANDINGS } from './standings.js';

const LINE = 800;
/** What begins so is never cut: it holds commands, and half a command is another one. */
const FIX = '      fix: ';

export function renderExplanation(report: ExplainReport): string {
  const { question, policy, first, registry, image } = report;
  const head = [
    ...(policy === undefined ? [] : [policyLine(policy)]),
    `${shown(question.image)} in a new Pod of namespace ${shown(question.namespace)}`,
    `Cluster: ${question.cluster}`,
    ...first,
  ];
  const parts: readonly Part[] = [
    ['Image', imageLines(image)],
    ...(registry === undefined ? [] : [['Registry', registryLines(registry)] as const]),
    ['Pull secrets', listLines(report.pullSecrets, question, 'Pod')],
    ...keyParts(report, report),
    ['Injection', injectionLines(report.injection)],
    ['Verdict', verdictLines(report.verdict, 'It')],
  ];
  return written([...head, ...bodyOf(parts)]);
}

/** One object after the other. */
export function renderObjects({ policy, cluster, objects }: ExplainedObjects): string {
  const head = [...(policy === undefined ? [] : [policyLine(policy)]), `Cluster: ${cluster}`];
  return written([...head, ...objects.flatMap((each) => ['', ...objectLines(each)])]);
}

function objectLines(explained: ExplainedObject): readonly string[] {
  const { object, file, line, first, images, more } = explained;
  const { kind, namespace, name } = object;
  const isThere = file === '';
  const place = isThere ? 'in the cluster' : `${shown(file)}:${line}`;
  const noun = kind === 'Pod' ? 'Pod' : 'Pod template';
  const parts: readonly Part[] = [
    ['Pull secrets', listLines(explained.pullSecrets, object, noun)],
    ...images.flatMap((each): readonly Part[] => [
      [
        `Image ${shown(each.text)} (${each.containers.join(', ')})`,
        [...imageLines(each.image), ...(each.registry === undefined ? [] : registryLines(each.registry))],
      ],
      ...keyParts(each, explained),
    ]),
    ...(more === 0 ? [] : [[`and ${more} more images`, []] as const]),
    ['Injection', injectionLines(explained.injection)],
    ['Verdict', verdictLines(explained.verdict, isThere ? 'Created now, it' : 'It')],
  ];
  return [`${shown(kind)} ${shown(namespace)}/${shown(name)} (${place})`, ...first, ...bodyOf(parts)];
}

type Part = readonly [title: string, lines: readonly string[]];

function keyParts(use: ExplainedUse, whole: ExplainedVerdictOf): readonly Part[] {
  return [
    ['Keys, in the order in which the kubelet tries them', keyringLines(use, whole)],
    ...(use.answers === undefined ? [] : [['What the registry says', answerLines(use.answers)] as const]),
    ['Other secrets of the namespace that match', otherLines(use.others)],
  ];
}

function bodyOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(([title, lines]) => ['', title, ...lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}`)]);
}

function written(lines: readonly string[]): string {
  const whole = lines.flatMap((line) => {
    const limit = line.startsWith(`  ${FIX}`) ? Number.POSITIVE_INFINITY : LINE;
    return line.split('\n').map((each) => shown(each, limit));
  });
  return `${whole.join('\n')}\n`;
}

// --------------------------------------------------------------------------------------------------------------- image

function imageLines(image: ExplainedImage): readonly string[] {
  if (!image.valid) return ['not a valid reference: the kubelet reports InvalidImageName and asks no registry'];
  const { registry, repository, tag, digest, pulledAs, pullPolicy, shortName } = image;
  const isImplied = tag === '' && digest === '';
  const rows: readonly (readonly [string, string])[] = [
    ['registry', `${shown(registry)}${shortName ? ' (the text names none, so Docker Hub is meant)' : ''}`],
    ['repository', shown(repository)],
    ...(digest === '' || tag !== '' ? [['tag', isImplied ? 'latest (none is given)' : shown(tag)] as const] : []),
    ...(digest === '' ? [] : [['digest', shown(digest)] as const]),
    ['pulled as', shown(pulledAs)],
    ['pull policy', `${pullPolicy}, unless the container sets one`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(13)}${value}`);
}

function registryLines({ need, pattern, setting, cloud }: ExplainedRegistry): readonly string[] {
  const by =
    pattern === ''
      ? `no list names it, and ${setting} is "${need}"`
      : `"${shown(pattern)}" ${setting.startsWith('the ') ? 'is in' : 'is listed by'} ${setting}`;
  const hint =
    cloud === ''
      ? []
      : [
          `The nodes of ${cloud.toUpperCase()} bring a credential for it: set cluster.provider to "${cloud}" if these are such.`,
        ];
  switch (need) {
    case 'private':
      return [`It needs a pull secret: ${by}.`, ...hint];
    case 'public':
      return [
        setting === 'the registry itself'
          ? 'It needs no credential: the registry itself gives it to everybody.'
          : `It needs no credential: ${by}.`,
      ];
    case 'node':
      return [`The nodes bring a credential of their own: ${by}.`];
    default:
      return need satisfies never;
  }
}

// ------------------------------------------------------------------------------------------------------------- secrets

/** @param noun whose list it is, where it has one of its own */
function listLines(
  list: ExplainedList,
  of: { readonly namespace: string; readonly serviceAccount: string },
  noun: string,
): readonly string[] {
  const account = `ServiceAccount ${shown(of.namespace)}/${shown(of.serviceAccount)}`;
  const { from, serviceAccount, secrets, hidden } = list;
  switch (from) {
    case 'nobody':
      return [
        serviceAccount.state === 'absent'
          ? `The ${noun} has no list, and ${account} does not exist.`
          : `The ${noun} has no list, and that of ${account} is not known: ${serviceAccount.why}`,
      ];
    case 'serviceAccount':
      if (secrets.length === 0) return [`The ${noun} has no list, so that of ${account} counts: it is empty.`];
      return [`The ${noun} has no list, so that of ${account} counts:`, ...numbered(secrets.map(secretText))];
    case 'pod':
      if (secrets.length === 0) {
        return [
          `The ${noun} has no list, and it is copied from nowhere any more.`,
          ...(hidden.length === 0
            ? []
            : [
                `That of ${account} is only copied when a Pod is created:`,
                ...hidden.map((secret) => `   ${secretText(secret)}`),
              ]),
        ];
      }
      return [
        `The list of the ${noun} counts:`,
        ...numbered(secrets.map(secretText)),
        ...(hidden.length === 0
          ? []
          : [
              `That of ${account} is not used, because the ${noun} has one:`,
              ...hidden.map((secret) => `   ${secretText(secret)}`),
            ]),
      ];
    default:
      return from satisfies never;
  }
}

function secretText({ name, state, keys, why }: ExplainedSecret): string {
  const what = state === 'found' ? `found, ${keys} ${keys === 1 ? 'key' : 'keys'}` : state;
  return `${name === '' ? '(no name)' : shown(name)}: ${what}${why === '' ? '' : `: ${why}`}`;
}

function numbered(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${String(index + 1).padStart(2)} ${line}`);
}

// ------------------------------------------------------------------------------------------------------------- keyring

function keyringLines({ keyring, registry }: ExplainedUse, { pullSecrets }: ExplainedVerdictOf): readonly string[] {
  const { tried, missed, more } = keyring;
  const before = pullSecrets.from === 'nobody' ? 'not known, as long as the list is not' : beforeKeys(keyring);
  if (before !== undefined && tried.length === 0) return [before];
  const isPartial = pullSecrets.secrets.some(({ state }) => state === 'unknown');
  return [
    ...(before === undefined ? [] : [before]),
    ...numbered(tried.map(keyText)),
    ...(more.tried === 0 ? [] : [`   and ${more.tried} more`]),
    ...(tried.length === 0 ? [isPartial ? 'none that is known matches' : 'none matches'] : []),
    ...afterKeys(keyring, registry),
    ...(missed.length === 0 ? [] : ['Not used:']),
    ...missed.map(({ secret, why }) => ` - secret "${shown(secret)}": ${shown(why, 480)}`),
    ...(more.missed === 0 ? [] : [`   and ${more.missed} more that are farther off`]),
  ];
}

/** What keeps the kubelet from trying any. */
function beforeKeys({ state, tried }: ExplainedKeyring): string | undefined {
  switch (state) {
    case 'invalid':
      return 'none: the image is not a valid reference';
    case 'not-pulled':
      return 'none: images.preloaded lists the image, and with IfNotPresent it is not pulled';
    case 'blocked':
      return `none: a malformed secret stops every pull of the pod${tried.length === 0 ? '' : '; without it, these would be tried:'}`;
    case 'works':
    case 'hopeless':
    case 'lacking':
    case 'unknown':
    case 'deferred':
      return undefined;
    default:
      return state satisfies never;
  }
}

function keyText({ secret, key, described, via, standing, expiresAt, notes }: ExplainedKey): string {
  const details = [
    ...(expiresAt === '' ? [] : [`${standing === 'expired' ? 'at' : 'valid until'} ${expiresAt}`]),
    ...(via === 'fallback' ? ['it is used for Docker Hub because no other key matches'] : []),
    ...notes,
  ];
  const rest = details.length === 0 ? '' : `: ${details.join('; ')}`;
  return `${described ? key : `"${shown(key)}"`} of secret "${shown(secret)}", ${STANDINGS[standing]}${rest}`;
}

/** What the kubelet does when these are through. */
function afterKeys({ state, tried }: ExplainedKeyring, registry: ExplainedRegistry | undefined): readonly string[] {
  if (state === 'blocked') return [];
  if (registry?.need === 'node') return ["and then the node's own credential"];
  return tried.length === 0 ? ['so there is one attempt without a credential'] : [];
}

function otherLines({ state, why, secrets, more }: ExplainedOthers): readonly string[] {
  if (state === 'unknown') return [`not known: ${why}`];
  if (secrets.length === 0) return ['none'];
  return [
    ...secrets.map((secret) => ` - ${shown(secret.name)}: ${secret.why}`),
    ...(more === 0 ? [] : [`   and ${more} more`]),
  ];
}

// ------------------------------------------------------------------------------------------------------------- verdict

function injectionLines({ adds, would, why }: ExplainedInjection): readonly string[] {
  const names = (list: readonly string[]): string => list.map((name) => `"${shown(name)}"`).join(', ');
  const head = adds.length === 0 ? 'Pullgate adds nothing' : `Pullgate adds ${names(adds)}`;
  return [
    `${head}:`,
    ...why.map((line) => ` - ${line}`),
    ...(would.length === 0 ? [] : [` - otherwise it would add ${names(would)}`]),
  ];
}

/** @param subject the beginning of the sentence */
function verdictLines(verdict: ExplainedVerdict, subject: 'It' | 'Created now, it'): readonly string[] {
  const { mode, modeFrom, notes, findings } = verdict;
  return [
    `${outcomeText(verdict, subject)} Mode ${mode} (from the ${modeFrom}).`,
    ...notes.map((note) => `Note: ${note}`),
    ...findings.flatMap(findingLines),
  ];
}

/** Nothing here may say the opposite of what stands above: what is admitted need not run. */
function outcomeText(verdict: ExplainedVerdict, subject: string): string {
  const { outcome, undecided, decision } = verdict;
  switch (outcome) {
    case 'refused':
      return `The API server would refuse it, as told above; Pullgate itself would ${ownWord(verdict)}.`;
    case 'denied':
      return `${subject} would be denied${undecided ? '; not all that decides could be found out' : ''}.`;
    case 'unknown':
      return `Whether it would be admitted is not known: what decides could not be found out.`;
    case 'admitted':
      return `${subject} would be admitted${decision === 'skip' ? ` without being judged (${verdict.skipped})` : ''}${butText(verdict)}.`;
    default:
      return outcome satisfies never;
  }
}

function ownWord({ decision }: ExplainedVerdict): string {
  switch (decision) {
    case 'deny':
      return 'deny it';
    case 'warn':
      return 'only warn';
    case 'error':
      return 'fail to judge it';
    case 'allow':
    case 'audit':
    case 'skip':
      return 'let it pass';
    default:
      return decision satisfies never;
  }
}

function butText({ fruitless, failing, findings }: ExplainedVerdict): string {
  if (fruitless) return ', but no Pod will come of it, as told above';
  if (failing) return ', but the pull is expected to fail';
  return findings.some(({ action }) => action === 'warn') ? ', with a warning' : '';
}

function findingLines(finding: ExplainedFinding): readonly string[] {
  const { code, action, weakenedFrom, problem, because, fix, operator } = finding;
  const weakened = weakenedFrom === '' ? '' : ` (otherwise ${weakenedFrom})`;
  return [
    `${action.padEnd(5)} ${code}${weakened} ${problem}${because === '' ? '' : `: ${because}`}`,
    ...(fix === '' ? [] : [`${FIX}${fix.replaceAll('\n', `\n${' '.repeat(FIX.length)}`)}`]),
    ...(operator === '' ? [] : [`      or:  ${operator}`]),
  ];
}
