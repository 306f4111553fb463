/**
 * Does what a printed text says, the way a person would, who sees nothing but the text: reads the lines under `Fix:`, runs
 * the `kubectl` commands against the manifests, edits the object. It understands the phrases of `src/core/words/fix.ts` and
 * nothing else; a word that is left over is an error.
 */
import { type Case, mergeSettings } from './case.js';
import type { KubeObject } from './state.js';

const PLACEHOLDERS: readonly (readonly [string, string])[] = [
  ['REGISTRY/REPOSITORY:TAG', 'registry.k8s.io/pause:3.10'],
  ['REGISTRY/', 'registry.k8s.io/'],
  ['REPOSITORY', 'pause'],
  [':TAG', ':1.2.3'],
  ['@sha512:DIGEST', `@sha512:${'b'.repeat(128)}`],
  ['@sha256:DIGEST', `@sha256:${'b'.repeat(64)}`],
];

/** One step, with the containers that the text is about where the step itself names none. */
type Apply = (match: RegExpExecArray, one: Case, about: readonly string[]) => Case;

const PLACE = String.raw`(?: in ((?:containers? |image volumes? )?"[^\n]*?))?`;

const PHRASES: readonly (readonly [RegExp, Apply])[] = [
  [
    new RegExp(
      String.raw`^set the image to "((?:[^"\\]|\\.)*)"${PLACE}(?: \((?:a version, or a digest|a tag that is there|push it first, or use one that is there|one that is there|one that is built for (?:that platform|those platforms); or keep the Pod to other nodes: nodeSelector, kubernetes\.io/arch)\))?$`,
    ),
    setImage,
  ],
  [
    /^kubectl -n (\S+) create secret docker-registry (\S+) --docker-server=('[^']*'|[^' ]+) --docker-username=('[^']*'|[^' ]+) --docker-password=TOKEN$/,
    createSecret,
  ],
  [/^set (\S+)\.imagePullSecrets(?: of its owner)? to \[((?:\{name: [^}]+\}(?:, )?)*)\]$/, setPullSecrets],
  [/^set (\S+)\.serviceAccountName to "([^"]+)"$/, setServiceAccount],
  [/^kubectl -n (\S+) patch serviceaccount (\S+) --type=merge -p '([^']+)'$/, patchServiceAccount],
  [/^kubectl -n (\S+) create serviceaccount ([a-z0-9.-]+)$/, createServiceAccount],
  [/^kubectl -n (\S+) annotate serviceaccount ([a-z0-9.-]+)((?: [\w./-]+=VALUE)+)$/, annotateServiceAccount],
  [/^create a new Pod with (\S+)\.imagePullSecrets \[((?:\{name: [^}]+\}(?:, )?)*)\] \([^)]+\)$/, newPod],
  [/^in (.*) use an image that the pull secrets of the Pod match, or a public one \([^)]+\)$/, otherImage],
  [
    /^kubectl -n (\S+) create secret docker-registry (\S+) --docker-server=('[^']*'|[^' ]+) --docker-username=('[^']*'|[^' ]+) --docker-password=TOKEN --dry-run=client -o yaml \| kubectl -n \1 apply -f -$/,
    replaceSecret,
  ],
  [/^kubectl -n (\S+) annotate secret (\S+) --overwrite pullgate\.dev\/expires-at=TIME$/, sayExpiry],
  [/^see why (.*) does not renew secret "([^"]+)"(?:, or change it in its source, [\w ,]+)?$/, renewSecret],
  [/^(secret) "([^"]+)" is kept by [\w ]+: change it in its source, [\w ,]+$/, renewSecret],
  [/^if secrets? .* of this apply, apply again; else:$/, (_, one) => one],
];

const INSTEAD = /^(?:or|in place of the last line), for all pods of ServiceAccount "[^"]+":$/;

/** Both ways, where the text offers two; undefined where it holds no fix. */
export function applyText(one: Case, text: string): readonly Case[] | undefined {
  const lines = text.split('\n');
  const start = lines.indexOf('Fix:');
  if (start === -1) return undefined;
  const about = containersIn(lines[0] ?? '');
  const steps = lines
    .slice(start + 1)
    .filter((line) => !/^(?:Note|More): |^If the image is public|^If the nodes |^An operator|^Where /.test(line));
  const other = steps.findIndex((line) => INSTEAD.test(line));
  const main = other === -1 ? steps : steps.slice(0, other);
  if (other === -1) return [run(one, main, about)];
  return [run(one, main, about), run(one, [...main.slice(0, -1), ...steps.slice(other + 1)], about)];
}

