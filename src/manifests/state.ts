/**
 * A directory of manifests, or the files of a check, as the state of a cluster.
 *
 * `offline: false`: the directory IS the cluster. What it does not hold is absent; a namespace that objects live in
 * exists, and so does the ServiceAccount `default` of every namespace, which the controller manager makes by itself.
 *
 * `offline: true`: the files are not the cluster. What they do not hold is unknown, never absent. Lists of what a
 * namespace holds answer with what the files hold, for rules that look for a better secret; those of the secrets and of
 * the images in use say that they are `partial`, for those that would say that there is none. Where the files hold
 * nothing, the list is unknown.
 *
 * Credentials are read once, when the state is made; neither the objects nor their text are kept.
 */

import type { Arrival } from '../core/arrival.js';
import { isObject, own } from '../core/fields.js';
import type { ImagesInUse } from '../core/in-use.js';
import { boundSecret, narrowInParts } from '../core/secret/oversized.js';
import { isPodKind } from '../core/subject.js';
import type { Lookup, NamespaceFacts, PullSecret, ServiceAccountFacts } from '../core/types.js';
import { shown } from '../core/words/escape.js';
import { findWorkload } from '../core/workloads.js';
import { askTable, type ClusterState } from '../facts/cluster-state.js';
import { imagesInUse } from '../facts/in-use.js';
import { groupByNamespace, type Inventory } from '../facts/inventory.js';
import { namespaceFacts, serviceAccountFacts } from '../facts/objects.js';
import { finish } from '../facts/steps.js';
import { inTurns } from '../facts/turns.js';
import { inventoryOf } from './inventory.js';
import type { Diagnostic, ManifestObject } from './read.js';
import { storeSecret } from './secret.js';
import { SETTLED_BY } from './settled-by.js';
import { groupVersionKind, missingName } from './unfold.js';
import { addUse, type Uses } from './uses.js';

export interface ManifestStateOptions {
  readonly offline: boolean;
  /** Of objects that name none, as `kubectl -n`; `default` unless told. */
  readonly namespace?: string;
  /** When an object comes into the cluster; undefined, and not given: it is there. */
  readonly arrival?: (each: ManifestObject) => Arrival | undefined;
  /**
   * What the objects in use are made of, gone through once, at the first question about them; unless told, the objects
   * that the state is made of.
   */
  readonly workloads?: () => Iterable<ManifestObject>;
}

export interface ManifestState extends ClusterState {
  readonly summary: {
    readonly namespaces: number;
    readonly serviceAccounts: number;
    /** Of one of the two docker types. */
    readonly pullSecrets: number;
    readonly otherSecrets: number;
  };
  /** Whether it exists, without its labels. */
  readonly hasNamespace: (name: string) => boolean;
  /** Everything at once, of these namespaces or of all: for a state that is the cluster. */
  readonly inventory: (only?: readonly string[]) => Inventory;
  /** What the API server would refuse, and what is given twice. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Contents {
  readonly namespaces: Map<string, NamespaceFacts>;
  /** Namespaces that objects live in without being given themselves. */
  readonly implied: Set<string>;
  readonly serviceAccounts: Map<string, ServiceAccountFacts>;
  /** Whole: what a file holds was in memory before. What is answered is bounded like that of a live cluster. */
  readonly secrets: Map<string, PullSecret>;
  /** By namespace. */
  readonly inUse: InUse;
  readonly uses: Uses;
  readonly diagnostics: Diagnostic[];
}

export function createManifestState(objects: Iterable<ManifestObject>, options: ManifestStateOptions): ManifestState {
  const contents: Contents = {
    namespaces: new Map(),
    implied: new Set(),
    serviceAccounts: new Map(),
    secrets: new Map(),
    inUse: new Map(),
    uses: new Map(),
    diagnostics: [],
  };
  for (const each of objects) addObject(contents, each, options);
  const { diagnostics, namespaces } = contents;
  return {
    ask: answers(contents, options),
    // Offline a list of nothing is unknown, while a file may hold a Secret of another type: only asking by name is exact.
    namesCostNothing: options.offline || undefined,
    summary: summarize(contents),
    hasNamespace: (name) => namespaces.has(name) || existsUnsaid(contents, name),
    inventory: (only) => inventoryOf(contents, only),
    diagnostics,
  };
}

// ------------------------------------------------------------------------------------------------------------- loading

function addObject(contents: Contents, each: ManifestObject, options: ManifestStateOptions): void {
  const isCore = each.apiVersion === 'v1';
  if (isCore && each.kind === 'Namespace') {
    addNamespace(contents, each);
    return;
  }
  // A cluster-scoped object names no namespace and is counted into the default one, which always exists.
  const namespace = detached(each.namespace === '' ? (options.namespace ?? 'default') : each.namespace);
  contents.implied.add(namespace);
  if (isCore && each.kind === 'Secret') addSecret(contents, each, namespace, options.arrival?.(each));
  if (isCore && each.kind === 'ServiceAccount') addServiceAccount(contents, each, namespace);
  if (options.workloads === undefined) addInUse(contents.inUse, each, namespace);
  if (!options.offline) addUse(contents.uses, each, namespace);
}

