/** What of a policy no expression says: one sentence each, for whoever relies on the rest. */
import { actionOf } from '../core/action.js';
import { RULES } from '../core/rules/index.js';
import type { Settings } from '../core/settings.js';
import type { ExpressedExemption } from './exemptions.js';
import type { SecretRule } from './problems.js';

interface Unsaid {
  readonly settings: Settings;
  readonly exemptions: readonly ExpressedExemption[];
  readonly secret: SecretRule;
  /** Codes that are said. */
  readonly codes: readonly string[];
}

export function unsaid({ settings, exemptions, secret, codes }: Unsaid): readonly string[] {
  const rest = RULES.filter(
    ({ code, defaultAction, setting }) =>
      !codes.includes(code) && (setting !== undefined || actionOf(code, defaultAction, settings) !== 'off'),
  ).map(({ code }) => code);
  const isSaid = secret !== undefined && 'rule' in secret;
  const later = exemptions.some(({ expires }) => expires !== undefined);
  const odd = exemptions.flatMap(({ left }) => left);
  return [
    `Not checked, because they rest on the state of the cluster or on what registries answer: ${rest.join(', ')}.`,
    ...(isSaid
      ? [
          'PG201 is checked of Pods that name no pull secret at all, and not of templates: what their ServiceAccount lists is not in them. Whether it is PG206 or PG403, only the cluster can tell.',
        ]
      : []),
    ...(secret !== undefined && 'why' in secret ? [`PG201 is not checked: ${secret.why}.`] : []),
    ...(later
      ? [
          'No expression knows the time. An exemption that has ended holds no more for what is created, and still does for updates of what was created before its end.',
        ]
      : []),
    ...(odd.length > 0
      ? [
          `No expression can say the pattern ${odd.join(', ')}: its exemption covers every image, so that nothing is denied that Pullgate admits.`,
        ]
      : []),
    ...(settings.kinds.length > 0
      ? ['Of further kinds, a pull policy that was left out and is then written down counts as a change.']
      : []),
    'A value of the label pullgate.dev/mode that is no mode counts as absent, and nobody is warned of it.',
    'A request is told one denial, with all of its problems in one line; why a reference is invalid, and the fix, are told in less detail.',
    'Selectors and conditions of the webhooks (the values webhook.* and rbac.secrets of the chart) are no part of a policy: name excluded namespaces with --exclude-namespace.',
  ];
}
