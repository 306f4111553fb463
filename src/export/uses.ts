/**
 * The images of an object in CEL, as core/subject.ts finds them: one variable after the other, each a list of maps. Those
 * of built-in kinds have the types that the API server gives them; of other kinds nothing is trusted.
 */
import type { ExtraKind } from '../core/settings.js';
import { WORKLOADS } from '../core/workloads.js';
import { allOf, celList, celRecord, celText } from './cel.js';

export interface Variable {
  readonly name: string;
  readonly expression: string;
  /** How often its parts are worked out: once, for each image, or for each image and each one before it. */
  readonly per: 'request' | 'image' | 'pair';
}

/** Where a pod spec is looked for. */
export interface Shape {
  /** Field names to the pod spec; the longest first. */
  readonly paths: readonly (readonly string[])[];
  /** Has the API server checked the types? */
  readonly typed: boolean;
}

export const BUILT_IN: Shape = {
  paths: distinct(WORKLOADS.map(({ podSpec }) => podSpec)).sort((a, b) => b.length - a.length),
  typed: true,
};

export function shapeOf({ templatePath }: Pick<ExtraKind, 'templatePath'>): Shape {
  return { paths: [[...templatePath.split('.'), 'spec']], typed: false };
}

function distinct(paths: readonly (readonly string[])[]): (readonly string[])[] {
  return [...new Map(paths.map((path) => [path.join('.'), path])).values()];
}

/** The pod spec, or an empty map. */
function specOf(root: string, { paths, typed }: Shape): string {
  const tries = paths.map((path) => `${allOf(mapsIn(root, path, typed))} ? ${fieldOf(root, path)} : `);
  return `${tries.join('')}dyn({})`;
}

export function fieldOf(root: string, path: readonly string[]): string {
  return root + path.map((each) => `[${celText(each)}]`).join('');
}

/** That every field on the way is there, and a map. */
export function mapsIn(root: string, path: readonly string[], typed: boolean): readonly string[] {
  return path.map((field, index) => {
    const holder = fieldOf(root, path.slice(0, index));
    const there = `${celText(field)} in ${holder}`;
    return typed ? there : `${there} && type(${holder}[${celText(field)}]) == map`;
  });
}

const LISTS = [
  { field: 'initContainers', kind: 'init' },
  { field: 'containers', kind: 'container' },
  { field: 'ephemeralContainers', kind: 'ephemeral' },
] as const;

function listOf(spec: string, field: string, typed: boolean): string {
  if (typed) return `(${celText(field)} in ${spec} ? ${spec}.${field} : [])`;
  const there = `${celText(field)} in ${spec} && type(${spec}.${field}) == list`;
  return `(${there} ? ${spec}.${field}.filter(e, type(e) == map) : [])`;
}

function textOf(holder: string, field: string, typed: boolean): string {
  const there = `has(${holder}.${field})`;
  return `(${typed ? there : `${there} && type(${holder}.${field}) == string`} ? ${holder}.${field} : '')`;
}

/** As messages show it: on one line, so that the API server does not drop it. */
export function quotedCel(text: string): string {
  const cut = `${text}.size() > 256 ? ${text}.substring(0, 253) + '...' : ${text}`;
  return `(${text}.matches('^[ -~]*$') ? strings.quote(${cut}) : '"(a text that cannot be shown)"')`;
}

function containerUses(spec: string, { field, kind }: (typeof LISTS)[number], typed: boolean): string {
  const image = textOf('c', 'image', typed);
  const sidecar = "has(c.restartPolicy) && c.restartPolicy == 'Always' ? ' (sidecar)' : ' (init)'";
  const note = kind === 'container' ? "''" : kind === 'init' ? sidecar : "' (ephemeral)'";
  return `${listOf(spec, field, typed)}.filter(c, ${image} != '').map(c, ${celRecord({
    what: "'container'",
    name: textOf('c', 'name', typed),
    note,
    image: 'c.image',
    policy: textOf('c', 'imagePullPolicy', typed),
    mounted: 'true',
  })})`;
}

