/** `pullgate export vap`: what of a policy the API server can keep by itself, as a file. */
import { isNamespaceName } from '../../core/object-name.js';
import { OUTSIDE_NAMESPACES } from '../../core/outside.js';
import { count } from '../../core/words/count.js';
import { exportPolicies } from '../../export/policies.js';
import { costWarning, renderExport } from '../../export/render.js';
import { Fault } from '../../process/errors.js';
import { printable } from '../../text/printable.js';
import { openNamed } from '../cluster-source.js';
import { type Invocation, type Io, optionGiven, optionText } from '../command.js';
import { writeText } from '../output.js';
import { settlePolicy } from '../policy.js';
import { homeOf, policyLine, type ReportedPolicy } from '../policy-line.js';
import { requireConfig } from '../session.js';

export async function run(invocation: Invocation, io: Io): Promise<number> {
  const [what] = invocation.positionals;
  if (what !== 'vap') throw new Fault('PG_E_USAGE', `there is no export ${JSON.stringify(what)}; it is vap`);
  const named = invocation.options['exclude-namespace'] ?? [];
  const wrong = named.find((name) => !isNamespaceName(name));
  if (wrong !== undefined) throw new Fault('PG_E_USAGE', `${JSON.stringify(wrong)} is no name of a namespace`);
  const local = await requireConfig(invocation, io);
  const cluster = await openNamed(invocation, local.server.cluster, io);
  try {
    for (const warning of cluster?.warnings ?? []) io.stderr.write(printable(`warning: ${warning}\n`));
    const { settings, policy } = await settlePolicy(invocation, local, cluster, io);
    const home = homeOf(policy);
    const options = {
      static: optionGiven(invocation, 'static'),
      excluded: [...new Set([...OUTSIDE_NAMESPACES, ...named, ...(home === undefined ? [] : [home])])].sort(),
    };
    const exported = exportPolicies(settings, options);
    const name = policy === undefined ? (local.file ?? '') : policy.name;
    writeText(
      renderExport(exported, name === '' ? 'the defaults of Pullgate' : printable(name), options),
      optionText(invocation, 'output'),
      io,
    );
    for (const line of told(exported, policy)) io.stderr.write(printable(`${line}\n`));
    return 0;
  } finally {
    cluster?.close();
  }
}

function told(
  { objects, codes, unsaid, mostImages }: ReturnType<typeof exportPolicies>,
  policy: ReportedPolicy | undefined,
): readonly string[] {
  const policies = objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').length;
  const costs = costWarning(mostImages);
  return [
    ...(policy === undefined ? [] : [policyLine(policy)]),
    `Export: ${count(policies, 'policy', 'policies')} and ${count(objects.length - policies, 'binding')} with ${codes.join(', ')}`,
    ...unsaid.map((each) => `note: ${each}`),
    ...(costs === undefined ? [] : [`warning: ${costs}`]),
  ];
}
