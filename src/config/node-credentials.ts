/**
 * From a CredentialProviderConfig, the file with which the kubelet is told of its credential plugins, to the setting
 * `registries.nodeCredentials`. It refuses what the kubelet refuses at its start (semantics 3.2, 3.5; K
 * pkg/credentialprovider/plugin/config.go), because such a file says nothing about any node; what it says of a plugin and no
 * verdict rests on is read, and told to be left out.
 */

import { parseDocument, stringify } from 'yaml';
import type { CredentialProvider, NodeCredential } from '../core/credential-providers.js';
import { isObject, listOf } from '../core/fields.js';
import { parsePattern } from '../core/match-images.js';
import { yamlWords } from '../text/yaml-words.js';
import { show, showKey } from './check.js';
import { parseGoDuration } from './duration.js';
import { FORMATS } from './formats.js';
import { tokenMistakes } from './token-attributes.js';

export type Imported =
  | { readonly ok: true; readonly yaml: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly mistakes: readonly string[] };

const GROUP = 'kubelet.config.k8s.io/';
const NO_START = 'the kubelet would not start';

export function importNodeCredentials(text: string): Imported {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) return { ok: false, mistakes: [`it is not YAML or JSON: ${yamlWords(error)}`] };
  let root: unknown;
  try {
    root = document.toJS();
  } catch {
    return { ok: false, mistakes: ['its aliases ("*name") cannot be resolved'] };
  }
  if (!isObject(root) || root['kind'] !== 'CredentialProviderConfig' || !isGroup(root['apiVersion'])) {
    return { ok: false, mistakes: [`it is no CredentialProviderConfig of ${GROUP}v1`] };
  }
  const providers = listOf(root, 'providers');
  if (providers.length === 0) return { ok: false, mistakes: ['it has no providers; at least one is required'] };
  const read = providers.map((provider, index) => readProvider(provider, index, root['apiVersion'] === `${GROUP}v1`));
  const mistakes = [...read.flatMap((each) => each.mistakes), ...twice(read.map(({ name }) => name))];
  if (mistakes.length > 0) return { ok: false, mistakes };
  const plain = read.filter(({ provider }) => provider === undefined);
  const patterns = [...new Set(plain.flatMap((each) => each.patterns))].sort();
  const nodeCredentials: readonly NodeCredential[] = [
    ...patterns,
    ...read.flatMap(({ provider }) => (provider === undefined ? [] : [provider])),
  ];
  const notes = [...new Set(read.flatMap((each) => each.notes))];
  return { ok: true, yaml: stringify({ registries: { nodeCredentials } }), notes };
}

interface Read {
  readonly name: string;
  readonly mistakes: readonly string[];
  /** Those that can match. */
  readonly patterns: readonly string[];
  /** Where it works with ServiceAccount tokens. */
  readonly provider?: CredentialProvider;
  readonly notes: readonly string[];
}

/** What the kubelet knows of a provider (kubelet config/v1 types.go CredentialProvider), and what of it no verdict rests on. */
const FIELDS: Readonly<Record<string, 'read' | 'left out'>> = {
  name: 'read',
  matchImages: 'read',
  tokenAttributes: 'read',
  apiVersion: 'left out',
  defaultCacheDuration: 'left out',
  args: 'left out',
  env: 'left out',
};

