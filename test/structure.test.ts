/** What `check` says the API server does with an object is what a real one did (test/e2e/shapes.e2e.ts). */
import t from 'tap';
import { stringify } from 'yaml';
import { own } from '../src/core/fields.js';
import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import type { Admission } from '../src/core/types.js';
import { assess } from '../src/facts/assess.js';
import { parseFieldPath } from '../src/manifests/field-path.js';
import { loadManifests } from '../src/manifests/load.js';
import { readManifests } from '../src/manifests/read.js';
import { createManifestState } from '../src/manifests/state.js';
import { type Answered, readAnswers, STRUCTURES } from './support/structures.js';

function said(text: string) {
  const { objects, diagnostics } = loadManifests({ paths: ['-'], recursive: false, stdin: text });
  const state = createManifestState(objects, { offline: true });
  return [...diagnostics, ...state.diagnostics];
}

/** The line of a field, where each field has one of its own. */
function lineOf(text: string, path: string): number {
  const [object] = readManifests(text, 'f').objects;
  if (object === undefined) throw new Error(text);
  return object.lineOf(path);
}

t.test('every structure has an answer', async (t) => {
  t.strictSame(
    readAnswers().map(({ text }) => text),
    STRUCTURES,
    'npm run test:e2e -- test/e2e/shapes.e2e.ts with TAP_SNAPSHOT=1 asks a real API server',
  );
});

/** What has nothing to do with images and secrets is left to the API server. */
const NOT_OURS = /containers: Required|Unsupported value/;

/** It warns of entries without a name in pods and templates only. */
const OF_ACCOUNTS = 'The API server takes this ServiceAccount';

for (const answered of readAnswers()) {
  t.test(answered.text.replaceAll('\n', ' '), async (t) => {
    const { create, strict, serverSideApply, nameless } = answered;
    const text = inLines(answered);
    const unknown = answered.unknown.filter((path) => !isEmpty(text, path));
    const diagnostics = said(text);
    const refused = diagnostics.filter(({ about }) => about === 'refused');
    const dropped = diagnostics.filter(({ about, message }) => about === 'dropped' && !message.startsWith(OF_ACCOUNTS));
    t.equal(refused.length > 0, create.status >= 400 && !NOT_OURS.test(create.message), create.message);
    if (create.status >= 400) return;
    // Each field that is dropped, and each entry that counts for nothing, on its line.
    const expected = [...unknown, ...nameless.filter((path) => !unknown.some((each) => each.startsWith(path)))];
    const lines = expected.map((path) => lineOf(text, path)).sort((a, b) => a - b);
    t.strictSame(
      dropped.map(({ line }) => line).sort((a, b) => a - b),
      lines,
      expected.join(),
    );
    t.equal(
      dropped.filter(({ message }) => message.includes('(kubectl refuses it)')).length,
      unknown.length,
      strict.message,
    );
    t.equal(strict.status >= 400, answered.unknown.length > 0);
    if (unknown.length > 0) t.ok(serverSideApply.status >= 400, 'server-side apply refuses it as well');
  });
}

/** With what is empty nobody loses anything. */
function isEmpty(text: string, path: string): boolean {
  const [object] = readManifests(text, 'f').objects;
  const value = parseFieldPath(path).reduce<unknown>((at, step) => own(at, String(step)), object?.object);
  return ['null', '[]', '{}', '" "', 'false'].includes(JSON.stringify(value));
}

/** Block style, so that each field has a line. */
function inLines({ text }: Answered): string {
  const [object] = readManifests(text.replace('NAME', 'structure'), 'f').objects;
  if (object === undefined) throw new Error(text);
  return stringify(object.object);
}

t.test('what reaches a webhook, it says in the same words', async (t) => {
  const kind = { group: 'argoproj.io', version: 'v1alpha1', kind: 'Rollout' };
  const settings = {
    ...DEFAULT_SETTINGS,
    kinds: [{ ...kind, resource: 'rollouts', templatePath: 'spec.template' }],
  };
  const state = createManifestState([], { offline: false });
  const warned = async (podSpec: object, more: Partial<Admission> = {}) => {
    const object = { metadata: { name: 'web' }, spec: { template: { spec: podSpec } } };
    const asked = { uid: '', operation: 'CREATE', subresource: '', namespace: 'shop', name: 'web' };
    const who = { user: 'ann', groups: [], dryRun: false, source: 'review' as const, oldObject: () => null };
    return assess({ ...asked, ...who, kind, resource: 'rollouts', object, ...more }, { settings, state, now: 0 });
  };
  const image = 'registry.k8s.io/pause:3.10';
  const of = (message: string): string => `Pullgate: ${message}`;
  const containers = [{ name: 'a', image }];
  t.strictSame((await warned({ imagePullSecrets: 'regcred', containers })).warnings, [
    of(
      'No Pod can be made of this Rollout: spec.template.spec.imagePullSecrets is a text, not a list: write "imagePullSecrets: [{name: regcred}]". The field counted as not there.',
    ),
  ]);
  t.strictSame((await warned({ containers: [{ name: 'a', image: 1.25 }] })).warnings, [
    of(
      'No Pod can be made of this Rollout: spec.template.spec.containers[0].image is a number, not a text: put it in quotes. The field counted as not there.',
    ),
  ]);
  const nameless =
    'The API server takes this Rollout, and the kubelet passes over an entry of it without a word: spec.template.spec.imagePullSecrets[0] has no name and is ignored: write "- name: NAME", or take it away.';
  t.strictSame((await warned({ imagePullSecrets: [null], containers })).warnings, [of(nameless)]);
  const deployment = { kind: { group: 'apps', version: 'v1', kind: 'Deployment' }, resource: 'deployments' };
  t.strictSame((await warned({ imagePullSecrets: [{}], containers }, deployment)).warnings, [
    of(nameless.replace('Rollout', 'Deployment')),
  ]);
  t.strictSame(
    (await warned({ imagePullSecrets: [{ name: 'a' }], containers }, deployment)).warnings.length,
    1,
    'PG203',
  );
  const controller = { user: 'system:serviceaccount:kube-system:replicaset-controller', resource: 'pods' };
  t.strictSame((await warned({}, { ...controller, kind: { group: '', version: 'v1', kind: 'Pod' } })).warnings, []);
  // A denial that says it is enough.
  const denied = await warned({
    imagePullSecrets: 'regcred',
    containers: [{ name: 'a', image: 'ghcr.io/acme/app:1' }],
  });
  t.match(
    denied.message,
    'spec.template.spec.imagePullSecrets is a text, not a list: write "imagePullSecrets: [{name: regcred}]"; ',
  );
  t.strictSame(denied.warnings, []);
  // However much a tenant writes.
  const many = Array.from({ length: 1500 }, () => ({ name: 'a', image }));
  t.strictSame((await warned({ containers: [...many, 'x'] })).warnings, []);
});
