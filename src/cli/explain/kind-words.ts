/** Objects as kubectl names them: `deployment/web`, `deploy/web`, `pods/web-abc`, `deployments.apps/web`. */
import type { ExtraKind } from '../../core/settings.js';
import { findWorkload, WORKLOADS, type Workload } from '../../core/workloads.js';

export interface NamedObject {
  /** As it was written, which could have been an image. */
  readonly word: string;
  readonly workload: Workload;
  readonly name: string;
}

/** As the API server offers them in discovery (K pkg/registry, `ShortNames` of each storage). */
const SHORT: Readonly<Record<string, string>> = {
  po: 'Pod',
  rc: 'ReplicationController',
  deploy: 'Deployment',
  rs: 'ReplicaSet',
  sts: 'StatefulSet',
  ds: 'DaemonSet',
  cj: 'CronJob',
};

/** Undefined for what is no such name: an image, most of all, though one without a tag may look like it. */
export function namedObject(word: string, extra: readonly ExtraKind[]): NamedObject | undefined {
  const [, kind = '', name = ''] = NAME.exec(word) ?? [];
  const workload = kind === '' ? undefined : findKind(kind.toLowerCase(), extra);
  return workload === undefined ? undefined : { word, workload, name };
}

/** Could it be one, if there is a kind of that name? */
export function looksNamed(word: string): boolean {
  return NAME.test(word);
}

const NAME = /^([A-Za-z][A-Za-z0-9.-]{0,253})\/([a-z0-9][a-z0-9.-]{0,252})$/;

function findKind(word: string, extra: readonly ExtraKind[]): Workload | undefined {
  const all = [...WORKLOADS, ...extra.flatMap((each) => findWorkload(each, extra) ?? [])];
  const [kind = '', ...rest] = word.split('.');
  const group = rest.join('.');
  const long = Object.hasOwn(SHORT, kind) ? SHORT[kind]?.toLowerCase() : kind;
  return all.find(
    (each) => (each.kind.toLowerCase() === long || each.resource === long) && (group === '' || each.group === group),
  );
}
