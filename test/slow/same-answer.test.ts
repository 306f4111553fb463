/** `explain -f`, over all that test/same-answer compares the other faces by. */
import t from 'tap';
import type { ExplainedObjects } from '../../src/cli/explain/report.js';
import { findWorkload } from '../../src/core/workloads.js';
import { explainFaults } from '../support/check-formats.js';
import {
  asFile,
  byLibrary,
  cli,
  createSeen,
  explained,
  OF_REGISTRIES,
  picked,
  QUESTIONS,
  same,
  written,
} from '../support/faces.js';

t.test('explain -f says what the library says, of every object that a file can hold', async (t) => {
  const seen = createSeen();
  for (const question of QUESTIONS) {
    const { admission, settings, offline } = question;
    if (admission.object === null || offline || findWorkload(admission.kind, settings.kinds) === undefined) continue;
    const { config, judged, around } = written(question);
    const { code, out } = await cli(['explain', '-f', judged, ...around, ...config, '-o', 'json']);
    if (code === 2) t.fail(`${question.label}: ${out}`);
    same(t, explainFaults(out), [], `${question.label}: the schema`);
    const { objects }: ExplainedObjects = JSON.parse(out);
    const said = await byLibrary(question, asFile(admission));
    same(
      t,
      objects.map(({ verdict }) => ({ decision: verdict.decision, findings: verdict.findings.map(picked) })),
      [{ decision: said.decision, findings: said.findings.map(explained) }],
      question.label,
    );
    seen.add(question, said);
  }
  seen.enough(t, { rules: 100, reviews: 20, kubelet: 300, field: 55 }, [...OF_REGISTRIES, 'PG901']);
});
