/** One cause with its way out: of the verdict, or of the words alone where the verdict has nothing to say. */
import type { JudgedFinding } from '../../core/finding.js';
import { isObjectName } from '../../core/object-name.js';
import type { ImageOutlook } from '../../core/outlook.js';
import { type Advised, adviceFor } from '../../core/pull-words/advice.js';
import { pullCause } from '../../core/pull-words/cause.js';
import { imageText } from '../../core/subject.js';
import { fixText } from '../../core/words/fix.js';
import { type Asked, BAD_CREDENTIAL, type Codes, findingOf, type Look, NO_CREDENTIAL, type RootCause } from './look.js';

function imageOf({ hanging }: Asked, outlook: ImageOutlook | undefined): string {
  return outlook === undefined ? hanging.container.image : imageText(outlook.use);
}

/** What the verdict says of it, where it says one of these. */
export function explained(asked: Asked, outlook: ImageOutlook | undefined, codes: Codes): RootCause | undefined {
  const found = findingOf(asked.seen, outlook?.use, codes);
  if (found === undefined) return undefined;
  return { ...byVerdict(asked, outlook, found), cause: asked.hanging.cause, by: 'both' };
}

export function byVerdict(asked: Asked, outlook: ImageOutlook | undefined, found: JudgedFinding): RootCause {
  const { problem, because, operator = '', code } = found;
  const { fix, notes } = wayOut(asked, outlook, found);
  return {
    cause: asked.hanging.cause,
    code,
    image: imageOf(asked, outlook),
    sentence: because === '' ? problem : `${problem}: ${because}`,
    fix,
    operator,
    notes: asked.hanging.words === '' ? [...notes, NO_WORDS] : notes,
    by: 'verdict',
  };
}

const NO_WORDS =
  'What the kubelet said is gone (Events live an hour), so this is what the cluster holds today; the kubelet says it again at its next try';

/** What is edited is what made the Pod: its template, where that has the same fault; else the Pod is older than the mend. */
export function wayOut(
  { template, pod, hanging, seen }: Asked,
  outlook: ImageOutlook | undefined,
  found: JudgedFinding,
): Pick<RootCause, 'fix' | 'notes'> {
  if (template === undefined || pod.owner === undefined) return { fix: fixText(found.fix), notes: [] };
  const inTemplate =
    findingOf(template, outlook?.use, [found.code]) ??
    findingOf(template, outlook?.use, ['PG103', ...NO_CREDENTIAL, ...BAD_CREDENTIAL]);
  if (inTemplate !== undefined) return { fix: fixText(inTemplate.fix), notes: [] };
  const there = outlookLike(template, outlook);
  // What could not be read of it may be the same fault.
  if (there === undefined || !IN_ORDER.has(there.state)) return { fix: fixText(found.fix), notes: [] };
  const { namespace, name, containers } = pod.status;
  const { words, target } = pod.owner;
  const isNamed = isObjectName(name) && isObjectName(namespace) && hanging.container.name !== '';
  if (isOlder(seen, template, outlook, there)) {
    const note = `${words} is in order by now, and this Pod is of an older template, which the rollout replaces`;
    const isRolledOut = target !== undefined && /^(?:deployment|statefulset|daemonset)\//.test(target);
    return { fix: isRolledOut && isNamed ? `kubectl -n ${namespace} rollout status ${target}` : '', notes: [note] };
  }
  const note = `${words} is in order by now: a new Pod of it would not have this fault`;
  if (containers.some(({ state }) => state.is === 'running') || !isNamed) {
    return { fix: 'let the owner make this Pod anew when it may be interrupted', notes: [note] };
  }
  return { fix: `kubectl -n ${namespace} delete pod ${name}`, notes: [note] };
}

const IN_ORDER: ReadonlySet<ImageOutlook['state']> = new Set<ImageOutlook['state']>(['works', 'not-pulled']);

function outlookLike({ outlooks }: Look, outlook: ImageOutlook | undefined): ImageOutlook | undefined {
  const use = outlook?.use;
  const isVolume = use?.kind === 'imageVolume';
  return outlooks.find((each) => each.use.name === use?.name && (each.use.kind === 'imageVolume') === isVolume);
}

/** Made anew by its ReplicaSet it would be the same again. */
function isOlder(pod: Look, template: Look, outlook: ImageOutlook | undefined, there: ImageOutlook): boolean {
  if (outlook !== undefined && imageText(outlook.use) !== imageText(there.use)) return true;
  return template.list.some((name) => name !== '' && !pod.list.includes(name));
}

export function advised(asked: Asked, outlook: ImageOutlook | undefined, over: Partial<RootCause> = {}): RootCause {
  const { cause, words, container } = asked.hanging;
  const { status } = asked.pod;
  const of: Advised = {
    cause,
    image: imageOf(asked, outlook),
    reference: outlook?.reference,
    container: container.name,
    node: status.nodeName,
    namespace: status.namespace,
    target: targetOf(asked),
    words: words.toLowerCase(),
  };
  const whole: RootCause = {
    cause,
    code: pullCause(cause).code,
    image: of.image,
    ...adviceFor(of),
    operator: '',
    notes: [],
    by: 'words',
  };
  return { ...whole, ...over };
}

/** A Pod that something made is not what is edited; one that nothing made is. */
function targetOf({ pod: { owner, status } }: Asked): string | undefined {
  if (owner !== undefined) return owner.target;
  return status.owner === undefined && isObjectName(status.name) ? `pod/${status.name}` : undefined;
}

export function mended(asked: Asked, outlook: ImageOutlook | undefined, what: string): RootCause {
  return advised(asked, outlook, {
    sentence: what,
    fix: '',
    notes: [`${AGAIN}; nothing is left to do, as far as the cluster tells`],
    by: 'both',
  });
}

export const AGAIN = 'The kubelet tries again by itself, at most 5 minutes after its last try';
