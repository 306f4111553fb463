/**
 * The report for people: seven short parts, in the order in which the kubelet gets to them. What others wrote is escaped
 * and bounded line by line: it goes to a terminal.
 */
import { shown } from '../../core/words/escape.js';
import { policyLine } from '../policy-line.js';
import type {
  ExplainedFinding,
  ExplainedImage,
  ExplainedInjection,
  ExplainedKey,
  ExplainedKeyring,
  ExplainedList,
  ExplainedOthers,
  ExplainedRegistry,
  ExplainedSecret,
  ExplainedVerdict,
  ExplainReport,
} from './report.js';
import { STANDINGS } from './standings.js';

const LINE = 800;
/** What begins so is never cut: it holds commands, and half a command is another one. */
const FIX = '      fix: ';

export function renderExplanation(report: ExplainReport): string {
  const { question, image, registry, pullSecrets, others, injection, verdict, policy } = report;
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Image', imageLines(image)],
    ...(registry === undefined ? [] : [['Registry', registryLines(registry)] as const]),
    ['Pull secrets', listLines(pullSecrets, report)],
    ['Keys, in the order in which the kubelet tries them', keyringLines(report)],
    ['Other secrets of the namespace that match', otherLines(others)],
    ['Injection', injectionLines(injection)],
    ['Verdict', verdictLines(verdict)],
  ];
  const head = [
    ...(policy === undefined ? [] : [policyLine(policy)]),
    `${shown(question.image)} in a new Pod of namespace ${shown(question.namespace)}`,
    `Cluster: ${question.cluster}`,
  ];
  const body = parts.flatMap(([title, lines]) => ['', title, ...lines.map((line) => `  ${line}`)]);
  return `${[...head, ...body].map((line) => shown(line, line.startsWith(`  ${FIX}`) ? Number.POSITIVE_INFINITY : LINE)).join('\n')}\n`;
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
      return [`It needs no credential: ${by}.`];
    case 'node':
      return [`The nodes bring a credential of their own: ${by}.`];
    default:
      return need satisfies never;
  }
}

// ------------------------------------------------------------------------------------------------------------- secrets

function listLines(list: ExplainedList, { question }: ExplainReport): readonly string[] {
  const account = `ServiceAccount ${shown(question.namespace)}/${shown(question.serviceAccount)}`;
  const { from, serviceAccount, secrets, hidden } = list;
  switch (from) {
    case 'nobody':
      return [
        serviceAccount.state === 'absent'
          ? `The Pod has no list, and ${account} does not exist.`
          : `The Pod has no list, and that of ${account} is not known: ${serviceAccount.why}`,
      ];
    case 'serviceAccount':
      if (secrets.length === 0) return [`The Pod has no list, so that of ${account} counts: it is empty.`];
      return [`The Pod has no list, so that of ${account} counts:`, ...numbered(secrets.map(secretText))];
    case 'pod':
      return [
        'The list of the Pod counts:',
        ...numbered(secrets.map(secretText)),
        ...(hidden.length === 0
          ? []
          : [
              `That of ${account} is not used, because the Pod has one:`,
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

function keyringLines({ keyring, registry, pullSecrets }: ExplainReport): readonly string[] {
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

function verdictLines({ admitted, decision, undecided, mode, modeFrom, skipped, notes, findings }: ExplainedVerdict) {
  const word = skipped !== '' ? 'admitted without being judged' : admitted ? 'admitted' : 'denied';
  const unsure = undecided ? '; what decides could not be found out' : '';
  const reason = decision === 'skip' ? ` (${skipped})` : '';
  return [
    `It would be ${word}${reason}${unsure}. Mode ${mode} (from the ${modeFrom}).`,
    ...notes.map((note) => `Note: ${note}`),
    ...findings.flatMap(findingLines),
  ];
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
