/**
 * Where an image is, of which only a short name is written. Never a registry merely because somebody has a secret for it:
 * another image, of the object or of its namespace, or a key has to speak for the repository, or the object itself names a
 * secret that nothing else uses.
 */
import type { Facts } from '../facts.js';
import { registryHint } from '../image/registry-hints.js';
import { foundSecrets, type ImageOutlook } from '../outlook.js';
import { registryNeed } from '../registries.js';
import type { Settings } from '../settings.js';
import type { ImageReference, ImageUse, PullSecret, Subject } from '../types.js';
import { quoted } from '../words/escape.js';
import { keysIn, type ReadKey } from './forgotten.js';
import type { RuleContext } from './rule.js';

export interface Nearest {
  /** Repository, without tag and digest. */
  readonly repository: string;
  /** A clause: what speaks for it. */
  readonly why: string;
}

const LIBRARY = 'library/';

/** The name as people write it, and its parts. */
interface Name {
  readonly whole: string;
  readonly last: string;
  /** All but the last part; '' where there is none. */
  readonly organisation: string;
}

function nameOf({ path }: ImageReference): Name {
  const whole = path.startsWith(LIBRARY) ? path.slice(LIBRARY.length) : path;
  const slash = whole.lastIndexOf('/');
  return { whole, last: whole.slice(slash + 1), organisation: slash === -1 ? '' : whole.slice(0, slash) };
}

/**
 * The first that is told by one voice; undefined where nothing speaks, or several say different things. An image of the
 * same name is nearer than one that only stands beside it, and the object's own images are nearer than its namespace's.
 */
export function nearestRepository(context: RuleContext, reference: ImageReference): Nearest | undefined {
  const name = nameOf(reference);
  return ofSameName(name, context) ?? ofSamePlace(name, context) ?? ofKeys(name, context) ?? ofOwnSecret(name, context);
}

/** What is said by each: two voices are told from one, and a thousand images must not multiply. */
const ENOUGH = 2;

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else if (known.size < ENOUGH) known.add(value);
}

function only(values: ReadonlySet<string> | undefined): string | undefined {
  if (values?.size !== 1) return undefined;
  const [value] = values;
  return value;
}

// ------------------------------------------------------------------------------ other images, of the object and around it

interface Repositories {
  /** Repositories by their last part, and by their last two. */
  readonly byTail: ReadonlyMap<string, ReadonlySet<string>>;
  /** What stands before the last part, by the last part of that; by '', of the images that need a credential. */
  readonly fronts: ReadonlyMap<string, ReadonlySet<string>>;
}

const repositories = new WeakMap<readonly ImageUse[], Repositories>();

/** Of the images of the object whose registry is written out. */
function repositoriesOf({ images }: Subject, { settings }: RuleContext): Repositories {
  const before = repositories.get(images);
  if (before !== undefined) return before;
  const named = images.flatMap(({ parsed }) =>
    parsed.ok && !parsed.reference.shortName ? [parsed.reference.repository] : [],
  );
  const made = indexOf(named, settings);
  repositories.set(images, made);
  return made;
}

function indexOf(named: Iterable<string>, settings: Settings): Repositories {
  const byTail = new Map<string, Set<string>>();
  const fronts = new Map<string, Set<string>>();
  for (const repository of named) {
    const last = tailOf(repository, 1);
    const front = repository.slice(0, -last.length - 1);
    add(byTail, last, repository);
    // No short name begins with a registry, so that where only that stands before the last part nobody asks for it.
    add(byTail, tailOf(repository, 2), repository);
    add(fronts, tailOf(front, 1), front);
    if (registryNeed(repository, settings).need !== 'public') add(fronts, '', front);
  }
  return { byTail, fronts };
}

const inUse = new WeakMap<Facts, Repositories | undefined>();
/** Of all workloads together. Beyond it nothing is said: what is not looked at might say something else. */
const MOST_IN_USE = 1000;

/** Those of the other workloads of the namespace; found once for all images of an object. */
function inUseOf({ facts, settings }: RuleContext): Repositories | undefined {
  if (inUse.has(facts)) return inUse.get(facts);
  const named = new Set<string>();
  if (facts.imagesInUse.state === 'found') {
    for (const each of facts.imagesInUse.value) {
      for (const repository of each.named) named.add(repository);
      if (named.size > MOST_IN_USE) break;
    }
  }
  const made = named.size > MOST_IN_USE ? undefined : indexOf(named, settings);
  inUse.set(facts, made);
  return made;
}

/** Who speaks with one voice: the object itself, and only where it says nothing its namespace. */
function voiceOf(
  context: RuleContext,
  pick: (from: Repositories) => ReadonlySet<string> | undefined,
): { readonly voice: string | undefined; readonly who: string } {
  const own = pick(repositoriesOf(context.subject, context));
  if (own !== undefined) return { voice: only(own), who: 'another image here is of' };
  const namespace = inUseOf(context);
  const voice = namespace === undefined ? undefined : only(pick(namespace));
  return { voice, who: 'another image in this namespace is of' };
}

function ofSameName({ whole }: Name, context: RuleContext): Nearest | undefined {
  const { voice, who } = voiceOf(context, ({ byTail }) => byTail.get(tailOf(whole, 2)));
  return voice?.endsWith(`/${whole}`) === true ? { repository: voice, why: `${who} ${quoted(voice)}` } : undefined;
}

