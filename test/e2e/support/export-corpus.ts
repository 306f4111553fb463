/**
 * Everything that the tests have of objects with images, as objects that the API server takes: the fixtures of the rules,
 * the cases from the field, recorded reviews, the recorded pods, and every recorded reference in templates.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findWorkload } from '../../../src/core/workloads.js';
import { readCase } from '../../support/case.js';
import { fieldQuestions } from '../../support/field-questions.js';
import { eventsOf, readRows } from '../../support/recorded-pods.js';
import type { ApiObject } from './api.js';

const TEST = fileURLToPath(new URL('../..', import.meta.url));

export interface Sent {
  readonly label: string;
  readonly object: ApiObject;
}

type Fields = Readonly<Record<string, unknown>>;

export async function exportCorpus(namespace: string): Promise<readonly Sent[]> {
  const all = [...fixtures(), ...(await field()), ...reviews(), ...recorded(), ...references()];
  const unique = new Map<string, Sent>();
  for (const { label, object } of all) {
    // A DELETE, or a case without one.
    if (!(object instanceof Object)) continue;
    const whole = completed(object, namespace);
    const text = JSON.stringify(whole);
    if (!unique.has(text)) unique.set(text, { label, object: whole });
  }
  return [...unique.values()];
}

function fixtures(): readonly Sent[] {
  const folder = `${TEST}/fixtures/rules`;
  return readdirSync(folder).flatMap((code) =>
    ['pass', 'fail'].flatMap((verdict) =>
      readdirSync(`${folder}/${code}/${verdict}`).map((file) => ({
        label: `${code}/${verdict}/${file}`,
        object: readCase(`${folder}/${code}/${verdict}/${file}`).judged as ApiObject,
      })),
    ),
  );
}

async function field(): Promise<readonly Sent[]> {
  const { questions } = await fieldQuestions();
  return questions.map(({ label, admission }) => ({ label: `field/${label}`, object: admission.object as ApiObject }));
}

function reviews(): readonly Sent[] {
  const folder = `${TEST}/fixtures/admissionreviews`;
  return readdirSync(folder).flatMap((file) => {
    const { request } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
    const isWorkload = findWorkload({ group: '', version: '', kind: '', ...request?.kind }, []) !== undefined;
    return isWorkload && request.subResource === undefined ? [{ label: `review/${file}`, object: request.object }] : [];
  });
}

function recorded(): readonly Sent[] {
  return readRows()
    .flatMap(eventsOf)
    .filter(({ admission }) => findWorkload(admission.kind, []) !== undefined && admission.subresource === '')
    .map(({ label, admission }) => ({ label: `recorded/${label}`, object: admission.object as ApiObject }));
}

/** So many short ones in a template that the message has room for all. */
const TOGETHER = 6;

function references(): readonly Sent[] {
  const { rows } = JSON.parse(readFileSync(`${TEST}/vectors/image-references.json`, 'utf8'));
  const images: readonly string[] = rows.map(({ input }: { readonly input: string }) => input);
  const groups: string[][] = [];
  for (const image of images.filter((each) => each !== '')) {
    const last = groups.at(-1);
    const isShort = image.length <= 80;
    if (isShort && last !== undefined && last.length < TOGETHER && last.every(({ length }) => length <= 80))
      last.push(image);
    else groups.push([image]);
  }
  return groups.map((each, index) => ({
    label: `references/${index} ${JSON.stringify(each[0]?.slice(0, 60))}`,
    object: {
      apiVersion: 'v1',
      kind: 'PodTemplate',
      metadata: { name: 'x' },
      template: { spec: { containers: each.map((image, position) => ({ name: `c${position}`, image })) } },
    },
  }));
}

const LABELS = { corpus: 'corpus' };

/** What the API server wants besides, and nothing of who made it or where it ran. */
function completed(object: ApiObject, namespace: string): ApiObject {
  const { apiVersion = 'v1', kind = '', metadata = {}, status: _status, ...rest } = object;
  const annotations = Object(metadata['annotations']);
  const whole: ApiObject = { apiVersion, kind, metadata: { name: 'corpus', namespace, annotations }, ...rest };
  const workload = findWorkload(
    { group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '', version: 'v1', kind },
    [],
  );
  if (workload === undefined) return whole;
  if (kind === 'Pod') return { ...whole, spec: pod(Object(rest['spec']), {}) };
  const restart = workload.group === 'batch' ? { restartPolicy: 'Never' } : { restartPolicy: 'Always' };
  const [first = '', ...path] = workload.podSpec;
  return { ...whole, [first]: within(Object(rest[first]), path, (spec) => pod(spec, restart), kind) };
}

function pod(spec: Fields, more: Fields): Fields {
  const {
    serviceAccountName: _a,
    serviceAccount: _b,
    nodeName,
    priorityClassName: _p,
    priority: _q,
    runtimeClassName: _r,
    ...rest
  } = spec;
  const named = (list: unknown): unknown =>
    Array.isArray(list)
      ? list.map((each, index) => (each instanceof Object ? { name: `c${index}`, ...each } : each))
      : list;
  return { ...rest, ...(nodeName === undefined ? {} : { nodeName }), containers: named(rest['containers']), ...more };
}

function within(
  fields: Fields,
  [next, ...path]: readonly string[],
  change: (spec: Fields) => Fields,
  kind: string,
): Fields {
  if (next === undefined) return change(fields);
  const inner = within(Object(fields[next]), path, change, kind);
  const labelled = next === 'template' && kind !== 'Job' && kind !== 'CronJob';
  const beside = !labelled
    ? kind === 'CronJob' && next === 'jobTemplate'
      ? { schedule: '0 0 1 1 *' }
      : {}
    : {
        selector: kind === 'ReplicationController' ? LABELS : { matchLabels: LABELS },
        ...(kind === 'StatefulSet' ? { serviceName: 'none' } : {}),
      };
  const template = labelled ? { ...inner, metadata: { ...Object(inner['metadata']), labels: LABELS } } : inner;
  return { ...fields, ...beside, [next]: template };
}
