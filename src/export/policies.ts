/**
 * The part of a policy that an API server can keep by itself, as ValidatingAdmissionPolicies and their bindings: it holds
 * while Pullgate is away. Modes are the business of bindings, so there is one policy for what is denied where a mode
 * enforces, one for what is warned of, one for what is only recorded (K apiserver pkg/admission/plugin/policy/validating).
 */
import { FINDING_ACTIONS } from '../core/action.js';
import { IGNORE_ANNOTATION, IGNORE_REASON_ANNOTATION } from '../core/ignore.js';
import { CONTROLLERS } from '../core/request.js';
import { ruleOf } from '../core/rules/index.js';
import type { ExtraKind, Settings } from '../core/settings.js';
import type { FindingAction, Mode } from '../core/types.js';
import { WORKLOADS } from '../core/workloads.js';
import { allOf, anyOf, celList, celText } from './cel.js';
import { mostImages } from './cost.js';
import { type ExpressedExemption, expressExemption } from './exemptions.js';
import { type Reach, reachOf } from './modes.js';
import {
  type ExpressedRule,
  imageVariables,
  lessExempt,
  objectRules,
  SECRET_VARIABLES,
  secretRule,
} from './problems.js';
import { unsaid } from './unsaid.js';
import { BUILT_IN, fieldOf, mapsIn, type Shape, shapeOf, useVariables, type Variable } from './uses.js';

/** Suffix that names of manifest-based admission control must have, and no others (KEP-5793). */
const STATIC = '.static.k8s.io';
/** Fewer images in an object than this may well be meant. */
export const FEW = 100;

export interface ExportOptions {
  /** For the directory of a kube-apiserver, and not for its API. */
  readonly static: boolean;
  /** Names of namespaces that no policy holds in. */
  readonly excluded: readonly string[];
}

export interface Exported {
  /** Objects as they are written. */
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  /** Codes that the policies have. */
  readonly codes: readonly string[];
  /** What of the policy they do not say, sentences. */
  readonly unsaid: readonly string[];
  /** Images that an object may have before an expression passes the cost limit: the fewest of all policies. */
  readonly mostImages: number;
}

