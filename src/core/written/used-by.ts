/**
 * Who depends on a Secret or a ServiceAccount, as a clause: "used by Deployment web and 3 others for
 * registry.example.com". What is not known is not said; that nobody uses it is never said, because workloads of kinds that
 * are not watched may.
 */
import type { Budget } from '../budget.js';
import { compare } from '../choice.js';
import { createKeyring } from '../secret/keyring.js';
import type { PullSecret, ServiceAccountFacts } from '../types.js';
import { shown } from '../words/escape.js';
import { joined } from '../words/naming.js';
import type { WorkloadUse } from '../workload-use.js';
import { entriesOf } from './samples.js';
import type { Around } from './written.js';

/** Whose list the Pods of a workload get. */
export function listOf(
  { imagePullSecrets, serviceAccountName }: WorkloadUse,
  accounts: ReadonlyMap<string, ServiceAccountFacts>,
): readonly string[] {
  if (imagePullSecrets.length > 0) return imagePullSecrets;
  return accounts.get(serviceAccountName)?.imagePullSecrets ?? [];
}

export function accountsByName({
  serviceAccounts,
}: Pick<Around, 'serviceAccounts'>): ReadonlyMap<string, ServiceAccountFacts> {
  const list = serviceAccounts.state === 'found' ? serviceAccounts.value : [];
  return new Map(list.map((account) => [account.name, account]));
}

/** Kinds and names, in their order. */
export function sorted(workloads: readonly WorkloadUse[]): readonly WorkloadUse[] {
  return [...workloads].sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
}

/** The workloads whose Pods have the secret in their list. */
export function usersOfSecret(name: string, around: Around): readonly WorkloadUse[] {
  if (around.workloads.state !== 'found') return [];
  const accounts = accountsByName(around);
  return sorted(around.workloads.value.filter((each) => listOf(each, accounts).includes(name)));
}

/** The workloads whose Pods get their list from the ServiceAccount. */
export function usersOfAccount(name: string, { workloads }: Pick<Around, 'workloads'>): readonly WorkloadUse[] {
  if (workloads.state !== 'found') return [];
  return sorted(
    workloads.value.filter(
      ({ imagePullSecrets, serviceAccountName }) => imagePullSecrets.length === 0 && serviceAccountName === name,
    ),
  );
}

/** ServiceAccounts that list the secret. */
export function accountsListing(name: string, { serviceAccounts }: Pick<Around, 'serviceAccounts'>): readonly string[] {
  if (serviceAccounts.state !== 'found') return [];
  return serviceAccounts.value
    .filter(({ imagePullSecrets }) => imagePullSecrets.includes(name))
    .map((account) => account.name)
    .sort(compare);
}

/** '' where nobody is known. */
export function secretUsedBy(name: string, secret: PullSecret, around: Around, budget: Budget): string {
  const users = usersOfSecret(name, around);
  if (users.length > 0) return `used by ${workloadNames(users)}${forRegistries(registriesOf(secret, users, budget))}`;
  const accounts = accountsListing(name, around);
  return accounts.length === 0
    ? ''
    : `listed by ${countedNames(`ServiceAccount ${shown(accounts[0] ?? '')}`, accounts.length)}`;
}

/** '' where nobody is known. */
export function accountUsedBy(name: string, around: Around): string {
  const users = usersOfAccount(name, around);
  return users.length === 0 ? '' : `used by ${workloadNames(users)}`;
}

/** `Deployment web and 3 others`; at least one, in their order. */
export function workloadNames(workloads: readonly WorkloadUse[]): string {
  const [first] = workloads;
  return first === undefined ? '' : countedNames(`${first.kind} ${shown(first.name)}`, workloads.length);
}

function countedNames(first: string, count: number): string {
  if (count < 2) return first;
  return `${first} and ${count - 1} ${count === 2 ? 'other' : 'others'}`;
}

/** Registries that are named before "and N more". */
const NAMED = 3;

export function forRegistries(registries: readonly string[]): string {
  if (registries.length === 0) return '';
  const names = registries.slice(0, NAMED).map((each) => shown(each));
  const more = registries.length - names.length;
  return ` for ${more === 0 ? joined(names) : `${names.join(', ')} and ${more} more`}`;
}

const LOOKUP_STEPS = 50;

/** Of the images that the keys of the secret match, as far as there is time to look. */
function registriesOf(secret: PullSecret, users: readonly WorkloadUse[], budget: Budget): readonly string[] {
  const entries = entriesOf(secret);
  if (entries.length === 0) return [];
  const { namespace, name, type } = secret;
  const usable: PullSecret = { namespace, name, type, form: 'dockerconfigjson', entries, usesHelper: false };
  const keyring = createKeyring([usable]);
  const found = new Set<string>();
  for (const repository of new Set(users.flatMap(({ repositories }) => repositories))) {
    if (!budget.spare(LOOKUP_STEPS)) break;
    if (keyring.lookup(repository).length > 0) found.add(registryOf(repository));
  }
  return [...found].sort(compare);
}

export function registryOf(repository: string): string {
  const slash = repository.indexOf('/');
  return slash === -1 ? repository : repository.slice(0, slash);
}
