/** Credential providers with ServiceAccount tokens, against recorded answers of the kubelet's own code. */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { importNodeCredentials } from '../src/config/node-credentials.js';
import { coverageOf, type NodeCredential } from '../src/core/credential-providers.js';
import { registryNeed } from '../src/core/registries.js';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.js';
import type { Admission, Lookup, ServiceAccountFacts } from '../src/core/types.js';
import { assess } from '../src/facts/assess.js';
import { askBy, askedBy, type ClusterState } from '../src/facts/cluster-state.js';
import { serviceAccountFacts } from '../src/facts/objects.js';
import { podCreated } from './support/case.js';

interface Recorded {
  readonly config: { readonly providers: readonly { readonly name: string }[] };
  readonly cases: readonly {
    readonly image: string;
    readonly account?: { readonly annotations: Readonly<Record<string, string>> };
    readonly asked: readonly string[];
  }[];
  readonly refused: readonly { readonly what: string; readonly config: unknown; readonly refused: boolean }[];
}

const RECORDED: Recorded = JSON.parse(
  readFileSync(new URL('./vectors/credential-providers-1.36.json', import.meta.url), 'utf8'),
);

/** As a configuration file would hold it. */
async function nodeCredentialsOf(config: unknown): Promise<readonly NodeCredential[]> {
  const { parse } = await import('yaml');
  const imported = importNodeCredentials(JSON.stringify(config));
  return imported.ok ? parse(imported.yaml).registries.nodeCredentials : [];
}

function withNodes(nodeCredentials: readonly NodeCredential[], more: Partial<Settings> = {}): Settings {
  return { ...DEFAULT_SETTINGS, registries: { ...DEFAULT_SETTINGS.registries, nodeCredentials }, ...more };
}

function lookupOf(account: Recorded['cases'][number]['account']): Lookup<ServiceAccountFacts> {
  if (account === undefined) return { state: 'absent' };
  return { state: 'found', value: serviceAccountFacts('n', 'a', { metadata: account }) };
}

function isCovered(repository: string, account: Lookup<ServiceAccountFacts>, settings: Settings): boolean {
  const { need, providers } = registryNeed(repository, settings);
  return need === 'node' && (providers === undefined || coverageOf(providers, account).state === 'covered');
}

t.test('for each Pod the nodes bring a credential exactly where the kubelet asked a provider', async (t) => {
  const settings = withNodes(await nodeCredentialsOf(RECORDED.config));
  t.ok(RECORDED.cases.some(({ asked }) => asked.length > 0) && RECORDED.cases.some(({ asked }) => asked.length === 0));
  for (const { image, account, asked } of RECORDED.cases) {
    const what = `${image} for ${account === undefined ? 'a static pod' : JSON.stringify(account.annotations)}`;
    t.equal(isCovered(image, lookupOf(account), settings), asked.length > 0, what);
  }
});

t.test('a config is refused exactly where the kubelet does not start with it', async (t) => {
  t.ok(RECORDED.refused.some(({ refused }) => refused) && RECORDED.refused.some(({ refused }) => !refused));
  for (const { what, config, refused } of RECORDED.refused) {
    t.equal(!importNodeCredentials(JSON.stringify(config)).ok, refused, what);
  }
});

t.test('what is imported keeps conditions, and says what it leaves out', async (t) => {
  const imported = importNodeCredentials(JSON.stringify(RECORDED.config));
  t.matchSnapshot(imported.ok ? `${imported.yaml}---\n${imported.notes.join('\n')}` : imported.mistakes.join('\n'));
  const refused = RECORDED.refused.flatMap(({ config }) => {
    const each = importNodeCredentials(JSON.stringify(config));
    return each.ok ? [] : each.mistakes;
  });
  t.matchSnapshot(refused.join('\n'));
});

const WITH_KEY = {
  name: 'p',
  matchImages: ['*.azurecr.io'],
  tokenAttributes: { requireServiceAccount: true, requiredServiceAccountAnnotationKeys: ['role'] },
};
const NOBODY: Lookup<ServiceAccountFacts> = lookupOf({ annotations: {} });
const SOMEBODY: Lookup<ServiceAccountFacts> = lookupOf({ annotations: { role: '' } });

