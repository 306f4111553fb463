/**
 * From a CredentialProviderConfig, the file with which the kubelet is told of its credential plugins, to the setting
 * `registries.nodeCredentials`. It refuses what the kubelet refuses at its start (semantics 3.2; K
 * pkg/credentialprovider/plugin/config.go), because such a file says nothing about any node.
 */

import { parseDocument, stringify } from 'yaml';
import { isObject } from '../core/fields.js';
import { parsePattern } from '../core/match-images.js';
import { yamlWords } from '../text/yaml-words.js';
import { show } from './check.js';
import { FORMATS } from './formats.js';

export type Imported =
  | { readonly ok: true; readonly yaml: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly mistakes: readonly string[] };

const GROUP = 'kubelet.config.k8s.io/';

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
  const providers = Array.isArray(root['providers']) ? root['providers'] : [];
  if (providers.length === 0) return { ok: false, mistakes: ['it has no providers; at least one is required'] };
  const read = providers.map((provider, index) => readProvider(provider, index));
  const mistakes = read.flatMap((each) => each.mistakes);
  if (mistakes.length > 0) return { ok: false, mistakes };
  const patterns = [...new Set(read.flatMap((each) => each.patterns))].sort();
  // What the kubelet takes and never matches would be refused by our own check; it is of no use here either.
  const why = FORMATS['match-images'].why;
  const notes = patterns.flatMap((pattern) => {
    const reason = why(pattern);
    return reason === undefined ? [] : [`left out ${show(pattern)}: ${reason}`];
  });
  const nodeCredentials = patterns.filter((pattern) => why(pattern) === undefined);
  return { ok: true, yaml: stringify({ registries: { nodeCredentials } }), notes };
}

function readProvider(provider: unknown, index: number) {
  const fields = isObject(provider) ? provider : {};
  const place = `providers[${index}]${typeof fields['name'] === 'string' ? ` (${show(fields['name'])})` : ''}`;
  const matchImages: readonly unknown[] = Array.isArray(fields['matchImages']) ? fields['matchImages'] : [];
  const patterns = matchImages.filter((pattern) => typeof pattern === 'string');
  const mistakes = patterns.flatMap((pattern) => {
    const parsed = parsePattern(pattern);
    return parsed.ok ? [] : [`${place}: matchImages ${show(pattern)}: ${parsed.why}; the kubelet would not start`];
  });
  if (patterns.length === 0) mistakes.push(`${place}: matchImages is empty; the kubelet would not start`);
  return { patterns, mistakes };
}

function isGroup(apiVersion: unknown): boolean {
  return typeof apiVersion === 'string' && /^v1(alpha1|beta1)?$/.test(apiVersion.replace(GROUP, ''));
}
