/**
 * The loop that all sources share: read the configurations, then where the certificate comes from, publish what is to be
 * trusted, serve what is trusted, shake hands with ourselves, and take the next step. Each round begins anew from what is
 * read, so that any replica can do it, and one that dies in between leaves nothing half done.
 *
 * The configurations are read first: what they hold then was in the Secret before, so a CA that is in a bundle and not in
 * the Secret that is read afterwards is really over, and may be taken out.
 */
import { type Ca, issuerOf, isValidAt, type Leaf, readCertificates, wordTime } from './inspect.js';
import type {
  BundleStore,
  CertificateFigure,
  CertificateSource,
  SeenConfiguration,
  SourceDeps,
  TlsEvent,
  Written,
} from './ports.js';
import { choose, isSame } from './serving.js';
import { createWebhookConfigurations, type WebhookConfigurations } from './webhook-configurations.js';

/** What a look at the origin needs to know. */
export interface Situation {
  readonly now: number;
  /** For how long every configuration that exists has held this CA. */
  readonly trustedForMs: (ca: Ca) => number | undefined;
  /** The CA of what is served and still valid. */
  readonly needed: readonly Ca[];
}

export interface Look {
  readonly offered: Leaf | undefined;
  /** Clauses: why nothing, or not what is meant, is offered. */
  readonly problems: readonly string[];
  /** CAs as the origin has them, newest first. */
  readonly cas: readonly Ca[];
  /** What a configuration has to hold; absent where somebody else sees to that. */
  readonly publish?: (seen: SeenConfiguration) => string;
  readonly act?: Act;
  /** To be looked at again after so long, at the latest. */
  readonly againMs?: number;
}

export interface Act {
  /** Two acts of the same name are the same: the wait before it begins only once. */
  readonly name: string;
  /** At once; else after a random time, so that replicas seldom meet. */
  readonly urgent: boolean;
  readonly run: (signal: AbortSignal) => Promise<Written>;
}

/** Where the certificate comes from. */
export interface Origin {
  readonly look: (situation: Situation, signal: AbortSignal) => Promise<Look>;
  readonly watch: (onChange: () => void, signal: AbortSignal) => Promise<void>;
  /** How long a certificate has to be trusted by all before it takes the place of one that is. */
  readonly settleMs: number;
}

export interface KeeperOptions extends SourceDeps {
  readonly origin: Origin;
  readonly configurations: readonly BundleStore[];
  readonly pollMs: number;
  readonly jitterMs: number;
}

/** Rounds without a pause: each follows a write of ours or of somebody else. */
const MOST_ROUNDS = 20;
const ROUND_PAUSE_MS = 250;
const NOT_CHECKED = 'the certificate has not been checked yet';

interface Held {
  readonly leaf: Leaf;
  readonly issuer: Ca | undefined;
}

