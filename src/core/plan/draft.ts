/**
 * A plan while it is made: what is edited, which secrets are made, named and no longer named. It knows what the list will
 * be, and what the kubelet would then do for each image, by the same keyring that judged it.
 */
import type { Facts } from '../facts.js';
import { parseImage } from '../image/parse.js';
import { registryHint } from '../image/registry-hints.js';
import { type ImageOutlook, outlooksInParts } from '../outlook.js';
import { normalizeKey } from '../secret/key.js';
import { KEY_STEPS } from '../secret/keyring.js';
import type { ImageUse, Lookup, PullSecret } from '../types.js';
import { type PlanContext, withinBudget } from './context.js';
import { createNamer } from './names.js';

export interface ImageEdit {
  readonly use: ImageUse;
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
  /** Secrets that get a new login in their place, with its server, and whether they say when it ends. */
  readonly replaced: Map<string, { readonly server: string; readonly said: boolean }>;
  /** Secrets whose maker is to make them anew, with its name. */
  readonly renewed: Map<string, string>;
  /** Annotations that the ServiceAccount is given. */
  readonly annotated: Set<string>;
  /** Absent secrets that the list names, and that may come with the same apply. */
  readonly awaited: Set<string>;
  /** By the name of a secret that no finding tells of, why it is named. */
  readonly found: Map<string, string>;
  readonly nextName: () => string;
}

export function createDraft({ isTaken }: PlanContext): Draft {
  return {
    images: new Map(),
    logins: new Map(),
    named: new Set(),
    dropped: new Set(),
    replaced: new Map(),
    renewed: new Map(),
    annotated: new Set(),
    awaited: new Set(),
    found: new Map(),
    nextName: createNamer(isTaken),
  };
}

/** What `kubectl create secret docker-registry` needs for a registry. */
export function serverFor(registry: string): string {
  // An IPv6 host without port is matched by no key but a bare `*` (semantics 2.21).
  if (registry.endsWith(']')) return '*';
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
export function renumber(draft: Draft, { subject, isTaken }: PlanContext): void {
  const nextName = createNamer(isTaken);
  for (const [server, login] of draft.logins) {
    const name = draft.awaited.has(login.name) ? login.name : nextName();
    draft.logins.set(server, { ...login, name, secret: loginSecret(subject.namespace, name, server) });
  }
}

/** As `kubectl create secret docker-registry` writes it (K staging kubectl pkg/cmd/create/create_secret_docker.go). */
export function loginSecret(namespace: string, name: string, server: string): PullSecret {
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

/** What the kubelet will see: a list that is left empty is filled from the ServiceAccount (semantics 4.2). */
function futureNames(draft: Draft, context: PlanContext): readonly string[] {
  const names = plannedNames(draft, context);
  return names.length > 0 ? names : context.accountNames.filter((name) => !draft.dropped.has(name));
}

/** What the list will hold. */
export function plannedNames(draft: Draft, { kept }: PlanContext): readonly string[] {
  const { named, logins, dropped } = draft;
  const stays = kept.filter((name) => !dropped.has(name));
  return [...new Set([...stays, ...named, ...[...logins.values()].map(({ name }) => name)])];
}

/** A name that is looked up, in steps. */
const NAME_STEPS = 3;

export interface Foreseen {
  /** Without those whose text is a placeholder, so that nobody knows. */
  readonly outlooks: readonly ImageOutlook[];
  readonly isAll: boolean;
}

/**
 * What would become of these images once all is done; undefined where the list is not known, or the budget has no room to
 * find out.
 */
export function foreseeOutlooks(draft: Draft, uses: readonly ImageUse[], context: PlanContext): Foreseen | undefined {
  const { facts, settings, current, kept, accountNames, candidateNamed, budget } = context;
  if (current === undefined || !budget.spare(NAME_STEPS * (kept.length + accountNames.length))) return undefined;
  const names = futureNames(draft, context);
  const changed = new Map<string, Lookup<PullSecret>>();
  for (const { name, secret } of draft.logins.values()) changed.set(name, found(secret));
  const lookedUp = (name: string): Lookup<PullSecret> | undefined => {
    const known = facts.secrets.get(name);
    const held = known === undefined || draft.named.has(name) ? candidateNamed.get(name) : undefined;
    return held === undefined ? known : found(held);
  };
  for (const [name, { server }] of draft.replaced) {
    changed.set(name, found(loginSecret(context.subject.namespace, name, server)));
  }
  for (const name of draft.renewed.keys()) {
    const secret = lookedUp(name);
    if (secret?.state === 'found' && 'entries' in secret.value) changed.set(name, found(renewed(secret.value)));
  }
  const secrets = { get: (name: string) => changed.get(name) ?? lookedUp(name) };
  if (!budget.affords(KEY_STEPS * keysOf(names, secrets))) return undefined;
  const known = uses.map((use) => editedUse(use, draft.images.get(use.path))).filter((use) => use !== undefined);
  const effective = found({ names, from: 'pod' as const });
  const serviceAccount = annotatedAccount(draft, facts);
  const outlooks = withinBudget(
    (meter) =>
      outlooksInParts(
        known,
        { now: facts.now, effective, secrets, serviceAccount, registry: facts.registry },
        settings,
        meter,
      ),
    budget,
  );
  return outlooks === undefined ? undefined : { outlooks, isAll: known.length === uses.length };
}

function annotatedAccount({ annotated }: Draft, { serviceAccount }: Facts): Facts['serviceAccount'] {
  if (annotated.size === 0 || serviceAccount.state !== 'found') return serviceAccount;
  const { annotationKeys = [] } = serviceAccount.value;
  return found({ ...serviceAccount.value, annotationKeys: [...annotationKeys, ...annotated] });
}

/** Keys that a keyring of these secrets is made of. */
function keysOf(names: readonly string[], secrets: Pick<Facts['secrets'], 'get'>): number {
  let keys = 0;
  for (const name of names) {
    const secret = secrets.get(name);
    if (secret?.state === 'found' && 'entries' in secret.value) keys += secret.value.entries.length;
  }
  return keys;
}

function found<T>(value: T): Lookup<T> {
  return { state: 'found', value };
}

/** As its maker will write it: the same keys, and logins that nothing speaks against. */
function renewed({
  changedAt: _,
  saidExpiry: _said,
  ...secret
}: Extract<PullSecret, { readonly entries: unknown }>): PullSecret {
  const entries = secret.entries.map(({ expiresAt: __, ...entry }) => ({ ...entry, hasUser: true, flaws: [] }));
  return { ...secret, entries };
}

/** Whatever digest a person puts there, it is of the same repository. */
const ANY_DIGEST = '@sha256:DIGEST';

/** What a person writes a registry in place of. */
const ANY_REGISTRY = 'REGISTRY';

/** The use with the image that it gets. A placeholder for a tag stands for any tag; one for a name stands for nothing. */
function editedUse(use: ImageUse, edit: ImageEdit | undefined): ImageUse | undefined {
  if (edit === undefined) return use;
  const parsed = parseImage(edit.image.replace(ANY_DIGEST, ''));
  if (!parsed.ok || parsed.reference.registry === ANY_REGISTRY) return undefined;
  const { kind, name, path, pullPolicy, mounted } = use;
  return { kind, name, path, parsed, pullPolicy, mounted };
}
