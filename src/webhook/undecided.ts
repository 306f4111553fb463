/**
 * The answer when Pullgate itself could not decide: PG901, by `onUnknown` (product.md 4). The API server gets it as an
 * ordinary verdict, because an HTTP error would leave the choice to the failurePolicy and the user without a sentence.
 */
import type { Settings } from '../core/settings.js';
import type { Assessment } from '../facts/assess.js';

type UndecidedSettings = Pick<Settings, 'mode' | 'onUnknown'>;

/** `why` is a clause in our own words: never the text of an error, which may quote the object. */
export function undecided(why: string, settings: UndecidedSettings): Assessment {
  const problem = `Pullgate could not decide (${why})`;
  const action = undecidedAction(settings);
  const finding = { code: 'PG901', problem, because: '', uses: [], basis: 'cluster', action } as const;
  const denial = `[PG901] ${problem}; rejected because onUnknown is deny. Try again. More: pullgate explain PG901`;
  const because = settings.onUnknown === 'allow' ? 'onUnknown is allow' : `the mode is ${settings.mode}`;
  const warning = `[PG901] ${problem}; admitted unchecked because ${because}`;
  return {
    allowed: action !== 'deny',
    decision: 'error',
    findings: [finding],
    message: action === 'deny' ? denial : '',
    causes: action === 'deny' ? [{ reason: 'PG901', field: '', message: problem }] : [],
    warnings: action === 'warn' ? [warning] : [],
    auditAnnotations: { decision: 'error', codes: 'PG901', mode: settings.mode },
    mode: settings.mode,
  };
}

/** The same of a Pod that was to be looked at for what it lacks: it goes on as it is, and is judged like any other. */
export function uninjected(why: string, settings: UndecidedSettings): Assessment {
  return {
    allowed: true,
    decision: 'error',
    findings: [],
    message: '',
    causes: [],
    warnings: [],
    auditAnnotations: { injection: 'unknown', 'injection-why': why },
    mode: settings.mode,
    injection: { result: 'unknown', added: [], patch: [] },
  };
}

/** A mode can only weaken (product.md 4), this verdict, too. */
function undecidedAction(settings: UndecidedSettings): 'deny' | 'warn' | 'audit' {
  switch (settings.mode) {
    case 'enforce':
      return settings.onUnknown === 'deny' ? 'deny' : 'warn';
    case 'warn':
      return 'warn';
    case 'audit':
    case 'off':
      return 'audit';
    default:
      return settings.mode satisfies never;
  }
}
