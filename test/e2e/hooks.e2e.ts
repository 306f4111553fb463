/** In which order the real Helm creates hooks and what is none, and that `check` says the same. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { comesTooLate } from '../../src/core/arrival.js';
import { arrivalOf } from '../../src/manifests/arrival.js';
import { readManifests } from '../../src/manifests/read.js';
import { startControlPlane } from './support/control-plane.js';
import { createHelm, HELM_VERSIONS, helmed } from './support/helm.js';

type Annotations = Readonly<Record<string, string>>;

const hook = (events: string, weight?: string): Annotations => ({
  'helm.sh/hook': events,
  ...(weight === undefined ? {} : { 'helm.sh/hook-weight': weight }),
});

/** A ConfigMap stands for the Job that would need the secret: nothing waits for it. */
const ROWS: readonly (readonly [pods: Annotations, secret: Annotations, name?: string])[] = [
  [{}, {}],
  [hook('pre-install'), {}],
  [hook('Pre-Install, pre-upgrade', '5'), {}],
  [hook('pre-install'), hook('pre-install')],
  [hook('pre-install'), hook('pre-install'), 'zzz'],
  [hook('pre-install'), hook('pre-install'), 'regcred'],
  [hook('pre-install', '1'), hook('pre-install', '0')],
  [hook('pre-install', '-1'), hook('pre-install', 'x')],
  [hook('pre-install'), hook('post-install')],
  [hook('post-install'), {}],
  [hook('pre-upgrade'), {}],
  [hook('pre-upgrade'), hook('pre-upgrade', '-1')],
];

for (const version of HELM_VERSIONS) {
  t.test(`Helm ${version}`, async (t) => {
    const { api, admin, folder } = await startControlPlane(t);
    const helm = createHelm(version, folder, admin);
    for (const [index, [pods, secret, name = 'hook']] of ROWS.entries()) {
      const about = JSON.stringify(ROWS[index]);
      const chart = mkdtempSync(join(folder, 'chart-'));
      mkdirSync(join(chart, 'templates'));
      writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: app\nversion: 0.1.0\n');
      const args = ['app', chart, '--namespace', `row-${index}`];
      const isUpgrade = pods['helm.sh/hook']?.startsWith('pre-upgrade') === true;
      if (isUpgrade) await helmed(helm(['install', ...args, '--create-namespace']));
      const objects = [
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, annotations: pods } },
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'regcred', annotations: secret } },
      ];
      const text = objects.map((object) => JSON.stringify(object)).join('\n---\n');
      writeFileSync(join(chart, 'templates', 'all.yaml'), text);
      await helmed(helm(isUpgrade ? ['upgrade', ...args] : ['install', ...args, '--create-namespace']));
      const made = async (path: string): Promise<number> => {
        const { body } = await api.get(`/api/v1/namespaces/row-${index}/${path}`);
        return Number(body.metadata?.resourceVersion);
      };
      const isLate = (await made('secrets/regcred')) > (await made(`configmaps/${name}`));
      const [theirs, ours] = readManifests(text, 'f').objects.map((each) => arrivalOf(each, true));
      if (theirs === undefined || ours === undefined) throw new Error(text);
      t.equal(comesTooLate(ours, theirs) !== undefined, isLate, about);
    }
  });
}
