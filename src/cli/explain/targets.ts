/** What is to be explained, found: an object of the cluster, or those of files. */

import type { ExtraKind } from '../../core/settings.js';
import type { Admission } from '../../core/types.js';
import { shown } from '../../core/words/escape.js';
import { asCreated } from '../../facts/as-created.js';
import type { ClusterState } from '../../facts/cluster-state.js';
import type { FindRawSecret } from '../../manifests/raw-secrets.js';
import { Fault } from '../../process/errors.js';
import { allWorkloads, type InputObject, loadInput } from '../check-input.js';
import type { AskedCluster } from '../cluster-source.js';
import type { Io } from '../command.js';
import type { LiveObject } from '../live/ask.js';
import { applied, createdAgain } from '../live/submitted.js';
import type { ReportDiagnostic } from '../report.js';
import { toAdmission } from '../result.js';
import type { NamedObject } from './kind-words.js';

export interface Target {
  readonly admission: Admission;
  /** '' for what is in the cluster. */
  readonly file: string;
  readonly line: number;
  /** The same, as `--live` sends it. */
  readonly live: () => LiveObject;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** The cluster with the files in it. */
  readonly state: ClusterState;
  /** The Secrets of the files with their data; absent where there are no files. */
  readonly rawSecret?: FindRawSecret;
  readonly diagnostics: readonly ReportDiagnostic[];
}

/** Throws a Fault where it is not there, or cannot be read. */
export async function targetInCluster(
  { word, workload, name }: NamedObject,
  namespace: string,
  cluster: AskedCluster,
): Promise<Target> {
  const what = `${workload.kind} ${shown(namespace)}/${name}`;
  if (cluster.read === undefined) {
    throw new Fault('PG_E_USAGE', `${cluster.words} hold no ${workload.kind}; name a file of it with -f`);
  }
  const found = await cluster.read({ workload, namespace, name });
  switch (found.state) {
    case 'absent':
      throw new Fault('PG_E_INPUT', `${what} does not exist; an image of that name is docker.io/${word}`);
    case 'unknown':
      throw new Fault('PG_E_INPUT', `${what} cannot be read: ${found.reason}`);
    case 'found':
      return found.value.file === ''
        ? thereTarget(found.value, workload.resource, { namespace, name })
        : fileTarget({
            ...found.value,
            resource: workload.resource,
            namespace,
            name,
            arrival: { name, byArgo: false },
          });
    default:
      return found satisfies never;
  }
}

function thereTarget(
  { kind, object }: Pick<InputObject, 'kind' | 'object'>,
  resource: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Target {
  const admission = asCreated({ kind, resource, namespace, name, source: 'cluster', object });
  const live = (): LiveObject => {
    const again = createdAgain(object, { kind: kind.kind, name });
    return { kind, resource, namespace, name: '', object: again, file: '', line: 0 };
  };
  return { admission, file: '', line: 0, live };
}

function fileTarget(each: Parameters<typeof toAdmission>[0] & Pick<InputObject, 'file' | 'line'>): Target {
  const { kind, resource, namespace, name, object, file, line } = each;
  const live = (): LiveObject => ({ kind, resource, namespace, name, object: applied(object, namespace), file, line });
  return { admission: toAdmission(each), file, line, live };
}

export interface FilesRequest {
  readonly paths: readonly string[];
  readonly namespace: string;
  readonly kinds: readonly ExtraKind[];
  readonly cluster: ClusterState;
}

/** Throws a Fault where the files hold nothing that carries images, or cannot be read. */
export async function targetsInFiles(request: FilesRequest, io: Io): Promise<Targets> {
  const input = await loadInput({ ...request, recursive: false }, io);
  const { workloads, diagnostics } = await allWorkloads(input);
  // A field that counts for nothing keeps nobody from explaining the rest.
  const unreadable = diagnostics.filter(({ level, about }) => level === 'error' && about !== 'dropped');
  if (unreadable.length > 0) {
    const lines = unreadable.map(
      ({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`,
    );
    throw new Fault('PG_E_INPUT', `what is to be explained cannot be read:\n  ${lines.join('\n  ')}`);
  }
  if (workloads.length === 0) throw new Fault('PG_E_INPUT', 'the files hold no object that carries images');
  return { targets: workloads.map(fileTarget), state: input.state, rawSecret: input.rawSecret, diagnostics };
}
