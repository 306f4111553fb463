/**
 * The way out of what is wrong with a Secret. It is written at this moment, so it is mended where it is written: in place
 * by a command where it holds one registry, because a command replaces all that it holds.
 */
import type { JudgedFinding } from '../finding.js';
import { isObjectName } from '../object-name.js';
import { createNamer } from '../plan/names.js';
import { replaceSteps } from '../plan/plan.js';
import { keeperOf } from '../remedy.js';
import { isRenewing } from '../secret/makers.js';
import type { Fix, FixStep, PullSecret } from '../types.js';
import type { WrittenInput } from './judge.js';
import { NOBODYS } from './samples.js';
import type { Written } from './written.js';

/** In a command, where nothing tells which registry is meant. */
const REGISTRY = 'REGISTRY';

export type Fixer = (finding: Omit<JudgedFinding, 'fix'>) => Fix | undefined;

export function createFixer({ written, around }: Pick<WrittenInput, 'written' | 'around'>): Fixer {
  const { kind, name } = written;
  const lookup = written.secrets.get(name);
  if (kind !== 'Secret' || lookup?.state !== 'found') return () => undefined;
  const secret = lookup.value;
  const free = createNamer(isTaken(written, around));
  let beside: string | undefined;
  const besides = (): string => {
    beside ??= free();
    return beside;
  };
  const stepsFor = (finding: Parameters<Fixer>[0]): readonly FixStep[] => {
    const server = serverOf(finding.uses);
    switch (finding.code) {
      case 'PG304':
        // Its login may be as good as any: what nobody can read is when it ends.
        if (secret.saidExpiryFault === true) return saidAnew(secret);
        return mended(secret, server, besides);
      case 'PG301':
      case 'PG302':
      case 'PG303':
      case 'PG305':
      case 'PG306':
        return mended(secret, server, besides);
      case 'PG204':
        if (secret.madeBy !== undefined) return [];
        // Its type cannot be changed, so what comes to be keeps its name.
        if (finding.action === 'deny' && written.operation === 'CREATE') return [made(secret, name, server)];
        return [made(secret, besides(), server)];
      default:
        return [];
    }
  };
  return (finding) => {
    const steps = stepsFor(finding);
    return steps.length === 0 ? undefined : { steps, notes: [] };
  };
}

/** Where another of its logins tells its own end, nobody can say here which one is meant. */
function saidAnew(secret: PullSecret): readonly FixStep[] {
  const { namespace, name } = secret;
  const isOfAll = 'entries' in secret && secret.entries.every(({ expiresAt }) => expiresAt === undefined);
  return isOfAll && keeperOf(secret) === undefined ? [{ do: 'say-expiry', namespace, name }] : [];
}

/** @param free a name for a Secret beside it */
function mended(secret: PullSecret, server: string, free: () => string): readonly FixStep[] {
  const { namespace, name, madeBy } = secret;
  const by = isRenewing(madeBy) ? madeBy : keeperOf(secret);
  if (by !== undefined) return [{ do: 'renew-secret', namespace, name, by }];
  if (madeBy !== undefined) return [];
  if (secret.immutable === true) return [made(secret, free(), server)];
  const isAlone = secret.form === 'malformed' || ('entries' in secret && secret.entries.length === 1);
  const isReplaced = isAlone && secret.type === DOCKER && isObjectName(name);
  if (!isReplaced) return [{ do: 'mend-secret', name, server }];
  return replaceSteps(namespace, name, server, secret.saidExpiry !== undefined);
}

/** What the command makes; the type of what is there cannot be changed. */
const DOCKER = 'kubernetes.io/dockerconfigjson';

function made({ namespace }: PullSecret, name: string, server: string): FixStep {
  return { do: 'create-secret', namespace, name, server };
}

function serverOf(uses: JudgedFinding['uses']): string {
  const [first] = uses;
  if (first?.parsed.ok !== true) return REGISTRY;
  const { registry } = first.parsed.reference;
  return registry === NOBODYS ? REGISTRY : registry;
}

function isTaken(
  { name }: Written,
  { candidates, serviceAccounts }: WrittenInput['around'],
): (name: string) => boolean {
  const taken = new Set([
    name,
    ...(candidates.state === 'found' ? candidates.value.map((secret) => secret.name) : []),
    ...(serviceAccounts.state === 'found' ? serviceAccounts.value.flatMap((each) => each.imagePullSecrets) : []),
  ]);
  return (each) => taken.has(each);
}