/** `Fix: …` or `Fix: (1) … (2) …` at the end of one line. */
export function applyInLine(one: Case, text: string): Case | undefined {
  const start = text.indexOf('. Fix: ');
  if (start === -1) return undefined;
  const rest = text.slice(start + '. Fix: '.length);
  const steps = rest.startsWith('(1) ')
    ? rest.slice(4).split(/ \(\d+\) (?=set |kubectl |create |use |see |if |in )/)
    : [rest];
  return run(one, steps, containersIn(text.slice(0, start)));
}

function run(one: Case, steps: readonly string[], about: readonly string[]): Case {
  return steps.reduce((each, step) => {
    for (const [pattern, apply] of PHRASES) {
      const match = pattern.exec(step);
      if (match !== null) return apply(match, each, about);
    }
    throw new Error(`no such phrase: ${step}`);
  }, one);
}

/** `containers "a", "b" (init)`, `image volume "data"`: the names. */
function containersIn(text: string): readonly string[] {
  const place = /(?:containers?|image volumes?) ("(?:[^"\\]|\\.)*"(?: \(\w+\))?(?:, "(?:[^"\\]|\\.)*"(?: \(\w+\))?)*)/g;
  return [...text.matchAll(place)].flatMap(([, names = '']) =>
    [...names.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, name = '']) => name),
  );
}

/** All of the operator's ways out together; undefined where none is printed. */
export function applyOperator(one: Case, text: string): Case | undefined {
  const phrase =
    /If (?:the image is public|the nodes bring the credential|the nodes can pull it under this name), an operator can (?:set cluster\.provider to (\S+) or )?list (\S+) under registries\.(public|nodeCredentials)/g;
  let settings: Record<string, unknown> | undefined;
  for (const [, provider, pattern = '', list = ''] of text.matchAll(phrase)) {
    const { cluster, registries } = { ...one.settings, ...settings };
    settings =
      provider === undefined
        ? { ...settings, registries: { ...registries, [list]: [...Object(registries)[list], pattern] } }
        : { ...settings, cluster: { ...cluster, provider } };
  }
  return settings === undefined ? undefined : { ...one, settings: mergeSettings({ ...one.settings, ...settings }) };
}

function setImage(match: RegExpExecArray, one: Case, about: readonly string[]): Case {
  let image = (match[1] ?? '').replace(/\\(.)/g, '$1');
  for (const [placeholder, value] of PLACEHOLDERS) image = image.replace(placeholder, value);
  return { ...one, judged: withImages(one.judged, match[2] === undefined ? about : containersIn(match[2]), image) };
}

function withImages(object: KubeObject, names: readonly string[], image: string): KubeObject {
  if (names.length === 0) throw new Error('nobody can tell whose image is meant');
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, replace(each)]);
    const { name, image: held } = Object(value);
    if (!names.includes(String(name)) || held === undefined) return Object.fromEntries(entries);
    return { ...Object.fromEntries(entries), image: typeof held === 'object' ? { ...held, reference: image } : image };
  };
  return Object(replace(object));
}

function otherImage(match: RegExpExecArray, one: Case): Case {
  return { ...one, judged: withImages(one.judged, containersIn(match[1] ?? ''), 'registry.k8s.io/pause:3.10') };
}

/** What `kubectl create secret docker-registry` writes (K staging kubectl pkg/cmd/create/create_secret_docker.go). */
function createSecret(match: RegExpExecArray, one: Case): Case {
  const [, namespace = '', name = '', server = '', user = ''] = match;
  if (
    one.objects.some(
      (each) => each.kind === 'Secret' && each.metadata?.name === name && each.metadata.namespace === namespace,
    )
  ) {
    throw new Error(`secrets "${name}" already exists`);
  }
  return {
    ...one,
    objects: [...one.objects, loginSecret(namespace, name, [[unquoted(server), filled(unquoted(user))]])],
  };
}

/** An apply keeps what the new file says nothing of, and may not change the type. */
function replaceSecret(match: RegExpExecArray, one: Case): Case {
  const [, namespace = '', name = '', server = '', user = ''] = match;
  const made = loginSecret(namespace, name, [[unquoted(server), filled(unquoted(user))]]);
  const objects = one.objects.map((each) => {
    if (each.kind !== 'Secret' || each.metadata?.name !== name || each.metadata.namespace !== namespace) return each;
    if (each['type'] !== made['type'] || each['immutable'] === true) throw new Error(`secrets "${name}" is immutable`);
    const { stringData: _, ...rest } = each;
    return { ...rest, data: made['data'] };
  });
  return { ...one, objects };
}

/** A person writes the time that the new token ends. */
function sayExpiry(match: RegExpExecArray, one: Case): Case {
  const objects = one.objects.map((each) => {
    if (each.kind !== 'Secret' || each.metadata?.name !== match[2]) return each;
    const annotations = { ...Object(each.metadata?.annotations), 'pullgate.dev/expires-at': '2099-01-01T00:00:00Z' };
    return { ...each, metadata: { ...each.metadata, annotations } };
  });
  return { ...one, objects };
}

