/** When a second look at a cluster is the first one over again, and its verdict need not be made anew. */
import t from 'tap';
import { type Facts, factsOf, NOT_ASKED } from '../src/core/facts.js';
import type { RegistryAnswer } from '../src/core/registry-answer.js';
import { NO_ANSWERS, type RegistryAnswers } from '../src/core/registry-facts.js';
import type { Lookup, PullSecret } from '../src/core/types.js';
import { areSameFacts } from '../src/facts/same-facts.js';

const found = <T>(value: T): Lookup<T> => ({ state: 'found', value });
const unknown = (reason: string): Lookup<never> => ({ state: 'unknown', reason });
const ABSENT: Lookup<never> = { state: 'absent' };

const secret = (name: string): PullSecret => ({
  namespace: 'shop',
  name,
  type: 'kubernetes.io/dockerconfigjson',
  form: 'dockerconfigjson',
  entries: [],
  usesHelper: false,
});
const A = secret('a');
const B = secret('b');
const ANSWER: RegistryAnswer = {
  anonymous: { result: 'pullable' },
  at: 0,
  attempts: [],
  nodes: [],
  source: 'asked',
};
const ANSWERS: RegistryAnswers = new Map([['ghcr.io/acme/app:1', found(ANSWER)]]);
const SHOP = { name: 'shop', labels: {} };
const ACCOUNT = { namespace: 'shop', name: 'web', imagePullSecrets: ['a'], enforceMountable: false };

/** Made anew each time, of the same objects. */
const facts = (over: Partial<Facts> = {}): Facts => {
  const {
    now = 1,
    namespace = found(SHOP),
    effective = found({ names: ['a', 'b'], from: 'pod' as const }),
    secrets = new Map([
      ['a', found(A)],
      ['b', ABSENT],
    ]),
    elsewhere = new Map([['b', ['till', 'desk']]]),
    serviceAccount = found(ACCOUNT),
    candidates = found([A, B]),
    serviceAccounts = NOT_ASKED,
    imagesInUse = unknown('403'),
    registry = ANSWERS,
  } = over;
  return factsOf(
    { now, namespace, effective, secrets, elsewhere, registry },
    { serviceAccount, candidates, serviceAccounts, imagesInUse },
  );
};

t.test('the same objects, whatever holds them', async (t) => {
  t.ok(areSameFacts(facts(), facts()));
  const unread = { effective: unknown('503'), secrets: new Map() };
  t.ok(areSameFacts(facts(unread), facts({ ...unread, effective: unknown('503') })));
});

t.test('anything else is another look', async (t) => {
  const rows: Readonly<Record<string, Partial<Facts>>> = {
    'another moment': { now: 2 },
    'labels read anew': { namespace: found({ ...SHOP }) },
    'a namespace that is gone': { namespace: ABSENT },
    'a list in another order': { effective: found({ names: ['b', 'a'], from: 'pod' }) },
    'a longer list': { effective: found({ names: ['a', 'b', 'c'], from: 'pod' }) },
    'the list of another': { effective: found({ names: ['a', 'b'], from: 'serviceAccount' }) },
    'a list that is unknown': { effective: unknown('503') },
    'a secret read anew': {
      secrets: new Map([
        ['a', found(secret('a'))],
        ['b', ABSENT],
      ]),
    },
    'a secret that has come': {
      secrets: new Map([
        ['a', found(A)],
        ['b', found(B)],
      ]),
    },
    'a secret that is unknown': {
      secrets: new Map([
        ['a', found(A)],
        ['b', unknown('503')],
      ]),
    },
    'another order of secrets': {
      secrets: new Map<string, Lookup<PullSecret>>([
        ['b', ABSENT],
        ['a', found(A)],
      ]),
    },
    'one secret less': { secrets: new Map([['a', found(A)]]) },
    'a secret more': {
      secrets: new Map([
        ['a', found(A)],
        ['b', ABSENT],
        ['c', ABSENT],
      ]),
    },
    'another namespace that holds it': { elsewhere: new Map([['b', ['till', 'shop']]]) },
    'none that holds it': { elsewhere: new Map() },
    'an account read anew': { serviceAccount: found({ ...ACCOUNT }) },
    'one candidate less': { candidates: found([A]) },
    'other candidates': { candidates: found([A, secret('b')]) },
    'a list that may be longer': { candidates: { state: 'found', value: [A, B], partial: true } },
    'what was asked now': { serviceAccounts: found([]) },
    'another reason': { imagesInUse: unknown('503') },
    'what a registry says now': { registry: new Map([['ghcr.io/acme/app:1', found({ ...ANSWER })]]) },
    'a registry that was not asked': { registry: NO_ANSWERS },
    'an image more': { registry: new Map([...ANSWERS, ['ghcr.io/acme/app:2', unknown('no time')]]) },
  };
  for (const [name, over] of Object.entries(rows)) {
    t.notOk(areSameFacts(facts(), facts(over)), name);
    t.notOk(areSameFacts(facts(over), facts()), `${name}, the other way round`);
  }
});
