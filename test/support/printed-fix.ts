/**
 * Does what a printed fix says, the way a person would: reads the sentence, runs the `kubectl` command against the
 * manifests, edits the object. It understands the phrases of `src/core/words/fix.ts` and nothing else; a word that is
 * left over is an error.
 */

import { imageText } from '../../src/core/subject.js';
import type { ImageUse } from '../../src/core/types.js';
import { type Case, mergeSettings } from './case.js';
import type { KubeObject } from './state.js';

export interface Printed {
  readonly text: string;
  readonly uses: readonly ImageUse[];
}

const PLACEHOLDERS: readonly (readonly [string, string])[] = [
  ['REGISTRY/REPOSITORY:TAG', 'registry.k8s.io/pause:3.10'],
  ['REGISTRY/', 'registry.k8s.io/'],
  ['REPOSITORY', 'pause'],
  [':TAG', ':1.2.3'],
  ['@sha512:DIGEST', `@sha512:${'b'.repeat(128)}`],
  ['@sha256:DIGEST', `@sha256:${'b'.repeat(64)}`],
];

type Apply = (match: RegExpExecArray, one: Case, uses: readonly ImageUse[]) => Case;

const PHRASES: readonly (readonly [RegExp, Apply])[] = [
  [/set the image to "((?:[^"\\]|\\.)*)"(?: \(a version, or a digest\))?/y, setImage],
  [
    /kubectl -n (\S+) create secret docker-registry (\S+) --docker-server=('[^']*'|[^' ]+) --docker-username=('[^']*'|[^' ]+) --docker-password=TOKEN/y,
    createSecret,
  ],
  [/set (\S+)\.imagePullSecrets to \[((?:\{name: [^}]+\}(?:, )?)*)\]/y, setPullSecrets],
  [/set (\S+)\.serviceAccountName to "([^"]+)"/y, setServiceAccount],
  [/kubectl -n (\S+) patch serviceaccount (\S+) --type=merge -p '([^']+)'/y, patchServiceAccount],
  [/kubectl -n (\S+) create serviceaccount ([a-z0-9.-]+)/y, createServiceAccount],
  [/delete the Pod and create it anew \([^)]+\)/y, recreate],
];

/** @returns the case after the fix, or undefined where the sentence holds no fix */
export function applyFix(one: Case, { text, uses }: Printed): Case | undefined {
  const start = text.indexOf('Fix: ');
  if (start === -1) return undefined;
  let position = start + 'Fix: '.length;
  let fixed = one;
  for (;;) {
    const phrase = PHRASES.map(([pattern, apply]) => {
      pattern.lastIndex = position;
      return { match: pattern.exec(text), apply };
    }).find(({ match }) => match !== null);
    if (phrase?.match == null) throw new Error(`no such phrase: ${text.slice(position)}`);
    fixed = phrase.apply(phrase.match, fixed, uses);
    position += phrase.match[0].length;
    if (!text.startsWith(', then ', position)) break;
    position += ', then '.length;
  }
  const rest = text.slice(position);
  if (!/^(?: \([^)]*(?:\([^)]*\)[^)]*)*\))?(?:\. .*)?$/.test(rest)) throw new Error(`left over after the fix: ${rest}`);
  return fixed;
}

/** The operator's way out: a pattern goes into one of the lists of registries. Undefined where none is printed. */
export function applyOperator(one: Case, text: string): Case | undefined {
  const phrase =
    /If (?:the image is public|the nodes bring the credential), an operator can (?:set cluster\.provider to (\S+) or )?list (\S+) under registries\.(public|nodeCredentials)/;
  const [, provider, pattern, list] = phrase.exec(text) ?? [];
  if (pattern === undefined || (list !== 'public' && list !== 'nodeCredentials')) return undefined;
  const { settings } = one;
  if (provider !== undefined)
    return { ...one, settings: mergeSettings({ ...settings, cluster: { ...settings.cluster, provider } }) };
  const registries = { ...settings.registries, [list]: [...settings.registries[list], pattern] };
  return { ...one, settings: { ...settings, registries } };
}

function setImage(match: RegExpExecArray, one: Case, uses: readonly ImageUse[]): Case {
  let image = (match[1] ?? '').replace(/\\(.)/g, '$1');
  for (const [placeholder, value] of PLACEHOLDERS) image = image.replace(placeholder, value);
  const names = new Set(uses.map(imageText));
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) =>
        (key === 'image' || key === 'reference') && typeof each === 'string' && names.has(each)
          ? [key, image]
          : [key, replace(each)],
      ),
    );
  };
  return { ...one, judged: { ...one.judged, ...Object(replace(one.judged)) } };
}

const KEY_FILE = JSON.stringify({
  type: 'service_account',
  client_email: 'a@b.iam.gserviceaccount.com',
  private_key: 'x',
});

/** What `kubectl create secret docker-registry` writes (K staging kubectl pkg/cmd/create/create_secret_docker.go). */
function createSecret(match: RegExpExecArray, one: Case): Case {
  const [, namespace = '', name = '', ...quoted] = match;
  const [server = '', named = ''] = quoted.map((word) => word.replace(/^'|'$/g, ''));
  const user = named === 'USER' ? 'user' : named;
  // What a person fills in for a key file is one.
  const password = user.startsWith('_json_key') ? KEY_FILE : 'token';
  const exists = one.objects.find(
    (each) => each.kind === 'Secret' && each.metadata?.name === name && each.metadata.namespace === namespace,
  );
  const auth = Buffer.from(`${user}:${password}`).toString('base64');
  const config = JSON.stringify({ auths: { [server]: { username: user, password, auth } } });
  const secret: KubeObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from(config).toString('base64') },
  };
  // Two findings about one registry print the same command; the second run changes nothing.
  if (exists !== undefined && JSON.stringify(exists) === JSON.stringify(secret)) return one;
  if (exists !== undefined) throw new Error(`secrets "${name}" already exists`);
  return { ...one, objects: [...one.objects, secret] };
}

function setPullSecrets(match: RegExpExecArray, one: Case): Case {
  const [, path = '', list = ''] = match;
  const names = [...list.matchAll(/\{name: ("?)([^}"]+)\1\}/g)].map((each) => ({ name: each[2] }));
  return { ...one, judged: edited(one.judged, path.split('.'), { imagePullSecrets: names }) };
}

function setServiceAccount(match: RegExpExecArray, one: Case): Case {
  const [, path = '', account = ''] = match;
  return { ...one, judged: edited(one.judged, path.split('.'), { serviceAccountName: account }) };
}

function edited(
  object: KubeObject,
  [field, ...rest]: readonly string[],
  change: Readonly<Record<string, unknown>>,
): KubeObject {
  if (field === undefined) return { ...object, ...change };
  return { ...object, [field]: edited(Object(object[field]), rest, change) };
}

function patchServiceAccount(match: RegExpExecArray, one: Case): Case {
  const [, , name = '', patch = ''] = match;
  const account = one.objects.find((each) => each.kind === 'ServiceAccount' && each.metadata?.name === name);
  if (account === undefined) throw new Error(`serviceaccounts "${name}" not found`);
  const patched: KubeObject = { ...account, ...JSON.parse(patch) };
  return { ...one, objects: one.objects.map((each) => (each === account ? patched : each)) };
}

function createServiceAccount(match: RegExpExecArray, one: Case): Case {
  const [, namespace = '', name = ''] = match;
  const account: KubeObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } };
  return { ...one, objects: [...one.objects, account] };
}

function recreate(_match: RegExpExecArray, one: Case): Case {
  return { ...one, operation: 'CREATE', subresource: '', old: undefined };
}