function ofSamePlace({ last, organisation }: Name, context: RuleContext): Nearest | undefined {
  const { voice: front, who } = voiceOf(context, ({ fronts }) => fronts.get(tailOf(organisation, 1)));
  if (front === undefined) return undefined;
  if (organisation !== '' && !front.endsWith(`/${organisation}`)) return undefined;
  return { repository: `${front}/${last}`, why: `${who} ${quoted(`${front}/`)}` };
}

/** The last so many parts. */
function tailOf(path: string, parts: number): string {
  return path.split('/').slice(-parts).join('/');
}

// ----------------------------------------------------------------------------------------------------------------- keys

/** A key of the pod's own secrets, or else of those of the namespace, with a path that fits. */
function ofKeys(name: Name, { facts }: RuleContext): Nearest | undefined {
  const { own, others } = pathsOf(facts);
  return fitting(name, own) ?? fitting(name, others);
}

interface PathKey {
  /** Host and path. */
  readonly key: string;
  readonly secret: string;
}

/** By the last part of their path. */
type PathKeys = ReadonlyMap<string, readonly PathKey[]>;

const pathKeys = new WeakMap<Facts, { readonly own: PathKeys; readonly others: PathKeys }>();
/** Keys with the same last part: more would say different things. */
const MOST_ALIKE = 8;

/** Found once for all images of an object. */
function pathsOf(facts: Facts): { readonly own: PathKeys; readonly others: PathKeys } {
  const before = pathKeys.get(facts);
  if (before !== undefined) return before;
  const own = facts.effective.state === 'found' ? foundSecrets(facts.effective.value, facts.secrets) : [];
  const others = facts.candidates.state === 'found' ? facts.candidates.value : [];
  const made = { own: pathsIn(own), others: pathsIn(others) };
  pathKeys.set(facts, made);
  return made;
}

function pathsIn(secrets: readonly PullSecret[]): PathKeys {
  const found = new Map<string, PathKey[]>();
  for (const secret of secrets) {
    for (const { host, path, hasUser } of keysIn(secret)) {
      if (!hasUser || path === '' || `${host}${path}`.includes('*')) continue;
      const last = tailOf(path, 1);
      const alike = found.get(last);
      const key = { key: `${host}/${path}`, secret: secret.name };
      if (alike === undefined) found.set(last, [key]);
      else if (alike.length < MOST_ALIKE) alike.push(key);
    }
  }
  return found;
}

function fitting({ whole, last, organisation }: Name, keys: PathKeys): Nearest | undefined {
  const found = new Map<string, string>();
  for (const { key, secret } of keys.get(last) ?? []) if (key.endsWith(`/${whole}`)) found.set(key, secret);
  for (const { key, secret } of keys.get(tailOf(organisation, 1)) ?? []) {
    if (key.endsWith(`/${organisation}`)) found.set(`${key}/${last}`, secret);
  }
  const [first] = found;
  if (first === undefined || found.size > 1) return undefined;
  const [repository, secret] = first;
  return { repository, why: `secret ${quoted(secret)} has a key that fits ${quoted(repository)}` };
}

// ----------------------------------------------------------------------------------------------------- the own secret

interface Unused extends ReadKey {
  readonly secret: string;
}

const unusedOf = new WeakMap<readonly ImageOutlook[], { readonly key: Unused | undefined }>();

/** The one key of the secrets that the object itself names and that no image of it uses. */
function unusedKey({ subject, facts, outlooks }: RuleContext): Unused | undefined {
  const before = unusedOf.get(outlooks);
  if (before !== undefined) return before.key;
  const { effective, serviceAccount } = facts;
  const inherited = new Set(serviceAccount.state === 'found' ? serviceAccount.value.imagePullSecrets : []);
  const used = new Set(outlooks.flatMap(({ matches }) => matches.map(({ secret }) => secret)));
  const found = effective.state === 'found' ? foundSecrets(effective.value, facts.secrets) : [];
  const unused = found.filter(
    ({ name }) => subject.imagePullSecrets.includes(name) && !inherited.has(name) && !used.has(name),
  );
  const keys = unused.flatMap((secret) => keysIn(secret).map((key): Unused => ({ ...key, secret: secret.name })));
  const key = keys.length === 1 ? keys[0] : undefined;
  unusedOf.set(outlooks, { key });
  return key;
}

/** So it is there for this one. */
function ofOwnSecret({ whole, organisation }: Name, context: RuleContext): Nearest | undefined {
  // Of an object that is judged in parts not all is known.
  if (context.outlooks.length < context.subject.images.length) return undefined;
  const key = unusedKey(context);
  if (key === undefined || !key.hasUser || key.host.includes('*')) return undefined;
  // A path that fits an organisation would have spoken already.
  if (organisation === '' ? key.path === '' && needsOrganisation(key.host) : key.path !== '') return undefined;
  const repository = [key.host, ...(key.path === '' ? [] : [key.path]), whole].join('/');
  return {
    repository,
    why: `secret ${quoted(key.secret)} is for ${quoted(key.host)}, and no other image here uses it`,
  };
}

/** Registries of many people; one of one's own, and those of EKS and AKS, may hold repositories at their top. */
function needsOrganisation(host: string): boolean {
  const { source, nodeProvider } = registryHint(host);
  return source !== undefined && nodeProvider !== 'eks' && nodeProvider !== 'aks';
}
