/**
 * The way out of what is wrong with a Secret. It is written at this moment, so it is mended where it is written: in place
 * by a command where it holds one registry, because a command replaces all that it holds.
 */
import type { JudgedFinding } from '../finding.js';
import { isObjectName } from '../object-name.js';
import { createNamer } from '../plan/names.js';
import { isRenewing } from '../secret/makers.js';
import type { Fix, FixStep, PullSecret } from '../types.js';
import type { WrittenInput } from './judge.js';
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
  const stepFor = (finding: Parameters<Fixer>[0]): FixStep | undefined => {
    const server = serverOf(finding.uses);
    switch (finding.code) {
      case 'PG301':
      case 'PG302':
      case 'PG303':
      case 'PG304':
      case 'PG305':
      case 'PG306':
        return mended(secret, server);
      case 'PG204':
        if (secret.madeBy !== undefined) return undefined;
        // Its type cannot be changed, so what comes to be keeps its name.
        if (finding.action === 'deny' && written.operation === 'CREATE') return made(secret, name, server);
        beside ??= free();
        return made(secret, beside, server);
      default:
        return undefined;
    }
  };
  return (finding) => {
    const step = stepFor(finding);
    return step === undefined ? undefined : { steps: [step], notes: [] };
  };
}

function mended({ namespace, name, madeBy, ...secret }: PullSecret, server: string): FixStep | undefined {
  if (madeBy !== undefined) return isRenewing(madeBy) ? { do: 'renew-secret', namespace, name, by: madeBy } : undefined;
  const isAlone = secret.form === 'malformed' || ('entries' in secret && secret.entries.length === 1);
  const isReplaced = isAlone && secret.type === DOCKER && isObjectName(name);
  return isReplaced ? { do: 'replace-secret', namespace, name, server } : { do: 'mend-secret', name, server };
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

/** Of samples.ts: what cannot be parsed names no registry. */
const NOBODYS = 'registry.invalid';

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
