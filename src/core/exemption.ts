/** Who or what is left alone, with reason and expiry (design 3.2). */

import type { Facts } from './facts.js';
import type { Finding } from './finding.js';
import { matchesPattern } from './match-images.js';
import type { RequestFacts } from './request.js';
import type { Exemption, LabelSelector, Settings } from './settings.js';
import type { ImageUse, Subject } from './types.js';

export interface Exempted {
  /** What is left of the finding, or undefined when all of it is exempt. */
  readonly finding: Finding | undefined;
  /** The exemption that took something away. */
  readonly by?: Exemption;
}

export interface ExemptionContext {
  readonly request: Pick<RequestFacts, 'user' | 'groups'>;
  readonly subject: Pick<Subject, 'namespace'>;
  readonly facts: Pick<Facts, 'namespace' | 'now'>;
  readonly settings: Settings;
}

/** Takes out of a finding what an exemption covers; with an image pattern that is only the images it matches. */
export function applyExemptions(finding: Finding, context: ExemptionContext): Exempted {
  let left: Finding | undefined = finding;
  let by: Exemption | undefined;
  for (const exemption of context.settings.exemptions) {
    if (!appliesTo(exemption, finding.code, context)) continue;
    const { images } = exemption;
    const uses: readonly ImageUse[] = images === undefined ? [] : left.uses.filter((use) => !isCovered(use, images));
    if (images !== undefined && uses.length === left.uses.length) continue;
    by = exemption;
    left = uses.length === 0 ? undefined : { ...left, uses };
    if (left === undefined) break;
  }
  return { finding: left, ...(by === undefined ? {} : { by }) };
}

/** Undefined, or the exemption that covers the request whatever is found in it. */
export function wholesaleExemption(context: ExemptionContext): Exemption | undefined {
  return context.settings.exemptions.find(
    (exemption) => exemption.images === undefined && exemption.rules === undefined && appliesTo(exemption, '', context),
  );
}

function appliesTo(exemption: Exemption, code: string, { request, subject, facts }: ExemptionContext): boolean {
  const { rules, namespaces, namespaceSelector, users, groups, expires } = exemption;
  if (expires !== undefined && facts.now > expiryTime(expires)) return false;
  if (rules !== undefined && !rules.includes(code)) return false;
  if (namespaces !== undefined && !namespaces.some((each) => wildcard(each, subject.namespace))) return false;
  if (users !== undefined && !users.some((each) => wildcard(each, request.user))) return false;
  if (groups !== undefined && !groups.some((each) => request.groups.some((group) => wildcard(each, group)))) {
    return false;
  }
  if (namespaceSelector === undefined) return true;
  return facts.namespace.state === 'found' && selects(namespaceSelector, facts.namespace.value.labels);
}

/** A bare date lasts through its day. A value that is no date never exempts; the configuration refuses it beforehand. */
function expiryTime(expires: string): number {
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(expires) ? `${expires}T23:59:59.999Z` : expires);
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
}

function isCovered(use: ImageUse, patterns: readonly string[]): boolean {
  if (!use.parsed.ok) return false;
  const { repository } = use.parsed.reference;
  return patterns.some((pattern) => matchesPattern(pattern, repository));
}

/** `*` stands for any run of characters; everything else for itself. Linear: the parts are searched one after the other. */
export function wildcard(pattern: string, value: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  if (parts.length === 0) return pattern === value;
  if (!value.startsWith(first)) return false;
  let position = first.length;
  const last = parts.pop() ?? '';
  for (const part of parts) {
    const found = value.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return value.length - position >= last.length && value.endsWith(last);
}

/** Label selector semantics of K staging apimachinery/pkg/apis/meta/v1/helpers.go: all requirements must hold. */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  const has = (key: string): boolean => Object.hasOwn(labels, key);
  if (Object.entries(matchLabels).some(([key, value]) => !has(key) || labels[key] !== value)) return false;
  return matchExpressions.every(({ key, operator, values = [] }) => {
    const value = has(key) ? labels[key] : undefined;
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return operator satisfies never;
    }
  });
}