export function createKeeper(options: KeeperOptions): CertificateSource {
  const { origin, configurations, clock, random } = options;
  const relying = createWebhookConfigurations({ stores: configurations, clock, onEvent });
  const stopping = new AbortController();
  let held: Held | undefined;
  let why = 'there is no certificate yet';
  let unchecked: string | undefined = NOT_CHECKED;
  let told = '';
  let planned: { readonly name: string; readonly at: number } | undefined;
  let wakeUp = (): void => {};
  let isWoken = false;

  /** Who is told may break; that is told as well if it can be, and keeps nothing from going on. */
  function onEvent(event: TlsEvent): void {
    try {
      options.onEvent(event);
    } catch (error) {
      if (event.event !== 'broken') onEvent({ event: 'broken', error });
    }
  }

  function serve(leaf: Leaf, cas: readonly Ca[]): void {
    const before = held;
    const issuer = issuerOf(leaf, cas) ?? (before?.leaf.id === leaf.id ? before.issuer : undefined);
    held = { leaf, issuer };
    if (before !== undefined && isSame(before.leaf, leaf)) return;
    options.onCertificate({ key: leaf.key, cert: leaf.cert });
    onEvent({ event: 'served', first: before === undefined, expiresAt: leaf.notAfter });
    if (before === undefined) return;
    onEvent({ event: 'rotated', cert: 'serving', expiresAt: leaf.notAfter });
    if (issuer !== undefined && before.issuer !== undefined && issuer.id !== before.issuer.id) {
      onEvent({ event: 'rotated', cert: 'ca', expiresAt: issuer.notAfter });
    }
  }

  /** The log line of a problem is written when it comes and when it has gone, not every ten seconds. */
  function tell(problems: readonly string[]): void {
    const now = problems.join('; ');
    if (now === told) return;
    onEvent(now === '' ? { event: 'recovered' } : { event: 'fault', detail: now });
    told = now;
  }

  async function act(next: Act | undefined, signal: AbortSignal): Promise<{ ms: number; problem?: string }> {
    if (next === undefined) {
      planned = undefined;
      return { ms: options.pollMs };
    }
    const now = clock.ticks();
    if (planned?.name !== next.name) planned = { name: next.name, at: now + random() * options.jitterMs };
    if (!next.urgent && planned.at > now) return { ms: planned.at - now };
    const written = await next.run(signal);
    switch (written.state) {
      case 'written':
        planned = undefined;
        return { ms: 0 };
      case 'conflict':
        onEvent({ event: 'conflict', object: 'secret' });
        return { ms: 0 };
      case 'failed':
        return { ms: options.pollMs, problem: `the certificate could not be written: ${written.reason}` };
      default:
        return written satisfies never;
    }
  }

  async function round(signal: AbortSignal): Promise<number> {
    await relying.read(signal);
    const needed = held?.issuer !== undefined && isValidAt(held.leaf, clock.now()) ? [held.issuer] : [];
    const look = await origin.look({ now: clock.now(), trustedForMs: relying.heldForMs, needed }, signal);
    if (signal.aborted) return 0;
    const published = look.publish === undefined ? 'unchanged' : await relying.publish(look.publish, signal);
    const chosen = chooseNow(look, relying);
    if (chosen.leaf !== undefined) serve(chosen.leaf, look.cas);
    why = look.problems.join('; ') || why;
    unchecked = await check(look, unchecked, signal);
    const acted = await act(look.act, signal);
    if (published === 'changed' || acted.ms === 0) return 0;
    // What was seen to be wrong while something changed may be right by now.
    const problems = [...relying.problems(), ...look.problems, ...(acted.problem === undefined ? [] : [acted.problem])];
    tell(unchecked === undefined ? problems : [...problems, unchecked]);
    const later = typeof published === 'object' ? published.later : options.pollMs;
    return Math.min(acted.ms, later, chosen.againMs ?? options.pollMs, look.againMs ?? options.pollMs);
  }

  /** How long it has been trusted is a matter of its CA: a renewed one need not wait. */
  function chooseNow({ offered, cas }: Look, { trust, heldForMs }: WebhookConfigurations) {
    const issuer = offered === undefined ? undefined : issuerOf(offered, cas);
    const offeredForMs = issuer === undefined ? undefined : heldForMs(issuer);
    const { settleMs } = origin;
    return choose({ held: held?.leaf, offered, now: clock.now(), trust: trust(), offeredForMs, settleMs });
  }

  async function check(look: Look, before: string | undefined, signal: AbortSignal): Promise<string | undefined> {
    if (held === undefined) return NOT_CHECKED;
    // An API server that is away changes nothing about who trusts whom.
    if (!relying.trust().known) return before;
    if (configurations.length > 0) return relying.check(options.handshake, signal);
    return look.cas.length === 0 ? undefined : options.handshake(look.cas.map(({ pem }) => pem).join(''), signal);
  }

  async function guarded(signal: AbortSignal): Promise<number> {
    try {
      return await round(signal);
    } catch (error) {
      onEvent({ event: 'broken', error });
      // By its name only: a text of OpenSSL may quote what it was given.
      tell([`a fault of Pullgate (${error instanceof Error ? error.name : typeof error})`]);
      return options.pollMs;
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    let rounds = 0;
    while (!signal.aborted) {
      isWoken = false;
      const ms = await guarded(signal);
      rounds = ms === 0 ? rounds + 1 : 0;
      const pause = rounds > MOST_ROUNDS ? ROUND_PAUSE_MS : Math.min(ms, options.pollMs);
      if (pause > 0) await rest(pause, signal);
    }
  }

  async function rest(ms: number, signal: AbortSignal): Promise<void> {
    if (isWoken || signal.aborted) return;
    // Not AbortSignal.any: on Node 20 each one stays with the signal it was made of, one a round.
    const early = new AbortController();
    const end = (): void => early.abort();
    wakeUp = end;
    signal.addEventListener('abort', end, { once: true });
    await clock.sleep(ms, early.signal);
    signal.removeEventListener('abort', end);
  }

  function onChange(): void {
    isWoken = true;
    wakeUp();
  }

  let running: Promise<unknown> | undefined;
  return {
    start() {
      if (running !== undefined) return;
      const { signal } = stopping;
      const watches = configurations.map((store) => store.watch(onChange, signal));
      running = Promise.all([run(signal), origin.watch(onChange, signal), ...watches]);
    },
    current: () => (held === undefined ? undefined : { key: held.leaf.key, cert: held.leaf.cert }),
    notReady: () => (held === undefined ? why : (wordTime('the certificate', held.leaf, clock.now()) ?? unchecked)),
    certificates: () => figuresOf(held),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function figuresOf(held: Held | undefined): readonly CertificateFigure[] {
  if (held === undefined) return [];
  const serving: CertificateFigure = { cert: 'serving', expiresAt: held.leaf.notAfter };
  return held.issuer === undefined ? [serving] : [{ cert: 'ca', expiresAt: held.issuer.notAfter }, serving];
}

/** The CAs of a configuration, whatever else is in it. */
export function casOf(seen: SeenConfiguration): readonly Ca[] {
  return readCertificates(seen.hooks.map(({ bundle }) => bundle).join('\n'));
}
