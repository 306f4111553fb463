/** What the minor of Kubernetes that the tests run with has switched on; `npm run oracle:minors` reads it in the sources. */
import { readFileSync } from 'node:fs';
import { env } from 'node:process';

type Stages = Readonly<Record<string, { readonly gates: Readonly<Record<string, string>> }>>;

const STAGES = new URL('../../oracle/minor-gates.json', import.meta.url);

/** False, or why what needs the feature gate cannot be tried: for the option `skip` of a test. */
export function withoutGate(gate: string): string | false {
  const minor = env['E2E_KUBERNETES'] ?? '';
  const stage = (JSON.parse(readFileSync(STAGES, 'utf8')) as Stages)[minor]?.gates[gate];
  if (stage === undefined) throw new Error(`test/oracle/minor-gates.json tells nothing of ${gate} in "${minor}"`);
  return stage.endsWith(', on') ? false : `Kubernetes ${minor} has ${gate} as "${stage}"`;
}
