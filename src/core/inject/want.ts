/** What injection wants to know: what could be added, and whether the ServiceAccount lets its pods use it. */
import type { Want } from '../wants.js';
import { needsHelp } from './plan.js';
import { injectionSwitch } from './switch.js';

export const INJECTION_WANT: Want = {
  facts: ['candidates', 'serviceAccount'],
  when: ({ outlooks, settings }) => settings.injection.mode !== 'off' && outlooks.some(needsHelp),
  decides: ({ facts, settings, request }) => injectionSwitch(facts.namespace, settings, request.origin) === 'on',
};
