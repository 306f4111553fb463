/**
 * Where an image is, of which only a short name is written. Never a registry merely because somebody has a secret for it:
 * another image or a key has to speak for the repository, or the object itself names a secret that nothing else uses.
 */
import { registryHint } from '../image/registry-hints.js';
import { foundSecrets } from '../outlook.js';
import { registryNeed } from '../registries.js';
import type { ImageReference, ImageUse, PullSecret, Subject } from '../types.js';
import { quoted } from '../words/escape.js';
import { keysIn } from './forgotten.js';
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

/** The first that is told by one voice; undefined where nothing speaks, or several say different things. */
export function nearestRepository(context: RuleContext, reference: ImageReference): Nearest | undefined {
  const name = nameOf(reference);
  return (
    ofOtherImages(name, repositoriesOf(context.subject, context)) ?? ofKeys(name, context) ?? ofOwnSecret(name, context)
  );
}

// --------------------------------------------------------------------------------------------------------- other images

interface Repositories {
  readonly byLast: ReadonlyMap<string, ReadonlySet<string>>;
  /** By the organisation in front of the last part: repositories without that part. */
  readonly byOrganisation: ReadonlyMap<string, ReadonlySet<string>>;
  /** The same, of the images that need a credential. */
  readonly private: ReadonlySet<string>;
}

const repositories = new WeakMap<readonly ImageUse[], Repositories>();

/** Of the images of the object whose registry is written out. Those of its namespace would be one more source. */
function repositoriesOf({ images }: Subject, { settings }: RuleContext): Repositories {
  const before = repositories.get(images);
  if (before !== undefined) return before;
  const byLast = new Map<string, Set<string>>();
  const byOrganisation = new Map<string, Set<string>>();
  const ofPrivate = new Set<string>();
  for (const { parsed } of images) {
    if (!parsed.ok || parsed.reference.shortName) continue;
    const { repository, path } = parsed.reference;
    const parts = path.split('/');
    const front = repository.slice(0, repository.lastIndexOf('/'));
    add(byLast, parts.at(-1) ?? '', repository);
    const organisation = parts.at(-2);
    if (organisation !== undefined) add(byOrganisation, organisation, front);
    if (registryNeed(repository, settings).need !== 'public') ofPrivate.add(front);
  }
  const made = { byLast, byOrganisation, private: ofPrivate };
  repositories.set(images, made);
  return made;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}

function only(values: ReadonlySet<string> | undefined): string | undefined {
  if (values?.size !== 1) return undefined;
  const [value] = values;
  return value;
}

function ofOtherImages({ last, organisation }: Name, known: Repositories): Nearest | undefined {
  const same = [...(known.byLast.get(last) ?? [])].filter((each) => each.endsWith(`/${organisation}/${last}`));
  const repository = only(organisation === '' ? known.byLast.get(last) : new Set(same));
  if (repository !== undefined) return { repository, why: `another image here is of ${quoted(repository)}` };
  const front =
    organisation === ''
      ? only(known.private)
      : only(known.byOrganisation.get(organisation.slice(organisation.lastIndexOf('/') + 1)));
  if (front === undefined || !front.endsWith(organisation)) return undefined;
  return { repository: `${front}/${last}`, why: `another image here is of ${quoted(`${front}/`)}` };
}

// ----------------------------------------------------------------------------------------------------------------- keys

/** A key of the pod's own secrets, or else of those of the namespace, with a path that fits. */
function ofKeys(name: Name, { facts }: RuleContext): Nearest | undefined {
  const own = facts.effective.state === 'found' ? foundSecrets(facts.effective.value, facts.secrets) : [];
  const others = facts.candidates.state === 'found' ? facts.candidates.value : [];
  return fitting(name, own) ?? fitting(name, others);
}

function fitting({ whole, last, organisation }: Name, secrets: readonly PullSecret[]): Nearest | undefined {
  const found = new Map<string, string>();
  for (const secret of secrets) {
    for (const { host, path, hasUser } of keysIn(secret)) {
      if (!hasUser || path === '' || host.includes('*') || path.includes('*')) continue;
      const padded = `/${path}`;
      if (padded.endsWith(`/${whole}`)) found.set(`${host}/${path}`, secret.name);
      else if (organisation !== '' && padded.endsWith(`/${organisation}`))
        found.set(`${host}/${path}/${last}`, secret.name);
    }
  }
  const [first] = found;
  if (first === undefined || found.size > 1) return undefined;
  const [repository, secret] = first;
  return { repository, why: `secret ${quoted(secret)} has a key that fits ${quoted(repository)}` };
}

/** The object names a secret for one registry, which no other image of it uses: so it is there for this one. */
function ofOwnSecret({ whole, organisation }: Name, context: RuleContext): Nearest | undefined {
  const { subject, facts, outlooks } = context;
  const { effective, serviceAccount } = facts;
  // Of an object that is judged in parts not all is known.
  if (effective.state !== 'found' || outlooks.length < subject.images.length) return undefined;
  const inherited = new Set(serviceAccount.state === 'found' ? serviceAccount.value.imagePullSecrets : []);
  const used = new Set(outlooks.flatMap(({ matches }) => matches.map(({ secret }) => secret)));
  const named = foundSecrets(effective.value, facts.secrets).filter(({ name }) =>
    subject.imagePullSecrets.includes(name),
  );
  const unused = named.filter(({ name }) => !inherited.has(name) && !used.has(name));
  const keys = unused.flatMap((secret) => keysIn(secret).map((key) => ({ ...key, secret: secret.name })));
  const [key] = keys;
  if (key === undefined || keys.length > 1 || !key.hasUser || key.host.includes('*')) return undefined;
  // A path that fits would have spoken already.
  if (organisation === '' ? key.path === '' && needsOrganisation(key.host) : key.path !== '') return undefined;
  const repository = [key.host, ...(key.path === '' ? [] : [key.path]), whole].join('/');
  return { repository, why: `no other image here uses secret ${quoted(key.secret)}, which is for ${quoted(key.host)}` };
}

/** Registries of many people; one of one's own, and those of EKS and AKS, may hold repositories at their top. */
function needsOrganisation(host: string): boolean {
  const { source, nodeProvider } = registryHint(host);
  return source !== undefined && nodeProvider !== 'eks' && nodeProvider !== 'aks';
}
