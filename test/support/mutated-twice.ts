/** Every Pod of the fixtures, mutated, patched and mutated again, with injection on everywhere. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Admission } from '../../src/core/types.js';
import { inject } from '../../src/facts/inject.js';
import { admissionOf, NOW, readCase } from './case.js';
import { ALL, patched } from './injection.js';
import { eventsOf, readRows } from './recorded-pods.js';
import { type KubeObject, stateOf } from './state.js';

export interface Mutated {
  readonly pods: number;
  /** Those that got a secret: without them it would be no test. */
  readonly changed: number;
  /** What the second call changed. */
  readonly wrong: readonly string[];
}

interface Scene {
  readonly name: string;
  readonly admission: Admission;
  readonly objects: readonly KubeObject[];
}

function scenes(): readonly Scene[] {
  const root = fileURLToPath(new URL('../fixtures/rules', import.meta.url));
  const rules = readdirSync(root).flatMap((code) =>
    ['fail', 'pass'].flatMap((verdict) =>
      readdirSync(`${root}/${code}/${verdict}`).map((file): Scene => {
        const one = readCase(`${root}/${code}/${verdict}/${file}`);
        return { name: `${code}/${verdict}/${file}`, admission: admissionOf(one), objects: one.objects };
      }),
    ),
  );
  const recorded = readRows()
    .flatMap(eventsOf)
    .map(({ label, admission, objects }): Scene => ({ name: label, admission, objects }));
  const pods = [...rules, ...recorded].filter(
    ({ admission }) => admission.kind.kind === 'Pod' && admission.operation === 'CREATE',
  );
  return [...pods, ...pods.flatMap(withoutSecrets)];
}

/** Most Pods of the fixtures name what they need: without that there is something to add. */
function withoutSecrets({ name, admission, objects }: Scene): readonly Scene[] {
  const { spec, ...rest } = Object(admission.object);
  if (!Array.isArray(spec?.imagePullSecrets) || spec.imagePullSecrets.length === 0) return [];
  const { imagePullSecrets: _, ...bare } = spec;
  return [{ name: `${name}, without its list`, admission: { ...admission, object: { ...rest, spec: bare } }, objects }];
}

export async function mutatedTwice(): Promise<Mutated> {
  const wrong: string[] = [];
  let changed = 0;
  const all = scenes();
  for (const { name, admission, objects } of all) {
    const context = { settings: ALL, state: stateOf(objects), now: NOW };
    const first = await inject(admission, context);
    if ((first.injection?.patch.length ?? 0) === 0) continue;
    changed += 1;
    const object = patched(admission.object as KubeObject, first);
    const second = await inject({ ...admission, object }, context);
    if ((second.injection?.patch.length ?? 0) > 0) wrong.push(`${name}: ${JSON.stringify(second.injection?.patch)}`);
  }
  return { pods: all.length, changed, wrong };
}
