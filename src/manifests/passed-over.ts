/**
 * Objects of kinds that are not known, in which something is shaped like a pod template: what was not looked at is said,
 * with the setting that would have it looked at. Told once for each kind and place, so that a hundred Rollouts are one line.
 *
 * How deep an object goes and how much it holds, whoever wrote it chooses: both are bounded.
 */
import { isObject, listOf, own, textOf } from '../core/fields.js';
import type { ExtraKind } from '../core/settings.js';
import type { GroupVersionKind } from '../core/types.js';
import { shown } from '../core/words/escape.js';
import { findWorkload } from '../core/workloads.js';
import { goneWords } from './gone.js';
import type { Diagnostic } from './read.js';
import { groupVersionKind, type ManifestObject } from './unfold.js';

export interface PassedOver {
  readonly add: (each: ManifestObject) => void;
  /** Of all that was added. */
  readonly diagnostics: () => readonly Diagnostic[];
}

interface Told {
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly words: string;
  more: number;
}

/** Kinds and places that are told; of more only how many there are. */
const MOST_TOLD = 50;

export function createPassedOver(kinds: readonly ExtraKind[]): PassedOver {
  const told = new Map<string, Told>();
  let untold = 0;
  return {
    add(each) {
      const words = wordsFor(each, kinds);
      if (words === undefined) return;
      const key = JSON.stringify([each.apiVersion, each.kind, words]);
      const known = told.get(key);
      if (known !== undefined) known.more += 1;
      else if (told.size >= MOST_TOLD) untold += 1;
      else told.set(key, { ...placeOf(each), kind: each.kind, words, more: 0 });
    },
    diagnostics() {
      const lines = [...told.values()].map(({ kind, words, more, ...place }): Diagnostic => {
        const others = more === 0 ? '' : ` (and ${more} more of this kind)`;
        const message = `This ${shown(kind, KIND_SHOWN)} was passed over${others}: ${words}.`;
        return { severity: 'warning', about: 'passed-over', ...place, message };
      });
      const last = lines.at(-1);
      if (untold === 0 || last === undefined) return lines;
      return [...lines, { ...last, message: `${untold} more objects of other kinds were passed over.` }];
    },
  };
}

function placeOf(each: ManifestObject): Pick<Told, 'source' | 'line' | 'column'> {
  return { source: each.source, line: each.line, column: each.columnOf('') };
}

const KIND_SHOWN = 63;
const PATH_SHOWN = 160;

/** A clause; undefined where nothing was passed over. */
function wordsFor(each: ManifestObject, kinds: readonly ExtraKind[]): string | undefined {
  const kind = groupVersionKind(each);
  // What the API server stores of the core group is known; definitions hold schemas and no templates.
  if (kind.group === '' || kind.group === 'apiextensions.k8s.io') return undefined;
  if (findWorkload(kind, []) !== undefined || goneWords(each) !== undefined) return undefined;
  const configured = findWorkload(kind, kinds);
  if (configured !== undefined && isObject(configured.podSpec.reduce(own, each.object))) return undefined;
  const [found, ...others] = podSpecsIn(each.object);
  if (found === undefined) return undefined;
  const where = placeWords(found, kind);
  const and =
    others.length === 0
      ? ''
      : `; it holds ${others.length === 1 ? 'another one' : 'others'} elsewhere, and "kinds" takes one path of a kind`;
  if (configured === undefined) return `its kind is not known, but ${where}${and}`;
  return `"kinds" looks for its pod template at ${configured.podSpec.slice(0, -1).join('.')}, where there is none, but ${where}${and}`;
}

type Steps = readonly (string | number)[];

/** `kinds` takes names joined with dots, and looks at `spec` below them. */
function placeWords(steps: Steps, { group, version, kind }: GroupVersionKind): string {
  const template = steps.slice(0, -1);
  const path = pathOf(template);
  if (steps.at(-1) !== 'spec' || template.length === 0) {
    return `it holds containers at ${shown(pathOf(steps), PATH_SHOWN)}, which the setting "kinds" cannot name, because they are in no pod template; the Pods that are made of it are judged when they are created`;
  }
  if (!template.every((step) => /^[A-Za-z0-9]+$/.test(String(step)) && typeof step === 'string')) {
    return `it holds a pod template at ${shown(path, PATH_SHOWN)}, which the setting "kinds" cannot name, because that is no path of plain field names; the Pods that are made of it are judged when they are created`;
  }
  const fields = [
    ['group', group],
    ['version', version],
    ['kind', kind],
    ['resource', pluralOf(kind)],
    ['templatePath', path],
  ].map(([name, value = '']) => `${name}: ${yamlText(value)}`);
  return `it holds a pod template at ${shown(path, PATH_SHOWN)}; to have it checked, add to the configuration: kinds: [{${fields.join(', ')}}]`;
}

function pathOf(steps: Steps): string {
  return steps
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}

/** As the API's own names go: Rollout and rollouts, Policy and policies. A guess, which the definition of the kind knows. */
function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/(?:s|x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** Plain where YAML takes it for the text that it is. */
function yamlText(value: string): string {
  const isPlain = /^[A-Za-z][\w.-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value);
  return isPlain ? shown(value, PATH_SHOWN) : `'${shown(value, PATH_SHOWN).replaceAll("'", "''")}'`;
}

/** Values of one object that are looked at, how deep, and how many templates are found. */
const MOST_VALUES = 5000;
const DEEPEST = 10;
const MOST_FOUND = 3;

/** Where something has containers with images, by depth. */
function podSpecsIn(object: unknown): readonly Steps[] {
  const found: Steps[] = [];
  const places: { readonly value: unknown; readonly steps: Steps }[] = [{ value: object, steps: [] }];
  for (const { value, steps } of places) {
    if (isPodSpec(value)) {
      found.push(steps);
      if (found.length >= MOST_FOUND) break;
      continue;
    }
    if (steps.length >= DEEPEST) continue;
    for (const [step, child] of childrenOf(value, MOST_VALUES - places.length)) {
      const isPassed = steps.length === 0 && (step === 'metadata' || step === 'status');
      if (typeof child === 'object' && child !== null && !isPassed)
        places.push({ value: child, steps: [...steps, step] });
    }
  }
  return found;
}

function childrenOf(value: unknown, most: number): readonly (readonly [string | number, unknown])[] {
  if (most <= 0) return [];
  if (Array.isArray(value)) return value.slice(0, most).map((item, index) => [index, item] as const);
  if (!isObject(value)) return [];
  return Object.keys(value)
    .slice(0, most)
    .map((key) => [key, value[key]] as const);
}

/** Containers of which one says what image it runs. */
function isPodSpec(value: unknown): boolean {
  return ['containers', 'initContainers'].some((field) =>
    listOf(value, field)
      .slice(0, MOST_LOOKED_AT)
      .some((container) => textOf(container, 'image') !== ''),
  );
}

const MOST_LOOKED_AT = 20;