t.test('a condition stands beside the other lists', async (t) => {
  const aks = { cluster: { ...DEFAULT_SETTINGS.cluster, provider: 'aks' } } as const;
  const rows: readonly (readonly [what: string, settings: Settings, expected: readonly [boolean, boolean]])[] = [
    ['alone', withNodes([WITH_KEY]), [false, true]],
    ["in place of the cloud's own pattern", withNodes([WITH_KEY], aks), [false, true]],
    ['beside a shorter pattern without one', withNodes([WITH_KEY, '*.azurecr.*']), [true, true]],
    ['beside another registry', withNodes([WITH_KEY, 'quay.io']), [false, true]],
  ];
  for (const [what, settings, expected] of rows) {
    const found = [NOBODY, SOMEBODY].map((account) => isCovered('acme.azurecr.io/web', account, settings));
    t.strictSame(found, expected, what);
  }
  const { registries } = withNodes([WITH_KEY]);
  const listed = { ...DEFAULT_SETTINGS, registries: { ...registries, private: ['acme.azurecr.io/own/'] } };
  t.equal(registryNeed('acme.azurecr.io/own/web', listed).need, 'private', 'the longest pattern decides');
  t.equal(registryNeed('acme.azurecr.io/web', listed).pattern, '*.azurecr.io');
});

t.test('who does not know the ServiceAccount does not guess', async (t) => {
  const unknown: Lookup<ServiceAccountFacts> = { state: 'unknown', reason: 'no answer' };
  t.strictSame(coverageOf([WITH_KEY], unknown), unknown);
  const open = { ...WITH_KEY, tokenAttributes: { requireServiceAccount: true } };
  t.equal(coverageOf([open], unknown).state, 'covered', 'it is asked whatever the account has');
  t.equal(coverageOf([open], { state: 'absent' }).state, 'absent');
});

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name: 'web' },
  spec: {
    serviceAccountName: 'web',
    containers: [{ name: 'web', image: 'acme.azurecr.io/web:1' }],
  },
};

const ADMISSION: Admission = podCreated(POD);

/** Of a Pod that came through admission only its own list is read, but for what the nodes ask of its ServiceAccount. */
t.test('the ServiceAccount of a Pod is asked for where a provider depends on it, and nowhere else', async (t) => {
  const asked: string[] = [];
  const state = (account: Lookup<ServiceAccountFacts>): ClusterState =>
    askedBy(
      askBy((question) => {
        asked.push(question.about);
        const answers: Readonly<Record<string, Lookup<unknown>>> = {
          namespace: { state: 'found', value: { name: 'shop', labels: {} } },
          serviceAccount: account,
          pullSecrets: { state: 'found', value: [] },
          serviceAccounts: { state: 'found', value: [] },
        };
        return answers[question.about] ?? { state: 'absent' };
      }),
      { namesCostNothing: undefined },
    );
  const rows: readonly (readonly [Lookup<ServiceAccountFacts>, codes: string])[] = [
    [SOMEBODY, ''],
    [NOBODY, 'PG404'],
    [{ state: 'unknown', reason: 'no answer' }, 'PG901'],
    [{ state: 'absent' }, ''],
  ];
  for (const [account, codes] of rows) {
    const settings = { ...withNodes([WITH_KEY]), cluster: { provider: 'none', pods: false } } as const;
    const { findings } = await assess(ADMISSION, { settings, state: state(account), now: 0 });
    t.equal(findings.map(({ code }) => code).join(), codes, account.state);
    t.ok(asked.splice(0).includes('serviceAccount'));
  }
  const plain = { ...withNodes(['*.azurecr.io']), cluster: { provider: 'none', pods: false } } as const;
  t.strictSame((await assess(ADMISSION, { settings: plain, state: state(NOBODY), now: 0 })).findings, []);
  t.notOk(asked.includes('serviceAccount'));
});
