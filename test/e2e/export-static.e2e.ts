/** `pullgate export vap --static` in the directory of a real API server (KEP-5793): it holds from the start, and nobody can take it away. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { exportPolicies } from '../../src/export/policies.js';
import { renderExport } from '../../src/export/render.js';
import { mergeSettings } from '../support/case.js';
import { createNamespace } from './support/cluster.js';
import { startControlPlane } from './support/control-plane.js';
import { withoutGateThere } from './support/minor.js';
import { pod } from './support/objects.js';

const skip = withoutGateThere('ManifestBasedAdmissionControlConfig');

t.test('manifest-based admission control', { skip }, async (t) => {
  const options = { static: true, excluded: ['kube-system'] };
  const exported = exportPolicies(mergeSettings({}), options);
  const plane = await startControlPlane(t, {
    apiServer: (folder) => {
      const directory = join(folder, 'static');
      mkdirSync(directory);
      writeFileSync(join(directory, 'vap.yaml'), renderExport(exported, 'the defaults of Pullgate', options));
      const configuration = {
        apiVersion: 'apiserver.config.k8s.io/v1',
        kind: 'AdmissionConfiguration',
        plugins: [
          {
            name: 'ValidatingAdmissionPolicy',
            configuration: {
              apiVersion: 'apiserver.config.k8s.io/v1',
              kind: 'ValidatingAdmissionPolicyConfiguration',
              staticManifestsDir: directory,
            },
          },
        ],
      };
      const file = join(folder, 'admission.yaml');
      writeFileSync(file, JSON.stringify(configuration));
      return ['--feature-gates=ManifestBasedAdmissionControlConfig=true', `--admission-control-config-file=${file}`];
    },
  });
  const { api, kubectl } = plane;
  await createNamespace(plane, 'shop');
  await createNamespace(plane, 'soft', { 'pullgate.dev/mode': 'warn' });
  const refused = await api.create(pod('shop', 'web', 'nginx:latest'));
  t.match(
    refused.message,
    /ValidatingAdmissionPolicy 'pullgate-deny\.static\.k8s\.io' .*\[PG101\] the tag is "latest"/,
    'it holds at once',
  );
  const warned = await api.create(pod('soft', 'web', 'nginx:latest'));
  t.equal(warned.status, 201);
  t.match(warned.warnings.join(' '), /\[PG101\]/, 'by the label of the namespace');
  t.equal((await api.create(pod('shop', 'good', 'registry.k8s.io/pause:3.10'))).status, 201);
  await kubectl(['delete', 'validatingadmissionpolicies,validatingadmissionpolicybindings', '--all']);
  t.equal((await api.create(pod('shop', 'web', 'nginx:latest'))).status, 403, 'the API cannot take it away');
});
