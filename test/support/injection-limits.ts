import type { Test } from 'tap';
import type { Facts } from '../../src/core/facts.js';
import { LIMITS } from '../../src/core/inject/cover.js';
import { type PlanLimits, planInjection } from '../../src/core/inject/plan.js';
import { MOST_MATCHES } from '../../src/core/inject/survey.js';
import { requestFacts } from '../../src/core/request.js';
import { toSubject } from '../../src/core/subject.js';
import type { AuthEntry, PullSecret } from '../../src/core/types.js';
import { findWorkload } from '../../src/core/workloads.js';
import { gatherFacts } from '../../src/facts/gather.js';
import { finish } from '../../src/facts/steps.js';
import { anAdmission } from '../helpers/reviews.js';
import { NOW } from './case.js';
import { ALL, aPod, aSecret, type Login } from './injection.js';
import { type KubeObject, stateOf } from './state.js';

// A linear congruential generator: the same cases every time.
let seed = 20_261_126;
export function random(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
}

export const numbers = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

/** What injection would do, and how many credentials it weighed for that. */
export async function planned(
  images: readonly string[],
  cluster: readonly KubeObject[],
  more: Partial<PlanLimits> = {},
) {
  const workload = findWorkload({ group: '', version: 'v1', kind: 'Pod' }, []);
  if (workload === undefined) throw new Error('a Pod is a workload');
  const subject = toSubject({ ...anAdmission({ namespace: 'shop' }), origin: 'person' }, workload, aPod(images));
  const gathered = await finish(
    gatherFacts(subject, {
      settings: ALL,
      state: stateOf(cluster),
      now: NOW,
      request: requestFacts(anAdmission(), []),
    }),
  );
  const { facts, weighed } = counting(gathered.facts);
  const input = { subject, outlooks: gathered.outlooks, facts, settings: ALL, origin: 'person' } as const;
  const plan = planInjection(input, { ...LIMITS, matches: MOST_MATCHES, ...more });
  return { plan, subject, outlooks: gathered.outlooks, weighed: weighed() };
}

/** Each time a credential is weighed, somebody asks whether it has a user. */
function counting(facts: Facts): { readonly facts: Facts; readonly weighed: () => number } {
  let weighed = 0;
  const counted = (secret: PullSecret): PullSecret => {
    if (!('entries' in secret)) return secret;
    const entries = secret.entries.map((entry): AuthEntry => {
      return Object.defineProperty({ ...entry }, 'hasUser', {
        enumerable: true,
        get: () => {
          weighed += 1;
          return entry.hasUser;
        },
      });
    });
    return { ...secret, entries };
  };
  const { candidates } = facts;
  if (candidates.state !== 'found') return { facts, weighed: () => weighed };
  return {
    facts: { ...facts, candidates: { state: 'found', value: candidates.value.map(counted) } },
    weighed: () => weighed,
  };
}

/** So many clusters and Pods, each planned with next to no steps and with all of them. */
export async function littleSteps(t: Test, rounds: number): Promise<void> {
  const IMAGES = [
    'docker.io/acme/app:1',
    'ghcr.io/acme/app:1',
    'quay.example.com/acme/app:1',
    'registry.k8s.io/pause:3',
  ];
  const KEYS = ['https://index.docker.io/v1/', 'docker.io', '*.io', 'ghcr.io', 'ghcr.io/acme', 'quay.example.com'];
  const LOGINS: readonly Login[] = ['good', 'good', 'good', 'suspect', 'expired'];
  const pick = <T>(of: readonly T[]): T | undefined => of[random(of.length)];
  const seen = { add: 0, limited: 0, worse: 0 };
  for (let number = 0; number < rounds; number += 1) {
    const cluster = numbers(1 + random(6)).map((index) => {
      const auths = numbers(1 + random(2)).map(() => [pick(KEYS), pick(LOGINS)]);
      return aSecret(`s${index}`, Object.fromEntries(auths));
    });
    const images = IMAGES.filter(() => random(3) > 0);
    const little = { matches: 1 + random(12), sets: 1 + random(4), steps: 1 + random(20) };
    const { plan, outlooks } = await planned(images, cluster, little);
    const full = (await planned(images, cluster)).plan;
    t.strictSame((await planned(images, cluster, little)).plan.add, plan.add, 'the same every time');
    if (plan.limited === true) seen.limited += 1;
    else t.strictSame(plan.add, full.add, 'not limited: not another one');
    if (full.outcome === 'add' && plan.outcome !== 'add') seen.worse += 1;
    t.notOk(plan.outcome === 'add' && full.outcome !== 'add', 'it never adds where nothing serves all');
    if (plan.outcome !== 'add') continue;
    seen.add += 1;
    for (const [index, before] of outlooks.entries()) {
      const after = plan.after?.outlooks[index];
      t.equal(after?.state, 'works', `everything works: ${images[index]}`);
      const sound = after?.matches.some(({ standing, stale }) => standing === 'good' && !stale) === true;
      t.ok(after?.matches.length === 0 || sound || before.matches.length > 0, 'no anonymous pull is taken away');
    }
  }
  t.ok(seen.add > (3 * rounds) / 40 && seen.limited > rounds / 4 && seen.worse > rounds / 80, JSON.stringify(seen));
}
