/**
 * What a cluster says and what its snapshot says are the same, verdict and text: over the pods of a real kubelet, the cases
 * of the rules, and the recorded requests; through the bytes of the file each time.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import t, { type Test } from 'tap';
import type { Settings } from '../src/core/settings.js';
import type { Admission } from '../src/core/types.js';
import { type Assessment, assess } from '../src/facts/assess.js';
import type { ClusterState } from '../src/facts/cluster-state.js';
import { inject } from '../src/facts/inject.js';
import { readManifests } from '../src/manifests/read.js';
import { createManifestState } from '../src/manifests/state.js';
import { admissionOf, NOW, readCase } from './support/case.js';
import { eventsOf, readRows } from './support/recorded-pods.js';
import { settingsOf } from './support/recorded-verdicts.js';
import { throughSnapshot } from './support/snapshots.js';
import type { KubeObject } from './support/state.js';

interface Question {
  readonly label: string;
  readonly admission: Admission;
  readonly objects: readonly KubeObject[];
  readonly settings: Settings;
}

const CASES = fileURLToPath(new URL('fixtures/rules', import.meta.url));

function fromCases(): readonly Question[] {
  return readdirSync(CASES).flatMap((code) =>
    ['pass', 'fail'].flatMap((verdict) =>
      readdirSync(join(CASES, code, verdict)).flatMap((file) => {
        const one = readCase(join(CASES, code, verdict, file));
        const { objects, settings, offline } = one;
        const label = `${code}/${verdict}/${file}`;
        return offline ? [] : [{ label, admission: admissionOf(one), objects, settings }];
      }),
    ),
  );
}

function fromKubelet(): readonly Question[] {
  return readRows()
    .flatMap(eventsOf)
    .map(({ row, label, objects, admission }) => ({ label, admission, objects, settings: settingsOf(row) }));
}

async function compare(t: Test, questions: readonly Question[]): Promise<number> {
  let different = 0;
  for (const { label, admission, objects, settings } of questions) {
    const text = objects.map((each) => JSON.stringify(each)).join('\n');
    const cluster = createManifestState(readManifests(text, 'test').objects, { offline: false });
    const snapshot = throughSnapshot(cluster.inventory());
    for (const asked of [admission, { ...admission, source: 'file' as const, operation: 'CREATE' as const }]) {
      for (const work of [assess, inject]) {
        const say = async (state: ClusterState): Promise<Assessment> => work(asked, { settings, state, now: NOW });
        const [there, here] = [await say(cluster), await say(snapshot)];
        if (isDeepStrictEqual(JSON.parse(JSON.stringify(here)), JSON.parse(JSON.stringify(there)))) continue;
        different += 1;
        t.strictSame(JSON.parse(JSON.stringify(here)), JSON.parse(JSON.stringify(there)), label);
      }
    }
  }
  return different;
}

t.test('the pods of a real kubelet: a snapshot says what the cluster says', async (t) => {
  const questions = fromKubelet();
  t.ok(questions.length > 336, `${questions.length} requests`);
  t.equal(await compare(t, questions), 0);
});

t.test('the cases of the rules: a snapshot says what the cluster says', async (t) => {
  const questions = fromCases();
  t.ok(questions.length > 150, `${questions.length} cases`);
  t.equal(await compare(t, questions), 0);
});
