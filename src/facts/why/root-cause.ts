/**
 * The root cause of a container that waits for its image: what the node said, and what the engine says of the same Pod,
 * made one. The words know what no admission can (that a token is wrong, that a tag is not there); the verdict knows what
 * the words cannot (which secret, whose list, what to do). Where both speak, the verdict is told what the words say
 * (../told.ts) and asked once more, so every fix is one of the engine's own plans.
 */

import type { JudgedFinding } from '../../core/finding.js';
import type { ImageOutlook } from '../../core/outlook.js';
import type { HangingContainer } from '../../core/pull-words/hanging.js';
import {
  type Asked,
  type AskedPod,
  findingOf,
  isAbout,
  look,
  NO_CREDENTIAL,
  outlookOf,
  type RootCause,
  type WhyContext,
} from './look.js';
import { withProbe } from './probed.js';
import { rateLimited, refusedCause } from './refused.js';
import { AGAIN, advised, byVerdict, explained, mended, wayOut } from './way-out.js';

/** The causes of a Pod's containers, in order. */
export async function rootCauses(
  hanging: readonly HangingContainer[],
  pod: AskedPod,
  context: WhyContext,
): Promise<readonly RootCause[]> {
  if (hanging.length === 0) return [];
  const seen = await look(pod.admission, context);
  const template = pod.owner === undefined ? undefined : await look(pod.owner.admission, context);
  const causes: RootCause[] = [];
  for (const each of hanging) {
    const asked = { hanging: each, pod, seen, template, context };
    causes.push(await withProbe(await rootCause(asked), asked, outlookOf(asked)));
  }
  return causes;
}

async function rootCause(asked: Asked): Promise<RootCause> {
  const { hanging, seen } = asked;
  const outlook = outlookOf(asked);
  const use = outlook?.use;
  const { cause } = hanging;
  switch (cause) {
    case 'secret-malformed':
      return explained(asked, outlook, ['PG301']) ?? mended(asked, outlook, 'the pull secrets of the Pod parse by now');
    case 'secret-not-found':
      return explained(asked, outlook, [...NO_CREDENTIAL, 'PG203']) ?? advised(asked, outlook);
    case 'image-invalid':
      return explained(asked, outlook, ['PG103']) ?? advised(asked, outlook);
    case 'registry-missing':
      return explained(asked, outlook, ['PG105']) ?? advised(asked, outlook);
    case 'no-credential':
    case 'credential-expired':
    case 'registry-refused':
    case 'refused-or-absent':
      return refusedCause(asked, outlook);
    case 'image-not-found':
      return explained(asked, outlook, ['PG105']) ?? notFound(asked, outlook);
    case 'name-unresolved':
      // The engine knows the slips of well-known names, and of those that are in use.
      return slip(asked, outlook) ?? advised(asked, outlook);
    case 'registry-rate-limited':
      return rateLimited(asked, outlook);
    case 'connection-timeout':
    case 'connection-failed':
    case 'proxy-failed':
    case 'certificate-refused':
    case 'plain-http':
    case 'registry-error':
    case 'platform-missing':
    case 'exec-format':
    case 'never-pulled':
    case 'signature-refused':
    case 'image-format':
    case 'image-corrupt':
    case 'image-volume':
    case 'disk-full':
    case 'pull-throttled':
    case 'runtime-unreachable':
      return advised(asked, outlook);
    case 'unknown': {
      const found = findingOf(seen, use, ['PG103', ...NO_CREDENTIAL, 'PG303']);
      if (hanging.words === '') return found === undefined ? silent(asked, outlook) : byVerdict(asked, outlook, found);
      return strange(asked, outlook, found);
    }
    default:
      return cause satisfies never;
  }
}

// ------------------------------------------------------------------------------------------------------ it is not there

/** Some registries say this of what a credential may not see. */
function notFound(asked: Asked, outlook: ImageOutlook | undefined): RootCause {
  const lacking = findingOf(asked.seen, outlook?.use, NO_CREDENTIAL);
  const note = `The Pod has no credential that works for it, too ([${lacking?.code ?? ''}]), and some registries call what one may not see not found`;
  return advised(asked, outlook, lacking === undefined ? {} : { notes: [note], by: 'both' });
}

/** A name that nobody has, because it is written wrong: a finding whose fix is another image. */
function slip(asked: Asked, outlook: ImageOutlook | undefined): RootCause | undefined {
  const about = asked.seen.findings.find(
    (each) => isAbout(each, outlook?.use) && each.fix?.steps.some((step) => step.do === 'set-image') === true,
  );
  if (about === undefined || about.code === 'PG101' || about.code === 'PG102' || about.code === 'PG104')
    return undefined;
  return { ...byVerdict(asked, outlook, about), cause: asked.hanging.cause, by: 'both' };
}

// ------------------------------------------------------------------------------------------------------------- unknown

function silent(asked: Asked, outlook: ImageOutlook | undefined): RootCause {
  return advised(asked, outlook, {
    sentence:
      'the kubelet waits between two tries, what it said of the last one is gone, and the cluster holds nothing that is wrong with it',
    notes: [`${AGAIN}, and says why`],
    by: 'verdict',
  });
}

function strange(asked: Asked, outlook: ImageOutlook | undefined, found: JudgedFinding | undefined): RootCause {
  const whole = advised(asked, outlook, {
    sentence: 'what the node says is not known here, so nothing is concluded from it',
  });
  if (found === undefined) return whole;
  const { problem, because, code, operator = '' } = found;
  const { fix, notes } = wayOut(asked, outlook, found);
  return {
    ...whole,
    code,
    fix,
    operator,
    notes: [
      ...notes,
      `By what the cluster holds, there is this fault: ${problem}${because === '' ? '' : `: ${because}`}`,
    ],
    by: 'both',
  };
}
