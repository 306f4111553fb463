/**
 * The rules that rest on the object alone, and one more that does so for a Pod, as conditions and words in CEL. The words
 * are those of the rules; what needs more than an expression can find out is left out of them.
 */
import { actionOf, weakest } from '../core/action.js';
import { localRegistry, needRows } from '../core/registries.js';
import { type RuleCode, ruleOf } from '../core/rules/index.js';
import type { Settings } from '../core/settings.js';
import type { RuleAction } from '../core/types.js';
import { celRecord, celText } from './cel.js';
import type { ExpressedExemption } from './exemptions.js';
import { matchesAny } from './patterns.js';
import { isReference, isShortEnough, repositoryOf, tagStart, withoutDigest } from './reference.js';
import { identity, isPod, quotedCel, type Shape, type Variable } from './uses.js';

/** A rule as a policy has it; `i` is one of `variables.images`. */
export interface ExpressedRule {
  readonly code: RuleCode;
  readonly action: RuleAction;
  readonly condition: string;
  /** An expression: a text on one line. */
  readonly text: string;
  /** Its denial is a warning in a dry run, unless `dryRun` is `enforce`. */
  readonly restsOnMore: boolean;
}

/** `images`: each image with its parts and whether it is judged in full. */
export function imageVariables(shape: Shape): readonly Variable[] {
  return [
    {
      name: 'named',
      per: 'pair',
      expression: `variables.uses.map(u, ${celRecord({
        where: `' (' + u.what + ' ' + ${quotedCel('u.name')} + u.note + ', image ' + ${quotedCel('u.image')} + ')'`,
        image: 'u.image',
        policy: 'u.policy',
        soft: `!u.mounted || (u.what == 'image volume' && u.image == '' && !(${isPod(shape)})) || !(variables.anew || !(${identity('u')} in variables.before))`,
        named: withoutDigest('u.image'),
      })})`,
    },
    {
      name: 'cut',
      per: 'image',
      expression: `variables.named.map(n, ${celRecord({
        use: 'n',
        tag: `(${tagStart('n.named')}) == -1 ? '' : n.named.substring(n.named.lastIndexOf(':') + 1)`,
        name: `(${tagStart('n.named')}) == -1 ? n.named : n.named.substring(0, n.named.lastIndexOf(':'))`,
      })})`,
    },
    {
      name: 'whole',
      per: 'image',
      expression: `variables.cut.map(n, ${celRecord({ use: 'n.use', tag: 'n.tag', name: 'n.name', repository: repositoryOf('n.name') })})`,
    },
    {
      name: 'images',
      per: 'image',
      expression: `variables.whole.map(n, ${celRecord({
        where: 'n.use.where',
        image: 'n.use.image',
        policy: 'n.use.policy',
        soft: 'n.use.soft',
        pinned: "n.use.image.contains('@')",
        name: 'n.name',
        tag: 'n.tag',
        repository: 'n.repository',
        valid: `${isReference('n.use.image')} && ${isShortEnough('n.repository')}`,
      })})`,
    },
  ];
}

/** `[PG101] what is wrong (container "web", image "nginx:latest"). Fix: ...`; all but the code are expressions. */
function told(code: string, what: string, fix: string, more: string): string {
  return `'[${code}] ' + ${what} + i.where + '. Fix: ' + ${fix}${more === '' ? '' : ` + ${celText(more)}`}`;
}

function setImage(image: string, note = ''): string {
  const after = note === '' ? '' : ` (${note})`;
  return `'set the image to "' + ${image} + '"${after}'`;
}

/** The first that applies, in the order of core/rules/image-invalid.ts. */
const WHY_INVALID = [
  `i.image == '' ? 'it is empty'`,
  `i.image.matches('[$][{(]|[{][{]|<[^>]*>') ? 'it holds a placeholder, which nobody filled in'`,
  `i.image.trim() != i.image ? 'it has blanks or line breaks around it'`,
  `i.image.matches('^[A-Za-z][A-Za-z0-9+.-]*://') ? 'it starts with a scheme'`,
  `i.image.matches('\\\\s') ? 'it has a blank inside'`,
  `!i.image.matches('^[!-~]*$') ? 'it has a character that is not ASCII'`,
  `i.image.endsWith(':') ? 'it ends in a colon, with no tag after it'`,
  `i.image.endsWith('@') ? 'it ends in "@", with no digest after it'`,
  `i.image.matches('^[a-f0-9]{64}$') ? 'it is 64 hexadecimal characters, which is an image ID and no name'`,
  `i.name.matches('[A-Z]') && i.name.lowerAscii().matches('^[a-z0-9./_:-]*$') ? 'the repository has upper-case letters'`,
  `i.repository.size() > 255 ? 'the repository is longer than 255 characters'`,
  `'a part of it begins, ends or continues with a character that is not allowed there'`,
].join(' : ');

/** Why the rule cannot be said; undefined where it is off. */
export type SecretRule = { readonly rule: ExpressedRule } | { readonly why: string } | undefined;

function helpOf(code: string, { messages }: Settings): string {
  const help = messages.help.replaceAll('{code}', code);
  const parts = [...(help === '' ? [] : [help]), ...(messages.contact === '' ? [] : [messages.contact])];
  return parts.length === 0 ? '' : `. More: ${parts.join(', ')}`;
}

