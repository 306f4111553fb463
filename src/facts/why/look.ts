/** What the engine says of a Pod that hangs, and of what made it: asked once for each, and read by the image. */

import type { PodStatus } from '../../core/container-status.js';
import type { JudgedFinding } from '../../core/finding.js';
import { foundSecrets, type ImageOutlook } from '../../core/outlook.js';
import type { PullCauseSlug } from '../../core/pull-words/cause.js';
import type { HangingContainer } from '../../core/pull-words/hanging.js';
import { isUndecided } from '../../core/rules/facts-unknown.js';
import type { Settings } from '../../core/settings.js';
import { imageText } from '../../core/subject.js';
import type { Admission, ImageUse, PullSecret, Subject } from '../../core/types.js';
import { assess } from '../assess.js';
import type { ClusterState } from '../cluster-state.js';
import type { Gathered } from '../gather.js';
import type { RegistryPort } from '../registry-port.js';
import type { Probed } from './probed.js';

export interface WhyContext {
  /** As `plainly` makes them. */
  readonly settings: Settings;
  /** As `unlabelled` makes it; asked each question once. */
  readonly state: ClusterState;
  /** Asked about the images that are waited for, besides; absent: none is. No verdict here rests on it. */
  readonly registry?: RegistryPort | undefined;
  /** ms since the epoch */
  readonly now: number;
}

export interface AskedPod {
  /** As it is there. */
  readonly admission: Admission;
  readonly status: PodStatus;
  /** What made it, as far as that can be read. */
  readonly owner?: AskedOwner;
}

export interface AskedOwner {
  readonly admission: Admission;
  /** `Deployment shop/web` */
  readonly words: string;
  /** `deployment/web`; undefined where kubectl cannot set an image of it. */
  readonly target: string | undefined;
}

export interface RootCause {
  readonly cause: PullCauseSlug;
  /** Code of the rule that explains it, or PG5xx; '' where none does. */
  readonly code: string;
  /** As written, of the container or of the image volume that waits. */
  readonly image: string;
  /** Without a dot at its end. */
  readonly sentence: string;
  /** One way out, of one line or several; '' where there is nothing to do, or nobody knows. */
  readonly fix: string;
  /** The operator's way out; '' where there is none. */
  readonly operator: string;
  /** Sentences that qualify it. */
  readonly notes: readonly string[];
  readonly by: 'words' | 'verdict' | 'both';
  /** What the registry says by now; absent where none was asked. */
  readonly probed?: Probed;
}

export interface Look {
  readonly findings: readonly JudgedFinding[];
  readonly outlooks: readonly ImageOutlook[];
  /** The list that is written there, without that of the ServiceAccount. */
  readonly list: readonly string[];
  /** The secrets of the effective list that are there. */
  readonly secrets: readonly PullSecret[];
}

const NOTHING_SEEN: Look = { findings: [], outlooks: [], list: [], secrets: [] };

export async function look(admission: Admission, { settings, state, now }: WhyContext): Promise<Look> {
  let gathered: Gathered | undefined;
  const observe = (each: Gathered): void => {
    gathered = each;
  };
  const { findings, subject } = await assess(admission, { settings, state, now, observe });
  return gathered === undefined ? NOTHING_SEEN : lookOf(gathered, findings, subject);
}

function lookOf({ facts, outlooks }: Gathered, findings: Look['findings'], subject: Subject | undefined): Look {
  const { effective } = facts;
  const secrets = effective.state === 'found' ? foundSecrets(effective.value, facts.secrets) : [];
  return { findings, outlooks, list: subject?.imagePullSecrets ?? [], secrets };
}

export interface Asked {
  readonly hanging: HangingContainer;
  readonly pod: AskedPod;
  readonly seen: Look;
  readonly template: Look | undefined;
  readonly context: WhyContext;
}

/** The image that is waited for: that of the container, or of a volume that the words name. */
export function outlookOf({ hanging: { container, words }, seen }: Asked): ImageOutlook | undefined {
  const volume = seen.outlooks.find(
    ({ use }) => use.kind === 'imageVolume' && use.mounted && words.includes(`"${imageText(use)}"`),
  );
  return volume ?? seen.outlooks.find(({ use }) => use.kind !== 'imageVolume' && use.name === container.name);
}

export function isAbout(finding: Pick<JudgedFinding, 'uses'>, use: ImageUse | undefined): boolean {
  if (finding.uses.length === 0 || use === undefined) return finding.uses.length === 0;
  const isVolume = use.kind === 'imageVolume';
  return finding.uses.some((each) => each.name === use.name && (each.kind === 'imageVolume') === isVolume);
}

export type Codes = readonly JudgedFinding['code'][];

/** The first of these codes that is found of the image, in this order. */
export function findingOf(look: Look, use: ImageUse | undefined, codes: Codes): JudgedFinding | undefined {
  const about = look.findings.filter((each) => !isUndecided(each) && isAbout(each, use));
  for (const code of codes) {
    const found = about.find((each) => each.code === code);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Why there is no credential that works, the first that applies (product: one cause per image). */
export const NO_CREDENTIAL: Codes = [
  ...(['PG301', 'PG302', 'PG402', 'PG204', 'PG202', 'PG403', 'PG206', 'PG404', 'PG205', 'PG201', 'PG601'] as const),
];
/** Why a credential that is there may be a bad one. */
export const BAD_CREDENTIAL: Codes = ['PG303', 'PG305', 'PG306', 'PG207'];