const unquoted = (word: string): string => word.replace(/^'|'$/g, '');
/** A person writes a name in place of the capitals. */
const filled = (user: string): string => (user === 'USER' ? 'somebody' : user);

function loginSecret(
  namespace: string,
  name: string,
  logins: readonly (readonly [server: string, user: string])[],
): KubeObject {
  const auths = Object.fromEntries(
    logins.map(([server, username]) => {
      const password = username.startsWith('_json_key') ? KEY_FILE : 'secret-word-1';
      return [server, { username, password, auth: Buffer.from(`${username}:${password}`).toString('base64') }];
    }),
  );
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name },
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths })).toString('base64') },
  };
}

const KEY_FILE = JSON.stringify({ type: 'service_account', project_id: 'p', private_key: 'k', client_email: 'a@b.c' });

/** Its maker writes the same keys with logins that work. */
function renewSecret(match: RegExpExecArray, one: Case): Case {
  const objects = one.objects.map((each) => {
    if (each.kind !== 'Secret' || each.metadata?.name !== match[2]) return each;
    const text =
      Object(each['stringData'])['.dockerconfigjson'] ??
      Buffer.from(Object(each['data'])['.dockerconfigjson'] ?? '', 'base64').toString();
    const servers = Object.keys(JSON.parse(text).auths);
    const { data, type } = loginSecret(
      '',
      '',
      servers.map((server) => [server, 'somebody']),
    );
    const { stringData: _, ...rest } = each;
    return { ...rest, type, data };
  });
  return { ...one, objects };
}

function setPullSecrets(match: RegExpExecArray, one: Case): Case {
  const [, path = '', list = ''] = match;
  return { ...one, judged: edited(one.judged, path.split('.'), { imagePullSecrets: namesIn(list) }) };
}

function namesIn(list: string): readonly { readonly name: string | undefined }[] {
  return [...list.matchAll(/\{name: ("?)([^}"]+)\1\}/g)].map((each) => ({ name: each[2] }));
}

function setServiceAccount(match: RegExpExecArray, one: Case): Case {
  const [, path = '', account = ''] = match;
  return { ...one, judged: edited(one.judged, path.split('.'), { serviceAccountName: account }) };
}

function newPod(match: RegExpExecArray, one: Case): Case {
  return { ...setPullSecrets(match, one), operation: 'CREATE', subresource: '', old: undefined };
}

function edited(
  object: KubeObject,
  [field, ...rest]: readonly string[],
  change: Readonly<Record<string, unknown>>,
): KubeObject {
  if (field === undefined) return { ...object, ...change };
  return { ...object, [field]: edited(Object(object[field]), rest, change) };
}

/** A Pod that goes through admission again is filled from the ServiceAccount where its own list is empty. */
function patchServiceAccount(match: RegExpExecArray, one: Case): Case {
  const [, , name = '', patch = ''] = match;
  const listed = one.objects.find((each) => each.kind === 'ServiceAccount' && each.metadata?.name === name);
  // Every namespace has it.
  if (listed === undefined && name !== 'default') throw new Error(`serviceaccounts "${name}" not found`);
  const account: KubeObject = listed ?? {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { namespace: match[1] ?? '', name },
  };
  const patched: KubeObject = { ...account, ...JSON.parse(patch) };
  const objects = [...one.objects.filter((each) => each !== listed), patched];
  const isCopy =
    one.judged.kind === 'Pod' &&
    JSON.stringify(Object(one.judged['spec']).imagePullSecrets ?? []) ===
      JSON.stringify(account['imagePullSecrets'] ?? []);
  return { ...one, objects, judged: isCopy ? edited(one.judged, ['spec'], { imagePullSecrets: [] }) : one.judged };
}

/** `kubectl annotate` adds to what is there. */
function annotateServiceAccount(match: RegExpExecArray, one: Case): Case {
  const [, namespace = '', name = '', pairs = ''] = match;
  const given = one.objects.find((each) => each.kind === 'ServiceAccount' && each.metadata?.name === name);
  // Every namespace has it.
  if (given === undefined && name !== 'default') throw new Error(`serviceaccounts "${name}" not found`);
  const account: KubeObject = given ?? { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } };
  const added = Object.fromEntries(
    pairs
      .trim()
      .split(' ')
      .map((pair) => pair.split('=')),
  );
  const annotations = { ...Object(account.metadata?.annotations), ...added };
  const annotated = { ...account, metadata: { ...account.metadata, annotations } };
  return { ...one, objects: [...one.objects.filter((each) => each !== given), annotated] };
}

function createServiceAccount(match: RegExpExecArray, one: Case): Case {
  const [, namespace = '', name = ''] = match;
  const account: KubeObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } };
  return { ...one, objects: [...one.objects, account] };
}