/** @param isStable of a file of v1: the older ones know no tokenAttributes */
function readProvider(given: unknown, index: number, isStable: boolean): Read {
  const fields = isObject(given) ? given : {};
  const name = typeof fields['name'] === 'string' ? fields['name'] : '';
  const place = `providers[${index}]${name === '' ? '' : ` (${show(name)})`}`;
  const patterns = listOf(fields, 'matchImages').filter((pattern) => typeof pattern === 'string');
  const attributes = fields['tokenAttributes'] ?? undefined;
  const mistakes = [
    ...unknownFields(fields),
    ...nameMistakes(name),
    ...versionMistakes(fields['apiVersion']),
    ...patternMistakes(patterns),
    ...cacheMistakes(fields['defaultCacheDuration']),
    ...(attributes === undefined ? [] : tokenMistakes(attributes, fields['apiVersion'])),
    ...(attributes === undefined || isStable ? [] : ['tokenAttributes needs a file of kubelet.config.k8s.io/v1']),
  ];
  // What the kubelet takes and never matches would be refused by our own check; it is of no use here either.
  const why = FORMATS['match-images'].why;
  const live = patterns.filter((pattern) => why(pattern) === undefined);
  const dead = patterns.flatMap((pattern) => {
    const reason = why(pattern);
    return reason === undefined ? [] : [`left out ${show(pattern)}: ${reason}`];
  });
  const provider = attributes === undefined || live.length === 0 ? undefined : providerOf(name, live, attributes);
  const left = Object.keys(fields).filter((key) => FIELDS[key] === 'left out');
  const leftTokens = isObject(attributes) ? Object.keys(attributes).filter((key) => !KEPT.has(key)) : [];
  const all = [...left, ...leftTokens.map((key) => `tokenAttributes.${key}`)].map((key) => showKey(key));
  return {
    name,
    mistakes: mistakes.map((mistake) => `${place}: ${mistake}; ${NO_START}`),
    patterns: provider === undefined && attributes !== undefined ? [] : live,
    ...(provider === undefined ? {} : { provider }),
    notes: [...dead, ...(all.length === 0 ? [] : [`${place}: left out ${all.join(', ')}: no verdict rests on it`])],
  };
}

const KEPT: ReadonlySet<string> = new Set<keyof CredentialProvider['tokenAttributes']>([
  'requireServiceAccount',
  'requiredServiceAccountAnnotationKeys',
]);

/** Of attributes that were found right. */
function providerOf(name: string, matchImages: readonly string[], attributes: unknown): CredentialProvider {
  const requireServiceAccount = isObject(attributes) && attributes['requireServiceAccount'] === true;
  const keys = listOf(attributes, 'requiredServiceAccountAnnotationKeys').filter((key) => typeof key === 'string');
  return {
    ...(name === '' ? {} : { name }),
    matchImages: [...new Set(matchImages)],
    tokenAttributes: {
      requireServiceAccount,
      ...(keys.length === 0 ? {} : { requiredServiceAccountAnnotationKeys: keys }),
    },
  };
}

function unknownFields(fields: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(fields)
    .filter((key) => !Object.hasOwn(FIELDS, key))
    .map((key) => `it knows no field ${showKey(key)}`);
}

function nameMistakes(name: string): readonly string[] {
  if (name === '') return ['name is missing'];
  return /[/ ]/.test(name) || name === '.' || name === '..' ? ['name is no name of a file'] : [];
}

function twice(names: readonly string[]): readonly string[] {
  const doubled = names.filter((name, index) => name !== '' && names.indexOf(name) !== index);
  return [...new Set(doubled)].map((name) => `two providers have the name ${show(name)}; ${NO_START}`);
}

const VERSION = /^credentialprovider\.kubelet\.k8s\.io\/v1(?:alpha1|beta1)?$/;

function versionMistakes(version: unknown): readonly string[] {
  if (typeof version === 'string' && VERSION.test(version)) return [];
  return ['apiVersion must be credentialprovider.kubelet.k8s.io/v1, v1beta1 or v1alpha1'];
}

function patternMistakes(patterns: readonly string[]): readonly string[] {
  if (patterns.length === 0) return ['matchImages is empty'];
  return patterns.flatMap((pattern) => {
    const parsed = parsePattern(pattern);
    return parsed.ok ? [] : [`matchImages ${show(pattern)}: ${parsed.why}`];
  });
}

/** As Go reads it: 0 alone needs no unit. */
function cacheMistakes(duration: unknown): readonly string[] {
  const isDuration = typeof duration === 'string' && (duration === '0' || parseGoDuration(duration) !== undefined);
  return isDuration ? [] : ['defaultCacheDuration must be a duration such as "12h"'];
}

function isGroup(apiVersion: unknown): boolean {
  return typeof apiVersion === 'string' && apiVersion.startsWith(GROUP) && /\/v1(?:alpha1|beta1)?$/.test(apiVersion);
}
