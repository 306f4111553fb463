/**
 * A plan while it is made: what is edited, which secrets are made, named and no longer named. It knows what the list will
 * be, and what the kubelet would then do for each image, by the same keyring that judged it.
 */
import type { Facts } from '../facts.js';
import { parseImage } from '../image/parse.js';
import { registryHint } from '../image/registry-hints.js';
import { isObjectName } from '../object-name.js';
import { type ImageOutlook, imageOutlooks } from '../outlook.js';
import { normalizeKey } from '../secret/key.js';
import type { Settings } from '../settings.js';
import type { ImageUse, Lookup, PullSecret, Subject } from '../types.js';
import { createNamer, takenNames } from './names.js';

export interface ImageEdit {
  readonly image: string;
  readonly note: string;
}

/** A login that is to be made, by its `--docker-server`. */
export interface Login {
  readonly server: string;
  readonly name: string;
  readonly secret: PullSecret;
  /** Registries it is for. */
  readonly registries: Set<string>;
}

export interface Draft {
  /** By the path of the image. */
  readonly images: Map<string, ImageEdit>;
  readonly logins: Map<string, Login>;
  readonly named: Set<string>;
  readonly dropped: Set<string>;
  /** Secrets whose maker is to make them anew, with its name. */
  readonly renewed: Map<string, string>;
  /** Absent secrets that the list names, and that may come with the same apply. */
  readonly awaited: Set<string>;
  readonly nextName: () => string;
}

export function createDraft(facts: Facts, subject: Subject): Draft {
  const taken = takenNames(facts, subject);
  const listed = new Set(currentNames(facts));
  for (const name of accountNames(facts)) listed.add(name);
  return {
    images: new Map(),
    logins: new Map(),
    named: new Set(),
    dropped: new Set(),
    renewed: new Map(),
    awaited: new Set(),
    nextName: createNamer((name) => taken.has(name) || listed.has(name)),
  };
}

/** What `kubectl create secret docker-registry` needs for a registry. */
export function serverFor(registry: string): string {
  // An IPv6 host without port is matched by no key but a bare `*` (semantics 2.21).
  if (registry.startsWith('[') && registry.endsWith(']')) return '*';
  return registryHint(registry).server;
}

/** One login per server. @param name the absent secret that the list names, where it is that one that is made */
export function addLogin(draft: Draft, namespace: string, registry: string, server: string, name?: string): void {
  const known = draft.logins.get(server);
  if (known !== undefined) {
    known.registries.add(registry);
    return;
  }
  const isFree = name !== undefined && ![...draft.logins.values()].some((login) => login.name === name);
  const chosen = isFree ? name : draft.nextName();
  const secret = loginSecret(namespace, chosen, server);
  draft.logins.set(server, { server, name: chosen, secret, registries: new Set([registry]) });
}

/** Names without a gap, those of secrets that the list names already aside. */
export function renumber(draft: Draft, facts: Facts, subject: Subject): void {
  const { nextName } = createDraft(facts, subject);
  for (const [server, login] of draft.logins) {
    const name = draft.awaited.has(login.name) ? login.name : nextName();
    draft.logins.set(server, { ...login, name, secret: loginSecret(subject.namespace, name, server) });
  }
}

/** As `kubectl create secret docker-registry` writes it (K staging kubectl pkg/cmd/create/create_secret_docker.go). */
function loginSecret(namespace: string, name: string, server: string): PullSecret {
  const key = normalizeKey(server);
  return {
    namespace,
    name,
    type: 'kubernetes.io/dockerconfigjson',
    form: 'dockerconfigjson',
    entries: [
      {
        key: server,
        normalized: key.ok ? key.key : null,
        hasUser: true,
        login: 'other',
        flaws: [],
        ignoredToken: false,
      },
    ],
    usesHelper: false,
  };
}

/** Undefined where the list is not known. What can never exist is of no use in it, and a list is there to be copied. */
export function currentNames({ effective }: Facts): readonly string[] | undefined {
  return effective.state === 'found' ? effective.value.names : undefined;
}

