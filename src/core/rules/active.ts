/** The rules that the operator has not switched off, in their order. */
import { actionOf } from '../action.js';
import { perSettings } from '../per-settings.js';
import { RULES } from './index.js';

export const activeRules = perSettings((settings) =>
  RULES.filter(({ code, defaultAction }) => actionOf(code, defaultAction, settings) !== 'off'),
);
