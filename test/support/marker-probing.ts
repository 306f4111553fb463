/** Keys and logins that hold what is planted, on the way from a Secret to a registry that refuses them, and what is said of it. */
import { inspect } from 'node:util';
import { explainReport } from '../../src/cli/explain/build.js';
import { renderExplanation } from '../../src/cli/explain/text.js';
import type { PullOutcome } from '../../src/core/registry-answer.js';
import { parsePullSecret } from '../../src/core/secret/parse.js';
import type { RawSecret } from '../../src/core/types.js';
import { assess } from '../../src/facts/assess.js';
import { explainImage } from '../../src/facts/explain.js';
import { createAsking } from '../../src/registry/asking.js';
import type { Login } from '../../src/registry/prober.js';
import { admission, IMAGES, type Leak, NOW, note, pod, SETTINGS, stateWith } from './marker-faces.js';

const TYPE = 'kubernetes.io/dockerconfigjson';
const REFUSED: PullOutcome = { result: 'refused', status: 401, at: 'token', what: 'credential', mayBeAbsent: false };

/** The same login under the key, and under one that matches every image. */
function rawOf(key: string): RawSecret {
  const login = { username: 'zaPhod5', password: 'maRkerq7' };
  const auths = { [key]: login, '*': login, '*.*': login, '*.*.*:5000': login, 'localhost:5000': login };
  const data = { '.dockerconfigjson': new TextEncoder().encode(JSON.stringify({ auths })) };
  return { namespace: 'shop', name: 'regcred', type: TYPE, data };
}

/** The first leaks of answers, verdicts and explanations, and how many logins were sent. */
export async function throughProbing(keys: readonly string[]) {
  const leaks: Leak[] = [];
  let sent = 0;
  for (const [at, key] of keys.entries()) {
    const raw = rawOf(key);
    const shown: string[] = [];
    const probe = async (_: unknown, logins: readonly Login[]) => {
      sent += logins.length;
      shown.push(inspect(logins, { showHidden: true, depth: 9 }), JSON.stringify(logins));
      const attempts = logins.map(({ secret, entry }) => ({ secret, entry, outcome: REFUSED, at: NOW }));
      return { anonymous: REFUSED, at: NOW, attempts };
    };
    const registry = createAsking({
      prober: { mayAsk: () => undefined, probe },
      readSecret: async () => ({ state: 'found', value: raw }),
      nodes: async () => [],
      now: () => NOW,
    });
    const context = { settings: SETTINGS, state: stateWith(parsePullSecret(raw), true), registry, now: NOW };
    const image = IMAGES[at % IMAGES.length] ?? '';
    const { subject: _, ...verdict } = await assess(admission(pod(image, ['regcred'])), context);
    const question = { image, namespace: 'shop', serviceAccount: '', pullSecrets: ['regcred'] };
    const report = explainReport(await explainImage(question, context), { cluster: 'a test', policy: undefined });
    for (const text of shown) note(leaks, key, 'login', text);
    note(leaks, key, 'verdict', JSON.stringify(verdict));
    note(leaks, key, 'explain -o json', JSON.stringify(report));
    note(leaks, key, 'explain', renderExplanation(report));
  }
  return { leaks, sent };
}