interface Part {
  /** In names; '' for the built-in kinds. */
  readonly name: string;
  readonly shape: Shape;
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

export function exportPolicies(settings: Settings, options: ExportOptions): Exported {
  const exemptions = settings.exemptions.map(expressExemption);
  const secret = secretRule(settings);
  const rules = objectRules(settings);
  const objects: Readonly<Record<string, unknown>>[] = [];
  let most = Number.POSITIVE_INFINITY;
  for (const part of partsOf(settings.kinds)) {
    const ofPods = part.shape.typed && secret !== undefined && 'rule' in secret ? [secret.rule] : [];
    const all = [...rules, ...ofPods];
    for (const action of FINDING_ACTIONS) {
      const reach = reachOf(action, settings, part.shape.typed);
      const said = all.flatMap((rule) => conditioned(rule, action, part.shape, settings));
      if (reach.length === 0 || said.length === 0) continue;
      const name = `pullgate${part.name === '' ? '' : `-${part.name}`}-${action}`;
      const variables = variablesOf(said, exemptions, part.shape, settings);
      most = Math.min(most, mostImages(variables));
      objects.push(policyOf(name, variables, part, { settings, options, exemptions }));
      objects.push(...reach.map((each) => bindingOf(name, each, part, options)));
    }
  }
  const codes = [
    ...rules.map(({ code }) => code),
    ...(secret !== undefined && 'rule' in secret ? [secret.rule.code] : []),
  ];
  return { objects, codes, unsaid: unsaid({ settings, exemptions, secret, codes }), mostImages: most };
}

/** Built-in kinds together, and the others by where their template is. */
function partsOf(kinds: readonly ExtraKind[]): readonly Part[] {
  const groups = new Map<string, string[]>();
  for (const { group, resource } of WORKLOADS) {
    const names: readonly string[] = resource === 'pods' ? [resource, 'pods/ephemeralcontainers'] : [resource];
    groups.set(group, [...(groups.get(group) ?? []), ...names]);
  }
  const builtIn: Part = {
    name: '',
    shape: BUILT_IN,
    rules: [...groups].map(([group, resources]) => resourceRule(group, '*', resources)),
  };
  const others = new Map<string, Part>();
  for (const kind of kinds) {
    const { group, version, resource } = kind;
    const name = [resource, group, version].filter((each) => each !== '' && each !== '*').join('-');
    // Of two rows of one kind the first one counts (findWorkload).
    if (!others.has(name))
      others.set(name, { name, shape: shapeOf(kind), rules: [resourceRule(group, version, [resource])] });
  }
  return [builtIn, ...others.values()];
}

function resourceRule(group: string, version: string, resources: readonly string[]) {
  return {
    apiGroups: [group],
    apiVersions: [version],
    operations: ['CREATE', 'UPDATE'],
    resources,
    scope: 'Namespaced',
  };
}

interface Said {
  readonly rule: ExpressedRule;
  /** When a problem of this rule has the action of the policy; a condition beside the rule's own. */
  readonly when: string;
}

const STRENGTH: readonly string[] = ['off', 'audit', 'warn', 'deny'];
const OF_MODE: Readonly<Record<Mode, string>> = { enforce: 'deny', warn: 'warn', audit: 'audit', off: 'off' };

/**
 * What weakens the action of a rule, in core/judge.ts: that the image is as it was, that a controller makes the Pod, a dry
 * run. Of all ways in which these can come together, those that end in this action.
 */
function conditioned(rule: ExpressedRule, action: FindingAction, shape: Shape, settings: Settings): readonly Said[] {
  const weakenings = [
    { condition: 'i.soft', ceiling: 'warn' },
    ...(shape.typed ? [{ condition: 'variables.owned', ceiling: OF_MODE[settings.ownedPods.mode] }] : []),
    ...(rule.restsOnMore && settings.dryRun === 'warn' ? [{ condition: 'variables.dry', ceiling: 'warn' }] : []),
  ].filter(({ ceiling }) => STRENGTH.indexOf(ceiling) < STRENGTH.indexOf(rule.action));
  if (STRENGTH.indexOf(action) > STRENGTH.indexOf(rule.action)) return [];
  const below = weakenings.filter(({ ceiling }) => STRENGTH.indexOf(ceiling) < STRENGTH.indexOf(action));
  const at = weakenings.filter(({ ceiling }) => ceiling === action);
  const isPlain = rule.action === action;
  if (!isPlain && at.length === 0) return [];
  const when = [
    ...(isPlain ? [] : [anyOf(at.map(({ condition }) => condition))]),
    ...below.map(({ condition }) => `!${condition}`),
  ];
  return [{ rule, when: allOf(when) }];
}

/** Longer messages are thrown away: 5 KiB (K apiserver pkg/apis/cel/config.go). */
const MOST_TEXT = 3_000;

function variablesOf(
  said: readonly Said[],
  exemptions: readonly ExpressedExemption[],
  shape: Shape,
  settings: Settings,
): readonly Variable[] {
  const accepted = settings.ignoreAnnotations ? acceptedVariables(said, shape) : [];
  const rows = said.map(({ rule, when }) => {
    const extra = accepted.length === 0 ? '' : ` && !variables.accepted${rule.code}`;
    const also = when === 'true' ? '' : ` && ${when}`;
    return `variables.images.filter(i, ${lessExempt(rule, exemptions)}${also}${extra}).map(i, ${rule.text})`;
  });
  const isAsked = (name: string): boolean => rows.some((row) => row.includes(`variables.${name}`));
  const once = [
    { name: 'owned', expression: `request.resource.resource == 'pods' && ${byController(settings)}` },
    { name: 'dry', expression: 'has(request.dryRun) && request.dryRun' },
  ].filter(({ name }) => isAsked(name));
  return [
    ...useVariables(shape, settings.images.filledInLater),
    ...once.map((each) => ({ ...each, per: 'request' as const })),
    ...SECRET_VARIABLES.filter(({ name }) => isAsked(name)),
    ...exemptions.map(({ request }, index) => ({
      name: `exempt${index}`,
      expression: request,
      per: 'request' as const,
    })),
    ...accepted,
    ...imageVariables(shape),
    { name: 'problems', per: 'image', expression: rows.join(' +\n') },
  ];
}

/** What somebody wrote beside the object, or else in its template (core/ignore.ts). */
function acceptedVariables(said: readonly Said[], { paths }: Shape): readonly Variable[] {
  const templates = paths.map((path) => path.slice(0, -1)).filter(({ length }) => length > 0);
  const holders = [[], ...templates].map((path) => [...path, 'metadata', 'annotations']);
  const chain = (key: string): string =>
    holders
      .map((path) => {
        const found = fieldOf('dyn(object)', path);
        const there = [...mapsIn('dyn(object)', path, false), `${celText(IGNORE_ANNOTATION)} in ${found}`];
        return `${allOf(there)} ? (${celText(key)} in ${found} ? string(${found}[${celText(key)}]) : '') : `;
      })
      .join('');
  return [
    { name: 'ignore', per: 'request', expression: `${chain(IGNORE_ANNOTATION)}''` },
    { name: 'reason', per: 'request', expression: `${chain(IGNORE_REASON_ANNOTATION)}''` },
    ...[...new Set(said.map(({ rule }) => rule.code))].map((code) => ({
      name: `accepted${code}`,
      per: 'request' as const,
      expression: `variables.reason.trim() != '' && variables.ignore.matches(${celText(`(?i)(?:^|[\\s,])(?:${code}|${ruleOf(code).slug})(?:[\\s,]|$)`)})`,
    })),
  ];
}

function byController({ ownedPods }: Settings): string {
  const added = ownedPods.controllers.map((each) => `system:serviceaccount:${each.replace('/', ':')}`);
  return `request.userInfo.username in ${celList([...CONTROLLERS, ...added])}`;
}

interface Made {
  readonly settings: Settings;
  readonly options: ExportOptions;
  readonly exemptions: readonly ExpressedExemption[];
}

function policyOf(name: string, variables: readonly Variable[], part: Part, { settings, options, exemptions }: Made) {
  const wholesale = exemptions.flatMap(({ images, rules }, index) =>
    images === undefined && rules === undefined ? [`variables.exempt${index} ||`] : [],
  );
  const text = "variables.problems.join('; ')";
  const cut = `${text}.size() > ${MOST_TEXT} ? ${text}.substring(0, ${MOST_TEXT}) + ' ...' : ${text}`;
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: named(name, options) },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        matchPolicy: 'Equivalent',
        namespaceSelector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: options.excluded }],
        },
        resourceRules: part.rules,
      },
      matchConditions: [
        {
          name: 'not-deleting',
          expression: "request.operation == 'CREATE' || !has(object.metadata.deletionTimestamp)",
        },
        ...(part.shape.typed
          ? [
              {
                name: 'not-a-mirror',
                expression:
                  "request.resource.resource != 'pods' || !has(object.metadata.annotations) || !('kubernetes.io/config.mirror' in object.metadata.annotations)",
              },
            ]
          : []),
        {
          name: 'not-from-a-template',
          expression: `${part.shape.typed ? "request.resource.resource == 'pods' || " : ''}!(${byController(settings)})`,
        },
      ],
      variables: variables.map(({ name: variable, expression }) => ({ name: variable, expression })),
      validations: [
        {
          expression: [...wholesale, '!variables.touched || variables.problems.size() == 0'].join(' '),
          message: 'an image is refused by the policy of Pullgate',
          messageExpression: cut,
          reason: 'Forbidden',
        },
      ],
    },
  };
}

