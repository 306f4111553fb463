/** Who or what is left alone (core/exemption.ts), in CEL. */
import type { Exemption, LabelSelector } from '../core/settings.js';
import { allOf, anyOf, celList, celText, literally } from './cel.js';
import { matchesAny } from './patterns.js';

export interface ExpressedExemption {
  /** Does it apply to this request at all? A condition. */
  readonly request: string;
  /** Which images it covers, a condition on a repository; undefined: all. */
  readonly images: ((repository: string) => string) | undefined;
  /** Codes it is limited to; undefined: all. */
  readonly rules: readonly string[] | undefined;
  /** Patterns that cannot be said: then it covers every image, so that nothing is denied that the engine admits. */
  readonly left: readonly string[];
  readonly expires: string | undefined;
}

export function expressExemption(exemption: Exemption): ExpressedExemption {
  const { namespaces, namespaceSelector, users, groups, images, rules, expires } = exemption;
  const left = images === undefined ? [] : matchesAny(images, '').left;
  const conditions = [
    ...(namespaces === undefined ? [] : [isOneOf('request.namespace', namespaces)]),
    ...(namespaceSelector === undefined ? [] : [selectsNamespace(namespaceSelector)]),
    ...(users === undefined ? [] : [isOneOf('request.userInfo.username', users)]),
    ...(groups === undefined ? [] : [isInGroups(groups)]),
    ...(expires === undefined ? [] : [lasts(expires)]),
  ];
  const covers = images === undefined || left.length > 0 ? undefined : images;
  return {
    request: allOf(conditions),
    images: covers === undefined ? undefined : (repository) => matchesAny(covers, repository).condition,
    rules,
    left,
    expires,
  };
}

/** `*` stands for any run of characters. */
function isOneOf(value: string, patterns: readonly string[]): string {
  const plain = patterns.filter((each) => !each.includes('*'));
  const wild = patterns.filter((each) => each.includes('*'));
  return anyOf([
    ...(plain.length === 0 ? [] : [`${value} in ${celList(plain)}`]),
    ...wild.map((each) => `${value}.matches(${celText(`(?s)^${each.split('*').map(literally).join('.*')}$`)})`),
  ]);
}

function isInGroups(patterns: readonly string[]): string {
  return `(has(request.userInfo.groups) && request.userInfo.groups.exists(g, ${isOneOf('g', patterns)}))`;
}

const LABELS = 'namespaceObject.metadata.labels';

function selectsNamespace({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const has = (key: string): string => `(has(${LABELS}) && ${celText(key)} in ${LABELS})`;
  const value = (key: string): string => `${LABELS}[${celText(key)}]`;
  return allOf([
    ...Object.entries(matchLabels).map(([key, text]) => `(${has(key)} && ${value(key)} == ${celText(text)})`),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      switch (operator) {
        case 'In':
          return `(${has(key)} && ${value(key)} in ${celList(values)})`;
        case 'NotIn':
          return `(!${has(key)} || !(${value(key)} in ${celList(values)}))`;
        case 'Exists':
          return has(key);
        case 'DoesNotExist':
          return `!${has(key)}`;
        default:
          return operator satisfies never;
      }
    }),
  ]);
}

/**
 * CEL has no clock. The API server has set the time of creation before it asks a policy, so on a CREATE that is now; on an
 * UPDATE now is later, and an exemption that has ended since then still covers what was created before its end.
 */
function lasts(expires: string): string {
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(expires) ? `${expires}T23:59:59.999Z` : expires);
  if (Number.isNaN(time)) return 'false';
  const created = 'dyn(object).metadata.creationTimestamp';
  return `(has(${created}) && timestamp(${created}) <= timestamp(${celText(new Date(time).toISOString())}))`;
}
