/** A registry that said no: of a pull without a credential, with one, of the nodes, or of what everybody may pull. */
import { registryHint } from '../../core/image/registry-hints.js';
import type { ImageOutlook, RatedMatch } from '../../core/outlook.js';
import type { Settings } from '../../core/settings.js';
import { shown } from '../../core/words/escape.js';
import { fixText } from '../../core/words/fix.js';
import { keyName, registryName, secretName } from '../../core/words/naming.js';
import { type Refused, refusing } from '../told.js';
import { type Asked, BAD_CREDENTIAL, findingOf, look, NO_CREDENTIAL, type RootCause } from './look.js';
import { advised, explained, mended, wayOut } from './way-out.js';

export async function refusedCause(asked: Asked, outlook: ImageOutlook | undefined): Promise<RootCause> {
  const { cause } = asked.hanging;
  const without = explained(asked, outlook, NO_CREDENTIAL);
  // That the image may be public is settled: it is not.
  if (without !== undefined) return { ...without, operator: '' };
  if (outlook?.reference === undefined) return advised(asked, outlook);
  const { matches, need, reference } = outlook;
  const usable = matches.filter(({ standing }) => standing !== 'anonymous');
  if (cause === 'no-credential' && usable.length > 0) {
    const names = [...new Set(usable.map(({ secret }) => secretName(secret)))].join(', ');
    return mended(asked, outlook, `the last try was made without a credential, and ${names} matches by now`);
  }
  const bad = explained(asked, outlook, BAD_CREDENTIAL);
  if (bad !== undefined) return bad;
  if (usable.length > 0) return badCredential(asked, outlook, usable);
  if (need === 'node') return ofTheNodes(asked, outlook);
  if (need === 'public') return notPublic(asked, outlook);
  if (outlook.state === 'unknown' && outlook.reason !== undefined) {
    return advised(asked, outlook, { notes: [`Which credential was used is not known: ${outlook.reason}`] });
  }
  return advised(asked, outlook, { sentence: `${registryName(reference)} refuses the pull` });
}

/** A credential matches, and the registry does not take it. */
async function badCredential(asked: Asked, outlook: ImageOutlook, usable: readonly RatedMatch[]): Promise<RootCause> {
  const { context, pod } = asked;
  const { cause } = asked.hanging;
  const [first] = usable;
  const refused: readonly Refused[] = usable.map(({ secret, entryIndex }) => ({ secret, entry: entryIndex }));
  const state = refusing(context.state, pod.status.namespace, refused);
  const told = { ...context, state };
  const seen = await look(pod.admission, told);
  const template = pod.owner === undefined ? undefined : await look(pod.owner.admission, told);
  const found = findingOf(seen, outlook.use, ['PG303']);
  const way = found === undefined ? {} : wayOut({ ...asked, seen, template }, outlook, found);
  const registry = outlook.reference === undefined ? 'the registry' : registryName(outlook.reference);
  const repository = outlook.reference === undefined ? 'it' : `"${shown(outlook.reference.path)}"`;
  const which = first === undefined ? 'the credential' : `${secretName(first.secret)}, ${keyName(first.entry)}`;
  const others = usable.length > 1 ? ` and ${usable.length - 1} more that match` : '';
  const sentence =
    cause === 'credential-expired'
      ? `${registry} says that the login of ${which}${others} has expired`
      : `${registry} refuses the login of ${which}${others}: it is wrong, was withdrawn or has run out, or may not read ${repository}${cause === 'refused-or-absent' ? ', or there is no such repository' : ''}`;
  return advised(asked, outlook, { sentence, ...way, by: 'both' });
}

const NODE_RIGHTS: Readonly<Record<string, string>> = {
  eks: 'give the role of the nodes the right to pull (AmazonEC2ContainerRegistryPullOnly), and the repository one for their account',
  gke: 'give the service account of the nodes the role roles/artifactregistry.reader in the project of the repository',
  aks: 'give the kubelet identity of the cluster the role AcrPull on the registry (az aks update --attach-acr NAME)',
  openshift: 'put a valid login for the registry into the global pull secret of the cluster',
};

function ofTheNodes(asked: Asked, outlook: ImageOutlook): RootCause {
  const { reference } = outlook;
  const registry = reference === undefined ? 'the registry' : registryName(reference);
  const provider = asked.context.settings.cluster.provider;
  const hint = reference === undefined ? undefined : registryHint(reference.registry).nodeProvider;
  const right = (hint === undefined ? undefined : NODE_RIGHTS[hint]) ?? NODE_RIGHTS[provider];
  return advised(asked, outlook, {
    sentence: `${registry} is pulled with the credential of the nodes (${outlook.pattern === undefined ? 'by configuration' : shown(outlook.pattern)}), and that one is missing or refused`,
    fix: right ?? 'see why the credential of the nodes is not accepted, or give the Pod a pull secret',
    by: 'both',
  });
}

/** What everybody may pull, as the configuration has it, and this Pod may not. */
async function notPublic(asked: Asked, outlook: ImageOutlook): Promise<RootCause> {
  const { reference, pattern } = outlook;
  if (reference === undefined) return advised(asked, outlook);
  const fix = await loginFor(asked, outlook);
  const listed = pattern === undefined ? 'unlisted registries count' : `${shown(pattern)} counts`;
  return advised(asked, outlook, {
    sentence: `${listed} as public, and ${registryName(reference)} does not give "${shown(reference.path)}" to everybody: there is no such repository, or it is private`,
    fix:
      fix === '' ? 'check the name of the image' : `check the name of the image; if it is right and private:\n${fix}`,
    by: 'both',
  });
}

/** The engine's plan for a login of the Pod's own, where it has none; '' where nobody knows one. */
async function loginFor(asked: Asked, { reference, use }: ImageOutlook): Promise<string> {
  if (reference === undefined) return '';
  const { context, pod } = asked;
  const { registries } = context.settings;
  const settings: Settings = {
    ...context.settings,
    registries: { ...registries, private: [...registries.private, reference.repository] },
  };
  const told = { ...context, settings };
  const seen = await look(pod.admission, told);
  const template = pod.owner === undefined ? undefined : await look(pod.owner.admission, told);
  const found = findingOf(seen, use, NO_CREDENTIAL);
  if (found === undefined) return '';
  const inTemplate = template === undefined ? undefined : findingOf(template, use, NO_CREDENTIAL);
  return fixText((inTemplate ?? found).fix);
}

export async function rateLimited(asked: Asked, outlook: ImageOutlook | undefined): Promise<RootCause> {
  if (outlook === undefined || outlook.matches.length > 0) return advised(asked, outlook);
  const fix = await loginFor(asked, outlook);
  if (fix === '') return advised(asked, outlook);
  return advised(asked, outlook, {
    fix: `wait, the kubelet tries again; for good, pull with a login of your own:\n${fix}`,
    by: 'both',
  });
}