const VALIDATION_ACTION: Readonly<Record<FindingAction, string>> = { deny: 'Deny', warn: 'Warn', audit: 'Audit' };

function bindingOf(policy: string, { scope, action, selector }: Reach, part: Part, options: ExportOptions) {
  const rules = scope === 'all' ? undefined : part.rules.flatMap((rule) => restricted(rule, scope));
  const matchResources = {
    ...(selector === undefined
      ? {}
      : { namespaceSelector: { matchExpressions: [{ key: 'pullgate.dev/mode', ...selector }] } }),
    ...(rules === undefined ? {} : { resourceRules: rules }),
  };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: named(`${policy}${scope === 'all' ? '' : `-${scope}`}-to-${action}`, options) },
    spec: {
      policyName: named(policy, options),
      validationActions: [VALIDATION_ACTION[action]],
      ...(Object.keys(matchResources).length === 0 ? {} : { matchResources }),
    },
  };
}

function restricted(rule: Readonly<Record<string, unknown>>, scope: 'pods' | 'templates') {
  const resources = Array.isArray(rule['resources']) ? rule['resources'].map(String) : [];
  const kept = resources.filter((each) => /^pods(?:\/|$)/.test(each) === (scope === 'pods'));
  return kept.length === 0 ? [] : [{ ...rule, resources: kept }];
}

function named(name: string, options: ExportOptions): string {
  return options.static ? `${name}${STATIC}` : name;
}