/** What the kubelet will see: a list that is left empty is filled from the ServiceAccount (semantics 4.2). */
function futureNames(draft: Draft, current: readonly string[], facts: Facts): readonly string[] {
  const names = plannedNames(draft, current);
  return names.length > 0 ? names : accountNames(facts).filter((name) => !draft.dropped.has(name));
}

export function accountNames({ serviceAccount }: Facts): readonly string[] {
  return serviceAccount.state === 'found' ? serviceAccount.value.imagePullSecrets : [];
}

export function plannedNames(draft: Draft, current: readonly string[]): readonly string[] {
  const added = [...draft.named, ...[...draft.logins.values()].map(({ name }) => name)];
  const kept = current.filter((name) => isObjectName(name) && !draft.dropped.has(name));
  return [...new Set([...kept, ...added])];
}

/**
 * What would become of these images once all is done; undefined for one whose text is a placeholder, so that nobody knows.
 * Undefined as a whole where the list is not known.
 */
export function foreseeOutlooks(
  draft: Draft,
  uses: readonly ImageUse[],
  facts: Facts,
  settings: Settings,
): readonly (ImageOutlook | undefined)[] | undefined {
  const current = currentNames(facts);
  if (current === undefined) return undefined;
  const names = futureNames(draft, current, facts);
  const secrets = new Map<string, Lookup<PullSecret>>(facts.secrets);
  const held = candidatesByName(facts);
  for (const name of names) {
    const value = held.get(name);
    if (value !== undefined && (draft.named.has(name) || !secrets.has(name))) secrets.set(name, found(value));
  }
  for (const name of draft.renewed.keys()) renew(secrets, name);
  for (const { name, secret } of draft.logins.values()) secrets.set(name, found(secret));
  const edited = uses.map((use) => editedUse(use, draft.images.get(use.path)));
  const { now } = facts;
  const effective = found({ names, from: 'pod' as const });
  const known = edited.filter((use) => use !== undefined);
  const outlooks = imageOutlooks(known, { now, effective, secrets }, settings);
  let next = 0;
  return edited.map((use) => (use === undefined ? undefined : outlooks[next++]));
}

function found<T>(value: T): Lookup<T> {
  return { state: 'found', value };
}

const BY_NAME = new WeakMap<readonly PullSecret[], ReadonlyMap<string, PullSecret>>();
const NOBODY: readonly PullSecret[] = [];

/** Made once per list: a plan is tried several times, and a namespace may hold thousands. */
export function candidatesByName({ candidates }: Facts): ReadonlyMap<string, PullSecret> {
  const all = candidates.state === 'found' ? candidates.value : NOBODY;
  const known = BY_NAME.get(all) ?? new Map(all.map((each) => [each.name, each]));
  BY_NAME.set(all, known);
  return known;
}

/** As its maker will write it: the same keys, and logins that nothing speaks against. */
function renew(secrets: Map<string, Lookup<PullSecret>>, name: string): void {
  const lookup = secrets.get(name);
  if (lookup?.state !== 'found' || !('entries' in lookup.value)) return;
  const { changedAt: _, ...secret } = lookup.value;
  const entries = secret.entries.map(({ expiresAt: __, ...entry }) => ({ ...entry, hasUser: true, flaws: [] }));
  secrets.set(name, found({ ...secret, entries }));
}

/** What a person writes in place of `sha256:DIGEST`. */
function withDigest(image: string): string {
  return image
    .replace('@sha256:DIGEST', `@sha256:${'a'.repeat(64)}`)
    .replace('@sha512:DIGEST', `@sha512:${'a'.repeat(128)}`);
}

/** What a person writes a registry in place of. */
const ANY_REGISTRY = 'REGISTRY';

/** The use with the image that it gets. A placeholder for a tag stands for any tag; one for a name stands for nothing. */
function editedUse(use: ImageUse, edit: ImageEdit | undefined): ImageUse | undefined {
  if (edit === undefined) return use;
  const parsed = parseImage(withDigest(edit.image));
  if (!parsed.ok || parsed.reference.registry === ANY_REGISTRY) return undefined;
  const { kind, name, path, pullPolicy, mounted } = use;
  return { kind, name, path, parsed, pullPolicy, mounted };
}
