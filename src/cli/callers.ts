/**
 * The authority of the callers (`tls.clientCaFile`): read at the start, which fails without it, and again whenever the
 * file changes. A file that cannot be used is reported, and the last good one stays: nobody is let in by a mistake.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseDuration } from '../config/duration.js';
import type { TlsSettings } from '../config/tls-settings.js';
import { digestOf, type Watch, watchConfig } from '../config/watch.js';
import type { Log } from '../log/log.js';
import { Fault, systemReason } from '../process/errors.js';
import { bundleOf, readCertificates, wordTime } from '../tls/inspect.js';
import type { CallerRules } from '../webhook/callers.js';
import type { RunningServer } from '../webhook/serve.js';

export interface ServedCallers {
  /** Absent: everybody may ask. */
  readonly rules?: CallerRules;
  readonly start: (running: Pick<RunningServer, 'setCallerCa'>) => Promise<void>;
  readonly stop: () => void;
}

export interface CallersOptions {
  readonly tls: Pick<TlsSettings, 'clientCaFile' | 'clientNames' | 'poll'>;
  readonly log: Log;
  readonly cwd: string;
  /** ms since the epoch */
  readonly now: () => number;
  /** What cannot be put to use is tried again. */
  readonly onFault: (error: unknown) => void;
}

/** A timer of Node.js cannot be longer. */
const LONGEST_MS = 2 ** 31 - 1;

/** Throws a Fault where the file holds no certificate. */
export async function openCallers({ tls, log, cwd, now, onFault }: CallersOptions): Promise<ServedCallers> {
  if (tls.clientCaFile === '') return { start: async () => {}, stop: () => {} };
  const path = resolve(cwd, tls.clientCaFile);
  let inUse = await readAuthority(path);
  if (!inUse.ok) throw new Fault('PG_E_INPUT', `tls.clientCaFile: ${inUse.why}`);
  const first = inUse;
  warnOfTime(first.ca, log, now());
  let watch: Watch | undefined;
  const onChange = async (running: Pick<RunningServer, 'setCallerCa'>): Promise<void> => {
    const next = await readAuthority(path);
    if (!next.ok) {
      log.error(
        { event: 'tls', what: 'client-ca', detail: next.why },
        'the changed authority of the callers is wrong; the last good one stays',
      );
      return;
    }
    if (inUse.ok && next.ca === inUse.ca) return;
    running.setCallerCa(next.ca);
    inUse = next;
    log.info({ event: 'tls', what: 'client-ca' }, 'callers are checked by another authority from now on');
    warnOfTime(next.ca, log, now());
  };
  return {
    rules: { ca: first.ca, names: tls.clientNames },
    start: async (running) => {
      const intervalMs = Math.min(parseDuration(tls.poll) ?? 0, LONGEST_MS);
      watch = await watchConfig(path, () => onChange(running), { intervalMs, known: first.digest, onFault });
    },
    stop: () => watch?.close(),
  };
}

type Authority =
  | { readonly ok: true; readonly ca: string; readonly digest: string }
  | { readonly ok: false; readonly why: string };

async function readAuthority(path: string): Promise<Authority> {
  try {
    const text = await readFile(path, 'utf8');
    const cas = readCertificates(text);
    if (cas.length === 0) return { ok: false, why: `${path} holds no certificate (PEM)` };
    return { ok: true, ca: bundleOf(cas), digest: digestOf(text) };
  } catch (error) {
    return { ok: false, why: `${path} cannot be read: ${systemReason(error)}` };
  }
}

/** It is used all the same: only of a certificate that is over nobody is let in. */
function warnOfTime(ca: string, log: Log, now: number): void {
  for (const each of readCertificates(ca)) {
    const detail = wordTime('a certificate of the authority of the callers', each, now);
    if (detail !== undefined) log.warn({ event: 'tls', what: 'client-ca', detail }, 'callers may be refused');
  }
}