/** What is in use, by namespace. */
type InUse = Map<string, ImagesInUse[]>;

/** A copy that holds no part of the file's text in memory (see secret.ts). */
function detached<T>(value: T): T {
  return structuredClone(value);
}

function report(contents: Contents, each: ManifestObject, severity: Diagnostic['severity'], message: string): void {
  const { source, line, template } = each;
  const from = template === undefined ? {} : { template: detached(template) };
  contents.diagnostics.push({ severity, source, line, column: each.columnOf(''), ...from, message });
}

function set<T>(contents: Contents, map: Map<string, T>, key: string, each: ManifestObject, value: T): void {
  if (map.has(key)) {
    report(contents, each, 'warning', `${each.kind} ${shown(key)} is given more than once: the last one counts.`);
  }
  map.set(key, detached(value));
}

function addNamespace(contents: Contents, each: ManifestObject): void {
  if (each.name === '') {
    refuse(contents, each, 'a Namespace', { why: missingName(each.object), path: 'metadata.name' });
    return;
  }
  set(contents, contents.namespaces, each.name, each, namespaceFacts(each.name, each.object));
}

function addSecret(contents: Contents, each: ManifestObject, namespace: string, arrival: Arrival | undefined): void {
  const stored = storeSecret(each.object, namespace);
  if (stored.ok) {
    const secret = arrival === undefined ? stored.secret : { ...stored.secret, arrival };
    set(contents, contents.secrets, `${namespace}/${each.name}`, each, secret);
  } else refuse(contents, each, `Secret ${shown(namespace)}/${shown(each.name)}`, stored);
}

interface Refusal {
  readonly why: string;
  readonly right?: string;
  readonly path?: string;
}

/** A warning here: in a directory that is a cluster it cannot be. Who checks the files makes more of it. */
function refuse(contents: Contents, each: ManifestObject, what: string, { why, right = '', path = '' }: Refusal): void {
  const how = right === '' ? '' : ` (${right})`;
  const message = `The API server refuses ${what}, because ${why}${how}: it is treated as not there.`;
  const line = each.lineOf(path);
  contents.diagnostics.push({ severity: 'warning', about: 'refused', source: each.source, line, message });
}

function addServiceAccount(contents: Contents, each: ManifestObject, namespace: string): void {
  const list = own(each.object, 'imagePullSecrets') ?? [];
  const fault = each.name === '' ? missingName(each.object) : accountFault(list);
  if (fault !== undefined) {
    refuse(contents, each, `ServiceAccount ${shown(namespace)}/${shown(each.name)}`, { why: fault });
    return;
  }
  const account = serviceAccountFacts(namespace, each.name, each.object);
  set(contents, contents.serviceAccounts, `${namespace}/${each.name}`, each, account);
}

/** Of every workload, also of one whose Pods nobody has made yet. */
function addInUse(inUse: InUse, each: ManifestObject, namespace: string): void {
  const workload = findWorkload(groupVersionKind(each), []);
  if (workload === undefined) return;
  const podSpec = workload.podSpec.reduce<unknown>(own, each.object);
  const status = isPodKind(workload) ? own(each.object, 'status') : undefined;
  const found = detached(imagesInUse(podSpec, status));
  const others = inUse.get(namespace);
  if (others === undefined) inUse.set(namespace, [found]);
  else others.push(found);
}

/** Equal ones, which say nothing more, are held once: of a stream of workloads it is asked how many kinds there are. */
function inUseOf({ workloads, namespace = 'default' }: ManifestStateOptions): InUse {
  const inUse: InUse = new Map();
  const seen = new Set<string>();
  for (const each of workloads?.() ?? []) {
    const where = detached(each.namespace === '' ? namespace : each.namespace);
    const one: InUse = new Map();
    addInUse(one, each, where);
    const [found] = one.get(where) ?? [];
    const key = found === undefined ? undefined : JSON.stringify([where, found]);
    if (found === undefined || key === undefined || seen.has(key)) continue;
    seen.add(key);
    const others = inUse.get(where);
    if (others === undefined) inUse.set(where, [found]);
    else others.push(found);
  }
  return inUse;
}

function accountFault(list: unknown): string | undefined {
  if (Array.isArray(list) && list.every(isReference)) return undefined;
  return 'its "imagePullSecrets" is not a list of maps with a "name"';
}

/** `{}` and `{name: null}` are references to the empty name (semantics 4.2). */
function isReference(entry: unknown): boolean {
  const name = own(entry, 'name') ?? '';
  return isObject(entry) && typeof name === 'string';
}

