/** How the minor of Kubernetes that the tests run with differs from the one that they were recorded with. */
import { readFileSync } from 'node:fs';
import { env } from 'node:process';

type Stages = Readonly<Record<string, { readonly gates: Readonly<Record<string, string>> }>>;

/** Read in the sources of each minor (`npm run oracle:minors`). */
const STAGES = new URL('../../oracle/minor-gates.json', import.meta.url);

const minor = env['E2E_KUBERNETES'] ?? '';

/** sigs.k8s.io/json leaves embedded structs out of a path up to 1.34, and names them since its version of July 2025. */
const PATH_OF_IMAGE = ['Volume.spec.volumes.image', 'Volume.spec.volumes.VolumeSource.image'] as const;

/** What a minor prints where the recorded one prints something else; it refuses, drops and warns of the same. */
const WORDS: Readonly<Record<string, readonly (readonly [theirs: string, recorded: string])[]>> = {
  '1.33': [
    PATH_OF_IMAGE,
    ['map[string]string(nil)', 'null'],
    // The metadata of a template has a line more, `creationTimestamp: null`, and so has what kubectl compares.
    ['@@ -32,3 +32,3 @@', '@@ -31,3 +31,3 @@'],
    // kubectl tells the namespace from 1.34 on (pkg/cmd/delete/delete.go). It is that of the test which deletes in one.
    ['" deleted (server dry run)', '" deleted from team namespace (server dry run)'],
  ],
  '1.34': [PATH_OF_IMAGE],
};

/** A text of the API server or of kubectl in the words of the recorded minor. */
export function asRecorded(text: string): string {
  return (WORDS[minor] ?? []).reduce((all, [theirs, recorded]) => all.replaceAll(theirs, recorded), text);
}

/** False, or why what needs the feature gate cannot be tried: for the option `skip` of a test. */
export function withoutGate(gate: string): string | false {
  const stage = stageOf(gate);
  return stage.endsWith(', on') ? false : `Kubernetes ${minor} has ${gate} as "${stage}"`;
}

/** The same for a gate that the test itself switches on. */
export function withoutGateThere(gate: string): string | false {
  return stageOf(gate) === 'none' ? `Kubernetes ${minor} has no ${gate}` : false;
}

/** Whether it is this minor or a later one. */
export function isFrom(first: string): boolean {
  const number = (text: string): number => Number(text.split('.')[1]);
  return number(minor) >= number(first);
}

function stageOf(gate: string): string {
  const stage = (JSON.parse(readFileSync(STAGES, 'utf8')) as Stages)[minor]?.gates[gate];
  if (stage === undefined) throw new Error(`test/oracle/minor-gates.json tells nothing of ${gate} in "${minor}"`);
  return stage;
}
