/**
 * `self`: Pullgate is its own CA. The Secret is the only memory and its resourceVersion the only lock: every replica reads
 * it, decides the same (plan.ts), and the first one writes; the others get a conflict and read again. No leader.
 */
import { bundleOf, type Ca, readCertificates } from './inspect.js';
import { issueCa, issueLeaf } from './issue.js';
import { createKeeper, type Look, type Situation } from './keeper.js';
import { planNext, type SelfTimes, type Step } from './plan.js';
import type {
  BundleStore,
  Certificate,
  CertificateSource,
  SecretContent,
  SecretStore,
  SeenSecret,
  ServiceNames,
  SourceDeps,
  Written,
} from './ports.js';
import { verifiedName } from './ports.js';
import { EMPTY, KEYS, PHASE, readSecretState, type SecretState, SINCE } from './secret-state.js';

export interface SelfOptions extends SourceDeps {
  readonly secret: SecretStore;
  readonly configurations: readonly BundleStore[];
  readonly names: ServiceNames;
  readonly times: SelfTimes;
  readonly pollMs: number;
  readonly jitterMs: number;
}

type Writing = Exclude<Step, { readonly do: 'wait' }>;

export function createSelfSource(options: SelfOptions): CertificateSource {
  const { secret, names, times, clock } = options;
  let remadeAt = Number.NEGATIVE_INFINITY;

  async function look(situation: Situation, signal: AbortSignal): Promise<Look> {
    const read = await secret.get(signal);
    if (read.state !== 'found') {
      const why = read.state === 'absent' ? 'it is not there; the chart ships it' : read.reason;
      return { offered: undefined, problems: [`${secret.name} could not be read: ${why}`], cas: [] };
    }
    const state = readSecretState(read.value, verifiedName(names), situation.now);
    // Asked of each, every time: how long a CA has been trusted is known only by looking.
    const trusted = new Map(state.cas.map((ca) => [ca.id, situation.trustedForMs(ca)]));
    const step = planNext({
      state,
      now: situation.now,
      times,
      trustedForMs: ({ id }) => trusted.get(id),
      needed: situation.needed,
    });
    return { ...lookOf(state, situation), ...actOf(step, read.value, state) };
  }

  function lookOf(state: SecretState, { needed }: Situation): Pick<Look, 'offered' | 'problems' | 'cas' | 'publish'> {
    const missing = needed.filter(({ id }) => state.cas.every((ca) => ca.id !== id));
    const bundle = bundleOf([...state.cas, ...missing]);
    const problems = state.leaf === undefined ? [`${secret.name}: ${state.noLeaf}`] : [];
    return {
      offered: state.leaf?.leaf,
      problems,
      cas: [...state.cas, ...missing],
      // An empty Secret is no reason to take away what is trusted.
      ...(bundle === '' ? {} : { publish: () => bundle }),
    };
  }

  function actOf(step: Step, seen: SeenSecret, state: SecretState): Pick<Look, 'act' | 'againMs'> {
    if (step.do === 'wait') return { againMs: step.ms };
    const isRemade = state.leaf === undefined;
    const sinceLast = clock.ticks() - remadeAt;
    // Two machines that disagree about the time would otherwise make one certificate after the other.
    if (isRemade && sinceLast < times.settleMs) return { againMs: times.settleMs - sinceLast };
    return {
      act: {
        name: `${step.do} ${step.because}`,
        urgent: isRemade,
        run: async (signal) => {
          if (isRemade && state.noLeaf !== EMPTY) remadeAt = clock.ticks();
          return execute(step, seen, state, signal);
        },
      },
    };
  }

  async function execute(step: Writing, seen: SeenSecret, state: SecretState, signal: AbortSignal): Promise<Written> {
    const now = clock.now();
    const made = await make(step, state, now);
    const ca = made.ca === undefined ? undefined : readCertificates(made.ca.cert)[0];
    const cas = ca === undefined ? step.keep : [ca, ...step.keep];
    const written = await secret.update(seen, contentOf(made, cas, now), signal);
    if (written.state !== 'written') return written;
    const tell = (cert: 'ca' | 'serving', pem: string): void => {
      const expiresAt = readCertificates(pem)[0]?.notAfter ?? now;
      options.onEvent({ event: 'issued', cert, because: step.because, expiresAt });
    };
    if (made.ca !== undefined) tell('ca', made.ca.cert);
    if (made.leaf !== undefined) tell('serving', made.leaf.cert);
    return written;
  }

  async function make({ do: what }: Writing, { signer }: SecretState, now: number): Promise<Made> {
    const isNewCa = what === 'begin' || what === 'add-ca';
    const ca = isNewCa ? await issueCa(now, times.caMs) : undefined;
    const by = ca ?? (signer === undefined ? undefined : { key: signer.key, cert: signer.ca.pem });
    const issues = what === 'begin' || what === 'issue';
    if (!issues || by === undefined) return { ca };
    const endsBefore = readCertificates(by.cert)[0]?.notAfter ?? now;
    return { ca, leaf: await issueLeaf({ ...names, now, lifeMs: times.certMs, endsBefore, ca: by }) };
  }

  return createKeeper({
    ...options,
    origin: { look, watch: (onChange, signal) => secret.watch(onChange, signal), settleMs: times.settleMs },
  });
}

interface Made {
  readonly ca?: Certificate | undefined;
  readonly leaf?: Certificate;
}

/** Only what is new, and the list of CAs; a new CA without a certificate of it is the overlap. */
function contentOf({ ca, leaf }: Made, cas: readonly Ca[], now: number): SecretContent {
  const isOverlap = ca !== undefined && leaf === undefined;
  return {
    data: {
      [KEYS.ca]: bundleOf(cas),
      ...(ca === undefined ? {} : { [KEYS.caKey]: ca.key }),
      ...(leaf === undefined ? {} : { [KEYS.cert]: leaf.cert, [KEYS.key]: leaf.key }),
    },
    annotations: {
      ...(ca === undefined && leaf === undefined ? {} : { [PHASE]: isOverlap ? 'overlap' : 'serving' }),
      ...(leaf === undefined ? {} : { [SINCE]: new Date(now).toISOString() }),
    },
  };
}