function summarize({ namespaces, implied, serviceAccounts, secrets }: Contents): ManifestState['summary'] {
  const docker = [...secrets.values()].filter(
    ({ type }) => type === 'kubernetes.io/dockerconfigjson' || type === 'kubernetes.io/dockercfg',
  ).length;
  return {
    namespaces: new Set([...namespaces.keys(), ...implied]).size,
    serviceAccounts: serviceAccounts.size,
    pullSecrets: docker,
    otherSecrets: secrets.size - docker,
  };
}

// ----------------------------------------------------------------------------------------------------------- answering

/** Namespaces that every cluster has (pkg/controlplane systemnamespaces and the default namespace). */
export const BUILT_IN_NAMESPACES: ReadonlySet<string> = new Set([
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
]);

function existsUnsaid({ implied }: Contents, namespace: string): boolean {
  return implied.has(namespace) || BUILT_IN_NAMESPACES.has(namespace);
}

/** A row for every question. */
function answers(contents: Contents, options: ManifestStateOptions): ClusterState['ask'] {
  const { offline } = options;
  const { namespaces, serviceAccounts, secrets } = contents;
  let inUse: InUse | undefined = options.workloads === undefined ? contents.inUse : undefined;
  const bounded = new Map([...secrets].map(([key, secret]) => [key, boundSecret(secret)]));
  const secretsOf = groupByNamespace([...bounded.values()].filter(couldBePullSecret));
  const accountsOf = groupByNamespace([...serviceAccounts.values()]);
  const missing = (what: string): Lookup<never> =>
    offline ? { state: 'unknown', reason: `the files hold no ${what}: ${SETTLED_BY}` } : { state: 'absent' };

  const findAccount = (namespace: string, name: string): ServiceAccountFacts | undefined =>
    serviceAccounts.get(`${namespace}/${name}`) ??
    (name === 'default' && !offline ? madeDefault(namespace) : undefined);

  return askTable({
    namespace({ namespace }) {
      const given = namespaces.get(namespace);
      if (given !== undefined) return found(given);
      // Offline its labels, and with them the mode, are not known.
      if (offline || !existsUnsaid(contents, namespace)) return missing(`Namespace ${namespace}`);
      return found(namespaceFacts(namespace, {}));
    },
    serviceAccount({ namespace, name }) {
      const account = findAccount(namespace, name);
      return account === undefined ? missing(`ServiceAccount ${namespace}/${name}`) : found(account);
    },
    serviceAccounts({ namespace }) {
      const list = accountsOf.get(namespace) ?? [];
      if (offline) return list.length === 0 ? missing(`ServiceAccount in namespace ${namespace}`) : found(list);
      return found(list.some(({ name }) => name === 'default') ? list : [madeDefault(namespace), ...list]);
    },
    secret({ namespace, name }) {
      const secret = bounded.get(`${namespace}/${name}`);
      return secret === undefined ? missing(`Secret ${namespace}/${name}`) : found(secret);
    },
    async secretFor({ namespace, name, repositories }) {
      const secret = secrets.get(`${namespace}/${name}`);
      if (secret === undefined) return missing(`Secret ${namespace}/${name}`);
      const meter = { steps: 0 };
      return found(await finish(inTurns(narrowInParts(secret, repositories, meter), meter)));
    },
    pullSecrets({ namespace }) {
      const list = secretsOf.get(namespace) ?? [];
      if (!offline) return found(list);
      if (list.length === 0) return missing(`pull secret in namespace ${namespace}`);
      return { state: 'found', value: list, partial: true };
    },
    imagesInUse({ namespace }) {
      inUse ??= inUseOf(options);
      const list = inUse.get(namespace) ?? [];
      if (!offline) return found(list);
      if (list.length === 0) return missing(`workload in namespace ${namespace}`);
      return { state: 'found', value: list, partial: true };
    },
    workloads: ({ namespace }) => (offline ? missing(WORKLOADS) : found(contents.uses.get(namespace) ?? [])),
    namespacesWithSecret({ name }) {
      const list = [...secrets.values()].filter((each) => each.name === name).map((each) => each.namespace);
      return offline && list.length === 0 ? missing(`Secret ${name} in any namespace`) : found(list.sort());
    },
  });
}

function found<T>(value: T): Lookup<T> {
  return { state: 'found', value };
}

const WORKLOADS = 'list of all workloads';

export function madeDefault(namespace: string): ServiceAccountFacts {
  return { namespace, name: 'default', imagePullSecrets: [], enforceMountable: false };
}

/** Both docker types, and others that hold a docker config (the port's promise). */
function couldBePullSecret(secret: PullSecret): boolean {
  return secret.form !== 'unusable' || secret.why !== 'type' || secret.holds !== undefined;
}
