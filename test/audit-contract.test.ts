/** An audit says of an object what the webhook would say if it were created now: one engine, one verdict. */
import t from 'tap';
import { type JudgedObject, judgedObjects, type Step } from '../src/audit/judged.js';
import { controllerOf } from '../src/audit/owners.js';
import type { Admission } from '../src/core/types.js';
import { findWorkload } from '../src/core/workloads.js';
import { type Assessment, assess } from '../src/facts/assess.js';
import type { Streamed, ThereObject } from '../src/facts/objects-there.js';
import { NOW } from './support/case.js';
import { ofKubelet, ofRules, type Question } from './support/snapshot-parity.js';
import { stateOf } from './support/state.js';

const CONTROLLER = 'system:serviceaccount:kube-system:replicaset-controller';

async function audited({ admission, objects, settings }: Question): Promise<JudgedObject | undefined> {
  const { kind, namespace, name, object } = admission;
  const workload = findWorkload(kind, settings.kinds);
  if (workload === undefined) return undefined;
  const there: ThereObject = { workload, kind, namespace, name, object, source: 'cluster', file: '', line: 0 };
  const stream = async function* (): AsyncGenerator<Streamed> {
    yield { there };
  };
  const request = { objects: stream, settings, state: stateOf(objects), now: NOW, only: undefined, namespaces: [] };
  const steps: Step[] = [];
  for await (const step of judgedObjects(request)) steps.push(step);
  const [first] = steps;
  return first?.is === 'judged' ? first.judged : undefined;
}

const saidOf = ({ decision, findings }: Pick<Assessment, 'decision' | 'findings'>) => ({
  decision,
  findings: findings.map(({ code, action, problem, because }) => ({
    ...{ code, action, problem },
    // Nothing is added any more to a Pod that is there.
    because: because.replace(', so injection leaves it out', ''),
  })),
});

t.test('cases of the rules and pods of a real kubelet: the verdict is that of the webhook', async (t) => {
  let compared = 0;
  for (const question of [...ofRules(), ...ofKubelet(5)]) {
    const { admission, objects, settings, label } = question;
    // Of what is there nobody knows who asked, whether as a dry run, and what it was before.
    if (admission.operation !== 'CREATE' || admission.subresource !== '' || admission.dryRun) continue;
    if (settings.exemptions.some(({ users, groups }) => users !== undefined || groups !== undefined)) continue;
    const judged = await audited(question);
    if (judged === undefined) continue;
    const user = judged.by === 'kubernetes' ? CONTROLLER : 'somebody';
    const review: Admission = { ...admission, user, source: 'review' };
    const asked = await assess(review, { settings, state: stateOf(objects), now: NOW });
    t.strictSame(saidOf(judged.assessment), saidOf(asked), label);
    compared += 1;
  }
  t.ok(compared > 150, `${compared} verdicts were compared`);
});

t.test('who makes a Pod decides as whom it is judged', async (t) => {
  const pod = (owner?: { readonly apiVersion: string; readonly kind: string }): Question => {
    const [first] = ofRules().filter(({ label }) => label.startsWith('PG201/fail'));
    if (first === undefined) throw new Error('there is no case of PG201');
    const metadata = {
      ...{ name: 'web-0', namespace: 'shop' },
      ...(owner === undefined ? {} : { ownerReferences: [{ ...owner, name: 'web', controller: true }] }),
    };
    const spec = { containers: [{ name: 'web', image: 'registry.example.com/web:1' }] };
    const object = { apiVersion: 'v1', kind: 'Pod', metadata, spec };
    const kind = { group: '', version: 'v1', kind: 'Pod' };
    return { ...first, objects: [], admission: { ...first.admission, kind, namespace: 'shop', name: 'web-0', object } };
  };
  const rows = [
    [undefined, 'itself', 'deny'],
    [{ apiVersion: 'apps/v1', kind: 'ReplicaSet' }, 'kubernetes', 'warn'],
    [{ apiVersion: 'batch/v1', kind: 'Job' }, 'kubernetes', 'warn'],
    [{ apiVersion: 'v1', kind: 'ReplicationController' }, 'kubernetes', 'warn'],
    // Of a name that is ours in a group that is not.
    [{ apiVersion: 'example.com/v1', kind: 'ReplicaSet' }, 'others', 'deny'],
    [{ apiVersion: 'kafka.strimzi.io/v1beta2', kind: 'StrimziPodSet' }, 'others', 'deny'],
  ] as const;
  for (const [owner, by, decision] of rows) {
    const judged = await audited(pod(owner));
    t.equal(judged?.by, by, JSON.stringify(owner));
    t.equal(judged?.assessment.decision, decision, JSON.stringify(owner));
  }
  const { object } = pod({ apiVersion: 'apps/v1', kind: 'ReplicaSet' }).admission;
  t.strictSame(controllerOf(object), { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web' });
});