/** PG101 to PG104, those that are not off. */
export function objectRules(settings: Settings): readonly ExpressedRule[] {
  const rows = [
    {
      code: 'PG101',
      condition: "i.valid && !i.pinned && i.tag == 'latest'",
      what: `'the tag is "latest": tomorrow it can be another image'`,
      fix: setImage(`i.name + ':TAG'`, 'a version, or a digest'),
    },
    {
      code: 'PG102',
      condition: "i.valid && !i.pinned && i.tag == ''",
      what: `'no tag and no digest: that means ":latest", and tomorrow it can be another image'`,
      fix: setImage(`i.name + ':TAG'`, 'a version, or a digest'),
    },
    {
      code: 'PG103',
      condition: '!i.valid',
      what: `'not a valid image reference: ' + (${WHY_INVALID})`,
      fix: setImage(`'REGISTRY/REPOSITORY:TAG'`),
    },
    {
      code: 'PG104',
      condition: 'i.valid && !i.pinned',
      what: "'no digest: images must be pinned by digest here'",
      fix: setImage(`i.image + '@sha256:DIGEST'`),
    },
  ] as const;
  return rows.flatMap(({ code, condition, what, fix }) => {
    const action = actionOf(code, ruleOf(code).defaultAction, settings);
    if (action === 'off') return [];
    const text = told(code, what, fix, helpOf(code, settings));
    return [{ code, action, condition, text, restsOnMore: false }];
  });
}

/** Of a Pod without any pull secret the cluster can only tell which of these three it is. */
const WITHOUT_SECRET = ['PG201', 'PG206', 'PG403'] as const;

/**
 * PG201 of Pods: what the ServiceAccount lists has been copied into a Pod before a policy sees it, so one that names no
 * secret has none (semantics 4.2), and the registries of the policy say whether it needs one.
 */
export function secretRule(settings: Settings): SecretRule {
  const action = WITHOUT_SECRET.map((code) => actionOf(code, ruleOf(code).defaultAction, settings)).reduce((a, b) =>
    weakest(a, b),
  );
  if (action === 'off') return undefined;
  if (settings.injection.mode !== 'off')
    return { why: 'injection.mode is on, and which secret a Pod gets is found out by Pullgate' };
  if (settings.cluster.provider === 'auto') {
    return {
      why: 'cluster.provider is auto, and what the nodes have credentials for is found out by asking the cluster: name it, or a cluster with --context',
    };
  }
  const need = needsSecret(settings);
  if (need.left.length > 0) return { why: `no expression can say the pattern ${need.left.join(', ')}` };
  const preloaded = matchesAny(settings.images.preloaded, 'i.repository');
  const pulled = preloaded.condition === 'false' ? '' : ` && (i.policy == 'Always' || !${preloaded.condition})`;
  if (preloaded.left.length > 0) return { why: `no expression can say the pattern ${preloaded.left.join(', ')}` };
  const host = `i.repository.substring(0, i.repository.indexOf('/'))`;
  const registry = `(${host} == 'docker.io' ? 'docker.io (Docker Hub)' : ${host})`;
  const server = `(${host} == 'docker.io' ? 'https://index.docker.io/v1/' : ${host})`;
  const what = `'no pull secret for ' + ${registry} + ': the pod names none'`;
  const fix = [
    `'kubectl -n ' + request.namespace + ' create secret docker-registry regcred --docker-server=' + ${server}`,
    `' --docker-username=USER --docker-password=TOKEN, then set spec.imagePullSecrets to [{name: regcred}]'`,
  ].join(' + ');
  return {
    rule: {
      code: 'PG201',
      action,
      condition: `request.resource.resource == 'pods' && variables.unnamed && i.valid && i.policy != 'Never'${pulled} && ${need.condition}`,
      text: told('PG201', what, fix, helpOf('PG201', settings)),
      restsOnMore: true,
    },
  };
}

export const SECRET_VARIABLES: readonly Variable[] = [
  {
    name: 'unnamed',
    per: 'request',
    expression:
      "!('imagePullSecrets' in variables.spec) || !variables.spec.imagePullSecrets.exists(s, has(s.name) && s.name != '')",
  },
];

/** The longest pattern decides; those of equal verdict that follow each other are one step. */
function needsSecret(settings: Settings): { readonly condition: string; readonly left: readonly string[] } {
  const steps: { readonly isPrivate: boolean; readonly patterns: string[] }[] = [];
  for (const { need, pattern } of needRows(settings)) {
    const isPrivate = need === 'private';
    const last = steps.at(-1);
    if (last?.isPrivate === isPrivate) last.patterns.push(pattern);
    else steps.push({ isPrivate, patterns: [pattern] });
  }
  const left: string[] = [];
  const { registries } = settings;
  const isLocal = registries.builtinPublic && registries.unlisted === 'private';
  const local = isLocal
    ? `!i.repository.matches(${celText(localRegistry)})`
    : String(registries.unlisted === 'private');
  const condition = steps.reduceRight((rest, { isPrivate, patterns }) => {
    const expressed = matchesAny(patterns, 'i.repository');
    left.push(...expressed.left);
    return isPrivate ? `(${expressed.condition} || ${rest})` : `(!${expressed.condition} && ${rest})`;
  }, local);
  return { condition, left };
}

/** The condition of a rule, less what is exempt from it. */
export function lessExempt(rule: ExpressedRule, exemptions: readonly ExpressedExemption[]): string {
  const applying = exemptions.flatMap(({ images, rules }, index) => {
    if (rules !== undefined && !rules.includes(rule.code)) return [];
    if (images === undefined && rules === undefined) return [];
    const covers = images === undefined ? '' : ` && i.valid && ${images('i.repository')}`;
    return [`!(variables.exempt${index}${covers})`];
  });
  return [rule.condition, ...applying].join(' && ');
}
