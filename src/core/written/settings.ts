/** The settings under which something is judged as it is written: what of them says otherwise than for Pods. */
import { actionOf } from '../action.js';
import type { Facts } from '../facts.js';
import { isMode, MODE_LABEL, MODES } from '../mode.js';
import { perSettings } from '../per-settings.js';
import { RULES, type RuleCode } from '../rules/index.js';
import type { Settings } from '../settings.js';
import type { Mode } from '../types.js';

/** What the rules say of a Secret whoever uses it. PG202 is of ServiceAccounts alone, and PG201, 203, 205, 206 are of images. */
const LINTS: ReadonlySet<RuleCode> = new Set<RuleCode>([
  'PG204',
  'PG207',
  'PG208',
  'PG301',
  'PG302',
  'PG303',
  'PG304',
  'PG305',
  'PG306',
]);

/** For `evaluate`: no other rule is asked. */
export const lintSettings = perSettings((settings): Settings => {
  const off = RULES.filter(({ code, setting }) => setting === undefined && !LINTS.has(code));
  return { ...settings, rules: { ...settings.rules, ...Object.fromEntries(off.map(({ code }) => [code, 'off'])) } };
});

/**
 * For `judge`, of what is wrong with a Secret: `secrets.mode` weakens the mode of the namespace, or else the global one.
 * What is not known denies nothing here, whatever `onUnknown` says: a Secret is no image.
 */
export function writtenSettings(settings: Settings, namespace: Facts['namespace']): Settings {
  const label = namespace.state === 'found' ? namespace.value.labels[MODE_LABEL] : undefined;
  const { labelled, plain } = variantsOf(settings);
  return label !== undefined && isMode(label) ? labelled : plain;
}

/** For `judge`, of what goes away while it is used: `secrets.inUse` has said what is done about it. */
export const inUseSettings = perSettings(
  (settings): Settings => ({ ...settings, onUnknown: 'allow', workloads: { mode: 'same' } }),
);

const variantsOf = perSettings((settings): { readonly labelled: Settings; readonly plain: Settings } => {
  const whole = inUseSettings(settings);
  if (settings.secrets.mode === 'enforce') return { labelled: whole, plain: whole };
  return {
    labelled: { ...whole, workloads: { mode: 'warn' } },
    plain: { ...whole, workloads: { mode: weaker(settings.mode, 'warn') } },
  };
});

function weaker(a: Mode, b: Mode): Mode {
  return MODES.indexOf(a) >= MODES.indexOf(b) ? a : b;
}

/** Did the operator switch the rule off? */
export function isOff(code: RuleCode, settings: Settings): boolean {
  return actionOf(code, 'deny', settings) === 'off';
}