function volumeUses(spec: string, containers: string, typed: boolean): string {
  const there = typed ? 'has(v.image)' : 'has(v.image) && type(v.image) == map';
  const name = textOf('v', 'name', typed);
  const mounts = listOf('c', 'volumeMounts', typed);
  return `${listOf(spec, 'volumes', typed)}.filter(v, ${there}).map(v, ${celRecord({
    what: "'image volume'",
    name,
    note: "''",
    image: textOf('v.image', 'reference', typed),
    policy: textOf('v.image', 'pullPolicy', typed),
    mounted: `${containers}.exists(c, ${mounts}.exists(m, has(m.name) && m.name == ${name}))`,
  })})`;
}

/** What an image is known by from one version of the object to the next, and what of it may have changed. */
export function identity(use: string): string {
  return `${use}.what + '/' + ${use}.name + '\\n' + ${use}.policy + '\\n' + (${use}.mounted ? 'mounted' : '') + '\\n' + ${use}.image`;
}

/** The variables of one version of an object. */
function usesOf(root: string, prefix: string, shape: Shape): readonly Variable[] {
  const spec = `variables.${prefix}spec`;
  const containers = `variables.${prefix}containers`;
  return [
    { name: `${prefix}spec`, per: 'request', expression: specOf(root, shape) },
    {
      name: `${prefix}containers`,
      per: 'image',
      expression: LISTS.map(({ field }) => listOf(spec, field, shape.typed)).join(' + '),
    },
    {
      name: `${prefix}uses`,
      per: 'image',
      expression: [
        ...LISTS.map((list) => containerUses(spec, list, shape.typed)),
        volumeUses(spec, containers, shape.typed),
      ].join(' +\n'),
    },
  ];
}

/** Is the object a Pod, and not something that holds a template? */
export function isPod({ typed }: Shape): string {
  return typed ? "request.resource.resource == 'pods'" : 'false';
}

/** Names of the list, or of the ServiceAccount, in a text that differs where they do. */
function credentialsOf(spec: string, typed: boolean): string {
  const account = `(${textOf(spec, 'serviceAccountName', typed)} != '' ? ${textOf(spec, 'serviceAccountName', typed)} : ${textOf(spec, 'serviceAccount', typed)})`;
  const normal = `(${account} == '' ? 'default' : ${account})`;
  return `${listOf(spec, 'imagePullSecrets', typed)}.map(s, ${textOf('s', 'name', typed)}) + [${normal}]`;
}

/**
 * `uses`: the images; `touched`: does the request change any, or how they are pulled? `anew`: all of them are judged in full;
 * `before`: identities of those of the old object.
 *
 * @param filledInLater words that stand in a template for an image that comes later
 */
export function useVariables(shape: Shape, filledInLater: readonly string[]): readonly Variable[] {
  const { typed } = shape;
  const update = "request.operation == 'UPDATE' && oldObject != null";
  const [spec, containers, uses] = usesOf('dyn(object)', '', shape);
  if (spec === undefined || containers === undefined || uses === undefined) return [];
  const triggers =
    "has(dyn(object).metadata.annotations) && 'image.openshift.io/triggers' in dyn(object).metadata.annotations";
  const later = `u.image in ${celList(filledInLater)} || (u.image.trim() == '' && ${triggers})`;
  return [
    spec,
    containers,
    { ...uses, name: 'written' },
    { name: 'uses', per: 'image', expression: `variables.written.filter(u, !(!(${isPod(shape)}) && (${later})))` },
    ...usesOf('dyn(oldObject)', 'old', shape),
    { name: 'update', per: 'request', expression: update },
    { name: 'before', per: 'image', expression: `variables.update ? variables.olduses.map(u, ${identity('u')}) : []` },
    {
      name: 'anew',
      per: 'image',
      expression: `!variables.update ||\n${credentialsOf('variables.spec', typed)} != ${credentialsOf('variables.oldspec', typed)}`,
    },
    {
      name: 'touched',
      per: 'pair',
      expression: `variables.anew || variables.uses.exists(u, !(${identity('u')} in variables.before))`,
    },
  ];
}
